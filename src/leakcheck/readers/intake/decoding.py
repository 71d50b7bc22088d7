"""Bytes to physical lines of text, by rules first and never by a guess on the head alone.

Order: byte order mark; UTF-16 or UTF-32 without one; ISO-2022-JP by its escapes; strict UTF-8 over the whole
stream; and the lines that are not UTF-8 are guessed once, together, and read one by one, so that a file of
mixed encodings needs no special case. What decodes in nothing becomes a visible escape.
Each rule is a file of `leakcheck.readers.intake.encodings`.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

from leakcheck.errors import InputError, UsageError
from leakcheck.frozen import dataclass
from leakcheck.model import LineEvent
from leakcheck.readers.intake.binaries import refuse_controls
from leakcheck.readers.intake.encodings.guessing import title
from leakcheck.readers.intake.encodings.linewise import (
    AS_BYTES,
    HOW_SUSPECTED,
    Plan,
    decode_batches,
    reads_utf8_as_such,
    ways_of_lines,
)
from leakcheck.readers.intake.encodings.marks import BOMS, VISIBLE, unflag
from leakcheck.readers.intake.encodings.sniffing import BY_LINE, sniff
from leakcheck.readers.intake.encodings.streaming import line_chunks, spans, steps, text_pieces
from leakcheck.readers.intake.encodings.surveying import Survey, survey
from leakcheck.readers.intake.encodings.suspects import Suspicion, suspects
from leakcheck.readers.intake.physical import line_lists, lines_of, newline_style
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.intake.ways import Way

_NOT_TEXT = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
_HEAD_LINES = 2_000
_SUSPECTED = 1_000
GATHERED = 8
"""Steps of the survey, each of about 1 MiB, that make a chunk: fewer cost a tenth more, more take memory."""
_LAST = 1 << 18


class DecodedLine(NamedTuple):
    """A physical line: its number from 1, its text, and how it was read (empty: as all the others)."""

    number: int
    text: str
    how: str


def _none() -> Iterator[tuple[int, str]]:
    """No line at all."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Decoded:
    """How the bytes became text.

    `lines()` yields the physical lines without their ends; `numbered()` yields them as `DecodedLine`, and
    says of each that is not plain UTF-8 how it was read; `odd()` yields number and way of those only that
    were read otherwise than `encoding` says, and reads nothing when there are none; `batches()` yields the
    lines many at a time; `chunks()`, where lines of UTF-8 are surely that, the bytes of whole lines, about
    8 MiB at a time, or as many as asked for. All may be called again. `sample` holds lines from all over a
    long file. `way` says the same as plain data.
    """

    encoding: str
    newline: str
    notes: tuple[str, ...]
    lines: Callable[[], Iterator[str]]
    numbered: Callable[[], Iterator[DecodedLine]]
    batches: Callable[[], Iterator[list[str]]]
    suspicions: tuple[Suspicion, ...] = ()
    odd: Callable[[], Iterator[tuple[int, str]]] = _none
    sample: tuple[str, ...] = ()
    chunks: Callable[..., Iterator[bytes]] | None = None
    way: Way | None = None

    def events(self) -> Iterator[LineEvent]:
        """Yield one event for each line that was not read as the others were."""
        for number, how in self.odd():
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
    skip, codec = sniff(evidence.head)
    if encoding is not None:
        decoded = _as_told(evidence, encoding)
    elif codec != BY_LINE:
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
    skip, codec = sniff(head)
    if codec != BY_LINE:
        return tuple(lines_of(text_pieces(io.BytesIO(head), skip, codec, "replace")))
    body = head[skip:]
    plan = None if body.isascii() else survey(iter([body])).plan()
    return tuple(text for texts, _ in decode_batches([body], plan) for text in texts)


def decode_head(head: bytes) -> list[str]:
    """Lines of the first bytes, for bids: never raises, and leaves out a line cut at the end."""
    lines = list(_head_lines(head))
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


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
    from leakcheck.readers.intake.encodings import isciicodec

    isciicodec.register()
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

    def batches() -> Iterator[list[str]]:
        return line_lists(text_pieces(evidence.open(), skip, codec, "strict"))

    found = suspects(islice(lines(), _HEAD_LINES))
    notes = tuple(one.sentence() for one in found)
    style, way = newline_style(evidence.head, codec), Way(skip, codec)
    return Decoded(name, style, notes, lines, numbered, batches, found, way=way)


