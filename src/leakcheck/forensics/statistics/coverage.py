"""How much of a column one built-in list of a data generator has, measured for the signals of vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.vocabulary import best
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.forensics.statistics.vocabulary import Words
    from leakcheck.forensics.table.specimen import Specimen


def largest_coverage(
    specimen: Specimen, columns: Iterable[Words], field: str, fewest: int, longest: int
) -> Measurement | None:
    """Largest share of a column's distinct words that one list has.

    Parameters
    ----------
    columns : iterable of Words
        Words of the columns asked about.
    field : str
        Vocabulary whose lists are looked at.
    fewest : int
        Distinct words below which a column says nothing.
    longest : int
        Words above which a list is not looked at.

    Returns
    -------
    Measurement or None
        None where no column has enough words.
    """
    asked = [words for words in columns if len(words.spelt) >= fewest]
    found = [one for words in asked if (one := best(specimen, words, field, longest))]
    if not found:
        return None
    top = max(found, key=lambda one: one.share)
    return Measurement(top.share, (top.place,), top.facts, specimen.size)
