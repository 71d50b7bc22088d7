"""Candidates: the fields one column could mean, each with a score and a reason.

Why shape overrules label: a label is somebody's word for the column, the values are the column.
But a clear label stays where its values are merely wrong: that is what the rules are there to find.
"""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.frozen import dataclass, replace
from leakcheck.mapping import evidence, numbers, sentences
from leakcheck.mapping.evidence import fit, kinds_of, telling
from leakcheck.mapping.index import LabelMatch
from leakcheck.mapping.keys import fold
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.mapping.shapes import Shapes
from leakcheck.pattern import pattern

MAPPED = 0.5
"""A column means nothing below this score."""

NEAR = 0.08
"""Scores nearer than this are a tie, and reported as one."""

_UNLABELLED, _MISLABELLED = 0.6, 0.75
"""What values must say by themselves, in a column without label, and under a label nobody knows."""

_ALIKE, _UNLIKE = 0.8, 0.3
"""Shares of values from which on a shape speaks for a field, and below which it speaks against one."""

_PROOF_ROWS, _PROOF = 8, -6.0
"""Values needed, and log10 of the chance needed, for check digits to overrule a label that fits."""

_LIKELY = frozenset({"in_aadhaar"})
"""Numbers so often found under another label that one passing check digit is believed."""

_PLACEHOLDER = pattern(r"(?:(?:column|col|c|field|f|unnamed|var|v|x) ?)?\d{1,5}|")
_SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "birth_date": (("year", "birth_year"), ("age", "age")),
    "birth_year": (("date_day", "birth_date"), ("age", "age")),
    "age": (("year", "birth_year"), ("date_day", "birth_date")),
    "id_type": (("coded", "id_number"),),
    "id_number": (("id_type", "id_type"),),
    "center_name": (("date", "dose_date"),),
    "dose_number": (("date", "dose_date"),),
}
"""Fields mistaken for each other, by what their values then look like."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a column could mean; `label` and `shape` are scores between 0 and 1."""

    field: str
    score: float
    why: str
    label: float = 0.0
    shape: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column under question: its label, its values, and the known fields with their types."""

    label: str
    shapes: Shapes
    types: dict[str, str]

    def type_of(self, field: str) -> str:
        """Type of value of a known field."""
        return self.types.get(field, "text")


def find(column: Column, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Fields the column could mean, best first."""
    unlabelled = _PLACEHOLDER.fullmatch(fold(column.label)) is not None
    matches = () if unlabelled else [m for m in lexicon.match(column.label) if m.field in column.types]
    found = [_by_label(column, match) for match in matches]
    if found:
        best = max(found, key=lambda c: c.score)
        if other := _overruled(column, best):
            found = [replace(c, score=c.score / 2) for c in found if c.field != other.field] + [other]
    if not found or max(c.score for c in found) < MAPPED:
        found = _merged(found, list(_by_shape(column, unlabelled=unlabelled)))
    return tuple(sorted(found, key=lambda c: -c.score))


def _by_label(column: Column, match: LabelMatch) -> Candidate:
    type_ = column.type_of(match.field)
    kind = kinds_of(match.field, type_)[0]
    share = fit(match.field, type_, column.shapes)
    score = match.score * (0.55 + 0.45 * share if len(column.shapes) else 0.9)
    if match.score < 0.9:
        score = 1 - (1 - score) * (1 - telling(kind, column.shapes) * share)
    why = sentences.by_label(column.label, match, kind, share, column.shapes)
    return Candidate(match.field, score, why, match.score, share)


def _overruled(column: Column, best: Candidate) -> Candidate | None:
    """The field the values name instead of the label's, if they clearly name one.

    Values one confusable character away from what the label says are damaged values of that label.
    """
    if not len(column.shapes) or best.label < MAPPED:
        return None
    if best.shape < _UNLIKE and _is_damaged(column, best):
        return None
    column = replace(column, shapes=column.shapes.read(transcribed=False))
    if best.field == "address" and (centre := _centre(column, best)):
        return centre
    if best.shape < MAPPED or best.field in ("id_type", "id_number"):
        for kind, field in _SWAPS.get(best.field, ()):
            if field in column.types and column.shapes.share(kind) >= _ALIKE and not _confirms(column, best):
                return _instead(column, best, field, kind)
    return _rival(column, best)


