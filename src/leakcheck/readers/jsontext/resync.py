"""Where to go on behind something broken: never inside it, for an inner object must not pass for a record."""

from __future__ import annotations

import re

from leakcheck.readers.jsontext.window import Window

NEXT_LINE = re.compile(r"\n(?=[{\[])")
_INDENT = re.compile(r"[ \t]*+")
_TOKEN = re.compile(r'[^"\[\]{}\n]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[\[\]{}]|\n')
_CLOSING = {"]": "[", "}": "{"}
_NEAR = 1 << 16


def reject_until(window: Window, pattern: re.Pattern[str], why: str) -> bool:
    """Reject everything up to the end of the next match; False when the text ends before."""
    while True:
        found = pattern.search(window.text, window.place)
        if found is not None:
            window.take(found.end(), "rejected", why)
            return True
        if window.ended:
            window.take(len(window.text), "rejected", why)
            return False
        keep = max(window.text.rfind("\n", window.place), window.place)
        window.take(keep, "rejected", why)
        window.fill(len(window.text) - window.place + 1)


def next_element(lead: str) -> re.Pattern[str] | None:
    """Where the next element of a list begins, if this one began its line; None when it did not.

    Elements that begin a line share their indentation, also those that follow a bracket (``}, {``).
    """
    found = _INDENT.match(lead)
    indent = re.escape(found[0]) if found else ""
    rest = lead[found.end() :] if found else lead
    if not rest:
        return re.compile(rf"\n{indent}(?=[{{\[])|\n[ \t]{{0,{len(lead)}}}(?=\])")
    if rest.replace(" ", "") in ("},", "[", "],"):
        return re.compile(rf"\n{indent}[}}\]][ \t]{{0,9}}(?:,[ \t]{{0,9}}(?=[{{\[])|(?=\n?\]))")
    return None


def end_of_balanced(text: str, place: int) -> int | None:
    """Place behind the bracketed value at `place`, judged by brackets and strings alone, within 64 KiB."""
    open_brackets: list[str] = []
    limit = min(len(text), place + _NEAR)
    while place < limit:
        found = _TOKEN.match(text, place, limit)
        if found is None:
            return None
        token, place = found[0], found.end()
        if token in ("{", "["):
            open_brackets.append(token)
        elif token in _CLOSING and (not open_brackets or open_brackets.pop() != _CLOSING[token]):
            return None
        if not open_brackets:
            return place
    return None
