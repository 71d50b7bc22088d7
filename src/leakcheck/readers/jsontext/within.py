"""Inside a list of records and inside an object that wraps one."""

from __future__ import annotations

from leakcheck.readers.jsontext.grammar import Failure, Parsed
from leakcheck.readers.jsontext.resync import NEXT_LINE, end_of_balanced, next_element, reject_until
from leakcheck.readers.jsontext.rewriting import LONGEST
from leakcheck.readers.jsontext.run import BETWEEN_ELEMENTS
from leakcheck.readers.jsontext.step import CUT, Batches, Step

_NO_COMMA = "no comma between the records"


class Within(Step):
    """Goes through lists and wrappers; each way returns whether its closing bracket was found."""

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

    def _broken_element(self, failure: Failure) -> Batches:
        """Reject an element and stand before the next; False when the list is lost."""
        window = self.window
        self.tally.fault(self.account.line, failure.reason)
        tail = self._short_tail(failure)
        if tail is not None:
            return (yield from self._last(tail))
        if window.is_cut(failure):
            self.tally.cut = True
            window.take(len(window.text), "rejected", CUT)
            return False
        lead = window.lead
        inside = lead is None or bool(lead.strip())
        end = end_of_balanced(window.text, window.place) if inside and self._spend(LONGEST) else None
        if end is not None and window.follows(end) in (",", "]"):
            window.take(end, "rejected", failure.reason)
            return True
        if lead is not None and (not inside or lead.lstrip()[0] in "{[]}"):
            return reject_until(window, next_element(lead), failure.reason)
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
