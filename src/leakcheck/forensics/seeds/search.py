"""The search: every seed through the sieve, in parallel, and what passes through the real Faker."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from leakcheck.forensics.seeds import candidates, locales, sieve
from leakcheck.forensics.seeds.calls import Exact
from leakcheck.forensics.seeds.habits import habits
from leakcheck.forensics.seeds.paths import Finder, Path, TooManyError
from leakcheck.forensics.seeds.replay import Proof, Replay
from leakcheck.forensics.seeds.scripted import Scripted
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.frozen import dataclass

_CHUNK = 8192
_PORTION = 16 * _CHUNK
_WORDS = 120
_STRONG, _WEAK = 2.0**-26, 2.0**-5
_NEAR = 24
_TOGETHER = 2.0**-23
_MOST_AFTER, _MOST_NUMBERS = 8, 3
_PASSES = ((0, 1), (1, 17))
_HABIT_PASSES = ((0, 33),)
_MOST_LEADS = 24
_FEW_RUNS, _MANY_RUNS = 1500, 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to search: seeds below `seeds`, until `deadline` on the clock `now` reads (seconds)."""

    seeds: int
    deadline: float
    jobs: int = 1
    now: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search; `proof` is None when no seed makes these rows, `tried` seeds were looked at."""

    proof: Proof | None
    locale: str
    version: str
    locales: tuple[str, ...]
    tried: int
    out_of_time: bool
    leads: int


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that must be true of a seed: its draws follow `path`, and then one of `after`."""

    locales: tuple[int, ...]
    path: Path
    after: tuple[Path, ...]


class Bench:
    """One locale set up for the table: the calls that may have filled its columns."""

    def __init__(self, locale: str, sheet: Sheet) -> None:
        self.locale, self._sheet = locale, sheet
        self.generator = locales.generator_of(locale)
        runs = candidates.providers(self.generator)
        runs |= dict(candidates.composed(runs))
        looks = candidates.Looks(self.generator, runs)
        self._source = Scripted()
        exact: list[Exact] = list(candidates.pairs(sheet, runs))
        for place, column in enumerate(sheet.columns):
            exact += candidates.exact_calls(place, column, runs, looks)
        self.roads = self._all_roads(exact, _FEW_RUNS) or self._all_roads(exact, _MANY_RUNS)
        loose = [
            c for place, column in enumerate(sheet.columns) for c in candidates.loose_calls(place, column)
        ]
        self.replay = Replay(self.generator, sheet, [*exact, *loose])
        self.covered = len({place for call in self.roads for place in call.columns})

    def _all_roads(self, calls: Sequence[Exact], runs: int) -> dict[Exact, tuple[Path, float]]:
        roads = ((call, self._roads(call, runs)) for call in calls)
        return {call: road for call, road in roads if road is not None}

    def _roads(self, call: Exact, runs: int, row: int = 0) -> tuple[Path, float] | None:
        self.generator.random = self._source
        said = call.folded[row]
        if said is None:
            return None
        try:
            return Finder(lambda: str(call.run(self.generator)), self._source, runs).paths(said)
        except TooManyError:
            return None

    def leads(self, number: int) -> Iterator[tuple[tuple[int, float], Lead]]:
        """Paths into the first record, each with its rank; weak ones with what may follow."""
        taken: Counter[tuple[int, ...]] = Counter()
        for call, (path, chance) in self.roads.items():
            guessed = "random_int(" in call.code or "bothify(" in call.code
            taken[call.columns] += guessed
            if guessed and taken[call.columns] > _MOST_NUMBERS:
                continue
            if chance <= _STRONG:
                yield (guessed, chance), Lead((number,), path, ())
            elif chance <= _WEAK and (after := self._after(call, chance)):
                yield (2 + guessed, chance), Lead((number,), path, after)

    def _after(self, call: Exact, chance: float) -> tuple[Path, ...]:
        """What may be drawn soon after a weak call: other columns of the record, or the same of the next."""
        follow = [
            road
            for other, road in self.roads.items()
            if not {*other.columns} & {*call.columns} and "random_int(" not in other.code
        ]
        again = self._roads(call, _FEW_RUNS, 1) if self._sheet.rows > 1 else None
        follow += [again] if again else []
        sharp = sorted((road for road in follow if road[1] * chance <= _TOGETHER), key=lambda road: road[1])
        return tuple(dict.fromkeys(path for path, _ in sharp[:_MOST_AFTER]))


