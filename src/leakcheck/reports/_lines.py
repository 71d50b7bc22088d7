"""Lines before they are wrapped: what a text report says, without how wide or in which colour."""

from __future__ import annotations

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `style` names its role.

    `bullet` hangs before it; `lead` stands to its left in a column of its own, as in a table.
    """

    text: str
    style: str = ""
    indent: int = 0
    bullet: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a title; one without lines is not printed."""

    title: str
    lines: tuple[Line, ...]
