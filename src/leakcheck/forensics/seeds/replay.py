"""Run the real Faker from a seed, and see whether the rows of the table come out.

The order of the calls is found on the way. One strong column is followed through the stream over many
records; what lies between its places is then tried, call by call, on all these records at once, so that a
wrong call falls at the first or second of them. What no call explains is passed over, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from leakcheck.forensics.seeds.calls import Call, Exact, Hidden, Level, Sexed, Sought
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.forensics.seeds.tape import Tape
from leakcheck.forensics.seeds.trail import Trail, follow
from leakcheck.frozen import dataclass

_FIRST, _LAST = 32, 256
_ENOUGH_BITS, _TELLING = 64.0, 12.0
_MOST_HIDDEN = 8
_STRONG, _MIDDLING, _NEAR, _MOST_ANCHORS = 14.0, 11.0, 80, 6


@dataclass(frozen=True, slots=True)
class Loop:
    """Calls made for one record after the other, and the word where the first record begins."""

    start: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Loops that make every row: the seed, the loops in the order they are run, and what they tell."""

    seed: int
    loops: tuple[Loop, ...]
    bits: float
    anchor: Call
    offset: int

    @property
    def calls(self) -> tuple[Call, ...]:
        """Calls of all loops."""
        return tuple(call for loop in self.loops for call in loop.calls)

    @property
    def skipped(self) -> int:
        """Words drawn before the first record."""
        return self.loops[0].start

    @property
    def worth(self) -> tuple[int, int]:
        """How good an explanation it is: columns drawn, then as few unexplained draws as can be."""
        loose = sum(isinstance(call, Sought | Hidden) for call in self.calls)
        return len({place for call in self.calls for place in call.columns}), -loose


class Replay:
    """Explains a table from one seed after the other, with one locale's generator."""

    def __init__(self, generator: Any, sheet: Sheet, calls: Sequence[Call]) -> None:
        self._generator, self._sheet, self._calls = generator, sheet, list(calls)
        self._drawable = len({place for call in calls for place in call.columns if call.told(sheet.rows) > 0})

    def explain(self, seed: int, lead: Call | None, offset: int) -> Proof | None:
        """Find loops that make all rows; `lead` was seen to fit the first record at word `offset`."""
        tape = Tape(seed, self._generator)
        best: Proof | None = None
        for tried, (anchor, start) in enumerate(self._anchors(tape, lead, offset)):
            if best is not None and tried >= _MOST_ANCHORS:
                break
            proof = self._anchored(tape, anchor, start)
            if proof is not None and (best is None or proof.worth > best.worth):
                best = proof
            if best is not None and best.worth >= (self._drawable, 0):
                break
        return best

    def _anchored(self, tape: Tape, anchor: Call, start: int) -> Proof | None:
        rows = min(_FIRST, self._sheet.rows)
        while (trail := self._followed(tape, anchor, start, rows)) is not None:
            proof = self._explained(tape, trail)
            if proof is not None or rows >= min(_LAST, self._sheet.rows):
                return proof
            rows = min(rows * 4, self._sheet.rows, _LAST)
        return None

    def _anchors(self, tape: Tape, lead: Call | None, offset: int) -> Iterator[tuple[Call, int]]:
        """Calls to follow through the stream, and where: the lead, or stronger ones near it."""
        columns = set(lead.columns) if lead is not None else set()
        if lead is not None and lead.bits >= _STRONG:
            yield lead, offset
        for call in self._calls:
            if isinstance(call, Sexed) and columns & {*call.columns}:
                yield call, offset
            elif isinstance(call, Exact) and len(call.columns) > 2:
                yield call, offset
        strong = sorted(
            (c for c in self._calls if c is not lead and c.bits > _MIDDLING), key=lambda c: -c.bits
        )
        for call in strong:
            call.begin()
            fits = (n for n in range(offset, offset + _NEAR) if call.advance(tape, n, 0) is not None)
            start = next(fits, None)
            if start is not None:
                yield call, start
        if lead is not None and lead.bits < _STRONG:
            yield lead, offset

    def _followed(self, tape: Tape, anchor: Call, offset: int, rows: int) -> Trail | None:
        blank = [self._blank(anchor, row) for row in range(rows)]
        trail = follow(tape, anchor, offset, rows, blank)
        if trail is None and len(anchor.columns) > 2:
            starts = (follow(tape, anchor, start, rows, blank) for start in range(offset))
            trail = next((found for found in starts if found is not None), None)
        return trail

    def _blank(self, call: Call, row: int) -> bool:
        return any(self._sheet.columns[place].cells[row] is None for place in call.columns)

    def _explained(self, tape: Tape, trail: Trail) -> Proof | None:
        loop = Loop(trail.starts[0] or 0, (trail.call,))
        end = self._run(tape, loop)
        if end is None:
            loop, end = self._lapped(tape, trail)
        if end is None:
            return None
        loops = [loop, *self._behind(tape, end, loop.calls)]
        calls = [call for one in loops for call in one.calls]
        bits = sum(call.told(self._sheet.rows) for call in calls if call.heavy)
        return (
            Proof(tape.seed, tuple(loops), bits, trail.call, trail.starts[0] or 0)
            if bits >= _ENOUGH_BITS
            else None
        )

    def _lapped(self, tape: Tape, trail: Trail) -> tuple[Loop, int | None]:
        """The loop with what is drawn between, and where it ends."""
        after, before, sought = _Lap(self, tape, trail).calls()
        for anchor in (trail.call, Sought(trail.call)) if sought or before else (trail.call,):
            loop = self._loop(tape, trail, anchor, (after, before))
            end = self._run(tape, loop)
            if end is not None:
                break
        return loop, end

    def _loop(
        self, tape: Tape, trail: Trail, anchor: Call, others: tuple[Sequence[Call], Sequence[Call]]
    ) -> Loop:
        after, before = others
        first = trail.starts[0] or 0
        for start in range(first + 1) if before else ():
            end: int | None = start
            for call in before:
                call.begin()
                end = call.advance(tape, end, 0) if end is not None else None
            if end is not None and (end == first or (end < first and isinstance(anchor, Sought))):
                return Loop(start, (*before, anchor, *after))
        return Loop(first, (*before, anchor, *after))

    def _run(self, tape: Tape, loop: Loop) -> int | None:
        """Make all records; the word behind the last."""
        for call in loop.calls:
            call.begin()
        at: int | None = loop.start
        for row in range(self._sheet.rows):
            for call in loop.calls:
                at = call.advance(tape, at, row) if at is not None else None
                if at is None:
                    return None
        return at if all(call.finish() for call in loop.calls) else None

    def _behind(self, tape: Tape, at: int, used: Sequence[Call]) -> Iterator[Loop]:
        """Columns made one after the other, behind the first."""
        places = {place for call in used for place in call.columns}
        while True:
            for call in ordered(self._calls, max(places, default=-1)):
                if places & {*call.columns} or call.told(self._sheet.rows) < _TELLING:
                    continue
                loop = Loop(at, (call,))
                end = self._run(tape, loop)
                if end is not None:
                    break
            else:
                return
            yield loop
            at, places = end, places | {*call.columns}


