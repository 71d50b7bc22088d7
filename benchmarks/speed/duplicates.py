"""Duplicates: what a record costs in time, memory and disk, by rows."""

from __future__ import annotations

import json
import sys

from benchmarks.speed._bench import HERE, Bench
from benchmarks.speed._sheet import Sheet

PLACE = 6
SIZES = (1_000_000, 5_000_000, 20_000_000)
SCRIPT = HERE / "_duplicates_alone.py"
TIME, MEMORY = 30, 100


def measure(bench: Bench) -> list[Sheet]:
    """Two tables: the log of whole records alone, and everything that is compared."""
    return [_log(bench), _table(bench)]


def _log(bench: Bench) -> Sheet:
    """Hashes are drawn, so that neither reading nor hashing is measured; drawing is taken off."""
    sheet = Sheet(
        "Exact duplicates",
        ("rows", "ns a row", "goal", "", "further MB", "goal", "", "bytes a row on disk"),
    )
    for rows in SIZES[:1] if bench.quick else SIZES:
        commands = {what: [sys.executable, str(SCRIPT), what, str(rows)] for what in ("log", "draw")}
        costs = bench.turns(commands)
        told = json.loads(costs["log"].output)
        assert told["repeated"] == rows // 10, "one in ten stands twice"
        more = (costs["log"].cpu - costs["draw"].cpu) / rows * 1e9
        memory = costs["log"].memory - costs["draw"].memory
        judged = sheet.judge(more, TIME, most=True), sheet.judge(memory, MEMORY, most=True)
        sheet.add(f"{rows:,}", more, *judged[0], round(memory), *judged[1], told["disk"] / rows)
    sheet.notes.append("Sorting and counting 64-bit hashes; nothing is written up to a million rows.")
    return sheet


def _table(bench: Bench) -> Sheet:
    """Reading is taken off."""
    dump = bench.dump(bench.rows)
    commands = {what: [sys.executable, str(SCRIPT), what, str(dump.path)] for what in ("table", "read")}
    commands["parse only"] = bench.calibrate("pyarrow", dump)
    costs = bench.turns(commands)
    more = costs["table"].cpu - costs["read"].cpu
    sheet = Sheet("Everything compared", ("rows", "ns a row", "x parse only", "further MB"))
    memory = costs["table"].memory - costs["read"].memory
    sheet.add(f"{dump.rows:,}", more / dump.rows * 1e9, more / costs["parse only"].cpu, round(memory))
    sheet.notes.append(
        "All columns of the first 100,000 records, then those that name somebody; identity numbers compared."
    )
    return sheet
