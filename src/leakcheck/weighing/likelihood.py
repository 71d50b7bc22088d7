"""How much k failures in n records say: a ratio of two Beta-binomials.

    BF = w + (1 - w) * BetaBinomial(k | n, forger) / BetaBinomial(k | n, genuine)

Why Beta-binomial: neither genuine data nor forgers have one failure rate, so the rate itself is
uncertain (Skellam, J. R. Stat. Soc. B 10 (1948) 257; Gelman et al., Bayesian Data Analysis, 3rd ed.,
ch. 5). It serves n = 1 and n = 10^9 alike. w is the share of forgers who get the rule right and so look
like genuine data (ratio 1): a pass can never say more than w for the claim.

The binomial coefficient cancels, and what is left is, with m = n - k and B the Beta function,

    ln ratio = [ln G(k+a1) - ln G(k+a0)] + [ln G(m+b1) - ln G(m+b0)]
             - [ln G(n+a1+b1) - ln G(n+a0+b0)] - ln B(a1,b1) + ln B(a0,b0)
"""

from __future__ import annotations

import math

from leakcheck.frozen import dataclass
from leakcheck.weighing.evidence import Evidence
from leakcheck.weighing.strengths import Strengths, Word

_STIRLING_FROM = 1000.0  # there the next term of the series, 1/(360 z^3), is below 3e-12


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta distribution of a failure rate."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Mean failure rate, 0-1."""
        return self.a / (self.a + self.b)


def genuine(tolerance: float, concentration: float) -> Beta:
    """Failure rate of real data: mean `tolerance`, known as surely as from `concentration` records."""
    return Beta(tolerance * concentration, (1 - tolerance) * concentration)


def forger(real: Beta, word: Word, by_chance: float | None, concentration: float) -> Beta:
    """Failure rate of a forger who does not know the rule.

    Broad by strength word, or centred on ``1 - by_chance`` where arithmetic gives the pass rate of
    random values. A forger no worse than real data is `real` itself (ratio 1). Otherwise a >= a_real and
    b <= b_real, with the mean kept, so that the ratio cannot fall as failures rise (monotone likelihood
    ratio): where real data are known more surely than the forger, the forger is narrowed.
    """
    if by_chance is None:
        a, odds = word.forger[0], word.forger[1] / word.forger[0]
    else:
        a, odds = (1 - by_chance) * concentration, by_chance / (1 - by_chance) if by_chance < 1 else math.inf
    if odds >= real.b / real.a:
        return real
    a = max(a, real.a)
    return Beta(a, min(a * odds, real.b))


def log_ratio(failed: int, tried: int, fake: Beta, real: Beta) -> float:
    """Natural logarithm of BetaBinomial(failed | tried, fake) / BetaBinomial(failed | tried, real)."""
    return (
        _gamma_step(failed, fake.a, real.a)
        + _gamma_step(tried - failed, fake.b, real.b)
        - _gamma_step(tried, fake.a + fake.b, real.a + real.b)
        - _log_beta(fake)
        + _log_beta(real)
    )


def log10_bayes_factor(failed: int, tried: int, fake: Beta, real: Beta, knows: float) -> float:
    """Log10 of BF; finite for any counts, at least ``log10(knows)``, 0 when nothing was tried."""
    if tried == 0 or fake == real:
        return 0.0
    sure, ratio = math.log(knows), math.log1p(-knows) + log_ratio(failed, tried, fake, real)
    high, low = max(sure, ratio), min(sure, ratio)
    return (high + math.log1p(math.exp(low - high))) / math.log(10)


def log10_bf(evidence: Evidence, book: Strengths) -> float:
    """Log10 BF of a piece of evidence, before its sources are asked."""
    if evidence.log10_bf is not None:
        return evidence.log10_bf
    return _at(evidence, evidence.tally.failed, book)


def log10_bf_at_forger(evidence: Evidence, book: Strengths) -> float:
    """Log10 BF this check would have given at the forger's mean failure rate: its power.

    The number of failures is rounded down, so that one record has no power. A factor computed
    elsewhere exists only where its signal could be measured, and counts as powerful (infinite).
    """
    if evidence.log10_bf is not None:
        return math.inf
    fake = _model(evidence, book)[1]
    return _at(evidence, math.floor(evidence.tally.tried * fake.mean), book)


def _at(evidence: Evidence, failed: int, book: Strengths) -> float:
    real, fake, knows = _model(evidence, book)
    return log10_bayes_factor(failed, evidence.tally.tried, fake, real, knows)


def _model(evidence: Evidence, book: Strengths) -> tuple[Beta, Beta, float]:
    word = book.words[evidence.strength]
    real = genuine(evidence.tolerance, word.concentration)
    return (
        real,
        forger(real, word, evidence.by_chance, book.chance_concentration),
        book.knows(evidence.strength, evidence.evasion),
    )


def _gamma_step(x: float, a: float, b: float) -> float:
    """Return ln G(x + a) - ln G(x + b), without cancellation for large x.

    At x = 10^9 two calls of `math.lgamma` would leave an error of 1e-5; Stirling's series (Abramowitz
    and Stegun 6.1.41), with the difference taken term by term, leaves about 1e-15.
    """
    if x < _STIRLING_FROM:
        return math.lgamma(x + a) - math.lgamma(x + b)
    step = a - b
    first = (x + a - 0.5) * math.log1p(step / (x + b)) + step * (math.log(x + b) - 1)
    return first + (1 / (x + a) - 1 / (x + b)) / 12


def _log_beta(beta: Beta) -> float:
    return math.lgamma(beta.a) + math.lgamma(beta.b) - math.lgamma(beta.a + beta.b)
