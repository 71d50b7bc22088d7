"""Bytes of a dump to text in pieces of about half a megabyte, each ending at a line end or a comma.

Why not line by line: one line of a dump holds thousands of rows. UTF-8 comes first; rows that are not
UTF-8 are read one by one in the character set declared, or the one found for them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leakcheck.errors import InputError
from leakcheck.model import LineEvent
from leakcheck.pattern import pattern
from leakcheck.readers.intake.decoding import decode
from leakcheck.readers.intake.encodings.marks import VISIBLE, unflag
from leakcheck.readers.intake.encodings.streaming import count_ends
from leakcheck.readers.intake.ledgerbook import MAX_EVENTS
from leakcheck.readers.intake.source import HEAD, Evidence, from_bytes
from leakcheck.readers.sqldump.charset import declared_codec
from leakcheck.readers.sqldump.lines import line_ends

PIECE = 1 << 19
_LONGEST_TOKEN = 8 << 20
_ROW_ENDS = pattern(rb"(?<=\),)(?=\()|(?<=\n)")
_WIDE = ("utf-16", "utf-32")
_ESCAPED = pattern(r"\ufffe(?=\\[ux])")


@dataclass(slots=True)
class TextSource:
    """The text of a dump, as often as it is asked for.

    `fallen` counts the rows that were not UTF-8; `odd` holds the physical lines they stand on, and those on
    which characters had to be escaped (bounded), as far as pieces are out.
    """

    evidence: Evidence
    codec: str
    errors: str
    declared: str | None
    fallback: str | None = None
    fallen: int = 0
    odd: list[int] = field(default_factory=list)
    _line: int = 1

    def events(self) -> Iterator[LineEvent]:
        """Yield one event for each line that was not read as the others were."""
        how = self.fallback or f"{self.codec} with escapes"
        return (LineEvent(line, "decoded", f"read as {how}") for line in self.odd)

    def pieces(self) -> Iterator[str]:
        """Yield the text from its first character.

        Raises
        ------
        InputError
            When the encoding was named by the caller and does not fit.
        """
        self.fallen, self._line = 0, 1
        self.odd.clear()
        texts = self._eight_bit() if self.codec == "utf-8" and self.errors != "strict" else self._told()
        for number, text in enumerate(texts):
            piece = text.removeprefix("\ufeff") if number == 0 else text
            if piece:
                yield piece
                self._line += line_ends(piece)

    def _told(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.codec)(self.errors)
        held = ""
        with self.evidence.open() as stream:
            while raw := stream.read(PIECE):
                held += self._decoded(decoder, raw, final=False)
                cut = max(held.rfind("\n"), held.rfind(",")) + 1
                cut = len(held) if not cut and len(held) > _LONGEST_TOKEN else cut
                yield self._unflagged(held[:cut])
                held = held[cut:]
        yield self._unflagged(held + self._decoded(decoder, b"", final=True))

    def _unflagged(self, text: str) -> str:
        """Take out the marks that say where characters were escaped, and keep their lines."""
        clean, marked = unflag(text)
        if marked:
            self._note_marks(text)
        return clean

    def _note_marks(self, text: str) -> None:
        at, line = 0, self._line
        for found in _ESCAPED.finditer(text):
            line += line_ends(text[at : found.start()])
            at = found.start()
            self._note(line)

    def _note(self, line: int) -> None:
        if len(self.odd) < MAX_EVENTS and self.odd[-1:] != [line]:
            self.odd.append(line)

    def _decoded(self, decoder: codecs.IncrementalDecoder, raw: bytes, *, final: bool) -> str:
        try:
            text = decoder.decode(raw, final)
        except ValueError:
            hint = "leave --encoding out to have it found, or name another"
            raise InputError(
                "does not decode in the encoding named", where=self.evidence.name, hint=hint
            ) from None
        return text

    def _eight_bit(self) -> Iterator[str]:
        held = b""
        with self.evidence.open() as stream:
            while raw := stream.read(PIECE):
                held += raw
                cut = held.rfind(b"\n") + 1 or held.rfind(b",") + 1
                cut = len(held) if not cut and len(held) > _LONGEST_TOKEN else cut
                if cut:
                    yield self._text(held[:cut])
                    held = held[cut:]
        yield self._text(held)

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return "".join(self._rows(raw))

    def _rows(self, raw: bytes) -> Iterator[str]:
        line = self._line
        for row in _ROW_ENDS.split(raw):
            yield self._row(row, line)
            line += count_ends(row) if row.endswith((b"\n", b"\r")) else count_ends(row) - 1

    def _row(self, raw: bytes, line: int) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.fallen += 1
            self._note(line)
            if self.fallback is None:
                self.fallback = self.declared or _found_for(raw)
            return raw.decode(self.fallback, "backslashreplace")


def open_text(evidence: Evidence, encoding: str | None) -> TextSource:
    """Find the encoding on the first bytes, or take the one named.

    Raises
    ------
    InputError, UsageError
        As `leakcheck.readers.intake.decoding.decode`.
    """
    head = _whole_lines(evidence.head)
    codec = _codec_of(decode(from_bytes(head, evidence.name), encoding).encoding)
    if encoding is not None:
        return TextSource(evidence, codec, "strict", None)
    if codec.startswith(_WIDE):
        return TextSource(evidence, codec, VISIBLE, None)
    return TextSource(evidence, "utf-8", "replace", declared_codec(head))


def _whole_lines(head: bytes) -> bytes:
    """Cut a full head where no character can be cut in two, whichever encoding it is in."""
    if len(head) < HEAD:
        return head
    for mark, step in ((b"\n\x00", 2), (b"\x00\n", 2), (b"\n", 1), (b",", 1)):
        cut = head.rfind(mark) + len(mark)
        if cut >= len(mark) and cut % step == 0:
            return head[:cut]
    return head


def _codec_of(encoding: str) -> str:
    """Codec at the front of what decoding calls an encoding (``utf-16-le with byte order mark``)."""
    try:
        return codecs.lookup(re.split(r"[ ,]", encoding, maxsplit=1)[0]).name
    except LookupError:
        return "utf-8"


def _found_for(raw: bytes) -> str:
    try:
        codec = _codec_of(decode(from_bytes(raw[:HEAD])).encoding)
    except InputError:
        return "cp1252"
    return "cp1252" if codec.startswith(("utf", "ascii")) else codec
