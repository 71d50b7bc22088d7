"""The ledger while it is being written: every physical line goes into exactly one class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from leakcheck.errors import InternalError
from leakcheck.model import LINE_CLASSES, Ledger, LineEvent

MAX_EVENTS = 1_000_000
_QUIET = frozenset({"header", "parsed", "blank"})


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
            if len(self._events) < MAX_EVENTS:
                reason = self._reasons.setdefault(event.reason, event.reason)
                self._events.append(LineEvent(event.line, event.kind, reason))

    def close(self, lines: int) -> None:
        """Say how many physical lines there were: only now can the sums be checked."""
        self._lines = lines

    def finish(self) -> Ledger:
        """Return the checked ledger.

        Raises
        ------
        InternalError
            When the blocks were not read to the end, or the classes do not sum to the lines.
        """
        if self._lines is None:
            raise InternalError("ledger: asked for before the last block was read")
        events = tuple(sorted(self._events, key=lambda e: e.line))
        return Ledger(
            lines=self._lines,
            rows=self.rows,
            size=self._size,
            events=events,
            events_total=self._events_total,
            **{name: self.counts[name] for name in LINE_CLASSES},
        ).check()
