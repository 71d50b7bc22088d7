"""What the check for duplicates costs by itself, in a process of its own.

    python _duplicates_alone.py log ROWS    # the log of whole records, fed with drawn hashes
    python _duplicates_alone.py draw ROWS   # the same hashes drawn, and nothing else
    python _duplicates_alone.py table FILE  # read a file and compare its records
    python _duplicates_alone.py read FILE   # read a file, and nothing else

Prints one JSON object: what was counted and how many bytes were written to temporary files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BLOCK = 25_000


def drawn(rows: int) -> Iterator[Any]:
    """Hashes block by block; the last tenth of every block repeats its beginning."""
    import numpy as np

    for start in range(0, rows, BLOCK):
        rng = np.random.default_rng([1, start])
        hashes = rng.integers(2**64, size=min(BLOCK, rows - start), dtype=np.uint64)
        again = len(hashes) // 10
        hashes[len(hashes) - again :] = hashes[:again]
        yield hashes


def of_hashes(rows: int, is_logged: bool) -> dict[str, int]:
    """Draw hashes; log and count them."""
    from leakcheck.forensics.stores.hashlog import HashLog

    log, place = HashLog(), 2
    for hashes in drawn(rows):
        if is_logged:
            log.add(hashes, range(place, place + len(hashes)))
        place += len(hashes)
    found = log.repeats()
    assert found is not None
    return {"rows": found.looked, "repeated": found.repeated, "disk": log.disk}


def of_table(path: Path, is_compared: bool) -> dict[str, int]:
    """Read a file, the columns as the mapping understands them."""
    import pandas as pd  # noqa: F401 - pyarrow loads it at its first conversion, in a whole run anyway

    from leakcheck import api
    from leakcheck.forensics.duplicates import Collector

    understood = api.understand(path)
    fields = {place: field for field, place in understood.mapping.fields().items()}
    collector, rows = Collector(understood.table.columns, fields), 0
    for block in understood.blocks:
        if is_compared:
            collector.update(block)
        rows += len(block)
    return {"rows": rows, "findings": len(collector.finish())}


if __name__ == "__main__":
    from leakcheck.engines.memory import spare_threads

    spare_threads()  # as the command does; idle threads would be most of what is measured of a million rows
    what, given = sys.argv[1:]
    if what in ("log", "draw"):
        print(json.dumps(of_hashes(int(given), what == "log")))
    else:
        print(json.dumps(of_table(Path(given), what == "table")))
