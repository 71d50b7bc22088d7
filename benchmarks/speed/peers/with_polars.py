"""The rules in polars: one lazy query, streaming engine."""

from __future__ import annotations

import polars as pl
from _common import main
from _polars_rules import kept, scan


def parse(path: str) -> int:
    """Counting every column makes the scan parse every column."""
    return int(
        scan(path).select(pl.all().count(), pl.len().alias("rows")).collect(engine="streaming")["rows"][0]
    )


def check(path: str) -> tuple[int, dict[str, int]]:
    """Rows, and broken rows by rule."""
    sums = [(~rule).sum().alias(name) for name, rule in kept().items()]
    found = scan(path).select(*sums, pl.len().alias("rows")).collect(engine="streaming").row(0, named=True)
    return found.pop("rows"), found


if __name__ == "__main__":
    main(parse, check)
