"""Traces a tamperer removes: running numbers put in order again."""

from __future__ import annotations

import random

from calibration.table import Table


def renumber(table: Table, rng: random.Random) -> Table:
    """Columns of distinct rising integers written anew, from where they began; repeated ones included.

    A column counts as a running number when nearly all of its cells are whole numbers and its spread is about
    the number of rows.
    """
    for place in range(len(table.header)):
        cells = [row[place] for row in table.rows]
        numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 10]
        if len(numbers) < 0.99 * len(cells) or len(set(numbers)) < 0.4 * len(cells) or not numbers:
            continue
        if max(numbers) - min(numbers) > 20 * len(cells) or place > 1:
            continue
        step = 1 if rng.random() < 0.8 else rng.choice([2, 5, 10])
        for number, row in enumerate(table.rows):
            row[place] = str(min(numbers) + number * step)
    return table
