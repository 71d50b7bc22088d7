"""Physical lines of a page to ledger classes, while its rows pass by in order."""

from __future__ import annotations

from array import array

from leakcheck.readers.intake.ledgerbook import LedgerBook

_RECORDS = frozenset({"parsed", "repaired"})
_MAX_HELD = 1_000


class LineCover:
    """Gives every line to the first row that stands on it, and the lines between rows to their class.

    What stands before the first record is preamble, behind the last one footer, between two comment.

    Parameters
    ----------
    blanks : array of int
        Numbers (1-based, ascending) of the lines that hold nothing.
    """

    def __init__(self, book: LedgerBook, blanks: array[int]) -> None:
        self._book = book
        self._blanks = blanks
        self._next_blank = 0
        self._line = 1
        self._started = False
        self._end = ""
        self._held: list[tuple[int, int, str]] = []

    def row(self, first: int, last: int, kind: str, reason: str = "") -> None:
        """Account for a row on lines `first` to `last`, and for what stands above it.

        A row that shares its line with an earlier one leaves only its event; but a line that holds a
        record counts as the record's.
        """
        self._gap(first - 1, "")
        if kind in _RECORDS:
            self._settle("comment" if self._started else "preamble")
            self._started = True
            self._book.rows += 1
        if kind == "comment":
            self._gap(last, reason)
            return
        lines = max(0, last - max(first, self._line) + 1)
        if lines or (reason and kind != "parsed"):
            self._book.note(first, kind, reason, lines)
        if lines:
            self._end = kind
        elif kind in _RECORDS and self._end not in _RECORDS:
            self._book.counts[self._end] -= 1
            self._book.counts[kind] += 1
            self._end = kind
        self._advance(last)

    def close(self, last: int) -> None:
        """Account for the rest of the page."""
        self._gap(last, "")
        self._settle("footer" if self._started else "preamble")
        self._book.close(last)

    def _gap(self, last: int, reason: str) -> None:
        """Lines up to `last` that belong to no row; blank ones are blank."""
        while self._line <= last:
            blank = self._blanks[self._next_blank] if self._next_blank < len(self._blanks) else last + 1
            if blank == self._line:
                self._book.counts["blank"] += 1
                self._end = "blank"
                self._advance(self._line)
                continue
            end = min(last, blank - 1)
            self._held.append((self._line, end, reason))
            self._advance(end)
        if len(self._held) > _MAX_HELD:
            self._settle("comment" if self._started else "preamble")

    def _settle(self, kind: str) -> None:
        for first, last, reason in self._held:
            self._book.note(first, kind, reason or "text or markup around the rows", last - first + 1)
            self._end = kind
        self._held.clear()

    def _advance(self, last: int) -> None:
        self._line = max(self._line, last + 1)
        while self._next_blank < len(self._blanks) and self._blanks[self._next_blank] < self._line:
            self._next_blank += 1
