"""What kind of thing a cell looks like: enough to tell a header from data and a delimiter from prose.

Why so coarse: the real types belong to mapping. Every quantifier is bounded; cells are hostile.
"""

from __future__ import annotations

import re
from functools import lru_cache

from leakcheck.folding import is_missing

TYPED = frozenset({"number", "date", "time", "email", "url", "code", "flag"})
_LONGEST = 400
_SHORT = 40
_FLAGS = frozenset({"y", "n", "yes", "no", "true", "false", "t", "f", "m", "male", "female"})
_PATTERNS = (
    ("number", re.compile(r"[+-]?[₹$€£]?\d{1,40}([.,]\d{1,20})?([eE][+-]?\d{1,3})?%?")),
    ("number", re.compile(r"[+-]?[₹$€£]?\d{1,3}(,\d{2,3}){1,8}(\.\d{1,20})?%?")),
    (
        "date",
        re.compile(
            r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
            r"([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?"
            r"( ?([AaPp]\.?[Mm]?\.?|Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?)?"
        ),
    ),
    ("date", re.compile(r"\d{1,2}[ -][^\W\d_]{3,12}[ ,-]{1,2}\d{2,4}|[^\W\d_]{3,12} \d{1,2},? \d{4}")),
    ("time", re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?( ?[APap]\.?[Mm]\.?)?")),
    ("email", re.compile(r"[\w.%+'&/=?^{}!*-]{1,64}@[\w.-]{1,190}\.[A-Za-z]{2,24}")),
    ("url", re.compile(r"(https?://|www\.)[^\s|]{1,500}")),
    ("number", re.compile(r"[+(]?\d[\d ()-]{5,20}\d")),
    ("code", re.compile(r"[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){3,7}")),
    ("code", re.compile(r"(?=\D{0,60}\d)#?[\w./+-]{1,64}")),
    ("text", re.compile(r"[^\W\d_][\w\s.'’()&/+@#%!?-]{0,300}")),
)


def kind(text: str) -> str:
    """Kind of a cell: empty, one of `TYPED`, text (clean words) or other.

    >>> [kind(t) for t in ("34", "12/03/1982", "A. Sharma", "4121Z001", "", "a,b;c")]
    ['number', 'date', 'text', 'code', 'empty', 'other']
    """
    return "other" if len(text) > _LONGEST else _kind(text)


@lru_cache(maxsize=16_384)
def _kind(text: str) -> str:
    text = text.strip()
    if len(text) <= _SHORT and (plain := _kind_of_plain(text)):
        return plain
    if is_missing(text):
        return "empty"
    if len(text) < 7 and text.casefold() in _FLAGS:
        return "flag"
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(text)), "other")


def _kind_of_plain(text: str) -> str:
    """What the patterns would say of digits, and of letters with digits behind them; else empty."""
    if not text.isascii() or not text.isalnum() or text.isalpha():
        return ""
    return "number" if text.isdecimal() else "code" if text[0].isalpha() else ""
