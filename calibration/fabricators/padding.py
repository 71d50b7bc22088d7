"""A genuine table blown up: a part of the rows are copies of the others under new numbers and names."""

from __future__ import annotations

import random

from calibration.ingredients.profile import profiles
from calibration.ingredients.tampering import renumber
from calibration.table import Table

KIND = "padding"
NEEDS_REAL = True
_JITTERED = 0.15
_KEYS = {"id", "text", "email"}


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Copies appended, interleaved or mixed in; nearly unique cells of a copy are replaced."""
    assert real is not None
    rng = random.Random(seed)
    kept = round(rows * rng.choice([0.4, 0.5, 0.5, 0.5, 0.65]))
    start = rng.randrange(len(real.rows) - kept + 1)
    genuine = [list(row) for row in real.rows[start : start + kept]]
    copies = [list(rng.choice(genuine)) for _ in range(rows - kept)]
    _replace_keys(copies, genuine, rng)
    style = rng.choice(["appended", "interleaved", "mixed"])
    mixed = genuine + copies
    if style == "interleaved":
        mixed = [row for pair in zip(genuine, copies, strict=False) for row in pair]
        mixed += genuine[len(copies) :] + copies[len(genuine) :]
    elif style == "mixed":
        rng.shuffle(mixed)
    return renumber(Table(real.header, mixed, style), rng)


def _replace_keys(copies: list[list[str]], genuine: list[list[str]], rng: random.Random) -> None:
    """Nearly unique names and codes are changed, a digit or two in a cell; dates and amounts are not."""
    width, rows = len(genuine[0]) if genuine else 0, len(genuine)
    read = profiles(("",) * width, genuine)
    keys = [c for c in range(width) if read[c].role in _KEYS and len(set(read[c].values)) > 0.9 * rows]
    for row in copies:
        for place in keys:
            row[place] = _altered(row[place], rng)
        if rng.random() < _JITTERED and width:
            place = rng.randrange(width)
            row[place] = rng.choice(genuine)[place]


def _altered(text: str, rng: random.Random) -> str:
    digits = [place for place, sign in enumerate(text) if sign.isdecimal()]
    if digits:
        for place in rng.sample(digits, min(2, len(digits))):
            text = text[:place] + rng.choice("0123456789") + text[place + 1 :]
        return text
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)
