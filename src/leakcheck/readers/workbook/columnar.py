"""Parquet files and Arrow streams as blocks of text columns: batch by batch, on one thread, nothing read
ahead.

Every call into pyarrow is fenced: its errors may quote values, and hostile files raise many kinds of them.
Structures become several columns with dotted names; lists and maps become text.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.model import Block
from leakcheck.readers.intake.blocks import BLOCK_ROWS
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.workbook import arrowcheck, parquetcheck
from leakcheck.readers.workbook.arrowtext import TooMuchTextError, UnreadKindError, texts
from leakcheck.readers.workbook.limits import Limits, refuse, too_long, too_wide
from leakcheck.readers.workbook.seekable import open_seekable

_BLOCK_CELLS = 1_000_000
_WIDE = 1 << 26


@dataclass(frozen=True, slots=True)
class Columnar:
    """A file understood: its layout, the flat names of its columns, and its batches still to come."""

    layout: str
    names: tuple[str, ...]
    batches: Iterator[Any]


def open_parquet(evidence: Evidence, limits: Limits) -> Columnar:
    """Open a Parquet file after its footer and page headers were checked.

    Raises
    ------
    InputError
        When it is damaged, encrypted, or promises more than the budget.
    """
    import pyarrow.parquet as pq

    where = evidence.name
    stream, size = open_seekable(evidence)
    leaves = parquetcheck.check_file(stream, size, where, limits)
    texty = [leaf.path for leaf in leaves if leaf.is_text]
    fixed = sum(leaf.width for leaf in leaves)
    with _fence(parquetcheck.damaged, where):
        file = pq.ParquetFile(
            stream,
            pre_buffer=False,
            read_dictionary=texty,
            thrift_string_size_limit=limits.control,
            thrift_container_size_limit=1_000_000,
        )
        names = tuple(_names(file.schema_arrow, where, limits))
    rows = max(1, min(BLOCK_ROWS, _BLOCK_CELLS // max(1, len(leaves)), _WIDE // max(1, fixed)))
    batches = _fenced(
        lambda: file.iter_batches(batch_size=rows, use_threads=False), parquetcheck.damaged, where
    )
    return Columnar("Parquet", names, batches)


def open_arrow(evidence: Evidence, limits: Limits) -> Columnar:
    """Open an Arrow IPC file (Feather V2) or stream after its messages were checked.

    A file is read as the stream it contains, so that its footer need not be believed.

    Raises
    ------
    InputError
        When it is damaged, or promises more than the budget.
    """
    import pyarrow as pa

    where = evidence.name
    is_file = evidence.head.startswith(arrowcheck.FILE_MAGIC)
    start = len(arrowcheck.FILE_MAGIC) if is_file else 0
    stream: Any
    stream, size = open_seekable(evidence)
    arrowcheck.check_messages(stream, start, size, where, limits)
    stream.seek(start)
    with _fence(arrowcheck.damaged, where):
        reader = pa.ipc.open_stream(
            pa.PythonFile(stream, mode="r"), options=pa.ipc.IpcReadOptions(use_threads=False)
        )
        names = tuple(_names(reader.schema, where, limits))
    batches = (_validated(batch, where) for batch in _fenced(lambda: reader, arrowcheck.damaged, where))
    return Columnar("Arrow file (Feather)" if is_file else "Arrow stream", names, batches)


def columnar_blocks(columnar: Columnar, book: LedgerBook, where: str, limits: Limits) -> Iterator[Block]:
    """Blocks of text; rows are numbered from 1 through the whole file, and the ledger counts them.

    Raises
    ------
    InputError
        When a cell is larger than the budget, or of a kind that is not read.
    """
    width = max(1, len(columnar.names))
    for batch in columnar.batches:
        for piece in _slices(batch, max(1, min(BLOCK_ROWS, _BLOCK_CELLS // width))):
            columns = _block_columns(piece, where, limits)
            for rows in columns:
                length = len(rows[0])
                yield Block(range(book.rows + 1, book.rows + 1 + length), rows)
                book.rows += length
                book.counts["parsed"] += length
    book.close(book.rows)
    if not book.rows:
        raise refuse("holds no row of data", where, "check the file: it may be only a schema")


def _slices(batch: Any, rows: int) -> Iterator[Any]:
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def _block_columns(piece: Any, where: str, limits: Limits) -> Iterator[tuple[list[str | None], ...]]:
    """Texts of the columns of a piece, cut in halves as long as it is too much text at once."""
    try:
        with _fence(arrowcheck.damaged, where):
            columns = tuple(texts(column) for column in _flat(piece))
    except TooMuchTextError:
        if piece.num_rows < 2:
            raise too_long(limits, where) from None
        half = piece.num_rows // 2
        yield from _block_columns(piece.slice(0, half), where, limits)
        yield from _block_columns(piece.slice(half), where, limits)
        return
    except UnreadKindError:
        hint = "cast it to text or numbers and try again"
        raise refuse("holds a column of a kind that is not read", where, hint) from None
    yield columns


def _flat(batch: Any) -> list[Any]:
    """Columns with structures taken apart, in the order of `_names`."""
    import pyarrow as pa

    waiting, found = list(batch.columns), []
    while waiting:
        column = waiting.pop(0)
        if pa.types.is_struct(column.type) and column.type.num_fields:
            waiting[:0] = column.flatten()
        else:
            found.append(column)
    return found


def _names(schema: Any, where: str, limits: Limits) -> Iterator[str]:
    """Dotted names of the flat columns."""
    import pyarrow as pa

    waiting = [("", field, 0) for field in schema]
    count = 0
    while waiting:
        above, field, depth = waiting.pop(0)
        name = f"{above}.{field.name}" if above else field.name
        if depth > limits.depth:
            raise refuse(f"has columns nested deeper than {limits.depth} levels", where)
        if count > limits.columns:
            raise too_wide(limits, where)
        if pa.types.is_struct(field.type) and field.type.num_fields:
            inner = [field.type.field(place) for place in range(field.type.num_fields)]
            waiting[:0] = [(name, part, depth + 1) for part in inner]
            continue
        count += 1
        yield name.encode("utf-8", "backslashreplace").decode("utf-8")


def _validated(batch: Any, where: str) -> Any:
    """Check offsets and lengths in full: pyarrow trusts them, and a wild one reads foreign memory."""
    import pyarrow as pa

    def checked(column: Any) -> Any:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            plain = pa.binary() if pa.types.is_string(column.type) else pa.large_binary()
            column = pa.Array.from_buffers(plain, len(column), column.buffers(), offset=column.offset)
        column.validate(full=True)
        return column

    with _fence(arrowcheck.damaged, where):
        columns = [checked(column) for column in batch.columns]
        return pa.RecordBatch.from_arrays(columns, [f"c{place}" for place in range(len(columns))])


@contextmanager
def _fence(damaged: Callable[[str], InputError], where: str) -> Iterator[None]:
    """Turn whatever pyarrow raises into one clear error without its words, and keep its warnings in."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, TooMuchTextError, UnreadKindError):
        raise
    except Exception:
        raise damaged(where) from None


def _fenced(batches: Callable[[], Any], damaged: Callable[[str], InputError], where: str) -> Iterator[Any]:
    with _fence(damaged, where):
        source = iter(batches())
    while True:
        with _fence(damaged, where):
            batch = next(source, None)
        if batch is None:
            return
        yield batch
