"""Likelihood of a table's distinct names, places and titles under each library and locale.

A generator draws from its list, so a column of d distinct values that all stand in a list of N has the log10
likelihood -d log10 N: of two lists that have everything the shorter one is meant. A value outside costs
six; a column that is not drawn from a library's list at all counts as drawn from half a million words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, log10
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.vocabulary import headed, membership, names, values, words_of
from leakcheck.forensics.vocabularies.shelf import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.forensics.statistics.vocabulary import Words
    from leakcheck.forensics.table.specimen import Specimen

LEAST = 12
"""Distinct values a column must have."""
COVERED = 0.97
"""Share of them a list must have for the column to count as drawn from it."""
_TEXTBOOKS = {"first_name": "textbook_first", "last_name": "textbook_last"}
_MISS, _UNKNOWN = 6.0, log10(500_000)
_BACKGROUND = {"last_name": 0.75, "first_name": 0.95, "city": 0.8, "job": 0.6, "company": 0.4}
"""Share of the distinct values of a genuine column that one list has at worst: above the largest measured."""


@dataclass(frozen=True, slots=True)
class Match:
    """One column drawn from one list.

    Parameters
    ----------
    field : str
        Field of the vocabulary.
    place : int
        Column.
    inside, words : int
        Distinct values in the list, and all of them.
    size : int
        Length of the list.
    """

    field: str
    place: int
    inside: int
    words: int
    size: int

    @property
    def strength(self) -> float:
        """Log10 likelihood ratio against a genuine column, capped: no column alone may say more than 6."""
        inside = self.inside * -log10(_BACKGROUND[self.field])
        return min(6.0, inside - (self.words - self.inside) * 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A library and locale with the columns that are drawn from its lists.

    Parameters
    ----------
    library, locale : str
    matches : tuple of Match
    likelihood : float
        Log10, over all columns asked.
    """

    library: str
    locale: str
    matches: tuple[Match, ...]
    likelihood: float

    @property
    def strength(self) -> float:
        """Sum over the columns of their log10 likelihood ratios."""
        return sum(match.strength for match in self.matches)


def asked(specimen: Specimen) -> Iterator[tuple[str, Words]]:
    """Columns that a list may explain, with the field each is looked up in."""
    for field in ("first_name", "last_name"):
        yield from ((field, words) for words in names(specimen, field))
    yield from (("city", words) for words in values(specimen, "city"))
    for field in ("company", "job"):
        yield from ((field, words_of(column)) for column in headed(specimen, field))


def candidates(specimen: Specimen) -> list[Candidate]:
    """Every library and locale that explains at least one column, the likeliest first."""
    columns = [(field, words) for field, words in asked(specimen) if len(words.spelt) >= LEAST]
    found: dict[tuple[str, str], dict[int, list[Match]]] = defaultdict(lambda: defaultdict(list))
    for at, (field, words) in enumerate(columns):
        for owner, match in _matches(specimen, field, words):
            found[owner][at].append(match)
    made = [
        _candidate(owner, matches, [len(words.spelt) for _, words in columns])
        for owner, matches in found.items()
    ]
    return sorted(made, key=lambda one: (-one.likelihood, one.library, one.locale))


def _matches(specimen: Specimen, field: str, words: Words) -> Iterator[tuple[tuple[str, str], Match]]:
    """Everybody who has a list that covers the words, with the match."""
    records = int((specimen.codes(specimen.columns[words.place]) >= 0).sum())
    for room in (field, _TEXTBOOKS.get(field, "")):
        shelf = load(room) if room else None
        inside = shelf.coverage(membership(specimen, words, room)).tolist() if shelf else []
        for one, hits in zip(shelf.lists if shelf else (), inside, strict=True):
            match = Match(field, words.place, hits, len(words.spelt), one.size)
            if one.owners[0][0] and hits >= COVERED * match.words and _is_drawn(match, records):
                yield from ((owner, match) for owner in one.owners)


def _is_drawn(match: Match, records: int) -> bool:
    """Whether so many draws from the list would give so few different values (a quarter of the expected)."""
    expected = match.size * (1 - exp(-records / match.size))
    return match.words >= min(0.25 * expected, 500)


def _candidate(owner: tuple[str, str], matches: dict[int, list[Match]], distinct: list[int]) -> Candidate:
    """Sum of the log-likelihoods of all columns; those it does not explain count as unknown words."""
    chosen = {at: min(found, key=lambda match: match.size) for at, found in matches.items()}
    likelihood = 0.0
    for at, words in enumerate(distinct):
        match = chosen.get(at)
        if match is None:
            likelihood -= words * _UNKNOWN
        else:
            likelihood -= match.inside * log10(match.size) + (words - match.inside) * _MISS
    return Candidate(*owner, tuple(chosen[at] for at in sorted(chosen)), likelihood)
