"""E-mail addresses at famous web sites that give nobody a mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import columns, domain_of
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import share_of
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.vocabularies.shelf import load
from leakcheck.forensics.vocabularies.spelling import spell

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "E-mail at famous web sites"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share, over columns of e-mail addresses with at least eight different domains, of "
    "distinct domains that stand in the list of Mockaroo (about 470 well-known sites of 2012 to 2014, "
    "mail providers left out)"
)
SOURCES = (
    "List written from general knowledge: tools/vocabulary_sources/mockaroo.py",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{inside} of {distinct} different e-mail domains are famous web sites (newspapers, shops, "
    "agencies) that the generator Mockaroo uses; such sites give their readers no mailbox."
)
SENTENCE_FOR = "{inside} of {distinct} different e-mail domains are famous web sites."
INNOCENT = ("addresses of employees of many large firms and universities",)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct domains that are famous sites."""
    told = []
    for column in columns(specimen, "email") if specimen.size >= MINIMUM else ():
        distinct = [spell(domain) for domain in dict.fromkeys(map(domain_of, column.texts))]
        if len(distinct) >= 8:
            shelf = load("domain")
            inside = int(share_of(shelf.find(distinct), "domain", shelf.named("Mockaroo")).sum())
            told.append((inside / len(distinct), inside, len(distinct), column.place))
    if not told:
        return None
    value, inside, count, place = max(told)
    return Measurement(value, (place,), {"inside": inside, "distinct": count}, specimen.size)