def search(sheet: Sheet, limits: Limits, only: Sequence[str] = ()) -> Found:
    """Look for the seed whose rows these are.

    Parameters
    ----------
    sheet : Sheet
        The table; its first record must be the first that was made, or follow few other draws.
    limits : Limits
        Seeds, time and processes.
    only : sequence of str
        Locales to try; those that fit the table's words if not said.
    """
    from faker import VERSION

    benches = [Bench(name, sheet) for name in only or locales.likely(sheet)]
    most = max((bench.covered for bench in benches), default=0)
    benches = [bench for bench in benches if bench.covered >= most - 1]
    leads = _merged(benches)
    named, tried = tuple(bench.locale for bench in benches), 0
    seen: set[tuple[int, int, int]] = set()
    for last, passing in _sifted(leads, limits) if leads else ():
        tried = max(tried, last)
        for seed, number, offset in passing:
            if (seed, number, offset) in seen:
                continue
            seen.add((seed, number, offset))
            if limits.now() > limits.deadline:
                break
            proof = benches[number].replay.explain(seed, offset)
            if proof is not None:
                return Found(proof, benches[number].locale, VERSION, named, tried, False, len(leads))
        if limits.now() > limits.deadline:
            return Found(None, "", VERSION, named, tried, True, len(leads))
    return Found(None, "", VERSION, named, tried, False, len(leads))


def _merged(benches: Sequence[Bench]) -> list[Lead]:
    """Leads of all locales, the sharpest first; what two locales share is looked for once."""
    found = [pair for i, bench in enumerate(benches) for pair in bench.leads(i)]
    groups: dict[tuple[Path, tuple[Path, ...]], tuple[int, ...]] = {}
    for _, lead in sorted(found, key=lambda pair: pair[0]):
        key = (lead.path, lead.after)
        groups[key] = (*groups.get(key, ()), *lead.locales)
    return [Lead(numbers, *key) for key, numbers in groups.items()][:_MOST_LEADS]


def _portions(limits: Limits) -> Iterator[tuple[Any, int, int]]:
    """Habits first, then all seeds where the first call leads, then a few words later."""
    import numpy as np

    usual = np.array(habits(), dtype=np.uint64)
    for first, last in _HABIT_PASSES:
        for start in range(0, len(usual), _PORTION):
            yield usual[start : start + _PORTION], first, last
    for first, last in _PASSES:
        for start in range(0, limits.seeds, _PORTION):
            yield np.arange(start, min(start + _PORTION, limits.seeds), dtype=np.uint64), first, last


def _sifted(leads: Sequence[Lead], limits: Limits) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Seeds looked at so far, and those of a portion that pass, in the order of the portions."""
    tried = 0
    for size, passing in _mapped(leads, _portions(limits), limits.jobs):
        tried += size
        yield min(tried, limits.seeds + len(habits())), passing


def _mapped(
    leads: Sequence[Lead], work: Iterable[Any], jobs: int
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
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
        waiting = [pool.submit(_sift, portion) for portion in islice(work, 2 * jobs)]
        try:
            while waiting:
                yield waiting.pop(0).result()
                waiting += [pool.submit(_sift, portion) for portion in islice(work, 1)]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_LEADS: list[Lead] = []


def _plain(leads: Sequence[Lead]) -> list[tuple[tuple[int, ...], Path, tuple[Path, ...]]]:
    return [(lead.locales, lead.path, lead.after) for lead in leads]


def _begin(leads: list[tuple[tuple[int, ...], Path, tuple[Path, ...]]]) -> None:
    _LEADS[:] = [Lead(*lead) for lead in leads]


def _sift(portion: tuple[Any, int, int]) -> tuple[int, list[tuple[int, int, int]]]:
    return sift(_LEADS, portion)


def sift(leads: Sequence[Lead], portion: tuple[Any, int, int]) -> tuple[int, list[tuple[int, int, int]]]:
    """Seeds of a portion that follow a lead: (seed, locale, word), in the order of the portion."""
    import numpy as np

    seeds, first, last = portion
    passing: list[tuple[int, int, int]] = []
    wide = seeds > np.uint64(0xFFFFFFFF)
    for part in (np.flatnonzero(~wide), np.flatnonzero(wide)):
        for start in range(0, len(part), _CHUNK):
            places = part[start : start + _CHUNK]
            passing += [
                (int(places[i]), offset, n) for i, n, offset in _pass(leads, seeds[places], first, last)
            ]
    return len(seeds) if not first else 0, [(int(seeds[i]), n, offset) for i, offset, n in sorted(passing)]


def _pass(leads: Sequence[Lead], seeds: Any, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    import numpy as np

    from leakcheck.forensics.seeds import twister

    outputs = twister.words(seeds, min(_WORDS + last, twister.MOST_WORDS))
    offsets = np.arange(first, last)
    everyone, starts = np.tile(np.arange(len(seeds)), len(offsets)), np.repeat(offsets, len(seeds))
    for lead in leads:
        begun, at = _numbered(lead.path, outputs, everyone, starts)
        if lead.after and len(begun):
            tries, behind = np.tile(begun, _NEAR), np.concatenate([at + gap for gap in range(_NEAR)])
            near = [sieve.walk(path, outputs, everyone[tries], behind, tries)[2] for path in lead.after]
            begun = np.unique(np.concatenate(near))
        yield from ((int(everyone[i]), number, int(starts[i])) for i in begun for number in lead.locales)


def _numbered(path: Path, outputs: Any, places: Any, starts: Any) -> tuple[Any, Any]:
    """Numbers of the tries that follow a path, and the word behind each."""
    import numpy as np

    _, at, numbers = sieve.walk(path, outputs, places, starts, np.arange(len(places)))
    return numbers, at
