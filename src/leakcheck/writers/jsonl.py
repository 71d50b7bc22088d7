"""JSON lines: one object a record, keys in the order of the columns, ASCII only.

Why ASCII only: no terminal can be steered by such a file, and the standard writer then takes every
text there is. Cells are texts or null, never numbers: ``007`` stays as it was written.
Source: RFC 8259; https://jsonlines.org.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO

from leakcheck.writers import Sheet, cells_of, headings, lines_of, well_formed

MEDIA_TYPE = "application/jsonl"
SUFFIX = ".jsonl"
IS_TEXT = True


def write(sheet: Sheet, out: IO[bytes]) -> None:
    """Write all rows."""
    names = headings(sheet)
    encode = json.JSONEncoder(ensure_ascii=True, allow_nan=False).encode
    for block in sheet.blocks():
        columns: list[Sequence[object]] = [lines_of(block)] if sheet.lines else []
        columns += [[c and well_formed(c) for c in cells_of(column)] for column in block.columns]
        rows = zip(*columns, strict=True)
        text = "".join(f"{encode(dict(zip(names, row, strict=True)))}\n" for row in rows)
        # DEL is printable to JSON and to no terminal; it stands only inside texts.
        out.write(text.replace("\x7f", "\\u007f").encode("ascii"))
