"""Who says so: in short beside a finding, in full with addresses in a numbered list at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leakcheck.model import Result
from leakcheck.reports._lines import Line, Section
from leakcheck.wording import sentence

_MOST = 3


def cite(ids: Sequence[str], result: Result) -> str:
    """Give the numbers under which sources stand in the list, such as ``[2] [5]``."""
    numbers = {source.id: number for number, source in enumerate(result.sources, 1)}
    return " ".join(f"[{numbers[id_]}]" if id_ in numbers else id_ for id_ in ids)


def source_lines(ids: Sequence[str], result: Result, indent: int) -> Iterator[Line]:
    """Name the first sources with their grades, and give the numbers of the rest."""
    known = {source.id: source for source in result.sources}
    for id_ in ids[:_MOST]:
        source = known.get(id_)
        title, grade = (source.title, source.grade) if source else (id_, "-")
        text = sentence("source.short", title=title, grade=grade, number=cite([id_], result))
        yield Line(text, "quiet", indent)
    if len(ids) > _MOST:
        rest = sentence("source.more", n=len(ids) - _MOST, numbers=cite(ids[_MOST:], result))
        yield Line(rest, "quiet", indent)


def listed(result: Result) -> Section:
    """List every source in full: title, publisher, date, grade, address as plain text."""
    lines = []
    for number, source in enumerate(result.sources, 1):
        values = {
            "title": source.title,
            "publisher": source.publisher,
            "grade": source.grade,
            "url": source.url,
        }
        if source.published is None:
            text = sentence("source.undated", **values)
        else:
            text = sentence("source.dated", published=source.published.isoformat(), **values)
        lines.append(Line(text, bullet=f"[{number}]"))
    legend = [Line(sentence("source.legend"), "quiet")] if lines else []
    return Section(sentence("section.sources"), (*lines, *legend))
