"""What the columns of a table hold: enough to see that cells of a damaged line stand in the wrong ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from leakcheck.folding import is_missing
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.cells import kind

_LEAST = 8
_SURE = 20
_ALIKE = 97


@dataclass(frozen=True, slots=True)
class Column:
    """Kinds seen, how long its values are where (nearly) all are as long, and whether it is ever empty.

    `kinds` are those a cell may have; `seen` those that values had, which a part of a cell must have.
    """

    kinds: frozenset[str] = frozenset()
    length: int = 0
    full: bool = False
    seen: frozenset[str] = frozenset()

    def fits(self, cell: str | None) -> bool:
        """Whether a cell may stand here; a column of which little was seen takes anything."""
        text = (cell or "").strip()
        if self.length and len(text) != self.length:
            return not self.full and is_missing(text)
        own = kind(text)
        if own == "empty":
            return not self.full
        if not self.kinds:
            return True
        return own in self.kinds

    def resembles(self, text: str) -> bool:
        """Whether a text is as the values of this column are; stricter than `fits`."""
        return self.fits(text) and (not text or not self.seen or kind(text) in self.seen)


@dataclass(frozen=True, slots=True)
class Profile:
    """The columns of a table, from its first rows."""

    columns: tuple[Column, ...] = ()

    def misfits(self, cells: Sequence[str | None], exempt: Collection[int] = ()) -> int:
        """Count cells that are unlike their column, those at the places `exempt` left out."""
        pairs = zip(self.columns, cells, strict=False)
        odd = [i for i, (column, cell) in enumerate(pairs) if not column.fits(cell)]
        return sum(i not in exempt for i in odd) if exempt else len(odd)

    def fits(self, cells: Sequence[str | None]) -> bool:
        """Whether no cell is unlike its column."""
        return all(map(Column.fits, self.columns, cells))

    def takes_text(self, place: int) -> bool:
        """Whether the column at `place` holds free text, in which a delimiter may well stand."""
        return bool(self.columns) and bool(self.columns[place].kinds & {"text", "other"})

    def is_telling(self) -> bool:
        """Whether shifted cells would be seen at all: some columns differ in what they hold."""
        return len({column.kinds for column in self.columns if column.kinds}) > 1


NO_PROFILE = Profile()


def profile_of(rows: Iterable[Sequence[str | None]], width: int) -> Profile:
    """Profile of some rows, all `width` cells wide."""
    columns = list(zip(*rows, strict=True)) or [()] * width
    return Profile(tuple(_column(column) for column in columns))


def _column(cells: Sequence[str | None]) -> Column:
    texts = [(cell or "").strip() for cell in cells]
    kinds = Counter(kind(text) for text in texts)
    empty = kinds.pop("empty", 0)
    count = len(texts) - empty
    full = not empty and count >= _SURE
    if count < _LEAST:
        return Column(full=full)
    length, alike = Counter(len(text) for text in texts if text).most_common(1)[0]
    constant = count >= _SURE and alike * 100 >= _ALIKE * count
    seen = frozenset(kinds)
    if seen & {"text", "other"}:
        # Free text may hold nearly anything, but a column of words is no column of dates or addresses.
        seen |= {"text", "other", "code"}
    return Column(seen, length if constant else 0, full, frozenset(kinds))
