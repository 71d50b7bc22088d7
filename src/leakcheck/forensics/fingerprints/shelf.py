"""The file of fingerprints: a JSON head that says what each table is, then the minima as 32-bit numbers.

No value and no column name of any table is in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.forensics.fingerprints.sketch import Hashes

PATH = Path(__file__).with_name("known.bin")
MAGIC = b"LKFP\x02\x00\x00\x00"


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """A known table.

    Parameters
    ----------
    title : str
        Our own words for it.
    kind : str
        ``demonstration`` (made up, for practice) or ``genuine public``.
    needs : int
        Columns that must be found before it is named.
    least : int
        Values that must be found in a column. More where one column of numbers decides: a few numbers of the
        same range are found by chance.
    whole : bool
        Its values are common ones, so it is named only when a table has the same values, no more, no fewer.
    distinct : tuple of int
        Distinct values of each column printed.
    minima : tuple of uint32 arrays
        Rising; the whole column where `distinct` is no larger than the array.
    """

    title: str
    kind: str
    needs: int
    least: int
    whole: bool
    distinct: tuple[int, ...]
    minima: tuple[Hashes, ...]


@cache
def read_shelf(path: Path = PATH) -> tuple[Fingerprint, ...]:
    """Fingerprints of the file.

    Raises
    ------
    ValueError
        If the file is not of this version.
    """
    return unpack(path.read_bytes())


def pack(prints: Sequence[Fingerprint]) -> bytes:
    """Bytes of a file of fingerprints; the same fingerprints give the same bytes."""
    head = [
        {
            "title": each.title,
            "kind": each.kind,
            "needs": each.needs,
            "least": each.least,
            "whole": each.whole,
            "columns": [[count, len(kept)] for count, kept in zip(each.distinct, each.minima, strict=True)],
        }
        for each in prints
    ]
    told = json.dumps(head, separators=(",", ":"), sort_keys=True).encode()
    told += b" " * (-len(told) % 4)
    numbers = b"".join(kept.astype("<u4").tobytes() for each in prints for kept in each.minima)
    return MAGIC + len(told).to_bytes(4, "little") + told + numbers


def unpack(data: bytes) -> tuple[Fingerprint, ...]:
    """Fingerprints from the bytes of a file; ValueError if they are not of this version."""
    import numpy as np

    if data[:8] != MAGIC:
        raise ValueError("not a file of fingerprints of this version")
    begin = 12 + int.from_bytes(data[8:12], "little")
    numbers = np.frombuffer(data, dtype="<u4", offset=begin)
    prints, at = [], 0
    for told in json.loads(data[12:begin]):
        minima = []
        for _, kept in told["columns"]:
            minima.append(numbers[at : at + kept])
            at += kept
        distinct = tuple(count for count, _ in told["columns"])
        said = {name: told[name] for name in ("title", "kind", "needs", "least", "whole")}
        prints.append(Fingerprint(**said, distinct=distinct, minima=tuple(minima)))
    return tuple(prints)
