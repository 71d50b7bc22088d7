"""A dictionary of labels: exact spellings, words in any order, and spellings blurred by recognition.

Why lazily: a pasted record whose labels are all known needs the exact spellings only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from leakcheck import parsed
from leakcheck.confusables import skeleton
from leakcheck.frozen import dataclass
from leakcheck.mapping.keys import bag, fold, squeeze
from leakcheck.mapping.words import GENERIC

_K = TypeVar("_K", str, frozenset[str])

Entry = tuple[str, str]
"""A field and the alias that names it."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A meaning of a label: `score` between 0 and 1, the alias found, and how it was found.

    `how` is ``exact`` (the alias in some spelling), ``part`` (by the words or pieces of the label)
    or ``fuzzy`` (a damaged alias).
    """

    field: str
    score: float
    alias: str
    how: str


class Index:
    """Aliases of fields, found in three ways."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple(dict.fromkeys(entries))

    @cached_property
    def exact(self) -> dict[str, tuple[Entry, ...]]:
        """Entries by squeezed alias."""
        return _grouped((_spelled(alias)[0], (name, alias)) for name, alias in self.entries)

    @cached_property
    def bags(self) -> dict[frozenset[str], tuple[Entry, ...]]:
        """Entries by the set of their words; only where the words alone are telling."""
        told = ((_spelled(entry[1])[2], entry) for entry in self.entries)
        return _grouped((frozenset(words), entry) for words, entry in told if words)

    @cached_property
    def skeletons(self) -> dict[str, tuple[Entry, ...]]:
        """Entries by the skeleton of their folded alias, words apart."""
        return _grouped((_spelled(alias)[1], (name, alias)) for name, alias in self.entries)


def spelled(alias: str) -> list[Any]:
    """Forms an alias is found under: squeezed, skeleton, and its words where they alone are telling."""
    return [squeeze(alias), skeleton(fold(alias)), sorted(bag(alias)) if _is_telling(alias) else []]


def _spelled(alias: str) -> list[Any]:
    return parsed.spelling(alias) or spelled(alias)


def _is_telling(alias: str) -> bool:
    """Refuse "s/o" or "a/c no": without their single letters nothing or something else is left."""
    if any(len(word) == 1 and word.isalpha() for word in fold(alias).split()):
        return False
    return not is_generic(bag(alias))


def is_generic(words: frozenset[str]) -> bool:
    """Whether words say too little to be believed alone, such as "date" or "card number"."""
    return "".join(sorted(words)) in GENERIC


def _grouped(pairs: Iterable[tuple[_K, Entry]]) -> dict[_K, tuple[Entry, ...]]:
    groups: dict[_K, dict[str, Entry]] = {}
    for key, entry in pairs:
        if key:
            groups.setdefault(key, {}).setdefault(entry[0], entry)
    return {key: tuple(found.values()) for key, found in groups.items()}
