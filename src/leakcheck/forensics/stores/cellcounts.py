"""E: how many records there are, and how many cells of each column hold nothing.

Why no more: the pass has a budget for each row. Counting nulls and empty texts is a look at offsets;
distinct values of the whole file, longest texts, least and largest numbers, exact repeats would each hash or
read every cell once more, which costs more than all signals together, and the sample of 10,000 records says
as much.
(Exact repeats of whole records are counted by the check for duplicates.) Marks for nothing, such as ``n/a``,
are not counted here: they are told apart in the sample.
"""

from __future__ import annotations

from typing import Any


def empty_cells(column: Any) -> int:
    """Cells of a column of a block that are missing or empty."""
    if isinstance(column, list | tuple):
        return column.count(None) + column.count("")
    import numpy as np
    import pyarrow as pa

    cells = column.array() if hasattr(column, "array") else column
    if not isinstance(cells, pa.Array) or cells.type not in (pa.string(), pa.large_string()):
        return _counted(cells)
    if not len(cells) or cells.null_count:
        return _counted(cells)
    wide = np.int32 if cells.type == pa.string() else np.int64
    buffer: Any = cells.buffers()[1]
    edges = np.frombuffer(buffer, wide)[cells.offset : cells.offset + len(cells) + 1]
    return int(np.count_nonzero(edges[1:] == edges[:-1]))


def _counted(cells: Any) -> int:
    """The same for columns of any type."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if cells.type not in (pa.string(), pa.large_string()):
        cells = cells.cast(pa.string())
    empty = pc.sum(pc.equal(pc.binary_length(cells), pa.scalar(0))).as_py() or 0
    return int(cells.null_count + empty)
