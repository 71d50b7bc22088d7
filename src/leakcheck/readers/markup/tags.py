"""HTML to a stream of the few tags that matter here, and the text between them.

Why not html.parser: it raises on some malformed declarations and grows quadratic on others, and
evidence is hostile. Nothing is executed or loaded; script, style, comments and the like are skipped
whole. Text streams through in pieces, so that a page is never held twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leakcheck.pattern import pattern

MAX_SKIP = 4_000_000
_CHUNK = 1 << 18
_NAMES = (
    "table|tr|t[dh]|thead|tbody|tfoot|caption|d[ltd]|br|p|div|li|h[1-6]|hr|script|style|template|textarea"
)
_ATTRIBUTES = r"(?:\s[^<>\"']{0,200}(?:\"[^\"<>]{0,200}\"[^<>\"']{0,200}){0,8}+)?"
SIMPLE = pattern(rf"<(t[dh])({_ATTRIBUTES})>([^<]*)<", re.I)
_TAG = pattern(
    rf"<tr{_ATTRIBUTES}>\s*+(?P<row>(?:<t[dh]{_ATTRIBUTES}>[^<]{{0,2000}}+</t[dh]>\s*+){{1,200}}+)</tr>"
    rf"|<(?P<cell>t[dh])(?P<attributes>{_ATTRIBUTES})>(?P<inner>[^<]{{0,2000}}+)</t[dh]>"
    rf"|<(?P<close>/?)(?P<name>{_NAMES})(?![\w:-])"
    r"(?P<more>(?:[^<>\"']{1,4000}|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,200}+|[^<>]{0,5000})>"
    r"|<(?P<skip>!--|!\[CDATA\[)"
    r"|</?[a-zA-Z!?][^<>\"']{0,500}(?:(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')[^<>\"']{0,500}){0,60}+>"
    r"|</?[a-zA-Z!?][^<>]{0,5000}>",
    re.I,
)
_RAW = frozenset({"script", "style", "template", "textarea"})
_MAX_TAG = 50_000
_MARGIN = 8_192


class Tag(NamedTuple):
    """One token: `name` of a tag (with a slash when it closes), or empty for text.

    `text` is the text, or the attributes of a tag; `line` the physical line it starts on (1-based).
    A whole cell of plain text is one token: `inner` is its text and `last` the line it ends on. So is a
    whole row of such cells, under the name ``row``; its cells are found by `SIMPLE`.
    """

    line: int
    name: str
    text: str
    inner: str | None = None
    last: int = 0


def tags(lines: Iterable[str]) -> Iterator[Tag]:
    """Read lines as HTML, one pass, in bounded memory."""
    return iter(_Scanner(lines))


class _Scanner:
    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._done = False
        self._hopeless = False

    def __iter__(self) -> Iterator[Tag]:
        while True:
            found = _TAG.search(self._buffer, self._at)
            if found and found.start() > len(self._buffer) - _MARGIN and self._more():
                continue
            if found is None:
                held = self._held()
                if held > self._at:
                    yield self._text(held)
                if not self._more():
                    break
                continue
            if found.start() > self._at:
                yield self._text(found.start())
            if found["row"]:
                line = self._line
                self._move(found.end())
                yield Tag(line, "row", found["row"], None, self._line)
            elif found["cell"]:
                line = self._line
                self._move(found.end())
                yield Tag(line, found["cell"].lower(), found["attributes"], found["inner"], self._line)
            else:
                yield from self._tag(found)
        if self._at < len(self._buffer):
            yield self._text(len(self._buffer))

    def _tag(self, found: re.Match[str]) -> Iterator[Tag]:
        name = (found["name"] or "").lower()
        line = self._line
        if found["skip"]:
            self._skip("-->" if found["skip"] == "!--" else "]]>", found.end())
            return
        self._move(found.end())
        if name in _RAW and not found["close"]:
            self._skip(f"</{name}", found.end())
        elif name and name not in _RAW:
            yield Tag(line, found["close"] + name, found["more"])

    def _skip(self, end: str, start: int) -> None:
        """Move behind what must not be read; an end that never comes is not waited for."""
        pattern = re.compile(re.escape(end), re.I)
        start -= self._at
        while not self._hopeless:
            found = pattern.search(self._buffer, self._at + start)
            if found:
                self._move(found.end())
                return
            if len(self._buffer) - self._at > MAX_SKIP or not self._more():
                self._hopeless = True
        self._move(self._at + start)

    def _held(self) -> int:
        """Where a tag may begin that is not whole yet."""
        place = self._buffer.rfind("<", max(self._at, len(self._buffer) - _MAX_TAG))
        return place if place >= 0 and not self._done else len(self._buffer)

    def _more(self) -> bool:
        pieces, size = [], 0
        for line in self._lines:
            pieces.append(line)
            size += len(line) + 1
            if size >= _CHUNK:
                break
        if not pieces:
            self._done = True
            return False
        self._buffer = self._buffer[self._at :] + "\n".join(pieces) + "\n"
        self._at = 0
        return True

    def _text(self, end: int) -> Tag:
        tag = Tag(self._line, "", self._buffer[self._at : end])
        self._move(end)
        return tag

    def _move(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._at, end)
        self._at = end
