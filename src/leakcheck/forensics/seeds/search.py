"""The search: every seed through the sieve, in parallel, and what passes through the real Faker."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from leakcheck.forensics.seeds import candidates, locales, sieve
from leakcheck.forensics.seeds.amounts import is_counter
from leakcheck.forensics.seeds.calls import Call, Exact
from leakcheck.forensics.seeds.habits import habits
from leakcheck.forensics.seeds.paths import Finder, Path, TooManyError, chained
from leakcheck.forensics.seeds.replay import Proof, Replay
from leakcheck.forensics.seeds.scripted import Scripted
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.frozen import dataclass

_CHUNK = 8192
_PORTION = 16 * _CHUNK
_WORDS = 190
_STRONG, _MIDDLING, _WEAK = 2.0**-19, 2.0**-12, 2.0**-5
_FAR, _NEAR = 110, 24
_TOGETHER = 2.0**-23
_MOST_AFTER, _MOST_NUMBERS = 8, 6
_SMALL = 10**6
_PASSES = ((0, _SMALL, 0, 1), (0, _SMALL, 1, 17), (0, _SMALL, 17, 49), (_SMALL, 0, 0, 1), (_SMALL, 0, 1, 17))
"""First seed, seed behind the last (0: as far as asked), first word and word behind the last."""
_HABIT_PASSES = ((0, 33), (33, 97))
_MOST_LEADS = 40
_FIRST_LOCALES, _MOST_LOCALES = 3, 8
_FEW_RUNS, _MANY_RUNS = 1500, 20_000
_FIRST_COLUMNS, _MOST_ROWS, _LEAST = 2, 8, 2.0**-3


Survivor = tuple[int, tuple[int, int], int]
"""A seed, the locale and call it was seen to follow, and the word where."""


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
    """Something that must be true of a seed: its draws follow `path`, and at most `near` words later one of
    `after`. `sources` are numbers of a bench and of one of its exact calls.
    """

    sources: tuple[tuple[int, int], ...]
    path: Path
    after: tuple[Path, ...]
    near: int = 0


class Bench:
    """One locale set up for the table: the calls that may have filled its columns."""

    def __init__(self, locale: str, sheet: Sheet) -> None:
        self.locale, self._sheet = locale, sheet
        self.generator = locales.generator_of(locale)
        runs = candidates.providers(self.generator)
        runs |= dict(candidates.composed(runs))
        looks = candidates.Looks(self.generator, runs)
        self._source = Scripted()
        self.exact: list[Exact] = []
        loose: list[Call] = []
        pieces: list[Call] = []
        for place, column in enumerate(sheet.columns):
            self.exact += candidates.exact_calls(place, column, runs, looks)
            loose += candidates.loose_calls(place, column)
            for part, piece in candidates.parts(column):
                pieces += _named(part, candidates.exact_calls(place, piece, runs, looks))
                pieces += _named(part, candidates.loose_calls(place, piece))
        self.exact += candidates.pairs(sheet, runs)
        sexed = list(candidates.sexed(sheet, self.exact))
        profiles = candidates.whole_profiles(sheet, self.generator)
        self.replay = Replay(self.generator, sheet, [*profiles, *self.exact, *sexed, *pieces, *loose])
        self.roads: dict[Exact, tuple[Path, float]] = {}

    def find_roads(self) -> int:
        """Work the first record's cells back into draws; how many columns that covers."""
        self.roads = self._all_roads(self.exact, _FEW_RUNS) or self._all_roads(self.exact, _MANY_RUNS)
        for call, (_, chance) in self.roads.items():
            call.bits = -math.log2(chance)
        return len({place for call in self.roads for place in call.columns})

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
                yield (guessed, chance), Lead(((number, self.exact.index(call)),), path, (), 0)
                continue
            if chance <= _WEAK and (after := self._after(call, chance)):
                near = _FAR if chance <= _MIDDLING else _NEAR
                yield (2 + guessed, chance), Lead(((number, self.exact.index(call)),), path, after, near)
            if (run := self._in_a_row(call, path, chance)) is not None:
                yield (2 + guessed, chance), Lead(((number, self.exact.index(call)),), run, (), 0)

    def _in_a_row(self, call: Exact, path: Path, chance: float) -> Path:
        """The path through the first records of a weak call, as a column made before all others has it."""
        if call.columns[0] > _FIRST_COLUMNS or chance > _LEAST:
            return None
        for row in range(1, min(self._sheet.rows, _MOST_ROWS)):
            again = self._roads(call, _FEW_RUNS, row)
            if again is None:
                return None
            path, chance = chained(path, again[0]), chance * again[1]
            if chance <= _STRONG / 4:
                return path
        return None

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


