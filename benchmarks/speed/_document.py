"""``docs/performance.md``: what was measured, how, on what, and every table. Written, never edited."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.speed import _machine
from benchmarks.speed._bench import Bench
from benchmarks.speed._sheet import Sheet

_HEAD = """# Performance

Written by `python benchmarks/speed/run.py{options}`; do not edit. What the figures mean:

- **Ratios of one run count, not seconds.** CPU is user plus system time of the whole process and its threads,
  from the system's account of the child; commands that are compared take turns, and the least of several
  rounds counts.
- The file is invented: 16 columns of vaccination records, one row in a thousand breaking each of the 29 rules
  of `benchmarks/speed/pack.toml`. A tool whose counts differ from what was put in stops the benchmark.
- Wall clock is shown where a person waits, and means little when the machine was busy.
- A goal stands beside each figure it is for. {goals}
"""


def page(bench: Bench, sheets: Sequence[Sheet], load: float) -> str:
    """The whole page, without a date, a path or the name of a machine."""
    met, missed = sum(s.goals - s.missed for s in sheets), sum(s.missed for s in sheets)
    options = f" --rows {bench.rows} --rounds {bench.rounds}" + (" --full" if bench.full else "")
    busy = f"Processes running or waiting during the run: {load:.1f} on average at the busiest."
    machine = "\n".join(f"- {line}" for line in [*_machine.describe(), busy])
    head = _HEAD.format(options=options, goals=f"In this run {met} were met and {missed} missed.")
    parts = [f"## {sheet.title}\n\n{sheet.text()}" for sheet in sheets]
    return "\n\n".join([head.strip(), f"## Machine\n\n{machine}", *parts]) + "\n"
