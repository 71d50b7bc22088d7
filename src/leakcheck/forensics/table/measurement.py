"""What a signal found in a specimen.

A signal is a module in `leakcheck.forensics.signals`, found by its file name, which is its id. It has

- ``TITLE``: a short name for a heading.
- ``FAMILY``: the cause it shares with others: dependence, uniformity, equal_likelihood, calendar, order,
  vocabulary, agreement, contact, shape, fill, duplication, seam, digits.
- ``TOWARDS``: +1 when high values speak for invention, -1 when low ones do.
- ``MINIMUM``: records in the sample below which it is silent.
- ``FORMULA`` and ``SOURCES`` (texts): the statistic, and who measured or published it.
- ``SENTENCE``: what a journalist reads, with ``{facts}`` of the measurement in it; and ``SENTENCE_FOR``,
  said when the same value speaks for a collected table.
- ``INNOCENT``: texts, harmless reasons for a value that speaks for invention.
- ``measure(specimen) -> Measurement | None``: None when it cannot say anything (too few records, no such
  column): then its likelihood ratio is 1, exactly. Presence of a column is never a value.
- ``genuine(seed, rows)`` and ``fabricated(seed, rows)``: makers of a table (header, records) on which it must
  tell the two apart, for its contract test; invented values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measurement:
    """A signal's statistic on one table.

    Parameters
    ----------
    value : float
        The statistic; finite.
    columns : tuple of int
        Places of the columns it rests on, those that carry it most first.
    facts : mapping of str to int, float or str
        Numbers for its sentence; texts only of our own vocabulary (names of libraries, units), never input.
    support : int
        Records (or pairs) it was computed from.
    """

    value: float
    columns: tuple[int, ...] = ()
    facts: Mapping[str, int | float | str] = field(default_factory=dict)
    support: int = 0
