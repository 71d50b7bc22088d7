"""What the forensic signals say: signs of invention and of collection, origins, and where in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from leakcheck.forensicmodel import Forensics
from leakcheck.model import Finding, Result
from leakcheck.reports._cells import column_words
from leakcheck.reports._evidence import SIGNAL
from leakcheck.reports._lines import Line, Section
from leakcheck.wording import sentence
from leakcheck.wording.odds import says_nothing, times

_FOR, _AGAINST, _COLUMNS, _STRETCHES = 2, 5, 6, 12


def signals(result: Result, mode: str, verbose: bool = True) -> Section:
    """Signs of invention, strongest first, then of collection; what could not be judged."""
    told = result.forensics
    if told is None:
        return Section("", ())
    found = [f for f in result.findings if f.kind == SIGNAL and not says_nothing(f.log10_lr)]
    against = sorted((f for f in found if f.log10_lr > 0), key=lambda f: (-f.log10_lr, f.rule))
    favour = sorted((f for f in found if f.log10_lr < 0), key=lambda f: (f.log10_lr, f.rule))
    lines = [
        Line(sentence("forensics.looked", looked=told.looked, n=told.rows)),
        *_listed(against, _AGAINST, result, mode, verbose),
        *_listed(favour, _FOR, result, mode, verbose),
        *_closing(told),
    ]
    return Section(sentence("section.forensics"), tuple(lines))


def _listed(found: Sequence[Finding], most: int, result: Result, mode: str, verbose: bool) -> Iterator[Line]:
    shown = found if verbose else _leading(found)[:most]
    for finding in shown:
        key = "forensics.against" if finding.log10_lr > 0 else "forensics.for"
        said = sentence(key, said=finding.explain, times=times(finding.log10_lr))
        yield Line(said, "finding" if finding.log10_lr > 0 else "", bullet="-")
        yield from _details(finding, result, mode)
    if left := len(found) - len(shown):
        yield Line(sentence("count.more_verbose", n=left), "quiet")


def _leading(found: Sequence[Finding]) -> list[Finding]:
    """The strongest of each family: the others say much the same."""
    chief: dict[str, Finding] = {}
    for finding in found:
        chief.setdefault(finding.family, finding)
    return list(chief.values())


def _details(finding: Finding, result: Result, mode: str) -> Iterator[Line]:
    yield from (Line(note, "quiet", indent=2) for note in finding.tally.notes[:1])
    if finding.columns:
        names = [column_words(result.mapping.columns[place], mode)[0] for place in finding.columns[:_COLUMNS]]
        more = len(finding.columns) - len(names)
        key = "forensics.columns_more" if more else "forensics.columns"
        yield Line(sentence(key, names=", ".join(names), more=more), "quiet", indent=2)
    if finding.log10_lr > 0 and finding.innocent:
        yield Line(sentence("finding.innocent", readings="; ".join(finding.innocent)), "quiet", indent=2)


def _closing(told: Forensics) -> Iterator[Line]:
    if told.story and told.story != "from-scratch":
        yield Line(sentence("forensics.story", story=sentence(f"story.{told.story}")))
    if told.unjudged:
        names = ", ".join(sentence(f"family.{family}") for family in told.unjudged)
        yield Line(sentence("forensics.unjudged", families=names), "quiet")
    if told.note:
        yield Line(told.note, "quiet")


def origins(result: Result) -> Section:
    """Fake-data libraries and well-known tables the values come from."""
    told = result.forensics
    lines = [Line(origin.sentence, "finding", bullet="-") for origin in (told.origins if told else ())]
    return Section(sentence("section.origins"), tuple(lines))


def row_map(result: Result) -> Section:
    """Where in the file records look invented, copied, dragged, or different from the rest."""
    told = result.forensics
    if told is None or len(told.stretches) < 2:
        return Section("", ())
    lines = [_stretch(place, told) for place in range(min(len(told.stretches), _STRETCHES))]
    return Section(sentence("section.row_map"), tuple(lines))


def _stretch(place: int, told: Forensics) -> Line:
    part = told.stretches[place]
    ends: dict[str, Any] = {"first": part.first, "last": part.last, "a": part.first_line, "b": part.last_line}
    where = sentence("forensics.stretch", **ends)
    return Line(f"{where}: {part.sentence}", bullet="-")
