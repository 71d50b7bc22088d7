"""Which generator made a table, in which locale, and from what that is known.

Names only what the lists and grammars show: several libraries that have the same lists are named
together, and when nothing is sure enough nothing is said. A table that was anonymised with a generator
is attributed too: the finding says how values were made, not why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.generators.candidates import Candidate, Match, candidates
from leakcheck.forensics.generators.habits import Habit, habits
from leakcheck.forensics.vocabularies.shelf import head

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

SURE = 3.0
"""Log10 likelihood ratio below which no generator is named."""
_TIE = 3.0
_WORDS = {
    "first_name": "first names",
    "last_name": "last names",
    "city": "cities",
    "company": "companies",
    "job": "job titles",
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A finding: these columns come out of this generator.

    Parameters
    ----------
    generator, version, locale : str
        As the library calls itself; `locale` is empty where only a grammar speaks.
    fields : tuple of Match
        Columns drawn from its lists.
    habits : tuple of str
        Grammars and habits of it that the table shows.
    strength : float
        Log10 likelihood ratio against genuine columns.
    others : tuple of str
        Further libraries, with locale, that explain the columns as well.
    """

    generator: str
    version: str
    locale: str
    fields: tuple[Match, ...]
    habits: tuple[str, ...]
    strength: float
    others: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding in words; numbers and our own names of fields, libraries and locales only."""
        told = [
            f"{_WORDS[one.field]}: {one.inside} of {one.words} in its list of {one.size}"
            for one in self.fields
        ]
        who = (
            "Common textbook names, as scripts and language models write"
            if self.generator == "textbook"
            else ""
        )
        who = who or f"{self.generator} {self.version}".strip() + (
            f", locale {self.locale}" if self.locale else ""
        )
        also = f" (or {', '.join(self.others)})" if self.others else ""
        return f"{who}{also}: " + "; ".join((*told, *self.habits))


def attribute(specimen: Specimen) -> list[Attribution]:
    """Generators a table fits, the likeliest first; empty when nothing is sure."""
    found = candidates(specimen)
    shown = habits(specimen)
    listed = [one for one in found if _is_sure(one)]
    made = [_attribution(listed, shown)] if listed else []
    named = {one.generator for one in made}
    alone = [one for one in shown if one.alone and not (set(one.generators) & named)]
    return made + [_by_habit(one) for one in alone]


def _is_sure(one: Candidate) -> bool:
    """Strong, and not on first names alone unless there are many: short lists of them are common to all."""
    others = [match for match in one.matches if match.field != "first_name"]
    return one.strength >= SURE and (bool(others) or max(match.words for match in one.matches) >= 150)


def _attribution(listed: list[Candidate], shown: list[Habit]) -> Attribution:
    top = listed[0]
    near = [one for one in listed[1:] if top.likelihood - one.likelihood < _TIE]
    fitting = [habit for habit in shown if top.library in habit.generators]
    others = tuple(f"{one.library} {one.locale}" for one in near[:4])
    strength = top.strength + sum(habit.strength for habit in fitting)
    sentences = tuple(habit.sentence for habit in fitting)
    return Attribution(
        top.library, _version(top.library), top.locale, top.matches, sentences, strength, others
    )


def _by_habit(habit: Habit) -> Attribution:
    generator, *others = habit.generators
    return Attribution(
        generator, _version(generator), "", (), (habit.sentence,), habit.strength, tuple(others)
    )


def _version(library: str) -> str:
    return next((str(one["version"]) for one in head()["libraries"] if one["name"] == library), "")
