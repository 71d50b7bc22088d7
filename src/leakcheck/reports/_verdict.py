"""The answer in sentences: headline, axes, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.model import AxisWeight, Finding, Result, Source, WhatIf
from leakcheck.reports._lines import Line, Section
from leakcheck.wording import has, sentence
from leakcheck.wording.odds import band, says_nothing, times


def headline(result: Result) -> str:
    """Put the verdict in one sentence."""
    verdict = result.verdict
    reason = verdict.reason.casefold().replace("-", "_").replace(" ", "_")
    key = f"verdict.{verdict.word}.{reason}"
    chosen = key if has(key) else f"verdict.{verdict.word}.other"
    return sentence(chosen, pack=result.claim.pack or "?", reason=verdict.reason)


def answer(result: Result) -> Section:
    """Give headline, score and both axes."""
    lines = [
        Line(headline(result), style=result.verdict.word),
        Line(sentence("score.line", score=result.verdict.score)),
    ]
    for axis in result.verdict.axes:
        if axis.axis == "system" and result.claim.pack is None:
            continue
        lines.append(Line(_weight(axis, result.ledger.rows), lead=sentence(f"axis.{axis.axis}.name")))
    return Section("", tuple(lines))


def _weight(axis: AxisWeight, records: int) -> str:
    if not axis.tried:
        return sentence("axis.any.untried")
    if says_nothing(axis.log10_lr):
        said = sentence("axis.any.nothing")
    else:
        side = "against" if axis.log10_lr > 0 else "for"
        said = sentence(f"axis.{axis.axis}.{side}", times=times(axis.log10_lr), band=band(axis.log10_lr))
    if says_nothing(axis.ceiling):
        return said
    return f"{said}; {sentence('axis.any.ceiling', n=records, times=times(axis.ceiling))}"


def rests(result: Result) -> Section:
    """Name the checks that carry the verdict, their sources, and what it would be without each."""
    return Section(sentence("section.rests"), (*_carriers(result), *_without(result), *_distrusted(result)))


def _carriers(result: Result) -> Iterator[Line]:
    by_rule = {finding.rule: finding for finding in result.findings}
    for carrier in result.verdict.carried_by:
        finding = by_rule.get(carrier)
        yield Line(carrier if finding is None else f"{finding.title} ({carrier})", bullet="-")
        yield from source_lines(finding, result, indent=2) if finding else ()
    if not result.verdict.carried_by:
        yield Line(sentence("rests.nothing"))


def _without(result: Result) -> Iterator[Line]:
    changed = [what_if for what_if in result.verdict.without if what_if.verdict != result.verdict.word]
    yield from (Line(_what_if(what_if)) for what_if in changed)
    if result.verdict.without and not changed:
        yield Line(sentence("rests.without_nothing"))


def _what_if(what_if: WhatIf) -> str:
    kind = "source" if what_if.kind == "source" else "family"
    return sentence(f"rests.without_{kind}", id=what_if.id, verdict=what_if.verdict, score=what_if.score)


def _distrusted(result: Result) -> Iterator[Line]:
    if result.distrusted:
        yield Line(sentence("rests.distrusted", ids=", ".join(sorted(result.distrusted))))


def source_lines(finding: Finding, result: Result, indent: int) -> Iterator[Line]:
    """Say who says so: title, publisher, grade and address, as plain text."""
    known = {source.id: source for source in result.sources}
    for id_ in finding.sources:
        source = known.get(id_)
        text = source_text(source) if source else sentence("finding.source_left_out", id=id_)
        yield Line(text, "quiet", indent)


def source_text(source: Source) -> str:
    """Put one source in one line."""
    values = {"title": source.title, "publisher": source.publisher, "grade": source.grade, "url": source.url}
    if source.published is None:
        return sentence("finding.source_undated", **values)
    return sentence("finding.source", published=source.published.isoformat(), **values)
