"""A bounded sample spread over a whole stream of lines, for detectors that need no more."""

from __future__ import annotations

LIMIT = 1 << 17
_LONGEST = 8192
_RANGE = 1 << 32
_GOLDEN = 2_654_435_769


class Sample:
    """Keeps every line at first, then half of them, a quarter … so that 128 KiB cover any file.

    Why not the head: what is odd in a file of gigabytes rarely stands there. Why not every second line:
    a file of two encodings may alternate. The choice is a fixed shuffle of the line numbers (Fibonacci
    hashing, Knuth, TAOCP 3, 6.4), so it is the same in every run.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[int, bytes]] = []
        self._size = 0
        self._below = _RANGE
        self._seen = 0

    @property
    def lines(self) -> list[bytes]:
        """The lines kept, in the order of the file."""
        return [raw for _, raw in self._kept]

    def add(self, raw: bytes) -> None:
        """Offer a line; a very long one is cut behind a byte that ends a character in any encoding."""
        self._seen += 1
        rank = self._seen * _GOLDEN % _RANGE
        if rank >= self._below:
            return
        self._kept.append((rank, raw if len(raw) <= _LONGEST else _cut(raw)))
        self._size += len(self._kept[-1][1])
        while self._size > LIMIT and len(self._kept) > 1:
            self._below //= 2
            self._kept = [kept for kept in self._kept if kept[0] < self._below]
            self._size = sum(len(kept) for _, kept in self._kept)


def _cut(raw: bytes) -> bytes:
    """Cut at the last blank, comma or other byte below ``0``, which is never a trail byte."""
    head = raw[:_LONGEST]
    end = max((place for place, byte in enumerate(head) if byte < 0x30), default=_LONGEST)
    return head[:end]
