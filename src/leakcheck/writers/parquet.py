"""Parquet: every column text, the line a 64-bit number; for pandas, DuckDB and the like.

Source: https://parquet.apache.org/docs/file-format/. Texts are large in memory only: a block of
long cells may pass the 2 GiB an Arrow string array holds.
"""

from __future__ import annotations

from typing import IO, Any

from leakcheck.writers import Sheet, cells_of, headings, lines_of, well_formed

MEDIA_TYPE = "application/vnd.apache.parquet"
SUFFIX = ".parquet"
IS_TEXT = False


def write(sheet: Sheet, out: IO[bytes]) -> None:
    """Write all rows, a row group a block."""
    import pyarrow as pa
    from pyarrow import parquet

    names = headings(sheet)
    kinds = [pa.int64()] * sheet.lines + [pa.large_string()] * len(sheet.columns)
    schema = pa.schema(list(zip(names, kinds, strict=True)))
    with parquet.ParquetWriter(out, schema, store_schema=False) as writer:
        for block in sheet.blocks():
            columns: list[Any] = [pa.array(lines_of(block), pa.int64())] if sheet.lines else []
            for column in block.columns:
                cells = [cell and well_formed(cell) for cell in cells_of(column)]
                columns.append(pa.array(cells, pa.large_string()))
            writer.write_batch(pa.record_batch(columns, schema=schema))
