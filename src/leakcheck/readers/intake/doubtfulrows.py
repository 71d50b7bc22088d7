"""Rows of parsed columns that would be read with more care line by line, whatever their width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leakcheck.readers.intake.footers import TOTALS
from leakcheck.readers.intake.profile import Profile

_HAZARDS = b"# \t-=+|"
_BLANK, _ASCII = 32, 128
_FEW = 100


def doubtful_rows(columns: Sequence[Any], header: str | None, profile: Profile) -> Any:
    """Places (int64, in no order) of rows that may be no rows, or whose last cell may be cut short.

    Parameters
    ----------
    columns : sequence of StringArray
        None of them a slice.
    header : str, optional
        First cell of the header, which may be repeated.
    profile : Profile
        What the columns hold.
    """
    import numpy as np
    import pyarrow.compute as pc

    first, last = columns[0], columns[-1]
    found = [_hazards(first), _blank_rows(columns), _marked(first, header)]
    length = profile.columns[-1].length if profile.columns else 0
    if length:
        found.append(np.flatnonzero(numbers(pc.utf8_length(last), np.int32) < length))
    return np.concatenate(found)


def _marked(first: Any, header: str | None) -> Any:
    """Rows whose first cell is a word for totals, or that of the header."""
    import numpy as np

    marks = TOTALS if header is None else TOTALS | {header, header.strip()}
    ends, _ = offsets(first)
    sizes = np.diff(ends)
    is_size = np.zeros(int(sizes.max(initial=0)) + 1, dtype=bool)
    is_size[[size for size in {len(mark.encode()) for mark in marks} if size < len(is_size)]] = True
    alike = np.flatnonzero(is_size[sizes]).tolist()
    if len(alike) < _FEW:
        found = [row for row in alike if first[row].as_py() in marks]
    else:
        found = [row for row, cell in enumerate(first.to_pylist()) if cell in marks]
    return np.asarray(found, dtype=np.int64)


def _hazards(first: Any) -> Any:
    """Rows whose first cell begins as comments, drawn lines and indented lines do."""
    import numpy as np

    ends, data = offsets(first)
    filled = np.flatnonzero(ends[1:] > ends[:-1])
    signs = np.zeros(256, dtype=bool)
    signs[list(_HAZARDS)] = True
    return filled[signs[data[ends[filled]]]]


def _blank_rows(columns: Sequence[Any]) -> Any:
    """Rows that may be blank: the first cell is empty, and the others hold blanks at most."""
    import numpy as np

    ends, _ = offsets(columns[0])
    empty = np.flatnonzero(ends[1:] == ends[:-1])
    for column in columns[1:]:
        if not len(empty):
            return empty
        ends, data = offsets(column)
        starts, filled = ends[:-1][empty], ends[1:][empty] > ends[:-1][empty]
        begins = data[starts[filled]]
        filled[filled] = (begins > _BLANK) & (begins < _ASCII)
        empty = empty[~filled]
    rows = zip(*(column.take(empty).to_pylist() for column in columns[1:]), strict=True)
    blank = [not "".join(row).strip() for row in rows]
    return empty[np.asarray(blank, dtype=bool)]


def numbers(array: Any, kind: Any) -> Any:
    """Arrow numbers as numpy's; by the buffer, because Arrow's own way imports pandas."""
    import numpy as np

    if not len(array):
        return np.zeros(0, kind)
    return np.frombuffer(array.buffers()[1], dtype=kind, count=len(array))


def offsets(column: Any) -> tuple[Any, Any]:
    """Offsets (int32, one more than rows) and bytes (uint8) of an Arrow string column that is not a slice."""
    import numpy as np

    if not len(column):
        return np.zeros(1, np.int32), np.zeros(0, np.uint8)
    _, offsets, data = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    return ends, np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, np.uint8)
