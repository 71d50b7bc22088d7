"""``--rejects FILE``: the lines that were repaired or rejected, with class, reason and masked text.

Why the text is read again: the ledger keeps numbers and reasons only, so that a file of nothing but
damage costs little more memory than a sound one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.model import Block, Ledger, LineEvent
from leakcheck.readers import Evidence, ReadOptions, sources_of
from leakcheck.readers.intake.blocks import BLOCK_ROWS
from leakcheck.readers.intake.decoding import decode
from leakcheck.safe import reveal, show
from leakcheck.wording import sentence
from leakcheck.writers import Sheet, csv
from leakcheck.writers._whole import whole

CLASSES = ("repaired", "rejected")
_BEGINS = "here begins "
_WHOLE_FILE = "file "
_COLUMNS = ("rejects.class", "rejects.reason", "rejects.text")


@dataclass(frozen=True, slots=True)
class Account:
    """What one reading left behind: the evidence, what was told of it, its ledger."""

    evidence: Evidence
    input_format: str | None
    options: ReadOptions | None
    ledger: Ledger


def write(account: Account, output: Path | None, mode: str, quiet: bool) -> None:
    """Write the lines as guarded CSV, in order, and say on the error stream how many; no file, nothing.

    Raises
    ------
    UsageError
        When the file cannot be written.
    """
    if output is None:
        return
    ledger = account.ledger
    events = sorted((e for e in ledger.events if e.kind in CLASSES), key=lambda e: e.line)
    names = tuple(sentence(name) for name in _COLUMNS)
    with whole(output) as out:
        csv.write(Sheet(names, lambda: _blocks(account, events, mode)), out)
    if ledger.events_total > len(ledger.events):
        total = ledger.repaired + ledger.rejected
        click.echo(sentence("rejects.more", n=len(events), total=total, file=str(output)), err=True)
    elif not quiet:
        click.echo(sentence("rejects.written", n=len(events), file=str(output)), err=True)


def _blocks(account: Account, events: Sequence[LineEvent], mode: str) -> Iterator[Block]:
    """Events beside their lines; both come in order, so that no line is held longer than needed."""
    lines = _lines(account)
    number, text = 0, ""
    for first in range(0, len(events), BLOCK_ROWS):
        batch = events[first : first + BLOCK_ROWS]
        shown: list[str | None] = []
        for event in batch:
            while number < event.line:
                number, text = next(lines, (event.line, ""))
            shown.append(_shown(text, mode) if _is_line(event) and number == event.line else None)
        kinds, reasons = [event.kind for event in batch], [show(event.reason) for event in batch]
        yield Block([event.line for event in batch], (kinds, reasons, shown))


def _is_line(event: LineEvent) -> bool:
    """Whether an event speaks of one line and not of a whole file."""
    return not event.reason.startswith(_WHOLE_FILE)


def _shown(text: str, mode: str) -> str:
    return text if mode == "values" else reveal(text, mode)


def _lines(account: Account) -> Iterator[tuple[int, str]]:
    """Physical lines with their numbers, read again; a format without lines of text has none."""
    encoding = account.options.encoding if account.options else None
    for start, source in _placed(account):
        try:
            yield from enumerate(decode(source, encoding).lines(), start)
        except InputError:
            continue


def _placed(account: Account) -> Iterator[tuple[int, Evidence]]:
    """The files that were read, and the number each begins at; see `leakcheck.readers.intake.chaining`."""
    sources = sources_of(account.evidence, input_format=account.input_format, options=account.options)
    begun = {e.reason.removeprefix(_BEGINS): e.line for e in account.ledger.events if e.kind == "file"}
    for source in sources:
        if not begun:
            yield 1, source
        elif start := begun.get(source.member or source.name):
            yield start, source