def _named(part: str, calls: Sequence[Call]) -> Sequence[Call]:
    for call in calls:
        call.part = part
    return calls


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

    ranked = list(only) or locales.likely(sheet, _MOST_LOCALES)
    benches = [Bench(name, sheet) for name in ranked[: max(len(only), _FIRST_LOCALES)]]
    covered = [bench.find_roads() for bench in benches]
    most = max(covered, default=0)
    benches = [bench for bench, n in zip(benches, covered, strict=True) if n >= most - 1]
    leads, tried, late = _merged(benches), 0, False
    for tried, seed, (number, place), offset in _survivors(leads, limits):
        late = limits.now() > limits.deadline
        if late or seed < 0:
            break
        bench = benches[number]
        proof = bench.replay.explain(seed, bench.exact[place], offset)
        if proof is not None:
            rest = [name for name in ranked if name != bench.locale]
            locale, proof = _improved(sheet, rest, (bench.locale, proof), limits)
            return Found(proof, locale, VERSION, tuple(ranked), tried, False, len(leads))
    named = tuple(bench.locale for bench in benches)
    return Found(None, "", VERSION, named, tried, late, len(leads))


def _survivors(leads: Sequence[Lead], limits: Limits) -> Iterator[tuple[int, int, tuple[int, int], int]]:
    """Seeds looked at so far, a seed to try, the call that led to it and its word, each once.

    A seed of -1 says that a portion left nothing to try and the time is up.
    """
    seen: set[tuple[int, tuple[int, int], int]] = set()
    tried = 0
    for last, passing in _sifted(leads, limits) if leads else ():
        tried = max(tried, last)
        for survivor in passing:
            if survivor not in seen:
                seen.add(survivor)
                yield tried, *survivor
        if limits.now() > limits.deadline:
            yield tried, -1, (0, 0), 0


def _improved(
    sheet: Sheet, others: Sequence[str], found: tuple[str, Proof], limits: Limits
) -> tuple[str, Proof]:
    """The same seed with other locales: the one that makes most columns."""
    locale, best = found
    drawn = sum(len(c.levels) > 1 and not is_counter(c.cells) for c in sheet.columns)
    for name in others:
        if best.worth[0] >= drawn or limits.now() > limits.deadline:
            break
        bench = Bench(name, sheet)
        for call in bench.exact:
            if (call.columns, call.code) == (best.anchor.columns, best.anchor.code):
                proof = bench.replay.explain(best.seed, call, best.offset)
                if proof is not None and proof.worth > best.worth:
                    locale, best = name, proof
    return locale, best


def _merged(benches: Sequence[Bench]) -> list[Lead]:
    """Leads of all locales, the sharpest first; what two locales share is looked for once."""
    found = [pair for i, bench in enumerate(benches) for pair in bench.leads(i)]
    groups: dict[tuple[Path, tuple[Path, ...], int], tuple[tuple[int, int], ...]] = {}
    for _, lead in sorted(found, key=lambda pair: pair[0]):
        key = (lead.path, lead.after, lead.near)
        groups[key] = (*groups.get(key, ()), *lead.sources)
    return [Lead(numbers, *key) for key, numbers in groups.items()][:_MOST_LEADS]


