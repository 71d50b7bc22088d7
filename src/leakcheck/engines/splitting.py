"""From a table that was opened to a job that is done in parts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from leakcheck import __version__, packshelf
from leakcheck.engines.packrun import PackRun
from leakcheck.engines.parting import Account, Job, Recipe
from leakcheck.readers.intake.partplan import PartPlan, plan_parts

if TYPE_CHECKING:
    from leakcheck.engines.memory import MemoryPlan
    from leakcheck.engines.stopping import Watch
    from leakcheck.engines.work import TableWork
    from leakcheck.model import FieldMapping, Table
    from leakcheck.readers import Evidence, ReadOptions
    from leakcheck.readers.intake.odometer import Odometer


class PartEngine(Protocol):
    """Runs a job whose table can be read in parts."""

    def wants(self, size: int) -> bool:
        """Whether evidence of so many bytes is read in parts."""

    def refuse(self, reason: str) -> None:
        """Hear why it cannot be; it is then read in one part, as without this engine."""

    def run(self, job: Job) -> Account:
        """Do it; the works of the job and the account then hold everything."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Evidence that was understood; `seen` is what `ReadOptions.notice` was told meanwhile."""

    evidence: Evidence
    options: ReadOptions
    table: Table
    mapping: FieldMapping
    seen: Sequence[Any]
    input_format: str | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """What goes on around a run."""

    watch: Watch
    odometer: Odometer
    memory: MemoryPlan


def run_in_parts(
    engine: PartEngine,
    opened: Opened,
    runs: Sequence[PackRun],
    over_table: Sequence[TableWork],
    running: Running,
) -> Account | None:
    """Have it done in parts; None when that cannot be, and nothing is done yet."""
    if not engine.wants(opened.evidence.size):
        return None
    plan = plan_parts(opened.evidence, opened.seen, opened.table, opened.input_format, opened.options)
    if isinstance(plan, str):
        engine.refuse(plan)
        return None
    recipe = Recipe(
        tuple((run.pack, run.setting, frozenset(rule.rule.axis for rule in run.rules)) for run in runs),
        tuple(type(work).__module__.rpartition(".")[2] for work in over_table),
        opened.table.columns,
        opened.mapping.fields(),
        running.memory,
    )
    marks = _marks(opened, plan, recipe)
    return engine.run(Job(plan, runs, over_table, recipe, marks, running.watch, running.odometer))


def _marks(opened: Opened, plan: PartPlan, recipe: Recipe) -> dict[str, str]:
    """What decides what is counted; how it is weighed and shown afterwards may change."""
    options = opened.options
    packs = [(pack.id, packshelf.version_of(pack), setting) for pack, setting, _ in recipe.packs]
    tables = [file.table for file in plan.files]
    layouts = [table and (table.way, table.layout.dialect, table.header) for table in tables]
    told = (options.delimiter, options.encoding, options.table, options.member, options.budget)
    pairs = recipe.memory.group_pairs
    counted = (packs, pairs, recipe.rooms, recipe.columns, sorted(recipe.fields.items()), layouts, told)
    digest = hashlib.sha256(repr(counted).encode("utf-8", "backslashreplace")).hexdigest()
    return {"evidence": opened.evidence.sha256, "version": __version__, "options": digest}
