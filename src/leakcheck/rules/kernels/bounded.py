"""Bounded regular expressions as byte tests: sequences of classes of fixed length, and runs of one class.

The subset of `leakcheck.rules.safe_regex` has no unbounded repeat, so most patterns are a handful of
fixed-length sequences. What does not expand to few is left to another way of matching (None).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from leakcheck.frozen import dataclass
from leakcheck.idnumbers._buffers import flags
from leakcheck.pattern import pattern
from leakcheck.rules.kernels.byteclass import are_all_in, are_in, are_inside
from leakcheck.rules.kernels.expanding import Unexpandable, expand

if TYPE_CHECKING:
    from leakcheck.rules.kernels.plaintext import Flags, PlainText

Stretches = tuple[tuple[int, int, int], ...]
"""A sequence of classes, those that are alike put together: (start, end, mask)."""
_MANY = 8


@dataclass(frozen=True, slots=True)
class Expanded:
    """Alternatives of a pattern: `sequences` of stretches by length, `runs` (mask, least, most)."""

    sequences: tuple[tuple[int, tuple[Stretches, ...]], ...]
    runs: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=512)
def expanded(pattern: re.Pattern[str]) -> Expanded | None:
    """The pattern as byte tests, or None when it has too many forms or needs more than classes."""
    try:
        sequences, runs = expand(pattern.pattern, bool(pattern.flags & re.IGNORECASE))
    except Unexpandable:
        return None
    by_length: dict[int, list[Stretches]] = {}
    for sequence in dict.fromkeys(sequences):
        by_length.setdefault(len(sequence), []).append(_stretches(sequence))
    return Expanded(tuple((n, tuple(found)) for n, found in sorted(by_length.items())), tuple(runs))


def matching(pattern: Expanded, plain: PlainText) -> Flags:
    """Rows all of which match, (n,) bool; meaningless for odd rows."""
    import numpy as np

    found = np.zeros(len(plain), np.bool_)
    for mask, least, most in pattern.runs:
        fitting = (plain.lengths >= least) & (plain.lengths <= most)
        if fitting.any():
            found |= fitting if are_inside(plain, mask) else fitting & are_all_in(plain, mask)
    for length, sequences in pattern.sequences:
        rows = plain.rows_of(length) if len(sequences) > _MANY else None
        if rows is not None and not len(rows):
            continue
        asked = _asked(sequences, plain)
        rows = plain.rows_of(length) if length and asked else None
        if not asked or not length:
            found |= plain.lengths == length
        elif rows is None or len(rows):
            found |= plain.spread(length, _any_of(asked, plain, length))
    return found


def _stretches(sequence: tuple[int, ...]) -> Stretches:
    found, start = [], 0
    for mask, places in itertools.groupby(sequence):
        end = start + len(list(places))
        found.append((start, end, mask))
        start = end
    return tuple(found)


def _asked(sequences: Sequence[Stretches], plain: PlainText) -> list[list[tuple[int, int, int]]]:
    """Stretches that must be looked at, by sequence: those that some byte of the column can fail.

    None at all when one sequence has no such stretch.
    """
    asked = [[part for part in stretches if not are_inside(plain, part[2])] for stretches in sequences]
    return asked if all(asked) else []


def _any_of(asked: list[list[tuple[int, int, int]]], plain: PlainText, length: int) -> Flags:
    import numpy as np

    found: Any = None
    for stretches in asked:
        fitting = _is(stretches, plain, length)
        found = fitting if found is None else found | fitting
        if len(asked) > 1 and found.all():
            break
    return np.asarray(found)


def _is(stretches: list[tuple[int, int, int]], plain: PlainText, length: int) -> Flags:
    """Test stretches of one class together; stop where nothing is left."""
    import numpy as np

    found: Any = None
    for start, end, mask in stretches:
        fitting = are_in(plain.places(length, start, end), mask)
        found = fitting if found is None else found & fitting
        if not found.any():
            break
    return np.asarray(found)


def matching_re2(pattern: re.Pattern[str], plain: PlainText) -> Flags | None:
    """The same by Arrow's RE2, for patterns it reads as Python does; None for others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _COMMON.fullmatch(pattern.pattern) or len(plain.odd) * 4 > len(plain):
        return None
    import numpy as np

    bounds: Any = plain.bounds
    data: Any = np.where(plain.data < 128, plain.data, np.uint8(63))
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    column = pa.Array.from_buffers(pa.large_string(), len(plain), buffers)
    case = "(?i)" if pattern.flags & re.IGNORECASE else ""
    try:
        found = pc.match_substring_regex(column, rf"{case}\A(?:{pattern.pattern})\z")
    except pa.ArrowInvalid:
        return None
    return flags(found) & (plain.lengths <= _LONGEST)


_LONGEST = 1000
_COMMON = pattern(r"(?:[^\\\[\]{}]|\\[dswDSWbB.+*?()|/-]|\[\^?[^\\\[\]]+\]|\{[0-9]{1,3}(?:,[0-9]{1,3})?\})+")
"""What Python and RE2 understand alike; no nested classes, no ``{,n}``, no escapes but the plainest."""
