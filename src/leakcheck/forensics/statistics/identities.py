"""Sums and products that hold to the last digit: total = amount + fee, age = this year - year of birth.

Why: a program computed one column from others, so the identity holds exactly. What draws the columns from a
model keeps them close, but not equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.constraints import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

    Floats = NDArray[np.float64]

_THINNED = 400
_PROBE = 40
_DISTINCT = 8
_ENOUGH = 30
_LARGEST = 1e12
_ROUNDING = 0.011
"""Two decimals, each rounded."""
_NEAR = 0.1
_BETTER = 0.5
_WIDE = 4.0
_AGREED = 0.5
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Identity:
    """Columns of a near identity, the share of records that keep it exactly, and those looked at."""

    places: tuple[int, ...]
    exact: float
    records: int


def identities(specimen: Specimen) -> tuple[Identity, ...]:
    """Near identities c = a + b and c = a b between numbers, and a + b or a - b = constant (or one more).

    Near: for sums and products the median deviation is at most a tenth of the median absolute deviation
    of c, and at most half of what a or b alone leave; for constants at least half of the records agree,
    both columns being whole numbers with a median absolute deviation of at least 4 (years of dates too).
    """
    return specimen.once("identities", lambda: tuple(_identities(specimen)))  # type: ignore[return-value]


def _identities(specimen: Specimen) -> Iterator[Identity]:
    import numpy as np

    rows = specimen.sample[:: max(1, -(-specimen.size // _THINNED))]
    columns = [c for c in drawn(list(specimen.of("number", "category", "date"))) if _is_measured(c)]
    measured = [(c, _values(c, rows)) for c in columns]
    numbers = [(c.place, v) for c, v in measured if c.numbers is not None and len(np.unique(v)) > _DISTINCT]
    if len(numbers) > 2:
        yield from _triples([place for place, _ in numbers], np.stack([values for _, values in numbers]))
    whole = [(c.place, v) for c, v in measured if _is_wide(v)]
    for i, (one, a) in enumerate(whole):
        for other, b in whole[i + 1 :]:
            yield from _constants((one, other), a, b)


def _is_measured(column: Column) -> bool:
    return column.numbers is not None or column.days is not None


def _values(column: Column, rows: NDArray[np.intp]) -> Floats:
    """Numbers, or years of dates; NaN where missing or beyond what is exact."""
    import numpy as np

    source = column.numbers if column.numbers is not None else np.floor(1970 + column.days / _YEAR)  # type: ignore[operator]
    values = source[rows]
    return np.where(np.abs(values) < _LARGEST, values, np.nan)


def _triples(places: list[int], matrix: Floats) -> Iterator[Identity]:
    """Sums and products: a probe of 40 records over all triples, then the rest for what looks near."""
    import numpy as np

    first, second = np.triu_indices(len(places), 1)
    probe = matrix[:, :: max(1, matrix.shape[1] // _PROBE)]
    for combine in (np.add, np.multiply):
        off = np.abs(probe[None] - combine(probe[first], probe[second])[:, None])
        middle = np.median(np.where(np.isfinite(off), off, np.inf), axis=2)
        likely = np.argwhere(middle <= 4 * _NEAR * _spread(matrix)[None])
        for pair, target in likely.tolist():
            parts = int(first[pair]), int(second[pair])
            if target not in parts:
                made = combine(matrix[parts[0]], matrix[parts[1]])
                alone = _alone(matrix[target], [matrix[part] for part in parts], combine is np.multiply)
                found = _near(matrix[target], made, alone)
                if found:
                    yield Identity(tuple(places[k] for k in (target, *parts)), *found)


def _spread(matrix: Floats) -> Floats:
    """Median absolute deviation of each row; 0 where more than half is missing."""
    import numpy as np

    known = np.isfinite(matrix)
    middle = [np.median(row[there]) if there.any() else 0.0 for row, there in zip(matrix, known, strict=True)]
    off = np.where(known, np.abs(matrix - np.array(middle)[:, None]), np.inf)
    spread = np.median(off, axis=1)
    return np.where(np.isfinite(spread), spread, 0.0)


def _alone(target: Floats, parts: list[Floats], is_product: bool) -> float:
    """Median deviation that one part alone leaves, the other being set to its median."""
    import numpy as np

    left = []
    for part, other in (parts, parts[::-1]):
        known = np.isfinite(target) & np.isfinite(part) & np.isfinite(other)
        if not known.any():
            return 0.0
        typical = np.median(other[known])
        guess = part[known] * typical if is_product else part[known] + typical
        left.append(float(np.median(np.abs(target[known] - guess))))
    return min(left)


def _near(target: Floats, made: Floats, alone: float) -> tuple[float, int] | None:
    import numpy as np

    off = np.abs(target - made)
    off = off[np.isfinite(off)]
    if len(off) < _ENOUGH:
        return None
    spread = float(_spread(target[None])[0])
    middle = float(np.median(off))
    if not (spread > 0 and alone > 0 and middle <= _NEAR * spread and middle <= _BETTER * alone):
        return None
    return float((off <= _ROUNDING).mean()), len(off)


def _is_wide(values: Floats) -> bool:
    import numpy as np

    known = values[np.isfinite(values)]
    if len(known) < _ENOUGH or not bool((known == np.floor(known)).all()):
        return False
    return float(_spread(values[None])[0]) >= _WIDE


def _constants(places: tuple[int, int], a: Floats, b: Floats) -> Iterator[Identity]:
    """The better of a + b and a - b, if half of the records share it; a copy (a = b) is none."""
    import numpy as np

    known = np.isfinite(a) & np.isfinite(b)
    if known.sum() < _ENOUGH or bool((a[known] == b[known]).all()):
        return
    shares = []
    for made in (a[known] + b[known], a[known] - b[known]):
        values, counts = np.unique(made, return_counts=True)
        together = counts[:-1] + counts[1:] * (np.diff(values) == 1)
        shares.append(int(max(counts.max(), together.max(initial=0))) / len(made))
    if max(shares) >= _AGREED:
        yield Identity(places, max(shares), int(known.sum()))
