"""The hall: what a notebook imports and every door calls.

evidence -> reading -> mapping -> checking -> weighing -> `Report`
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck import discover, packshelf
from leakcheck.assembly import Checked, Options, conclude
from leakcheck.engines import local
from leakcheck.engines.work import TableWork
from leakcheck.errors import InputError, UsageError
from leakcheck.frozen import replace
from leakcheck.mapping.assign import assign
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.model import Block, Claim, FieldMapping, Result, Table, Verdict
from leakcheck.packfile import Pack, Rule, parse_pack, read_pack
from leakcheck.readers import Evidence, ReadOptions, evidence_of, read
from leakcheck.reports import RenderOptions
from leakcheck.rules.setting import Setting
from leakcheck.writers import cells_of

if TYPE_CHECKING:
    import pandas as pd

    Given = Path | str | bytes | Sequence[Path | str] | Evidence | pd.DataFrame

SAMPLE_ROWS = 1000
BOTH_AXES = frozenset({"system", "collected"})


@dataclass(frozen=True)
class Report:
    """The answer: a verdict and everything it rests on.

    Cell values inside `result` are raw evidence; `to_json` and `render` mask them.
    """

    result: Result

    @property
    def verdict(self) -> Verdict:
        """Word, reason, score and axes."""
        return self.result.verdict

    def render(self, format: str = "text", options: RenderOptions | None = None) -> str:  # noqa: A002
        """The report in one of the formats of `leakcheck.reports`."""
        return str(discover.load("reports", format).render(self.result, options or RenderOptions()))

    def to_json(self, show: str = "masked") -> str:
        """The report as JSON text, schema version 1."""
        return self.render("json", RenderOptions(show=show))

    def findings_frame(self) -> pd.DataFrame:
        """Findings as a table, one row a rule, strongest against the claim first.

        Columns: rule, title, family, axis, passed, failed, not_applicable, unknown (int64),
        log10_lr (float64, above 0 speaks against the claim), weighed (bool), rows (list of int), kind
        (``rule`` or ``mangled``).
        """
        import pandas as pd

        plain, counts = ["rule", "title", "family", "axis"], ["passed", "failed", "not_applicable", "unknown"]
        rows = [
            [getattr(f, name) for name in plain]
            + [getattr(f.tally, name) for name in counts]
            + [f.log10_lr, f.weighed, list(f.tally.rows), f.kind]
            for f in self.result.findings
        ]
        return pd.DataFrame(rows, columns=[*plain, *counts, "log10_lr", "weighed", "rows", "kind"])

    def __repr__(self) -> str:
        v = self.verdict
        return f"<leakcheck.Report {v.word} ({v.reason}), score {v.score}, {self.result.ledger.rows} records>"


@dataclass(frozen=True)
class Understood:
    """Evidence as leakcheck reads it, before any judging; `blocks` holds raw cells and runs once.

    `table.ledger()` may be called once `blocks` is exhausted; `table.blocks` is already begun.
    """

    evidence: Evidence
    options: ReadOptions
    table: Table
    mapping: FieldMapping
    blocks: Iterator[Block]


@dataclass(frozen=True)
class CheckReport:
    """Outcome of running a pack's examples."""

    pack: Pack
    ran: int
    problems: tuple[str, ...]


