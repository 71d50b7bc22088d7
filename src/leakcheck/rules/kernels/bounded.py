"""Bounded regular expressions as byte tests: sequences of classes of fixed length, and runs of one class.

The subset of `leakcheck.rules.safe_regex` has no unbounded repeat, so most patterns are a handful of
fixed-length sequences. What does not expand to few is left to another way of matching (None).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from leakcheck.frozen import dataclass
from leakcheck.idnumbers._buffers import flags
from leakcheck.pattern import pattern
from leakcheck.rules.kernels.byteclass import are_all_in, are_in, are_inside
from leakcheck.rules.kernels.expanding import Unexpandable, expand

if TYPE_CHECKING:
    from leakcheck.rules.kernels.plaintext import Bytes, Flags, PlainText

Sequence = tuple[int, ...]
_FEW_LENGTHS = 3


@dataclass(frozen=True, slots=True)
class Expanded:
    """Alternatives of a pattern: `sequences` of class masks by length, `runs` (mask, least, most)."""

    sequences: tuple[tuple[int, tuple[Sequence, ...]], ...]
    runs: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=512)
def expanded(pattern: re.Pattern[str]) -> Expanded | None:
    """The pattern as byte tests, or None when it has too many forms or needs more than classes."""
    try:
        sequences, runs = expand(pattern.pattern, bool(pattern.flags & re.IGNORECASE))
    except Unexpandable:
        return None
    by_length: dict[int, list[Sequence]] = {}
    for sequence in dict.fromkeys(sequences):
        by_length.setdefault(len(sequence), []).append(sequence)
    return Expanded(tuple((n, tuple(found)) for n, found in sorted(by_length.items())), tuple(runs))


def matching(pattern: Expanded, plain: PlainText) -> Flags:
    """Rows all of which match, (n,) bool; meaningless for odd rows."""
    import numpy as np

    found = np.zeros(len(plain), np.bool_)
    for mask, least, most in pattern.runs:
        fitting = (plain.lengths >= least) & (plain.lengths <= most)
        if fitting.any():
            found |= _in_class(plain, fitting, mask)
    for length, sequences in pattern.sequences:
        rows = plain.rows_of(length)
        if length == 0:
            found |= plain.lengths == 0
        elif rows is None or len(rows):
            found |= plain.spread(length, _any_of(sequences, plain.characters(length)))
    return found


def _in_class(plain: PlainText, fitting: Flags, mask: int) -> Flags:
    """Rows of fitting length all in a class; by length when these are few, so that others cost nothing."""
    import numpy as np

    if are_inside(plain, mask):
        return fitting
    lengths = np.flatnonzero(np.bincount(plain.lengths[fitting]))
    if plain.only_length is not None or len(lengths) > _FEW_LENGTHS or 0 in lengths:
        return np.asarray(fitting & are_all_in(plain, mask))
    found = np.zeros(len(plain), np.bool_)
    for length in lengths.tolist():
        found |= plain.spread(length, are_in(plain.characters(length), mask))
    return found


def _any_of(sequences: tuple[Sequence, ...], characters: Bytes) -> Flags:
    import numpy as np

    found = np.zeros(characters.shape[1], np.bool_)
    for sequence in sequences:
        found |= _is(sequence, characters)
        if found.all():
            break
    return found


def _is(sequence: Sequence, characters: Bytes) -> Flags:
    """Test stretches of one class together; stop where nothing is left."""
    import numpy as np

    found = np.ones(characters.shape[1], np.bool_)
    start = 0
    while start < len(sequence):
        end = start + 1
        while end < len(sequence) and sequence[end] == sequence[start]:
            end += 1
        found &= are_in(characters[start:end], sequence[start])
        if not found.any():
            break
        start = end
    return found


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
