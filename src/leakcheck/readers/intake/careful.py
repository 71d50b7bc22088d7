"""One line that did not simply split: blank, comment, quoted, running over line ends, or damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leakcheck.frozen import replace
from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.joining import joined
from leakcheck.readers.intake.linesplit import is_rule_line
from leakcheck.readers.intake.profile import NO_PROFILE, Profile
from leakcheck.readers.intake.repair import repair
from leakcheck.readers.intake.strictly import bare, cells_of

LONGEST_LINE = 16 << 20
_SHORT = "the last cell is shorter than in the other rows: cut short?"
_NUL = "NUL byte(s) left out"


class CarefulReader:
    """Reads single lines under one dialect; `profile` says what the columns hold, where that is known.

    Up to `spare` empty cells at the end of a line are the layout of the file, no damage. Long cells are left
    to the budgets; a line of more than 16 MiB is refused.
    """

    def __init__(self, dialect: Dialect, spare: int = 0, profile: Profile = NO_PROFILE) -> None:
        self._raw = dialect
        self.dialect = replace(dialect, quote='"') if dialect.wrapped else dialect
        self.profile = profile
        self._spare = spare
        self._layout = f"{dialect.delimiter} \t"

    @property
    def takes_all(self) -> bool:
        """Whether no line can simply be split under this dialect."""
        dialect = self.dialect
        layout = dialect.padded or dialect.framed or dialect.blanks or dialect.wrapped
        return layout or not dialect.delimiter.strip(" ") or dialect.width < 2

    @property
    def last_length(self) -> int:
        """Characters of the last cell, where all are as long: a shorter one was cut."""
        return self.profile.columns[-1].length if self.profile.columns else 0

    def read(self, line: int, text: str, following: Callable[[], list[str]]) -> Item:
        """Read one line, and those of the `following` that belong to the same record."""
        if len(text) > LONGEST_LINE:
            return Item(line, 1, "rejected", (), f"a line of more than {LONGEST_LINE:,} characters")
        if "\x00" in text:
            item = self._read(line, text.replace("\x00", ""), following)
            return item._replace(
                reason=item.reason or _NUL, kind="repaired" if item.kind == "parsed" else item.kind
            )
        return self._read(line, text, following)

    def _read(self, line: int, text: str, following: Callable[[], list[str]]) -> Item:
        dialect = self.dialect
        if not text.strip(self._layout):
            return Item(line, 1, "blank", (), "only delimiters" if text.strip() else "")
        if is_rule_line(text, dialect.delimiter):
            return Item(line, 1, "comment", (), "a drawn line")
        text = bare(text, self._raw)
        cells = cells_of(text, dialect)
        if cells is not None and self._spare:
            cells = self._without_spare(cells)
        fits = cells is not None and len(cells) == dialect.width
        if text.startswith("#") and not (fits and _is_row(cells or ())):
            return Item(line, 1, "comment", cells or (text,))
        if cells is not None and fits:
            return self._strict(line, text, cells)
        return self._finished(self._joined(line, text, cells, following) or self._mended(line, text))

    def _without_spare(self, cells: list[str]) -> list[str]:
        rest = cells[self.dialect.width :]
        return cells[: self.dialect.width] if len(rest) <= self._spare and not any(rest) else cells

    def _strict(self, line: int, text: str, cells: list[str]) -> Item:
        if not any(map(str.strip, cells)):
            return Item(line, 1, "blank", (), "only empty cells")
        quote = self.dialect.quote
        if quote and not self.dialect.escape and text.count(quote) % 2:
            return self._finished(Item(line, 1, "repaired", cells, "stray quote kept as text"))
        return self._finished(Item(line, 1, "parsed", cells))

    def finish(self, item: Item) -> Item:
        """A row as it splits, with a word on a last cell that was cut."""
        short = self.last_length and len(item.cells[-1] or "") < self.last_length
        return item._replace(reason=_SHORT) if short and not item.reason else item

    def _joined(
        self, line: int, text: str, cells: list[str] | None, following: Callable[[], list[str]]
    ) -> Item | None:
        if cells is not None and text.count(self.dialect.quote) % 2 == 0:
            return None
        found = joined([text, *following()], self.dialect, self.profile)
        if found is None:
            return None
        mended, count = found
        return Item(line, count, "repaired" if mended.reason else "parsed", mended.cells, mended.reason)

    def _mended(self, line: int, text: str) -> Item:
        mended = repair(text, self.dialect, self.profile)
        return Item(
            line, 1, "repaired" if mended.fits else "rejected", mended.cells, mended.reason, mended.found
        )

    def _finished(self, item: Item) -> Item:
        cells: list[str | None] = list(item.cells)
        if self.dialect.padded:
            cells = [cell and cell.strip() for cell in cells]
        item = item._replace(cells=cells)
        return self.finish(item) if item.kind == "parsed" else item


def _is_row(cells: Sequence[str]) -> bool:
    """A line beginning with ``#`` is a row, not a comment, when most of its cells are filled."""
    if len(cells) == 1:
        return not cells[0].startswith("# ")
    return sum(bool(cell.strip()) for cell in cells) * 2 > len(cells)
