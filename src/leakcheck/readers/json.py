"""JSON: one record, a list of records, one record a line, or records wrapped in an object.

The grammar is RFC 8259, strictly. `Reading.details` says in ``grammar`` what the whole text is: ``JSON (RFC
8259)``, ``JSON lines``, ``concatenated JSON``, or ``not strict JSON``; in the last case the ledger names the
places (repaired, rejected, preamble or footer). A text without records ends in an `InputError` that says
whether it is valid JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakcheck.errors import InputError, InternalError
from leakcheck.model import Block, Reading, Table
from leakcheck.pattern import pattern
from leakcheck.readers.intake.decoding import decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

if TYPE_CHECKING:
    from leakcheck.readers.jsontext.run import Run
    from leakcheck.readers.jsontext.shaping import Shaper
    from leakcheck.readers.jsontext.source import TextSource
    from leakcheck.readers.jsontext.tally import Tally

TITLE = "JSON and JSON lines"
EXAMPLE: bytes | None = b'[{"name": "A. Sharma", "age": 41},\n {"name": "B. Rao", "age": 35}]\n'
_OPENING = pattern(r'\s{0,1000}(\{\s{0,1000}["}]|\[\s{0,1000}[\[{"\]])')
_LITERAL = pattern(r"\s{0,1000}[\[{]\s{0,200}(\{\s{0,200})?'[^'\n]{1,100}'\s{0,20}:")
_INSIDE = pattern(r'(^|[\s:=>`(])[\[{]\s{0,200}(\{\s{0,200})?"[^"\n]{1,100}"\s{0,20}:', re.M)
_BEGINS = (*'"[{-0123456789', "true", "false", "null", "NaN", "Infinity")
_KEPT = 8 << 20
_SHORT = 4_096
_LEAD_IN = 500
_KEYS_APART = 80
_LEAST = 0.11  # a bare number or word: any other reader may have it


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are JSON: a bracket and a quoted key at the start, or further in."""
    from leakcheck.readers.jsontext.meant import is_meant, visible

    text = visible(_text(head))
    opens = text.lstrip()[:1] in ("{", "[")
    if opens and (_OPENING.match(text) or _LITERAL.match(text) or is_meant(text)):
        return 0.97
    inside = _INSIDE.search(text[:20_000]) if '"' in text else None
    if inside:
        return 1.0 if _is_mostly(text[inside.start() :], inside.start()) else 0.75
    text = text.strip(" \t\n")
    if len(text) > _SHORT or not text.startswith(_BEGINS) or not _is_value(text):
        return 0.0
    return 0.9 if text.startswith(("[", '"')) else _LEAST


def _text(head: bytes) -> str:
    """First lines as text; a bracket that is one byte says that stray control bytes do not make it UTF-16."""
    ended = head.rstrip(b"\0")
    if (head[:1] in (b"[", b"{") and head[1:2] != b"\0") or (
        ended != head and ended.isascii() and b"\0" not in ended
    ):
        return head.decode("utf-8", "replace")
    return "\n".join(decode_head(head))


def _is_mostly(rest: str, before: int) -> bool:
    """Whether little more than a word of introduction stands in front of keys and values."""
    return before <= min(_LEAD_IN, len(rest)) and rest.count('":') * _KEYS_APART > len(rest)


def _is_value(text: str) -> bool:
    """Whether a text is, as a whole, JSON; then JSON is the one to say that there is no record in it."""
    from leakcheck.readers.jsontext.grammar import Parsed, parse

    result = parse(text, 0)
    return isinstance(result, Parsed) and result.end == len(text)


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read JSON; see `leakcheck.readers.read`. The text is gone through twice, unless it is short.

    Raises
    ------
    InputError
        When it is not text, holds no record, or has too many columns.
    """
    from leakcheck.readers.jsontext.lines import LineAccount
    from leakcheck.readers.jsontext.shaping import Shaper
    from leakcheck.readers.jsontext.source import open_text
    from leakcheck.readers.jsontext.walk import Walker

    source = open_text(evidence, options.encoding)
    book = LedgerBook(evidence.size)
    account = LineAccount(book, source.odd)
    walker = Walker(source, account, options.is_label)
    shaper = Shaper(evidence.name, options.budget)
    kept: list[list[Run]] | None = []
    for batch in walker.batches():
        shaper.learn(batch)
        kept = None if kept is None or walker.window.passed > _KEPT else kept
        if kept is not None:
            kept.append(batch)
    if account.odd_lines:
        walker.tally.fault(0, "bytes that are not UTF-8")
    if not shaper.rows:
        raise _no_record(evidence, walker.tally)
    book.rows = shaper.rows
    batches = iter(kept) if kept is not None else _again(source, options)
    reading = _reading(evidence, source, walker.tally, account.documents, shaper.repeated)
    return Table(shaper.columns, reading, _blocks(shaper, batches), book.finish)


def _again(source: TextSource, options: ReadOptions) -> Iterator[list[Run]]:
    from leakcheck.readers.jsontext.lines import LineAccount
    from leakcheck.readers.jsontext.walk import Walker

    account = LineAccount(LedgerBook(0), source.odd)
    return Walker(source, account, options.is_label).batches()


def _blocks(shaper: Shaper, batches: Iterator[list[Run]]) -> Iterator[Block]:
    rows = 0
    for block in shaper.blocks(batches):
        rows += len(block)
        yield block
    if rows != shaper.rows:
        raise InternalError("json: the second pass found other records than the first")


def _no_record(evidence: Evidence, tally: Tally) -> InputError:
    """Say whether the text is JSON at all: "valid" is a promise that nothing was repaired or left out."""
    from leakcheck.readers.jsontext.grammar import DEEP

    hint = "is it cut off? give at least one whole {...}, or name another format with --input-format"
    if not tally.faults and not tally.texts:
        return InputError("holds nothing but blanks", where=evidence.name, hint="give at least one record")
    if not tally.faults and tally.texts == 1:
        hint = "a record is an object, {...}, or a list inside a list; bare values are none"
        return InputError("is valid JSON, but there is no JSON record in it", where=evidence.name, hint=hint)
    if tally.deep:
        return InputError(f"holds no JSON record: it is {DEEP}", where=evidence.name, hint="flatten it first")
    why = f"not valid JSON, line {tally.line}: {tally.reason}" if tally.faults else "several bare values"
    return InputError(f"holds no JSON record: {why}", where=evidence.name, hint=hint)


def _reading(evidence: Evidence, source: TextSource, tally: Tally, documents: int, repeated: int) -> Reading:
    layout = "one document" if documents == 1 else f"{documents:,} documents"
    details = {"layout": layout, "grammar": tally.grammar(), "newline": source.newline}
    return Reading(
        source=evidence.name,
        format="json",
        encoding=source.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details=details,
        notes=(*evidence.notes, *source.notes, *_notes(tally, repeated)),
    )


def _notes(tally: Tally, repeated: int) -> Iterator[str]:
    if tally.faults:
        place = f", the first at line {tally.line}" if tally.line else ""
        yield f"not strict JSON at {tally.faults:,} place(s){place}: {tally.reason}"
    if tally.wrapped:
        yield f"the records stand inside an object; {tally.beside:,} value(s) beside them were not read"
    if tally.others:
        yield f"{tally.others:,} object(s) in other lists beside the records were not read"
    if tally.bare:
        yield f"{tally.bare:,} bare value(s) or empty object(s) are valid JSON, but no records"
    if repeated:
        yield f"{repeated:,} key(s) came twice in one object and were numbered"
    if tally.cut:
        yield "the JSON breaks off; the records before the break were kept"
