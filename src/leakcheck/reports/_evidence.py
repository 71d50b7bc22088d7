"""The evidence in sentences: findings against, for and unweighed, what was not tried, context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from leakcheck.frozen import replace
from leakcheck.model import Context, Example, Finding, Result, Tally, Untested
from leakcheck.reports._cells import explanation, reveal_cells
from leakcheck.reports._extent import share_words
from leakcheck.reports._lines import Line, Section
from leakcheck.reports._order import strongest_first
from leakcheck.reports._sources import cite, source_lines
from leakcheck.wording import sentence
from leakcheck.wording.odds import says_nothing, times

MOST, _IN_FULL, _CELLS = 16, 6, 6
MANGLED, DUPLICATION, SIGNAL, _COLUMNS = "mangled", "duplication", "signal", 8
_ROWS, _NOTES, _RULES, _GROUPS, _STATEMENTS = 8, 3, 6, 5, 3


def brief(result: Result) -> Result:
    """Cut to what a first reader needs: of the statements nobody can check, only the first."""
    context = result.context[:_STATEMENTS]
    return replace(result, context=context, context_total=len(result.context))


def _against(result: Result) -> list[Finding]:
    return [f for f in strongest_first(result.findings) if f.weighed and f.log10_lr > 0 and f.tally.failed]


def against(result: Result, show: str) -> Section:
    """List what weighs against the claim, strongest first: the first in full, the rest in short."""
    found = _against(result)
    lines = [line for place, f in enumerate(found[:_IN_FULL], 1) for line in _in_full(place, f, result, show)]
    rest = found[_IN_FULL:MOST]
    short = [Line(f"{finding.title}: {_counts(finding, result)}", bullet="-") for finding in rest]
    heading = [Line(sentence("finding.rest"))] if rest else []
    return Section(sentence("section.against"), (*lines, *heading, *short, *_more(found)))


def _in_full(place: int, finding: Finding, result: Result, show: str) -> Iterator[Line]:
    yield Line(explanation(finding, show), "finding", bullet=f"{place}.")
    yield Line(_counts(finding, result), indent=3)
    yield from (Line(text, indent=3) for text in _examples(finding.tally, show))
    yield from source_lines(finding.sources, result, indent=3)
    if finding.innocent:
        yield Line(sentence("finding.innocent", readings="; ".join(finding.innocent)), indent=3)
    yield from (Line(sentence("finding.note", note=note), indent=3) for note in finding.tally.notes[:_NOTES])
    about = sentence(f"axis.{finding.axis}.about")
    strength = sentence("finding.strength", strength=finding.strength, about=about, rule=finding.rule)
    yield Line(strength, "quiet", indent=3)


def _counts(finding: Finding, result: Result) -> str:
    tally = finding.tally
    parts = [sentence("finding.fails", failed=tally.failed, tried=tally.tried), *share_words(finding, result)]
    if tally.rows:
        parts.append(_rows(tally))
    if not says_nothing(finding.log10_lr):
        parts.append(sentence("odds.weight", times=times(finding.log10_lr)))
    return "; ".join(parts)


def _rows(tally: Tally) -> str:
    rows = ", ".join(f"{row:,}" for row in tally.rows[:_ROWS])
    more = tally.failed - min(len(tally.rows), _ROWS)
    text = sentence("count.rows_more", rows=rows, more=more) if more > 0 else rows
    return sentence("count.rows", n=tally.failed, rows=text)


def _examples(tally: Tally, show: str) -> Iterator[str]:
    for example in tally.examples[:1]:
        cells = cell_texts(example, show)
        yield from [sentence("finding.example", row=example.row, cells=", ".join(cells))] if cells else []
        yield from [sentence("finding.note", note=example.note)] if example.note else []


def cell_texts(example: Example, show: str) -> list[str]:
    """Say what may be said of the cells that are there; where none is, of those that are missing."""
    cells = reveal_cells(example, show)
    there = [(field, value) for field, value in cells if value is not None]
    return [_cell(field, value, show) for field, value in (there or cells)[:_CELLS]]


def _cell(field: str, value: str | None, show: str) -> str:
    if value is None:
        return sentence("finding.cell_absent", field=field)
    key = "finding.cell_present" if show == "none" else "finding.cell"
    return sentence(key, field=field, value=value)


def speaking_for(result: Result, verbose: bool = True) -> Section:
    """List what passed or speaks for the claim, one line each."""
    found = [
        f
        for f in result.findings
        if f.kind != SIGNAL and f.weighed and f.tally.tried and (f.log10_lr < 0 or not f.tally.failed)
    ]
    found.sort(key=lambda f: (f.log10_lr, f.rule))
    shown = found[: MOST if verbose else _IN_FULL]
    left = len(found) - len(shown)
    lines = [Line(_in_short(finding, result), bullet="-") for finding in shown]
    lines += [Line(sentence("count.more_verbose", n=left), "quiet")] if left and not verbose else []
    return Section(sentence("section.for"), (*lines, *(_more(found) if verbose else ())))


def _in_short(finding: Finding, result: Result) -> str:
    parts = [sentence("finding.passes", passed=finding.tally.passed, tried=finding.tally.tried)]
    parts += share_words(finding, result)
    if not says_nothing(finding.log10_lr):
        parts.append(sentence("odds.weight", times=times(finding.log10_lr)))
    return f"{finding.title}: {'; '.join(parts)}"


def noted(result: Result) -> Section:
    """List failures that were seen and do not count, with the reason."""
    found = [f for f in strongest_first(result.findings) if f.tally.failed and f.kind != MANGLED]
    found = [f for f in found if not f.weighed or f.log10_lr == 0]
    lines = [Line(_unweighed(finding, result), bullet="-") for finding in found[:MOST]]
    return Section(sentence("section.noted"), (*lines, *_more(found)))


def _unweighed(finding: Finding, result: Result) -> str:
    why = sentence("finding.not_weighed", why=finding.why_not or sentence("finding.tolerated"))
    if finding.kind == DUPLICATION:  # its sentence has the counts; nothing "fails"
        return f"{finding.explain.removesuffix('.')} ({_rows(finding.tally)}); {why}"
    return f"{finding.title}: {_counts(finding, result)}; {why}"


def mangled(result: Result) -> Section:
    """List what a spreadsheet damaged: no word against the data, but a reason why some of it fails rules."""
    found = [f for f in strongest_first(result.findings) if f.kind == MANGLED]
    lines = [line for finding in found for line in _mangled(finding)]
    return Section(sentence("section.mangled"), tuple(lines))


def _mangled(finding: Finding) -> Iterator[Line]:
    tally = finding.tally
    counts = sentence("finding.mangled", failed=tally.failed, tried=tally.tried, rows=_rows(tally))
    yield Line(f"{finding.explain} {counts}", bullet="-")
    yield from (Line(note, indent=2) for note in tally.notes[:_COLUMNS])
    more = len(tally.notes) - _COLUMNS
    yield from [Line(sentence("count.more", n=more), "quiet", indent=2)] if more > 0 else []
    yield Line(sentence("finding.innocent", readings="; ".join(finding.innocent)), indent=2)


def untested(result: Result, verbose: bool = True) -> Section:
    """List what could not be tried, grouped by the reason, the largest groups first."""
    checks = sorted([*result.untested, *_undecided(result)], key=lambda u: (u.reason, u.rule))
    groups = [(reason, [u.rule for u in group]) for reason, group in groupby(checks, key=lambda u: u.reason)]
    groups.sort(key=lambda group: (-len(group[1]), group[0]))
    lines = [
        Line(_group(reason, rules), bullet="-") for reason, rules in (groups if verbose else groups[:_GROUPS])
    ]
    left = sum(len(rules) for _, rules in groups[len(lines) :])
    lines += [Line(sentence("count.more_verbose", n=left), "quiet")] if left else []
    return Section(sentence("section.untested", n=len(checks)), tuple(lines))


def _group(reason: str, rules: Sequence[str]) -> str:
    named, more = ", ".join(rules[:_RULES]), len(rules) - _RULES
    names = sentence("untested.more", rules=named, n=more) if more > 0 else named
    return sentence("untested.line", reason=reason, rules=names)


def _undecided(result: Result) -> Iterator[Untested]:
    """Find checks that decided on no record, where nobody said so yet."""
    listed = {check.rule for check in result.untested}
    for finding in result.findings:
        if not finding.tally.tried and finding.rule not in listed:
            key = "unknown" if finding.tally.unknown else "not_applicable"
            yield Untested(finding.rule, finding.title, sentence(f"untested.{key}"))


def context(result: Result) -> Section:
    """List statements nobody can check from a record."""
    lines = [_said(said, result) for said in result.context]
    left = max(result.context_total - len(lines), 0)
    lines += [Line(sentence("count.more_verbose", n=left), "quiet")] if left else []
    return Section(sentence("section.context"), tuple(lines))


def _said(said: Context, result: Result) -> Line:
    ids = cite(said.sources, result)
    return Line(sentence("context.line", statement=said.statement, why=said.why, ids=ids), bullet="-")


def _more(found: Sequence[Finding]) -> Iterable[Line]:
    return [Line(sentence("count.more", n=len(found) - MOST), "quiet")] if len(found) > MOST else []
