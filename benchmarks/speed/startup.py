"""Start-up: what somebody waits for who asks for help or pastes one record."""

from __future__ import annotations

import sys

from benchmarks.speed import _cost
from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet

PLACE = 4
RECORD = "Name: Asha Sharma\nGender: Female\nYear of birth: 1981\nMobile: 9812345670\nVaccine: COVISHIELD\n"


def measure(bench: Bench) -> list[Sheet]:
    """Many repetitions in turn, least wall."""
    repeats = 10 if bench.quick else 30
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], ""),
        "leakcheck --help": ([sys.executable, "-m", "leakcheck", "--help"], ""),
        "leakcheck paste, one record": (
            [sys.executable, "-m", "leakcheck", "paste", "--claims", "cowin"],
            RECORD,
        ),
    }
    bench.say("measuring start-up …")
    costs: dict[str, list[_cost.Cost]] = {name: [] for name in commands}
    for _ in range(repeats):
        for name, (command, given) in commands.items():
            costs[name].append(_cost.measure(command, given))
    least = {name: (min(c.wall for c in runs), min(c.cpu for c in runs)) for name, runs in costs.items()}
    goals = {"leakcheck --help": 6.0, "leakcheck paste, one record": 12.0}
    sheet = Sheet("Start-up", ("command", "wall ms", "CPU ms", "wall x bare interpreter", "goal", ""))
    bare = least["python -c pass"][0]
    for name, (wall, cpu) in least.items():
        verdict = sheet.judge(wall / bare, goals[name], most=True) if name in goals else ("", "")
        sheet.add(name, wall * 1e3, cpu * 1e3, wall / bare, *verdict)
    sheet.notes.append(f"Least of {repeats} runs each, taking turns.")
    return [sheet]
