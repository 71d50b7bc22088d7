"""Whole verify against reading alone: the figure everything else hangs on."""

from __future__ import annotations

from benchmarks.speed._bench import Bench
from benchmarks.speed._environments import UnavailableError
from benchmarks.speed._sheet import Sheet

PLACE = 1
TINY = 1000
SURE = 0.03
"""Seconds of the calibrator's own work below which a ratio to it is noise."""


def measure(bench: Bench) -> list[Sheet]:
    """Readers and leakcheck on the same file, taking turns."""
    dump, tiny = bench.dump(bench.rows), bench.dump(TINY)
    rules, whole = "leakcheck, the 29 rules alone", "leakcheck, whole"
    commands = {
        "pyarrow open_csv (the calibrator)": bench.calibrate("pyarrow", dump),
        "csv.reader": bench.calibrate("csv", dump),
        rules: bench.verify(dump),
        whole: bench.verify(dump, whole=True),
        "start, calibrator": bench.calibrate("pyarrow", tiny),
        "start, rules": bench.verify(tiny),
        "start, whole": bench.verify(tiny, whole=True),
    }
    try:
        commands["polars scan_csv, streaming"] = bench.peer("polars", "parse", dump)
    except UnavailableError as error:
        bench.say(str(error))
    costs = bench.turns(commands)
    bench.check_report(costs[rules], dump)
    bench.check_report(costs[whole], dump, alone=False)
    base = costs["pyarrow open_csv (the calibrator)"]
    starts = {rules: "start, rules", whole: "start, whole"}
    bare = base.cpu - costs["start, calibrator"].cpu
    sheet = Sheet(
        "Whole verify against reading alone",
        ("what", "CPU s", "wall s", "CPU x calibrator", "the same without start-up", "peak MB", "goal", ""),
    )
    goals = {rules: 2.2, whole: 3.0}
    for name, cost in costs.items():
        if name in starts.values() or name == "start, calibrator":
            continue
        ratio = cost.cpu / base.cpu
        rest = (cost.cpu - costs[starts[name]].cpu) / bare if name in starts and bare > SURE else None
        verdict = sheet.judge(ratio, goals[name], most=True) if name in goals else ("", "")
        sheet.add(name, cost.cpu, cost.wall, ratio, rest, round(cost.memory), *verdict)
    sheet.notes += [
        f"{bench.rows:,} rows, 16 columns, all read as text; rounds: {bench.rounds}.",
        "Whole: with every shipped check that finds something to do in this file, the rules of the shipped "
        "document pack and the checks of the whole table included.",
        f"Without start-up: the same command on {TINY:,} rows is taken off both. The goal is judged "
        "with start-up, as a person would.",
    ]
    return [sheet]
