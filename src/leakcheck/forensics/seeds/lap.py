"""What is drawn between one record's place of a call and the next record's."""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.forensics.seeds.calls import Call, Hidden, Level, Sought
from leakcheck.forensics.seeds.tape import Tape
from leakcheck.forensics.seeds.trail import Trail

TELLING = 12.0
"""Bits that agreement with a call must tell before it counts."""
_MOST_HIDDEN = 8


def ordered(calls: Sequence[Call], last: int) -> list[Call]:
    """Words first, then guesses, each in the order of the columns from the last one on."""
    return sorted(calls, key=lambda call: (not call.heavy, (call.columns[0] - last - 1) % 1000))


class Lap:
    """From one record's place of a call to the next record's: what is drawn on the way."""

    def __init__(self, known: Sequence[Call], tape: Tape, trail: Trail) -> None:
        self._known, self._tape = known, tape
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
            for call in ordered(self._known, -1 if wraps and not self._wrapped else self._last):
                if self._used & {*call.columns} or call.told(len(self._laps)) < TELLING:
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
            for call in ordered(self._known, self._last):
                if isinstance(call, Level) or not call.heavy or self._used & {*call.columns}:
                    continue
                if Sought(call).told(len(self._laps)) < TELLING:
                    continue
                seeker = Sought(call)
                ends = self._tried(seeker, at, wraps)
                if ends is not None:
                    self._take([seeker], wraps)
                    return ends
        return None
