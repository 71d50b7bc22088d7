"""Regular expressions from strangers: a subset whose matching time is bounded.

Why: Python's `re` backtracks; ``(a+)+$`` on thirty characters runs for hours. Allowed here are
literals, classes, groups, alternatives, ``?`` and ``{m,n}``; no ``*`` or ``+``, no repeated group
that can itself match in several ways, no look-around, no back-reference. The product of all choices a
pattern can backtrack over is capped: at most about MAX_WAYS steps per character of a capped value.
"""

from __future__ import annotations

import re

from leakcheck import parsed
from leakcheck.pattern import pattern

MAX_PATTERN = 512
MAX_REPEAT = 100
MAX_WAYS = 20_000
_QUANTIFIER = pattern(r"\?|\{(\d{1,3})(,(\d{0,3}))?\}")
_CLASS = pattern(r"\[\^?\]?(?:[^\]\\]|\\.)*\]")
_FLAG = "(?i)"


def compile_bounded(text: str) -> re.Pattern[str]:
    """Compile a pattern of the safe subset; one of a shipped pack, known to be good, when it is first used.

    Raises
    ------
    ValueError
        As `compile_now`.
    """
    return pattern(*_told(text)) if text in parsed.patterns() else compile_now(text)


def _told(text: str) -> tuple[str, int]:
    body = text.removeprefix(_FLAG)
    return body, re.ASCII | (re.IGNORECASE if body != text else 0)


def compile_now(text: str) -> re.Pattern[str]:
    """Compile a pattern of the safe subset.

    Raises
    ------
    ValueError
        With the reason, when the pattern is too long, not in the subset, or could backtrack more
        than `MAX_WAYS` ways.
    """
    if len(text) > MAX_PATTERN:
        raise ValueError(f"regex longer than {MAX_PATTERN} characters")
    body, flags = _told(text)
    _check(body)
    try:
        return re.compile(body, flags)
    except re.error as error:
        raise ValueError(f"regex: {error.msg}") from None


def _check(body: str) -> None:
    position, ways = 0, 1
    groups: list[bool] = []  # per open group: can it match in more than one way?
    closed = False  # did the last atom end such a group?
    while position < len(body):
        match = _QUANTIFIER.match(body, position) if position else None
        if match:
            low, high = _bounds(match)
            if closed and high > 1:
                raise ValueError("regex: a repeated group must not contain a repeat or alternatives")
            ways *= high - low + 1
            groups = [held or low != high for held in groups]
            position, closed = match.end(), False
            if body[position : position + 1] in ("?", "+", "*", "{"):
                raise ValueError("regex: only simple repeats are allowed")
        else:
            if body[position] == "|":
                ways, groups = ways + 1, [True] * len(groups)
            position, closed = _atom(body, position, groups)
        if ways > MAX_WAYS:
            raise ValueError("regex: too many ways to match; use tighter repeats")


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    if match[0] == "?":
        return 0, 1
    low = int(match[1])
    if match[2] and not match[3]:
        raise ValueError("regex: a repeat needs an upper bound")
    high = int(match[3]) if match[2] else low
    if high > MAX_REPEAT:
        raise ValueError(f"regex: at most {MAX_REPEAT} repeats")
    return low, high


def _atom(body: str, position: int, groups: list[bool]) -> tuple[int, bool]:
    """Step over one atom; returns the next position and whether a group with choices was closed."""
    character = body[position]
    if character in "*+":
        raise ValueError("regex: * and + are not allowed; use {m,n}")
    if character == "\\":
        if body[position + 1 : position + 2].isdecimal():
            raise ValueError("regex: no back-references")
        return position + 2, False
    if character == "[":
        match = _CLASS.match(body, position)
        if not match:
            raise ValueError("regex: a class is not closed")
        return match.end(), False
    if character == "(":
        if body.startswith("(?", position) and not body.startswith("(?:", position):
            raise ValueError("regex: only (…) and (?:…) groups are allowed")
        groups.append(False)
        return position + (3 if body.startswith("(?:", position) else 1), False
    if character == ")" and groups:
        return position + 1, groups.pop()
    return position + 1, False
