"""What the row map says of a range of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LOOKS = ("alike", "copied", "dragged", "different")
"""Like most of the table; repeating earlier records; counting on or one value; unlike the longest segment."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of rows.

    Parameters
    ----------
    first_row, last_row : int
        Records, from 1, in the order of the file; exact where all are kept (up to 10,000), else to the
        nearest kept record.
    first_line, last_line : int
        Physical lines of these records (of the nearest kept ones).
    looks : str
        One of `LOOKS`.
    score : float
        What it rests on: share of copied records or steady steps (0 to 1), or the standard deviations by
        which the typical jumping column jumps; 0 for ``alike``.
    columns : tuple of int
        Places of the columns it rests on.
    facts : mapping of str to int or float
        Numbers for a sentence: ``copies``, ``steady``, ``jumping``, ``blank`` (per cent).
    """

    first_row: int
    last_row: int
    first_line: int
    last_line: int
    looks: str = "alike"
    score: float = 0.0
    columns: tuple[int, ...] = ()
    facts: Mapping[str, int | float] = field(default_factory=dict)
