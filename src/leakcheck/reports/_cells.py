"""What a report prints of one cell, by the field it stands in.

Why here: a `Result` names fields, and how much of a value may stay depends on its type. A field
that is not listed is hidden wholly.
"""

from __future__ import annotations

from leakcheck.model import ColumnMapping, Example, Finding
from leakcheck.safe import heading, reveal
from leakcheck.wording.fields import fill

_NAMES = ("name", "first_name", "last_name", "father_name", "mother_name", "spouse_name", "vaccinated_by")
KINDS = {
    **dict.fromkeys(_NAMES, "name"),
    "aadhaar": "in_aadhaar",
    "virtual_id": "in_virtual_id",
    "pan": "in_pan",
    "voter_id": "in_epic",
    "passport_number": "in_passport",
    "driving_licence": "in_driving_licence",
    "mobile": "in_mobile",
    "email": "email",
    "pin_code": "in_pin_code",
    "gstin": "in_gstin",
    "ifsc": "in_ifsc",
    "uan": "in_uan",
    "health_id": "in_abha",
    "reference_id": "cowin_reference_id",
    "certificate_id": "cowin_certificate_id",
    "session_id": "uuid",
    "appointment_id": "uuid",
    "card_number": "card",
    "iban": "iban",
}


def reveal_cells(example: Example, mode: str) -> list[tuple[str, str | None]]:
    """Fields of an example with what may be printed of each; a missing cell stays None."""
    return [(field, _reveal(field, value, mode)) for field, value in example.cells]


def _reveal(field: str, value: str | None, mode: str) -> str | None:
    return None if value is None else reveal(value, mode, KINDS.get(field))


def column_words(column: ColumnMapping, mode: str) -> tuple[str, str]:
    """Give a column's heading and why it was mapped; the reason quotes the heading, so both are masked."""
    shown = heading(column.column, mode)
    return shown, column.why.replace(column.column, shown) if column.column else column.why


def explanation(finding: Finding, mode: str, example: Example | None = None) -> str:
    """Say what a failure means, ``{field}`` replaced by what may be printed of an example's cell.

    Without an example, or where values are not to be printed, the field is named instead.
    """
    chosen = example or next(iter(finding.tally.examples), None)
    cells = reveal_cells(chosen, mode) if chosen else []
    return fill(finding.explain or finding.title, {field: value for field, value in cells if value})
