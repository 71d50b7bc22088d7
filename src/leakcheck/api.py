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

from leakcheck import __version__, discover, packshelf
from leakcheck.engines import local
from leakcheck.errors import InputError, UsageError
from leakcheck.mapping.assign import assign
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.model import Block, Claim, FieldMapping, Finding, Result, Source, Table, Tally, Untested, Verdict
from leakcheck.packfile import Pack, Rule, parse_pack, read_pack
from leakcheck.readers import ReadOptions, open_evidence, read
from leakcheck.readers.intake.evidence import Evidence as Input
from leakcheck.reports import RenderOptions
from leakcheck.rules.examples import check_examples
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.reasons import why_untried
from leakcheck.rules.setting import Setting
from leakcheck.weighing.evidence import Evidence
from leakcheck.weighing.weigh import Weighed, weigh

if TYPE_CHECKING:
    import pandas as pd

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

    def render(self, format: str = "text", options: RenderOptions | None = None) -> str:
        """The report in one of the formats of `leakcheck.reports`."""
        return str(discover.load("reports", format).render(self.result, options or RenderOptions()))

    def to_json(self, show: str = "masked") -> str:
        """The report as JSON text, schema version 1."""
        return self.render("json", RenderOptions(show=show))

    def findings_frame(self) -> pd.DataFrame:
        """Findings as a table, one row a rule, strongest against the claim first.

        Columns: rule, title, family, axis, passed, failed, not_applicable, unknown (int64),
        log10_lr (float64, above 0 speaks against the claim), weighed (bool), rows (list of int).
        """
        import pandas as pd  # noqa: PLC0415

        names = ["rule", "title", "family", "axis", "passed", "failed", "not_applicable", "unknown", "log10_lr", "weighed", "rows"]
        rows = [
            (f.rule, f.title, f.family, f.axis, f.tally.passed, f.tally.failed, f.tally.not_applicable, f.tally.unknown,
             f.log10_lr, f.weighed, list(f.tally.rows))
            for f in self.result.findings
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=names)

    def __repr__(self) -> str:
        v = self.verdict
        return f"<leakcheck.Report {v.word} ({v.reason}), score {v.score}, {self.result.ledger.rows} records>"


@dataclass(frozen=True)
class CheckReport:
    """Outcome of running a pack's examples."""

    pack: Pack
    ran: int
    problems: tuple[str, ...]


