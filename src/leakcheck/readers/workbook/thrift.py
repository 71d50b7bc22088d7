"""Thrift's compact protocol, read just far enough to see what a Parquet file promises before anything is
allocated.

Source: Apache Thrift compact protocol specification (``doc/specs/thrift-compact-protocol.md``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MAX_DEPTH = 16
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 12
_INTEGERS = frozenset({4, 5, 6})


class ThriftError(ValueError):
    """The bytes are not what the protocol allows."""


class Thrift:
    """Cursor over bytes.

    Parameters
    ----------
    data : bytes
        Where the structure begins at `place`.
    """

    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place
        self._left = 0

    def struct(self, *, until: int = 0, depth: int = 0) -> dict[int, Any]:
        """Fields by number; with `until`, stop before the first field of that number or a higher one.

        Raises
        ------
        ThriftError
            When the bytes end, nest too deeply, or use an unknown type.
        """
        if depth > _MAX_DEPTH:
            raise ThriftError
        fields: dict[int, Any] = {}
        number = 0
        while (head := self._byte()) & 0x0F != _STOP:
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            if until and number >= until:
                self._left = self._size(_STRUCT) if (number, head & 0x0F) == (until, _LIST) else -1
                return fields
            fields[number] = self._value(head & 0x0F, depth)
        return fields

    def structs(self) -> Iterator[dict[int, Any]]:
        """Elements of the list of structures before which ``struct(until=...)`` stopped, one at a time.

        Raises
        ------
        ThriftError
            As `struct`, and when it did not stop at such a list.
        """
        if self._left < 0:
            raise ThriftError
        for _ in range(self._left):
            yield self.struct(depth=1)

    def _size(self, kind: int) -> int:
        """Size of a list whose elements must be of one kind, or -1."""
        head = self._byte()
        size = self._varint() if head >> 4 == 15 else head >> 4
        return size if head & 0x0F == kind and size <= len(self.data) - self.place else -1

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind in _INTEGERS:
            return self._zigzag()
        if kind == _BINARY:
            return self._take(self._varint())
        if kind == _STRUCT:
            return self.struct(depth=depth + 1)
        if kind in (_LIST, _SET):
            return self._list(depth)
        if kind in (_BYTE, _DOUBLE):
            return self._take(1 if kind == _BYTE else 8)
        raise ThriftError

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        size, kind = head >> 4, head & 0x0F
        size = self._varint() if size == 15 else size
        if size > len(self.data) - self.place or depth > _MAX_DEPTH:
            raise ThriftError
        if kind in (_TRUE, _FALSE):
            return [self._byte() == _TRUE for _ in range(size)]
        return [self._value(kind, depth + 1) for _ in range(size)]

    def _byte(self) -> int:
        if self.place >= len(self.data):
            raise ThriftError
        self.place += 1
        return self.data[self.place - 1]

    def _take(self, size: int) -> bytes:
        if size > len(self.data) - self.place:
            raise ThriftError
        self.place += size
        return self.data[self.place - size : self.place]

    def _varint(self) -> int:
        number = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
        raise ThriftError

    def _zigzag(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)
