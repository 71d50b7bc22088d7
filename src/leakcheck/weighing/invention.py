"""Collected or invented: what all signals of a table say together.

The rule: per signal a log likelihood ratio (see `signalbook`); of the signals of one family, which share a
cause, the strongest for invention and the strongest against it count in full and the others a quarter;
families added, each with a weight; one intercept. A signal without a value counts nothing.

Tables are made from scratch in several ways (drawn from lists, imitated column by column, dragged down), each
with its own weights, because what gives one away excuses another: their likelihood ratios are added by their
shares. The same rule asks for every story (genuine records shuffled, padded …); to rank tables, whatever was
done to them, all are added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from leakcheck.frozen import dataclass, replace
from leakcheck.weighing.signalbook import Detector, SignalBook, load

FABRICATED, PLAUSIBLE, INCONCLUSIVE = "fabricated", "plausible", "inconclusive"
TOO_FEW_ROWS, TOO_FEW_FAMILIES, ONE_FAMILY, STORY_OPEN, BETWEEN = (
    "too-few-rows",
    "too-few-families",
    "one-family",
    "story-open",
    "between",
)


class Measured(Protocol):
    """What is needed of a reading: a signal's id, its family, and its value or None."""

    @property
    def signal(self) -> str:
        """Id."""

    @property
    def family(self) -> str:
        """Cause it shares with others."""

    @property
    def value(self) -> float | None:
        """Statistic; None when it has nothing to say."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one signal says: nats for invention, and how many tables of about this size said as much.

    `real` and `fake` are (tables at this value or beyond it, tables that had a value); `towards` is the side
    (+1 high, -1 low) on which fabricated tables lie for the question asked; it need not be the signal's own.
    """

    signal: str
    family: str
    log_lr: float
    real: tuple[int, int]
    fake: tuple[int, int]
    towards: int


@dataclass(frozen=True, slots=True)
class FamilyTerm:
    """A family's terms for invention (>= 0) and against it (<= 0), joined; the strongest signal of each.

    `weight` is what the family counts in the question that was asked.
    """

    family: str
    against: float
    favour: float
    signals: tuple[str, ...]
    weight: float = 1.0

    @property
    def log_lr(self) -> float:
        """Both together, weighed; nats."""
        return self.weight * (self.against + self.favour)


@dataclass(frozen=True, slots=True)
class Heard:
    """Answer to a question: terms, strongest first, families, log-odds.

    `detector` is the question, `way` the detector whose terms these are: of several that answer together, the
    one that says most. `log_odds` are those of all together.
    """

    detector: str
    way: str
    terms: tuple[Term, ...]
    families: tuple[FamilyTerm, ...]
    log_odds: float
    threshold: float
    agreeing: int

    @property
    def margin(self) -> float:
        """Log-odds beyond the threshold."""
        return self.log_odds - self.threshold


@dataclass(frozen=True, slots=True)
class Invention:
    """Verdict of the forensics on one table.

    Parameters
    ----------
    word : str
        ``fabricated``, ``plausible`` or ``inconclusive``.
    why : str
        For ``fabricated`` the detector that says so (``scratch`` or a story), for ``inconclusive`` what was
        missing (``too-few-rows``, ``too-few-families``, ``one-family``, ``story-open``, ``between``).
    log_odds : float
        Natural log-odds of `invented` at even priors, between floor and cap; 0 when too little was seen.
        Where a question was answered, of that question; else of `invented in any way`.
    unbounded : float
        The same before floor and cap.
    scratch : Heard
        The question `made from scratch`, with the terms and families of the likeliest way.
    stories : tuple of Heard
        Every other story, most likely first.
    silent : tuple of str
        Families of the given readings that could not be judged.
    rows : int
        Records the signals looked at.
    any_log_odds : float
        Natural log-odds of `invented in any way` at even priors: the mixture of all questions. Unbounded, to
        rank tables by; `log_odds` is what may be said.
    """

    word: str
    why: str
    log_odds: float
    unbounded: float
    scratch: Heard
    stories: tuple[Heard, ...]
    silent: tuple[str, ...]
    rows: int
    any_log_odds: float


def weigh_readings(readings: Sequence[Measured], rows: int, book: SignalBook | None = None) -> Invention:
    """Weigh all signals of one table; pure, deterministic, blind to the order of the readings.

    Parameters
    ----------
    readings : sequence of Measured
        One for each signal.
    rows : int
        Records the signals looked at (the sample, not the whole table).
    book : SignalBook, optional
        Other weights than those that ship.
    """
    book = book or load()
    ways = [hear(readings, rows, way, book) for way in book.ways]
    scratch = _together(ways, book)
    stories = sorted(
        (hear(readings, rows, story, book) for story in book.stories),
        key=lambda heard: (-heard.margin, heard.detector),
    )
    word, why = _decide(scratch, stories, rows, book)
    mixed = _mixed((*ways, *stories), book)
    unbounded = _log_odds(word, why, scratch, stories, mixed)
    log_odds = min(max(unbounded, book.floor), book.cap)
    judged = {term.family for term in scratch.families}
    silent = tuple(sorted({reading.family for reading in readings} - judged))
    return Invention(word, why, log_odds, unbounded, scratch, tuple(stories), silent, rows, mixed)


