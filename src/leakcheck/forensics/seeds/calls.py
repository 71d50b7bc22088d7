"""Calls of Faker that may have filled a column, and what is compared of each.

Three sorts: a call whose words are compared, a choice from levels the table itself shows, and an amount
between two unknown ends (dates depend on the day the file was made). The last two take their draw and are
judged over all rows: a level must always come from the same outcome, amounts must rise with the draw.
"""

from __future__ import annotations

import bisect
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.seeds.paths import canonical

if TYPE_CHECKING:
    from leakcheck.forensics.seeds.tape import Tape

_REDRAWN = 50
_FARTHEST = 600


class Call(ABC):
    """One step of a record: draws, and says whether what it drew agrees with the table.

    `columns` are the places it fills, `code` the expression of the program; `heavy` says that its words are
    compared cell by cell; `bits` is what a fitting cell tells, where the way back was worked out; `part` is
    the piece of the cell that is meant, where it is not the whole.
    """

    heavy = False
    bits = 0.0
    part = ""

    def __init__(self, columns: tuple[int, ...], code: str) -> None:
        self.columns, self.code = columns, code

    def begin(self) -> None:  # noqa: B027 - most calls have nothing to forget
        """Forget what was drawn before."""

    @abstractmethod
    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw for a record from word `at` on; the next word, or None when that contradicts the table."""

    def finish(self) -> bool:
        """Whether all that was drawn agrees."""
        return True

    def told(self, rows: int) -> float:
        """Bits that agreement over so many records tells."""
        return 0.0


class Exact(Call):
    """A provider whose words stand in the table: `run` takes the generator and gives the text."""

    heavy = True

    def __init__(
        self,
        columns: tuple[int, ...],
        code: str,
        run: Callable[[Any], Any],
        folded: Sequence[str | None],
        entropy: float = 0.0,
    ) -> None:
        super().__init__(columns, code)
        self.run, self.folded, self.entropy = run, folded, entropy
        shown = [text for text in folded if text is not None]
        self.unique = len(set(shown)) == len(shown)
        self.redrawn, self.skips_blank = 0, False
        self.keys: tuple[str, ...] = ()
        self._first = {text: row for row, text in enumerate(folded) if text is not None}

    def begin(self) -> None:
        """Forget."""
        self.redrawn = 0

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw; where the column has no duplicates, draw again as `fake.unique` does."""
        wanted = self.folded[row]
        if wanted is None and self.skips_blank:
            return at
        for _ in range(_REDRAWN):
            said, at = tape.run(id(self.run), self.run, at)
            if said is None:
                return None
            said = canonical(said)
            if said == wanted or wanted is None:
                return at
            if not self.unique or self._first.get(said, row) >= row:
                return None
            self.redrawn += 1
        return None

    def told(self, rows: int) -> float:
        """Bits of the cells: of the way back to them, or their entropy."""
        return rows * max(self.entropy, self.bits)


class Sexed(Call):
    """One of several calls, each level of another column with its own: names by sex.

    `by` are the cells of the column that decides, `options` calls for the same columns.
    """

    heavy = True

    def __init__(self, columns: tuple[int, ...], by: Sequence[str | None], options: Sequence[Exact]) -> None:
        super().__init__(columns, "")
        self.by, self.options = by, options
        self.entropy = options[0].entropy
        self.left: dict[str | None, tuple[Exact, ...]] = {}

    def begin(self) -> None:
        """Forget."""
        self.left = {}

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw as the record's level did before; all options fit at first."""
        level = self.by[row]
        ends = {
            option: end
            for option in self.left.get(level, self.options)
            if (end := option.advance(tape, at, row)) is not None
        }
        if not ends:
            return None
        self.left[level] = tuple(ends)
        return ends[next(iter(ends))]

    def finish(self) -> bool:
        """Whether the levels call different things."""
        return len({options[0] for options in self.left.values()}) > 1

    def told(self, rows: int) -> float:
        """Bits of the cells."""
        return rows * self.entropy


