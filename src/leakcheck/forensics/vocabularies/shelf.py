"""The vocabularies the package carries: lookup of words in all lists of a field at once.

The file (``words.bin``): the magic line, the length of a JSON head (4 bytes, low byte first), the head,
then for each field the arrays its entry in the head names: steps between the sorted numbers of words (3
bytes each, 4 where a step is too wide), the set each word belongs to (uint16), where each set begins
(uint32) and the lists in it (uint16). A set is a group of lists that share words, so a word that forty
lists have is kept once. Written by ``tools/build_vocabularies.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.vocabularies.spelling import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"leakcheck words 1\n"
PATH = Path(__file__).with_name("words.bin")
_ARRAYS = {"words": "u1", "sets": "<u2", "starts": "<u4", "members": "<u2"}


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of one field: who has it and how long it is.

    Parameters
    ----------
    owners : tuple of (library, locale)
        Everybody who ships exactly this list, sorted; the first names it.
    part : str
        ``male`` or ``female`` for the two lists of first names, of library "", that nearly all
        libraries call so; else empty.
    size : int
        Distinct words.
    """

    owners: tuple[tuple[str, str], ...]
    part: str
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """All lists of one field (`first_name`, `city` …).

    Parameters
    ----------
    lists : tuple of WordList
    words : uint32 array
        Sorted numbers of all their words.
    sets, starts, members : integer arrays
        The set of each word; where each set begins in `members`; the lists in it.
    """

    lists: tuple[WordList, ...]
    words: NDArray[np.uint32]
    sets: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    members: NDArray[np.uint16]

    def find(self, spelt: Sequence[str]) -> NDArray[np.int64]:
        """Set of each spelt word, -1 for words in no list; shape (words,)."""
        import numpy as np

        asked = numbers(spelt)
        at = np.minimum(np.searchsorted(self.words, asked), len(self.words) - 1)
        return np.where(self.words[at] == asked, self.sets[at].astype(np.int64), -1)

    def membership(self, found: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which list has which word: shape (words, lists), from what `find` gave."""
        import numpy as np

        table = np.zeros((len(found), len(self.lists)), dtype=bool)
        for row in np.flatnonzero(found >= 0):
            table[row, self.members[self.starts[found[row]] : self.starts[found[row] + 1]]] = True
        return table

    def coverage(self, found: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of the words each list has; shape (lists,), from what `find` gave."""
        import numpy as np

        used = np.bincount(found[found >= 0], minlength=len(self.starts) - 1)
        each = np.repeat(used, self.starts[1:].astype(np.int64) - self.starts[:-1].astype(np.int64))
        return np.bincount(self.members, weights=each, minlength=len(self.lists)).astype(np.int64)

    def named(self, library: str, locale: str | None = None) -> tuple[int, ...]:
        """Places of the lists a library has (in one locale)."""
        wanted = (
            place
            for place, one in enumerate(self.lists)
            if any(owner[0] == library and locale in (None, owner[1]) for owner in one.owners)
        )
        return tuple(wanted)

    def pick(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Which sets touch any of these lists: shape (sets,); index it with what `find` gave."""
        import numpy as np

        chosen = np.zeros(len(self.lists), dtype=bool)
        chosen[list(places)] = True
        hits = np.add.reduceat(chosen[self.members].astype(np.int64), self.starts[:-1].astype(np.int64))
        return hits > 0


@cache
def head() -> dict[str, Any]:
    """What the file says of itself: libraries with version and licence, fields, lists."""
    with PATH.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise ValueError("words.bin is not a vocabulary file of this version")
        size = int.from_bytes(stream.read(4), "little")
        read: dict[str, Any] = json.loads(stream.read(size))
    return read


@cache
def load(name: str) -> Field:
    """All lists of a field, read when first asked for.

    Raises
    ------
    KeyError
        When there is no such field.
    """
    import numpy as np

    about = head()["fields"][name]
    libraries = [*(library["name"] for library in head()["libraries"]), ""]
    arrays = {}
    with PATH.open("rb") as stream:
        for key, kind in _ARRAYS.items():
            begin, count = about[key]
            stream.seek(begin)
            arrays[key] = np.frombuffer(stream.read(count * np.dtype(kind).itemsize), dtype=kind)
    arrays["words"] = _whole(arrays["words"].reshape(-1, about["width"]))
    lists = tuple(
        WordList(tuple((libraries[at], locale) for at, locale in owners), part, size)
        for owners, part, size in about["lists"]
    )
    return Field(lists, **arrays)


def _whole(steps: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Sorted numbers from the steps between them; steps: shape (words, bytes of one step), low byte first."""
    import numpy as np

    places = np.uint32(256) ** np.arange(steps.shape[1], dtype=np.uint32)
    return np.cumsum(steps.astype(np.uint32) @ places, dtype=np.uint32)
