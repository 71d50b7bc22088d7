"""Columns as numbers and back: what the model-based synthesisers (copula, trees, networks) share."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calibration.ingredients.profile import Profile, days, is_blank, is_number, written

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
MOST_LEVELS = 60


@dataclass(frozen=True, slots=True)
class Margin:
    """One column made numeric.

    Parameters
    ----------
    profile : Profile
    continuous : bool
        Numbers and dates; otherwise `levels` are the values, most frequent first.
    numbers : float64 array, shape (rows,)
        Value, day number or place in `levels`; NaN where blank.
    levels : tuple of str
        Empty for continuous columns.
    free : bool
        Text with too many levels for a model; `numbers` are all 0.
    """

    profile: Profile
    continuous: bool
    numbers: Numbers
    levels: tuple[str, ...] = ()
    free: bool = False

    def texts(self, numbers: Numbers, blank: NDArray[np.bool_]) -> list[str]:
        """Numbers of this margin as cells."""
        mark, profile = self.profile.mark, self.profile
        if not self.continuous:
            places = [int(min(max(number, 0), len(self.levels) - 1)) for number in numbers]
            return [mark if b else self.levels[p] for p, b in zip(places, blank, strict=True)]
        if profile.role == "date":
            return [
                mark if b else written(float(n), profile.pattern) for n, b in zip(numbers, blank, strict=True)
            ]
        return [mark if b else f"{n:.{profile.decimals}f}" for n, b in zip(numbers, blank, strict=True)]


def margin(profile: Profile, keyless: bool = False) -> Margin:
    """Margin of a column; with `keyless`, running numbers are no values but are counted out anew."""
    import numpy as np

    levels = [value for value, _ in Counter(profile.present).most_common(MOST_LEVELS + 1)]
    if keyless and profile.role == "id" and profile.rising:
        return Margin(profile, False, np.zeros(len(profile.values)), tuple(levels[:1]), True)
    numeric = profile.role in {"number", "id"} and all(map(is_number, profile.present[:500]))
    if numeric or (profile.role == "category" and len(levels) > 6 and all(map(is_number, levels))):
        read = [float(v) if is_number(v) else float("nan") for v in profile.values]
        return Margin(profile, True, np.array(read))
    if profile.role == "date":
        read_days = [None if is_blank(v) else days(v, profile.pattern) for v in profile.values]
        return Margin(profile, True, np.array([float("nan") if d is None else d for d in read_days]))
    if len(levels) > MOST_LEVELS or not levels:
        return Margin(profile, False, np.zeros(len(profile.values)), tuple(levels[:1]), True)
    place = {value: float(number) for number, value in enumerate(levels)}
    return Margin(
        profile, False, np.array([place.get(value, float("nan")) for value in profile.values]), tuple(levels)
    )


def free_text(profile: Profile, rows: int, rng: random.Random) -> list[str]:
    """Cells of a text column a model cannot learn: a running number, or draws from the column itself."""
    values = profile.values or [""]
    if profile.role == "id":
        return anonymous_ids(profile, rows, rng)
    if len(set(values)) > 0.9 * len(values) and rows <= len(values):
        return rng.sample(values, rows)
    return rng.choices(values, k=rows)


def anonymous_ids(profile: Profile, rows: int, rng: random.Random) -> list[str]:
    """Identifiers of the same shapes: running when the genuine ones run, else letters and digits redrawn."""
    present = profile.present
    if all(value.isdecimal() for value in present) and profile.rising and present:
        first, width = int(present[0]), len(present[0]) if present[0].startswith("0") else 0
        return [str(max(first + profile.rising * number, 0)).zfill(width) for number in range(rows)]
    return [redrawn(rng.choice(present or [""]), rng) for _ in range(rows)]


def redrawn(text: str, rng: random.Random) -> str:
    """A text with its digits, and its capitals from the third sign on, drawn anew."""
    signs = []
    for place, sign in enumerate(text):
        if sign.isdecimal():
            signs.append(rng.choice("123456789" if place == 0 else "0123456789"))
        elif "A" <= sign <= "Z" and place > 2:
            signs.append(chr(rng.randrange(65, 91)))
        else:
            signs.append(sign)
    return "".join(signs)
