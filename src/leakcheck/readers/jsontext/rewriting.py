"""What people paste instead of JSON, turned into JSON: a reported repair, never a silent one.

Python's and JavaScript's habits: single quotes, ``None`` and ``True``, bare keys, comments, a comma before
the closing bracket, NaN, numbers with leading zeros or a plus, line ends inside a string. Values keep their
text.
Anything else is left alone and stays an error.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.jsontext.grammar import MAX_DEPTH, Parsed, parse

LONGEST = 1 << 16
_TOKEN = pattern(
    r"""(?P<blank>[ \t\n]++)
    |(?P<double>"[^"\\]*+(?:\\.[^"\\]*+)*+")
    |(?P<single>'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')
    |(?P<mark>[{}\[\]:,])
    |(?P<comment>//[^\n]*+|\#[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/)
    |(?P<word>[^\s"'{}\[\]:,]{1,400}+)""",
    re.X | re.S,
)
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_NUMBERLIKE = pattern(r"[+-]?\.?[0-9][0-9A-Za-z.+\-]*+")
_KEY = pattern(r"[^\W\d]\w*+")
_WORDS = {"None": "null", "True": "true", "False": "false"}
_OPEN, _CLOSE = ("{", "["), ("}", "]")
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity", "nan", "inf", "-inf"})
_NEW_LINE_OPENS = pattern(r"\n[{\[]")
_CONTROL = pattern(r"[\x00-\x1f]")
_IN_SINGLE = pattern(r'\\(.)|"', re.S)


class Rewritten(NamedTuple):
    """Valid JSON with as many line ends as there were, where the original ends, and what was done."""

    text: str
    end: int
    why: str


def rewrite(text: str, place: int) -> Rewritten | None:
    """JSON for the bracketed value that begins at `place`, or None; looks at 64 KiB at most."""
    done: list[str] = []
    faults: dict[str, None] = {}
    depth, at, before = 0, place, ""
    limit = min(len(text), place + LONGEST)
    while at < limit:
        found = _TOKEN.match(text, at, limit)
        piece = _piece(found, text, done, faults) if found and _may_follow(found, before, text) else None
        if found is None or piece is None:
            return None
        done.append(piece)
        at = found.end()
        before = before if found.lastgroup in ("blank", "comment") else _kind(found)
        depth += (before == "open" and found[0] in _OPEN) - (before == "value" and found[0] in _CLOSE)
        if depth <= 0 or depth > MAX_DEPTH:
            break
    return _checked("".join(done), at, faults)


def _kind(found: re.Match[str]) -> str:
    if found[0] in _OPEN:
        return "open"
    return "mark" if found[0] in (":", ",") else "value"


def _may_follow(found: re.Match[str], before: str, text: str) -> bool:
    """Whether the token can stand here: no value behind a value, and no new record in the middle of one."""
    if found.lastgroup != "mark" and _NEW_LINE_OPENS.search(found[0] + text[found.end() : found.end() + 1]):
        return False
    stands_alone = found.lastgroup in ("blank", "comment") or found[0] in (":", ",", "}", "]")
    return before != "value" or stands_alone


def _checked(new: str, end: int, faults: dict[str, None]) -> Rewritten | None:
    result = parse(new, 0)
    if not faults or not isinstance(result, Parsed) or result.end != len(new):
        return None
    return Rewritten(new, end, "not JSON as it stands, read all the same: " + ", ".join(faults))


def _piece(found: re.Match[str], text: str, done: list[str], faults: dict[str, None]) -> str | None:
    kind, token = found.lastgroup, found[0]
    if kind == "double":
        return _double(token, faults)
    if kind == "single":
        faults["single quotes"] = None
        return _single(token)
    if kind == "comment":
        faults["comment"] = None
        return " " + "\n" * token.count("\n")
    if kind == "word":
        return _word(token, text[found.end() : found.end() + 100].lstrip(" \t\n")[:1], faults)
    if token in ("}", "]"):
        _drop_comma(done, faults)
    return token


def _double(token: str, faults: dict[str, None]) -> str:
    if _CONTROL.search(token) is None:
        return token
    faults["control character in a string"] = None
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", token) + "\n" * token.count("\n")


def _single(token: str) -> str:
    inside = _IN_SINGLE.sub(_escape, token[1:-1])
    return '"' + _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", inside) + '"'


def _escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return '\\"'
    return "'" if found[1] == "'" else found[0].replace("\\x", "\\u00")


def _word(word: str, following: str, faults: dict[str, None]) -> str | None:
    if _NUMBER.fullmatch(word) or word in ("true", "false", "null"):
        return word
    if following == ":" and _KEY.fullmatch(word):
        faults["bare key"] = None
        return f'"{word}"'
    if word in _WORDS:
        faults["Python constant"] = None
        return _WORDS[word]
    if word in _CONSTANTS:
        faults["NaN or Infinity"] = None
        return f'"{word}"'
    if _NUMBERLIKE.fullmatch(word):
        faults["number in another notation"] = None
        return f'"{word}"'
    return None


def _drop_comma(done: list[str], faults: dict[str, None]) -> None:
    """Take back a comma that stands before a closing bracket."""
    last = next((i for i in range(len(done) - 1, -1, -1) if not done[i].isspace()), None)
    if last is not None and done[last] == ",":
        done[last] = ""
        faults["comma before a closing bracket"] = None
