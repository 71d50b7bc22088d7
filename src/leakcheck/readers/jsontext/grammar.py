"""One JSON value at a place of a text, under RFC 8259, by the scanner of the standard library (C speed).

Numbers stay the text they were written as; objects come out as tuples of pairs, so that repeated keys
survive and an object is never mistaken for a list. NaN and Infinity, which the scanner knows, are refused.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

MAX_DEPTH = 64
DEEP = f"nested deeper than {MAX_DEPTH} levels"
CONSTANT = "NaN or Infinity, which JSON does not know"
OPEN_STRING = "a string without an end"
_LONGEST_TOKEN = 16  # characters that may lack before the scanner can tell (\uD83D\uDE00, -Infinity)


class Parsed(NamedTuple):
    """A value and the place behind it."""

    content: Any
    end: int


class Failure(NamedTuple):
    """Why there is no value: in safe words, where, and whether more text might have helped."""

    reason: str
    place: int
    cut: bool = False


class _ConstantError(Exception):
    pass


def _refuse(_text: str) -> Any:
    raise _ConstantError


_STRICT = json.JSONDecoder(object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=_refuse)
strict_scan = _STRICT.scan_once  # type: ignore[attr-defined]
FAILURES = (StopIteration, json.JSONDecodeError, RecursionError, _ConstantError)
_WORDS = {
    "Invalid control character at": "a control character in a string",
    "Unterminated string starting at": OPEN_STRING,
    "Expecting property name enclosed in double quotes": "no key in double quotes where one is due",
    "Expecting ':' delimiter": "no colon after a key",
    "Expecting ',' delimiter": "no comma or closing bracket after a value",
    "Illegal trailing comma before end of object": "a comma before the closing bracket",
    "Illegal trailing comma before end of array": "a comma before the closing bracket",
}


def parse(text: str, place: int) -> Parsed | Failure:
    """Value that begins exactly at `place`; never raises.

    The reasons are fixed words: a message of the scanner could carry a value.
    """
    try:
        return Parsed(*strict_scan(text, place))
    except StopIteration as error:
        at = error.value
        return Failure("no value where one is due", at, at + _LONGEST_TOKEN >= len(text))
    except json.JSONDecodeError as error:
        reason = _WORDS.get(error.msg, "an escape that JSON does not know" if "escape" in error.msg else "")
        cut = "Unterminated" in error.msg or error.pos + _LONGEST_TOKEN >= len(text)
        return Failure(reason or "not JSON", error.pos, cut)
    except RecursionError:
        return Failure(DEEP, place)
    except _ConstantError:
        return Failure(CONSTANT, place)
