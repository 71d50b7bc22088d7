"""The ledger while it is being written: every physical line goes into exactly one class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from leakcheck.errors import InternalError
from leakcheck.model import LINE_CLASSES, Ledger, LineEvent

MAX_EVENTS = 1_000_000
_QUIET = frozenset({"header", "parsed", "blank"})
_CUT_SHORT: ContextVar[bool] = ContextVar("cut_short", default=False)


@contextmanager
def cut_short(is_cut: bool = True) -> Iterator[None]:
    """While this lasts, a ledger may be asked for in the middle: its lines are those read so far.

    Why ambient: between the book and who asks stand containers, bounds and chains, and none of them has a
    say in it.
    """
    token = _CUT_SHORT.set(is_cut)
    try:
        yield
    finally:
        _CUT_SHORT.reset(token)


def is_cut_short() -> bool:
    """Whether a ledger may be asked for now although the last block was not read."""
    return _CUT_SHORT.get()


class LedgerBook:
    """Counts lines by class and keeps the first events; `finish` closes and checks it.

    Parameters
    ----------
    size : int
        Bytes of the evidence.
    """

    def __init__(self, size: int) -> None:
        self.counts: Counter[str] = Counter()
        self.rows = 0
        self._size = size
        self._events: list[LineEvent] = []
        self._late: list[LineEvent] = []
        self._events_total = 0
        self._reasons: dict[str, str] = {}
        self._lines: int | None = None

    def note(self, line: int, kind: str, reason: str = "", lines: int = 1) -> None:
        """Put `lines` physical lines starting at `line` into class `kind`, with a reason in safe words."""
        if kind not in LINE_CLASSES:
            raise InternalError(f"ledger: no class {kind!r}")
        self.counts[kind] += lines
        if kind in _QUIET and not reason:
            return
        self._events_total += 1
        if len(self._events) < MAX_EVENTS:
            reason = reason or kind.replace("_", " ")
            self._events.append(LineEvent(line, kind, self._reasons.setdefault(reason, reason)))

    def annotate(self, events: Iterable[LineEvent]) -> None:
        """Add events on lines that are counted elsewhere (kind ``decoded`` and the like).

        Why apart from `note`: a line read in another encoding is still parsed or rejected, so the classes
        must not count it again. Call it last: room for events is bounded, and rejected lines matter more.
        """
        for event in events:
            self._events_total += 1
            if len(self._events) + len(self._late) < MAX_EVENTS:
                reason = self._reasons.setdefault(event.reason, event.reason)
                self._late.append(LineEvent(event.line, event.kind, reason))

    def close(self, lines: int) -> None:
        """Say how many physical lines there were: only now can the sums be checked."""
        self._lines = lines

    def state(self) -> tuple[Any, ...]:
        """Everything noted, as plain data; for `absorb` in the book of the whole."""
        counts = {kind: count for kind, count in self.counts.items() if count}
        return counts, self.rows, self._events_total, _plain(self._events), _plain(self._late)

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the book of a later part of the same file says.

        What is kept is what one book would have kept: the first events, and of those on lines counted
        elsewhere only as many as there is room for behind all the others.
        """
        counts, rows, total, events, late = state
        self.counts.update({str(kind): int(count) for kind, count in counts.items()})
        self.rows += rows
        self._events_total += total
        self._events += self._events_of(events, MAX_EVENTS - len(self._events))
        self._late += self._events_of(late, MAX_EVENTS - len(self._late))

    def _events_of(self, plain: Sequence[Any], room: int) -> list[LineEvent]:
        lines, codes, said = plain
        pairs = [(str(kind), self._reasons.setdefault(reason, reason)) for kind, reason in said]
        return [LineEvent(line, *pairs[code]) for line, code in zip(lines[:room], codes, strict=False)]

    def finish(self) -> Ledger:
        """Return the checked ledger.

        Raises
        ------
        InternalError
            When the blocks were not read to the end (but see `cut_short`), or the classes do not sum up.
        """
        if self._lines is None and not is_cut_short():
            raise InternalError("ledger: asked for before the last block was read")
        late = self._late[: MAX_EVENTS - len(self._events)]
        events = tuple(sorted([*self._events, *late], key=lambda e: e.line))
        return Ledger(
            lines=sum(self.counts.values()) if self._lines is None else self._lines,
            rows=self.rows,
            size=self._size,
            events=events,
            events_total=self._events_total,
            **{name: self.counts[name] for name in LINE_CLASSES},
        ).check()


def _plain(events: Sequence[LineEvent]) -> tuple[list[int], list[int], list[tuple[str, str]]]:
    """Lines, what is said of each as a number, and the sayings: most events say the same."""
    said: dict[tuple[str, str], int] = {}
    codes = [said.setdefault((event.kind, event.reason), len(said)) for event in events]
    return [event.line for event in events], codes, list(said)
