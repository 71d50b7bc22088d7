"""What a Parquet file promises, checked against its size before pyarrow sees a byte of it.

Footer and page headers are the attacker's: 842 bytes can declare 2 GB. Rows, values and unpacked bytes are
therefore added up from the footer and from every page header first. And they are read by our own eyes:
pyarrow's accessors of metadata abort the whole process on some damaged footers (found by mutation, pyarrow
26). Source: Apache Parquet format, ``parquet.thrift`` (FileMetaData, PageHeader).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.workbook.limits import Limits, refuse, too_wide
from leakcheck.readers.workbook.thrift import Thrift, ThriftError

MAGIC = b"PAR1"
_TAIL = 8
_ROW_GROUPS, _SCHEMA, _ROWS = 4, 2, 3
_TYPE, _LENGTH, _NAME, _CHILDREN = 1, 2, 4, 5
_BYTE_ARRAY, _FIXED = 6, 7
_CHUNK_FIELDS = (1, 2, 3, 4, 5, 6, 7, 9)
_HEADER = 1 << 16
_MAX_PAGES = 200_000
_MAX_FOOTER = 16 << 20
_MANY = 4
_HINT = "get the file again, or export the table as CSV and check that"
_BROKEN = (ThriftError, KeyError, TypeError, AttributeError, ValueError, IndexError)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column that holds values: its dotted path, its physical type, its fixed length if any."""

    path: str
    kind: int
    length: int

    @property
    def is_text(self) -> bool:
        """Whether values are byte arrays of any length."""
        return self.kind == _BYTE_ARRAY

    @property
    def width(self) -> int:
        """Bytes of every value, where that is fixed by the schema."""
        return self.length if self.kind == _FIXED else 0


def check_file(stream: IO[bytes], size: int, where: str, limits: Limits) -> tuple[Leaf, ...]:
    """Check footer, schema, column chunks and page headers; return the columns.

    Raises ------ InputError When the file is cut off, damaged or encrypted, too wide, nested too deeply, or
    promises more rows, values or bytes than the budget.
    """
    footer = _footer(stream, size, where)
    try:
        cursor = Thrift(footer)
        fields = cursor.struct(until=_ROW_GROUPS)
        leaves = _leaves(fields[_SCHEMA], where, limits)
        rows = fields[_ROWS]
        budget(rows * max(1, len(leaves)), size, where, limits)
        counted = 0
        sums = _Sums(stream, size, where, limits)
        for group in cursor.structs():
            counted += group[3]
            _check_group(group, leaves, sums)
        if counted != rows or rows < 0:
            raise ThriftError
    except _BROKEN:
        raise damaged(where) from None
    return leaves


def budget(cells: int, size: int, where: str, limits: Limits) -> None:
    """Refuse what promises more cells than its bytes can honestly hold."""
    if cells < 0 or cells > max(limits.free_cells, limits.density * size):
        raise refuse(f"promises {cells:,} cells in {size:,} bytes: more than the budget", where)


def damaged(where: str) -> InputError:
    """Build the error for a file that is cut off or inconsistent."""
    return refuse("is a damaged Parquet file", where, _HINT)


def _footer(stream: IO[bytes], size: int, where: str) -> bytes:
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    if tail[4:] == b"PARE":
        raise refuse("is an encrypted Parquet file", where, "decrypt it first")
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != MAGIC or length + _TAIL + len(MAGIC) > size:
        raise damaged(where)
    if length > _MAX_FOOTER:
        raise refuse("has a footer that is far too large", where)
    stream.seek(size - _TAIL - length)
    return stream.read(length)


def _leaves(elements: list[dict[int, Any]], where: str, limits: Limits) -> tuple[Leaf, ...]:
    """Walk the flattened schema tree without recursion: each element says how many children follow."""
    if len(elements) > _MANY * limits.columns:
        raise too_wide(limits, where)
    found: list[Leaf] = []
    path: list[tuple[str, int]] = []
    for place, element in enumerate(elements):
        name = element[_NAME].decode("utf-8", "backslashreplace")
        if place and not path:
            raise ThriftError
        if path:
            path[-1] = (path[-1][0], path[-1][1] - 1)
        if _CHILDREN in element and (element[_CHILDREN] > 0 or not place):
            path.append((name if place else "", element[_CHILDREN]))
        else:
            full = ".".join([step for step, _ in path[1:]] + [name])
            found.append(Leaf(full, element[_TYPE], element.get(_LENGTH, 0)))
        while path and path[-1][1] == 0:
            path.pop()
        if len(path) > limits.depth:
            raise refuse(f"is nested deeper than {limits.depth} levels", where)
    if path or any(
        leaf.width < 0 or leaf.width > limits.field or not 0 <= leaf.kind <= _FIXED for leaf in found
    ):
        raise ThriftError
    return tuple(found)


def _check_group(group: dict[int, Any], leaves: tuple[Leaf, ...], sums: _Sums) -> None:
    """Check that a row group has one honest chunk for every column."""
    if len(group[1]) != len(leaves) or group[3] < 0:
        raise ThriftError
    for chunk, leaf in zip(group[1], leaves, strict=True):
        meta = chunk[3]
        if any(field not in meta for field in _CHUNK_FIELDS) or meta[1] != leaf.kind or meta[5] < 0:
            raise ThriftError
        if ".".join(step.decode("utf-8", "backslashreplace") for step in meta[3]) != leaf.path or 1 in chunk:
            raise ThriftError
        start = min((place for place in (meta[9], meta.get(11, 0)) if place > 0), default=len(MAGIC))
        sums.add(start, start + meta[7], meta[5])


class _Sums:
    """Adds up pages, values and unpacked bytes over all chunks."""

    def __init__(self, stream: IO[bytes], size: int, where: str, limits: Limits) -> None:
        self._stream, self._size, self._where, self._limits = stream, size, where, limits
        self._pages = self._values = self._unpacked = 0

    def add(self, start: int, end: int, values: int) -> None:
        """Walk the pages of one chunk."""
        if start < len(MAGIC) or not start <= end <= self._size:
            raise ThriftError
        limits, size = self._limits, self._size
        self._values += values
        for unpacked, count in self._walk(start, end):
            self._pages, self._unpacked, self._values = (
                self._pages + 1,
                self._unpacked + unpacked,
                self._values + count,
            )
            if unpacked > limits.page or self._pages > _MAX_PAGES:
                raise refuse("holds a page larger, or more pages, than the budget", self._where)
            if self._unpacked > max(limits.small * 16, limits.density * size):
                raise refuse(f"unpacks {size:,} bytes to more than the budget", self._where)
        budget(self._values // 2, size, self._where, limits)

    def _walk(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Unpacked size and number of values of each page."""
        while start < end:
            self._stream.seek(start)
            cursor = Thrift(self._stream.read(min(_HEADER, end - start)))
            header = cursor.struct()
            unpacked, packed = header[2], header[3]
            kind: dict[int, Any] = next((header[key] for key in (5, 7, 8) if key in header), {})
            count = kind.get(1, 0)
            if packed < 0 or unpacked < 0 or count < 0:
                raise ThriftError
            yield unpacked, count
            start += cursor.place + packed
