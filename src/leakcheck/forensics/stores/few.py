"""A few records, such as pasted ones: counted as they are, without numpy."""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.forensics.stores.cellhash import ALL, hash_cell
from leakcheck.forensics.stores.probes import Probe
from leakcheck.forensics.stores.repeats import Repeats, count
from leakcheck.forensics.stores.telling import is_telling


def count_few(
    probes: Sequence[Probe], rows: Sequence[int], records: Sequence[Sequence[str | None]]
) -> tuple[Repeats, ...]:
    """What repeats among a few records, without numpy; the same as `TableHash.repeats`."""
    seen = []
    for row, cells in zip(rows, records, strict=True):
        parts = {place: hash_cell(cell, place) for place, cell in enumerate(cells)}
        seen.append((row, cells, parts, sum(parts.values()) & ALL))
    found = []
    for probe in probes:
        entries = [
            (probe.key_of_one(total, parts), total, row)
            for row, cells, parts, total in seen
            if _takes_part(probe, cells)
        ]
        found.append(count(entries, probe.by_value))
    return tuple(found)


def _takes_part(probe: Probe, cells: Sequence[str | None]) -> bool:
    each = {place: int(bool(cell)) for place, cell in enumerate(cells)}
    telling = probe.others or all(is_telling(cells[column] or "") for column in probe.columns)
    return telling and bool(probe.filled(sum(each.values()), each) >= probe.least)
