"""What the forensic signals of a table have to say: as evidence to weigh, as findings, as an account.

Why a room of its own: signals know no weights, weights know no sentences, and a report wants both. Of a
family the strongest signal for invention and the strongest against it count in full, the others by a share
that the calibration chose.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck import discover
from leakcheck.engines.work import TableWork
from leakcheck.forensicmodel import Forensics, Origin, SignalReading, Stretch
from leakcheck.frozen import dataclass, replace
from leakcheck.model import Finding, Tally
from leakcheck.weighing.evidence import Evidence, Weighed
from leakcheck.weighing.strengths import SIGNAL, Signals, Strengths, load
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.forensics.table.reading import Reading
    from leakcheck.forensics.table.specimen import Specimen
    from leakcheck.weighing.invention import Heard, Invention, Term
    from leakcheck.weighing.signalbook import Detector

KIND = "signal"
FROM_SCRATCH = "from-scratch"
_ROOM = "forensics.signals"
_BASELINE = f"{SIGNAL}baseline"
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

    @property
    def heard(self) -> Heard | None:
        """The question that is answered: from scratch, or the story that was recognised."""
        told = self.invention
        if told is None or not told.scratch.families:
            return None
        return next((h for h in told.stories if told.why == h.detector), told.scratch)

    def evidence(self) -> tuple[Evidence, ...]:
        """One piece for each signal that counts, and one for the intercept."""
        heard, told = self.heard, self.invention
        if heard is None or told is None or told.why in {"too-few-rows", "too-few-families"}:
            return ()
        detector = _detector(heard)
        pieces = [
            self._evidence(SIGNAL + term.signal, SIGNAL + term.family, _log10(detector.slope * log_lr))
            for term, log_lr in _counted(heard)
        ]
        baseline = _log10(detector.intercept)
        return (*pieces, self._evidence(_BASELINE, _BASELINE, baseline)) if baseline else tuple(pieces)

    def _evidence(self, rule: str, family: str, log10_bf: float) -> Evidence:
        looked = self.invention.rows if self.invention else 0
        tally = Tally(passed=looked)
        return Evidence(rule, rule, family, "collected", tally=tally, log10_bf=log10_bf)

    def strengths(self) -> Strengths:
        """The numbers that ship, with the bounds of the weights file on what signals say together."""
        told = self.invention
        return load() if told is None else _bounded(told.word)

    def findings(self, weighed: Weighed) -> list[Finding]:
        """The signals that count, each with its sentence and what it weighs."""
        heard = self.heard
        if heard is None:
            return []
        known = {reading.signal: reading for reading in self.readings}
        return [
            self._finding(known[term.signal], term, weighed)
            for term, _ in _counted(heard)
            if SIGNAL + term.signal in weighed.rules
        ]

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
            explain=_sentence(module, reading, weight.log10_lr),
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
        scratch = {term.signal: term.log_lr for term in (heard.terms if heard else ())}
        counted = {term.signal for term, _ in (_counted(heard) if heard else ())}
        bounds = self.strengths().signals
        whole = _log10(heard.log_odds) if heard else 0.0
        is_silent = told.why in {"too-few-rows", "too-few-families"}
        return Forensics(
            rows=self.rows,
            looked=told.rows,
            log10_lr=0.0 if is_silent else min(max(whole, -bounds.favour), bounds.against),
            log10_lr_unbounded=whole,
            story=_story(heard),
            judged=tuple(sorted({f.family for f in heard.families})) if heard else (),
            unjudged=told.silent,
            readings=tuple(
                _reading(r, scratch.get(r.signal, 0.0), r.signal in counted) for r in self.readings
            ),
            stories={h.detector: _log10(h.margin) for h in told.stories},
            note=sentence(f"forensics.{told.why}") if is_silent else "",
            origins=self.origins,
            stretches=self.stretches,
        )


def hear(works: Iterable[TableWork]) -> Testimony:
    """Listen to whichever of the checks of the whole table has readings."""
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
        weigh_readings(readings, specimen.size),
        specimen.rows,
        tuple(_origins(specimen)),
        tuple(_stretches(specimen)),
    )


def _origins(specimen: Specimen) -> Iterator[Origin]:
    """Fake-data libraries whose lists and grammars the values keep to, and well-known tables."""
    from leakcheck.forensics.fingerprints.matching import known_tables
    from leakcheck.forensics.generators.attribution import attribute

    for made in attribute(specimen):
        places = tuple(sorted({match.place for match in made.fields}))
        yield Origin("generator", f"{made.generator} {made.locale}".strip(), made.sentence, places)
    for known in known_tables(specimen):
        key = "demonstration" if known.kind == "demonstration" else "public"
        said = sentence(f"forensics.known_{key}", title=known.title, n=len(known.columns))
        yield Origin("known-table", known.title, said, known.columns)


def _stretches(specimen: Specimen) -> Iterator[Stretch]:
    from leakcheck.forensics.rowmap.build import row_map

    segments = row_map(specimen)
    for segment in segments if len(segments) > 1 else ():
        facts: dict[str, Any] = dict(segment.facts)
        said = sentence(f"stretch.{segment.looks}", **facts)
        yield Stretch(
            segment.first_row,
            segment.last_row,
            segment.first_line,
            segment.last_line,
            segment.looks,
            said,
        )


@cache
def _bounded(word: str) -> Strengths:
    from leakcheck.weighing.signalbook import load as load_book

    book, shipped = load_book(), load()
    against = _log10(book.cap) if word == "fabricated" else min(_log10(book.cap), _SHORT)
    favour = -_log10(book.floor) if word == "plausible" else min(-_log10(book.floor), _SHORT)
    return replace(shipped, signals=Signals(against, favour, _log10(book.scratch.slope * book.strong)))


def _detector(heard: Heard) -> Detector:
    from leakcheck.weighing.signalbook import load as load_book

    book = load_book()
    return next((story for story in book.stories if story.name == heard.detector), book.scratch)


def _counted(heard: Heard) -> list[tuple[Term, float]]:
    """Signals that say anything, with the nats they bring in, strongest first."""
    from leakcheck.weighing.signalbook import load as load_book

    rest = load_book().rest
    found = []
    for family in heard.families:
        mine = [term for term in heard.terms if term.family == family.family and term.log_lr]
        chief = {
            sign: max((t for t in mine if t.log_lr * sign > 0), key=_strength, default=None)
            for sign in (1, -1)
        }
        found += [(t, t.log_lr if t in chief.values() else rest * t.log_lr) for t in mine]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].signal))


def _strength(term: Term) -> tuple[float, str]:
    return abs(term.log_lr), term.signal


def _sentence(module: ModuleType, reading: Reading, log10_lr: float) -> str:
    text: str = module.SENTENCE if log10_lr > 0 else module.SENTENCE_FOR
    return text.format_map({name: _Fact(fact) for name, fact in reading.facts.items()})


class _Fact:
    """A number in a sentence: as the sentence asks for, else with separators and two or three digits."""

    def __init__(self, fact: int | float | str) -> None:
        self._fact = fact

    def __format__(self, spec: str) -> str:
        fact = self._fact
        if spec or isinstance(fact, str):
            return format(fact, spec)
        if isinstance(fact, int) or float(fact).is_integer():
            return f"{int(fact):,}"
        return f"{fact:.2g}" if abs(fact) < 10 else f"{fact:,.1f}"


def _support(term: Term) -> str:
    return sentence(
        "forensics.support",
        real=term.real[0],
        reals=term.real[1],
        fake=term.fake[0],
        fakes=term.fake[1],
    )


def _reading(reading: Reading, log_lr: float, counted: bool) -> SignalReading:
    module = discover.load(_ROOM, reading.signal)
    told = "" if reading.value is None else _sentence(module, reading, log_lr or 0.0)
    return SignalReading(
        reading.signal,
        reading.family,
        reading.value,
        reading.why_not,
        _log10(log_lr),
        counted,
        told,
        tuple(reading.columns),
    )


def _story(heard: Heard | None) -> str:
    if heard is None:
        return ""
    return FROM_SCRATCH if heard.detector == "scratch" else heard.detector


def _log10(nats: float) -> float:
    return nats / math.log(10)


__all__: Sequence[str] = ["KIND", "Testimony", "hear"]
