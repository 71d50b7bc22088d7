"""Clean chunks parsed as a whole: the same rows, lines and ledger as line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.readers.intake.arrowchunks import CleanParser, suits
from leakcheck.readers.intake.careful import CarefulReader
from leakcheck.readers.intake.chunkedlines import ChunkedLines
from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.physical import split_lines
from leakcheck.readers.intake.profile import NO_PROFILE, profile_of
from leakcheck.readers.intake.rowengine import RowEngine, Run

CELLS = st.one_of(
    st.sampled_from(["a", "12", "7", "ä", "", "x y", "9 ", '"q"', '"d,e"', '"n\nl"', '"d""q"', '""', " b"]),
    st.text(alphabet='ab1,;"\n\r #-\x00\ufeffé', max_size=5),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=12)
DIALECTS = st.builds(
    Dialect, delimiter=st.sampled_from([",", ";"]), quote=st.sampled_from(['"', ""]), width=st.integers(2, 3)
)


def engine(data: bytes, size: int, dialect: Dialect, *, fast: bool, told: bool) -> RowEngine:
    """An engine over bytes that come in chunks of about `size` bytes, cut behind line feeds."""
    rows = [["a"] * (dialect.width - 1) + [str(100 + i)] for i in range(30)]
    profile = profile_of(rows, dialect.width) if told else NO_PROFILE
    reader = CarefulReader(dialect, profile=profile)
    if not fast:
        return RowEngine(iter([split_lines(data.decode())]), reader)
    assert suits(dialect)
    return RowEngine(ChunkedLines(chunks(data, size)), reader, parser=CleanParser(dialect, profile, "a"))


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    """Whole lines, at least `size` bytes each time."""
    start = 0
    while start < len(data):
        cut = data.find(b"\n", start + size) + 1 or len(data)
        yield data[start:cut]
        start = cut


def apart(parts: Iterable[Run | Item], reader: RowEngine) -> Iterator[Item]:
    """Rows one by one with comparable cells; blank lines, which come several at a time, too."""
    for part in parts:
        for item in reader.items(part) if isinstance(part, Run) else (part,):
            if item.kind == "blank":
                yield from (Item(item.line + i, 1, "blank", ()) for i in range(item.lines))
            else:
                yield item._replace(cells=tuple(item.cells))


@settings(max_examples=500, deadline=None)
@given(rows=ROWS, dialect=DIALECTS, size=st.integers(1, 60), told=st.booleans())
def test_chunks_parsed_as_a_whole_are_as_line_by_line(
    rows: list[list[str]], dialect: Dialect, size: int, told: bool
) -> None:
    data = "".join(dialect.delimiter.join(row) + "\n" for row in rows).encode()
    slow = engine(data, size, dialect, fast=False, told=told)
    fast = engine(data, size, dialect, fast=True, told=told)
    assert list(apart(fast.rest(), fast)) == list(apart(slow.rest(), slow))
    assert fast.line == slow.line
