"""differs_from = "other_field": the folded value is not another field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.folding import fold_label
from leakcheck.model import Truth
from leakcheck.rules.kernels.truth import as_truth, unless_unknown
from leakcheck.rules.lanes import Lane, lift

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.columns import Columns

WORDS = "differs from {}"


def parse(argument: object) -> str:
    """Name of the other field."""
    if not isinstance(argument, str):
        raise ValueError("needs the name of a field")
    return argument


def others(argument: str) -> tuple[str, ...]:
    """The other field."""
    return (argument,)


def value(argument: str, text: str, other: str) -> int:
    """Compare case- and punctuation-folded."""
    return Truth.FALSE if fold_label(text) == fold_label(other) else Truth.TRUE


def vector(argument: str, columns: Columns, field: str) -> Lane:
    """Folded texts are compared by their hashes."""
    return lift(_compare, columns.block.label_hashes(field), columns.block.label_hashes(argument))


def _compare(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.int8]:
    return unless_unknown(as_truth(first != second), (first != 0) & (second != 0))
