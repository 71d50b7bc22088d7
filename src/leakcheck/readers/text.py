"""Transcribed text: records pasted from a chat, a screen or a certificate, as labels and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.noting import noting
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.intake.spoken import is_surely_spoken
from leakcheck.readers.transcript.bidding import CARDS, text_bid
from leakcheck.readers.transcript.damage import mend
from leakcheck.readers.transcript.entries import EntryBuilder
from leakcheck.readers.transcript.judge import LabelJudge
from leakcheck.readers.transcript.lines import tokens
from leakcheck.readers.transcript.misread import WHY, settle
from leakcheck.readers.transcript.records import HEADING, Record, cut

TITLE = "Transcribed text (Label: value)"
EXAMPLE: bytes | None = b"Name: A. Sharma\nAge: 41\nGender: F\n\nName: B. Rao\nAge: 35\nGender: M\n"
_MANY, _WIDE, _SURE, _FIRM = 100, 7, 0.95, ",;\t|"


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are labels and values as people paste them."""
    lines = decode_head(head)
    if _is_long_table(lines):
        return 0.0
    found = text_bid(lines)
    if found in (0.0, CARDS) or is_surely_spoken(lines):
        return found
    from leakcheck.readers.intake.bidding import is_evident_table

    return 0.5 * found if is_evident_table(lines) else found


def _is_long_table(lines: Sequence[str]) -> bool:
    """Whether there are many lines, none of them blank, and the first two are as wide as those of exports.

    Why: what is surely a table need not be read as a text first, and a pasted record need not be tried as a
    table. Cards, which would outbid a table all the same, stand behind blank lines, rules or counters, so
    they are no wide table, nor are messages under a row of names.
    """
    if len(lines) < _MANY or not all(map(str.strip, lines)) or any(line.startswith("[") for line in lines):
        return False
    if max(min(line.count(sign) for line in lines[:2]) for sign in _FIRM) < _WIDE:
        return False
    from leakcheck.readers.intake.bidding import table_evidence

    found = table_evidence(lines)
    return found.headed and found.bid >= _SURE and found.width > _WIDE and found.delimiter in _FIRM


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read transcribed text; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, or no line has a label.
    """
    decoded = decode(evidence, options.encoding)
    lines = list(decoded.lines())
    judge = LabelJudge(options.is_label)
    found, habits = tokens(lines, judge)
    builder = EntryBuilder(found, habits)
    builder.build()
    mended = mend(builder.entries, judge)
    settled = settle(builder.entries) if options.settle else []
    records = cut(builder.entries)
    if not records:
        hint = "write one 'Label: value' on each line, such as 'Name: A. Sharma'"
        raise InputError("holds no line with a label and a value", where=evidence.name, hint=hint)
    columns = _columns(records)
    refuse_too_wide(len(columns), evidence.name, options.budget)
    book = LedgerBook(evidence.size)
    for line in settled:
        builder.kinds[line] = "repaired"
    _account(builder, records, book)
    return Table(
        unique_names(columns.values()),
        _reading(evidence, decoded, len(records), mended, len(settled)),
        noting(_blocks(records, columns), decoded, book),
        book.finish,
    )


def _columns(records: list[Record]) -> dict[str, str]:
    """Folded label to its first spelling, in order of appearance; the heading first if there is one."""
    columns = {HEADING: HEADING} if any(record.heading for record in records) else {}
    for record in records:
        for label, _ in record.cells:
            columns.setdefault(_key(label), label)
    return columns


def _key(label: str) -> str:
    return fold_label(label) or label


def _blocks(records: list[Record], columns: dict[str, str]) -> Iterator[Block]:
    places = {key: place for place, key in enumerate(columns)}
    yield from column_blocks((_row(record, places) for record in records), len(columns))


def _row(record: Record, places: dict[str, int]) -> tuple[int, list[str | None]]:
    cells: list[str | None] = [None] * len(places)
    if record.heading:
        cells[places[HEADING]] = "; ".join(text for _, text in record.heading)
    for label, value in record.cells:
        cells[places[_key(label)]] = value
    return min([record.line, *(line for line, _ in record.heading)]), cells


def _account(builder: EntryBuilder, records: list[Record], book: LedgerBook) -> None:
    """Every line into its class; headings count as read, other talk as preamble, comment or footer."""
    kinds = builder.kinds
    first = next((n for n, kind in enumerate(kinds) if kind in ("parsed", "repaired")), len(kinds))
    for number in range(1, min(first, len(kinds))):
        kinds[number] = "blank" if kinds[number] == "blank" else "preamble"
    for line, _ in builder.below:
        kinds[line] = "footer"
    for record in records:
        for line, _ in record.heading:
            kinds[line] = "repaired" if kinds[line] == "repaired" else "parsed"
    for number, kind in enumerate(kinds[1:], 1):
        book.note(number, kind, _REASONS.get(kind, ""))
    book.rows = len(records)
    book.close(len(kinds) - 1)


_REASONS = {
    "repaired": WHY,
    "preamble": "text above the records",
    "footer": "text below the records",
    "comment": "divider, counter, time or talk between the values",
}


def _reading(evidence: Evidence, decoded: Decoded, records: int, mended: int, settled: int) -> Reading:
    notes = list(decoded.notes)
    if mended:
        notes.append(
            f"{mended} label(s) that look damaged were read as the spelling used elsewhere in the text"
        )
    if settled:
        notes.append(f"in {settled} value(s) {WHY}; the lines are marked repaired")
    return Reading(
        source=evidence.name,
        format="text",
        encoding=decoded.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details={"records": str(records), "newline": decoded.newline},
        notes=tuple(notes),
        transcribed=True,
    )
