"""Ten times the rows: ten times the time, the same memory."""

from __future__ import annotations

from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet

PLACE = 3
FULL = (100_000, 1_000_000, 5_000_000)
LIMIT = 400


def measure(bench: Bench) -> list[Sheet]:
    """Whole verify by rows."""
    sizes = FULL if bench.full else (bench.rows // 10, bench.rows)
    sheet = Sheet(
        "Memory and time by rows",
        ("rows", "CPU s", "CPU x the line above", "goal", "", "peak MB", "goal", ""),
    )
    before, last = 0.0, 0
    for rows in sizes:
        name, dump = f"{rows:,} rows", bench.dump(rows)
        cost = bench.turns({name: bench.verify(dump, whole=True)}, bench.few if rows <= 10**6 else 1)[name]
        bench.check_report(cost, dump, alone=False)
        ratio = cost.cpu / before if before else None
        growth = sheet.judge(ratio, 1.05 * rows / last, most=True) if ratio else ("", "")
        memory = sheet.judge(cost.memory, LIMIT, most=True)
        sheet.add(f"{rows:,}", cost.cpu, ratio, *growth, round(cost.memory), *memory)
        before, last = cost.cpu, rows
    sheet.notes.append("Whole verify. Goals: at most 400 MB; 5 % over proportion.")
    return [sheet]
