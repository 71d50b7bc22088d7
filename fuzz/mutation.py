"""Mutation behind a wrapping: a flipped byte in a ZIP or gzip file breaks its checksum and nothing more.

So the wrapping is taken off, what is inside is mutated, and the whole is wrapped again.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
_DAMAGED = (OSError, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError, zlib.error,
            struct.error, zipfile.BadZipFile)  # fmt: skip
_LARGEST = 1 << 20


def mutated(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Mutate `data`, three times in four inside its wrapping.

    Parameters
    ----------
    most : int
        Bytes the result may have.
    mutate : callable
        The fuzzer's own mutation of plain bytes.
    """
    chance = random.Random(seed)  # noqa: S311 - a replay needs the same numbers
    made = b""
    if chance.random() < 0.75:
        try:
            if data.startswith(b"PK\x03\x04"):
                made = _package(data, most, chance, mutate)
            elif data.startswith(b"\x1f\x8b"):
                made = gzip.compress(mutate(_inflated(data), most), 1, mtime=0)
        except _DAMAGED:
            made = b""
    return made if 0 < len(made) <= most else mutate(data, most)


def _inflated(data: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        return stream.read(_LARGEST)


def _package(data: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        members = given.infolist()[:64]
        chosen = chance.choice(members)
        for member in members:
            with given.open(member) as stream:
                inside = stream.read(_LARGEST)
            if member is chosen:
                inside = mutate(inside, most)
            out.writestr(zipfile.ZipInfo(member.filename), inside)
    return made.getvalue()
