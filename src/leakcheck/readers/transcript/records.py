"""Entries to records: where one person ends and the next begins.

A new record begins at a counter (``Result 2 of 3``); behind a blank line, rule or new message when
labels of the record come again; and anywhere at its first label again. One label alone that comes
again inside a record is kept beside the first, numbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass, field
from leakcheck.readers.transcript.entries import Entry
from leakcheck.readers.transcript.parts import fits_dose

HEADING = "(heading)"
_OVERLAP = 0.6
_AHEAD = 4
_MAX_HEADING_LINES = 8
_MAX_HEADING = 400


@dataclass(slots=True)
class Record:
    """One record: its cells by label in order, and the lines above it that were kept as its heading."""

    line: int
    cells: list[tuple[str, str]] = field(default_factory=list)
    heading: list[tuple[int, str]] = field(default_factory=list)


def cut(entries: Sequence[Entry]) -> list[Record]:
    """Cut entries into records, in order."""
    keys = [fold_label(entry.label) for entry in entries]
    records: list[Record] = []
    current: dict[str, int] = {}
    for segment in _segments(entries):
        if current and (entries[segment[0]].boundary == 2 or _begins(current, [keys[i] for i in segment])):
            current = {}
        for position, index in enumerate(segment):
            key = keys[index]
            if key in current and _comes_again(
                current, [keys[i] for i in segment[position : position + _AHEAD]]
            ):
                current = {}
            if not current:
                records.append(Record(entries[index].line, heading=_heading(entries[index].above)))
            current[key] = current.get(key, 0) + 1
            label = entries[index].label
            label = label if current[key] == 1 else f"{label} ({current[key]})"
            records[-1].cells.append((label, entries[index].text()))
    return records


def _segments(entries: Sequence[Entry]) -> Iterator[list[int]]:
    """Indices of entries between boundaries."""
    segment: list[int] = []
    for index, entry in enumerate(entries):
        if segment and entry.boundary:
            yield segment
            segment = []
        segment.append(index)
    if segment:
        yield segment


def _begins(current: dict[str, int], ahead: Sequence[str]) -> bool:
    """Whether the entries behind a boundary begin a new record: enough labels come again.

    Sections on one dose after another (vaccine, date …) repeat each other, not the person.
    """
    if next(iter(current)) in ahead:
        return True
    if all(fits_dose(key) for key in ahead):
        return False
    again = sum(key in current for key in set(ahead))
    return again >= _OVERLAP * len(current) or (len(ahead) > 2 and again >= _OVERLAP * len(set(ahead)))


def _comes_again(current: dict[str, int], ahead: Sequence[str]) -> bool:
    """Whether a repeated label without a boundary begins a record: the first one, or several in a row."""
    if ahead[0] == next(iter(current)):
        return True
    return (
        len(ahead) > 2 and all(key in current for key in ahead) and not all(fits_dose(key) for key in ahead)
    )


def _heading(above: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines kept as heading: all if they are few and short, else the last ones."""
    if len(above) <= _MAX_HEADING_LINES and sum(len(text) for _, text in above) <= _MAX_HEADING:
        return above
    kept: list[tuple[int, str]] = []
    for line, text in reversed(above[-_MAX_HEADING_LINES:]):
        if sum(len(t) for _, t in kept) + len(text) > _MAX_HEADING:
            break
        kept.insert(0, (line, text))
    return kept
