"""From record to record through a JSON text, whatever its layout, with every stretch accounted for.

Layouts: one object, a list, one object a line, objects after one another, an object around a list; talk
around them; damage inside them. What is not strict JSON is repaired and reported, or rejected and reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.pattern import pattern
from leakcheck.readers.jsontext.grammar import DEEP, Failure, Parsed
from leakcheck.readers.jsontext.run import BETWEEN_LINES, Run
from leakcheck.readers.jsontext.step import Batches
from leakcheck.readers.jsontext.window import MAX_RECORD, TOO_LARGE
from leakcheck.readers.jsontext.within import Within
from leakcheck.readers.jsontext.wrapping import find_broken_path, find_path

_OPENING = pattern(r"[{\[]")
_OBJECT = pattern(r"""\{[ \t\n]*+(?:["'}]|[A-Za-z_]\w{0,80}+[ \t]*+:)""")
_LIST = pattern(r"""\[[ \t\n]*+([{\["\-0-9tfn\]])""")
_LARGE = 1 << 18  # an object beyond this is first thought to wrap a list
_NOT_OBJECT = "no key in double quotes where one is due"
_NOT_LIST = "no value where one is due"


class Walker(Within):
    """One walk through a text; `batches` runs once, and `tally` is complete when it is over."""

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
        result = window.attempt(MAX_RECORD if self.account.documents else _LARGE)
        if isinstance(result, Failure) and result.reason == TOO_LARGE and not self.account.documents:
            path = find_broken_path(window.text, window.place, self._is_label)
            if path is not None:
                self._open_document()
                return (yield from self._inside(path))
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
            if isinstance(result, Parsed) and not any(
                isinstance(e, tuple | list) and e for e in result.content
            ):
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

    def _broken_object(self, failure: Failure) -> Batches:
        window = self.window
        at_once = failure.place <= window.place + 1 and failure.reason != DEEP
        if self._is_mended(failure):
            return True
        if not self.account.documents and self._spend(len(window.text) - window.place):
            path = find_broken_path(window.text, window.place, self._is_label)
            if path is not None:
                self.tally.fault(self.account.line, failure.reason)
                self._open_document()
                return (yield from self._inside(path))
        tail = self._short_tail(failure)
        if tail is None and at_once:
            self._talk(failure.reason)
            return True
        self._open_document()
        if tail is None:
            return self._lose(failure.reason)
        self.tally.fault(self.account.line, failure.reason)
        return (yield from self._last(tail))
