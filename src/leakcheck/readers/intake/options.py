"""What the caller tells a reader before it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from leakcheck.frozen import dataclass, field
from leakcheck.readers.intake.ahead import Ahead
from leakcheck.readers.intake.budget import Budget
from leakcheck.readers.intake.odometer import Odometer


def no_label(_text: str) -> float:
    """Know no label at all: readers then judge by layout alone."""
    return 0.0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of one reading; everything else is found out and reported.

    Parameters
    ----------
    is_label : callable
        How sure (0 to 1) a text is a known field label. It may be fuzzy and therefore slow;
        readers call it on few candidates and remember the answers.
    delimiter : str, optional
        Delimiter of delimited text: the character, or a word such as ``tab``.
    encoding : str, optional
        Name of the encoding; the evidence is refused if it does not decode.
    table : str, optional
        Name of the table to read, where the evidence holds several (an SQL dump).
    member : str, optional
        Name of the file to read, where the evidence is an archive of several.
    allow_empty : bool
        Whether a table without a single row is worth showing; judging needs one.
    budget : Budget
        What a hostile file may cost.
    settle : bool
        Whether numbers that text recognition misread are settled where their field leaves one reading only.
        For who wants the records; a judgement needs what stood there, and calls such a number open.
    odometer : Odometer, optional
        Counts the bytes that are read, for who waits.
    notice : callable, optional
        Called with evidence, how it was decoded and opened (`Evidence`, `Decoded`, `OpenedTable`), whenever a
        delimited table was opened: for who wants to read it in parts.
    ahead : Ahead, optional
        Helpers that parse and judge clean chunks of a large table; set by an engine.
    """

    is_label: Callable[[str], float] = no_label
    delimiter: str | None = None
    encoding: str | None = None
    table: str | None = None
    member: str | None = None
    allow_empty: bool = False
    budget: Budget = field(default_factory=Budget)
    settle: bool = False
    odometer: Odometer | None = field(default=None, compare=False, repr=False)
    ahead: Ahead | None = None
    notice: Callable[[Any, Any, Any], None] | None = field(default=None, compare=False, repr=False)
