"""Chunks that somebody else parses and judges: what the reader keeps of them, and how it takes one back.

Why the reader stays in charge: whether a chunk is clean, and which line it begins on, is decided in the order
of the file, as if nobody helped. So the rows are the same with and without help (property test), and whoever
needs the cells after all, such as a footer that may go on, gets them: the chunk is parsed here then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    from leakcheck.readers.intake.arrowchunks import CleanParser


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a clean chunk without its cells.

    `starts` are the lines of the chunk (from 0) on which its rows begin; `sizes` the bytes of text of each
    column; `longest` the bytes of the longest cell of each.
    """

    rows: int
    lines: int
    starts: Sequence[int]
    sizes: Sequence[int]
    longest: Sequence[int]


class Handed(Protocol):
    """One chunk in the hands of a helper."""

    def outline(self) -> Outline | None:
        """Wait for the parse; None when the chunk is not clean, and must be taken back."""

    def take_back(self) -> bytes:
        """Return the chunk, which is dealt with here from now on."""


class Ahead(Protocol):
    """Helpers who take chunks before it is their turn."""

    def is_ready(self) -> bool:
        """Whether the helpers know yet what to do with chunks."""

    def has_room(self) -> bool:
        """Whether one of them would take another chunk at once."""

    def offer(self, parser: CleanParser, chunk: bytes) -> Handed | None:
        """Hand over a chunk as soon as there is room; None when it is not for them."""


class HandedRows:
    """The rows of a handed chunk: its outline here, its cells elsewhere until somebody asks.

    Parameters
    ----------
    handed : Handed
        In whose hands it is.
    outline : Outline
        Of the chunk.
    parser : CleanParser
        Parses it here when the cells are wanted.
    """

    def __init__(self, handed: Handed, outline: Outline, parser: CleanParser) -> None:
        self.handed, self.outline = handed, outline
        self._parser = parser
        self._cells: Sequence[Any] | None = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether a helper still has it."""
        return self._cells is None

    def columns(self) -> tuple[HandedColumn, ...]:
        """One column after the other, none of them fetched."""
        return tuple(HandedColumn(self, place) for place in range(len(self.outline.sizes)))

    def cells(self) -> Sequence[Any]:
        """Arrow arrays of all columns; from now on the chunk is dealt with here."""
        if self._cells is None:
            parsed = self._parser.parse(self.handed.take_back())
            assert parsed is not None  # noqa: S101 - it has an outline, so it is clean
            self._cells = parsed.columns
        return self._cells


class HandedColumn(Sequence["str | None"]):
    """A column of a handed chunk, which behaves as an Arrow string array."""

    def __init__(self, source: HandedRows, place: int) -> None:
        self.source, self.place = source, place

    @property
    def nbytes(self) -> int:
        """Bytes of text."""
        return self.source.outline.sizes[self.place]

    @property
    def longest(self) -> int:
        """Bytes of the longest cell."""
        return self.source.outline.longest[self.place]

    def array(self) -> Any:
        """The Arrow array."""
        return self.source.cells()[self.place]

    def to_pylist(self) -> list[str | None]:
        """All cells."""
        return self.array().to_pylist()  # type: ignore[no-any-return]

    def take(self, places: Any) -> Any:
        """Arrow array of some cells."""
        return self.array().take(places)

    def __len__(self) -> int:
        return self.source.outline.rows

    def __getitem__(self, place: Any) -> Any:
        return self.array()[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.array())


def handed_rows(columns: Sequence[Any]) -> HandedRows | None:
    """The one handed chunk all these columns belong to, if it is still elsewhere."""
    first = columns[0] if columns else None
    if not isinstance(first, HandedColumn) or not first.source.is_elsewhere:
        return None
    same = all(isinstance(column, HandedColumn) and column.source is first.source for column in columns)
    return first.source if same else None


def outline_of(columns: Sequence[Any], starts: Sequence[int], lines: int) -> Outline:
    """Outline of parsed Arrow string columns."""
    sizes = [int(column.nbytes) for column in columns]
    return Outline(len(columns[0]), lines, starts, sizes, list(map(longest_cell, columns)))


def longest_cell(column: Any) -> int:
    """Bytes of the longest cell of an Arrow column of text, or of one that is elsewhere."""
    if isinstance(column, HandedColumn):
        return column.longest
    import pyarrow.compute as pc

    return int(pc.max(pc.binary_length(column)).as_py() or 0)
