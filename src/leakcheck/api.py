"""The hall: what a notebook imports and every door calls.

evidence -> reading -> mapping -> checking -> weighing -> `Report`
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck import discover, packshelf, understanding
from leakcheck.assembly import Checked, Options, conclude
from leakcheck.engines import local
from leakcheck.engines.memory import plan_memory
from leakcheck.engines.pool import Pool, usable_cores
from leakcheck.engines.sampling import Sampler
from leakcheck.engines.stopping import Watch
from leakcheck.errors import InputError
from leakcheck.extent import Progress
from leakcheck.frozen import dataclass, replace
from leakcheck.model import Claim, FieldMapping, Result, Table, Verdict
from leakcheck.packfile import Pack, Rule, parse_pack, read_pack
from leakcheck.readers import Budget, Evidence, ReadOptions
from leakcheck.readers.intake.odometer import Odometer
from leakcheck.reports import RenderOptions
from leakcheck.rules.setting import Setting
from leakcheck.understanding import Understood, table_works

if TYPE_CHECKING:
    import pandas as pd

    from leakcheck.engines.splitting import PartEngine

    Given = Path | str | bytes | Sequence[Path | str] | Evidence | pd.DataFrame

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
    weights: Path | str | None = None,
    jobs: int | None = None,
    sample: int | None = None,
    engine: PartEngine | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
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
        Of the sample; recorded in the report.
    weights : path, optional
        Weights of the forensic signals in place of those that ship; see `leakcheck.weighing.signalbook`.
    jobs : int, optional
        Workers that judge a large table, one for each core if not said; the report is the same whatever the
        number.
    sample : int, optional
        Judge a simple random sample of so many records; everything is read, and every line accounted for.
    engine : PartEngine, optional
        Reads the table in parts: `leakcheck.engines.resume.Resume` or `leakcheck.engines.dask.Dask`. The
        report is the same. What cannot be read in parts, and a sample, is read as without it.
    progress : callable, optional
        Called with a `leakcheck.extent.Progress` every megabyte or so, in whatever thread reads.
    stop : callable, optional
        Asked before every block: True ends the reading there, and the report is marked `partial`. Without it
        a KeyboardInterrupt goes through, and there is no report.

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
    budget = read_options.budget if read_options else Budget()
    memory = plan_memory(budget.ceiling, usable_cores() if jobs is None else jobs)
    pool = Pool(memory.jobs) if memory.jobs > 1 else None
    odometer = (read_options.odometer if read_options else None) or Odometer(progress)
    seen: list[Any] = []
    options = replace(
        read_options or ReadOptions(),
        ahead=pool,
        odometer=odometer,
        notice=(lambda *opened: seen.append(opened)) if engine else None,
    )
    understood = understanding.understand(evidence, used, map, input_format, options)
    table, mapping = understood.table, understood.mapping
    setting = Setting(claim_date=date, surface=surface, transcribed=table.reading.transcribed)
    runs = [
        _prepare(p, p is pack, setting, memory.group_pairs) for p in used if p is pack or p.kind == "document"
    ]
    _refuse_blank(pack, mapping, table, runs)
    over_table = table_works(understood)
    watch = Watch(odometer, stop)
    account = None
    if engine is not None and sample is None:
        from leakcheck.engines.splitting import Opened, Running, run_in_parts

        opened = Opened(understood.evidence, understood.options, table, mapping, seen, input_format)
        running = Running(watch, odometer, memory)
        account = run_in_parts(engine, opened, runs, over_table, running)
    if account is not None:
        table = replace(table, ledger=account.ledger)
    elif sample is None:
        local.run(watch.over(understood.blocks), mapping, runs, over_table, pool, memory)
    else:
        sampler = Sampler(sample, seed, options.budget.memory)
        local.run(watch.draw(understood.blocks, sampler, over_table), mapping, runs, pool=pool, memory=memory)
    claim = Claim(table.reading.source, pack.id if pack else None, surface, date)
    checked = Checked(table, mapping, runs, shelf, over_table, watch.partial, watch.sample)
    other_weights = None if weights is None else Path(weights)
    return Report(conclude(claim, checked, Options(tuple(distrust), prior, seed, other_weights)))


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
    return understanding.understand(evidence, list_packs(packs), map, input_format, options)


def _prepare(pack: Pack, is_claimed: bool, setting: Setting, most: int) -> local.PackRun:
    own = replace(setting, period=pack.period, record_date=pack.record_date)
    if not is_claimed:
        own = replace(own, surface=None)
    return local.PackRun.of(pack, own, BOTH_AXES if is_claimed else frozenset({"collected"}), most)


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
