"""Labels understood by their words: another order, two languages, a remark, a path of keys.

Why every word counts: "name" is in "vaccine name", "centre name" and "name of father" too. A label
is believed only when all its words are accounted for; what belongs to the place of vaccination is
never given to the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leakcheck.frozen import replace
from leakcheck.mapping.basic import CAMPAIGN, TYPES
from leakcheck.mapping.index import Entry, Index, LabelMatch, is_generic
from leakcheck.mapping.keys import bag, path, pieces, squeeze
from leakcheck.mapping.words import (
    CENTRE_PARTS,
    CENTRES,
    GENERIC,
    HARMLESS_WITH_CENTRE,
    NEUTRAL,
    OTHERS,
    PEOPLE,
    VAGUE,
)

Indexes = Sequence[Index]

REMARKED = 0.6
"""Score of a label with words nobody listed."""

_WORDS, _PIECES, _REDUCED, _PATH = 0.97, 0.95, 0.9, 0.95
_REMARK = 0.92
_BESIDE = 0.5
_CENTRE_ADDRESS, _PART_OF_CENTRE_ADDRESS = 0.9, 0.5
_UNKNOWN_OWNER = 0.45
_DOSE_WORDS = frozenset({"dose", "1", "2", "3"})
_COUNTERS = frozenset({"1", "2", "3"})
_AREAS = frozenset({"pin", "state", "district", "block"})
_PLACE_OR_DOSE = CAMPAIGN | {"center_name", "center_address"}
_LOOSE_TYPES = frozenset({"text", "name", "integer", "number", "category"})


def exact(label: str, indexes: Indexes) -> list[LabelMatch]:
    """The label as an alias in some spelling."""
    key = squeeze(label)
    if key in GENERIC:
        return [LabelMatch(name, score, key, "exact") for name, score in GENERIC[key]]
    return _matches((index.exact.get(key, ()) for index in indexes), 1.0, "exact")


def by_words(label: str, indexes: Indexes) -> list[LabelMatch]:
    """All words of an alias in any order and spelling, and no other word."""
    return _of_bag(bag(label), indexes, _WORDS)


def by_pieces(label: str, indexes: Indexes) -> list[LabelMatch]:
    """Two languages or two meanings ("Name / नाम", "DOB/YOB"), or a meaning and a remark."""
    read = [_piece(piece, indexes) for piece in pieces(label)]
    meant = [found for found in read if found]
    if not meant:
        return []
    if all({m.field for m in found} & {m.field for m in meant[0]} for found in meant):
        return _scaled(meant[0], _PIECES if len(meant) == len(read) else _REMARK)
    if "/" in label and len(meant) == len(read):
        return [m for found in meant for m in _scaled(found, _REDUCED)]
    later = [m for found in meant[1:] for m in _scaled(found, _BESIDE)]
    return _scaled(meant[0], _REDUCED if read[0] else _BESIDE) + later


def _piece(piece: str, indexes: Indexes) -> list[LabelMatch]:
    return exact(piece, indexes) or by_words(piece, indexes) or by_fewer_words(piece, indexes)


def by_fewer_words(label: str, indexes: Indexes) -> list[LabelMatch]:
    """Without the words that name the person, count ("Phone 2") or classify ("… card number")."""
    whole = bag(label)
    if whole & CENTRES:
        return _of_centre(whole, indexes)
    for spare in (PEOPLE, _COUNTERS, {"number"}, {"number", "card"}, _DOSE_WORDS):
        left = whole - PEOPLE - spare
        if left == whole or not left or (spare is _DOSE_WORDS and "date" in left):
            continue
        found = _of_bag(left, indexes, _REDUCED)
        if found and (spare is not _DOSE_WORDS or all(m.field in _PLACE_OR_DOSE for m in found)):
            return found
    return []


def _of_centre(whole: frozenset[str], indexes: Indexes) -> list[LabelMatch]:
    """What is said of a centre, session or vaccinator: its address, its name, or a fact of the dose."""
    left = whole - CENTRES - PEOPLE
    said = left - HARMLESS_WITH_CENTRE
    if said & _AREAS and said <= CENTRE_PARTS:
        return [LabelMatch("center_address", _PART_OF_CENTRE_ADDRESS, "centre address", "part")]
    if said & {"address", "place", "street"} and said <= CENTRE_PARTS:
        return [LabelMatch("center_address", _CENTRE_ADDRESS, "centre address", "part")]
    if said == {"name"} or (not said and "centre" in whole):
        return [LabelMatch("center_name", _REDUCED, "centre name", "part")]
    if is_generic(left) and left != {"dose"}:
        return []
    found = _of_bag(left, indexes, _REDUCED)
    return found if all(m.field in CAMPAIGN for m in found) else []


def by_path(label: str, indexes: Indexes) -> list[LabelMatch]:
    """A key such as ``facility.address.pincode``: the last parts count, the first say whose they are."""
    steps = path(label)
    if not steps:
        return []
    owners = frozenset[str]().union(*(bag(step) for step in steps[:-1])) - NEUTRAL - PEOPLE
    last = bag(steps[-1])
    if whole := _of_bag(owners | last, indexes, _PATH):
        return whole
    found = _scaled(_piece(steps[-1], indexes), _PATH)
    if (owners | last) & CENTRES:
        said = [m for m in found if m.field in _PLACE_OR_DOSE and m.score > REMARKED]
        return said or _of_centre(owners | last, indexes)
    if owners & OTHERS:
        return [m for m in found if m.field in CAMPAIGN]
    return _scaled(found, _UNKNOWN_OWNER) if last <= VAGUE and not owners <= {"address"} else found


def remarked(label: str, indexes: Indexes) -> list[LabelMatch]:
    """A number or date with a remark nobody listed ("Mobile, preferred"): the values must confirm it."""
    whole = bag(label) - PEOPLE
    listed = {word for index in indexes for words in index.bags for word in words} | OTHERS
    strange = whole - listed
    if not 1 <= len(strange) <= 2 or whole & OTHERS:
        return []
    left = whole - strange
    found = _of_bag(left, indexes, REMARKED) or _of_bag(left - {"number"}, indexes, REMARKED)
    return [m for m in found if TYPES.get(m.field, "text") not in _LOOSE_TYPES]


def _of_bag(words: frozenset[str], indexes: Indexes, score: float) -> list[LabelMatch]:
    if is_generic(words):
        return _scaled(exact("".join(sorted(words)), ()), score)
    return _matches((index.bags.get(words, ()) for index in indexes), score, "part")


def _matches(found: Iterable[tuple[Entry, ...]], score: float, how: str) -> list[LabelMatch]:
    """Matches of the first dictionary that knows the label: packs before label files."""
    entries = next((entries for entries in found if entries), ())
    return [LabelMatch(name, score, alias, how) for name, alias in entries]


def _scaled(found: Sequence[LabelMatch], factor: float) -> list[LabelMatch]:
    return [replace(m, score=m.score * factor, how="part") for m in found]
