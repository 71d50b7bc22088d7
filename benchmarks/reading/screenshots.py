"""Invented chat screenshots, read end to end: picture in, cells of the table out.

A value is exact when the record it belongs to has it, letter for letter, in the column of its label; the
label must be right too, but for what folding forgives. Nothing is taken from the engines directly: the
cells are those `leakcheck.api.understand` hands to the rules. By itself, to see what went wrong::

    python -m benchmarks.reading.screenshots [--count N] [--seed N] [--show]
"""

from __future__ import annotations

import argparse
import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.reading import _render
from benchmarks.reading._render import Shot
from benchmarks.reading._sheet import Sheet

from leakcheck.api import understand
from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.readers import from_bytes
from leakcheck.readers.ocr.equipment import installed
from leakcheck.writers import cells_of

TITLE = "Rendered chat screenshots, values exact"
COUNT, QUICK_COUNT, SEED = 120, 30, 11
OVERALL, HINDI, SECONDS = 93.0, 90.0, 2.0


@dataclass
class Score:
    """Values exact and values in all, by kind of picture; `wrong` says which were not."""

    exact: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def share(self, kind: str) -> float:
        """Percent of the values of a kind that are exact; 0 when there are none."""
        return 100.0 * self.exact[kind] / self.total[kind] if self.total[kind] else 0.0


def measure(quick: bool) -> Sheet:
    """Draw, read, count. Without fonts or engines every goal is missed, and the table says what lacks."""
    sheet = Sheet(("values exact", "figure", "goal", ""))
    equipment = installed()
    lacking = _render.missing() + [f"engine: {note}" for note in equipment.lacking]
    for name in lacking:
        sheet.add(f"missing: {name}", "", "", "")
    can = equipment.is_enough and not _render.missing()
    count = (QUICK_COUNT if quick else COUNT) if can else 0
    score = run(_render.shots(count, SEED) if can else [])
    sheet.goal("all", score.share("all"), OVERALL, unit=" %")
    sheet.goal("hindi", score.share("language hindi"), HINDI, unit=" %")
    for kind in sorted(score.total):
        sheet.add(kind, f"{score.share(kind):.4g} %", f"of {score.total[kind]}", "")
    seconds = score.seconds / count if count else float("inf")
    sheet.goal("CPU of one picture", seconds, SECONDS, most=True, unit=" s")
    sheet.goal("pictures", count, 30 if quick else 100)
    return sheet


def run(shots: list[Shot]) -> Score:
    """Read every picture and compare its cells with what was drawn."""
    score = Score()
    begin = _cpu()
    tables = [_cells(shot) for shot in shots]
    score.seconds = _cpu() - begin
    for shot, rows in zip(shots, tables, strict=True):
        for label, value, found in _compared(shot, rows):
            kinds = ("all", f"language {shot.language}", f"style {shot.style}")
            score.total.update(kinds)
            if value == found:
                score.exact.update(kinds)
            else:
                where = f"{shot.name} {shot.style} {shot.language}"
                score.wrong.append(f"{where}: {label}: {value!r} read {found!r}")
    return score


def _cells(shot: Shot) -> list[dict[str, str | None]]:
    """Records as label to value; nothing when the picture is refused."""
    try:
        understood = understand(from_bytes(shot.data, shot.name))
    except InputError:
        return []
    labels = [fold_label(column) for column in understood.table.columns]
    return [
        {label: cell for label, cell in zip(labels, row, strict=True) if cell is not None}
        for block in understood.blocks
        for row in zip(*map(cells_of, block.columns), strict=True)
    ]


def _compared(shot: Shot, rows: list[dict[str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    for number, record in enumerate(shot.records):
        row = rows[number] if number < len(rows) else {}
        for label, value in record:
            yield label, value, row.get(fold_label(label))


def _cpu() -> float:
    """CPU seconds of this process and of all children that ended."""
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        spent += used.ru_utime + used.ru_stime
    return spent


def main() -> None:
    """Print the figures and, on demand, every value that went wrong."""
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="list the values that are not exact")
    told = parser.parse_args()
    score = run(_render.shots(told.count, told.seed))
    for kind in sorted(score.total):
        print(f"{kind:28} {score.exact[kind]:5} of {score.total[kind]:5}  {score.share(kind):6.2f} %")
    print(f"{score.seconds / max(1, told.count):.2f} CPU s a picture")
    if told.show:
        print("\n".join(score.wrong))


if __name__ == "__main__":
    main()