def verify(  # noqa: PLR0913 - one door, all by name
    evidence: Given,
    *,
    claims: str | None = None,
    packs: Sequence[Path | str] = (),
    map: Sequence[str] | Mapping[str, str] = (),  # noqa: A002 - the name of the option
    input_format: str | None = None,
    read_options: ReadOptions | None = None,
    distrust: Sequence[str] = (),
    date: datetime.date | None = None,
    prior: float = 0.5,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Judge a claimed leak.

    Parameters
    ----------
    evidence : Path, str, bytes, sequence of paths, Evidence or DataFrame
        A file (`Path`, or a text that names one; ``"-"`` is standard input), pasted text, bytes as read from
        a pipe, evidence opened by `leakcheck.readers`, or a pandas DataFrame. A sequence of files and
        folders is one claim, as ``--folder`` is on the command line: ``verify([folder])``.
    claims : str, optional
        System the evidence is said to come from: ``"cowin"`` or ``"cowin:api-v2"``. Without it only
        the first axis (collected or invented) is judged and a system may be proposed.
    packs : sequence of paths
        Further pack files.
    map : sequence of "column=field" or mapping
        Overrides of the column mapping.
    read_options : ReadOptions, optional
        How to read: delimiter, encoding and the like; known labels are put in here.
    distrust : sequence of str
        Sources to leave out, by id, publisher or kind.
    date : date, optional
        Day on which the data is said to have been taken.
    prior : float
        Prior probability that the claim is genuine.
    seed : int
        Recorded in the report; nothing is sampled yet.
    jobs : int
        Threads that judge a large table; the report is the same whatever the number.

    Raises
    ------
    InputError
        The evidence cannot be read, is empty or holds nothing to check.
    UsageError
        An option names something that does not exist.
    PackError
        A pack is refused.
    """
    shelf = packshelf.stock([Path(p) for p in packs])
    pack, surface = packshelf.claimed(shelf, claims) if claims else (None, None)
    used = [p for p in shelf if p is pack or p.kind == "document" or (pack is None and p.kind == "system")]
    understood = _understand(evidence, used, map, input_format, read_options)
    table, mapping = understood.table, understood.mapping
    runs = [
        _prepare(p, p is pack, surface, date, table.reading.transcribed)
        for p in used
        if p is pack or p.kind == "document"
    ]
    _refuse_blank(pack, mapping, table, runs)
    over_table = table_works(understood)
    local.run(understood.blocks, mapping, runs, progress, over_table, jobs)
    claim = Claim(table.reading.source, pack.id if pack else None, surface, date)
    options = Options(tuple(distrust), prior, seed)
    return Report(conclude(claim, Checked(table, mapping, runs, shelf, over_table), options))


def table_works(understood: Understood) -> list[TableWork]:
    """Every check of the whole table (``forensics/``), for an engine to feed."""
    taken = {place: field for field, place in understood.mapping.fields().items()}
    rooms = [discover.load("forensics", name) for name in discover.names("forensics")]
    return [room.Collector(understood.table.columns, taken) for room in rooms]


def understand(
    evidence: Given,
    *,
    packs: Sequence[Path | str] = (),
    map: Sequence[str] | Mapping[str, str] = (),  # noqa: A002 - the name of the option
    input_format: str | None = None,
    read_options: ReadOptions | None = None,
) -> Understood:
    """Read evidence and map its columns without judging; parameters and errors as in `verify`."""
    options = replace(read_options or ReadOptions(), settle=True)
    return _understand(evidence, list_packs(packs), map, input_format, options)


def _understand(
    evidence: Any,
    packs: Sequence[Pack],
    overrides: Sequence[str] | Mapping[str, str],
    input_format: str | None,
    options: ReadOptions | None,
) -> Understood:
    fields = packshelf.fields_of(packs)
    lexicon = Lexicon.build(fields)
    options = replace(options or ReadOptions(), is_label=lexicon.is_label)
    source = evidence_of(evidence, options.budget)
    table = read(source, input_format=input_format, options=options)
    first, blocks = _peek(table.blocks)
    sample = [
        [v for block in first for v in cells_of(block.columns[j][:SAMPLE_ROWS])]
        for j in range(len(table.columns))
    ]
    told, transcribed = _overrides(overrides), table.reading.transcribed
    mapping = assign(table.columns, sample, fields, lexicon, told, transcribed=transcribed)
    return Understood(source, options, table, mapping, blocks)


def _overrides(given: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
    if isinstance(given, Mapping):
        return dict(given)
    pairs = {}
    for item in given:
        column, sign, field = item.rpartition("=")
        if not sign or not column.strip() or not field.strip():
            raise UsageError("--map needs column=field", hint='for example --map "PAN_NO=pan"')
        pairs[column.strip()] = field.strip()
    return pairs


def _peek(blocks: Iterator[Block]) -> tuple[list[Block], Iterator[Block]]:
    """The first blocks, enough for a sample, and all blocks again."""
    first: list[Block] = []
    for block in blocks:
        first.append(block)
        if sum(map(len, first)) >= SAMPLE_ROWS:
            break
    return first, itertools.chain(first, blocks)


def _prepare(
    pack: Pack, is_claimed: bool, surface: str | None, date: datetime.date | None, transcribed: bool
) -> local.PackRun:
    setting = Setting(pack.period, pack.record_date, date, surface if is_claimed else None, transcribed)
    return local.PackRun.of(pack, setting, BOTH_AXES if is_claimed else frozenset({"collected"}))


def _refuse_blank(
    pack: Pack | None, mapping: FieldMapping, table: Table, runs: Sequence[local.PackRun]
) -> None:
    if pack and not mapping.fields():
        total = sum(len(r.rules) for r in runs)
        wanted = ", ".join(f.name for f in pack.fields[:3])
        raise InputError(
            f"0 of {total} rules could be tried: no column looks like {wanted} or any other field",
            where=table.reading.source,
            hint='--map "column=field"; leakcheck packs show ' + pack.id,
        )


def list_packs(packs: Sequence[Path | str] = ()) -> tuple[Pack, ...]:
    """Shipped packs and the given files."""
    return packshelf.stock([Path(p) for p in packs])


def explain(rule_id: str, packs: Sequence[Path | str] = ()) -> tuple[Pack, Rule]:
    """A rule and the pack it stands in; `UsageError` when there is none of that id."""
    return packshelf.find_rule(list_packs(packs), rule_id)


def check_pack(pack: Path | str | bytes) -> CheckReport:
    """Read a pack (file, shipped id or bytes), compile it and run its examples."""
    from leakcheck.rules.examples import check_examples

    if isinstance(pack, bytes):
        found = parse_pack(pack, "pack")
    elif isinstance(pack, str) and pack in {p.id for p in packshelf.shipped()}:
        found = next(p for p in packshelf.shipped() if p.id == pack)
    else:
        found = read_pack(Path(pack))
    return CheckReport(found, sum(len(r.examples) for r in found.rules), check_examples(found))
