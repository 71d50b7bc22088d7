"""How a number type is written: its alphabet, its separators, its masks.

Why one table for both speeds: the scalar and the vector form of a type must agree on every byte,
so both read the same `Spelling`.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import lru_cache

from leakcheck.errors import MaskedError, NumberError, ShapeError
from leakcheck.folding import fold_value
from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERIC = DIGITS + LETTERS
HIDDEN = "X*#•●"
MASKED_LENGTHS = range(4, 41)
_RUN = pattern("[X*#•●]{2}")
_RUN_WITH_X = pattern("[*#•●]{2}|XXXX")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The characters of a compact number and those that may stand between them.

    `alphabet` is in capitals. White space is always dropped; `separators` lists what else is.
    """

    alphabet: str = DIGITS
    separators: str = "-"

    @property
    def has_letters(self) -> bool:
        """Whether ``.0`` behind it cannot come from a spreadsheet's number format."""
        return "A" in self.alphabet

    @property
    def has_x(self) -> bool:
        """Whether X may be a character of the number itself."""
        return "X" in self.alphabet

    def compact(self, text: str) -> str:
        """Fold the text, drop separators, raise ASCII letters to capitals.

        A leading apostrophe (text marker) goes, and for numbers without letters a trailing ``.0``:
        spreadsheets and data frames add both, and neither is part of the number.
        """
        kept = fold_value(text).translate(_translation(self.separators)).removeprefix("'")
        return kept if self.has_letters else kept.removesuffix(".0")

    def is_masked(self, compacted: str) -> bool:
        """Whether part of the number is hidden: only alphabet and `HIDDEN`, with a hidden run.

        The length is free: published samples show eight asterisks before the last four characters
        of any document (CoWIN API specification v2, May 2021). A run is two; where X may be part of
        the number, four X.
        """
        if len(compacted) not in MASKED_LENGTHS:
            return False
        run = _RUN_WITH_X if self.has_x else _RUN
        return run.search(compacted) is not None and all(c in self.alphabet or c in HIDDEN for c in compacted)

    def refuse_masked(self, compacted: str) -> str:
        """Return the compacted text, or raise `MaskedError`."""
        if self.is_masked(compacted):
            raise MaskedError("part of the number is hidden")
        return compacted


@lru_cache(maxsize=64)
def _translation(separators: str) -> dict[int, str | None]:
    """Capitals for ASCII only: `str.upper` would turn a dotless i into I and sharp s into SS."""
    capitals: dict[int, str | None] = {ord(c.lower()): c for c in LETTERS}
    return capitals | dict.fromkeys(map(ord, separators + " "), None)


def refuse_shape(why: str) -> ShapeError:
    """Build a `ShapeError` that says what was expected and never what was given."""
    return ShapeError(why, hint="compare it with the document")


def when_valid(validate: Callable[[str], str], text: str) -> str:
    """Compact form of a valid number, else an empty text; for facts, which an invalid number has none of."""
    try:
        return validate(text)
    except NumberError:
        return ""


def hide(compacted: str, lengths: Container[int], head: int = 0, tail: int = 0) -> str:
    """Hide all but `head` first and `tail` last characters; a text of another length is hidden whole."""
    if len(compacted) not in lengths:
        return "X" * min(len(compacted), MASKED_LENGTHS.stop - 1)
    end = len(compacted) - tail
    return compacted[:head] + "X" * (end - head) + compacted[end:]


def grouped(text: str, sizes: tuple[int, ...], separator: str) -> str:
    """Cut a text of exactly ``sum(sizes)`` characters into groups; leave any other as it is."""
    if len(text) != sum(sizes):
        return text
    ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
    return separator.join(text[end - size : end] for size, end in zip(sizes, ends, strict=True))
