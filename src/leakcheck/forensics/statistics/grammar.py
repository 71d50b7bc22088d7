"""Grammars by which generators put names together into cities, companies and streets.

Source: the formats of Faker's en_US providers, which faker-js, FakerPHP, faker-ruby and Bogus share. A text
fits only when its stem is a name that such a library has: "North Platte" does not fit, "North Kevin" does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.vocabulary import thinned
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.vocabularies.shelf import load
from leakcheck.forensics.vocabularies.spelling import spell
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

_PREFIX = pattern(r"(?:north|east|west|south|new|lake|port) ")
_SUFFIX = pattern(
    r"(?:town|ton|land|ville|berg|burgh|borough|bury|view|port|mouth|stad|stead|furt|chester|fort|haven|side|shire"
    r"|cester|bridge|field|ford|ham)$"
)
_FIRM = pattern(r"^([\w' .]{2,30}?)[ ,]+(?:inc|ltd|llc|group|plc|and sons)\.?$")
_PARTNERS = pattern(
    r"^([\w' ]{2,25}), ([\w' ]{2,25}),? (?:and|&) ([\w' ]{2,25})$|^([\w']{2,25})-([\w']{2,25})$"
)
_STREET = pattern(
    r"^[0-9]{1,5} ([a-z']{2,20}) ([a-z]{3,12})(?:,? (?:apt\.|suite|apt) [0-9]{3,4})?(?:,.{0,80})?$"
)
_TEXTS, _FEWEST = 1000, 12
"""Distinct texts looked at in one column, and those below which it says nothing."""
_ENGLISH = ("en", "en_US", "en_GB", "en_CA", "en_AU", "en_IN", "en_IND", "en_IE")


def _english(field: str) -> tuple[int, ...]:
    """Lists of English locales of libraries (not the textbook lists)."""
    lists = load(field).lists
    return tuple(at for at, one in enumerate(lists) if any(owner[1] in _ENGLISH for owner in one.owners))


def are_listed(stems: Sequence[str], *fields: str) -> NDArray[np.bool_]:
    """Which spelt words stand in an English list of any of the fields; shape (stems,)."""
    import numpy as np

    known = np.zeros(len(stems), dtype=bool)
    for field in fields:
        found = load(field).find(stems)
        known |= (found >= 0) & load(field).pick(_english(field))[found]
    return np.asarray(known & np.array([bool(stem) for stem in stems], dtype=bool))


def _all_listed(groups: Iterable[Sequence[str]], *fields: str) -> NDArray[np.bool_]:
    """Whether every stem of a text is listed; texts without stems are not."""
    import numpy as np

    kept = [tuple(spell(stem) for stem in group) for group in groups]
    flat = [stem for group in kept for stem in group]
    known = are_listed(flat, *fields) if flat else np.zeros(0, dtype=bool)
    ends = np.cumsum([len(group) for group in kept], dtype=np.intp)
    spans = zip(ends - [len(group) for group in kept], ends, strict=True)
    return np.array([end > begin and bool(known[begin:end].all()) for begin, end in spans], dtype=bool)


def are_cities(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts are ``[North ]Name[ville]`` with a listed name: shape (texts,)."""
    stems = []
    for text in texts:
        folded = text[:60].casefold()
        stem = _SUFFIX.sub("", _PREFIX.sub("", folded, count=1), count=1)
        stems.append((stem,) if stem != folded and len(stem) > 2 else ())
    return _all_listed(stems, "first_name", "last_name")


def are_companies(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts are ``Name Ltd``, ``Name-Name`` or ``Name, Name and Name``: shape (texts,)."""
    stems: list[tuple[str, ...]] = []
    for text in texts:
        folded = text[:90].casefold()
        found = _PARTNERS.match(folded) or _FIRM.match(folded)
        stems.append(tuple(name for name in found.groups() if name) if found else ())
    return _all_listed(stems, "last_name")


def are_streets(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts are ``123 Name Suffix[ Apt. 123]`` with one name and one street word: shape (texts,)."""
    import numpy as np

    found = [_STREET.match(" ".join(text[:120].casefold().split())) for text in texts]
    names = _all_listed([(one[1],) if one else () for one in found], "first_name", "last_name")
    suffixes = _all_listed([(one[2],) if one else () for one in found], "street_suffix")
    return np.asarray(names & suffixes)


def largest_fit(
    specimen: Specimen, columns: Iterable[Column], fitting: Callable[[Sequence[str]], NDArray[np.bool_]]
) -> Measurement | None:
    """Largest share of a column's distinct texts that fit a grammar; None without a column of 12 texts."""
    shares = []
    for column in columns:
        texts = thinned(column.values, _TEXTS)
        if len(texts) >= _FEWEST:
            shares.append((int(fitting(texts).sum()), len(texts), column.place))
    if not shares:
        return None
    fit, distinct, place = max(shares, key=lambda one: one[0] / one[1])
    return Measurement(fit / distinct, (place,), {"fit": fit, "distinct": distinct}, specimen.size)
