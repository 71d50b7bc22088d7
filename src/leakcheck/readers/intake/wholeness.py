"""Whether the bytes of a container came out whole, and what the ledger then says.

Why so late: a stream shows that it was cut off only at its end, when the rows before are long delivered.
A line-based reader would take the torn last line for a row, so it is held back and reported instead.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from leakcheck.frozen import dataclass, replace
from leakcheck.model import Ledger, LineEvent
from leakcheck.pattern import pattern
from leakcheck.readers.intake.piecestream import PieceStream

_LONGEST_TAIL = 1 << 20
_OBJECT_END = pattern(rb"\}(?=\s{0,20},\s{0,20}\{)")
_RECORD_ENDS = {
    b"<": re.compile(rb"</(?:tr|dd)\s{0,20}>", re.I),
    b"[": _OBJECT_END,
    b"{": _OBJECT_END,
}
_CHUNK = 1 << 18


@dataclass(slots=True)
class Wholeness:
    """Filled while a member is read; every pass over the same bytes finds the same.

    `reason` says what is wrong (empty: nothing); `is_cut` that bytes are missing at the end; `has_tail` that
    a torn last line was held back.
    """

    reason: str = ""
    is_cut: bool = False
    has_tail: bool = False

    def amend(self, ledger: Ledger) -> Ledger:
        """Ledger with the damage as its last event; a torn line that was held back counts as rejected."""
        if not self.reason:
            return ledger
        torn = int(self.has_tail)
        event = LineEvent(ledger.lines + torn, "rejected", self.reason)
        return replace(
            ledger,
            lines=ledger.lines + torn,
            rejected=ledger.rejected + torn,
            events=(*ledger.events, event),
            events_total=ledger.events_total + 1,
        ).check()


def whole_lines(opener: Callable[[], BinaryIO], wholeness: Wholeness, head: bytes) -> Callable[[], BinaryIO]:
    """Wrap an opener so that a line torn by a cut is left out.

    Not held back are a line over 1 MiB, and a first line that opens a bracket: a document in one line. Of a
    torn line of markup or JSON the whole records are kept: a document often has all of them in one.
    """
    ending, width = _line_end(head)
    opening = head.lstrip()[:1]
    lines = _Lines(ending, width, opening in _RECORD_ENDS, _RECORD_ENDS.get(opening))

    def opened() -> BinaryIO:
        return io.BufferedReader(PieceStream(_pieces(opener(), wholeness, lines)))

    return opened


class _Lines(NamedTuple):
    """How lines end; `width` is the bytes of a character, which keeps UTF-16 in step."""

    ending: bytes
    width: int
    is_document: bool
    record_end: re.Pattern[bytes] | None


def _pieces(stream: BinaryIO, wholeness: Wholeness, lines: _Lines) -> Iterator[bytes]:
    """Pieces that end where lines end."""
    with stream:
        held, place, seen = b"", 0, not lines.is_document
        while piece := stream.read(_CHUNK):
            held += piece
            cut = _after_last(held, lines, place)
            cut = len(held) if not cut and len(held) > _LONGEST_TAIL else cut
            seen = seen or cut > 0
            if cut:
                yield held[:cut]
                held, place = held[cut:], place + cut
        kept = _after_record(held, lines.record_end) if wholeness.is_cut else 0
        wholeness.has_tail = wholeness.is_cut and seen and bool(held) and not kept
        if held and not wholeness.has_tail:
            yield held[: kept or len(held)]


def _after_record(data: bytes, end: re.Pattern[bytes] | None) -> int:
    """Index behind the last record that is closed; 0 when there is none."""
    return max((found.end() for found in end.finditer(data)), default=0) if end else 0


def _after_last(data: bytes, lines: _Lines, place: int) -> int:
    """Index behind the last line end that stands on a character's border; 0 when there is none."""
    size = len(lines.ending)
    found = data.rfind(lines.ending)
    while found >= 0 and (place + found) % lines.width:
        found = data.rfind(lines.ending, 0, found + size - 1)
    return found + size if found >= 0 else 0


def _line_end(head: bytes) -> tuple[bytes, int]:
    """Line end and character width: UTF-16 by its mark or by where its NULs stand, else one byte."""
    sample = head[:4096]
    if sample.startswith(b"\xff\xfe") or sample[1::2].count(0) * 8 > len(sample):
        return b"\n\x00", 2
    if sample.startswith(b"\xfe\xff") or sample[::2].count(0) * 8 > len(sample):
        return b"\x00\n", 2
    return (b"\n" if b"\n" in head or b"\r" not in head else b"\r"), 1
