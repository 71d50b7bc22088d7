"""bzip2, streams one after the other included, as pbzip2 writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from leakcheck.pattern import pattern
from leakcheck.readers.containers._inflate import unpack_units
from leakcheck.readers.containers._member import Listing, Member
from leakcheck.readers.containers._meter import Meter

TITLE = "bzip2"
SEEKS = False
INFLATES = True
_MAGIC = pattern(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)")


def matches(head: bytes) -> bool:
    """Magic number and the mark of the first block: text may begin with BZh."""
    return _MAGIC.match(head) is not None


def members(_stream: BinaryIO, _meter: Meter) -> Listing:
    """One, whose name is the container's."""
    return Listing((Member(""),))


def expand(stream: BinaryIO, _member: Member, _meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken`."""
    import bz2

    yield from unpack_units(stream, bz2.BZ2Decompressor, TITLE, (OSError, ValueError), matches)
