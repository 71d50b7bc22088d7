"""Distinct names, places and words of a specimen, spelt as the vocabularies spell them, and who has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from leakcheck.forensics.vocabularies.shelf import WordList, load
from leakcheck.forensics.vocabularies.spelling import spell
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

MOST = 2000
"""Distinct values looked up in one column: more change no share."""
HEADERS = {
    "company": pattern(r"compan|employer|firma|entreprise|empresa|azienda|business|organi[sz]ation"),
    "job": pattern(r"job|occupation|profession|beruf|designation"),
    "street": pattern(r"street|addr|strasse|straße|\brue\b|calle|\bvia\b"),
}
"""Words of headers by which columns without a kind of their own are found."""
_TITLES = frozenset(
    """mr mrs ms miss dr prof sir mx sr sra herr frau dipl ing mag univ pan pani shri smt""".split()  # noqa: SIM905
)
_SUFFIXES = frozenset("""jr sr ii iii iv v md dds phd dvm esq bsc msc ma ba mba""".split())  # noqa: SIM905
_PARTICLES = frozenset(
    """de da do dos das la le les du del della di van von der den ter ten zu y e el al""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Words:
    """Distinct words of one column.

    Parameters
    ----------
    place : int
        Place of the column.
    spelt : tuple of str
        In order of first appearance, at most `MOST`.
    """

    place: int
    spelt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The list that has most of a column's words.

    Parameters
    ----------
    place : int
        Place of the column.
    words, inside : int
        Distinct words, and how many of them the list has.
    source : WordList
    """

    place: int
    words: int
    inside: int
    source: WordList

    @property
    def share(self) -> float:
        """Share of the distinct words the list has, two words outside added: few words prove little."""
        return self.inside / (self.words + 2)

    @property
    def facts(self) -> dict[str, int | float | str]:
        """Numbers and names for a sentence."""
        library, locale = self.source.owners[0]
        return {"inside": self.inside, "distinct": self.words, "library": library, "locale": locale}


def split(text: str, spelt: Callable[[str], str] = spell) -> tuple[str, str]:
    """First and last name of a full name, spelt; empty where it has only one word.

    >>> split("Dr. Anna-Maria Rao PhD"), split("Rao, Anna B.")
    (('anna maria', 'rao'), ('anna', 'rao'))
    """
    before, comma, after = text.partition(",")
    if comma and spelt(after) not in _SUFFIXES:
        return _given(after, spelt), spelt(before)
    words = text.replace(",", " ").split(maxsplit=12)
    while len(words) > 1 and spelt(words[0]) in _TITLES:
        words = words[1:]
    while len(words) > 1 and spelt(words[-1]) in _SUFFIXES:
        words = words[:-1]
    while len(words) > 2 and spelt(words[-2]) in _PARTICLES:
        words[-2:] = [f"{words[-2]} {words[-1]}"]
    return (spelt(words[0]), spelt(words[-1])) if len(words) > 1 else ("", "")


def _given(text: str, spelt: Callable[[str], str]) -> str:
    words = text.split(maxsplit=4)
    return spelt(words[0]) if words else ""


class _Spelt(dict[str, str]):
    """Words as they are spelt: the same few hundred names fill thousands of cells."""

    def __missing__(self, word: str) -> str:
        found = self[word] = spell(word)
        return found


class _Parted(dict[str, tuple[str, str]]):
    """Full names as first and last name."""

    def __init__(self) -> None:
        super().__init__()
        self._spelt = _Spelt()

    def __missing__(self, text: str) -> tuple[str, str]:
        found = self[text] = split(text, self._spelt.__getitem__)
        return found


def parted(specimen: Specimen, texts: Iterable[str]) -> list[tuple[str, str]]:
    """`split` of full names; each is taken apart once for all signals."""
    known = cast("_Parted", specimen.once("vocabulary.parted", _Parted))
    return [known[text] for text in texts]


def names(specimen: Specimen, kind: str) -> tuple[Words, ...]:
    """Distinct first or last names (`kind`) of columns of that kind, and of those of full names."""

    def make() -> tuple[Words, ...]:
        alone = [_words(column, map(spell, thinned(column.values))) for column in specimen.of(kind)]
        side = 0 if kind == "first_name" else 1
        full = [
            _words(column, (pair[side] for pair in parted(specimen, thinned(column.values))))
            for column in specimen.of("full_name")
        ]
        return tuple(_simple(one, kind) for one in (*alone, *full) if one.spelt)

    return cast("tuple[Words, ...]", specimen.once(("vocabulary", kind), make))


def _simple(words: Words, field: str) -> Words:
    """Names of several words that no list has as a whole, taken apart: generators join names with hyphens."""
    compound = [word for word in words.spelt if " " in word]
    if not compound:
        return words
    unknown = {word for word, at in zip(compound, load(field).find(compound).tolist(), strict=True) if at < 0}
    parts = (word.split() if word in unknown else [word] for word in words.spelt)
    distinct = dict.fromkeys(part for several in parts for part in several)
    return Words(words.place, tuple(word for word in distinct if word not in _PARTICLES and len(word) > 1))


def values(specimen: Specimen, *kinds: str) -> tuple[Words, ...]:
    """Distinct values of columns of some kinds."""
    key = ("vocabulary", *kinds)

    def make() -> tuple[Words, ...]:
        return tuple(_words(c, map(spell, thinned(c.values))) for c in specimen.of(*kinds))

    return cast("tuple[Words, ...]", specimen.once(key, make))


def headed(specimen: Specimen, about: str) -> tuple[Column, ...]:
    """Columns of words whose header speaks of something; `about` is one of `HEADERS`."""
    found = HEADERS[about]
    kinds = ("text", "address", "full_name", "category", "city")
    return tuple(c for c in specimen.of(*kinds) if found.search(c.name[:120].casefold()))


def words_of(column: Column) -> Words:
    """Distinct spelt values of one column."""
    return _words(column, map(spell, thinned(column.values)))


def thinned(texts: Sequence[str], most: int = 2 * MOST) -> Sequence[str]:
    """At most `most` of the texts, evenly over their order."""
    return texts[:: -(-len(texts) // most) or 1]


def _words(column: Column, spelt: Iterable[str]) -> Words:
    """Distinct spellings, evenly thinned to `MOST`; digits and single Latin letters left out."""
    told = dict.fromkeys(spelt)
    distinct = [word for word in told if not word.isdecimal() and (len(word) > 1 or not word.isascii())]
    step = -(-len(distinct) // MOST) or 1
    return Words(column.place, tuple(distinct[::step]))


def membership(specimen: Specimen, words: Words, field: str) -> NDArray[np.int64]:
    """Set of each word in a field's vocabulary, -1 where none has it; looked up once."""
    key = ("vocabulary.found", field, words.place, len(words.spelt), words.spelt[:1])
    return cast("NDArray[np.int64]", specimen.once(key, lambda: load(field).find(words.spelt)))


def best(specimen: Specimen, words: Words, field: str, longest: int) -> Best | None:
    """The list, no longer than `longest`, that has most of the words; the shorter one when two tie.

    Returns None when there are no words.
    """
    import numpy as np

    shelf = load(field)
    if not words.spelt:
        return None
    sizes = np.array([one.size if one.owners[0][0] else 10**9 for one in shelf.lists])
    inside = shelf.coverage(membership(specimen, words, field))
    inside[sizes > longest] = -1
    place = int(np.lexsort((sizes, -inside))[0])
    return Best(words.place, len(words.spelt), max(0, int(inside[place])), shelf.lists[place])


def share_of(found: NDArray[np.int64], field: str, places: Sequence[int]) -> NDArray[np.bool_]:
    """Which words any of some lists has; `found` from `membership`."""
    import numpy as np

    return np.where(found >= 0, load(field).pick(places)[found], False)
