"""Every physical line of a dump into exactly one class, while the text goes by in steps."""

from __future__ import annotations

from leakcheck.pattern import pattern
from leakcheck.readers.intake.ledgerbook import LedgerBook

_RANK = {"blank": 0, "comment": 1, "header": 2, "parsed": 3, "rejected": 4}
_END = pattern(r"\r\n|\r|\n")


def line_ends(text: str) -> int:
    """Count line ends: LF, CRLF and CR, as everywhere in leakcheck."""
    count = text.count("\n")
    return count + text.count("\r") - text.count("\r\n") if "\r" in text else count


class LineAccount:
    """Counts lines by the weightiest thing that stands on them.

    A line of a dump holds many things: the end of one statement, a thousand rows, one of them cut
    off. A line with a row that was rejected counts as rejected, although its other rows were read.
    """

    def __init__(self, book: LedgerBook) -> None:
        self.lines = 0
        self._book = book
        self._kind: str | None = None

    def add(self, text: str, kind: str) -> None:
        """Account for the next stretch of text."""
        if not text:
            return
        ends = line_ends(text)
        if kind == "comment":
            self._add_loose(text, ends)
            return
        if ends:
            self._touch(kind)
            self._close()
            self._count(kind, ends - 1)
        if not text.endswith(("\n", "\r")):
            self._touch(kind)

    def close(self) -> None:
        """The text is over: the last line may lack its end."""
        if self._kind is not None:
            self._close()
        self._book.close(self.lines)

    def _add_loose(self, text: str, ends: int) -> None:
        """SQL around the rows, in which lines may be blank."""
        if not ends:
            self._touch("comment" if text.strip() else "blank")
            return
        first, *between, last = _END.split(text)
        self._touch("comment" if first.strip() else "blank")
        self._close()
        full = sum(bool(line.strip()) for line in between)
        self._count("comment", full)
        self._count("blank", len(between) - full)
        if last:
            self._touch("comment" if last.strip() else "blank")

    def _touch(self, kind: str) -> None:
        if self._kind is None or _RANK[kind] > _RANK[self._kind]:
            self._kind = kind

    def _close(self) -> None:
        self._count(self._kind or "blank", 1)
        self._kind = None

    def _count(self, kind: str, lines: int) -> None:
        self._book.counts[kind] += lines
        self.lines += lines
