"""Ten times the rows: ten times the time, the same memory.

By itself, for as many rows as there is room on the disk (173 bytes a row; each dump is made, measured and
deleted)::

    python -m benchmarks.speed.growth --rows 1000000 5000000 20000000 100000000

Two workers have a column of their own: what all processes hold together, shared pages counted once.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet
from benchmarks.speed._tree import peak_of_tree

PLACE = 3
FULL = (1_000_000, 5_000_000, 20_000_000)
LIMIT = 400
CEILING = 300
_ONE, _TWO = ("--jobs", "1"), ("--jobs", "2")
_ROW = 175
_LARGE = 2_000_000


def measure(bench: Bench) -> list[Sheet]:
    """Whole verify by rows, in one process and in two."""
    return [by_rows(bench, bench.sizes or (FULL if bench.full else (bench.rows // 10, bench.rows)))]


def by_rows(bench: Bench, sizes: Sequence[int]) -> Sheet:
    """Time and peak memory for each number of rows, without a ceiling and under one.

    Raises
    ------
    OSError
        When the largest dump would not fit on the disk.
    """
    room = shutil.disk_usage(bench.folder).free
    if room < max(sizes) * _ROW * 1.1:
        raise OSError(f"{max(sizes):,} rows need {max(sizes) * _ROW:,} bytes of disk; there are {room:,}")
    headings = ("rows", "CPU s", "CPU x the line above", "goal", "", "peak MB", "goal", "")
    more = (f"peak MB, ceiling {CEILING}", "goal", "", "two workers: largest process MB", "all together MB")
    sheet = Sheet("Memory and time by rows", (*headings, *more))
    before, last = 0.0, 0
    for rows in sizes:
        name, dump = f"{rows:,} rows", bench.dump(rows)
        plain = bench.verify(dump, whole=True, options=_ONE)
        under = [*plain, "--max-memory", f"{CEILING * 10**6}"]
        two = bench.verify(dump, whole=True, options=_TWO)
        costs = bench.turns(
            {name: plain, f"{name} under a ceiling": under, f"{name}, two workers": two},
            bench.few if rows <= 10**6 else 1,
        )
        for cost in costs.values():
            bench.check_report(cost, dump, alone=False)
        free, bound, shared = costs.values()
        ratio = free.cpu / before if before else None
        growth = sheet.judge(ratio, 1.05 * rows / last, most=True) if ratio else ("", "")
        memory, ceiling = (
            sheet.judge(free.memory, LIMIT, most=True),
            sheet.judge(bound.memory, CEILING, most=True),
        )
        whole = peak_of_tree(two)
        told = (round(free.memory), *memory, round(bound.memory), *ceiling, round(shared.memory))
        sheet.add(f"{rows:,}", free.cpu, ratio, *growth, *told, None if whole is None else round(whole))
        before, last = free.cpu, rows
        if rows > _LARGE and rows != bench.rows:
            bench.drop(dump)
    sheet.notes.append(
        "Whole verify, one process; two workers beside it. Goals: at most 400 MB; 5 % over proportion; under "
        "its ceiling. All together: the sum over both processes, shared pages once, at the worst moment seen."
    )
    return sheet


def main() -> None:
    """Print the table for the numbers of rows that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=FULL)
    parser.add_argument("--folder", type=Path, help="where dumps are put for a while")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as folder:
        bench = Bench(0, 1, True, Path(folder), Path(folder))
        bench.warm_up()
        print(by_rows(bench, told.rows).text())


if __name__ == "__main__":
    main()
