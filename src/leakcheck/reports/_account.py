"""The account in sentences: lines, reading guess, columns, versions, the next command."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.model import LINE_CLASSES, ColumnMapping, Finding, Result
from leakcheck.reports._cells import column_words
from leakcheck.reports._extent import remainder
from leakcheck.reports._lines import Line, Section
from leakcheck.reports._order import gravest, strongest_first
from leakcheck.wording import sentence

_EVENTS = 8
_COLUMNS = 40


def account(result: Result) -> Section:
    """Account for every physical line by class, and list the first that were not simply read."""
    ledger = result.ledger
    classes = [(name, getattr(ledger, name)) for name in LINE_CLASSES]
    total = sentence(
        "account.sum",
        records=sentence("count.records", n=ledger.rows),
        lines=sentence("count.lines", n=ledger.lines),
        classes=", ".join(sentence(f"account.{name}", n=count) for name, count in classes if count),
    )
    events = [
        Line(sentence("account.event", line=e.line, kind=e.kind, reason=e.reason), bullet="-")
        for e in gravest(ledger.events, _EVENTS)
    ]
    more = max(ledger.events_total, len(events)) - len(events)
    rest = [Line(sentence("count.more", n=more), "quiet")] if more > 0 else []
    lines = (Line(total), *remainder(result), *events, *rest, *_surfaces(result))
    return Section(sentence("section.account"), lines)


def _surfaces(result: Result) -> Iterator[Line]:
    if result.surfaces:
        counts = ", ".join(f"{name} {count:,}" for name, count in sorted(result.surfaces.items()))
        yield Line(sentence("account.surfaces", surfaces=counts))


def reading(result: Result) -> Section:
    """Say how the evidence was understood: the guess that everything else stands on."""
    read = result.reading
    first = sentence(
        "reading.line", source=read.source, format=read.format, encoding=read.encoding or "-", size=read.size
    )
    details = "; ".join(
        sentence("reading.detail", name=name.replace("_", " "), value=value)
        for name, value in sorted(read.details.items())
    )
    notes = [*read.notes, *([sentence("reading.transcribed")] if read.transcribed else [])]
    lines = [Line(text) for text in (first, details) if text]
    return Section(sentence("section.reading"), (*lines, *(Line(note, bullet="-") for note in notes)))


def columns(result: Result, show: str) -> Section:
    """List the mapping: column, field, why."""
    mapped = result.mapping.columns
    lines = [_meaning(column, show) for column in mapped[:_COLUMNS]]
    if len(mapped) > _COLUMNS:
        lines.append(Line(sentence("count.more", n=len(mapped) - _COLUMNS), "quiet"))
    return Section(
        sentence("section.columns"), (*lines, *(Line(note, bullet="-") for note in result.mapping.notes))
    )


def _meaning(column: ColumnMapping, show: str) -> Line:
    heading, why = column_words(column, show)
    field = column.field or sentence("reading.unmapped")
    return Line(f"-> {field} ({why})" if why else f"-> {field}", lead=heading or "''")


def repeat(result: Result, command: str) -> Section:
    """Give versions, hash and command, so that somebody else can get the same answer."""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(result.versions.items()))
    lines = [
        Line(sentence("repeat.versions", versions=versions, seed=result.seed)),
        Line(sentence("repeat.hash", sha256=result.reading.sha256)),
    ]
    if command:
        lines.append(Line(sentence("repeat.command", command=command)))
    return Section(sentence("section.repeat"), tuple(lines))


def following(result: Result, command: str) -> Section:
    """Say what the answer does not mean, and which command comes next."""
    lines = [Line(sentence("meaning"), "quiet")]
    if result.proposal and not result.claim.pack:
        lines.append(Line(sentence("repeat.proposal", pack=result.proposal)))
    lines.append(Line(sentence("repeat.next", command=_next(result, command)), "next"))
    return Section("", tuple(lines))


def _next(result: Result, command: str) -> str:
    if result.proposal and not result.claim.pack:
        return f"{command or 'leakcheck verify FILE'} --claims {result.proposal}"
    finding = _first(result)
    return f"leakcheck explain {finding.rule}" if finding else "leakcheck packs list"


def _first(result: Result) -> Finding | None:
    """Pick the finding a reader will ask about first: what carries the verdict, else the strongest."""
    carrying = [f for f in result.findings if f.rule in result.verdict.carried_by]
    tried = [f for f in result.findings if f.tally.tried and f.kind == "rule"]
    ordered = strongest_first(carrying) or strongest_first(tried)
    return ordered[0] if ordered else None
