"""JSON values with the place where they stand, on the standard library's scanner.

Why one value at a time: so records keep their line, a file cut short keeps its whole records, and
chat text around an object does not matter. Numbers stay the text they were written as: an integer
of 200,000 digits is text, not an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_BLANK = re.compile(r"[ \t\r\n]*")
_DEEP = 5_000


class Value(NamedTuple):
    """A parsed value with the places where it begins and ends."""

    start: int
    content: Any
    end: int


class JsonScanner:
    """Parses values of one text, and counts repeated keys as it goes.

    Failed attempts cost time without end on hostile text (the error itself counts all lines before
    it), so they draw on a budget; once it is spent nothing parses any more.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.repeated_keys = 0
        self._budget = 20 * len(text) + 1_000_000
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=str, parse_float=str, parse_constant=str, strict=False
        )

    def value(self, start: int) -> Value | None:
        """Value that begins at `start`, or None when it is not whole JSON."""
        if self._budget <= 0:
            return None
        try:
            content, end = self._decoder.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            self._budget -= 1 + error.pos - start + error.pos // 64
        except RecursionError:
            self._budget -= _DEEP
        else:
            return Value(start, content, end)
        return None

    def elements(self, start: int) -> Iterator[Value]:
        """Elements of the array that begins at `start`, up to where it breaks."""
        place = self.skip(start + 1)
        while place < len(self.text) and self.text[place] != "]":
            found = self.value(place)
            if found is None:
                return
            yield found
            place = self.skip(found.end)
            if self.text[place : place + 1] != ",":
                return
            place = self.skip(place + 1)

    def members(self, start: int) -> Iterator[tuple[str, Value | int]]:
        """Members of the object that begins at `start`; the last may be the bare place of a broken value."""
        place = self.skip(start + 1)
        while self.text[place : place + 1] == '"':
            key = self.value(place)
            colon = self.skip(key.end) if key else -1
            if key is None or self.text[colon : colon + 1] != ":":
                return
            at = self.skip(colon + 1)
            found = self.value(at)
            yield str(key.content), at if found is None else found
            place = self.skip(found.end) if found else len(self.text)
            if self.text[place : place + 1] != ",":
                return
            place = self.skip(place + 1)

    def skip(self, place: int) -> int:
        """Next place that is not blank."""
        found = _BLANK.match(self.text, place)
        return found.end() if found else place

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) == len(pairs):
            return result
        result = {}
        for key, value in pairs:
            unique, number = key, 1
            while unique in result:
                number += 1
                unique = f"{key} ({number})"
            self.repeated_keys += unique != key
            result[unique] = value
        return result
