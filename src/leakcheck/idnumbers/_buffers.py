"""Arrow arrays as numpy arrays, straight from their buffers.

Why neither `pyarrow.Array.to_numpy`, `pyarrow.array` nor `fill_null`: their first call imports pandas, which
costs more than reading a small file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def whole_numbers(array: Any) -> NDArray[Any]:
    """Values (n,) of an integer array without nulls, in its own width; a view."""
    import numpy as np

    dtype = np.dtype(str(array.type))
    return np.frombuffer(array.buffers()[1] or b"", dtype)[array.offset : array.offset + len(array)]


def codes_or(array: Any, blank: int) -> NDArray[np.int64]:
    """Values (n,) of an integer array, `blank` where it is null."""
    import numpy as np

    found = whole_numbers(array).astype(np.int64)
    if array.null_count:
        found[~flags(array.is_valid())] = blank
    return found


def flags(array: Any) -> NDArray[np.bool_]:
    """Values (n,) of a boolean array without nulls."""
    import numpy as np

    bits = np.frombuffer(array.buffers()[1] or b"", np.uint8)
    found = np.unpackbits(bits, bitorder="little")[array.offset : array.offset + len(array)]
    return found.view(np.bool_)


def places(rows: NDArray[np.intp]) -> Any:
    """An Arrow array for `take`, over the same memory."""
    import numpy as np
    import pyarrow as pa

    wide: Any = np.ascontiguousarray(rows, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(wide), [None, pa.py_buffer(wide)])


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, ascending.

    Trap: `numpy.unique` without counts imports masked arrays, which takes 12 ms at its first call.
    """
    import numpy as np

    return np.unique(numbers, return_counts=True)[0]
