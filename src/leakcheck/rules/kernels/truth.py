"""Flags to truth codes (`leakcheck.model.Truth`): the form in which kernels answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ASK = -1
"""What a kernel answers where the scalar form must be asked."""


def unless_unknown(truth: NDArray[np.int8], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The truth where it is known, UNKNOWN elsewhere; arithmetic, because `numpy.where` is far slower."""
    import numpy as np

    return (truth - np.int8(1)) * known + np.int8(1)


def as_truth(flags: NDArray[np.bool_]) -> NDArray[np.int8]:
    """TRUE or FALSE, int8."""
    import numpy as np

    return flags.view(np.int8) * np.int8(2)


def dated_truth(
    flags: NDArray[np.bool_], known: NDArray[np.bool_], dates: NDArray[np.int32]
) -> NDArray[np.int8]:
    """Truth of flags about packed dates: UNKNOWN where not `known`, `ASK` where there is no strict form."""
    import numpy as np

    strict = dates >= 0
    return unless_unknown(as_truth(flags), known & strict) - (~strict).view(np.int8) * np.int8(2)
