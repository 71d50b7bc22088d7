"""Run the examples a pack carries: a rule that does not do what it says is a defect."""

from __future__ import annotations

from pathlib import Path

from leakcheck.model import Outcome, Tally
from leakcheck.packfile import Pack, Rule, RuleExample, read_pack
from leakcheck.rules.collector import collect
from leakcheck.rules.compiler import CompiledRule, compile_pack
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import Surfaces


def settle(pack: Pack, example: RuleExample) -> Setting:
    """The frame an example is judged in."""
    return Setting(pack.period, pack.record_date, example.date, example.surface)


def run_example(pack: Pack, rule: Rule, example: RuleExample) -> Outcome:
    """Outcome of a rule on an example's records (on all of them for an aggregate rule)."""
    setting = settle(pack, example)
    surfaces = Surfaces.of(pack, setting)
    compiled: CompiledRule = next(c for c in compile_pack(pack, setting) if c.rule.id == rule.id)
    collector = collect(compiled)
    records = example.records if compiled.aggregate else example.records[-1:]
    for row, cells in enumerate(records, 1):
        record = Record.of(row, cells, setting)
        collector.update_record(record, surfaces, surfaces.scalar(record))
    return outcome_of(collector.finish())


def outcome_of(tally: Tally) -> Outcome:
    """The strongest outcome a tally shows: fail, pass, unknown, not-applicable."""
    if tally.failed:
        return Outcome.FAIL
    if tally.passed:
        return Outcome.PASS
    return Outcome.UNKNOWN if tally.unknown else Outcome.NOT_APPLICABLE


def check_examples(pack: Pack) -> tuple[str, ...]:
    """Problems of a pack's examples, one sentence each; empty when all is as said."""
    problems = []
    for rule in pack.rules:
        if rule.status == "retired":
            continue
        missing = {o.value for o in Outcome} - {e.outcome.value for e in rule.examples}
        if missing:
            problems.append(f"rule {rule.id}: no example for {', '.join(sorted(missing))}")
        for number, example in enumerate(rule.examples, 1):
            got = run_example(pack, rule, example)
            if got != example.outcome:
                problems.append(
                    f"rule {rule.id}, example {number}: expected {example.outcome.value}, got {got.value}"
                )
    return tuple(problems)


if __name__ == "__main__":
    import sys

    for path in sys.argv[1:]:
        found = check_examples(read_pack(Path(path)))
        sys.stdout.write("\n".join([*found, f"{path}: {len(found)} problems"]) + "\n")
