"""Who says so: by the ids that --distrust takes, with title, grade and address beside a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leakcheck.model import Result
from leakcheck.reports._lines import Line, Section
from leakcheck.wording import sentence

_MOST = 2


def cite(ids: Sequence[str], result: Result) -> str:
    """Give the ids of sources in brackets, the best graded first: ``[api-v2] [form]``."""
    return " ".join(f"[{id_}]" for id_ in best_first(ids, result))


def best_first(ids: Sequence[str], result: Result) -> list[str]:
    """Sort sources by grade; a denial comes last, whatever its grade."""
    known = {source.id: source for source in result.sources}

    def place(id_: str) -> tuple[bool, str]:
        source = known.get(id_)
        return (source is None or source.kind == "denial", source.grade if source else "")

    return sorted(ids, key=place)


def source_lines(ids: Sequence[str], result: Result, indent: int) -> Iterator[Line]:
    """Name the best sources with grade and address, and give the ids of the rest."""
    known = {source.id: source for source in result.sources}
    ordered = best_first(ids, result)
    for id_ in ordered[:_MOST]:
        source = known.get(id_)
        title, grade, url = (source.title, source.grade, source.url) if source else (id_, "-", "")
        yield Line(
            sentence("source.short", title=title, grade=grade, id=f"[{id_}]", url=url), "quiet", indent
        )
    if len(ordered) > _MOST:
        rest = sentence("source.more", n=len(ordered) - _MOST, ids=cite(ordered[_MOST:], result))
        yield Line(rest, "quiet", indent)


def listed(result: Result) -> Section:
    """List every source in full: title, publisher, date, grade, address as plain text."""
    lines = []
    for source in result.sources:
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
        lines.append(Line(text, bullet=f"[{source.id}]"))
    legend = [Line(sentence("source.legend"), "quiet")] if lines else []
    return Section(sentence("section.sources"), (*lines, *legend))
