"""The same rules in other tools: what a row costs them, and what it costs leakcheck."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from benchmarks.speed._bench import FIRST_RULE, Bench, Dump, compare
from benchmarks.speed._cost import Cost, FailedError
from benchmarks.speed._environments import UnavailableError, version_of
from benchmarks.speed._sheet import Sheet

PLACE = 2


@dataclass(frozen=True)
class Peer:
    """A tool: its script, package, the most rows it is given, and the goal (times leakcheck's rule cost)."""

    tool: str
    title: str
    package: str
    most_rows: int
    goal: float | None = None
    environment: str = ""

    @property
    def home(self) -> str:
        """Name of its environment and requirements."""
        return self.environment or self.tool


PEERS = (
    Peer("pandas", "pandas, text chunks", "pandas", 5_000_000, 4),
    Peer("polars", "polars, lazy, streaming", "polars", 5_000_000),
    Peer("duckdb", "DuckDB SQL", "duckdb", 5_000_000),
    Peer("pandera_polars", "pandera, polars", "pandera", 1_000_000, 3),
    Peer("pandera_pandas", "pandera, pandas", "pandera", 500_000, 20),
    Peer("great_expectations", "Great Expectations", "great-expectations", 200_000, 40),
    Peer("tdda", "TDDA", "tdda", 500_000),
    Peer("frictionless", "frictionless, own check", "frictionless", 50_000),
    Peer(
        "frictionless_formulas", "frictionless, row constraints", "frictionless", 20_000, 100, "frictionless"
    ),
)

_NOTES = (
    "Every tool finds the same rows: violations per rule are compared with what the generator put in.",
    "Rules: the whole run without the tool's own reading of the same rows (start-up is in both and goes), "
    "by rows. leakcheck's: the same rules without a run of the same command with one rule (a look-up in a "
    "column of three values), scaled to all of them.",
    "frictionless twice: with its row constraints, the ready-made way for rules across columns, and with a "
    "check written in Python, which is faster. The goal is set for the ready-made way.",
    "Whole: start-up, reading and rules by rows. Tools with fewer rows bear more start-up; under a million "
    "rows start-up decides.",
)


@dataclass(frozen=True)
class Found:
    """A peer's two runs, and the rules it could express."""

    rows: int
    parse: Cost
    check: Cost
    rules: tuple[str, ...]
    left_out: dict[str, str]

    @property
    def per_row(self) -> float:
        """CPU of the rules in seconds a row: the whole without the tool's own reading of the same rows."""
        return (self.check.cpu - self.parse.cpu) / self.rows


def measure(bench: Bench) -> list[Sheet]:
    """One line a tool."""
    dump = bench.dump(bench.rows)
    sheet = Sheet(
        "The same rules in other tools",
        (
            "tool",
            "rows",
            "rules",
            "whole x leakcheck's",
            "reading us/row",
            "rules us/row",
            "ns/row/rule",
            "leakcheck, these rules, us/row",
            "times leakcheck",
            "peak MB",
            "goal",
            "",
        ),
    )
    ours: dict[frozenset[str], float] = {}
    whole = bench.turns({"leakcheck": bench.verify(dump)})["leakcheck"]
    for peer in PEERS:
        found = _run(bench, peer, sheet)
        if found is None:
            continue
        key = frozenset(found.rules)
        if key not in ours:
            ours[key] = _own(bench, dump, found.rules)
        own, theirs = ours[key], found.per_row
        ratio = theirs / own if own > 0 else None
        verdict = sheet.judge(ratio, peer.goal) if peer.goal else ("", "")
        whole_ratio = found.check.cpu / found.rows / (whole.cpu / dump.rows)
        sheet.add(
            f"{peer.title} {version_of(peer.home, peer.package)}",
            f"{found.rows:,}",
            len(found.rules),
            whole_ratio,
            found.parse.cpu / found.rows * 1e6,
            theirs * 1e6,
            theirs / len(found.rules) * 1e9,
            own * 1e6,
            ratio,
            round(found.check.memory),
            *verdict,
        )
        _note_left_out(sheet, peer, found)
    sheet.notes += _NOTES
    return [sheet]


def _run(bench: Bench, peer: Peer, sheet: Sheet) -> Found | None:
    dump = bench.dump(min(bench.rows, peer.most_rows))
    try:
        commands = {
            f"{peer.tool} {what}": bench.peer(peer.tool, what, dump, peer.environment)
            for what in ("parse", "check")
        }
        costs = bench.turns(commands, 1 if peer.tool.startswith("frictionless") else bench.rounds)
    except (UnavailableError, FailedError) as error:
        bench.say(str(error))
        sheet.add(
            peer.title, *[None] * 9, *(sheet.judge(None, peer.goal) if peer.goal else ("", "did not run"))
        )
        return None
    parse, check = (costs[f"{peer.tool} {what}"] for what in ("parse", "check"))
    told = json.loads(check.output)
    left_out = told["left_out"]
    rules = tuple(rule for rule in bench.rules if rule not in left_out)
    compare(peer.title, told["counts"], {rule: dump.counts[rule] for rule in rules})
    if told["rows"] != dump.rows or json.loads(parse.output)["rows"] != dump.rows:
        raise AssertionError(f"{peer.title} read another number of rows")
    return Found(dump.rows, parse, check, rules, left_out)


def _own(bench: Bench, dump: Dump, rules: Collection[str]) -> float:
    """CPU seconds a row that these rules cost leakcheck."""
    one, many = [FIRST_RULE], f"leakcheck, {len(rules)} rules"
    costs = bench.turns({"leakcheck, 1 rule": bench.verify(dump, one), many: bench.verify(dump, rules)})
    bench.check_report(costs["leakcheck, 1 rule"], dump, one)
    bench.check_report(costs[many], dump, rules)
    further = costs[many].cpu - costs["leakcheck, 1 rule"].cpu
    return further / dump.rows * len(rules) / (len(rules) - 1)


def _note_left_out(sheet: Sheet, peer: Peer, found: Found) -> None:
    reasons: dict[str, list[str]] = {}
    for rule, reason in found.left_out.items():
        reasons.setdefault(reason, []).append(rule)
    if reasons:
        said = "; ".join(f"{', '.join(rules)} ({reason})" for reason, rules in reasons.items())
        sheet.notes.append(f"Left out for {peer.title}: {said}.")
