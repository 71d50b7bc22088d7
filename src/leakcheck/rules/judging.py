"""One rule on one record or on columns: surface, period, `when`, then `expect`."""

from __future__ import annotations

from typing import Any

from leakcheck.model import Outcome, Truth
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.condition import Condition, truth_of
from leakcheck.rules.lanes import Lane, fold, lift
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import UNMARKED, Surfaces
from leakcheck.tomltable import Period

OUTCOMES = (Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.UNKNOWN)
PASS, FAIL, NOT_APPLICABLE, UNKNOWN = range(4)


def in_force(valid: Period, day: int | None, setting: Setting) -> int:
    """Truth code: was the rule in force on the record's own day (ordinal)?

    Without a day the claim's date serves; without that the rule must cover the system's whole
    life, otherwise nobody can tell.
    """
    if valid.start is None and valid.end is None:
        return Truth.TRUE
    if day is None and setting.claim_date is not None:
        day = setting.claim_date.toordinal()
    if day is not None:
        late = valid.start is None or day >= valid.start.toordinal()
        early = valid.end is None or day <= valid.end.toordinal()
        return Truth.TRUE if late and early else Truth.FALSE
    covers_start = valid.start is None or (
        setting.period.start is not None and valid.start <= setting.period.start
    )
    covers_end = valid.end is None or (setting.period.end is not None and valid.end >= setting.period.end)
    return Truth.TRUE if covers_start and covers_end else Truth.UNKNOWN


def applies(rule: CompiledRule, record: Record, surfaces: Surfaces, surface: int) -> int:
    """Truth code: does the rule speak of this record?"""
    if not surfaces.allows(surface, rule.rule.surfaces):
        return Truth.FALSE
    force = in_force(rule.rule.valid, record.day("record_date"), rule.setting)
    return min(force, rule.when.scalar(record)) if force != Truth.FALSE else Truth.FALSE


def judge(rule: CompiledRule, record: Record, surfaces: Surfaces, surface: int) -> int:
    """Outcome code (index into `OUTCOMES`) of a row rule on one record."""
    applicable = applies(rule, record, surfaces, surface)
    if applicable == Truth.FALSE:
        return NOT_APPLICABLE
    if applicable == Truth.UNKNOWN or rule.expect is None:
        return UNKNOWN
    return (FAIL, UNKNOWN, PASS)[rule.expect.scalar(record)]


def truth_lane(planned: Condition | Truth, columns: Columns) -> Lane:
    """Truth codes of what planning has left of a condition, int8."""
    if isinstance(planned, Truth):
        return Lane.constant(int(planned), len(columns))
    return truth_of(planned, columns)


def applies_columns(
    rule: CompiledRule, when: Condition | Truth, columns: Columns, surfaces: Surfaces, surface: Lane
) -> tuple[Lane, int]:
    """Does the rule speak of each record? Truth codes, int8, and how many of them are FALSE.

    Parameters
    ----------
    when : Condition or Truth
        The rule's `when` as planned for the fields at hand.
    surface : Lane
        Surface index of each record.
    """
    wanted, valid = rule.rule.surfaces, rule.rule.valid
    key = ("applies", wanted, valid, when if isinstance(when, Truth) else id(when))

    def make() -> tuple[Lane, int]:
        if when is Truth.FALSE:
            return Lane.constant(int(Truth.FALSE), len(columns)), len(columns)
        found = _applies(wanted, valid, when, (columns, surfaces, surface, rule.setting))
        return found, found.count(Truth.FALSE)

    return columns.remember(key, make)  # type: ignore[no-any-return]


def _applies(
    wanted: tuple[str, ...],
    valid: Period,
    when: Condition | Truth,
    frame: tuple[Columns, Surfaces, Lane, Setting],
) -> Lane:
    import numpy as np

    columns, surfaces, surface, setting = frame
    allowed: Lane = columns.remember(("allowed", wanted), lambda: _allowed(wanted, surfaces, surface))
    if allowed.is_all(Truth.FALSE):
        return allowed
    force: Lane = columns.remember(("force", valid), lambda: _force(valid, columns, setting))
    if force.is_all(Truth.FALSE):
        return force
    return fold(np.minimum, [allowed, force, truth_lane(when, columns)])


def _allowed(wanted: tuple[str, ...], surfaces: Surfaces, surface: Lane) -> Lane:
    import numpy as np

    # UNMARKED is -1: its answer stands last.
    places = (*range(len(surfaces.ids)), UNMARKED)
    table = np.asarray([Truth.TRUE if surfaces.allows(i, wanted) else Truth.FALSE for i in places], np.int8)
    return lift(lambda indices: table[indices], surface).settled()


def _force(valid: Period, columns: Columns, setting: Setting) -> Lane:
    import numpy as np

    if valid.start is None and valid.end is None:
        return Lane.constant(int(Truth.TRUE), len(columns))
    undated = np.int8(in_force(valid, None, setting))
    first = valid.start.toordinal() if valid.start else 0
    last = valid.end.toordinal() if valid.end else 2**31 - 1

    def force(days: Any) -> Any:
        dated = ((days >= first) & (days <= last)).astype(np.int8) * np.int8(Truth.TRUE)
        return np.where(days > 0, dated, undated)

    return lift(force, columns.numbers("day", "record_date")).settled()
