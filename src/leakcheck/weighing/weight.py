"""One check's weight alone, or the reason why it has none.

Why: a check that moves nothing must say so itself; a zero without a reason looks like a pass.
"""

from __future__ import annotations

from collections.abc import Mapping

from leakcheck.frozen import dataclass
from leakcheck.model import Source
from leakcheck.weighing import ceiling
from leakcheck.weighing.evidence import Evidence
from leakcheck.weighing.families import Part
from leakcheck.weighing.likelihood import log10_bf, log10_bf_at_forger
from leakcheck.weighing.reliability import Backing, back
from leakcheck.weighing.states import alone
from leakcheck.weighing.strengths import Strengths

NOT_STABLE = "draft/test rules do not move a verdict"
RETIRED = "retired rules do not move a verdict"
NOT_TRIED = "nothing tried"
NOT_CLAIMED = "no system was claimed"
NO_SOURCE = "names no source"
DISTRUSTED = "every source distrusted"
TOO_FEW = "only the rate counts, and too few records were tried"


@dataclass(frozen=True, slots=True)
class Item:
    """Evidence with its Bayes factors (log10): as found, and as it would be for a forger."""

    evidence: Evidence
    log10_bf: float
    log10_bf_at_forger: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What a check weighs: `part` enters the axis, `log10_lr` is its ratio alone, under the ceiling.

    `power`: it would have spoken at the forger's failure rate. `graded`: a source that is no denial
    and is graded well enough stands behind it. `part` is None when the check moves nothing.
    """

    evidence: Evidence
    part: Part | None = None
    log10_lr: float = 0.0
    power: bool = False
    graded: bool = False
    why_not: str = ""


def measure(evidence: Evidence, book: Strengths) -> Item:
    """Compute what does not depend on the sources, once."""
    return Item(evidence, log10_bf(evidence, book), log10_bf_at_forger(evidence, book))


def weigh_one(
    item: Item, sources: Mapping[str, Source], gone: frozenset[str], claimed: bool, book: Strengths
) -> Weight:
    """Weigh one check; `gone` holds the ids of distrusted sources."""
    evidence = item.evidence
    backing = back(evidence.sources, sources, gone, book)
    why_not = _why_not(evidence, backing, claimed, book)
    if why_not:
        return Weight(evidence, why_not=why_not)
    backing = backing or Backing()
    part = Part(evidence.family, backing.publishers, backing.denial_only, item.log10_bf)
    caught = Part(part.family, part.publishers, part.denial_only, item.log10_bf_at_forger)
    power = alone(caught, book) >= book.limits.power
    log10_lr = min(alone(part, book), ceiling.against(evidence.tally.tried, book))
    return Weight(evidence, part, log10_lr, power, backing.graded)


def _why_not(evidence: Evidence, backing: Backing | None, claimed: bool, book: Strengths) -> str:
    tried = evidence.tally.tried
    reasons = (
        (evidence.status == "retired", RETIRED),
        (evidence.status != "stable", NOT_STABLE),
        (evidence.axis == "system" and not claimed, NOT_CLAIMED),
        (tried == 0, NOT_TRIED),
        (not evidence.sources and evidence.log10_bf is None, NO_SOURCE),
        (bool(evidence.sources) and backing is None, DISTRUSTED),
        (evidence.rate_only and tried < book.rate_only_records, TOO_FEW),
    )
    return next((why for holds, why in reasons if holds), "")
