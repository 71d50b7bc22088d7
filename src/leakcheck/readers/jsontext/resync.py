"""Where to go on behind something broken: never inside it, for an inner object must not pass for a record."""

from __future__ import annotations

import re

from leakcheck.pattern import pattern
from leakcheck.readers.jsontext.grammar import MAX_DEPTH, Failure, parse
from leakcheck.readers.jsontext.window import Window

NEXT_LINE = pattern(r"\n(?=[{\[])")
_INDENT = pattern(r"[ \t]*+")
_TOKEN = pattern(r'[^"\[\]{}\n]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|[\[\]{}]|\n')
_CLOSING = {"]": "[", "}": "{"}
_NEAR = 1 << 16
_DEEPEST = 4_096
_LONGEST_PATTERN = 4_096


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
        keep = window.text.rfind("\n", window.place, len(window.text))
        # Every pattern begins with a line end and is short: one far from the end has been tried in full.
        near = keep >= 0 and len(window.text) - keep < _LONGEST_PATTERN
        window.take(keep if near else len(window.text), "rejected", why)
        window.fill(len(window.text) - window.place + 1)


def reject_deep(window: Window, why: str) -> None:
    """Reject what is nested too deep: its line, or a good stretch where its levels stand on many lines.

    Each attempt costs a thousand levels, so each must make as much headway.
    """
    end = window.text.find("\n", window.place, window.place + _DEEPEST)
    is_line = end >= 0 and end - window.place > MAX_DEPTH and parse(window.text[window.place : end], 0)
    if not (is_line and isinstance(is_line, Failure) and is_line.reason == why):
        window.take(min(len(window.text), window.place + _DEEPEST), "rejected", why)
    reject_until(window, NEXT_LINE, why)


def next_element(lead: str) -> re.Pattern[str]:
    """Where the next element of a list begins, if elements begin lines as this one's line begins.

    Elements that begin a line share their indentation, also those that follow a bracket (``}, {``).
    """
    rest = lead.lstrip(" \t")
    size = len(lead) - len(rest)
    indent = re.escape(lead[:size])
    if rest.replace(" ", "") in ("},", "],", "["):
        return re.compile(rf"\n{indent}[}}\]][ \t]{{0,9}}(?:,[ \t]{{0,9}}(?=[{{\[])|(?=\n?\]))")
    return re.compile(rf"\n{indent}(?=[{{\[])|\n[ \t]{{0,{size}}}(?=\])")


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
