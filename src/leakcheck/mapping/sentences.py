"""Why a column means what it means, in one short sentence without values."""

from __future__ import annotations

from leakcheck.mapping import numbers
from leakcheck.mapping.index import LabelMatch
from leakcheck.mapping.shapes import Shapes

_NOUNS = {
    "name": ("a name", "names"),
    "text": ("text", "text"),
    "date": ("a date", "dates"),
    "date_day": ("a full date", "full dates"),
    "year": ("a year", "years"),
    "age": ("an age", "ages"),
    "count": ("a count of doses", "counts of doses"),
    "integer": ("a whole number", "whole numbers"),
    "number": ("a number", "numbers"),
    "gender": ("a gender", "genders"),
    "vaccine": ("the name of a vaccine", "names of vaccines"),
    "id_type": ("a kind of identity document", "kinds of identity document"),
    "coded": ("the number of a document", "numbers of documents"),
    "vaccination_status": ("a vaccination status", "vaccination states"),
    "blood_group": ("a blood group", "blood groups"),
    "email": ("an e-mail address", "e-mail addresses"),
    "facility": ("a health centre or other public place", "health centres or other public places"),
}
_LONGEST_LABEL = 60


def noun(kind: str, *, plural: bool = True) -> str:
    """What values of a kind are called."""
    if kind in _NOUNS:
        return _NOUNS[kind][plural]
    if kind not in numbers.kinds():
        return kind.replace("_", " ")
    name = numbers.title(kind).partition(" (")[0]
    return f"{name}s" if plural else f"{'an' if name[0] in 'aeioAEIO' else 'a'} {name}"


def by_label(label: str, match: LabelMatch, kind: str, fit: float, shapes: Shapes) -> str:
    """The label speaks; the values confirm it, or at least do not name another field."""
    verb = {"exact": "means", "part": "is understood as", "fuzzy": "reads like"}[match.how]
    said = f"label {_quoted(label)} {verb} {match.field}"
    if not len(shapes):
        return f"{said}; no values to look at"
    if kind == "any":
        return said
    return f"{said}{';' if fit >= 0.5 else ', though'} {look(kind, fit, shapes)}"


def overruled(label: str, meant: str, kind: str, fit: float, shapes: Shapes) -> str:
    """The values name another field than the label does."""
    return f"label {_quoted(label)} means {meant}, but {look(kind, fit, shapes)}"


def by_shape(label: str, kind: str, fit: float, shapes: Shapes) -> str:
    """No label that could be understood (empty: none at all); the values speak alone."""
    said = f"label {_quoted(label)} is not known" if label else "no label"
    return f"{said}; {look(kind, fit, shapes)}"


def look(kind: str, fit: float, shapes: Shapes) -> str:
    """Share of values that look like something."""
    if len(shapes) == 1:
        return f"its value {'looks' if fit >= 0.5 else 'does not look'} like {noun(kind, plural=False)}"
    if not fit:
        return f"no value looks like {noun(kind, plural=False)}"
    return f"{_percent(fit)} % of values look like {noun(kind)}"


def _percent(share: float) -> int:
    """Never 100 while one value differs, never 0 while one fits."""
    return min(max(round(share * 100), 1), 100 if share >= 1 else 99)


def _quoted(label: str) -> str:
    short = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    return f'"{short}"'
