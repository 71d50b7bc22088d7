"""Which kinds of values speak for which field, and how much a kind says by itself.

Why: ten digits starting with 9 are very likely a mobile number, six digits may be anything; a
shape may decide alone only where few other things look like it.
"""

from __future__ import annotations

from leakcheck.mapping import numbers
from leakcheck.mapping.shapes import Shapes

_FIELD_KINDS: dict[str, tuple[str, ...]] = {
    "age": ("age",),
    "birth_year": ("year",),
    "dose_number": ("count",),
    "total_doses": ("count",),
    "gender": ("gender", "code"),
    "id_type": ("id_type", "code"),
    "vaccine": ("vaccine",),
    "vaccination_status": ("vaccination_status",),
    "blood_group": ("blood_group",),
}
_ANYTHING = frozenset(
    (
        *("id_number", "ration_card", "udid", "student_id", "certificate_id", "bank_account", "upi"),
        *(
            "batch",
            "security_code",
            "icd11_code",
            "comorbidity",
            "consent",
            "test_result",
            "photo",
            "heading",
        ),
    )
)
"""Fields whose values have no shape that could speak against a label."""

_TELLING = {
    "email": 0.95,
    "uuid": 0.9,
    "in_gstin": 0.95,
    "in_ifsc": 0.95,
    "iban": 0.95,
    "in_pan": 0.9,
    "in_epic": 0.7,
    "in_driving_licence": 0.8,
    "in_passport": 0.6,
    "in_mobile": 0.7,
    "in_pin_code": 0.3,
    "cowin_reference_id": 0.2,
    "cowin_certificate_id": 0.2,
    "gender": 0.8,
    "vaccine": 0.9,
    "id_type": 0.75,
    "vaccination_status": 0.9,
    "blood_group": 0.85,
}
_GIVES_WAY = {"in_uan": "in_aadhaar", "cowin_reference_id": "in_aadhaar"}
"""Wide shapes give way to a narrower one that fits as well (employee numbers in use start with 1)."""

_PROVEN, _UNPROVEN, _UNCHECKED = 0.9, 0.3, 0.5
_VOCABULARIES = ("gender", "vaccine", "id_type", "vaccination_status", "blood_group")
_WHO_KEEPS = {kinds[0]: name for name, kinds in _FIELD_KINDS.items() if kinds[0] in _VOCABULARIES}


def kinds_of(field: str, type_: str) -> tuple[str, ...]:
    """Kinds of values a field may hold, which exclude each other; the telling one first."""
    if field in _FIELD_KINDS:
        return _FIELD_KINDS[field]
    if field in _ANYTHING:
        return ("any",)
    return ("text",) if type_ == "category" else (type_,)


def fit(field: str, type_: str, shapes: Shapes) -> float:
    """Share of values that a field may hold."""
    return min(1.0, sum(shapes.share(kind) for kind in kinds_of(field, type_)))


def telling(kind: str, shapes: Shapes) -> float:
    """How much it says, between 0 and 1, that values are of this kind; proof by check digits counts most."""
    if kind not in numbers.kinds():
        return _TELLING.get(kind, 0.0)
    if kind in _GIVES_WAY and shapes.share(_GIVES_WAY[kind]) >= shapes.share(kind):
        return 0.0
    tally = shapes.tally(kind)
    if tally.has_check and shapes.is_proven(kind):
        return _PROVEN
    said = _TELLING.get(kind, _UNPROVEN if tally.has_check else _UNCHECKED)
    return said / 2 if tally.masked > tally.right / 2 else said


def speaking_kinds() -> tuple[str, ...]:
    """Kinds that can name a field without any label."""
    return (*numbers.kinds(), *_VOCABULARIES)


def keeper(kind: str, types: dict[str, str]) -> str | None:
    """The one known field that holds values of this kind; None when there is none, or several."""
    if kind in _WHO_KEEPS:
        return _WHO_KEEPS[kind] if _WHO_KEEPS[kind] in types else None
    owners = [name for name, type_ in types.items() if type_ == kind]
    return owners[0] if len(owners) == 1 else None
