"""What goes in and comes out: one check's counts, and what they were found to weigh.

Why: weighing knows no files, packs or records. Whoever has counted something, by rule or by forensic
signal, brings it in this one shape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from leakcheck.errors import InternalError
from leakcheck.frozen import dataclass, field
from leakcheck.model import Tally, Verdict
from leakcheck.packfile import AXES, EVASIONS, STRENGTHS


@dataclass(frozen=True, slots=True)
class Evidence:
    """One check over the whole claim.

    Parameters
    ----------
    rule, title : str
        Id (unique within a claim) and sentence.
    family, axis : str
        Cause it shares with others; ``collected`` or ``system``.
    strength, status, rate_only, tolerance, by_chance, evasion, sources
        As the rule in its pack says; see `leakcheck.packfile.Rule`.
    tally : model.Tally
        Counts; `tried` records could be decided, `failed` of them failed.
    log10_bf : float or None
        A Bayes factor computed elsewhere (a calibrated forensic signal), log10, above 0 against the
        claim. Then the tally only gives the number of records, and with no sources r is 1.

    Raises
    ------
    InternalError
        On an unknown axis or strength, or a number out of its range.
    """

    rule: str
    title: str
    family: str
    axis: str
    strength: str = "moderate"
    status: str = "stable"
    rate_only: bool = False
    tolerance: float = 0.01
    by_chance: float | None = None
    evasion: str | None = None
    sources: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)
    log10_bf: float | None = None

    def __post_init__(self) -> None:
        known = self.axis in AXES and self.strength in STRENGTHS and self.evasion in (None, *EVASIONS)
        rates = 0 < self.tolerance < 1 and (self.by_chance is None or 0 < self.by_chance <= 1)
        counts = self.tally.passed >= 0 and self.tally.failed >= 0
        finite = self.log10_bf is None or math.isfinite(self.log10_bf)
        if not (known and rates and counts and finite):
            raise InternalError("evidence with an unknown word or an impossible number", where=self.rule)


@dataclass(frozen=True, slots=True)
class RuleWeight:
    """What one check weighs alone, as log10 LR.

    Applied are its sources' reliability, its family's cap, and the ceiling on what its records may say
    against the claim. `weighed` is false when the check moves nothing, and `why_not` says why.
    """

    rule: str
    axis: str
    family: str
    log10_lr: float
    weighed: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict, each check's weight by rule id (sorted), and each axis's posterior.

    `posteriors` maps an axis to the probability, 0-1, that the claim is genuine on it at the prior asked for.
    """

    verdict: Verdict
    rules: Mapping[str, RuleWeight]
    posteriors: Mapping[str, float]