def verify(
    evidence: Path | str | bytes | pd.DataFrame,
    *,
    claims: str | None = None,
    packs: Sequence[Path | str] = (),
    map: Sequence[str] | Mapping[str, str] = (),  # noqa: A002 - the name of the option
    input_format: str | None = None,
    distrust: Sequence[str] = (),
    date: datetime.date | None = None,
    prior: float = 0.5,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Judge a claimed leak.

    Parameters
    ----------
    evidence : Path, str, bytes or DataFrame
        A file (`Path`, or a text that names one), pasted text, bytes as read from a pipe, or a
        pandas DataFrame.
    claims : str, optional
        System the evidence is said to come from: ``"cowin"`` or ``"cowin:api-v2"``. Without it only
        the first axis (collected or invented) is judged and a system may be proposed.
    packs : sequence of paths
        Further pack files.
    map : sequence of "column=field" or mapping
        Overrides of the column mapping.
    distrust : sequence of str
        Sources to leave out, by id, publisher or kind.
    date : date, optional
        Day on which the data is said to have been taken.
    prior : float
        Prior probability that the claim is genuine.
    seed : int
        Recorded in the report; nothing is sampled yet.

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
    fields = packshelf.fields_of(used)
    lexicon = Lexicon.build(fields)
    source = _open(evidence)
    table = read(source, input_format=input_format, options=ReadOptions(is_label=lexicon.is_label))
    first, blocks = _peek(table.blocks)
    sample = [[v for b in first for v in b.columns[j]] for j in range(len(table.columns))]
    mapping = assign(table.columns, sample, fields, lexicon, _overrides(map), transcribed=table.reading.transcribed)
    runs = [_prepare(p, p is pack, surface, date, table.reading.transcribed) for p in used if p is pack or p.kind == "document"]
    _refuse_blank(pack, mapping, table, runs)
    local.run(blocks, mapping, runs, progress)
    claim = Claim(table.reading.source, pack.id if pack else None, surface, date)
    weights = _Weights(tuple(distrust), prior, pack is not None)
    return Report(_conclude(claim, table, mapping, runs, weights, shelf, seed))


@dataclass(frozen=True, slots=True)
class _Weights:
    distrust: tuple[str, ...]
    prior: float
    claimed: bool


def _open(evidence: Any) -> Input:
    return open_evidence(evidence)


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


def _prepare(pack: Pack, is_claimed: bool, surface: str | None, date: datetime.date | None, transcribed: bool) -> local.PackRun:
    setting = Setting(pack.period, pack.record_date, date, surface if is_claimed else None, transcribed)
    return local.PackRun.of(pack, setting, BOTH_AXES if is_claimed else frozenset({"collected"}))


def _refuse_blank(pack: Pack | None, mapping: FieldMapping, table: Table, runs: Sequence[local.PackRun]) -> None:
    if pack and not mapping.fields():
        total = sum(len(r.rules) for r in runs)
        wanted = ", ".join(f.name for f in pack.fields[:3])
        raise InputError(
            f"0 of {total} rules could be tried: no column looks like {wanted} or any other field",
            where=table.reading.source,
            hint='--map "column=field"; leakcheck packs show ' + pack.id,
        )


def _conclude(
    claim: Claim, table: Table, mapping: FieldMapping, runs: Sequence[local.PackRun], weights: _Weights,
    shelf: Sequence[Pack], seed: int,
) -> Result:  # fmt: skip
    ledger = table.ledger().check()
    tried = [(run, compiled, tally) for run in runs for compiled, tally in run.tallies()]
    sources = {s.id: s for run in runs for s in run.pack.sources}
    weighed = weigh(
        [_evidence(c, t) for _, c, t in tried if t.tried],
        sources, claimed=weights.claimed, distrust=weights.distrust, prior=weights.prior,
    )  # fmt: skip
    findings = sorted((_finding(c, t, weighed) for _, c, t in tried if t.tried), key=lambda f: (-f.log10_lr, f.rule))
    seen = {run.pack.id: [run.surfaces.title(i) for i in sorted(run.seen)] for run in runs}
    untested = tuple(
        Untested(c.rule.id, c.rule.title, reason)
        for run, c, t in tried
        if (reason := why_untried(c, t, mapping.fields(), seen[run.pack.id]))
    )
    claimed_run = next((r for r in runs if r.pack.id == claim.pack), None)
    return Result(
        verdict=weighed.verdict,
        claim=claim,
        reading=table.reading,
        ledger=ledger,
        mapping=mapping,
        findings=tuple(findings),
        untested=untested,
        sources=_cited(findings, claimed_run, sources),
        context=claimed_run.pack.context if claimed_run else (),
        versions={"leakcheck": __version__, **{f"pack {r.pack.id}": packshelf.version_of(r.pack) for r in runs}},
        surfaces={claimed_run.surfaces.title(i): n for i, n in sorted(claimed_run.seen.items())} if claimed_run else {},
        distrusted=weights.distrust,
        proposal="" if claim.pack else packshelf.propose(shelf, sorted(mapping.fields())),
        seed=seed,
    )


def _evidence(compiled: CompiledRule, tally: Tally) -> Evidence:
    rule = compiled.rule
    return Evidence(
        rule=rule.id, title=rule.title, family=rule.family, axis=rule.axis, strength=rule.strength, status=rule.status,
        rate_only=rule.rate_only, tolerance=rule.tolerance, by_chance=rule.by_chance, sources=rule.sources, tally=tally,
    )  # fmt: skip


def _finding(compiled: CompiledRule, tally: Tally, weighed: Weighed) -> Finding:
    rule = compiled.rule
    weight = weighed.rules[rule.id]
    return Finding(
        rule=rule.id, title=rule.title, family=rule.family, axis=rule.axis, strength=rule.strength, tally=tally,
        sources=rule.sources, explain=rule.explain, innocent=rule.innocent, log10_lr=weight.log10_lr,
        weighed=weight.weighed, why_not=weight.why_not, fields=compiled.fields(),
    )  # fmt: skip


def _cited(findings: Sequence[Finding], run: local.PackRun | None, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    used = {s for f in findings for s in f.sources} | {s for c in (run.pack.context if run else ()) for s in c.sources}
    return tuple(s for name, s in sources.items() if name in used)


def list_packs(packs: Sequence[Path | str] = ()) -> tuple[Pack, ...]:
    """Shipped packs and the given files."""
    return packshelf.stock([Path(p) for p in packs])


def explain(rule_id: str, packs: Sequence[Path | str] = ()) -> tuple[Pack, Rule]:
    """A rule and the pack it stands in; `UsageError` when there is none of that id."""
    return packshelf.find_rule(list_packs(packs), rule_id)


def check_pack(pack: Path | str | bytes) -> CheckReport:
    """Read a pack (file, shipped id or bytes), compile it and run its examples."""
    if isinstance(pack, bytes):
        found = parse_pack(pack, "pack")
    elif isinstance(pack, str) and pack in {p.id for p in packshelf.shipped()}:
        found = next(p for p in packshelf.shipped() if p.id == pack)
    else:
        found = read_pack(Path(pack))
    return CheckReport(found, sum(len(r.examples) for r in found.rules), check_examples(found))
