"""A window on the text of a dump: what is read moves out, what is needed moves in."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.readers.sqldump.lines import line_ends


class TextBuffer:
    """`text` from `place` on is not yet read; `line` is the physical line of `place`, `column` its offset."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.text = ""
        self.place = 0
        self.line = 1
        self.column = 0
        self.passed = 0
        self.ended = False
        self._pieces = pieces

    @property
    def ahead(self) -> int:
        """Characters at hand."""
        return len(self.text) - self.place

    def reach(self, characters: int) -> bool:
        """Have at least so many characters at hand, if the text goes on that long; False at its end."""
        if self.ahead >= characters or self.ended:
            return self.ahead >= characters
        held = [self.text[self.place :]]
        size = len(held[0])
        while size < characters:
            piece = next(self._pieces, None)
            if piece is None:
                self.ended = True
                break
            held.append(piece)
            size += len(piece)
        self.text, self.place = "".join(held), 0
        return size >= characters

    def grow(self, limit: int) -> bool:
        """Have twice as much at hand; False when the text is over or `limit` is reached."""
        before = self.ahead
        if before >= limit:
            return False
        self.reach(max(2 * before, 1 << 16))
        return self.ahead > before

    def take(self, end: int) -> str:
        """Move to place `end` and return what was passed."""
        passed = self.text[self.place : end]
        self.place = end
        self.passed += len(passed)
        ends = line_ends(passed)
        self.line += ends
        if ends:
            self.column = len(passed) - max(passed.rfind("\n"), passed.rfind("\r")) - 1
        else:
            self.column += len(passed)
        return passed
