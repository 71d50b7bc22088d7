"""JSON bytes to text in pieces of about 1 MiB, whatever the length of the lines.

Why not line by line: a whole dump may be one line. Line ends come out as LF (RFC 8259 allows LF and CR
between tokens only, so nothing inside a string changes). Bytes that are not UTF-8 (section 8.1) are read as
`leakcheck.readers.intake.decoding` reads them, and the lines they stand on are remembered in `odd`.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from leakcheck.errors import InputError
from leakcheck.pattern import pattern
from leakcheck.readers.intake.binaries import refuse_controls
from leakcheck.readers.intake.decoding import Decoded, decode
from leakcheck.readers.intake.encodings.marks import VISIBLE, by_mark, unflag
from leakcheck.readers.intake.encodings.streaming import text_pieces
from leakcheck.readers.intake.encodings.wide import wide_without_mark
from leakcheck.readers.intake.physical import newline_style
from leakcheck.readers.intake.source import HEAD, Evidence, from_bytes

_CHUNK = 1 << 20
_LONG_LINE = 16 << 20
_LINES = 4_096
_ODD = pattern("[\udc80-\udcff]|\\\ufffe")
_ESCAPE = pattern(r"\\(.)", re.S)


@dataclass(slots=True)
class TextSource:
    """The text, as often as it is asked for.

    Parameters
    ----------
    codec, errors, skip
        How the bytes are decoded; with an empty codec the lines of `decoded` are taken.
    odd : deque of (int, str)
        Physical lines that were not plainly decoded, with the way they were read, as far as pieces are out.
    """

    evidence: Evidence
    encoding: str
    newline: str
    notes: tuple[str, ...]
    codec: str = "utf-8"
    errors: str = "strict"
    skip: int = 0
    decoded: Decoded | None = None
    odd: deque[tuple[int, str]] = field(default_factory=deque)

    def pieces(self) -> Iterator[str]:
        """Yield the text from its first character, with LF as the only line end."""
        self.odd.clear()
        if self.decoded is not None:
            return self._by_line(self.decoded)
        pieces = text_pieces(self.evidence.open(), self.skip, self.codec, self.errors)
        return _even_ends(pieces) if self.errors == "strict" else self._marked(_even_ends(pieces))

    def _by_line(self, decoded: Decoded) -> Iterator[str]:
        lines = decoded.numbered()
        while batch := list(islice(lines, _LINES)):
            texts = []
            for number, text, how in batch:
                texts.append(_ESCAPE.sub(_double, text) if how else text)
                if how:
                    self.odd.append((number, f"read as {how}"))
            yield "\n".join((*texts, ""))

    def _marked(self, pieces: Iterator[str]) -> Iterator[str]:
        line = 1
        for piece in pieces:
            at = 0
            for found in _ODD.finditer(piece):
                line += piece.count("\n", at, found.start())
                at = found.start()
                if not self.odd or self.odd[-1][0] != line:
                    self.odd.append((line, f"holds bytes that are not {self.codec}, shown as escapes"))
            line += piece.count("\n", at)
            yield unflag(piece)[0]


def open_text(evidence: Evidence, encoding: str | None) -> TextSource:
    """Find the encoding over the whole stream, or take the one named.

    Raises
    ------
    InputError, UsageError
        As `leakcheck.readers.intake.decoding.decode`.
    """
    if encoding is not None:
        return _told(evidence, decode(evidence, encoding))
    skip, codec = by_mark(evidence.head) or (0, wide_without_mark(evidence.head) or "utf-8")
    if codec != "utf-8":
        decoded = decode(evidence)
        return TextSource(evidence, decoded.encoding, decoded.newline, decoded.notes, codec, VISIBLE, skip)
    refuse_controls(evidence.head, evidence.name)
    valid, longest = _look(evidence, skip)
    name = "utf-8 with byte order mark" if skip else "utf-8"
    style = newline_style(evidence.head, "utf-8")
    if valid:
        return TextSource(evidence, name, style, _suspicions(evidence), skip=skip)
    if longest > _LONG_LINE:
        note = "some bytes are not UTF-8 and are shown as \\x.. escapes"
        return TextSource(evidence, name, style, (note,), errors="surrogateescape", skip=skip)
    decoded = decode(evidence)
    return TextSource(evidence, decoded.encoding, decoded.newline, decoded.notes, decoded=decoded)


def _told(evidence: Evidence, decoded: Decoded) -> TextSource:
    codec = codecs.lookup(decoded.encoding.split(" ")[0]).name
    marked = by_mark(evidence.head)
    skip = marked[0] if marked and codec.startswith(marked[1]) else 0
    return TextSource(evidence, decoded.encoding, decoded.newline, decoded.notes, codec, skip=skip)


def _look(evidence: Evidence, skip: int) -> tuple[bool, int]:
    """Whether all bytes are UTF-8, and the length of the longest line (at least, once they are not)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, held, longest = True, 0, 0
    with evidence.open() as stream:
        stream.read(skip)
        while piece := stream.read(_CHUNK):
            valid = valid and _feeds(decoder, piece)
            cut = piece.find(b"\n")
            held = held + len(piece) if cut < 0 else len(piece) - piece.rfind(b"\n")
            longest = max(longest, held)
    return valid and _feeds(decoder, b"", final=True), longest


def _feeds(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _suspicions(evidence: Evidence) -> tuple[str, ...]:
    """What decoding suspects on the first lines of valid UTF-8 (fonts that pretend to be Latin)."""
    head = evidence.head
    cut = head.rfind(b"\n") + 1 if len(head) >= HEAD else len(head)
    try:
        return decode(from_bytes(head[:cut], evidence.name)).notes if cut else ()
    except InputError:
        return ()


def _even_ends(pieces: Iterator[str]) -> Iterator[str]:
    """CRLF and CR become LF; a CR at the end of a piece waits for its LF."""
    held = ""
    for piece in pieces:
        if "\r" not in piece and not held:
            yield piece
            continue
        text = held + piece
        held = "\r" if text.endswith("\r") else ""
        yield text[: len(text) - len(held)].replace("\r\n", "\n").replace("\r", "\n")
    if held:
        yield "\n"


def _double(found: re.Match[str]) -> str:
    r"""Keep a ``\xNN`` that decoding wrote: JSON knows no such escape, so its backslash is doubled."""
    return "\\" + found[0] if found[1] == "x" else found[0]
