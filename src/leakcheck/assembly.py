"""Assembling the answer: counts become evidence, evidence a verdict, everything a `Result`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leakcheck import __version__, packshelf
from leakcheck.engines.local import PackRun
from leakcheck.engines.work import TableWork
from leakcheck.errors import InputError
from leakcheck.extent import Partial, Sample
from leakcheck.frozen import dataclass, replace
from leakcheck.model import Claim, Context, FieldMapping, Finding, Result, Source, Table, Tally, Untested
from leakcheck.packfile import Pack
from leakcheck.readers.intake.ledgerbook import cut_short
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.reasons import why_untried
from leakcheck.safe import show
from leakcheck.testimony.hearing import hear
from leakcheck.weighing.evidence import Evidence, Weighed
from leakcheck.weighing.weigh import weigh
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.weighing.signalbook import SignalBook


@dataclass(frozen=True, slots=True)
class Options:
    """How to weigh: sources left out, prior probability of a genuine claim, seed to record, other weights."""

    distrust: tuple[str, ...] = ()
    prior: float = 0.5
    seed: int = 0
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the engine left behind: the table (read out, unless `partial`), its mapping, runs, other work."""

    table: Table
    mapping: FieldMapping
    runs: Sequence[PackRun]
    shelf: Sequence[Pack]
    over_table: Sequence[TableWork] = ()
    partial: Partial | None = None
    sample: Sample | None = None


def conclude(claim: Claim, checked: Checked, options: Options) -> Result:
    """Weigh what was counted and put the whole account together."""
    with cut_short(checked.partial is not None):
        ledger = checked.table.ledger().check()
    runs, fields = checked.runs, checked.mapping.fields()
    tried = [(run, compiled, tally) for run in runs for compiled, tally in run.tallies()]
    if checked.sample and not checked.sample.is_whole:
        tried = [(run, compiled, _sampled(compiled, tally, fields)) for run, compiled, tally in tried]
    sources, names = _merge_sources(runs)
    evidence = [_evidence(c, t, names[r.pack.id]) for r, c, t in tried if t.tried]
    told = hear(checked.over_table, _book(options.weights))
    weighed = weigh(
        (*evidence, *told.evidence()),
        sources,
        claimed=claim.pack is not None,
        distrust=options.distrust,
        prior=options.prior,
        strengths=told.strengths(),
    )
    found = told.findings(weighed)
    found += [_finding(c, t, names[r.pack.id], weighed) for r, c, t in tried if t.tried]
    found += [finding for work in checked.over_table for finding in work.finish()]
    findings = sorted(found, key=lambda f: (-f.log10_lr, f.rule))
    sources |= {s.id: s for work in checked.over_table for s in work.sources if s.id not in sources}
    own = next((r for r in runs if r.pack.id == claim.pack), None)
    return Result(
        verdict=weighed.verdict,
        claim=claim,
        reading=checked.table.reading,
        ledger=ledger,
        mapping=checked.mapping,
        findings=tuple(findings),
        untested=tuple(_untested(tried, fields)),
        sources=_cited(findings, _context(own, names), sources),
        context=_context(own, names),
        versions={"leakcheck": __version__}
        | ({"weights": _digest(options.weights)} if told.invention else {})
        | {f"pack {r.pack.id}": packshelf.version_of(r.pack) for r in runs},
        surfaces={own.surfaces.title(i): n for i, n in sorted(own.seen.items())} if own else {},
        distrusted=options.distrust,
        proposal="" if claim.pack else packshelf.propose(checked.shelf, sorted(fields)),
        seed=options.seed,
        partial=checked.partial,
        sample=checked.sample,
        forensics=told.account(weighed),
    )


def _book(weights: Path | None) -> SignalBook | None:
    if weights is None:
        return None
    from leakcheck.weighing.signalbook import of_these_signals, read

    try:
        return of_these_signals(read(weights), show(str(weights)))
    except OSError as error:
        raise InputError(
            sentence("error.weights", why=type(error).__name__), where=show(str(weights))
        ) from None


def _digest(weights: Path | None) -> str:
    """What the weights file holds, in 12 digits: another calibration is another answer."""
    import hashlib

    from leakcheck.weighing.signalbook import FILE

    return hashlib.sha256((weights or FILE).read_bytes()).hexdigest()[:12]


def _sampled(compiled: CompiledRule, tally: Tally, fields: Mapping[str, int]) -> Tally:
    """Nothing of a rule that counts over all records: in a sample most of a group's records are missing."""
    counted = compiled.aggregate
    if counted is None or not {counted.key, counted.field} <= set(fields):
        return tally
    return Tally(notes=(sentence("untested.sampled"),))


def _merge_sources(runs: Sequence[PackRun]) -> tuple[dict[str, Source], dict[str, dict[str, str]]]:
    """Sources of all packs by an id that is unique, and per pack the new id of each of its own.

    Two packs may call different sources by one id; the second is then prefixed by its pack.
    """
    merged: dict[str, Source] = {}
    names: dict[str, dict[str, str]] = {}
    for run in runs:
        own = names[run.pack.id] = {}
        for source in run.pack.sources:
            taken = merged.get(source.id, source) != source
            own[source.id] = f"{run.pack.id}/{source.id}" if taken else source.id
            merged[own[source.id]] = replace(source, id=own[source.id])
    return merged, names


def _untested(
    tried: Sequence[tuple[PackRun, CompiledRule, Tally]], fields: Mapping[str, int]
) -> list[Untested]:
    found = []
    for run, compiled, tally in tried:
        seen = [run.surfaces.title(i) for i in sorted(run.seen)]
        if reason := why_untried(compiled, tally, fields, seen):
            found.append(Untested(compiled.rule.id, compiled.rule.title, reason))
    return found


def _evidence(compiled: CompiledRule, tally: Tally, names: Mapping[str, str]) -> Evidence:
    rule = compiled.rule
    return Evidence(
        rule=rule.id,
        title=rule.title,
        family=rule.family,
        axis=rule.axis,
        strength=rule.strength,
        status=rule.status,
        rate_only=rule.rate_only,
        tolerance=rule.tolerance,
        by_chance=rule.by_chance,
        evasion=rule.evasion,
        sources=tuple(names[s] for s in rule.sources),
        tally=tally,
    )


def _finding(compiled: CompiledRule, tally: Tally, names: Mapping[str, str], weighed: Weighed) -> Finding:
    rule = compiled.rule
    weight = weighed.rules[rule.id]
    return Finding(
        rule=rule.id,
        title=rule.title,
        family=rule.family,
        axis=rule.axis,
        strength=rule.strength,
        tally=tally,
        sources=tuple(names[s] for s in rule.sources),
        explain=rule.explain,
        innocent=rule.innocent,
        log10_lr=weight.log10_lr,
        weighed=weight.weighed,
        why_not=weight.why_not,
        fields=compiled.fields(),
        rate_only=rule.rate_only,
    )


def _context(run: PackRun | None, names: Mapping[str, Mapping[str, str]]) -> tuple[Context, ...]:
    """What no record can prove: of the claimed pack only, so that it stays readable."""
    if run is None:
        return ()
    own = names[run.pack.id]
    return tuple(replace(c, sources=tuple(own[s] for s in c.sources)) for c in run.pack.context)


def _cited(
    findings: Sequence[Finding], context: Sequence[Context], sources: Mapping[str, Source]
) -> tuple[Source, ...]:
    used = {s for f in findings for s in f.sources} | {s for c in context for s in c.sources}
    return tuple(s for name, s in sources.items() if name in used)
