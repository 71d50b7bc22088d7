"""E-mail addresses all made from the names by one recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.agreement import mailboxes, named_mailboxes
from leakcheck.forensics.statistics.contact import domain_of
from leakcheck.forensics.statistics.invented import collected, formulaic
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "One recipe for all e-mail addresses"
FAMILY = "agreement"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "among e-mail addresses that hold a name, the share of the commonest recipe (first.last, flast, "
    "first_last, lastf, first, … with or without digits); only where at least five domains occur, "
    "since one office has one recipe"
)
SOURCES = (
    "Reasoned: people with different providers choose different recipes",
    "J. Zhang et al., COLING 2018, on how people build user names",
)
SENTENCE = (
    "{percent} per cent of {records} e-mail addresses at different providers are made from the names "
    "by one and the same recipe."
)
SENTENCE_FOR = (
    "The e-mail addresses are made from the names in different ways (the commonest recipe makes "
    "{percent} per cent of {records})."
)
INNOCENT = ("addresses given by one organisation with several domains",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of the commonest recipe."""
    found, mail = named_mailboxes(specimen), mailboxes(specimen)
    if specimen.size < MINIMUM or found is None or mail is None:
        return None
    domains = {domain_of(text) for text in mail[0].values[:500]}
    place, told = found
    recipes: dict[str, int] = {}
    for box, first, last in told:
        recipe = _recipe(box, first, last)
        if recipe:
            recipes[recipe] = recipes.get(recipe, 0) + 1
    records = sum(recipes.values())
    if len(domains) < 5 or records < MINIMUM:
        return None
    value = max(recipes.values()) / records
    return Measurement(value, (place,), {"percent": round(100 * value), "records": records}, records)


def _recipe(box: str, first: str, last: str) -> str:
    """The box with names and digits replaced by their marks; empty when it holds no name."""
    digits = box.rstrip("0123456789")
    if not (len(first) > 2 and first in digits) and not (len(last) > 2 and last in digits):
        return ""
    told = digits
    for name, mark in ((first, "F"), (last, "L")):
        if len(name) > 2 and name in told:
            told = told.replace(name, mark, 1)
    return told.replace(first[:1], "f", 1) + ("9" if digits != box else "")


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return formulaic(seed, rows)
