"""Every seed through the sieve: which seeds follow a lead, by many processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leakcheck.forensics.seeds import sieve
from leakcheck.forensics.seeds.habits import habits
from leakcheck.forensics.seeds.paths import Path
from leakcheck.frozen import dataclass

_CHUNK = 8192
_PORTION = 16 * _CHUNK
_WORDS = 190
_SMALL = 10**6
Survivor = tuple[int, tuple[int, int], int]
"""A seed, the locale and call it was seen to follow, and the word where."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that must be true of a seed: its draws follow `path`, and at most `near` words later one of
    `after`. `sources` are numbers of a bench and of one of its exact calls.
    """

    sources: tuple[tuple[int, int], ...]
    path: Path
    after: tuple[Path, ...]
    near: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """Seeds to sift at the words from `first` to below `last`, by the leads from `low` to below `high`."""

    seeds: Any
    first: int
    last: int
    low: int
    high: int


def portions(seeds: int, first: int, leads: int) -> Iterator[Portion]:
    """Cut the work: usual and small seeds by the first leads, by the others, later words, large seeds."""
    for low, high in ((0, first), (first, leads)):
        if low < high:
            yield from _usual(0, 33, low, high)
            yield from _range(0, min(_SMALL, seeds), 0, 1, low, high)
            yield from _range(0, min(_SMALL, seeds), 1, 17, low, high)
    yield from _usual(33, 97, 0, leads)
    for start, end, word, last in (
        (0, min(_SMALL, seeds), 17, 49),
        (_SMALL, seeds, 0, 1),
        (_SMALL, seeds, 1, 17),
    ):
        yield from _range(start, end, word, last, 0, leads)


def _usual(first: int, last: int, low: int, high: int) -> Iterator[Portion]:
    import numpy as np

    usual = np.array(habits(), dtype=np.uint64)
    for start in range(0, len(usual), _CHUNK):
        yield Portion(usual[start : start + _CHUNK], first, last, low, high)


def _range(start: int, end: int, *rest: int) -> Iterator[Portion]:
    import numpy as np

    for begin in range(start, end, _PORTION):
        yield Portion(np.arange(begin, min(begin + _PORTION, end), dtype=np.uint64), *rest)


def sifted(leads: Sequence[Lead], work: Iterable[Portion], jobs: int) -> Iterator[list[Survivor]]:
    """Seeds of each portion that pass, in the order of the portions, whatever the number of processes."""
    if jobs <= 1:
        for portion in work:
            yield sift(leads, portion)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from itertools import islice

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(_plain(leads),)) as pool:
        work = iter(work)
        waiting = [pool.submit(_sift, _packed(portion)) for portion in islice(work, 2 * jobs)]
        try:
            while waiting:
                yield waiting.pop(0).result()
                waiting += [pool.submit(_sift, _packed(portion)) for portion in islice(work, 1)]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_LEADS: list[Lead] = []
Plain = tuple[tuple[tuple[int, int], ...], Path, tuple[Path, ...], int]
"""A lead that travels to another process."""


def _plain(leads: Sequence[Lead]) -> list[Plain]:
    return [(lead.sources, lead.path, lead.after, lead.near) for lead in leads]


def _begin(leads: list[Plain]) -> None:
    _LEADS[:] = [Lead(*lead) for lead in leads]


def _packed(portion: Portion) -> tuple[Any, int, int, int, int]:
    return portion.seeds, portion.first, portion.last, portion.low, portion.high


def _sift(portion: tuple[Any, int, int, int, int]) -> list[Survivor]:
    return sift(_LEADS, Portion(*portion))


def sift(leads: Sequence[Lead], portion: Portion) -> list[Survivor]:
    """Seeds of a portion that follow a lead, in the order of the portion."""
    import numpy as np

    seeds, passing = portion.seeds, []
    wide = seeds > np.uint64(0xFFFFFFFF)
    some = leads[portion.low : portion.high]
    for part in (np.flatnonzero(~wide), np.flatnonzero(wide)):
        for start in range(0, len(part), _CHUNK):
            places = part[start : start + _CHUNK]
            found = _pass(some, seeds[places], portion.first, portion.last)
            passing += [(int(places[i]), offset, n) for i, n, offset in found]
    return [(int(seeds[i]), n, offset) for i, offset, n in sorted(passing)]


def _pass(
    leads: Sequence[Lead], seeds: Any, first: int, last: int
) -> Iterator[tuple[int, tuple[int, int], int]]:
    import numpy as np

    from leakcheck.forensics.seeds import twister

    outputs = twister.words(seeds, min(_WORDS + last, twister.MOST_WORDS))
    for lead in leads:
        for start in range(first, last):
            begun, at = sieve.passing(lead.path, outputs, start)
            if lead.after and len(begun):
                tries, gaps = np.tile(begun, lead.near), [at + gap for gap in range(lead.near)]
                behind = np.concatenate(gaps)
                near = [sieve.walk(path, outputs, tries, behind, tries)[2] for path in lead.after]
                begun = np.unique(np.concatenate(near))
            yield from ((int(i), number, start) for i in np.unique(begun) for number in lead.sources)
