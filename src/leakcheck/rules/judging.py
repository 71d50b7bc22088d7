"""One rule on one record or on columns: surface, period, `when`, then `expect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.model import Outcome, Truth
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import UNMARKED, Surfaces
from leakcheck.tomltable import Period

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


def applies_columns(
    rule: CompiledRule, columns: Columns, surfaces: Surfaces, surface: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Truth codes (n,) int8: does the rule speak of each record?"""
    import numpy as np

    allowed = np.asarray(
        [surfaces.allows(i, rule.rule.surfaces) for i in (*range(len(surfaces.ids)), UNMARKED)]
    )
    truth = np.where(allowed[surface], Truth.TRUE, Truth.FALSE).astype(np.int8)
    valid = rule.rule.valid
    if valid.start or valid.end:
        days, known = columns.numbers("day", "record_date")
        distinct, inverse = np.unique(np.where(known, days, -1), return_inverse=True)
        force = [in_force(valid, None if d < 0 else int(d), rule.setting) for d in distinct.tolist()]
        truth = np.minimum(truth, np.asarray(force, dtype=np.int8)[inverse.reshape(-1)])
    if not truth.any():
        return truth
    return np.minimum(truth, rule.when.vector(columns))


def judge_columns(
    rule: CompiledRule, columns: Columns, surfaces: Surfaces, surface: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Outcome codes (n,) int8 of a row rule; see `judge`."""
    import numpy as np

    applicable = applies_columns(rule, columns, surfaces, surface)
    if rule.expect is None or not applicable.any():
        return np.where(applicable == Truth.FALSE, NOT_APPLICABLE, UNKNOWN).astype(np.int8)
    expected = np.asarray([FAIL, UNKNOWN, PASS], dtype=np.int8)[rule.expect.vector(columns)]
    result = np.where(applicable == Truth.TRUE, expected, UNKNOWN)
    return np.where(applicable == Truth.FALSE, NOT_APPLICABLE, result).astype(np.int8)
