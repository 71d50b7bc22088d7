"""Zstandard (RFC 8878), frames one after the other included; the window is capped by the budget.

Why the interface of Python 3.14 (PEP 784) and its backport: each step is bounded and says whether the frame
came to its end. The `zstandard` package ends a truncated stream without a word.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from leakcheck.errors import InputError
from leakcheck.readers.containers._inflate import Unit, unpack_units
from leakcheck.readers.containers._member import Listing, Member
from leakcheck.readers.containers._meter import Meter

TITLE = "zstd"
SEEKS = False
INFLATES = True


def matches(head: bytes) -> bool:
    """Magic number of a frame, or of a frame to be skipped, as pzstd puts first."""
    skippable = head[1:4] == b"\x2a\x4d\x18" and 0x50 <= head[0] <= 0x5F
    return head.startswith(b"\x28\xb5\x2f\xfd") or skippable


def members(_stream: BinaryIO, meter: Meter) -> Listing:
    """One, whose name is the container's.

    Raises
    ------
    InputError
        When neither Python nor the extra brings the library.
    """
    library(meter.where)
    return Listing((Member(""),))


def expand(stream: BinaryIO, _member: Member, meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken`."""
    new, error = decompressor(meter)
    yield from unpack_units(stream, new, TITLE, (error,), matches)


def decompressor(meter: Meter) -> tuple[Any, type[Exception]]:
    """Maker of decompressors whose window is capped, and the error they raise."""
    zstd = library(meter.where)
    options = {zstd.DecompressionParameter.window_log_max: max(10, meter.budget.window.bit_length() - 1)}

    def new() -> Unit:
        unit: Unit = zstd.ZstdDecompressor(options=options)
        return unit

    return new, zstd.ZstdError


def library(where: str) -> Any:
    """The module: of Python itself, or the extra's."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    hint = "pip install 'leakcheck-verify[zstd]', or unpack it first"
    raise InputError('is Zstandard data, which needs the extra "zstd"', where=where, hint=hint)