def _is_damaged(column: Column, best: Candidate) -> bool:
    tolerant = column.shapes.read(transcribed=True)
    return fit(best.field, column.type_of(best.field), tolerant) >= MAPPED


def _confirms(column: Column, best: Candidate) -> bool:
    """Whether the values look like the label's own telling kind."""
    kind = kinds_of(best.field, column.type_of(best.field))[0]
    return kind != "any" and column.shapes.share(kind) >= MAPPED


def _centre(column: Column, best: Candidate) -> Candidate | None:
    share = column.shapes.share("facility")
    if "center_address" not in column.types or share < 0.6 or column.shapes.share("home") > 0.1:
        return None
    return _instead(column, best, "center_address", "facility")


def _instead(column: Column, best: Candidate, field: str, kind: str) -> Candidate:
    share = column.shapes.share(kind)
    why = f"{sentences.overruled(column.label, best.field, kind, share, column.shapes)}, so {field}"
    return Candidate(field, 0.95 * share, why, best.label, share)


def _rival(column: Column, best: Candidate) -> Candidate | None:
    """An identity number or vocabulary under a label that does not fit, or proven against one that does."""
    own = kinds_of(best.field, column.type_of(best.field))[0]
    contradicted = best.shape < _UNLIKE
    if not contradicted and (len(column.shapes) < _PROOF_ROWS or not _is_loose(own, column.shapes)):
        return None
    kinds = evidence.speaking_kinds() if contradicted else numbers.kinds()
    lenient = contradicted and not _has_check(own, column.shapes)
    strong = [(_strength(column, kind, contradicted, lenient), kind) for kind in kinds if kind != own]
    for strength, kind in sorted(strong, reverse=True):
        field = evidence.keeper(kind, column.types) if strength >= _UNLABELLED else None
        if field and field != best.field:
            return _instead(column, best, field, kind)
    return None


def _is_loose(own: str, shapes: Shapes) -> bool:
    """Whether any run of digits passes for this kind, so that check digits may know better."""
    return own == "any" or (own in numbers.kinds() and not _has_check(own, shapes))


def _has_check(kind: str, shapes: Shapes) -> bool:
    return kind in numbers.kinds() and shapes.tally(kind).has_check


def _strength(column: Column, kind: str, contradicted: bool, lenient: bool) -> float:
    """How strongly values speak for a kind against a label; proof is needed where the label fits.

    A malformed Aadhaar number is a finding, so a passing check digit of another type does not take
    it away: `lenient` holds only where the label's own numbers have no check.
    """
    shapes = column.shapes
    if not shapes.might_be(kind) or shapes.share(kind) < _ALIKE:
        return 0.0
    said = telling(kind, shapes)
    if kind not in numbers.kinds():
        return said if contradicted else 0.0
    tally = shapes.tally(kind)
    if lenient and kind in _LIKELY and tally.passing >= _ALIKE:
        return max(said, _MISLABELLED)
    return said if contradicted or tally.log10_chance <= _PROOF else 0.0


def _by_shape(column: Column, *, unlabelled: bool) -> Iterator[Candidate]:
    enough = _UNLABELLED if unlabelled else _MISLABELLED
    for kind in evidence.speaking_kinds():
        share = column.shapes.share(kind) if column.shapes.might_be(kind) else 0.0
        if share < _ALIKE or share * telling(kind, column.shapes) < enough:
            continue
        if field := evidence.keeper(kind, column.types):
            why = sentences.by_shape("" if unlabelled else column.label, kind, share, column.shapes)
            yield Candidate(field, share * telling(kind, column.shapes), why, 0.0, share)


def _merged(labelled: list[Candidate], shaped: list[Candidate]) -> list[Candidate]:
    """Shapes first; a vague label keeps its candidates behind them. Two shapes alike decide nothing."""
    shaped = sorted(shaped, key=lambda c: -c.score)
    if len(shaped) > 1 and shaped[0].score - shaped[1].score < NEAR:
        shaped = [replace(c, score=min(c.score, MAPPED - NEAR)) for c in shaped]
    named = {c.field for c in shaped}
    return shaped + [c for c in labelled if c.field not in named]