def _together(ways: Sequence[Heard], book: SignalBook) -> Heard:
    """Answer of all ways to the one question, told in the terms of the one that says most."""
    shares = _shares(book)
    lead = max(ways, key=lambda heard: (math.log(shares[heard.way]) + heard.log_odds, heard.way))
    return replace(lead, log_odds=_mixed(ways, book))


def _mixed(heard: Sequence[Heard], book: SignalBook) -> float:
    """Log of the sum of likelihood ratios, each times the share of its detector among these; no overflow."""
    shares = _shares(book)
    whole = math.fsum(shares[one.way] for one in heard)
    parts = [math.log(shares[one.way] / whole) + one.log_odds for one in heard]
    most = max(parts)
    return most + math.log(math.fsum(math.exp(part - most) for part in parts))


def _shares(book: SignalBook) -> dict[str, float]:
    return {detector.name: detector.share for detector in (*book.ways, *book.stories)}


def hear(readings: Iterable[Measured], rows: int, detector: Detector, book: SignalBook) -> Heard:
    """What all signals say to one question."""
    terms = sorted(_terms(readings, rows, detector), key=lambda term: (-abs(term.log_lr), term.signal))
    families = tuple(
        _family(name, terms, detector.families.get(name, 0.0), book)
        for name in sorted({term.family for term in terms})
    )
    log_odds = math.fsum(family.log_lr for family in families) + detector.intercept
    agreeing = sum(family.log_lr >= book.strong for family in families)
    threshold = book.thresholds[detector.question]
    return Heard(detector.question, detector.name, tuple(terms), families, log_odds, threshold, agreeing)


def _terms(readings: Iterable[Measured], rows: int, detector: Detector) -> Iterable[Term]:
    for reading in readings:
        curve = detector.curves.get(reading.signal)
        if curve is not None and reading.value is not None:
            said = curve.at(reading.value, rows)
            yield Term(reading.signal, reading.family, said.log_lr, said.real, said.fake, curve.towards)


def _family(name: str, terms: Sequence[Term], weight: float, book: SignalBook) -> FamilyTerm:
    mine = [term for term in terms if term.family == name]
    most, least = max(mine, key=_by_weight), min(mine, key=_by_weight)
    against = _joined([term.log_lr for term in mine if term.log_lr > 0], book)
    favour = -_joined([-term.log_lr for term in mine if term.log_lr < 0], book)
    return FamilyTerm(name, against, favour, tuple(dict.fromkeys((most.signal, least.signal))), weight)


def _joined(weights: Sequence[float], book: SignalBook) -> float:
    """The strongest in full, the others in part, bounded; exactly summed, so that order cannot matter."""
    strongest = max(weights, default=0.0)
    return min(strongest + book.rest * (math.fsum(weights) - strongest), book.bound)


def _by_weight(term: Term) -> tuple[float, str]:
    return term.log_lr, term.signal


def _decide(scratch: Heard, stories: Sequence[Heard], rows: int, book: SignalBook) -> tuple[str, str]:
    if rows < book.minimum_rows:
        return INCONCLUSIVE, TOO_FEW_ROWS
    if len(scratch.families) < book.minimum_families:
        return INCONCLUSIVE, TOO_FEW_FAMILIES
    beyond = [heard for heard in (scratch, *stories) if heard.margin >= 0]
    told = [heard for heard in beyond if heard.agreeing >= book.agreeing]
    if told:
        return FABRICATED, told[0].detector
    if beyond:
        return INCONCLUSIVE, ONE_FAMILY
    if scratch.log_odds > book.plausible:
        return INCONCLUSIVE, BETWEEN
    return (INCONCLUSIVE, STORY_OPEN) if stories and _doubtful(stories, book) else (PLAUSIBLE, "")


def _doubtful(stories: Sequence[Heard], book: SignalBook) -> bool:
    return max(heard.log_odds for heard in stories) > book.doubt


def _log_odds(word: str, why: str, scratch: Heard, stories: Sequence[Heard], mixed: float) -> float:
    """Of the question that was answered; of all together where none was."""
    if why in {TOO_FEW_ROWS, TOO_FEW_FAMILIES}:
        return 0.0
    if word == FABRICATED:
        return next(heard.log_odds for heard in (scratch, *stories) if heard.detector == why)
    return scratch.log_odds if word == PLAUSIBLE else mixed
