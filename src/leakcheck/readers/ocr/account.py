"""What was recognised as evidence for the text reader, and its table as the table of the image."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from leakcheck.frozen import replace
from leakcheck.model import Ledger, LineEvent, Table
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.ocr.layout import typed
from leakcheck.readers.ocr.scan import Scan
from leakcheck.readers.ocr.words import DOUBTFUL, Line, mean

UNCERTAIN = "uncertain"
"""Kind of the ledger event of a line that was read with little confidence; its class is another matter."""
_EMPTY = b"\n"


def transcript(evidence: Evidence, scan: Scan) -> Evidence:
    """The recognised lines as text; hash, size and name stay those of the image."""
    lines = "\n".join(typed(line) for line in scan.lines)
    data = lines.encode("utf-8", "backslashreplace") or _EMPTY
    return replace(evidence, head=data[:HEAD], opener=partial(io.BytesIO, data), wholeness=None)


def accounted(table: Table, evidence: Evidence, scan: Scan) -> Table:
    """The table of the text with the reading of the image and its doubtful lines in the ledger."""
    words = [word for line in scan.lines for word in line.words]
    doubtful = tuple(_doubtful(scan.lines))
    weak = sum(word.confidence < DOUBTFUL for word in words)
    notes = [*scan.notes]
    if weak:
        notes.append(f"{weak} of {len(words)} words were read with less than {DOUBTFUL:.0f} % confidence")
    details = {
        "image": f"{scan.kind}, {scan.size[0]} x {scan.size[1]} pixels",
        "engine": " + ".join(scan.engines),
        "confidence": f"{mean(words):.0f} %",
        "doubtful_lines": str(len(doubtful)),
        **{name: value for name, value in table.reading.details.items() if name != "newline"},
    }
    reading = replace(
        table.reading,
        format="image",
        encoding="none",
        details=details,
        notes=(*notes, *table.reading.notes),
    )
    finish = table.ledger

    def ledger() -> Ledger:
        found = finish()
        events = tuple(sorted((*found.events, *doubtful), key=lambda event: event.line))
        return replace(found, events=events, events_total=found.events_total + len(doubtful))

    return replace(table, reading=reading, ledger=ledger)


def _doubtful(lines: tuple[Line, ...]) -> Iterator[LineEvent]:
    for number, line in enumerate(lines, 1):
        sure = mean(line.words)
        if line.words and sure < DOUBTFUL:
            yield LineEvent(number, UNCERTAIN, f"recognised with {sure:.0f} % confidence")
