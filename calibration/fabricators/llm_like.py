"""Tables as language models write them when asked for sample data.

What they have in common: textbook names of all cultures in turn, hardly one twice; facts that fit each other
in every row (town and state, post and department and pay); lists gone through evenly; numbers that look drawn
but avoid repeats; numbered identifiers; dates evenly spread, days such as 03, 15, 22 favoured.
Written from knowledge of how such rows come out, not from anybody's file.
"""

from __future__ import annotations

import random

from calibration.ingredients.headers import style_of, written
from calibration.ingredients.lists import textbook
from calibration.ingredients.model_rows import Writer, writer
from calibration.table import Table

KIND = "llm_like"
NEEDS_REAL = False
SIZES = (30, 50, 100, 200)


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """One answer: a theme, a cast, a degree of monotony."""
    rng = random.Random(seed)
    theme = rng.choice(sorted(textbook("sheets")))
    fields = textbook("sheets", theme)
    if rng.random() < 0.5:
        fields = [field for place, field in enumerate(fields) if place < 3 or rng.random() < 0.8]
    who = writer(rng, rows)
    lines = [who.row(number, theme) for number in range(rows)]
    _blank(lines, who)
    style = style_of(rng)
    header = tuple(written(field.replace("_", " "), style) for field in fields)
    return Table(header, [[line[field] for field in fields] for line in lines], f"{theme} {who.cast}")


def _blank(lines: list[dict[str, str]], who: Writer) -> None:
    """Models leave a cell out where it makes sense to them, or every n-th."""
    every = who.rng.choice([0, 0, 0, 7, 10, 13])
    field = who.rng.choice(["notes", "phone", "end_date", "medication", "email"])
    for number, line in enumerate(lines):
        if every and number % every == every - 1:
            line[field] = ""
