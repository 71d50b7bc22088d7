"""Rows on their way to a file or a pipe: what a cell may say, and what a pipe may carry."""

from __future__ import annotations

import io
import string
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.cli import _terminal
from leakcheck.errors import InternalError
from leakcheck.model import Block, FieldMapping, Ledger
from leakcheck.safe import heading, reveal, show
from leakcheck.writers import cells_of

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from leakcheck.understanding import Understood

_ALL = 1 << 60
_REPEATED = 4096
_ALIKE = str.maketrans(dict.fromkeys(string.ascii_letters + string.digits, "x"))


def shown_headings(columns: Sequence[str], mode: str) -> tuple[str, ...]:
    """Names of the columns; one that looks like a cell is masked, unless values are asked for."""
    return tuple(name if mode == "values" else heading(name, mode) for name in columns)


def shown_blocks(blocks: Iterator[Block], mapping: FieldMapping, mode: str) -> Iterator[Block]:
    """Blocks whose cells say only what `mode` allows; ``values`` leaves them as they stand.

    Of names the initials stay. The usual masks of identity numbers show the last four digits; over a
    whole table that is enough to find a person, so here they hide everything.
    """
    if mode == "values":
        yield from blocks
        return
    kinds = ["name" if is_name(column.field) else None for column in mapping.columns]
    ways = [_revealer(mode, kind) for kind in kinds]
    for block in blocks:
        columns = (cells_of(column) for column in block.columns)
        yield Block(block.rows, tuple(list(map(way, c)) for way, c in zip(ways, columns, strict=True)))


def is_name(field: str | None) -> bool:
    """Whether a field holds the name of a person."""
    from leakcheck.reports._cells import KINDS

    return field is not None and KINDS.get(field) == "name"


def _revealer(mode: str, kind: str | None) -> Callable[[str | None], str | None]:
    """One way to show all cells of a column; what a mask hides anyway need not be told apart."""
    cached = lru_cache(maxsize=_REPEATED)(lambda cell: reveal(cell, mode, kind))

    def way(cell: str | None) -> str | None:
        if cell is None or mode == "none":
            return None
        return cached(cell.translate(_ALIKE) if kind is None and cell.isascii() else cell)

    return way


class StandardOutput(io.RawIOBase):
    """Standard output as a stream of bytes that can steer no terminal, whoever reads the pipe.

    Line feeds stay; every other control character is made visible. A file named with ``-o`` gets
    the bytes as they are.
    """

    def writable(self) -> bool:
        """Yes; it cannot be rewound."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """Write whole lines of UTF-8; `BrokenPipeError` when nobody reads them."""
        text = bytes(data).decode("utf-8")
        if not _terminal.write("\n".join(show(line, _ALL) for line in text.split("\n"))):
            raise BrokenPipeError
        return len(bytes(data))


class Source:
    """Blocks of one piece of evidence, as often as a writer asks; counts what the last pass gave."""

    def __init__(self, understood: Understood, input_format: str | None, mode: str) -> None:
        self._understood = understood
        self._input_format, self._mode = input_format, mode
        self._table = understood.table
        self._begun = False
        self._rows = 0

    def blocks(self) -> Iterator[Block]:
        """Read from the first block on."""
        from leakcheck.readers import read

        known, blocks = self._understood, self._understood.blocks
        if self._begun:
            if known.options.odometer is not None:
                known.options.odometer.writing(known.evidence)
            self._table = read(known.evidence, input_format=self._input_format, options=known.options)
            blocks = self._table.blocks
        self._begun, self._rows = True, 0
        for block in shown_blocks(blocks, known.mapping, self._mode):
            self._rows += len(block)
            yield block

    def check(self) -> Ledger:
        """Return the ledger of the last pass.

        Raises
        ------
        InternalError
            When it does not count the records that were handed out.
        """
        ledger = self._table.ledger().check()
        if ledger.rows != self._rows:
            raise InternalError(f"ledger: {ledger.rows} records read, {self._rows} written")
        return ledger
