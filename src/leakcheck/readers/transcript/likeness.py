"""Whether one label may be a damaged spelling of another, as text recognition damages them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

from leakcheck.folding import fold_label

_LONGEST = 60

_CONFUSED = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"),
    ("6", "g"), ("2", "z"), ("q", "g"), ("f", "t"), ("a", "o"), ("e", "o"), ("c", "o"),
    ("भ", "म"), ("घ", "ध"), ("ब", "व"), ("ष", "प"),
)  # fmt: skip
_ALONE = str.maketrans("oilsz", "01152")  # one letter alone where others write a number: ``date of dose l``


def alike(a: str, b: str) -> bool:
    """Whether folded labels differ only in confused characters, or in one or two if they are long.

    >>> alike("narne", "name"), alike("dose 1 date", "dose 2 date"), alike("rate", "date")
    (True, False, False)
    """
    if same_skeleton(a, b):
        return True
    first, second = _skeleton(a), _skeleton(b)
    shorter = min(len(first), len(second))
    allowed = 0 if shorter < 6 else 1 if shorter < 12 else 2
    return (
        _numbers(a) == _numbers(b)
        and abs(len(first) - len(second)) <= allowed
        and distance(first, second) <= allowed
    )


def resembles(text: str, labels: Collection[str]) -> bool:
    """Whether a text is one of some folded labels, or may be a damaged spelling of one."""
    if not labels or not 0 < len(text) <= _LONGEST:
        return False
    key = fold_label(text)
    return key in labels or any(alike(key, label) for label in labels)


def same_skeleton(a: str, b: str) -> bool:
    """Whether folded labels differ in nothing but characters that text recognition confuses.

    >>> same_skeleton("d0b", "dob"), same_skeleton("sender", "gender")
    (True, False)
    """
    return _numbers(a) == _numbers(b) and len(_skeleton(a)) > 2 and _skeleton(a) == _skeleton(b)


def nearness(a: str, b: str) -> float:
    """Share (0 to 1) of two folded labels that is the same, confusions not counted; 0 when numbers differ.

    >>> nearness("aayv", "aayu"), nearness("dose 1", "dose 2")
    (0.75, 0.0)
    """
    if _numbers(a) != _numbers(b):
        return 0.0
    first, second = _skeleton(a), _skeleton(b)
    longer = max(len(first), len(second))
    return 1 - distance(first, second) / longer if longer else 0.0


def slip(a: str, b: str) -> bool:
    """Whether folded labels differ by one letter lost, gained or confused: ``nam``, ``naam``.

    >>> slip("pita ka nam", "pita ka naam"), slip("pita", "mata")
    (True, False)
    """
    if same_skeleton(a, b):
        return True
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return (
        len(shorter) > 2
        and len(longer) - len(shorter) == 1
        and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    )


def distance(a: str, b: str) -> int:
    """Levenshtein distance (V. I. Levenshtein 1966).

    >>> distance("kitten", "sitting")
    3
    """
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
    return row[-1]


def _numbers(text: str) -> list[str]:
    words = [word.translate(_ALONE) if len(word) == 1 else word for word in text.split()]
    return [word for word in words if word.isdecimal()]


@lru_cache(maxsize=4096)
def _skeleton(text: str) -> str:
    """Confused characters made one; Indian vowel signs, the first thing to be lost, left out."""
    for seen, meant in _CONFUSED:
        text = text.replace(seen, meant)
    return "".join(
        c for c in text if c != " " and (c.isascii() or unicodedata.category(c) not in ("Mn", "Mc"))
    )
