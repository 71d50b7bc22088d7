"""What every table is made with: dumps, packs, commands, and the check that the counts are right."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.speed import _environments
from benchmarks.speed._cost import ROOT, Cost, measure, take_turns

HERE = Path(__file__).parent
PACK = HERE / "pack.toml"
FIRST_RULE = "gender-listed"
"""The one rule of the pack that stands for reading alone: a look-up in a column of three values."""


@dataclass(frozen=True)
class Dump:
    """A generated file, and how many rows break each rule."""

    path: Path
    rows: int
    counts: Mapping[str, int]


class WrongCountsError(AssertionError):
    """A tool did not find what the generator put in: its speed would mean nothing."""


@dataclass
class Bench:
    """One run: how many rows, how often, where; `sizes` are the rows of the table of memory, if told."""

    rows: int
    rounds: int
    full: bool
    envs: Path
    folder: Path
    quick: bool = False
    sizes: Sequence[int] = ()
    dumps: dict[tuple[int, int, int], Dump] = field(default_factory=dict)
    places: Any = field(default_factory=itertools.count)

    @property
    def few(self) -> int:
        """Rounds where many things are measured."""
        return 1 if self.quick else min(2, self.rounds)

    def say(self, text: str) -> None:
        """Tell the person who waits."""
        print(text, file=sys.stderr, flush=True)

    def dump(self, rows: int, extra_columns: int = 0, damage: int = 0) -> Dump:
        """A dump of so many rows, made once; `damage`: one line in so many is damaged."""
        key = (rows, extra_columns, damage)
        if key not in self.dumps:
            self.say(f"writing {rows:,} rows …")
            path = self.folder / f"dump-{'-'.join(map(str, key))}.csv"
            options = ["--extra-columns", str(extra_columns), "--damage", str(damage)]
            made = measure([sys.executable, str(HERE / "_dump.py"), str(path), str(rows), *options])
            self.dumps[key] = Dump(path, rows, json.loads(made.output))
        return self.dumps[key]

    def warm_up(self) -> None:
        """Judge a little once, unmeasured, so that nothing is compiled while a figure is taken."""
        measure(self.verify(self.dump(1000), whole=True))

    def drop(self, dump: Dump) -> None:
        """Remove a dump that no other table needs."""
        dump.path.unlink()
        self.dumps = {key: value for key, value in self.dumps.items() if value is not dump}

    def pack(self, rules: Collection[str]) -> Path:
        """The benchmark's pack cut down to some rules."""
        head, *blocks = PACK.read_text(encoding="utf-8").split("\n[[rule]]\n")
        kept = [block for block in blocks if any(f'id = "speed.{rule}"' in block for rule in rules)]
        path = self.folder / f"pack-{next(self.places)}.toml"
        path.write_text("\n[[rule]]\n".join([head, *kept]), encoding="utf-8")
        return path

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules, in the order of the pack."""
        blocks = PACK.read_text(encoding="utf-8").split("\n[[rule]]\n")[1:]
        return tuple(block.split('"')[1].removeprefix("speed.") for block in blocks)

    @cached_property
    def has_jobs(self) -> bool:
        """Whether ``verify`` can be told how many threads to use."""
        return "--jobs" in measure([sys.executable, "-m", "leakcheck", "verify", "--help"]).output

    def verify(
        self,
        dump: Dump,
        rules: Collection[str] | None = None,
        *,
        whole: bool = False,
        options: Sequence[str] = (),
    ) -> list[str]:
        """The command; `whole` with everything leakcheck does, else with these rules alone (default: all)."""
        pack = PACK if rules is None else self.pack(rules)
        door = ["-m", "leakcheck"] if whole else [str(HERE / "_rules_only.py")]
        judge = ["verify", str(dump.path), "--claims", "speed", "--pack", str(pack), "-q", "--format", "json"]
        return [sys.executable, *door, *judge, *options]

    def calibrate(self, reader: str, dump: Dump) -> list[str]:
        """The command that reads and judges nothing."""
        return [sys.executable, str(HERE / "peers" / "calibrate.py"), reader, str(dump.path)]

    def peer(self, tool: str, what: str, dump: Dump, environment: str = "") -> list[str]:
        """The command of a peer; `what` is parse or check, the environment its own when none is named."""
        python = _environments.python_of(environment or tool, self.envs)
        return [str(python), str(HERE / "peers" / f"with_{tool}.py"), what, str(dump.path)]

    def turns(self, commands: Mapping[str, Sequence[str]], rounds: int = 0) -> dict[str, Cost]:
        """Costs of commands that take turns."""
        self.say("measuring " + ", ".join(commands) + " …")
        return take_turns(commands, rounds or self.rounds)

    def check_report(
        self, cost: Cost, dump: Dump, rules: Collection[str] | None = None, alone: bool = True
    ) -> None:
        """Compare the counts of leakcheck's JSON report with what the generator put in.

        Raises
        ------
        WrongCountsError
            A count differs, or (`alone`) another rule was judged too.
        """
        report = json.loads(cost.output)
        told = {f["rule"]: f["counts"]["fail"] for f in report["findings"]}
        own = {name.removeprefix("speed."): n for name, n in told.items() if name.startswith("speed.")}
        compare("leakcheck", own, {r: dump.counts[r] for r in (self.rules if rules is None else rules)})
        if alone and len(own) != len(told):
            raise WrongCountsError(
                "leakcheck judged rules beyond the benchmark's; its cost would not be theirs"
            )


def compare(tool: str, found: Mapping[str, int], wanted: Mapping[str, int]) -> None:
    """Raise `WrongCountsError` unless both say the same."""
    wrong = [
        f"{r}: {found.get(r)} for {wanted.get(r)}"
        for r in {**wanted, **found}
        if found.get(r) != wanted.get(r)
    ]
    if wrong:
        raise WrongCountsError(f"{tool}: " + "; ".join(wrong))


__all__ = ["ROOT", "Bench", "Dump", "WrongCountsError", "compare"]