class Level(Call):
    """An element of a list in unknown order, all equally likely."""

    def __init__(self, columns: tuple[int, ...], cells: Sequence[str | None], size: int) -> None:
        super().__init__(columns, "")
        self.cells, self.size = cells, size
        self.found: dict[int, str] = {}

    def begin(self) -> None:
        """Forget."""
        self.found = {}

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw an outcome; it must always stand for the same level."""
        tape.seek(at)
        outcome, cell = tape.random._randbelow(self.size), self.cells[row]  # type: ignore[attr-defined]
        if cell is not None and self.found.setdefault(outcome, cell) != cell:
            return None
        return tape.reached(at)

    def finish(self) -> bool:
        """Two outcomes never stand for one level."""
        return len(set(self.found.values())) == len(self.found)

    def told(self, rows: int) -> float:
        """Bits of the cells after the first of each level."""
        return (rows - self.size) * math.log2(self.size)


class Threshold(Call):
    """A level by weight or by chance: each level is one stretch of what was drawn."""

    def __init__(self, columns: tuple[int, ...], cells: Sequence[str | None], percent: bool) -> None:
        super().__init__(columns, "")
        self.cells, self.percent = cells, percent
        self.levels = len({cell for cell in cells if cell is not None})
        self.spans: dict[str, list[float]] = {}

    def begin(self) -> None:
        """Forget."""
        self.spans = {}

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw; no draw may fall inside the stretch of another level."""
        tape.seek(at)
        drawn = tape.random.randint(1, 100) if self.percent else tape.random.random()
        cell = self.cells[row]
        if cell is not None:
            span = self.spans.setdefault(cell, [drawn, drawn])
            span[0], span[1] = min(span[0], drawn), max(span[1], drawn)
            others = (other for other in self.spans.values() if other is not span)
            if any(other[1] >= span[0] and other[0] <= span[1] for other in others):
                return None
        return tape.reached(at)

    def told(self, rows: int) -> float:
        """Bits of the cells: less than those of a list, as the ends are free."""
        shown = [cell for cell in self.cells if cell is not None]
        rarest = min((shown.count(level) for level in set(shown)), default=0)
        return min(rows - 2.0 * self.levels, 3.0 * rarest * rows / max(len(shown), 1))


class Amount(Call):
    """A date, time or number between two ends nobody knows: ``start + width * random()``."""

    def __init__(self, columns: tuple[int, ...], amounts: Sequence[float | None]) -> None:
        super().__init__(columns, "")
        self.amounts = amounts
        self.pairs: list[tuple[float, float]] = []

    def begin(self) -> None:
        """Forget."""
        self.pairs = []

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw; a larger draw never makes an earlier date."""
        tape.seek(at)
        drawn, amount = tape.random.random(), self.amounts[row]
        if amount is not None:
            place = bisect.bisect(self.pairs, (drawn, amount))
            if place and self.pairs[place - 1][1] > amount:
                return None
            if place < len(self.pairs) and self.pairs[place][1] < amount:
                return None
            self.pairs.insert(place, (drawn, amount))
        return at + 2

    def told(self, rows: int) -> float:
        """Bits of the order of so many draws, where the amounts differ."""
        levels = len({amount for amount in self.amounts[:rows] if amount is not None})
        return math.lgamma(levels + 1) / math.log(2)


class Hidden(Call):
    """Draws that no column shows: so many words a record."""

    def __init__(self, words: int) -> None:
        super().__init__((), f"fake.random.getrandbits({32 * words})")
        self.words = words

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw and forget."""
        return at + self.words


class Sought(Call):
    """A call behind draws that no column shows, a different number for each record."""

    heavy = True

    def __init__(self, call: Call, farthest: int = _FARTHEST) -> None:
        super().__init__(call.columns, call.code)
        self.call, self.farthest = call, farthest
        self.skipped: dict[int, int] = {}

    def begin(self) -> None:
        """Forget."""
        self.call.begin()
        self.skipped = {}

    def advance(self, tape: Tape, at: int, row: int) -> int | None:
        """Draw from the first word on that agrees."""
        for start in range(at, at + self.farthest):
            end = self.call.advance(tape, start, row)
            if end is not None:
                self.skipped[row] = start - at
                return end
        return None

    def finish(self) -> bool:
        """Whether the call is content."""
        return self.call.finish()

    def told(self, rows: int) -> float:
        """Bits of the cells, less the freedom to look for them."""
        return max(0.0, self.call.told(rows) - rows * math.log2(self.farthest))