def _portions(limits: Limits) -> Iterator[tuple[Any, int, int]]:
    """Habits first, then small seeds where the first call leads, then some words later, then large seeds."""
    import numpy as np

    usual = np.array(habits(), dtype=np.uint64)
    for first, last in _HABIT_PASSES:
        for start in range(0, len(usual), _CHUNK):
            yield usual[start : start + _CHUNK], first, last
    for low, high, first, last in _PASSES:
        end = min(high or limits.seeds, limits.seeds)
        for start in range(low, end, _PORTION):
            yield np.arange(start, min(start + _PORTION, end), dtype=np.uint64), first, last


def _sifted(leads: Sequence[Lead], limits: Limits) -> Iterator[tuple[int, list[Survivor]]]:
    """Seeds looked at so far, and those of a portion that pass, in the order of the portions."""
    tried = 0
    for size, passing in _mapped(leads, _portions(limits), limits.jobs):
        tried += size
        yield min(tried, limits.seeds + len(habits())), passing


def _mapped(leads: Sequence[Lead], work: Iterable[Any], jobs: int) -> Iterator[tuple[int, list[Survivor]]]:
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
Plain = tuple[tuple[tuple[int, int], ...], Path, tuple[Path, ...], int]
"""A lead that travels to another process."""


def _plain(leads: Sequence[Lead]) -> list[Plain]:
    return [(lead.sources, lead.path, lead.after, lead.near) for lead in leads]


def _begin(leads: list[Plain]) -> None:
    _LEADS[:] = [Lead(*lead) for lead in leads]


def _sift(portion: tuple[Any, int, int]) -> tuple[int, list[Survivor]]:
    return sift(_LEADS, portion)


def sift(leads: Sequence[Lead], portion: tuple[Any, int, int]) -> tuple[int, list[Survivor]]:
    """Seeds of a portion that follow a lead: (seed, locale, word), in the order of the portion."""
    import numpy as np

    seeds, first, last = portion
    passing: list[tuple[int, int, tuple[int, int]]] = []
    wide = seeds > np.uint64(0xFFFFFFFF)
    for part in (np.flatnonzero(~wide), np.flatnonzero(wide)):
        for start in range(0, len(part), _CHUNK):
            places = part[start : start + _CHUNK]
            passing += [
                (int(places[i]), offset, n) for i, n, offset in _pass(leads, seeds[places], first, last)
            ]
    return len(seeds) if not first else 0, [(int(seeds[i]), n, offset) for i, offset, n in sorted(passing)]


def _pass(
    leads: Sequence[Lead], seeds: Any, first: int, last: int
) -> Iterator[tuple[int, tuple[int, int], int]]:
    import numpy as np

    from leakcheck.forensics.seeds import twister

    outputs = twister.words(seeds, min(_WORDS + last, twister.MOST_WORDS))
    offsets = np.arange(first, last)
    everyone, starts = np.tile(np.arange(len(seeds)), len(offsets)), np.repeat(offsets, len(seeds))
    for lead in leads:
        begun, at = _numbered(lead.path, outputs, everyone, starts)
        if lead.after and len(begun):
            tries, behind = np.tile(begun, lead.near), np.concatenate([at + gap for gap in range(lead.near)])
            near = [sieve.walk(path, outputs, everyone[tries], behind, tries)[2] for path in lead.after]
            begun = np.unique(np.concatenate(near))
        yield from ((int(everyone[i]), number, int(starts[i])) for i in begun for number in lead.sources)


def _numbered(path: Path, outputs: Any, places: Any, starts: Any) -> tuple[Any, Any]:
    """Numbers of the tries that follow a path, and the word behind each."""
    import numpy as np

    _, at, numbers = sieve.walk(path, outputs, places, starts, np.arange(len(places)))
    return numbers, at
