"""Bytes to physical lines of text, by rules first and never by a guess on the head alone.

Order: byte order mark; UTF-16 or UTF-32 without one; ISO-2022-JP by its escapes; strict UTF-8 over the whole
stream; and the lines that are not UTF-8 are guessed once, together, and read one by one, so that a file of
mixed encodings needs no special case. What decodes in nothing becomes a visible escape.
Each rule is a file of `leakcheck.readers.intake.encodings`.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from leakcheck.errors import InputError, UsageError
from leakcheck.model import LineEvent
from leakcheck.readers.intake.binaries import refuse_controls
from leakcheck.readers.intake.encodings.linewise import AS_BYTES, decode_batches
from leakcheck.readers.intake.encodings.marks import BOMS, VISIBLE, by_mark, unflag
from leakcheck.readers.intake.encodings.streaming import line_chunks, text_pieces
from leakcheck.readers.intake.encodings.surveying import Survey, survey
from leakcheck.readers.intake.encodings.suspects import Suspicion, suspects
from leakcheck.readers.intake.encodings.wide import wide_without_mark
from leakcheck.readers.intake.physical import lines_of, newline_style
from leakcheck.readers.intake.source import HEAD, Evidence

_NOT_TEXT = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
_JAPANESE_MAIL = "iso2022_jp_ext"
_HEAD_LINES = 2_000
_SUSPECTED = 1_000


class DecodedLine(NamedTuple):
    """A physical line: its number from 1, its text, and how it was read (empty: as all the others)."""

    number: int
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """How the bytes became text.

    `lines()` yields the physical lines without their ends; `numbered()` yields them as `DecodedLine`, and
    says of each that needed a fallback or an escape how it was read. Both may be called again.
    """

    encoding: str
    newline: str
    notes: tuple[str, ...]
    lines: Callable[[], Iterator[str]]
    numbered: Callable[[], Iterator[DecodedLine]]
    suspicions: tuple[Suspicion, ...] = ()

    def events(self) -> Iterator[LineEvent]:
        """Yield one event for each line that was not read as the others were."""
        for number, _, how in self.numbered():
            if how:
                yield LineEvent(number, "decoded", f"read as {how}")


def decode(evidence: Evidence, encoding: str | None = None) -> Decoded:
    """Find the encoding (or use the one named) and promise the lines.

    Raises
    ------
    InputError
        When the evidence is binary, blank, or not in the encoding named.
    UsageError
        When no such encoding exists.
    """
    skip, codec = _sniff(evidence.head)
    if encoding is not None:
        decoded = _as_told(evidence, encoding)
    elif codec != "utf-8":
        decoded = _whole(evidence, skip, codec)
    else:
        refuse_controls(evidence.head, evidence.name)
        decoded = _by_line(evidence, skip)
    if not any(line.strip() for line in decoded.lines()):
        raise InputError(
            "holds nothing but blanks",
            where=evidence.name,
            hint="give a file or text with at least one record",
        )
    return decoded


@lru_cache(maxsize=4)
def _head_lines(head: bytes) -> tuple[str, ...]:
    """Lines of a head; remembered, because every reader bids on the same one."""
    skip, codec = _sniff(head)
    if codec != "utf-8":
        return tuple(lines_of(text_pieces(io.BytesIO(head), skip, codec, "replace")))
    body = head[skip:]
    plan = None if body.isascii() else survey(iter([body])).plan()
    return tuple(text for texts, _ in decode_batches([body], plan) for text in texts)


def decode_head(head: bytes) -> list[str]:
    """Lines of the first bytes, for bids: never raises, and leaves out a line cut at the end."""
    lines = list(_head_lines(head))
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def _sniff(head: bytes) -> tuple[int, str]:
    """Length of the mark and codec of the whole stream; ``utf-8`` stands for "line by line"."""
    marked = by_mark(head)
    if marked is not None:
        return marked
    if b"\x1b$" in head and head.isascii() and _is_japanese_mail(head):
        return 0, _JAPANESE_MAIL
    return 0, wide_without_mark(head) or "utf-8"


def _is_japanese_mail(head: bytes) -> bool:
    """ISO-2022-JP switches by escapes (RFC 1468); a head cut inside a character is still that."""
    if b"\x1b$B" not in head and b"\x1b$@" not in head:
        return False
    try:
        codecs.getincrementaldecoder(_JAPANESE_MAIL)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _as_told(evidence: Evidence, encoding: str) -> Decoded:
    codec = _known_codec(encoding)
    skip, codec = next(
        ((len(bom), c) for bom, c in BOMS if evidence.head.startswith(bom) and c.startswith(codec)),
        (0, codec),
    )
    if not _is_valid(evidence, skip, codec):
        hint = "leave --encoding out to have it found, or name another"
        raise InputError("does not decode in the encoding named", where=evidence.name, hint=hint)
    return _clean(evidence, skip, codec, codec)


def _is_valid(evidence: Evidence, skip: int, codec: str) -> bool:
    try:
        for _ in text_pieces(evidence.open(), skip, codec, "strict"):
            pass
    except ValueError:
        return False
    return True


def _known_codec(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in _NOT_TEXT:
        raise UsageError(
            "no such text encoding", where="--encoding", hint="for example utf-8, utf-16-le, cp1252, koi8-r"
        )
    return "utf-8" if info.name == "utf-8-sig" else info.name


def _whole(evidence: Evidence, skip: int, codec: str) -> Decoded:
    """One codec for the whole stream; what does not decode is escaped, counted and named by line."""
    name = f"{codec} with byte order mark" if skip else codec
    valid = _is_valid(evidence, skip, codec)
    return _clean(evidence, skip, codec, name) if valid else _escaped(evidence, skip, codec, name)


def _clean(evidence: Evidence, skip: int, codec: str, name: str) -> Decoded:
    def lines() -> Iterator[str]:
        return lines_of(text_pieces(evidence.open(), skip, codec, "strict"))

    def numbered() -> Iterator[DecodedLine]:
        return (DecodedLine(number, text, "") for number, text in enumerate(lines(), 1))

    found = suspects(islice(lines(), _HEAD_LINES))
    notes = tuple(one.sentence() for one in found)
    return Decoded(name, newline_style(evidence.head, codec), notes, lines, numbered, found)


def _escaped(evidence: Evidence, skip: int, codec: str, name: str) -> Decoded:
    def numbered() -> Iterator[DecodedLine]:
        lines = lines_of(text_pieces(evidence.open(), skip, codec, VISIBLE))
        for number, line in enumerate(lines, 1):
            text, escaped = unflag(line)
            yield DecodedLine(number, text, f"{codec} with escapes" if escaped else "")

    notes = _escape_notes([line.number for line in numbered() if line.how], codec)
    style = newline_style(evidence.head, codec)
    return Decoded(name, style, notes, lambda: (line.text for line in numbered()), numbered)


def _escape_notes(lines: list[int], codec: str) -> tuple[str, ...]:
    return (
        f"{len(lines):,} line(s) hold bytes that are not valid {codec}, shown as \\x.. or \\u.. escapes, "
        f"the first at line {lines[0]}",
    )


def _by_line(evidence: Evidence, skip: int) -> Decoded:
    seen = survey(line_chunks(evidence.open(), skip))
    found = suspects(_sample(seen))
    plan = AS_BYTES if any(one.encoding == "iscii" for one in found) else seen.plan()

    def lines() -> Iterator[str]:
        for texts, _ in decode_batches(line_chunks(evidence.open(), skip), plan):
            yield from texts

    def numbered() -> Iterator[DecodedLine]:
        number = 0
        for texts, hows in decode_batches(line_chunks(evidence.open(), skip), plan, marked=True):
            for place, text in enumerate(texts):
                number += 1
                yield DecodedLine(number, text, hows.get(place, ""))

    name = seen.label(plan) + (" with byte order mark" if skip else "")
    notes = (*seen.notes(plan), *(one.sentence() for one in found))
    return Decoded(name, newline_style(evidence.head, "utf-8"), notes, lines, numbered, found)


def _sample(seen: Survey) -> list[bytes]:
    """Lines to suspect: those that are not UTF-8, and slices of everything, cut to whole lines."""
    slices = [line for piece in seen.any.lines for line in piece.splitlines()]
    return [*seen.odd.lines[:_SUSPECTED], *slices[:_SUSPECTED]]
