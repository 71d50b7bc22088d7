"""Why a rule could not be tried: a check that did not run must never look like one that passed."""

from __future__ import annotations

from collections.abc import Collection

from leakcheck.model import Tally
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.record import DERIVED


def why_untried(compiled: CompiledRule, tally: Tally, mapped: Collection[str], seen: Collection[str]) -> str:
    """One clause that says what was missing; empty when the rule was tried on some record.

    Parameters
    ----------
    mapped : collection of str
        Fields some column was found for.
    seen : collection of str
        Titles of the surfaces the records were taken for.
    """
    if tally.tried:
        return ""
    if compiled.aggregate and tally.unknown:
        return (
            "needs several records"
            if {compiled.aggregate.field, compiled.aggregate.key} <= set(mapped)
            else _lacks(compiled, mapped)
        )
    if tally.notes:
        return "; ".join(tally.notes)
    if tally.unknown:
        return _lacks(compiled, mapped)
    if compiled.rule.surfaces and not any(
        s in title.split(" / ") for title in seen for s in compiled.rule.surfaces
    ):
        return "speaks of another surface than these records show"
    return "does not apply to these records"


def _lacks(compiled: CompiledRule, mapped: Collection[str]) -> str:
    missing = [f for f in compiled.fields() if f not in mapped and f not in DERIVED]
    if missing:
        return "no column looks like " + ", ".join(missing)
    return "the values it needs are missing, hidden or could not be read"
