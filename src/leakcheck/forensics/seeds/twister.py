"""The first outputs of Python's generator for many seeds at once.

Source: ``init_by_array`` and ``genrand_uint32`` of mt19937ar.c (Matsumoto, Nishimura, 2002) as CPython's
``random.seed(int)`` calls them: the key is the absolute value of the seed in 32-bit words, lowest first.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_N, _M = 624, 397
_WORD = 0xFFFFFFFF
_UPPER, _LOWER, _MATRIX = 0x80000000, 0x7FFFFFFF, 0x9908B0DF
MOST_WORDS = _N - _M  # outputs that need nothing but the seeded state


@cache
def _base() -> tuple[int, ...]:
    """State of ``init_genrand(19650218)``, where every key starts."""
    state = [19650218]
    for i in range(1, _N):
        before = state[-1]
        state.append((1812433253 * (before ^ (before >> 30)) + i) & _WORD)
    return tuple(state)


def words(seeds: Any, count: int) -> Any:
    """First `count` outputs of ``random.Random(seed).getrandbits(32)`` for every seed.

    Parameters
    ----------
    seeds : numpy.ndarray of uint64, shape (n,)
        Seeds below 2**64, all on the same side of 2**32: the key has one word or two.
    count : int
        At most `MOST_WORDS`.

    Returns
    -------
    numpy.ndarray of uint32, shape (count, n)
    """
    state = _state(seeds)
    return _tempered(_twisted(state, count))


def _state(seeds: Any) -> Any:
    """State after ``init_by_array``, shape (624, n)."""
    import numpy as np

    key = [(seeds & np.uint64(_WORD)).astype(np.uint32)]
    if len(seeds) and int(seeds.max()) > _WORD:
        key.append((seeds >> np.uint64(32)).astype(np.uint32))
    key = [part + np.uint32(j) for j, part in enumerate(key)]
    base = np.array(_base(), dtype=np.uint32)
    state = np.empty((_N, len(seeds)), dtype=np.uint32)
    state[:] = base[:, None]
    first, second = np.uint32(1664525), np.uint32(1566083941)
    scratch = np.empty(len(seeds), dtype=np.uint32)
    i, j = 1, 0
    for _ in range(_N):
        _mix(state, i, first, scratch)
        state[i] += key[j]
        i, j = i + 1, (j + 1) % len(key)
        if i >= _N:
            state[0] = state[_N - 1]
            i = 1
    for _ in range(_N - 1):
        _mix(state, i, second, scratch)
        state[i] -= np.uint32(i)
        i += 1
        if i >= _N:
            state[0] = state[_N - 1]
            i = 1
    state[0] = _UPPER
    return state


def _mix(state: Any, i: int, factor: Any, scratch: Any) -> None:
    """``mt[i] ^= (mt[i-1] ^ (mt[i-1] >> 30)) * factor``, in place."""
    import numpy as np

    before = state[i - 1]
    np.right_shift(before, 30, out=scratch)
    np.bitwise_xor(scratch, before, out=scratch)
    np.multiply(scratch, factor, out=scratch)
    np.bitwise_xor(state[i], scratch, out=state[i])


def _twisted(state: Any, count: int) -> Any:
    import numpy as np

    mixed = (state[:count] & np.uint32(_UPPER)) | (state[1 : count + 1] & np.uint32(_LOWER))
    odd = (mixed & np.uint32(1)) * np.uint32(_MATRIX)
    return state[_M : _M + count] ^ (mixed >> np.uint32(1)) ^ odd


def _tempered(y: Any) -> Any:
    import numpy as np

    y ^= y >> np.uint32(11)
    y ^= (y << np.uint32(7)) & np.uint32(0x9D2C5680)
    y ^= (y << np.uint32(15)) & np.uint32(0xEFC60000)
    y ^= y >> np.uint32(18)
    return y
