"""Measured blocks as arrays, ready to be counted.

Weights, at every size: every source of genuine tables counts the same; every kind of fabrication counts the
same, and within it every source; a source's blocks share its weight. Presence of a value is never used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.manifest import Entry

REAL = "real"


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Blocks (rows of every array) and signals (columns of `values`).

    Parameters
    ----------
    values : float64 array, shape (blocks, signals)
        NaN where a signal was silent.
    signals : tuple of str
    kind : str array, shape (blocks,)
        ``real``, or the kind of fabrication.
    source, second : str arrays, shape (blocks,)
        First and last source a block rests on (the same, but for pasted tables).
    name : str array, shape (blocks,)
        Kind and stem of the table.
    rows, start : int64 arrays, shape (blocks,)
    level : str array, shape (blocks,)
        What a row of the table is, as the manifest has it.
    """

    values: NDArray[np.float64]
    signals: tuple[str, ...]
    kind: NDArray[np.str_]
    source: NDArray[np.str_]
    second: NDArray[np.str_]
    name: NDArray[np.str_]
    rows: NDArray[np.int64]
    start: NDArray[np.int64]
    level: NDArray[np.str_]

    @property
    def real(self) -> NDArray[np.bool_]:
        """Blocks of genuine tables."""
        genuine: NDArray[np.bool_] = self.kind == REAL
        return genuine

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, chosen: NDArray[Any]) -> Samples:
        """Some of the blocks."""
        return Samples(
            self.values[chosen], self.signals, self.kind[chosen], self.source[chosen],
            self.second[chosen], self.name[chosen], self.rows[chosen], self.start[chosen],
            self.level[chosen],
        )  # fmt: skip


def gather(entries: Sequence[Entry], cache: Mapping[str, Mapping[str, Any]]) -> Samples:
    """Measured blocks of the tables of a manifest, in a fixed order."""
    known = {entry.sha256: entry for entry in entries}
    blocks = [(known[b["sha256"]], b) for b in cache.values() if b["sha256"] in known]
    blocks.sort(
        key=lambda pair: (pair[0].label, pair[0].name, pair[0].sha256, pair[1]["rows"], pair[1]["start"])
    )
    signals = tuple(sorted({name for _, block in blocks for name in block["values"]}))
    values = [[_number(block["values"].get(name)) for name in signals] for _, block in blocks]
    return Samples(
        values=np.array(values, float).reshape(len(blocks), len(signals)),
        signals=signals,
        kind=np.array([entry.kind for entry, _ in blocks], str),
        source=np.array([entry.sources[0] for entry, _ in blocks], str),
        second=np.array([entry.sources[-1] for entry, _ in blocks], str),
        name=np.array([entry.name for entry, _ in blocks], str),
        rows=np.array([block["rows"] for _, block in blocks], np.int64),
        start=np.array([block["start"] for _, block in blocks], np.int64),
        level=np.array([entry.level for entry, _ in blocks], str),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def weights(kind: NDArray[np.str_], source: NDArray[np.str_]) -> tuple[NDArray[np.float64], float, float]:
    """Weight of each block, and the totals (genuine sources; kinds x sources of fabrications).

    Blocks of one side only, or of both: each side adds up to its total.
    """
    pair = np.char.add(np.char.add(kind, "|"), source)
    _, place, count = np.unique(pair, return_inverse=True, return_counts=True)
    weight = 1.0 / count[place]
    for one in np.unique(kind):
        mine = kind == one
        weight[mine] /= weight[mine].sum()
    real = kind == REAL
    totals = len(np.unique(pair[real])), len(np.unique(pair[~real]))
    for side, total in ((real, totals[0]), (~real, totals[1])):
        if side.any():
            weight[side] *= total / weight[side].sum()
    return weight, float(totals[0]), float(totals[1])
