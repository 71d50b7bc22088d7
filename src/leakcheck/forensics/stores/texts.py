"""Cells that a store keeps: taken out of a block, put together, cut, weighed, packed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

LONGEST = 1_000
"""Characters of a cell that are kept; nothing that is measured needs more."""
_CELL = 8
_LARGE = 64 << 20  # cut at once, before anything overflows the 2 GiB of an Arrow string array


def picked(column: Any, places: Places) -> Any:
    """Some cells of a column: a list of texts, or an Arrow string array."""
    if isinstance(column, list | tuple):
        return [column[place] for place in places.tolist()]
    import numpy as np
    import pyarrow as pa

    which = pa.py_buffer(np.ascontiguousarray(places, np.int64).data)  # pa.array would be slower
    cells = column.take(pa.Array.from_buffers(pa.int64(), len(places), [None, which]))
    return arrow_texts(cut(cells) if cells.nbytes > _LARGE else cells)


def arrow_texts(cells: Any) -> Any:
    """An Arrow string array of a list of texts and None, or of an Arrow array of any type.

    A lone surrogate, which no Arrow text can hold, is read as U+FFFD.
    """
    import pyarrow as pa

    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    if isinstance(cells, pa.Array):
        return cells if cells.type == pa.string() else cells.cast(pa.string())
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array(_without_surrogates(cells), pa.string())


def _without_surrogates(cells: Sequence[str | None]) -> list[str | None]:
    return [
        cell if cell is None else cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for cell in cells
    ]


def concatenated(parts: Sequence[Any]) -> Any:
    """One Arrow string array of several columns."""
    import pyarrow as pa

    return (
        arrow_texts(parts[0]) if len(parts) == 1 else pa.concat_arrays([arrow_texts(part) for part in parts])
    )


def cut(cells: Any) -> Any:
    """Cells of at most `LONGEST` characters."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if (
        pa.types.is_dictionary(cells.type)
        or cells.nbytes <= LONGEST
        or (pc.max(pc.binary_length(cells)).as_py() or 0) <= LONGEST
    ):
        return cells
    return pc.utf8_slice_codeunits(cells, 0, LONGEST)


def weights(columns: Sequence[Any], count: int) -> Places:
    """Bytes of each of `count` records: those of its texts, and what a cell costs without any."""
    import numpy as np
    import pyarrow.compute as pc

    total = np.full(count, _CELL * len(columns), np.int64)
    for column in columns:
        total += pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    return total


def packed(columns: Sequence[Any]) -> Any:
    """Arrow columns as an array of bytes (Arrow IPC), for another process or a checkpoint."""
    import numpy as np
    import pyarrow as pa

    if not columns:
        return np.zeros(0, np.uint8)
    batch = pa.record_batch(list(columns), [str(i) for i in range(len(columns))])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as out:
        out.write_batch(batch)
    return np.frombuffer(memoryview(sink.getvalue()), np.uint8)


def unpacked(data: Any, count: int) -> list[Any]:
    """Columns of `count` records that `packed` has packed.

    Raises
    ------
    ValueError
        When they are not whole, as in a forged checkpoint.
    """
    import pyarrow as pa

    if not len(data):
        return []
    with pa.ipc.open_stream(pa.py_buffer(data)) as stream:
        batch = stream.read_next_batch()
    batch.validate(full=True)
    if batch.num_rows != count or any(column.type != pa.string() for column in batch.columns):
        raise ValueError("columns of a pool")
    return list(batch.columns)
