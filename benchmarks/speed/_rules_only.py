"""``leakcheck`` with the packs of --pack and nothing else: no shipped pack, no check of the whole table.

The command line has no option for that, so the benchmark takes the shelves away before it starts the command;
everything else is the public door. The report shows whether it worked: `_bench.py` refuses one that names any
other rule.
"""

from __future__ import annotations

import sys

from leakcheck import discover, packshelf
from leakcheck.cli import main

_names = discover.names


def _without_forensics(room: str) -> tuple[str, ...]:
    return () if room == "forensics" else tuple(_names(room))


packshelf._files = lambda: ()
packshelf.shipped = lambda: ()  # type: ignore[assignment]
discover.names = _without_forensics  # type: ignore[assignment]

if __name__ == "__main__":
    sys.exit(main())
