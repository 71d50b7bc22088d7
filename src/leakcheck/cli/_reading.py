"""What `read` says of one piece of evidence, as text and as JSON; nothing is judged.

Why one pass to the end: the account of lines is complete only when the last block was read.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from leakcheck import discover
from leakcheck.cli._rows import shown_blocks, shown_headings
from leakcheck.forensics import mangling
from leakcheck.frozen import dataclass, replace
from leakcheck.model import LINE_CLASSES, Block, FieldMapping, Ledger, Reading
from leakcheck.reports._cells import column_words
from leakcheck.reports._order import gravest
from leakcheck.safe import show
from leakcheck.wording import sentence
from leakcheck.writers import cells_of, lines_of

if TYPE_CHECKING:
    from leakcheck.understanding import Understood

SCHEMA = 1
_LEAD, _INDENT = 16, "  "
_COLUMNS, _EVENTS, _LISTED = 40, 20, 200
_LONGEST = 4_000
_MERGED = ("delimiter", "runner_up", "margin")

Record = tuple[int, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Account:
    """How evidence was read: guess, columns, first records (shown as `mode` says), every line."""

    reading: Reading
    columns: tuple[str, ...]
    mapping: FieldMapping
    records: tuple[Record, ...]
    ledger: Ledger
    mode: str
    told_encoding: bool = False


def take(understood: Understood, rows: int, mode: str, told_encoding: bool) -> Account:
    """Read to the end, keep the first records, look for the marks of a spreadsheet, close the ledger."""
    table, kept = understood.table, [Block((), ())]
    taken = {place: field for field, place in understood.mapping.fields().items()}
    marks = mangling.Collector(table.columns, taken)
    wanted = 0 if mode == "none" else rows
    records: list[Record] = []
    for block in understood.blocks:
        marks.update(block)
        if len(records) < wanted:
            kept = list(shown_blocks(iter([_head(block, wanted - len(records))]), understood.mapping, mode))
            records += [record for part in kept for record in _records(part)]
    notes = (*table.reading.notes, *marks.sentences())
    return Account(
        reading=replace(table.reading, notes=notes),
        columns=shown_headings(table.columns, mode),
        mapping=understood.mapping,
        records=tuple(records),
        ledger=table.ledger().check(),
        mode=mode,
        told_encoding=told_encoding,
    )


def _head(block: Block, rows: int) -> Block:
    return Block(block.rows[:rows], tuple(cells_of(column[:rows]) for column in block.columns))


def _records(block: Block) -> list[Record]:
    return list(zip(lines_of(block), zip(*block.columns, strict=True), strict=True))


def text_lines(account: Account, width: int, command: str) -> Iterator[str]:
    """Write the account for a terminal or a pipe."""
    for part in (_guess, _columns, _rows, _lines):
        for paragraph, indent in part(account):
            yield from _wrapped(paragraph, indent, width)
        yield ""
    yield sentence("read.hashes")
    yield f"{_INDENT}sha256  {account.reading.sha256}"
    yield ""
    yield sentence("read.next", command=command)


def _wrapped(paragraph: str, indent: str, width: int) -> list[str]:
    hanging = indent + _INDENT
    text = show(paragraph, _LONGEST)
    wrapped = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=hanging)
    return wrapped or [""]


Paragraphs = Iterator[tuple[str, str]]


def _guess(account: Account) -> Paragraphs:
    reading = account.reading
    yield sentence("read.source", source=reading.source, bytes=sentence("read.bytes", n=reading.size)), ""
    key = f"read.found_{_found(reading.encoding, account.told_encoding)}"
    facts = {
        sentence("read.format"): format_words(reading.format),
        sentence("read.encoding"): sentence(key, encoding=reading.encoding or "-"),
        **_details(reading.details),
    }
    for name, value in facts.items():
        yield f"{show(name):<{_LEAD}}{value}", _INDENT
    notes = [*reading.notes, *account.mapping.notes]
    notes += [sentence("reading.transcribed")] if reading.transcribed else []
    for note in notes:
        yield f"- {note}", _INDENT


def _found(encoding: str, told: bool) -> str:
    """How the encoding came to be known, by the rules of `leakcheck.readers.intake.decoding`."""
    if told or encoding in ("", "none"):
        return "told" if told else "none"
    if "mark" in encoding or "in part" in encoding:
        return "mark" if "mark" in encoding else "part"
    if encoding == "utf-8":
        return "strict"
    return "wide" if encoding.startswith("utf-") else "guess"


def format_words(name: str) -> str:
    """Name a format and say what it is."""
    known = name in discover.names("readers")
    title = discover.load("readers", name).TITLE if known else ""
    return sentence("read.format_named", format=name, title=title) if title else name


def _details(details: Mapping[str, str]) -> dict[str, str]:
    """The guesses, the delimiter with its runner-up first."""
    rest = {name: value for name, value in details.items() if name not in _MERGED}
    first: dict[str, str] = {}
    if set(_MERGED) <= set(details):
        first["delimiter"] = sentence("read.delimiter_line", **{name: details[name] for name in _MERGED})
    else:
        rest = dict(details)
    return first | {name.replace("_", " "): rest[name] for name in sorted(rest)}


def _columns(account: Account) -> Paragraphs:
    yield sentence("read.columns"), ""
    for column in account.mapping.columns[:_COLUMNS]:
        name, why = column_words(column, account.mode)
        field = column.field or sentence("reading.unmapped")
        yield f"{column.index + 1}. {name or repr('')} -> {field}" + (f" ({why})" if why else ""), _INDENT
    yield from _more("read.more_cells", len(account.mapping.columns) - _COLUMNS, _INDENT)


def _rows(account: Account) -> Paragraphs:
    if not account.records:
        return
    how = sentence(f"read.{account.mode}")
    yield sentence("read.rows", n=len(account.records), show=how), ""
    for line, cells in account.records:
        yield sentence("read.record", line=line), _INDENT
        for name, cell in list(zip(account.columns, cells, strict=True))[:_COLUMNS]:
            if cell:
                yield sentence("read.cell", name=name, value=cell), _INDENT * 2
        yield from _more("read.more_cells", len(cells) - _COLUMNS, _INDENT * 2)


def _lines(account: Account) -> Paragraphs:
    ledger = account.ledger
    yield sentence("read.lines"), ""
    records, lines = sentence("count.records", n=ledger.rows), sentence("count.lines", n=ledger.lines)
    yield sentence("read.ledger", records=records, lines=lines), _INDENT
    for name in LINE_CLASSES:
        yield f"{name.replace('_', ' '):<{_LEAD}}{getattr(ledger, name):>12,}", _INDENT * 2
    for event in gravest(ledger.events, _EVENTS):
        facts: dict[str, Any] = {"line": event.line, "kind": event.kind, "reason": event.reason}
        yield f"- {sentence('read.event', **facts)}", _INDENT
    yield from _more("read.events", ledger.events_total - min(len(ledger.events), _EVENTS), _INDENT)


def _more(key: str, count: int, indent: str) -> Paragraphs:
    if count > 0:
        yield sentence(key, n=count), indent


def tree(accounts: Sequence[Account], version: str) -> dict[str, Any]:
    """Build the JSON object of ``reading-1.schema.json``; every key is always there."""
    made = {"schema": SCHEMA, "versions": {"leakcheck": version}, "files": [_file(a) for a in accounts]}
    return _clean(made)  # type: ignore[no-any-return]  # a table in, a table out


def _file(account: Account) -> dict[str, Any]:
    reading, ledger = account.reading, account.ledger
    return {
        "source": reading.source,
        "format": reading.format,
        "encoding": reading.encoding,
        "size": reading.size,
        "details": dict(reading.details),
        "notes": [*reading.notes, *account.mapping.notes],
        "transcribed": reading.transcribed,
        "columns": [_column(account, index) for index in range(len(account.columns))],
        "show": account.mode,
        "rows": [{"line": line, "cells": list(cells)} for line, cells in account.records],
        "ledger": asdict(replace(ledger, events=tuple(gravest(ledger.events, _LISTED)))),
        "hashes": {"sha256": reading.sha256},
    }


def _column(account: Account, index: int) -> dict[str, Any]:
    column = account.mapping.columns[index]
    name, why = column_words(column, account.mode)
    return {
        "column": name,
        "field": column.field,
        "why": why,
        "label": column.label,
        "shape": column.shape,
        "runner_up": column.runner_up,
    }


def _clean(part: Any) -> Any:
    """Make every text harmless and round every number, whatever part of the tree it came from."""
    if isinstance(part, str):
        return show(part, _LONGEST)
    if isinstance(part, float):
        return round(part, 4) + 0.0
    if isinstance(part, dict):
        return {show(str(key), _LONGEST): _clean(value) for key, value in part.items()}
    return [_clean(value) for value in part] if isinstance(part, list | tuple) else part
