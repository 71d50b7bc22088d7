"""One picture through the engines there are: words, and what a reader of the report must know about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from leakcheck.frozen import dataclass
from leakcheck.readers.ocr.combining import combine, foreign_runs, spot
from leakcheck.readers.ocr.limits import Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.rapid import Second
from leakcheck.readers.ocr.words import Box, Line, is_devanagari

_SURE = 80.0
_LEAST_LETTERS = 2


class Engine(Protocol):
    """Reads a whole picture."""

    name: str

    @property
    def title(self) -> str:
        """Name, version and languages, for the reading."""

    def lines(self, picture: Picture, limits: Limits) -> tuple[Line, ...]:
        """Recognise the picture."""


class Rereader(Engine, Protocol):
    """Reads spots of a picture again, and what others have not covered."""

    def reread(
        self, picture: Picture, spots: Sequence[Box], covered: Sequence[Box], limits: Limits
    ) -> Second:
        """Recognise the spots, and the lines outside `covered`."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Lines as recognised, not yet in order; `engines` took part."""

    lines: tuple[Line, ...]
    engines: tuple[str, ...]


def recognise(picture: Picture, first: Engine | None, second: Rereader | None, limits: Limits) -> Recognised:
    """Read with the engine there is, or with both.

    Parameters
    ----------
    first : Engine, optional
        Knows Devanagari and blanks; frames the text.
    second : Rereader, optional
        Reads Latin and figures; corrects the first, and adds lines it missed.

    Raises
    ------
    ChildError
        When an engine fails.
    """
    if first is None or second is None:
        only = first or second
        assert only is not None, "the caller has one engine at least"  # noqa: S101 - a promise of the caller
        return Recognised(only.lines(picture, limits), (only.title,))
    lines = first.lines(picture, limits)
    runs = [foreign_runs(line) for line in lines]
    spots = [spot(line, run) for line, found in zip(lines, runs, strict=True) for run in found]
    told = second.reread(picture, spots, [line.box for line in lines], limits)
    again = iter(told.spots)
    combined = tuple(
        combine(line, found, [next(again) for _ in found]) for line, found in zip(lines, runs, strict=True)
    )
    hindi = any(is_devanagari(line.text) for line in lines)
    added = tuple(line for line in told.lines if _is_text(line, hindi))
    return Recognised((*combined, *added), (first.title, second.title))


def _is_text(line: Line, hindi: bool) -> bool:
    """Whether what only the second engine found is text: it takes pictures and Devanagari for letters."""
    letters = sum(char.isalnum() for char in line.text)
    ascii_only = all(char.isascii() for char in line.text)
    return letters >= _LEAST_LETTERS and line.confidence >= _SURE and (ascii_only or not hindi)