def ordered(calls: Sequence[Call], last: int) -> list[Call]:
    """Words first, then guesses, each in the order of the columns from the last one on."""
    return sorted(calls, key=lambda call: (not call.heavy, (call.columns[0] - last - 1) % 1000))


class _Lap:
    """From one record's place of a call to the next record's: what is drawn on the way."""

    def __init__(self, replay: Replay, tape: Tape, trail: Trail) -> None:
        self._replay, self._tape = replay, tape
        self._laps = trail.laps
        self._call, self._goal = trail.call, [start for _, _, start in self._laps]
        self._ends = [trail.ends[row + 1] for row, _, _ in self._laps]
        self._used, self._last = {*trail.call.columns}, trail.call.columns[-1]
        self._after: list[Call] = []
        self._before: list[Call] = []
        self._wrapped = False

    def calls(self) -> tuple[list[Call], list[Call], bool]:
        """Calls behind and before the one followed, and whether an unknown number of words is left."""
        at = [end for _, end, _ in self._laps]
        while not self._is_there(at):
            step = self._step(at) or self._hidden(at) or self._sought(at)
            if step is None:
                return self._after, self._before, True
            at = step
        return self._after, self._before, False

    def _is_there(self, at: list[int]) -> bool:
        """Whether the call followed, made now, ends where it was seen to end."""
        self._call.begin()
        laps = zip(self._laps, at, self._ends, strict=True)
        return all(self._call.advance(self._tape, n, lap[0] + 1) == end for lap, n, end in laps)

    def _step(self, at: list[int], hidden: int = 0) -> list[int] | None:
        """One more call that fits every record."""
        for wraps in (True,) if self._wrapped else (False, True):
            for call in ordered(self._replay._calls, -1 if wraps and not self._wrapped else self._last):
                if self._used & {*call.columns} or call.told(len(self._laps)) < _TELLING:
                    continue
                ends = self._tried(call, [n + hidden for n in at], wraps)
                if ends is not None:
                    self._take([Hidden(hidden), call] if hidden else [call], wraps)
                    return ends
        return None

    def _take(self, calls: Sequence[Call], wraps: bool) -> None:
        self._wrapped = self._wrapped or wraps
        (self._before if self._wrapped else self._after).extend(calls)
        for call in calls:
            self._used |= {*call.columns}
            self._last = call.columns[-1] if call.columns else self._last

    def _tried(self, call: Call, at: Sequence[int], wraps: bool) -> list[int] | None:
        call.begin()
        ends = []
        for (row, _, goal), start in zip(self._laps, at, strict=True):
            end = call.advance(self._tape, start, row + wraps)
            if end is None or end > goal:
                return None
            ends.append(end)
        return ends if call.finish() else None

    def _hidden(self, at: list[int]) -> list[int] | None:
        """A fixed number of words nobody sees, and then a call, or the goal."""
        rest = {goal - n for n, goal in zip(at, self._goal, strict=True)}
        for words in range(1, _MOST_HIDDEN + 1):
            if rest == {words}:
                self._take([Hidden(words)], self._wrapped)
                return self._goal
            if min(rest) >= words and (ends := self._step(at, words)) is not None:
                return ends
        return None

    def _sought(self, at: list[int]) -> list[int] | None:
        """A strong call behind draws of unknown number."""
        for wraps in (True,) if self._wrapped else (False, True):
            for call in ordered(self._replay._calls, self._last):
                if isinstance(call, Level) or not call.heavy or self._used & {*call.columns}:
                    continue
                if Sought(call).told(len(self._laps)) < _TELLING:
                    continue
                seeker = Sought(call)
                ends = self._tried(seeker, at, wraps)
                if ends is not None:
                    self._take([seeker], wraps)
                    return ends
        return None
