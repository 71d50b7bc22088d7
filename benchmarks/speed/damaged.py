"""A file with damaged lines must not cost much more than a clean one."""

from __future__ import annotations

import json

from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet

PLACE = 6
ROWS = 200_000


def measure(bench: Bench) -> list[Sheet]:
    """One line in a hundred damaged, against the same file clean."""
    rows = min(bench.rows, ROWS)
    clean, hurt = bench.dump(rows), bench.dump(rows, damage=100)
    costs = bench.turns({"clean": bench.verify(clean, whole=True), "damaged": bench.verify(hurt, whole=True)})
    sheet = Sheet("Damage", ("file", "CPU s", "CPU x clean", "repaired", "rejected", "peak MB", "goal", ""))
    for name, cost in costs.items():
        ratio = cost.cpu / costs["clean"].cpu
        verdict = sheet.judge(ratio, 1.5, most=True) if name == "damaged" else ("", "")
        ledger = json.loads(cost.output)["ledger"]
        lines = (f"{ledger[kind]:,}" for kind in ("repaired", "rejected"))
        sheet.add(name, cost.cpu, ratio, *lines, round(cost.memory), *verdict)
    sheet.notes.append(
        f"{rows:,} rows; in the damaged file 1 % of the lines: delimiter lost or doubled, line torn, "
        "stray quote, byte that is no UTF-8."
    )
    bench.drop(hurt)
    return [sheet]
