"""From record to record through a JSON text, whatever its layout, with every stretch accounted for.

Layouts: one object, a list, one object a line, objects after one another, an object around a list; talk around
them; damage inside them. What is not strict JSON is repaired and reported, or rejected and reported.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from leakcheck.readers.jsontext.flatten import TooDeepError
from leakcheck.readers.jsontext.grammar import DEEP, Failure, Parsed
from leakcheck.readers.jsontext.lines import LineAccount
from leakcheck.readers.jsontext.resync import NEXT_LINE, end_of_balanced, next_element, reject_until
from leakcheck.readers.jsontext.rewriting import LONGEST, rewrite
from leakcheck.readers.jsontext.run import (
    BETWEEN_ELEMENTS,
    BETWEEN_LINES,
    LONGEST_FIELD,
    Run,
    Runner,
)
from leakcheck.readers.jsontext.source import TextSource
from leakcheck.readers.jsontext.tail import SHORT, WHY, whole_members
from leakcheck.readers.jsontext.tally import Tally
from leakcheck.readers.jsontext.window import TOO_LARGE, Window
from leakcheck.readers.jsontext.wrapping import IsLabel, find_broken_path, find_path

_OPENING = re.compile(r"[{\[]")
_OBJECT = re.compile(r"""\{[ \t\n]*+(?:["'}]|[A-Za-z_]\w{0,80}+[ \t]*+:)""")
_LIST = re.compile(r"""\[[ \t\n]*+([{\["\-0-9tfn\]])""")
_COMMA = "a comma that JSON does not allow"
_NO_COMMA = "no comma between the records"
_LARGE_FIELD = f"a value longer than {LONGEST_FIELD:,} characters"
_NOT_OBJECT = "no key in double quotes where one is due"
_NOT_LIST = "no value where one is due"
_CUT = "breaks off before the closing bracket"

Batches = Generator[list[Run], None, bool]


class Walker:
    """One walk through a text; `batches` runs once, and `tally` is complete when it is over."""

    def __init__(self, source: TextSource, account: LineAccount, is_label: IsLabel) -> None:
        self.window = Window(source.pieces(), account)
        self.account = account
        self.tally = Tally()
        self._is_label = is_label
        self._runner = Runner(self.window)
        self._effort = 4 << 20

    def batches(self) -> Iterator[list[Run]]:
        """Yield the records in order, in lists."""
        while char := self.window.peek():
            if char == "{":
                yield from self._object()
            elif char == "[":
                yield from self._list()
            else:
                self._beside(char)
        self.account.close()

    def _beside(self, char: str) -> None:
        """What stands at the top and is no object or list."""
        window = self.window
        if char == "," and self.account.documents:
            self._take_mark("repaired")
            return
        result = None if self.tally.texts or self.tally.faults else window.attempt()
        if isinstance(result, Parsed):
            self._begin()
            self._take_bare(result.end)
            return
        self._talk(result.reason if result else "text that is not JSON")

    def _talk(self, why: str) -> None:
        found = _OPENING.search(self.window.text, self.window.place + 1)
        self.tally.fault(self.account.line, why)
        self.window.take(found.start() if found else len(self.window.text), "talk")

    def _object(self) -> Batches:
        window = self.window
        window.fill(1_024)
        if _OBJECT.match(window.text, window.place) is None:
            self._talk(_NOT_OBJECT)
            return True
        result = window.attempt()
        if isinstance(result, Failure):
            return (yield from self._broken_object(result))
        if not result.content:
            self._begin()
            self._take_bare(result.end)
            return True
        lone = not self.account.documents and window.follows(result.end) != "{"
        path = find_path(result.content, self._is_label if lone else None)
        self._open_document()
        if path is not None:
            return (yield from self._inside(path))
        yield self._deliver(result)
        while runs := self._runner.take(BETWEEN_LINES):
            count = sum(len(run.lines) for run in runs)
            self.account.documents += count
            self.tally.texts += count
            yield runs
        return True

    def _begin(self) -> None:
        """Count a JSON text, with records or without."""
        lead = self.window.lead
        self.tally.glued += self.tally.texts > 0 and (lead is None or bool(lead.strip()))
        self.tally.texts += 1

    def _open_document(self) -> None:
        self._begin()
        self.account.open_document()

    def _deliver(self, result: Parsed, kind: str = "parsed", why: str = "") -> list[Run]:
        """Take the value found; a list of one record, or of none when it is bare, too deep or too large."""
        window, (content, end) = self.window, result
        if not isinstance(content, tuple | list) or not content:
            self._take_bare(end)
            return []
        size = end - window.place
        self._runner.widen(size)
        try:
            names, cells = self._runner.flatten(content)
        except TooDeepError:
            self._reject(end, DEEP)
            return []
        if size > LONGEST_FIELD and any(isinstance(c, str) and len(c) > LONGEST_FIELD for c in cells):
            self._reject(end, _LARGE_FIELD)
            return []
        run = Run(names, [self.account.line], [cells])
        window.take(end, kind, why)
        return [run]

    def _take_bare(self, end: int) -> None:
        self.tally.bare += 1
        self.window.take(end, "parsed")

    def _reject(self, end: int, why: str) -> None:
        self.tally.fault(self.account.line, why)
        self.window.take(end, "rejected", why)

    def _list(self) -> Batches:
        window = self.window
        window.fill(1_024)
        found = _LIST.match(window.text, window.place)
        if found is None:
            self._talk(_NOT_LIST)
            return True
        if found[1] not in "{[":
            result = window.attempt()
            if isinstance(result, Failure) and not self._is_mended(result):
                self._talk(result.reason)
                return True
            if isinstance(result, Parsed) and not any(isinstance(e, tuple | list) and e for e in result.content):
                self._begin()
                self._take_bare(result.end)
                return True
        elif found[1] == "[" and not self._holds_list(found.end() - 1):
            self._talk(_NOT_LIST)
            return True
        self._open_document()
        return (yield from self._elements())

    def _holds_list(self, place: int) -> bool:
        """Whether the first element, a list, is one; a time stamp in brackets is not."""
        start = self.window.place
        self.window.place = place
        result = self.window.attempt()
        moved = self.window.place - place
        self.window.place = start + moved
        return isinstance(result, Parsed) or result.reason in (DEEP, TOO_LARGE)

    def _elements(self) -> Batches:
        """Go through a list; True when its closing bracket was found."""
        window = self.window
        window.take(window.place + 1, "parsed")
        due = "first"
        while char := window.peek():
            if char == "]":
                self._take_mark("parsed" if due != "value" else "repaired")
                return True
            if char == ",":
                self._take_mark("parsed" if due == "comma" else "repaired")
                due = "value"
                continue
            if due == "comma":
                self.account.mark("repaired", _NO_COMMA)
                self.tally.fault(self.account.line, _NO_COMMA)
            result = window.attempt()
            if isinstance(result, Parsed):
                yield self._deliver(result)
                while runs := self._runner.take(BETWEEN_ELEMENTS):
                    yield runs
                due = "comma"
            elif not self._is_mended(result):
                if not (yield from self._broken_element(result)):
                    return False
                due = "first"
        self._break_off()
        return False

    def _take_mark(self, kind: str) -> None:
        if kind == "repaired":
            self.tally.fault(self.account.line, _COMMA)
        self.window.take(self.window.place + 1, kind, _COMMA)

    def _broken_element(self, failure: Failure) -> Batches:
        """Reject an element and stand before the next; False when the list is lost."""
        window = self.window
        self.tally.fault(self.account.line, failure.reason)
        tail = self._short_tail(failure)
        if tail is not None:
            return (yield from self._last(tail))
        if window.ended and failure.cut:
            self.tally.cut = True
            window.take(len(window.text), "rejected", _CUT)
            return False
        pattern = next_element(window.lead) if window.lead is not None else None
        if pattern is not None:
            return reject_until(window, pattern, failure.reason)
        end = end_of_balanced(window.text, window.place) if self._spend(LONGEST) else None
        if end is not None and window.follows(end) in (",", "]"):
            window.take(end, "rejected", failure.reason)
            return True
        reject_until(window, NEXT_LINE, failure.reason)
        return False

    def _inside(self, path: tuple[str, ...]) -> Batches:
        """Go through a wrapper along `path`; what stands beside the records is noted."""
        window = self.window
        window.take(window.place + 1, "parsed")
        self.tally.wrapped = True
        due, found = "first", False
        while char := window.peek():
            if char == "}":
                self._take_mark("parsed" if due != "value" else "repaired")
                return True
            if char == ",":
                self._take_mark("parsed" if due == "comma" else "repaired")
                due = "value"
                continue
            key = window.attempt()
            if due == "comma" or isinstance(key, Failure) or char != '"':
                return self._lose(key.reason if isinstance(key, Failure) else "no comma or key in an object")
            window.take(key.end, "parsed")
            if window.peek() != ":":
                return self._lose("no colon after a key")
            window.take(window.place + 1, "parsed")
            is_next = not found and key.content == path[0] and window.peek() in ("{", "[")
            found = found or is_next
            if not (yield from (self._follow(path[1:]) if is_next else self._pass(key.content))):
                return False
            due = "comma"
        self._break_off()
        return False

    def _follow(self, path: tuple[str, ...]) -> Batches:
        """Go into the value under the key of the path."""
        if self.window.peek() == "[":
            return (yield from self._elements())
        if path:
            return (yield from self._inside(path))
        result = self.window.attempt()
        if isinstance(result, Failure):
            return self._lose(result.reason)
        yield self._deliver(result)
        return True

    def _pass(self, key: str) -> Batches:
        """Pass a value beside the records."""
        yield from ()
        self.window.peek()
        result = self.window.attempt()
        if isinstance(result, Failure):
            return self._lose(result.reason)
        self.tally.note_beside(key, result.content)
        self.window.take(result.end, "parsed")
        return True

    def _lose(self, why: str) -> bool:
        """Reject up to the next line that begins like JSON."""
        self.tally.fault(self.account.line, why)
        reject_until(self.window, NEXT_LINE, why)
        return False

    def _broken_object(self, failure: Failure) -> Batches:
        window = self.window
        if self._is_mended(failure):
            return True
        if not self.account.documents and self._spend(len(window.text) - window.place):
            path = find_broken_path(window.text, window.place, self._is_label)
            if path is not None:
                self.tally.fault(self.account.line, failure.reason)
                self._open_document()
                return (yield from self._inside(path))
        tail = self._short_tail(failure)
        if tail is None and failure.place <= window.place + 1 and failure.reason != DEEP:
            self._talk(failure.reason)
            return True
        self._open_document()
        if tail is None:
            return self._lose(failure.reason)
        self.tally.fault(self.account.line, failure.reason)
        return (yield from self._last(tail))

    def _last(self, tail: Parsed) -> Batches:
        """Deliver what was saved of the last record of a paste."""
        yield self._deliver(tail, "repaired", WHY)
        self.tally.cut = True
        self.window.take(len(self.window.text), "repaired", WHY)
        return False

    def _short_tail(self, failure: Failure) -> Parsed | None:
        """Whole members of the last record of a paste that breaks off; the record must begin its line."""
        window = self.window
        short = window.ended and window.passed + len(window.text) - window.place <= SHORT
        if not short or not failure.cut or NEXT_LINE.search(window.text, window.place):
            return None
        is_inside = window.lead is None or bool(window.lead.strip())
        return None if is_inside and self.account.documents else whole_members(window.text, window.place)

    def _is_mended(self, failure: Failure) -> bool:
        """Put JSON in the place of what is nearly JSON, with the same line ends; its lines count as repaired."""
        window = self.window
        if failure.reason in (DEEP, TOO_LARGE) or not self._spend(failure.place - window.place):
            return False
        new = rewrite(window.text, window.place)
        self._spend((new.end if new else failure.place) - window.place)
        if new is None:
            return False
        self.tally.fault(self.account.line, new.why)
        self.account.flag(new.text.count("\n"), new.why)
        window.text = window.text[: window.place] + new.text + window.text[new.end :]
        return True

    def _break_off(self) -> None:
        self.tally.cut = True
        self.tally.fault(self.account.line, _CUT)
        self.account.mark("repaired", _CUT)

    def _spend(self, characters: int) -> bool:
        """Whether looking again is still affordable: failures may cost no more than the text itself."""
        self._effort -= characters
        return self._effort + 8 * self.window.passed > 0
