"""How the cost grows with columns, rules and threads."""

from __future__ import annotations

from benchmarks.speed._bench import FIRST_RULE, Bench
from benchmarks.speed._sheet import Sheet

PLACE = 5
ROWS = 200_000


def measure(bench: Bench) -> list[Sheet]:
    """Three tables."""
    return [_columns(bench), _rules(bench), _threads(bench)]


def _columns(bench: Bench) -> Sheet:
    """Columns beyond the sixteen have no meaning; they must still be read and looked at."""
    rows = min(bench.rows, ROWS)
    wide = {16 + extra: bench.dump(rows, extra_columns=extra) for extra in (0, 16, 48)}
    commands = {f"{n} columns": bench.verify(dump, whole=True) for n, dump in wide.items()}
    base = {f"{n} columns, read": bench.calibrate("pyarrow", dump) for n, dump in wide.items()}
    costs = bench.turns(commands | base, bench.few)
    sheet = Sheet("Columns", ("columns", "CPU s", "CPU x 16 columns", "calibrator x 16 columns", "peak MB"))
    for name in commands:
        cost, read = costs[name], costs[f"{name}, read"]
        first, first_read = costs["16 columns"], costs["16 columns, read"]
        sheet.add(
            name.split()[0], cost.cpu, cost.cpu / first.cpu, read.cpu / first_read.cpu, round(cost.memory)
        )
    for extra, dump in wide.items():
        if extra > 16:
            bench.drop(dump)
    sheet.notes.append(f"{rows:,} rows, whole verify; the further columns hold numbers that mean nothing.")
    return sheet


def _rules(bench: Bench) -> Sheet:
    """Rules alone, the pack cut down to a part."""
    rows = min(bench.rows, ROWS)
    dump, every = bench.dump(rows), bench.rules
    others = [rule for rule in every if rule != FIRST_RULE]
    chosen = {n: [FIRST_RULE, *others[: n - 1]] for n in (1, 8, 15, 22, len(every))}
    costs = bench.turns({f"{n} rules": bench.verify(dump, rules) for n, rules in chosen.items()}, bench.few)
    sheet = Sheet("Rules", ("rules", "CPU s", "ns per row and further rule", "peak MB"))
    for n, rules in chosen.items():
        cost = costs[f"{n} rules"]
        bench.check_report(cost, dump, rules)
        more = (cost.cpu - costs["1 rules"].cpu) / rows / (n - 1) * 1e9 if n > 1 else None
        sheet.add(n, cost.cpu, more, round(cost.memory))
    sheet.notes.append(f"{rows:,} rows, these rules alone, in the order of the pack.")
    return sheet


def _threads(bench: Bench) -> Sheet:
    """Wall of two threads against one, start-up taken off both: it cannot be shared."""
    sheet = Sheet(
        "Threads", ("threads", "wall s", "CPU s", "wall of the work x one thread", "peak MB", "goal", "")
    )
    if not bench.has_jobs:
        sheet.add("2", None, None, None, None, *sheet.judge(None, 0.65, most=True))
        sheet.notes.append("`leakcheck verify` has no `--jobs` yet: one thread.")
        return sheet
    dump, tiny = bench.dump(bench.rows), bench.dump(1000)
    commands = {
        f"{jobs} {what}": bench.verify(file, whole=True, options=["--jobs", jobs])
        for jobs in ("1", "2")
        for what, file in (("all", dump), ("start", tiny))
    }
    costs = bench.turns(commands)
    if costs["1 all"].output != costs["2 all"].output:
        raise AssertionError("the report depends on the number of threads")
    work = {jobs: costs[f"{jobs} all"].wall - costs[f"{jobs} start"].wall for jobs in ("1", "2")}
    for jobs in ("1", "2"):
        cost, ratio = costs[f"{jobs} all"], work[jobs] / work["1"]
        verdict = sheet.judge(ratio, 0.65, most=True) if jobs == "2" else ("", "")
        sheet.add(jobs, cost.wall, cost.cpu, ratio, round(cost.memory), *verdict)
    sheet.notes.append(
        f"{bench.rows:,} rows, whole verify; wall figures mean something on a quiet machine only."
    )
    return sheet
