"""Whether texts are names of persons, whatever their header: do they begin with a known first name?"""

from __future__ import annotations

from collections.abc import Sequence

ENOUGH = 0.45
"""Share of distinct texts that begin with a known first name; of names of other things few do."""
_LOOKED = 300
_FEWEST = 20
_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "lady",
        "the",
        "hon",
        "rev",
        "shri",
        "smt",
        "kumari",
        "sri",
    )
)


def are_persons(values: Sequence[str]) -> bool:
    """Whether nearly half of the texts begin with a first name, or go on with one after a comma.

    The lists are those of `leakcheck.forensics.vocabularies`: 40,000 first names of all languages in which
    libraries for test data have any; genuine names are found in them as well.
    """
    import numpy as np

    from leakcheck.forensics.vocabularies import shelf, spelling

    step = max(1, len(values) // _LOOKED)
    words = [spelling.spell(_first_word(value)) for value in values[::step][:_LOOKED]]
    if len(words) < _FEWEST:
        return False
    return bool(np.mean(shelf.load("first_name").find(words) >= 0) >= ENOUGH)


def _first_word(value: str) -> str:
    """The word where the first name should be; titles before it are passed over."""
    head, comma, rest = value[:100].partition(",")
    words = (rest if comma and rest.strip() else head).split()
    known = (word for word in words if word.strip(".").casefold() not in _TITLES)
    return next(known, "")
