"""From two axes to one word, a reason and a score.

- fabricated: an axis reaches LR 12 against the claim; *collected* with at least two families of 1 nat each,
  or one that is decisive (`invented`), *system* with at least one rule against whose source is no denial and
  graded A-D (`misattributed`). When both do, the larger ratio names the reason; equal ratios say `invented`.
- plausible (`nothing-against`): no axis beyond LR 2 against, and the collected axis reaches LR 12 for the
  claim; where no forensic signal could be judged, it is enough that enough was tried (30 records, 3 families
  with the power to catch a fake).
- inconclusive: `both-ways` when an axis or a check speaks against the claim, `undecided` when forensic
  signals had their say and do not reach LR 12, else `too-little`.

Score = 100 * posterior that the claim is genuine on its weaker axis, prior odds p / (1 - p):

    posterior = 1 / (1 + (1 - p) / p * LR)

The word depends on the evidence alone, never on the prior, and it bounds the score: below 50 for
fabricated, 50 or more for plausible. Why bounds on the ratio and not on the score: ENFSI, Guideline for
Evaluative Reporting in Forensic Science (2015): the ratio is the examiner's, the prior is not.
"""

from __future__ import annotations

from leakcheck.errors import UsageError
from leakcheck.frozen import dataclass
from leakcheck.model import AxisWeight, Verdict
from leakcheck.weighing.strengths import Strengths, is_signal
from leakcheck.weighing.weight import Weight

WORDS = ("plausible", "fabricated", "inconclusive")
INVENTED, MISATTRIBUTED, NOTHING_AGAINST, BOTH_WAYS, UNDECIDED, TOO_LITTLE = REASONS = (
    "invented",
    "misattributed",
    "nothing-against",
    "both-ways",
    "undecided",
    "too-little",
)


@dataclass(frozen=True, slots=True)
class Scales:
    """Everything a verdict looks at: the axes (collected first), every check's weight, the numbers."""

    axes: tuple[AxisWeight, ...]
    weights: tuple[Weight, ...]
    book: Strengths


def posterior(log10_lr: float, prior: float) -> float:
    """Probability that the claim is genuine on an axis.

    Raises
    ------
    UsageError
        When `prior` is not strictly between 0 and 1.
    """
    if not 0 < prior < 1:
        raise UsageError(
            "the prior must lie between 0 and 1", where="--prior", hint="0.5 favours neither side"
        )
    return 1 / (1 + (1 - prior) / prior * 10**log10_lr)


def decide(scales: Scales, prior: float) -> Verdict:
    """Verdict on the scales, `without` still empty."""
    guilty = [a for a in scales.axes if _fabricated(a, scales)]
    weakest = max(scales.axes, key=lambda a: a.log10_lr)
    score = round(100 * posterior(weakest.log10_lr, prior))
    if guilty:
        guilty.sort(key=lambda a: -a.log10_lr)  # stable: collected stays first when equal
        reason = INVENTED if guilty[0].axis == "collected" else MISATTRIBUTED
        carried = tuple(rule for a in guilty for rule in _rules(a, scales, 1))
        return Verdict("fabricated", reason, min(score, 49), scales.axes, carried)
    if _plausible(scales):
        return Verdict("plausible", NOTHING_AGAINST, max(score, 50), scales.axes, _rules(weakest, scales, -1))
    reason = BOTH_WAYS if _against(scales) else UNDECIDED if _is_judged(scales) else TOO_LITTLE
    return Verdict("inconclusive", reason, score, scales.axes, _rules(weakest, scales, 0))


def _fabricated(axis: AxisWeight, scales: Scales) -> bool:
    limits = scales.book.limits
    if axis.log10_lr < limits.fabricated:
        return False
    if axis.axis == "collected":
        signals = scales.book.signals
        strong = (
            f.log10_lr >= (signals.family if is_signal(f.family) else limits.family) for f in axis.families
        )
        alone = any(f.log10_lr >= limits.decisive for f in axis.families)
        return alone or sum(strong) >= limits.families
    return any(w.graded and w.log10_lr > 0 for w in scales.weights if w.evidence.axis == axis.axis)


def _plausible(scales: Scales) -> bool:
    limits = scales.book.limits
    if any(a.log10_lr > limits.against for a in scales.axes):
        return False
    collected = next((a.log10_lr for a in scales.axes if a.axis == "collected"), 0.0)
    return collected <= -limits.plausible or (not _is_judged(scales) and _enough(scales))


def _is_judged(scales: Scales) -> bool:
    """Whether forensic signals had their say: then that enough was tried is not enough."""
    return any(w.part and is_signal(w.evidence.family) for w in scales.weights)


def _enough(scales: Scales) -> bool:
    limits = scales.book.limits
    counted = [w for w in scales.weights if w.part]
    tried = max((w.evidence.tally.tried for w in counted), default=0)
    able = {w.evidence.family for w in counted if w.power}
    return tried >= limits.records and len(able) >= limits.power_families


def _against(scales: Scales) -> bool:
    limits = scales.book.limits
    return any(a.log10_lr > limits.against for a in scales.axes) or any(
        w.log10_lr >= limits.family for w in scales.weights
    )


def _rules(axis: AxisWeight, scales: Scales, sign: int) -> tuple[str, ...]:
    """Rules that make up an axis, strongest first: against it (1), for it (-1), or both (0)."""
    mine = [w for w in scales.weights if w.evidence.axis == axis.axis and w.log10_lr]
    kept = [w for w in mine if not sign or w.log10_lr * sign > 0]
    return tuple(w.evidence.rule for w in sorted(kept, key=lambda w: (-abs(w.log10_lr), w.evidence.rule)))
