"""Assigning: columns to fields, at most one column a field, every decision with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leakcheck.frozen import replace
from leakcheck.mapping import documents
from leakcheck.mapping import overrides as by_hand
from leakcheck.mapping.basic import PERSON, TYPES
from leakcheck.mapping.candidates import MAPPED, NEAR, Candidate, Column, find
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.mapping.shapes import Shapes
from leakcheck.model import ColumnMapping, FieldMapping
from leakcheck.packfile import FieldSpec

_MOST_NOTES = 20
_NOTHING_SET: Mapping[str, str] = {}


def assign(
    columns: Sequence[str],
    sample: Sequence[Sequence[str | None]],
    fields: Sequence[FieldSpec],
    lexicon: Lexicon,
    overrides: Mapping[str, str] = _NOTHING_SET,
    transcribed: bool = False,
) -> FieldMapping:
    """Find what each column means.

    Parameters
    ----------
    columns : sequence of str
        Labels, as they stand.
    sample : sequence of sequence of (str or None)
        Some values of each column, in the order of `columns`; a missing column has none.
    fields : sequence of FieldSpec
        Fields of the packs in use; the basic set is always known.
    lexicon : Lexicon
        Built from the same fields.
    overrides : mapping of str to str
        Column (name, or ``#3``) to field, set by hand; always wins.
    transcribed : bool
        The text was typed or read off an image, so characters may be confused.

    Returns
    -------
    FieldMapping
        Every column in order; each field at most once.

    Raises
    ------
    UsageError
        When an override names a column or field that does not exist.
    """
    types = {name: TYPES[name] for name in sorted(PERSON)} | {
        f.name: lexicon.type_of(f.name) for f in reversed(fields)
    }
    forced = by_hand.read(overrides, columns, frozenset(TYPES) | frozenset(types), lexicon)
    shapes = [
        Shapes(sample[i] if i < len(sample) else (), transcribed=transcribed) for i in range(len(columns))
    ]
    found = {
        i: find(Column(label, shapes[i], types), lexicon)
        for i, label in enumerate(columns)
        if i not in forced
    }
    taken = _share_out(found, {field for field in forced.values() if field})
    owners = {c.field: i for i, c in taken.items()} | {field: i for i, field in forced.items() if field}
    mapped = [
        ColumnMapping(i, label, forced[i], "set by hand")
        if i in forced
        else _column(i, label, found[i], taken, owners)
        for i, label in enumerate(columns)
    ]
    mapped = _resolve_documents(mapped, shapes, types, forced)
    return FieldMapping(tuple(mapped), tuple(_notes(mapped)))


def _share_out(found: Mapping[int, tuple[Candidate, ...]], reserved: set[str]) -> dict[int, Candidate]:
    """Best score first; a column falls back on another field only where that was nearly as good."""
    open_ = sorted(
        (
            (c, i)
            for i, all_ in found.items()
            for c in all_
            if c.score >= MAPPED and all_[0].score - c.score < NEAR
        ),
        key=lambda pair: (-pair[0].score, pair[1]),
    )
    taken: dict[int, Candidate] = {}
    used = set(reserved)
    for candidate, i in open_:
        if i not in taken and candidate.field not in used:
            taken[i] = candidate
            used.add(candidate.field)
    return taken


def _column(
    index: int,
    label: str,
    found: Sequence[Candidate],
    taken: Mapping[int, Candidate],
    owners: Mapping[str, int],
) -> ColumnMapping:
    """The decision on one column, mapped or not."""
    chosen = taken.get(index)
    if chosen is None:
        return _unmapped(index, label, found, owners)
    rest = [c for c in found if c.field != chosen.field and c.score > chosen.score - NEAR]
    runner_up = rest[0].field if rest else None
    return ColumnMapping(index, label, chosen.field, chosen.why, chosen.label, chosen.shape, runner_up)


def _unmapped(index: int, label: str, found: Sequence[Candidate], owners: Mapping[str, int]) -> ColumnMapping:
    if not found:
        return ColumnMapping(index, label, None, "no label that is known, and no shape that tells")
    best = found[0]
    if best.score >= MAPPED and best.field in owners:
        why = f"second column for {best.field}, after column {owners[best.field] + 1}"
    elif len(found) > 1 and best.score - found[1].score < NEAR:
        why = f"could be {best.field} or {found[1].field}"
    else:
        why = f"could be {best.field}, but too little says so"
        return ColumnMapping(index, label, None, why, best.label, best.shape)
    return ColumnMapping(index, label, None, why, best.label, best.shape, best.field)


def _resolve_documents(
    mapped: list[ColumnMapping],
    shapes: Sequence[Shapes],
    types: dict[str, str],
    forced: Mapping[int, str | None],
) -> list[ColumnMapping]:
    """Name the document whose numbers an ID number column holds, when all rows agree."""
    at = {c.field: c.index for c in mapped if c.field}
    index = at.get("id_number")
    if index is None or index in forced:
        return mapped
    named = documents.of_numbers(shapes[index], types)
    if named is None and "id_type" in at:
        named = documents.of_types(shapes[at["id_type"]], types)
    if named is None or named[0] in at:
        return mapped
    field, reason = named
    old = mapped[index]
    why = f"{old.why}; {reason}, so {field}"
    return [replace(c, field=field, why=why) if c is old else c for c in mapped]


def _notes(mapped: Sequence[ColumnMapping]) -> Iterator[str]:
    """Near ties and second columns, for the reader to settle with ``--map``; the first few only."""
    doubtful = [c for c in mapped if c.runner_up]
    for column in doubtful[:_MOST_NOTES]:
        place = f"column {column.index + 1}"
        if column.field:
            yield f"{place} is taken for {column.field}, nearly as well for {column.runner_up}"
        else:
            yield f"{place} is left out: {column.why}"
    if len(doubtful) > _MOST_NOTES:
        yield f"{len(doubtful) - _MOST_NOTES} more columns are in doubt"
