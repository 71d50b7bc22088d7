"""What was found when the containers were opened."""

from __future__ import annotations

from leakcheck.frozen import dataclass
from leakcheck.readers.intake.source import Evidence


@dataclass(frozen=True, slots=True)
class Contents:
    """The files found; `refused` names what was not opened and why, `notes` what was passed over."""

    leaves: tuple[Evidence, ...]
    refused: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
