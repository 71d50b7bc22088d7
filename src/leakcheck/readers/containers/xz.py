"""xz, streams one after the other included; memory is capped by the budget's window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from leakcheck.readers.containers._inflate import unpack_units
from leakcheck.readers.containers._member import Listing, Member
from leakcheck.readers.containers._meter import Meter

if TYPE_CHECKING:
    import lzma

TITLE = "xz"
SEEKS = False
INFLATES = True
_OVERHEAD = 4 << 20


def matches(head: bytes) -> bool:
    """Magic number."""
    return head.startswith(b"\xfd7zXZ\x00")


def members(_stream: BinaryIO, _meter: Meter) -> Listing:
    """One, whose name is the container's."""
    return Listing((Member(""),))


def expand(stream: BinaryIO, _member: Member, meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken`."""
    import lzma

    limit = meter.budget.window + _OVERHEAD

    def new() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, limit)

    yield from unpack_units(stream, new, TITLE, (lzma.LZMAError, EOFError), matches)
