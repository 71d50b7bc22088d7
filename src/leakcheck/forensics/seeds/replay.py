"""Run the real Faker from a seed, and see whether the rows of the table come out.

The order of the calls is found on the way. One strong column is followed through the stream over many
records; what lies between its places is then tried, call by call, on all these records at once, so that a
wrong call falls at the first or second of them. What no call explains is passed over, and said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leakcheck.forensics.seeds.calls import Call, Exact, Hidden, Sexed, Sought
from leakcheck.forensics.seeds.lap import TELLING, Lap, ordered
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.forensics.seeds.tape import Tape
from leakcheck.forensics.seeds.trail import Trail, follow
from leakcheck.frozen import dataclass

_FIRST, _LAST = 32, 256
_ENOUGH_BITS = 64.0
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
        strong = lead is not None and lead.bits >= _STRONG
        best = self._best(tape, self._turns(lead, offset), None)
        if best is None and strong:
            return None  # the call that did lead was followed: had it been right, it would have been found
        rest = [] if strong or lead is None else [(lead, offset)]
        return self._best(tape, itertools.chain(self._stronger(tape, lead, offset), rest), best)

    def _best(self, tape: Tape, anchors: Iterable[tuple[Call, int]], best: Proof | None) -> Proof | None:
        for tried, (anchor, start) in enumerate(anchors):
            if best is not None and (tried >= _MOST_ANCHORS or best.worth >= (self._drawable, 0)):
                break
            proof = self._anchored(tape, anchor, start)
            if proof is not None and (best is None or proof.worth > best.worth):
                best = proof
        return best

    def _anchored(self, tape: Tape, anchor: Call, start: int) -> Proof | None:
        rows = min(_FIRST, self._sheet.rows)
        while (trail := self._followed(tape, anchor, start, rows)) is not None:
            proof = self._explained(tape, trail)
            if proof is not None or rows >= min(_LAST, self._sheet.rows):
                return proof
            rows = min(rows * 4, self._sheet.rows, _LAST)
        return None

    def _turns(self, lead: Call | None, offset: int) -> Iterator[tuple[Call, int]]:
        """The lead where it is strong, calls that take turns with it, and whole profiles."""
        columns = set(lead.columns) if lead is not None else set()
        if lead is not None and lead.bits >= _STRONG:
            yield lead, offset
        for call in self._calls:
            turns = isinstance(call, Sexed) and bool(columns & {*call.columns})
            if turns or (isinstance(call, Exact) and len(call.columns) > 2):
                yield call, offset

    def _stronger(self, tape: Tape, lead: Call | None, offset: int) -> Iterator[tuple[Call, int]]:
        """Strong calls that fit the first record near the lead."""
        strong = (call for call in self._calls if call is not lead and call.bits > _MIDDLING)
        for call in sorted(strong, key=lambda call: -call.bits):
            call.begin()
            fits = (n for n in range(offset, offset + _NEAR) if call.advance(tape, n, 0) is not None)
            start = next(fits, None)
            if start is not None:
                yield call, start

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
        after, before, sought = Lap(self._calls, tape, trail).calls()
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
                if places & {*call.columns} or call.told(self._sheet.rows) < TELLING:
                    continue
                loop = Loop(at, (call,))
                end = self._run(tape, loop)
                if end is not None:
                    break
            else:
                return
            yield loop
            at, places = end, places | {*call.columns}
