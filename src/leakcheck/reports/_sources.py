"""Who says so, in one line a source: title, publisher, grade and address, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.model import Result, Source
from leakcheck.reports._lines import Line
from leakcheck.wording import sentence


def source_lines(ids: tuple[str, ...], result: Result, indent: int) -> Iterator[Line]:
    """Say who says so; a source the result does not hold is named by its id alone."""
    known = {source.id: source for source in result.sources}
    for id_ in ids:
        source = known.get(id_)
        text = source_text(source) if source else sentence("source.unknown", id=id_)
        yield Line(text, "quiet", indent)


def source_text(source: Source) -> str:
    """Put one source in one line."""
    values = {"title": source.title, "publisher": source.publisher, "grade": source.grade, "url": source.url}
    if source.published is None:
        return sentence("source.undated", **values)
    return sentence("source.dated", published=source.published.isoformat(), **values)