def _escaped(evidence: Evidence, skip: int, codec: str, name: str) -> Decoded:
    def numbered() -> Iterator[DecodedLine]:
        lines = lines_of(text_pieces(evidence.open(), skip, codec, VISIBLE))
        for number, line in enumerate(lines, 1):
            text, escaped = unflag(line)
            yield DecodedLine(number, text, f"{codec} with escapes" if escaped else "")

    def lines() -> Iterator[str]:
        return (line.text for line in numbered())

    def batches() -> Iterator[list[str]]:
        for part in line_lists(text_pieces(evidence.open(), skip, codec, VISIBLE)):
            yield [unflag(line)[0] for line in part]

    def odd() -> Iterator[tuple[int, str]]:
        return ((line.number, line.how) for line in numbered() if line.how)

    notes = _escape_notes([number for number, _ in odd()], codec)
    style = newline_style(evidence.head, codec)
    return Decoded(name, style, notes, lines, numbered, batches, odd=odd)


def _escape_notes(lines: list[int], codec: str) -> tuple[str, ...]:
    return (
        f"{len(lines):,} line(s) hold bytes that are not valid {codec}, shown as \\x.. or \\u.. escapes, "
        f"the first at line {lines[0]}",
    )


def _by_line(evidence: Evidence, skip: int) -> Decoded:
    seen = _surveyed(evidence, skip)
    if seen.is_noise:
        hint = "if you know the encoding, name it with --encoding; else ask for the file as it was"
        raise InputError("holds bytes that are text in no known encoding", where=evidence.name, hint=hint)
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

    def batches() -> Iterator[list[str]]:
        return (texts for texts, _ in decode_batches(line_chunks(evidence.open(), skip), plan))

    label = seen.label(plan)
    usual = _usual(label, plan)

    def odd() -> Iterator[tuple[int, str]]:
        passed = 1
        for count, hows in ways_of_lines(_spans(evidence, skip, seen.ends), plan):
            yield from ((passed + place, how) for place, how in hows.items() if how != usual)
            passed += count

    name = label + (" with byte order mark" if skip else "")
    notes = (*seen.notes(plan), *(one.sentence() for one in found))
    every = odd if seen.legacy or seen.damaged else _none
    style = newline_style(evidence.head, "utf-8")
    sample = _slices(seen, plan) if len(evidence.head) >= HEAD else ()
    clean = partial(_gathered, evidence, skip, seen.ends) if reads_utf8_as_such(plan) else None
    way = Way(skip, "", plan, usual, every is odd)
    return Decoded(name, style, notes, lines, numbered, batches, found, every, sample, clean, way)


def _surveyed(evidence: Evidence, skip: int) -> Survey:
    """Survey of the whole stream, which a file brings along that was surveyed while it was hashed."""
    known: Survey | None = getattr(evidence.opener, "survey", None)
    return survey(steps(evidence.open(), skip)) if known is None else copy(known)


def _gathered(evidence: Evidence, skip: int, ends: Sequence[int], steps: int = 0) -> Iterator[bytes]:
    """Bytes of whole lines: first those that are looked at line by line anyway, then `steps` MiB each time.

    Read exactly as far as a line ends, so that nothing is copied afterwards.
    """
    first = evidence.head.rfind(b"\n", 0, HEAD) + 1 - skip
    last = next((end for end in reversed(ends) if end <= ends[-1] - _LAST), 0)
    return _spans(evidence, skip, sorted({max(0, first), *ends[:: steps or GATHERED], last, ends[-1]} - {0}))


def _spans(evidence: Evidence, skip: int, ends: Iterable[int]) -> Iterator[bytes]:
    stream = evidence.open()
    stream.read(skip)
    return spans(stream, ends)


def _slices(seen: Survey, plan: Plan | None) -> tuple[str, ...]:
    """Whole lines of the slices taken from all over the file: those at their edges may be cut."""
    whole = (b"\n".join(piece.splitlines()[1:-1]) for piece in seen.any.lines)
    return tuple(line for texts, _ in decode_batches((raw for raw in whole if raw), plan) for line in texts)


def _usual(label: str, plan: Plan | None) -> str:
    """How the lines are read that are as `label` says: in a file of one old encoding all of them are."""
    if plan is None or label != plan.main.encoding:
        return ""
    return HOW_SUSPECTED if plan is AS_BYTES else title(plan.main.encoding)


def _sample(seen: Survey) -> list[bytes]:
    """Lines to suspect: those that are not UTF-8, and slices of everything, cut to whole lines."""
    slices = [line for piece in seen.any.lines for line in piece.splitlines()]
    return [*seen.odd.lines[:_SUSPECTED], *slices[:_SUSPECTED]]
