"""The answer in sentences: headline, axes, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from leakcheck.model import AxisWeight, Result, WhatIf
from leakcheck.reports._lines import Line, Section
from leakcheck.reports._sources import cite
from leakcheck.wording import has, sentence
from leakcheck.wording.odds import band, says_nothing, times

_MOST = 6


def headline(result: Result) -> str:
    """Put the verdict in one sentence."""
    verdict = result.verdict
    key = f"verdict.{verdict.word}.{verdict.reason}"
    chosen = key if has(key) else f"verdict.{verdict.word}.fallback"
    return sentence(chosen, pack=result.claim.pack or "-", reason=verdict.reason)


def answer(result: Result) -> Section:
    """Give headline, score and both axes."""
    lines = [
        Line(headline(result), style=result.verdict.word),
        Line(sentence("score.line", score=result.verdict.score)),
    ]
    for axis in result.verdict.axes:
        if axis.axis == "system" and result.claim.pack is None:
            continue
        lines.append(Line(_weight(axis), lead=sentence(f"axis.{axis.axis}.name")))
    return Section("", tuple(lines))


def _weight(axis: AxisWeight) -> str:
    if not axis.tried:
        return sentence("axis.any.untried")
    if says_nothing(axis.log10_lr):
        said = sentence("axis.any.nothing")
    else:
        side = "against" if axis.log10_lr > 0 else "for"
        said = sentence(f"axis.{axis.axis}.{side}", times=times(axis.log10_lr), band=band(axis.log10_lr))
    key = "axis.any.too_few" if says_nothing(axis.ceiling) else "axis.any.ceiling"
    return f"{said}; {sentence(key, n=axis.tried, times=times(axis.ceiling))}"


def rests(result: Result) -> Section:
    """Name the checks that carry the verdict, their sources, and what it would be without each."""
    return Section(sentence("section.rests"), (*_carriers(result), *_without(result), *_distrusted(result)))


def _carriers(result: Result) -> Iterator[Line]:
    by_rule = {finding.rule: finding for finding in result.findings}
    carriers = result.verdict.carried_by
    for carrier in carriers[:_MOST]:
        finding = by_rule.get(carrier)
        said = f"{finding.title} {cite(finding.sources, result)}" if finding else carrier
        yield Line(said, bullet="-")
    if len(carriers) > _MOST:
        yield Line(sentence("rests.more", n=len(carriers) - _MOST), "quiet")
    if not carriers:
        yield Line(sentence("rests.nothing"))


def _without(result: Result) -> Iterator[Line]:
    changed = [what_if for what_if in result.verdict.without if what_if.verdict != result.verdict.word]
    alone = {name for name, n in Counter(s.publisher for s in result.sources).items() if n == 1}
    told = [w for w in changed if not (w.kind == "publisher" and w.id in alone)]
    yield from (Line(_what_if(what_if)) for what_if in told)
    yield from (
        Line(_what_if(w, "kept")) for w in result.verdict.without if w not in told and _is_asked(w, result)
    )
    if result.verdict.without and not changed:
        yield Line(sentence("rests.without_nothing"))


def _is_asked(what_if: WhatIf, result: Result) -> bool:
    """Whether a reader will ask: what if the interested parties are not believed?"""
    deniers = {s.publisher for s in result.sources if s.kind == "denial"}
    return what_if.kind == "source-kind" or (what_if.kind == "publisher" and what_if.id in deniers)


def _what_if(what_if: WhatIf, outcome: str = "without") -> str:
    values: dict[str, Any] = {"id": _name(what_if.id), "verdict": what_if.verdict, "score": what_if.score}
    kind = "signals" if what_if.id.startswith("signal.") else what_if.kind
    return sentence(f"rests.{outcome}_{kind}", **values)


def _name(what: str) -> str:
    """Families of signals have ids with a dot, and a name a reader knows from the list above."""
    key = f"family.{what.partition('.')[2]}"
    return sentence(key) if what.startswith("signal.") and has(key) else what


def _distrusted(result: Result) -> Iterator[Line]:
    if result.distrusted:
        yield Line(sentence("rests.distrusted", ids=", ".join(sorted(result.distrusted))))
