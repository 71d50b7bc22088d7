"""What the forensic signals of a table have to say: as evidence to weigh, as findings, as an account.

Why a room of its own: signals know no weights, weights know no sentences, and a report wants both. Of a
family the strongest signal for invention and the strongest against it count in full, the others by a share
that the calibration chose.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.engines.work import TableWork
from leakcheck.forensicmodel import Forensics, Origin, SignalReading, Stretch
from leakcheck.frozen import dataclass, replace
from leakcheck.model import Finding, Tally
from leakcheck.testimony.beside import DEMONSTRATION, origins_of, stretches_of
from leakcheck.testimony.saying import said
from leakcheck.weighing.evidence import Evidence, Weighed
from leakcheck.weighing.strengths import SIGNAL, Signals, Strengths, load
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.forensics.table.reading import Reading
    from leakcheck.weighing.invention import Heard, Invention, Term
    from leakcheck.weighing.signalbook import SignalBook

KIND = "signal"
FROM_SCRATCH = "from-scratch"
_PLAIN = "generated"
"""Way of making a table from scratch that needs no name of its own."""
_ROOM = "forensics.signals"
_BASELINE = f"{SIGNAL}baseline"
_KNOWN, _SURE = "origin.demonstration", 3.0
_SHORT = 1.0
"""log10 of the most the signals may say where their own verdict was not reached: below LR 12, so that only
further evidence can carry it over."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """The signals of one table, weighed among themselves.

    `evidence` joins that of the rules; `strengths` are the numbers to weigh it with.
    """

    readings: tuple[Reading, ...] = ()
    invention: Invention | None = None
    rows: int = 0
    origins: tuple[Origin, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    book: SignalBook | None = None

    @property
    def heard(self) -> Heard | None:
        """The question that is answered: from scratch, or the story that was recognised."""
        told = self.invention
        if told is None or not told.scratch.families:
            return None
        return next((h for h in told.stories if told.why == h.detector), told.scratch)

    @property
    def _demonstration(self) -> Origin | None:
        return next((origin for origin in self.origins if origin.kind == DEMONSTRATION), None)

    @property
    def _book(self) -> SignalBook:
        from leakcheck.weighing.signalbook import load as load_book

        return self.book or load_book()

    def _counted(self, heard: Heard) -> list[tuple[Term, float]]:
        return _counted(heard, self._book.rest)

    def evidence(self) -> tuple[Evidence, ...]:
        """One piece for each signal that counts, and one for the intercept and what other ways add."""
        heard, told = self.heard, self.invention
        known = (self._evidence(_KNOWN, "fingerprint", _SURE),) if self._demonstration else ()
        if heard is None or told is None or told.why in {"too-few-rows", "too-few-families"}:
            return known
        pieces = [
            self._evidence(SIGNAL + term.signal, SIGNAL + term.family, _log10(log_lr))
            for term, log_lr in self._counted(heard)
        ]
        baseline = _log10(told.unbounded - math.fsum(family.log_lr for family in heard.families))
        return (*known, *pieces, *([self._evidence(_BASELINE, _BASELINE, baseline)] if baseline else []))

    def _evidence(self, rule: str, family: str, log10_bf: float) -> Evidence:
        looked = self.invention.rows if self.invention else 0
        tally = Tally(passed=looked)
        return Evidence(rule, rule, family, "collected", tally=tally, log10_bf=log10_bf)

    def strengths(self) -> Strengths:
        """The numbers that ship, with the bounds of the weights file on what signals say together."""
        told = self.invention
        return load() if told is None else _bounded(told.word, self._book)

    def findings(self, weighed: Weighed) -> list[Finding]:
        """The signals that count, each with its sentence and what it weighs."""
        heard, known = self.heard, {reading.signal: reading for reading in self.readings}
        found = [
            self._finding(known[term.signal], term, weighed)
            for term, _ in (self._counted(heard) if heard else ())
            if SIGNAL + term.signal in weighed.rules
        ]
        return [*found, *self._recognised(weighed)]

    def _recognised(self, weighed: Weighed) -> Iterator[Finding]:
        """The finding that this is a well-known demonstration table."""
        origin = self._demonstration
        if origin is None:
            return
        weight = weighed.rules[_KNOWN]
        yield Finding(
            rule=_KNOWN,
            title=sentence("forensics.known_title"),
            family=weight.family,
            axis="collected",
            strength="strong",
            tally=Tally(passed=self.invention.rows if self.invention else 0),
            sources=(),
            explain=origin.sentence,
            innocent=(sentence("forensics.known_innocent"),),
            log10_lr=weight.log10_lr,
            weighed=weight.weighed,
            why_not=weight.why_not,
            kind=KIND,
            columns=origin.columns,
        )

    def _finding(self, reading: Reading, term: Term, weighed: Weighed) -> Finding:
        module = discover.load(_ROOM, reading.signal)
        weight = weighed.rules[SIGNAL + reading.signal]
        return Finding(
            rule=weight.rule,
            title=module.TITLE,
            family=weight.family,
            axis="collected",
            strength="moderate",
            tally=Tally(passed=self.invention.rows if self.invention else 0, notes=(_support(term),)),
            sources=(),
            explain=said(module, reading, weight.log10_lr, term.towards),
            innocent=tuple(module.INNOCENT) if weight.log10_lr > 0 else (),
            log10_lr=weight.log10_lr,
            weighed=weight.weighed,
            why_not=weight.why_not,
            kind=KIND,
            columns=tuple(reading.columns),
        )

    def account(self, weighed: Weighed) -> Forensics | None:
        """Everything the signals said, for the report; None where nothing was looked at."""
        told, heard = self.invention, self.heard
        if told is None:
            return None
        terms = {term.signal: term for term in (heard.terms if heard else ())}
        counted = {term.signal for term, _ in (self._counted(heard) if heard else ())}
        bounds = self.strengths().signals
        whole = _log10(told.unbounded)
        is_silent = told.why in {"too-few-rows", "too-few-families"}
        return Forensics(
            rows=self.rows,
            looked=told.rows,
            log10_lr=0.0 if is_silent else min(max(whole, -bounds.favour), bounds.against),
            log10_lr_unbounded=whole,
            log10_lr_any=_log10(told.any_log_odds),
            story=_story(heard),
            judged=tuple(sorted({f.family for f in heard.families})) if heard else (),
            unjudged=told.silent,
            readings=tuple(_reading(r, terms.get(r.signal), r.signal in counted) for r in self.readings),
            stories={h.detector: _log10(h.margin) for h in told.stories},
            note=_note(told),
            origins=self.origins,
            stretches=self.stretches,
        )


def hear(works: Iterable[TableWork], book: SignalBook | None = None) -> Testimony:
    """Listen to whichever of the checks of the whole table has readings.

    Parameters
    ----------
    works : iterable of TableWork
        All checks of the whole table.
    book : SignalBook, optional
        Other weights than those that ship.
    """
    work = next((work for work in works if hasattr(work, "readings")), None)
    if work is None:
        return Testimony()
    readings = work.readings()
    if not readings:
        return Testimony()
    from leakcheck.weighing.invention import weigh_readings

    specimen = work.specimen()  # type: ignore[attr-defined]
    return Testimony(
        tuple(readings),
        weigh_readings(readings, specimen.size, book),
        specimen.rows,
        tuple(origins_of(specimen)),
        tuple(stretches_of(specimen)),
        book,
    )


@cache
def _bounded(word: str, book: SignalBook) -> Strengths:
    shipped = load()
    against = _log10(book.cap) if word == "fabricated" else min(_log10(book.cap), _SHORT)
    favour = -_log10(book.floor) if word == "plausible" else min(-_log10(book.floor), _SHORT)
    return replace(shipped, signals=Signals(against, favour, _log10(book.strong)))


def _counted(heard: Heard, rest: float) -> list[tuple[Term, float]]:
    """Signals that say anything, with the nats they bring in after all weights, strongest first."""
    found: list[tuple[Term, float]] = []
    for family in heard.families:
        for sign, joined in ((1, family.against), (-1, family.favour)):
            mine = [t for t in heard.terms if t.family == family.family and t.log_lr * sign > 0]
            chief = max(mine, key=_strength, default=None)
            parts = [(t, t.log_lr if t is chief else rest * t.log_lr) for t in mine]
            whole = math.fsum(part for _, part in parts)
            found += [(t, family.weight * part * joined / whole) for t, part in parts if family.weight]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].signal))


def _strength(term: Term) -> tuple[float, str]:
    return abs(term.log_lr), term.signal


def _support(term: Term) -> str:
    return sentence(
        "forensics.support",
        real=term.real[0],
        reals=term.real[1],
        fake=term.fake[0],
        fakes=term.fake[1],
    )


def _reading(reading: Reading, term: Term | None, counted: bool) -> SignalReading:
    module = discover.load(_ROOM, reading.signal)
    log10_lr, towards = (_log10(term.log_lr), term.towards) if term else (0.0, None)
    told = "" if reading.value is None else said(module, reading, log10_lr, towards)
    return SignalReading(
        reading.signal,
        reading.family,
        reading.value,
        reading.why_not,
        log10_lr,
        counted,
        told,
        tuple(reading.columns),
    )


def _note(told: Invention) -> str:
    """Why the signals reach no verdict of their own; empty where they do."""
    if told.word != "inconclusive":
        return ""
    nearest = max(told.stories, key=lambda heard: heard.log_odds, default=None)
    story = sentence(f"story.{nearest.detector}") if nearest else ""
    return sentence(f"forensics.{told.why}", story=story)


def _story(heard: Heard | None) -> str:
    if heard is None:
        return ""
    return FROM_SCRATCH if heard.way == _PLAIN else heard.way


def _log10(nats: float) -> float:
    return nats / math.log(10)
