"""Arrow arrays to text, value by value, without inventing anything.

Why not ``to_pylist`` for everything: it rounds nanoseconds or needs pandas for them, opens time zone files
by a name out of the evidence, and stops at text that is not UTF-8. Whole floating numbers lose the ``.0``
that software adds to columns with gaps; moments at midnight without a zone are days.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Sequence
from typing import Any

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_DAY = 86_400
_UNITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_EXACT = 2**53
_MAX_SCALE = 1_000
MAX_TEXT = 1 << 26


class TooMuchTextError(ValueError):
    """A column of this slice would be larger than 64 MiB as text: take a shorter slice."""


class UnreadKindError(ValueError):
    """A column of a kind that is not read, such as a union."""


def texts(array: Any) -> list[str | None]:
    """Text of each value of an array that is no struct.

    Raises
    ------
    TooMuchTextError, UnreadKindError
        See there.
    """
    return [value if value is None or isinstance(value, str) else _cell(value) for value in _values(array)]


def _cell(value: Any) -> str | None:
    """A list of plain values joined, anything deeper as JSON."""
    if isinstance(value, list) and not any(isinstance(inner, list | dict) for inner in value):
        return "; ".join(inner for inner in value if inner is not None) or None
    return json.dumps(value, ensure_ascii=False)


def _values(array: Any) -> Sequence[Any]:
    """Values as text, None, or lists and dictionaries of such."""
    import pyarrow as pa

    kind, is_ = array.type, pa.types
    if isinstance(kind, pa.BaseExtensionType):
        return _extension(array)
    if is_.is_null(kind):
        return [None] * len(array)
    if is_.is_dictionary(kind):
        return _dictionary(array)
    if _is_texty(kind):
        return _strings(array)
    if is_.is_struct(kind):
        return _structs(array)
    if is_.is_map(kind):
        return [
            _mapping(pairs)
            for pairs in _lists(array, _values(array.keys), _values(array.items), array.offsets)
        ]
    if is_.is_list(kind) or is_.is_large_list(kind) or is_.is_fixed_size_list(kind):
        return _nested(array)
    return _scalars(array)


def _scalars(array: Any) -> list[str | None]:
    import pyarrow as pa

    kind, is_ = array.type, pa.types
    if is_.is_boolean(kind):
        return [None if v is None else "true" if v else "false" for v in array.to_pylist()]
    if is_.is_integer(kind):
        return [None if v is None else str(v) for v in array.to_pylist()]
    if is_.is_float64(kind):
        return [_float(v) for v in array.to_pylist()]
    if is_.is_floating(kind):
        return [_short_float(v) for v in array.to_numpy(zero_copy_only=False)]
    if is_.is_decimal(kind):
        plain = "f" if abs(kind.scale) <= _MAX_SCALE else ""
        return [None if v is None else format(v, plain) for v in array.to_pylist()]
    if is_.is_temporal(kind):
        return _temporal(array)
    raise UnreadKindError(str(kind)[:40])


def _float(value: float | None) -> str | None:
    if value is None or value != value:  # noqa: PLR0124 - NaN is not itself, and means missing
        return None
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _short_float(value: Any) -> str | None:
    text = str(value)
    return None if text in ("nan", "None") else text.removesuffix(".0")


def _is_texty(kind: Any) -> bool:
    return str(kind).startswith(("string", "large_string", "binary", "large_binary", "fixed_size_binary"))


def _strings(array: Any) -> list[str | None]:
    """Text and bytes; what is not UTF-8 becomes a visible escape."""
    import pyarrow as pa

    if _text_size(array) > MAX_TEXT:
        raise TooMuchTextError
    plain = pa.large_binary() if not pa.types.is_fixed_size_binary(array.type) else array.type
    try:
        return [None if v is None else str(v) for v in array.cast(pa.large_string()).to_pylist()]
    except (pa.ArrowException, UnicodeDecodeError):
        return [
            None if v is None else v.decode("utf-8", "backslashreplace")
            for v in array.cast(plain).to_pylist()
        ]


def _text_size(array: Any) -> int:
    """Bytes of all values; views are measured by hand, because many may show the same bytes."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if str(array.type).endswith("_view"):
        import numpy as np

        lengths = np.frombuffer(array.buffers()[1], dtype="<i4")[
            array.offset * 4 : (array.offset + len(array)) * 4 : 4
        ]
        return int(lengths.astype("i8").sum())
    if pa.types.is_fixed_size_binary(array.type):
        return int(array.type.byte_width) * len(array)
    return int(pc.sum(pc.cast(pc.binary_length(array), pa.int64())).as_py() or 0)


