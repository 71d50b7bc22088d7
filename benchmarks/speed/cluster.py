"""A dask cluster of two workers on this machine against two workers of our own: the same bytes."""

from __future__ import annotations

import importlib.util

from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet

PLACE = 6
GOAL = 2.5


def measure(bench: Bench) -> list[Sheet]:
    """One table: wall clock with start-up, as a person would wait."""
    names = ("what", "wall s", "CPU s", "us CPU per row", "wall x two workers", "peak MB", "goal", "")
    sheet = Sheet("A cluster on one machine", names)
    if importlib.util.find_spec("distributed") is None:
        sheet.add("dask, two workers", None, None, None, None, None, *sheet.judge(None, GOAL, most=True))
        sheet.notes.append("The extra `[dask]` is not installed: nothing was measured.")
        return [sheet]
    dump = bench.dump(bench.rows)
    damaged = bench.dump(bench.rows, damage=100)
    told = {"--jobs 2": ["--jobs", "2"], "dask, two workers": ["--engine", "dask", "--jobs", "2"]}
    commands = {name: bench.verify(dump, whole=True, options=options) for name, options in told.items()}
    for name, options in told.items():
        commands[f"{name}, 1 % damaged"] = bench.verify(damaged, whole=True, options=options)
    costs = bench.turns(commands, bench.few)
    for mine, its in (("--jobs 2", "dask, two workers"), *[tuple(f"{n}, 1 % damaged" for n in told)]):
        if costs[mine].output != costs[its].output:
            raise AssertionError("the report depends on where it was made")
        for name in (mine, its):
            cost, ratio = costs[name], costs[name].wall / costs[mine].wall
            verdict = sheet.judge(ratio, GOAL, most=True) if name == "dask, two workers" else ("", "")
            us = cost.cpu / bench.rows * 1e6
            sheet.add(name, cost.wall, cost.cpu, us, ratio, round(cost.memory), *verdict)
    sheet.notes.append(
        f"{bench.rows:,} rows, whole verify, start of the cluster included; memory is that "
        "of the client or of its largest child. Wall figures mean something on a quiet machine only."
    )
    return [sheet]
