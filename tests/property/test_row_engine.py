"""The row engine: both speeds agree on every line, and every physical line is used up exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.readers.intake.careful import CarefulReader
from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.profile import NO_PROFILE, profile_of
from leakcheck.readers.intake.rowengine import RowEngine, Run

LINES = st.lists(st.text(alphabet='ab1,;"\\ #-\x00\t', max_size=14), max_size=30)
DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", ", ", ""]),
    quote=st.sampled_from(['"', ""]),
    width=st.integers(1, 4),
    escape=st.sampled_from(["", "\\"]),
    padded=st.booleans(),
)


def engine(lines: list[str], dialect: Dialect, cut: int, *, told: bool) -> RowEngine:
    """An engine over lines that come in two batches."""
    width = dialect.width
    rows = [["a"] * (width - 1) + [str(100 + i)] for i in range(30)]
    profile = profile_of(rows, width) if told else NO_PROFILE
    batches = [batch for batch in (lines[:cut], lines[cut:]) if batch]
    return RowEngine(iter(batches), CarefulReader(dialect, profile=profile))


def flat(reader: RowEngine) -> Iterator[Item]:
    """Items of the fast way, runs taken apart."""
    for part in reader.rest():
        yield from reader.items(part) if isinstance(part, Run) else (part,)


def apart(items: Iterable[Item]) -> Iterator[Item]:
    """Items with comparable cells; blank lines, which come several at a time, one by one."""
    for item in items:
        if item.kind == "blank" and item.lines > 1:
            yield from (item._replace(line=item.line + i, lines=1, cells=()) for i in range(item.lines))
        else:
            yield item._replace(cells=tuple(item.cells))


@settings(max_examples=400)
@given(lines=LINES, dialect=DIALECTS, cut=st.integers(0, 30), told=st.booleans())
def test_both_speeds_agree_however_the_lines_come(
    lines: list[str], dialect: Dialect, cut: int, told: bool
) -> None:
    slow, fast = engine(lines, dialect, 0, told=told), engine(lines, dialect, cut, told=told)
    expected, found = list(apart(slow)), list(apart(flat(fast)))
    assert found == expected
    assert slow.line == fast.line == len(lines) == sum(item.lines for item in found)
    assert [item.line for item in found] == sorted({item.line for item in found})
