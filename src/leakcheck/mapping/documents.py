"""Numbers of identity documents under a general label: which document are they of?

Why: "ID number" beside "ID type: PAN card" is a PAN, and the PAN rules can then be tried on it.
"""

from __future__ import annotations

from leakcheck.mapping import vocabulary
from leakcheck.mapping.sentences import noun
from leakcheck.mapping.shapes import Shapes

_DOCUMENTS = ("aadhaar", "pan", "passport_number", "voter_id", "driving_licence")
_UNIFORM = 0.95


def of_numbers(shapes: Shapes, types: dict[str, str]) -> tuple[str, str] | None:
    """Field and reason, when all values are numbers of one document; None when they are not."""
    fitting = [name for name in _DOCUMENTS if name in types and _is_uniform(types[name], shapes)]
    return (fitting[0], f"all its values are {noun(types[fitting[0]])}") if len(fitting) == 1 else None


def _is_uniform(kind: str, shapes: Shapes) -> bool:
    if not len(shapes) or shapes.share(kind) < _UNIFORM:
        return False
    tally = shapes.tally(kind)
    return not tally.has_check or (tally.valid + tally.masked) / tally.total >= _UNIFORM


def of_types(shapes: Shapes, types: dict[str, str]) -> tuple[str, str] | None:
    """Field and reason, when the column of document types names the same one in all rows."""
    named = {vocabulary.field_of_id_type(text) for text in shapes.texts}
    if len(named) != 1 or (name := named.pop()) not in types:
        return None
    return name, "the ID type names this document in every row"
