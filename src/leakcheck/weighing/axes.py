"""One axis: its families, their joint likelihood ratio, and the ceiling on it.

Why two axes: invented rows and genuine rows of another system are different stories and must not
average out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from leakcheck.model import AxisWeight, FamilyWeight
from leakcheck.weighing import ceiling
from leakcheck.weighing.families import Part, clip, gather
from leakcheck.weighing.states import log10_lr
from leakcheck.weighing.strengths import Strengths, is_signal, without_favour
from leakcheck.weighing.weight import Weight


def weigh_axis(axis: str, weights: Sequence[Weight], book: Strengths, *, brief: bool = False) -> AxisWeight:
    """Weigh all checks of one axis together.

    Returns
    -------
    AxisWeight
        `log10_lr` after the ceiling. `ceiling` and `tried` are those of the side the evidence
        falls on: against, the records tried by checks that speak against (so that passing checks on
        many records cannot raise the ceiling of a failing one); for, the records tried by any
        check, where below 30 records the ceiling is 0. Families are sorted, strongest against first;
        each is weighed alone, so that their sum differs from the axis where they share a publisher.
        When `brief` they are left out of an axis that no verdict of ``fabricated`` can rest on.
        Beside forensic signals, rules that pass say nothing for the claim: see `without_favour`.
    """
    mine = [w for w in weights if w.evidence.axis == axis and w.part]
    parts = gather(w.part for w in mine if w.part)
    if any(is_signal(part.family) for part in parts):
        book = without_favour(book)
    raw = log10_lr(parts, book)
    tried = _tried([w for w in mine if w.log10_lr > 0] if raw > 0 else mine)
    limit = ceiling.against(tried, book) if raw > 0 else ceiling.favour(tried, book)
    log10 = min(max(raw, -limit), limit)
    if brief and log10 < book.limits.fabricated:
        return AxisWeight(axis, log10, limit, tried, ())
    families = (_family(name, parts, book) for name in sorted({p.family for p in parts}))
    ranked = tuple(sorted(families, key=lambda f: (-f.log10_lr, f.family)))
    return AxisWeight(axis, log10, limit, tried, ranked)


def _family(name: str, parts: Sequence[Part], book: Strengths) -> FamilyWeight:
    own = tuple(p for p in parts if p.family == name)
    whole = math.fsum(p.log10_bf for p in own)
    return FamilyWeight(name, log10_lr(own, book), clip(name, whole, book) != whole)


def _tried(weights: Sequence[Weight]) -> int:
    return max((w.evidence.tally.tried for w in weights), default=0)
