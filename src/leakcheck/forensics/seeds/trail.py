"""Where in the stream of a seed each record's cell of one column comes from."""

from __future__ import annotations

from typing import Any

from leakcheck.forensics.seeds.calls import Call
from leakcheck.forensics.seeds.tape import Tape
from leakcheck.frozen import dataclass

_FARTHEST = 600


@dataclass(frozen=True, slots=True)
class Trail:
    """Words where a call begins and ends for each of the first records (None: a blank cell).

    Where it begins is the last word that gives the same end: a draw thrown away by a rejection may belong
    to it or not.
    """

    call: Call
    starts: tuple[int | None, ...]
    ends: tuple[int | None, ...]

    @property
    def laps(self) -> list[tuple[int, int, int]]:
        """Records followed by one whose place is known too: record, end of its call, start of the next."""
        pairs = enumerate(zip(self.ends, self.starts[1:], strict=False))
        return [(row, end, start) for row, (end, start) in pairs if end is not None and start is not None]


def follow(tape: Tape, call: Call, start: int, rows: int, blank: Any) -> Trail | None:
    """Find the call for records 0 to `rows`, each behind the one before; None when one cannot be found.

    Parameters
    ----------
    tape : Tape
    call : Call
    start : int
        Word where the first record's call begins.
    rows : int
    blank : sequence of bool
        Records whose cell is blank: passed over.
    """
    call.begin()
    end = call.advance(tape, start, 0)
    if end is None or blank[0]:
        return None
    starts: list[int | None] = [start]
    ends: list[int | None] = [end]
    gap, passed = 0, 0
    for row in range(1, rows):
        if blank[row]:
            starts.append(None)
            ends.append(None)
            passed += 1
            continue
        found = _next(tape, call, row, end, gap if not passed else 0, _FARTHEST * (1 + min(passed, 3)))
        if found is None:
            return None
        gap = found[0] - end if not passed else gap
        starts.append(_last_start(tape, call, row, found))
        ends.append(found[1])
        end, passed = found[1], 0
    return Trail(call, tuple(starts), tuple(ends))


def _next(tape: Tape, call: Call, row: int, end: int, gap: int, farthest: int) -> tuple[int, int] | None:
    """Look where the gap before was, around it, then everywhere."""
    near = [gap, *(gap + step * sign for step in range(1, 7) for sign in (1, -1) if gap)]
    for step in dict.fromkeys([n for n in near if n >= 0] + list(range(farthest))):
        reached = call.advance(tape, end + step, row)
        if reached is not None:
            return end + step, reached
    return None


def _last_start(tape: Tape, call: Call, row: int, found: tuple[int, int]) -> int:
    same = [at for at in range(found[0] + 1, found[1]) if call.advance(tape, at, row) == found[1]]
    return max(same, default=found[0])
