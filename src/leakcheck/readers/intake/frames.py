"""pandas frames as text: cells turned into text without inventing anything.

Why notes: pandas makes 12 into 12.0 where a column has gaps; that is undone and said. Everything
is read in slices, so a frame is never held twice.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leakcheck.errors import InputError
from leakcheck.readers.intake.blocks import BLOCK_ROWS
from leakcheck.readers.intake.columns import unique_names

Writer = Callable[[Any], str | None]
_EXACT = 2**53
_NOTHING = frozenset({"NAType", "NaTType"})


def refuse_empty(frame: Any, where: str) -> None:
    """Raise `InputError` unless this is a pandas DataFrame with columns and rows."""
    import pandas

    if not isinstance(frame, pandas.DataFrame):
        raise InputError(
            "is not a pandas DataFrame", where=where, hint="pass a DataFrame, a path, text or bytes"
        )
    if not len(frame.columns) or not len(frame):
        raise InputError("has no rows of data", where=where, hint="give at least one record")


def column_names(frame: Any) -> tuple[str, ...]:
    """Names of the columns as text, a named index first; levels of a name are joined by a blank."""
    index = [name for name in frame.index.names if name is not None]
    return unique_names(_name(name) for name in (*index, *frame.columns))


def canonical_csv(frame: Any) -> Iterator[bytes]:
    """The frame as CSV (UTF-8, LF, quoted where needed, nothing for a missing cell), piece by piece."""
    yield _csv_bytes([column_names(frame)])
    writers, _ = cell_writers(frame)
    for columns in text_slices(frame, writers):
        yield _csv_bytes(zip(*columns, strict=True))


def text_slices(frame: Any, writers: Sequence[Writer]) -> Iterator[list[list[str | None]]]:
    """Columns of text for up to 8,192 rows at a time."""
    for start in range(0, len(frame), BLOCK_ROWS):
        piece = [series.iloc[start : start + BLOCK_ROWS] for series in _series(frame)]
        yield [[write(value) for value in column.array] for column, write in zip(piece, writers, strict=True)]


def cell_writers(frame: Any) -> tuple[list[Writer], list[str]]:
    """One function a column from value to text, and notes on what had to be undone."""
    writers: list[Writer] = []
    whole = dates = 0
    for series in _series(frame):
        write: Writer = _text
        if series.dtype.kind == "f" and _is_whole_with_gaps(series):
            write, whole = _whole, whole + 1
        elif series.dtype.kind == "M" and _is_midnight(series):
            write, dates = _day, dates + 1
        writers.append(write)
    notes = []
    if whole:
        notes.append(f"{whole} column(s) of whole numbers with gaps: the '.0' pandas adds was dropped")
    if dates:
        notes.append(f"{dates} column(s) of days without a time: written as days")
    return writers, notes


def _series(frame: Any) -> list[Any]:
    named = [level for level, name in enumerate(frame.index.names) if name is not None]
    index = [frame.index.get_level_values(level).to_series(index=frame.index) for level in named]
    return [*index, *(frame.iloc[:, position] for position in range(len(frame.columns)))]


def _name(name: Any) -> str:
    if isinstance(name, tuple):
        return " ".join(str(part) for part in name if str(part))
    return _clean(str(name))


def _is_whole_with_gaps(series: Any) -> bool:
    values = series.dropna()
    if not len(values) or len(values) == len(series):
        return False
    return all(math.isfinite(v) and float(v).is_integer() and abs(v) < _EXACT for v in values)


def _is_midnight(series: Any) -> bool:
    values = series.dropna()
    return bool(len(values)) and values.dt.tz is None and bool((values == values.dt.normalize()).all())


def _whole(value: Any) -> str | None:
    return None if _text(value) is None else str(int(value))


def _day(value: Any) -> str | None:
    text = _text(value)
    return text and text[:10]


def _text(value: Any) -> str | None:
    if value is None or type(value).__name__ in _NOTHING:
        return None
    if type(value).__name__.startswith("float") and value != value:  # noqa: PLR0124 - NaN is not itself
        return None
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _clean(str(value))


def _clean(text: str) -> str:
    """Text without lone surrogates: they become their visible form."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _csv_bytes(rows: Any) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8")
