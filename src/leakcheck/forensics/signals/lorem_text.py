"""Free text made of the words of a generator's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import Words, best, thinned
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.vocabularies.spelling import spell

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Text out of a generator's word list"
FAMILY = "vocabulary"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share of distinct words of a column of sentences (at least 60 distinct words, four a "
    "text) that stand in one word list of a generator: lorem ipsum, or the ordinary words Faker "
    "strings together"
)
SOURCES = (
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
    "Cicero, De finibus 1.10.32, of which lorem ipsum is a mutilation",
)
SENTENCE = (
    "{inside} of {distinct} different words of a text column stand in the word list of {library} "
    "({locale}), which strings words together without sense."
)
SENTENCE_FOR = "The words of the texts ({inside} of {distinct} in any one list) are not those of a generator."
INNOCENT = ("placeholder text left in a template",)


def measure(specimen: Specimen) -> Measurement | None:
    """Best coverage of the words of texts by one list of words."""
    if specimen.size < MINIMUM:
        return None
    found = []
    for column in specimen.of("text"):
        texts = thinned(column.values, 400)
        words = [spell(text[:400]).split() for text in texts]
        distinct = tuple(dict.fromkeys(word for line in words for word in line if word.isalpha()))
        if len(distinct) >= 60 and sum(map(len, words)) >= 4 * len(texts):
            found.append(best(specimen, Words(column.place, distinct[:2000]), "lorem", longest=1100))
    top = max((one for one in found if one), key=lambda one: one.share, default=None)
    if top is None:
        return None
    return Measurement(top.share, (top.place,), top.facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
