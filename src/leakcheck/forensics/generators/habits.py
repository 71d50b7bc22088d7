"""Grammars and habits by which generators are known, each read off the signal that measures it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.discover import load

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

_PORTS = ("Faker", "faker-js", "faker.js", "FakerPHP", "faker-ruby", "ffaker", "Data::Faker", "casual")


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit a table shows.

    Parameters
    ----------
    generators : tuple of str
        Libraries that have it.
    sentence : str
        What was seen, with numbers.
    strength : float
        Log10 likelihood ratio, stated, not fitted: how rare the share asked for is in genuine tables.
    alone : bool
        Whether it names a generator without any list.
    """

    generators: tuple[str, ...]
    sentence: str
    strength: float
    alone: bool


# signal, least value, generators, what is seen, strength, whether it may speak alone
_KNOWN = (
    ("city_pattern", 0.75, _PORTS, "cities by Faker's grammar: {fit} of {distinct}", 2.0, False),
    ("company_pattern", 0.75, _PORTS, "companies by Faker's grammar: {fit} of {distinct}", 2.0, False),
    ("street_pattern", 0.75, _PORTS, "streets by Faker's grammar: {fit} of {distinct}", 3.0, True),
    ("phone_extensions", 0.1, _PORTS, "telephone extensions with x: {percent} % of {records}", 0.7, False),
    ("placeholder_domains", 0.9, _PORTS, "placeholder e-mail domains: {percent} % of {records}", 1.0, False),
    (
        "generator_domains",
        0.85,
        ("Mockaroo",),
        "e-mail domains: {inside} of {distinct} in its list",
        4.0,
        True,
    ),
    (
        "wrong_check_digits",
        0.7,
        ("Faker",),
        "Aadhaar numbers with a Luhn digit: {luhn} of {distinct}",
        3.0,
        True,
    ),
    ("textbook_names", 0.6, ("textbook",), "first and last name together: {hits} of {records}", 3.0, True),
    ("lorem_text", 0.97, _PORTS, "words of its sentences: {inside} of {distinct}", 1.5, False),
)


def habits(specimen: Specimen) -> list[Habit]:
    """Habits the table shows, in a fixed order."""
    found = []
    for signal, least, generators, sentence, strength, alone in _KNOWN:
        measured = load("forensics.signals", signal).measure(specimen)
        if measured is not None and measured.value >= least:
            found.append(Habit(generators, sentence.format(**measured.facts), strength, alone))
    return found
