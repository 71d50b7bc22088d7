"""Lines that hold bytes beyond ASCII, found without making the others.

Why: one line in a hundred with a bad byte must not cost a walk through all hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.readers.intake.encodings.streaming import count_ends, places_beyond, places_of

_SMALL = 4_096
_SPARSE = 64
_FEED = 10


class Beyond(NamedTuple):
    """How many lines there are, and those beyond ASCII: their places (from 0) and bytes without line ends."""

    lines: int
    places: Sequence[int]
    raws: Sequence[bytes]


def lines_beyond(chunk: bytes) -> Beyond:
    """Find the lines of a chunk that hold a byte above 0x7F; LF, CRLF and CR end a line."""
    if len(chunk) < _SMALL or (b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")):
        lines = chunk.splitlines()
        places = [place for place, raw in enumerate(lines) if not raw.isascii()]
        return Beyond(len(lines), places, [lines[place] for place in places])
    import numpy as np

    high = places_beyond(chunk)
    if len(high) * _SPARSE < len(chunk):
        return _few(chunk, high.tolist())
    ends = places_of(chunk, _FEED)
    found = np.unique(np.searchsorted(ends, high))
    edges = np.concatenate(([0], ends + 1, [len(chunk) + 1]))
    spans = zip(edges[found].tolist(), (edges[found + 1] - 1).tolist(), strict=True)
    raws = [chunk[start:stop].removesuffix(b"\r") for start, stop in spans]
    return Beyond(count_ends(chunk), found.tolist(), raws)


def _few(chunk: bytes, high: Sequence[int]) -> Beyond:
    """The same where few bytes are `high`: line feeds are counted from one to the next."""
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    places, raws, line, stop = [], [], 0, 0
    for place in high:
        if place < stop:
            continue
        start = chunk.rfind(b"\n", stop, place) + 1 or stop
        line += int(np.count_nonzero(text[stop:start] == _FEED))
        stop = chunk.find(b"\n", place)
        stop = len(chunk) if stop < 0 else stop
        places.append(line)
        raws.append(chunk[start:stop].removesuffix(b"\r"))
    line += int(np.count_nonzero(text[stop:] == _FEED))
    return Beyond(line + (not chunk.endswith(b"\n")), places, raws)
