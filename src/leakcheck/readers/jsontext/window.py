"""A window on the text: what is read moves out (into the account of lines), what is needed moves in."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.pattern import pattern
from leakcheck.readers.jsontext.grammar import OPEN_STRING, Failure, Parsed, parse
from leakcheck.readers.jsontext.lines import LineAccount

MAX_RECORD = 8 << 20
TOO_LARGE = f"larger than {MAX_RECORD >> 20} MiB"
_NEAR = 2_048
_BEHIND = 1_024
_MAX_LEAD = 256
_ENDS_TOKEN = pattern(r"[{}\[\],:\n]")
_BLANK = pattern(r"[ \t\n]*+")


class Window:
    """`text` from `place` on is not yet read; `lead` is what stands before it on its line (None: long)."""

    def __init__(self, pieces: Iterator[str], account: LineAccount) -> None:
        self.text = ""
        self.place = 0
        self.passed = 0
        self.ended = False
        self.lead: str | None = ""
        self.account = account
        self._pieces = pieces

    def fill(self, characters: int) -> bool:
        """Have at least so many characters at hand; False when the text ends before."""
        size = len(self.text) - self.place
        if size >= characters or self.ended:
            return size >= characters
        held = [self.text[self.place :]]
        while size < characters and not self.ended:
            piece = next(self._pieces, None)
            self.ended = piece is None
            held.append(piece or "")
            size += len(held[-1])
        self.text, self.place = "".join(held), 0
        return size >= characters

    def peek(self) -> str:
        """Move over blanks and return the next character; empty at the end."""
        while True:
            found = _BLANK.match(self.text, self.place)
            end = found.end() if found else self.place
            if end > self.place:
                self.take(end, "blank")
            if end < len(self.text):
                return self.text[end]
            if not self.fill(1):
                return ""

    def take(self, end: int, kind: str, why: str = "") -> None:
        """Move to place `end`; what is passed goes into the account."""
        passed = self.text[self.place : end]
        self.place = end
        self.passed += len(passed)
        cut = passed.rfind("\n")
        lead = passed[cut + 1 :] if cut >= 0 else None if self.lead is None else self.lead + passed
        self.lead = lead if lead is not None and len(lead) <= _MAX_LEAD else None
        self.account.add(passed, kind, why)

    def attempt(self, limit: int = MAX_RECORD) -> Parsed | Failure:
        """Parse the value that begins here, with as much text as it needs (up to `limit`) and some behind.

        A short stretch first: the scanner's errors count all lines before them, which would make a text of
        many errors quadratic.
        """
        near = parse(self.text[self.place : self.place + _NEAR], 0)
        if isinstance(near, Parsed) and near.end + _BEHIND < len(self.text) - self.place and near.end < _NEAR:
            return Parsed(near.content, self.place + near.end)
        if isinstance(near, Failure) and not near.cut:
            return near._replace(place=self.place + near.place)
        while True:
            result = parse(self.text, self.place)
            is_cut = result.cut if isinstance(result, Failure) else result.end + _BEHIND >= len(self.text)
            if not is_cut or self.ended:
                return result
            ahead = len(self.text) - self.place
            if isinstance(result, Failure) and ahead >= limit:
                return Failure(TOO_LARGE, result.place)
            self.fill(max(2 * ahead, ahead + 1))

    def is_cut(self, failure: Failure) -> bool:
        """Whether the text ends in the middle of what failed."""
        if not self.ended or not failure.cut:
            return False
        rest = self.text[failure.place : failure.place + 64].strip(" \t\n")
        return failure.reason == OPEN_STRING or not _ENDS_TOKEN.search(rest)

    def is_new_record(self, place: int) -> bool:
        """Whether a line that begins like a record stands in the way: the one before was cut short."""
        around = self.text[max(0, place - 1) : place + 2]
        return around[1:] in ("\n{", "\n[") or around[:2] in ("\n{", "\n[")

    def follows(self, end: int) -> str:
        """First character behind `end` that is not blank, as far as the text is at hand."""
        found = _BLANK.match(self.text, end)
        return self.text[found.end() : found.end() + 1] if found else ""