def _dictionary(array: Any) -> list[Any]:
    """Only the values that occur here are turned into text, each once."""
    import pyarrow.compute as pc

    used = pc.unique(array.indices.drop_null())
    found = dict(zip(used.to_pylist(), _values(array.dictionary.take(used)), strict=True))
    return [None if index is None else found[index] for index in array.indices.to_pylist()]


def _extension(array: Any) -> Sequence[Any]:
    if array.type.extension_name == "arrow.uuid":
        return [None if v is None else str(uuid.UUID(bytes=v)) for v in array.storage.to_pylist()]
    return _values(array.storage)


def _structs(array: Any) -> list[Any]:
    names = [array.type.field(position).name for position in range(array.type.num_fields)]
    columns = [_values(column) for column in array.flatten()]
    alive = array.is_valid().to_pylist()
    rows = zip(*columns, strict=True) if columns else iter([()] * len(array))
    return [
        dict(zip(names, row, strict=True)) if valid else None for valid, row in zip(alive, rows, strict=True)
    ]


def _nested(array: Any) -> list[Any]:
    import pyarrow.compute as pc

    values = iter(_values(array.flatten()))
    lengths = pc.list_value_length(array).to_pylist()
    return [None if length is None else [next(values) for _ in range(length)] for length in lengths]


def _lists(array: Any, keys: Sequence[Any], items: Sequence[Any], offsets: Any) -> list[Any]:
    """Pairs of each map; keys and items are cut as the offsets of this slice say."""
    places = offsets.to_pylist()
    alive = array.is_valid().to_pylist()
    pairs = list(zip(keys, items, strict=True))
    base = places[0] if len(pairs) < places[-1] else 0
    return [
        pairs[begin - base : end - base] if valid else None
        for valid, begin, end in zip(alive, places[:-1], places[1:], strict=True)
    ]


def _mapping(pairs: Any) -> Any:
    if pairs is None:
        return None
    plain = {str(key): value for key, value in pairs}
    return plain if len(plain) == len(pairs) else [list(pair) for pair in pairs]


def _temporal(array: Any) -> list[str | None]:
    import pyarrow as pa

    kind, is_ = array.type, pa.types
    if is_.is_interval(kind):
        return [None if v is None else str(tuple(v)) for v in array.to_pylist()]
    width = pa.int32() if kind.bit_width == 32 else pa.int64()
    numbers = array.view(width).to_pylist()
    if is_.is_date(kind):
        scale = 1 if kind.bit_width == 32 else _DAY * 1000
        return [None if n is None else day_text(n // scale) or str(n) for n in numbers]
    digits = _UNITS[kind.unit]
    if is_.is_duration(kind):
        return [None if n is None else f"{n} {kind.unit}" for n in numbers]
    if is_.is_time(kind):
        return [None if n is None else clock_text(n, digits) for n in numbers]
    return [None if n is None else instant_text(n, digits, zoned=kind.tz is not None) for n in numbers]


def day_text(day: int) -> str | None:
    """ISO text of a day counted from 1970; None outside the years 1 to 9999.

    >>> day_text(18690)
    '2021-03-04'
    """
    ordinal = day + _EPOCH
    return datetime.date.fromordinal(ordinal).isoformat() if 0 < ordinal <= 3_652_059 else None


def clock_text(number: int, digits: int) -> str:
    """Time of day from a number of seconds with `digits` decimals.

    >>> clock_text(3_600_500, 3)
    '01:00:00.5'
    """
    seconds, rest = divmod(number, 10**digits)
    decimals = f".{rest:0{digits}}".rstrip("0").rstrip(".") if digits else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{decimals}"


def instant_text(number: int, digits: int, *, zoned: bool) -> str:
    """Moment counted from 1970, with ``Z`` when it belongs to a zone; the bare number outside the calendar.

    >>> instant_text(1_614_816_000, 0, zoned=False), instant_text(1_614_816_001_500, 3, zoned=True)
    ('2021-03-04', '2021-03-04 00:00:01.5Z')
    """
    day, rest = divmod(number, _DAY * 10**digits)
    text = day_text(day)
    if text is None:
        return str(number)
    return text if not rest and not zoned else f"{text} {clock_text(rest, digits)}{'Z' if zoned else ''}"
