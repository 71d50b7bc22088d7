"""Bytes to physical lines of text, by rules first and never by a guess on the head alone.

Order: byte order mark; UTF-16 without one; strict UTF-8; and the lines that are not UTF-8 are read
as Windows-1252, one by one, and counted. A statistical detector may later take the place of that
last step (`_fallback`); nothing outside this module would notice.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leakcheck.errors import InputError, UsageError
from leakcheck.readers.intake.binaries import refuse_controls
from leakcheck.readers.intake.physical import MARK, chunks, lines_of, newline_style, split_lines, text_pieces
from leakcheck.readers.intake.source import HEAD, Evidence

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NOT_TEXT = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """How the bytes became text. `lines()` yields the physical lines without their ends."""

    encoding: str
    newline: str
    notes: tuple[str, ...]
    lines: Callable[[], Iterator[str]]


def decode(evidence: Evidence, encoding: str | None = None) -> Decoded:
    """Find the encoding (or use the one named) and promise the lines.

    Raises
    ------
    InputError
        When the evidence is binary, blank, or not in the encoding named.
    UsageError
        When no such encoding exists.
    """
    data, where = evidence.data, evidence.name
    skip, codec = _sniff(data[:HEAD])
    if encoding is not None:
        decoded = _as_told(data, where, encoding)
    elif codec != "utf-8":
        decoded = _wide(data, skip, codec)
    else:
        refuse_controls(data[:HEAD], where)
        decoded = _eight_bit(data, skip)
    if not any(line.strip() for line in decoded.lines()):
        raise InputError(
            "holds nothing but blanks", where=where, hint="give a file or text with at least one record"
        )
    return decoded


def decode_head(head: bytes) -> list[str]:
    """Lines of the first bytes, for bids: never raises, and leaves out a line cut at the end."""
    skip, codec = _sniff(head)
    lines = split_lines(head[skip:].decode(codec, "replace"))
    return lines[:-1] if len(head) >= HEAD and len(lines) > 1 else lines


def _sniff(head: bytes) -> tuple[int, str]:
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return len(bom), codec
    return 0, _wide_without_mark(head[:4096]) or "utf-8"


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 without a mark: any real text has blanks or line ends, so its bytes hold NULs."""
    if b"\x00" not in sample:
        return None
    scores = {codec: _script_share(sample, codec) for codec in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 0.93 else None


def _script_share(sample: bytes, codec: str) -> float:
    """Share of characters in printable ASCII or in the two commonest other blocks of 256."""
    text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
    blocks: dict[int, int] = {}
    ascii_chars = 0
    for char in text:
        if char.isascii():
            ascii_chars += char.isprintable() or char in "\t\r\n"
        elif char.isprintable():
            blocks[ord(char) >> 8] = blocks.get(ord(char) >> 8, 0) + 1
    return (ascii_chars + sum(sorted(blocks.values())[-2:])) / len(text) if ascii_chars else 0.0


def _as_told(data: bytes, where: str, encoding: str) -> Decoded:
    codec = _known_codec(encoding)
    skip, codec = next(
        ((len(bom), c) for bom, c in _BOMS if data.startswith(bom) and c.startswith(codec)), (0, codec)
    )
    try:
        for _ in text_pieces(data, skip, codec, "strict"):
            pass
    except ValueError:
        hint = "leave --encoding out to have it found, or name another"
        raise InputError("does not decode in the encoding named", where=where, hint=hint) from None
    return Decoded(
        codec, newline_style(data, codec), (), lambda: lines_of(text_pieces(data, skip, codec, "strict"))
    )


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


def _wide(data: bytes, skip: int, codec: str) -> Decoded:
    notes: tuple[str, ...] = ()
    try:
        for _ in text_pieces(data, skip, codec, "strict"):
            pass
    except UnicodeError:
        notes = (f"some bytes are not valid {codec} and are shown as \\x.. escapes",)
    name = f"{codec} with byte order mark" if skip else codec
    return Decoded(
        name,
        newline_style(data, codec),
        notes,
        lambda: lines_of(text_pieces(data, skip, codec, "backslashreplace")),
    )


def _eight_bit(data: bytes, skip: int) -> Decoded:
    bad, first, wide = _not_utf8(data, skip)
    name = "utf-8 with byte order mark" if skip else "utf-8"
    notes = []
    if bad:
        name = "utf-8, in part cp1252" if wide > bad else "cp1252"
        notes.append(
            f"{bad:,} line(s) are not UTF-8 and were read as Windows-1252, the first at line {first}"
        )
    if nuls := data.count(b"\x00"):
        notes.append(f"{nuls:,} NUL byte(s) inside the text")
    return Decoded(name, newline_style(data, "utf-8"), tuple(notes), lambda: _eight_bit_lines(data, skip))


def _not_utf8(data: bytes, skip: int) -> tuple[int, int, int]:
    """Count lines that are not UTF-8, find the first, and count (at least) lines that are not ASCII."""
    bad = first = wide = line = 0
    for chunk in chunks(data, skip):
        if _is_utf8(chunk):
            wide += not chunk.isascii()
            line += 0 if first else len(chunk.splitlines())
            continue
        for raw in chunk.splitlines():
            line += 1
            wide += not raw.isascii()
            wrong = not _is_utf8(raw)
            bad += wrong
            first = first or line * wrong
    return bad, first, wide


def _eight_bit_lines(data: bytes, skip: int) -> Iterator[str]:
    for chunk in chunks(data, skip):
        try:
            yield from split_lines(chunk.decode("utf-8"))
        except UnicodeDecodeError:
            for raw in chunk.splitlines():
                yield _fallback(raw).removeprefix(MARK)


def _fallback(raw: bytes) -> str:
    return raw.decode("utf-8") if _is_utf8(raw) else raw.decode("cp1252", "backslashreplace")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
