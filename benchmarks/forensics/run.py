"""What the forensic battery costs beyond reading: `python benchmarks/forensics/run.py`.

Prints CPU seconds (user and system of this process, least of three) for tables of 20 columns: the pass of
the stores over the records, then everything at the end (specimen, signals, weights, origins, row map), which
must not grow with the table.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from leakcheck.forensics.fingerprints.matching import known_tables
from leakcheck.forensics.generators.attribution import attribute
from leakcheck.forensics.invention import Collector
from leakcheck.forensics.rowmap.build import row_map
from leakcheck.forensics.statistics.makers import coherent
from leakcheck.model import Block
from leakcheck.weighing.invention import weigh_readings

COLUMNS, BLOCK, ROUNDS = 20, 50_000, 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MADE = 10_000


def main() -> None:
    """Print one line for each number of records."""
    header, records = coherent(1, MADE)
    columns = [[row[place % len(header)] for row in records] for place in range(COLUMNS)]
    names = [f"{header[place % len(header)]}{place // len(header) or ''}" for place in range(COLUMNS)]
    print(f"{'records':>10} {'pass s':>8} {'ns/record':>10} {'end s':>8}")
    for size in SIZES:
        blocks = list(_blocks(columns, size))
        passed, ended = zip(*(_once(names, blocks) for _ in range(ROUNDS)), strict=True)
        print(f"{size:>10,} {min(passed):8.3f} {min(passed) / size * 1e9:10.0f} {min(ended):8.3f}")


def _blocks(columns: Sequence[Sequence[Any]], size: int) -> Any:
    part = min(size, MADE)
    arrays = tuple(pa.array(column[:part], pa.string()) for column in columns)
    repeats = max(1, min(size, BLOCK) // part)
    whole = tuple(pa.concat_arrays([array] * repeats) for array in arrays)
    for start in range(0, size, part * repeats):
        yield Block(range(start + 2, start + 2 + part * repeats), whole)


def _once(names: Sequence[str], blocks: Sequence[Block]) -> tuple[float, float]:
    collector = Collector(names, {})

    def look() -> None:
        for block in blocks:
            collector.update(block)

    def end() -> None:
        readings, specimen = collector.readings(), collector.specimen()
        weigh_readings(readings, specimen.size)
        attribute(specimen), known_tables(specimen), row_map(specimen)

    return _cpu(look), _cpu(end)


def _cpu(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
