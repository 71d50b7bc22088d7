"""One locale set up for one table: calls that may have made it, and what must be true of its seed."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from leakcheck.forensics.seeds import candidates, combined, locales, sieve
from leakcheck.forensics.seeds.calls import Call, Exact
from leakcheck.forensics.seeds.paths import Finder, Path, TooManyError, chained
from leakcheck.forensics.seeds.replay import Replay
from leakcheck.forensics.seeds.scripted import Scripted
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.forensics.seeds.sifting import Lead

_STRONG, _MIDDLING, _WEAK = 2.0**-19, 2.0**-12, 2.0**-5
_FAR, _NEAR = 110, 24
_TOGETHER = 2.0**-23
_MOST_AFTER, _MOST_NUMBERS, _USUAL = 8, 6, 4
_FEW_RUNS, _MANY_RUNS = 1500, 20_000
_FIRST_COLUMNS, _MOST_ROWS, _LEAST = 2, 8, 2.0**-3
_AHEAD, _MARGIN = 760, 100


class Bench:
    """One locale set up for the table: the calls that may have filled its columns."""

    def __init__(self, locale: str, sheet: Sheet) -> None:
        self.locale, self._sheet = locale, sheet
        self.generator = locales.generator_of(locale)
        runs = candidates.providers(self.generator)
        runs |= dict(combined.composed(runs))
        looks = candidates.Looks(self.generator, runs)
        self._source = Scripted()
        self.exact: list[Exact] = []
        loose: list[Call] = []
        pieces: list[Call] = []
        for place, column in enumerate(sheet.columns):
            self.exact += candidates.exact_calls(place, column, runs, looks)
            loose += candidates.loose_calls(place, column)
            for part, piece in combined.parts(column):
                pieces += _named(part, candidates.exact_calls(place, piece, runs, looks))
                pieces += _named(part, candidates.loose_calls(place, piece))
        self.exact += combined.pairs(sheet, runs)
        self._sexed = list(combined.sexed(sheet, self.exact))
        self._second: dict[Exact, list[Path] | None] = {}
        profiles = combined.whole_profiles(sheet, self.generator)
        self.replay = Replay(self.generator, sheet, [*profiles, *self.exact, *self._sexed, *pieces, *loose])
        self.roads: dict[Exact, tuple[Path, float]] = {}

    def find_roads(self, late: Callable[[], bool] = lambda: False) -> int:
        """Work the first record's cells back into draws until it is `late`; how many columns that covers."""
        self.roads = self._all_roads(_FEW_RUNS, late) or self._all_roads(_MANY_RUNS, late)
        for call, (_, chance) in self.roads.items():
            call.bits = -math.log2(chance)
        return len({place for call in self.roads for place in call.columns})

    def _all_roads(self, runs: int, late: Callable[[], bool]) -> dict[Exact, tuple[Path, float]]:
        roads = (
            (call, self._roads(call, runs)) for call in itertools.takewhile(lambda _: not late(), self.exact)
        )
        return {call: road for call, road in roads if road is not None}

    def _roads(self, call: Exact, runs: int, row: int = 0) -> tuple[Path, float] | None:
        try:
            return self._road(call, runs, row)
        except TooManyError:
            return None

    def _road(self, call: Exact, runs: int, row: int) -> tuple[Path, float] | None:
        self.generator.random = self._source
        said = call.folded[row]
        if said is None:
            return None
        return Finder(lambda: str(call.run(self.generator)), self._source, runs).paths(said)

    def is_plausible(self, seed: int, place: int, offset: int) -> bool:
        """Whether the call, or one that takes turns with it, makes the next record's cell soon after.

        Cheap: it walks a path through some hundred words, where the replay runs Faker at each of them.
        """
        import numpy as np

        call, source = self.exact[place], random.Random(seed)  # noqa: S311
        paths = self._next_paths(call)
        if paths is None:
            return True
        outputs = np.array([source.getrandbits(32) for _ in range(offset + _AHEAD)], dtype=np.uint32)[:, None]
        starts = np.arange(offset, offset + _AHEAD - _MARGIN)
        zeros = np.zeros(len(starts), dtype=np.int64)
        return any(len(sieve.walk(path, outputs, zeros, starts, starts)[2]) for path in paths)

    def _next_paths(self, call: Exact) -> list[Path] | None:
        """Paths to the next shown cell of the columns of a call; None where they cannot be known."""
        if call not in self._second:
            rows = range(1, self._sheet.rows)
            row = next((n for n in rows if call.folded[n] is not None), None)
            turns = [one for one in self._sexed if call in one.options]
            calls = dict.fromkeys((call, *(option for one in turns for option in one.options)))
            self._second[call] = None if row is None else self._paths_to(list(calls), row)
        return self._second[call]

    def _paths_to(self, calls: Sequence[Exact], row: int) -> list[Path] | None:
        found: list[Path] = []
        for call in calls:
            try:
                road = self._road(call, _FEW_RUNS, row)
            except TooManyError:
                return None
            found += [road[0]] if road is not None else []
        return found

    def leads(self, number: int) -> Iterator[tuple[tuple[int, int, float], Lead]]:
        """Paths into the first record, each with its rank; weak ones with what may follow.

        First come usual calls that tell seeds apart, those of the first columns before the others.
        """
        taken: Counter[tuple[int, ...]] = Counter()
        guesses: Counter[tuple[int, ...]] = Counter()
        for call, (path, chance) in self.roads.items():
            source = ((number, self.exact.index(call)),)
            guessed = "random_int(" in call.code or "bothify(" in call.code
            guesses[call.columns] += guessed
            if guessed and guesses[call.columns] > _MOST_NUMBERS:
                continue
            taken[call.columns] += chance <= _MIDDLING
            main = not guessed and chance <= _MIDDLING and taken[call.columns] <= _USUAL
            rank = (0, call.columns[0], chance) if main else (1 + guessed, 0, chance)
            if chance <= _STRONG:
                yield rank, Lead(source, path, (), 0)
                continue
            if chance <= _WEAK and (after := self._after(call, chance)):
                yield rank, Lead(source, path, after, _FAR if chance <= _MIDDLING else _NEAR)
            if (run := self._in_a_row(call, path, chance)) is not None:
                yield (1 + guessed, 0, chance), Lead(source, run, (), 0)

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
