"""Every physical line of a JSON text into exactly one class, while the text goes by."""

from __future__ import annotations

from collections import deque

from leakcheck.pattern import pattern
from leakcheck.readers.intake.ledgerbook import MAX_EVENTS, LedgerBook

_RANK = {"blank": 0, "talk": 1, "parsed": 2, "repaired": 3, "rejected": 4}
_BLANK_LINES = pattern(r"\n[ \t]*+(?=\n)")
BESIDE = "text beside the JSON on its line"


class LineAccount:
    """Counts lines by the weightiest thing that stands on them.

    Talk (text that is no JSON) is preamble before the first record, footer after the last and rejected in
    between, which only the end can tell; until then it is held as counts. `line` is the present line.

    Parameters
    ----------
    odd : deque of (int, str)
        Lines that were not plain UTF-8, in order; a line of records among them counts as repaired.
    """

    def __init__(self, book: LedgerBook, odd: deque[tuple[int, str]]) -> None:
        self.line = 1
        self.odd_lines = 0
        self.documents = 0
        self._book, self._odd = book, odd
        self._kind: str | None = None
        self._why = ""
        self._held = 0
        self._held_lines: list[int] = []
        self._last: str | None = None
        self._until = 0
        self._mended = ""

    def flag(self, ends: int, why: str) -> None:
        """What stands on the present line and the next `ends` lines was mended."""
        self._until, self._mended = self.line + ends, why

    def add(self, text: str, kind: str, why: str = "") -> None:
        """Account for the next stretch of text; of the lines in it the blank ones are blank."""
        if not text:
            return
        ends = text.count("\n")
        if not ends:
            self._touch(kind, why, text)
            return
        cut = text.find("\n")
        self._touch(kind, why, text[:cut])
        self._close()
        last = text.rfind("\n")
        if ends > 1:
            self._between(text, cut, last, ends - 1, kind, why)
        self._touch(kind, why, text[last + 1 :])

    def mark(self, kind: str, why: str) -> None:
        """Raise the class of the present line; of the line before when the present one is still empty."""
        if self._kind is None and self._last is not None and _RANK[self._last] < _RANK[kind]:
            self._book.counts[self._last] -= 1
            self._book.note(self.line - 1, kind, why)
            self._last = kind
        elif self._kind is not None:
            self._touch(kind, why, "x")

    def open_document(self) -> None:
        """Records begin here: text since the last ones stood between them."""
        self._release("rejected" if self.documents else "preamble")
        if self._kind == "talk":
            self._kind, self._why = "repaired", BESIDE
        self.documents += 1

    def close(self) -> None:
        """The text is over; the last line may lack its end."""
        if self._kind is not None:
            self._close()
        self._release("footer" if self.documents else "rejected")
        self._book.close(self.line - 1)

    def _touch(self, kind: str, why: str, text: str) -> None:
        if not text.strip(" \t\n"):
            self._kind = self._kind or ("blank" if text else None)
            return
        if kind == "talk" and self._kind in ("parsed", "repaired"):
            kind, why = "repaired", BESIDE
        if self._kind is None or _RANK[kind] > _RANK[self._kind]:
            self._kind, self._why = kind, why

    def _between(self, text: str, cut: int, last: int, lines: int, kind: str, why: str) -> None:
        """Whole lines inside a stretch."""
        inside = text[cut : last + 1]
        if kind == "parsed" and not self._odd and self.line > self._until:
            blank = len(_BLANK_LINES.findall(inside)) if "\n\n" in inside or "\n " in inside else 0
            self._book.counts["blank"] += blank
            self._book.counts["parsed"] += lines - blank
            self.line += lines
            self._last = "parsed"
            return
        for line in inside[1:-1].split("\n"):
            self._touch(kind, why, line)
            self._close()

    def _close(self) -> None:
        kind, why = self._kind or "blank", self._why
        while self._odd and self._odd[0][0] < self.line:
            self._odd.popleft()
        if kind == "parsed" and self.line <= self._until:
            kind, why = "repaired", self._mended
        elif kind == "parsed" and self._odd and self._odd[0][0] == self.line:
            kind, why = "repaired", self._odd[0][1]
            self.odd_lines += 1
        if kind == "talk":
            self._held += 1
            if len(self._held_lines) < MAX_EVENTS:
                self._held_lines.append(self.line)
            self._last = None
        else:
            self._book.note(self.line, kind, why)
            self._last = kind
        self.line += 1
        self._kind, self._why = None, ""

    def _release(self, kind: str) -> None:
        why = {"preamble": "text before the JSON", "footer": "text after the JSON"}.get(kind, "not JSON")
        for line in self._held_lines:
            self._book.note(line, kind, why)
        if self._held > len(self._held_lines):
            self._book.note(self._held_lines[-1] + 1, kind, why, self._held - len(self._held_lines))
        self._held, self._held_lines = 0, []
