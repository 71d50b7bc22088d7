"""Lines of a chunk that cannot be split simply, told by their bytes: all lines at once, none made."""

from __future__ import annotations

from typing import Any

from leakcheck.readers.intake.encodings.streaming import places_beyond, places_of
from leakcheck.readers.intake.encodings.utf8 import is_utf8

_MARK = b"\xef\xbb\xbf"
_FEED = 10


def has_lone_return(chunk: bytes) -> bool:
    """Whether a CR stands by itself: it ends a line, which a count of line feeds does not see."""
    return b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")


def has_odd_bytes(chunk: bytes, *, checked: bool) -> bool:
    """Whether there is a NUL, a byte order mark or (where it must be `checked`) what may not be UTF-8."""
    if b"\x00" in chunk:
        return True
    return not chunk.isascii() and (checked or (_MARK[:1] in chunk and _MARK in chunk))


def line_ends(chunk: bytes) -> Any:
    """Places of the line feeds (int64), and of the end where the last line has none."""
    import numpy as np

    ends = places_of(chunk, _FEED)
    return ends if chunk.endswith(b"\n") else np.append(ends, len(chunk))


def odd_lines(chunk: bytes, ends: Any, quote: bytes, delimiter: bytes, *, checked: bool) -> Any:
    """Lines (from 0, ascending, int64) with odd bytes, or whose quotes break the rules by themselves."""
    import numpy as np

    found = [np.searchsorted(ends, places_of(chunk, 0))] if b"\x00" in chunk else []
    if not chunk.isascii():
        found.append(_odd_text(chunk, ends, checked=checked))
    if quote and quote in chunk:
        found.append(_odd_quotes(chunk, ends, quote[0], delimiter[0]))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _odd_text(chunk: bytes, ends: Any, *, checked: bool) -> Any:
    """Lines with a byte order mark, and where `checked` those that are not UTF-8."""
    import numpy as np

    lines = np.unique(np.searchsorted(ends, places_beyond(chunk)))
    starts = np.concatenate(([0], ends + 1))
    spans = zip(lines.tolist(), starts[lines].tolist(), ends[lines].tolist(), strict=True)
    odd = [
        line
        for line, start, stop in spans
        if _MARK in (raw := chunk[start:stop]) or (checked and not is_utf8(raw))
    ]
    return np.asarray(odd, dtype=np.int64)


def _odd_quotes(chunk: bytes, ends: Any, quote: int, delimiter: int) -> Any:
    """Lines in which a quote stands where none may, or one that opens is not closed."""
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    places = places_of(chunk, quote)
    lines = np.searchsorted(ends, places)
    firsts = np.searchsorted(lines, lines)  # the first quote of the same line
    opens = (np.arange(len(places)) - firsts) % 2 == 0
    beside = np.diff(places) == 1
    behind = np.append(False, beside & ~opens[:-1])  # opens at once behind one that closed: a doubled quote
    before = np.append(beside & opens[1:], False)
    sides = text[np.where(opens, np.maximum(places - 1, 0), np.minimum(places + 1, len(text) - 1))]
    at_edge = np.where(opens, places == 0, places == len(text) - 1)
    fits = at_edge | (sides == delimiter) | (sides == _FEED) | (~opens & (sides == 13))
    fits |= (opens & behind) | (~opens & before)
    odd = lines[~fits]
    last = np.append(lines[1:] != lines[:-1], True)  # a line whose last quote opens never closes it
    return np.concatenate((odd, lines[last & opens]))


def obeys(chunk: bytes, quote: int, delimiter: int) -> bool:
    """Whether all quotes open where a cell begins and close where it ends, or are doubled (RFC 4180)."""
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    places = places_of(chunk, quote)
    if len(places) % 2:
        return False
    opens, closes = places[0::2], places[1::2]
    doubled = opens[1:] == closes[:-1] + 1
    before = text[np.maximum(opens - 1, 0)]
    starts = (before == delimiter) | (before == _FEED) | (opens == 0)
    after = text[np.minimum(closes + 1, len(text) - 1)]
    ends = (after == delimiter) | (after == _FEED) | (after == 13) | (closes == len(text) - 1)
    starts[1:] |= doubled
    ends[:-1] |= doubled
    return bool(starts.all() and ends.all())
