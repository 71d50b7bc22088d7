"""gzip (RFC 1952), members one after the other included, as bgzip writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from leakcheck.readers.containers._inflate import Deflate, unpack_units
from leakcheck.readers.containers._member import Listing, Member
from leakcheck.readers.containers._meter import Meter

TITLE = "gzip"
SEEKS = False
INFLATES = True
_GZIP_BITS = 31


def matches(head: bytes) -> bool:
    """Magic number, and the one method there is."""
    return head.startswith(b"\x1f\x8b\x08")


def members(_stream: BinaryIO, _meter: Meter) -> Listing:
    """One, whose name is the container's."""
    return Listing((Member(""),))


def expand(stream: BinaryIO, _member: Member, _meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken`."""
    errors = (Deflate(_GZIP_BITS).error,)
    yield from unpack_units(stream, lambda: Deflate(_GZIP_BITS), TITLE, errors, matches)
