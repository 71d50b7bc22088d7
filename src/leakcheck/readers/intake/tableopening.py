"""How a delimited table begins: its dialect, its width, its header, and what its columns hold.

All that is learnt from the first rows is then used to read them again, so that the first damaged line is
treated like the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from leakcheck.frozen import dataclass, replace
from leakcheck.readers.intake.ahead import Ahead
from leakcheck.readers.intake.arrowchunks import CleanParser, suits
from leakcheck.readers.intake.careful import CarefulReader
from leakcheck.readers.intake.chunkedlines import ChunkedLines
from leakcheck.readers.intake.decoding import Decoded
from leakcheck.readers.intake.dialect import Dialect, detect, named_delimiter
from leakcheck.readers.intake.header import SAMPLE_ROWS, Header, find_header
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.linesplit import excel_separator
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.profile import NO_PROFILE, Profile, profile_of
from leakcheck.readers.intake.rowengine import RowEngine

SAMPLE = 600
_SOME = 3
_MOST = 5_000
_ROWS = ("parsed", "repaired")
_ENDS = {"CRLF": "\r\n", "CR": "\r"}


@dataclass(frozen=True, slots=True)
class Layout:
    """All that was learnt from the first rows, as plain data: how every line is read."""

    dialect: Dialect
    skip: int = 0
    spare: int = 0
    profile: Profile = NO_PROFILE
    parser: CleanParser | None = None

    def reader(self) -> CarefulReader:
        """What reads single lines."""
        return CarefulReader(self.dialect, self.spare, self.profile)


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """The first items, where the header stands among them, and the engine that yields the others."""

    layout: Layout
    engine: RowEngine
    seen: list[Item]
    header: Header

    @property
    def dialect(self) -> Dialect:
        """Delimiter, quotes and width."""
        return self.layout.dialect

    def has_rows(self) -> bool:
        """Whether a row of data is among the first items, or there are more items than those."""
        return not is_whole(self.seen) or any(item.kind in _ROWS for item in self.seen[self.header.first :])


def open_table(decoded: Decoded, options: ReadOptions, *, large: bool = False) -> OpenedTable:
    """Read the beginning of a delimited table; clean chunks of a `large` one go through Arrow later."""
    lines = list(islice(decoded.lines(), SAMPLE))
    announced = excel_separator(lines[0])
    skip = 1 if announced else 0
    told = named_delimiter(options.delimiter) if options.delimiter is not None else announced
    dialect = detect([*lines[skip:], *decoded.sample], told)
    dialect = replace(dialect, eol=_ENDS.get(decoded.newline, "\n"))
    first = look_ahead(iter(_engine(decoded, Layout(dialect, skip))))
    width = _settled_width(first, dialect.width)
    dialect, spare = replace(dialect, width=width), _spare(first, width)
    seen = look_ahead(iter(_engine(decoded, Layout(dialect, skip, spare))))
    header = find_header(seen, width, options.is_label)
    rows = [item.cells for item in seen[header.first :] if item.kind == "parsed"]
    dialect = replace(dialect, width=max(width, len(header.cells)))
    profile = profile_of(rows, width) if dialect.width == width else NO_PROFILE
    parser = None
    if large and decoded.chunks is not None and suits(dialect) and not spare:
        checked, plan = (decoded.way.differ, decoded.way.plan) if decoded.way is not None else (False, None)
        parser = CleanParser(dialect, profile, header.cells[0] if header.cells else None, checked, plan)
    layout = Layout(dialect, skip, spare, profile, parser)
    engine = _engine(decoded, layout, options.ahead)
    again = look_ahead(iter(engine))
    return OpenedTable(layout, engine, again, _moved(header, seen, again))


def _engine(decoded: Decoded, layout: Layout, ahead: Ahead | None = None) -> RowEngine:
    parser = layout.parser
    if parser is None or decoded.chunks is None:
        return RowEngine(decoded.batches(), layout.reader(), skip=layout.skip)
    lines = ChunkedLines(decoded.chunks(), ahead, parser)
    return RowEngine(lines, layout.reader(), skip=layout.skip, parser=parser)


def look_ahead(engine: Iterator[Item]) -> list[Item]:
    """Take items until enough rows are seen to judge the header, or the end."""
    items: list[Item] = []
    rows = 0
    for item in engine:
        items.append(item)
        rows += item.kind != "blank"
        if rows > SAMPLE_ROWS or len(items) > _MOST:
            break
    return items


def is_whole(seen: Sequence[Item]) -> bool:
    """Whether `look_ahead` came to the end of the table."""
    return len(seen) <= _MOST and sum(item.kind != "blank" for item in seen) <= SAMPLE_ROWS


def _settled_width(seen: Sequence[Item], width: int) -> int:
    """Width of the table where lines end in spare delimiters, or leave out empty cells at the end.

    The modal width is then that of the line ends, not of the table.
    """
    rows = [item for item in seen if item.kind in (*_ROWS, "rejected")]
    natural = Counter(_found(item) for item in rows)
    first = _found(rows[0]) if rows else width
    if first > width and natural[first] * 10 >= len(rows) and all(rows[0].cells[:first]):
        return first
    filled = max((_filled(item.cells) for item in rows if item.kind in _ROWS), default=width)
    if not 1 < filled < width:
        return width
    return filled if filled == first or natural[filled] * 5 >= len(rows) else width


def _spare(seen: Sequence[Item], width: int) -> int:
    """Empty cells at the end of many lines, which are then the layout of the file."""
    rows = [item for item in seen if item.kind in _ROWS]
    spare = [_found(item) - width for item in rows if _found(item) > width >= _filled(item.cells)]
    return max(spare) if len(spare) >= _SOME and len(spare) * 10 >= len(rows) else 0


def _found(item: Item) -> int:
    return item.found or len(item.cells)


def _filled(cells: Sequence[str | None]) -> int:
    """Cells up to the last that holds anything."""
    return max((i for i, cell in enumerate(cells, 1) if cell and cell.strip()), default=0)


def _moved(header: Header, before: Sequence[Item], after: Sequence[Item]) -> Header:
    """The same header among the items of another reading of the same lines."""
    places = {item.line: place for place, item in enumerate(after)}
    ends = [*(item.line for item in before), after[-1].line + after[-1].lines if after else 0]
    first = places.get(ends[min(header.first, len(before))], len(after))
    index = None if header.index is None else places[before[header.index].line]
    return replace(header, index=index, first=first if index is None else max(first, index + 1))
