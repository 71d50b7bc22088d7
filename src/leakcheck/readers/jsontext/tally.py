"""What was found on the way through a JSON text, besides its records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_NAMED = 8
STRICT, BROKEN = "JSON (RFC 8259)", "not strict JSON"


@dataclass(slots=True)
class Tally:
    """Counts of one walk.

    Parameters
    ----------
    bare : int
        Values that are valid JSON but no records: scalars, empty objects and lists.
    faults : int
        Places that are not JSON under RFC 8259; `line` and `reason` are of the first.
    texts, glued : int
        JSON texts at the top, and how many of them follow another one on the same line.
    beside : int
        Values beside the list of records in a wrapping object; `names` are the keys of the first.
    others : int
        Records in further lists of the wrapping object, which were not read.
    """

    bare: int = 0
    faults: int = 0
    line: int = 0
    reason: str = ""
    deep: bool = False
    texts: int = 0
    glued: int = 0
    wrapped: bool = False
    cut: bool = False
    beside: int = 0
    others: int = 0
    names: list[str] = field(default_factory=list)

    def fault(self, line: int, reason: str) -> None:
        """Count a place that is not JSON."""
        self.faults += 1
        self.deep = self.deep or reason.startswith("nested deeper")
        if not self.reason:
            self.line, self.reason = line, reason

    def note_beside(self, key: str, content: Any) -> None:
        """Count a value beside the records."""
        self.beside += 1
        if len(self.names) < _NAMED:
            self.names.append(key[:40])
        if isinstance(content, list):
            self.others += sum(isinstance(element, tuple) and bool(element) for element in content)

    def grammar(self) -> str:
        """Name the grammar the whole text keeps to."""
        if self.faults:
            return BROKEN
        if self.texts <= 1:
            return STRICT
        return "concatenated JSON" if self.glued else "JSON lines"
