"""Last touches different authors give an invented table: order, blanks, repeated rows."""

from __future__ import annotations

import random

from calibration.ingredients.headers import headers
from calibration.table import Table, from_columns

_MARKS = ("", "", "", "", "", "NA", "N/A", "NULL", "None", "nan", "-")
_FIXED = {"id", "uuid", "name", "first_name"}


def finish(
    theme: str, columns: dict[str, list[str]], rng: random.Random, style: str, tidy: float = 0.7
) -> Table:
    """Table of columns by field.

    Parameters
    ----------
    theme : str
        What the table is about; may stand in headers.
    columns : dict
        Field and its values, in order.
    rng : random.Random
    style : str
        For the manifest.
    tidy : float
        Chance that nothing is blanked.
    """
    fields = list(columns)
    sheet = [list(columns[field]) for field in fields]
    if rng.random() > tidy:
        blank(fields, sheet, rng)
    table = from_columns(headers(fields, theme, rng), sheet, style)
    order(fields, table.rows, rng)
    if rng.random() < 0.05:
        repeat(table.rows, rng)
    return table


def blank(fields: list[str], sheet: list[list[str]], rng: random.Random) -> None:
    """Blank cells at random, in some columns or all over, as a script or an export option does."""
    mark, everywhere = rng.choice(_MARKS), rng.random() < 0.2
    rate = rng.choice([0.02, 0.05, 0.05, 0.1, 0.2])
    for field, column in zip(fields, sheet, strict=True):
        if field in _FIXED or not (everywhere or rng.random() < 0.35):
            continue
        share = rate if everywhere else rng.choice([0.02, 0.05, 0.1, 0.15, 0.3, 0.5])
        for row in range(len(column)):
            if rng.random() < share:
                column[row] = mark


def order(fields: list[str], rows: list[list[str]], rng: random.Random) -> None:
    """Sometimes sort the rows by a column; running numbers are then given anew half of the time."""
    if not rows or rng.random() > 0.15:
        return
    place = rng.randrange(len(fields))
    rows.sort(key=lambda row: row[place])
    if fields[0] == "id" and rng.random() < 0.5:
        for row, number in zip(
            rows, sorted((row[0] for row in rows), key=lambda t: (len(t), t)), strict=True
        ):
            row[0] = number


def repeat(rows: list[list[str]], rng: random.Random) -> None:
    """A few whole rows stand twice, with the number of rows kept."""
    for _ in range(max(1, round(len(rows) * rng.choice([0.005, 0.02])))):
        rows[rng.randrange(len(rows))] = list(rng.choice(rows))
