"""Readers that judge nothing: what the other figures are divided by. ``calibrate.py READER FILE``."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

BLOCK = 4 << 20  # bytes; where pyarrow reads fastest


def read_pyarrow(path: str) -> int:
    """The calibrator: streaming, every column as text."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    with Path(path).open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(",")
    options = arrow.ConvertOptions(column_types={name: pa.string() for name in names})
    with arrow.open_csv(path, arrow.ReadOptions(block_size=BLOCK), convert_options=options) as reader:
        return sum(len(batch) for batch in reader)


def read_csv(path: str) -> int:
    """The standard library's reader."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


if __name__ == "__main__":
    print(json.dumps({"rows": {"pyarrow": read_pyarrow, "csv": read_csv}[sys.argv[1]](sys.argv[2])}))
