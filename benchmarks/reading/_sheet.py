"""A table of figures with goals, printed as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """Rows of figures under `head`; `missed` counts the goals that were not met."""

    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    missed: int = 0

    def add(self, *cells: object) -> None:
        """Add one row."""
        self.rows.append([str(cell) for cell in cells])

    def goal(self, name: str, value: float, goal: float, *, most: bool = False, unit: str = "") -> None:
        """Add a figure with its goal: at least `goal`, or at most when `most`. Needs four columns."""
        met = value <= goal if most else value >= goal
        self.missed += not met
        sign = "<=" if most else ">="
        self.add(name, f"{value:,.4g}{unit}", f"{sign} {goal:,g}{unit}", "met" if met else "MISSED")

    def text(self) -> str:
        """Render as a Markdown table, padded for people."""
        table = [list(self.head), *[list(row) for row in self.rows]]
        widths = [max(len(row[i]) if i < len(row) else 0 for row in table) for i in range(len(self.head))]
        lines = [
            "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=False)) + " |" for row in table
        ]
        return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]])
