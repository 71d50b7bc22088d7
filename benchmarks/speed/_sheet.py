"""A table of figures with goals, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """Rows of figures under `head`; `missed` counts the goals that were not met, `notes` follow the table."""

    title: str
    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    goals: int = 0
    missed: int = 0

    def add(self, *cells: object) -> None:
        """Add one row; a float is written with three significant digits, None as a dash."""
        self.rows.append([_cell(cell) for cell in cells])

    def judge(self, value: float | None, goal: float, *, most: bool = False) -> tuple[str, str]:
        """The last two cells of a row with a goal: at least `goal`, or at most when `most`."""
        sign = "<=" if most else ">="
        self.goals += 1
        if value is None:
            self.missed += 1
            return f"{sign} {goal:g}", "not measured"
        met = value <= goal if most else value >= goal
        self.missed += not met
        return f"{sign} {goal:g}", "met" if met else "MISSED"

    def text(self) -> str:
        """Render as a Markdown table, padded for people."""
        table = [list(self.head), *[list(row) for row in self.rows]]
        widths = [max(len(row[i]) if i < len(row) else 0 for row in table) for i in range(len(self.head))]
        lines = [
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + " |"
            for row in table
        ]
        body = [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]
        return "\n".join([*body, "", *(f"- {note}" for note in self.notes)]).rstrip()


def _cell(cell: object) -> str:
    if cell is None:
        return "–"
    return figure(cell) if isinstance(cell, float) else str(cell)


def figure(value: float) -> str:
    """Three significant digits, never with an exponent."""
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}"
