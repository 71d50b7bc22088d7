"""The local engine: one pass over the blocks, every collector fed from it.

Why two ways through the same collectors: a pasted record is judged by the scalar forms, without
numpy or Arrow; anything longer goes column by column. Both give the same counts (contract test).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leakcheck.engines.memory import MemoryPlan
from leakcheck.engines.packrun import PackRun
from leakcheck.engines.work import TableWork, Work
from leakcheck.model import Block, FieldMapping

if TYPE_CHECKING:
    from leakcheck.engines.pool import Pool

__all__ = ["SCALAR_ROWS", "PackRun", "run"]

SCALAR_ROWS = 64
"""Blocks up to this many records take the scalar way; beyond, importing Arrow pays."""


def run(
    blocks: Iterator[Block],
    mapping: FieldMapping,
    works: Sequence[Work],
    over_table: Sequence[TableWork] = (),
    pool: Pool | None = None,
    memory: MemoryPlan = MemoryPlan(),
) -> int:
    """Feed every block to every work; returns the number of records seen.

    Parameters
    ----------
    pool : Pool, optional
        Workers that share the work; works end in the same state, whatever their number.
    memory : MemoryPlan
        Sizes to keep to.
    """
    fields = mapping.fields()
    if any(work.scalar_only for work in works):
        return _feed(blocks, fields, works, over_table)
    first = list(_few(blocks))
    if sum(map(len, first)) <= SCALAR_ROWS:
        return _feed(iter(first), fields, works, over_table)
    from leakcheck.engines.columnwise import feed
    from leakcheck.engines.share import Share

    return feed(itertools.chain(first, blocks), Share(fields, works, over_table, memory), pool)


def _few(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks until it is clear that there are many records."""
    total = 0
    for block in blocks:
        yield block
        total += len(block)
        if total > SCALAR_ROWS:
            return


def _feed(
    blocks: Iterator[Block],
    fields: dict[str, int],
    works: Sequence[Work],
    over_table: Sequence[TableWork],
) -> int:
    """The scalar way."""
    total = 0
    for block in blocks:
        for look in over_table:
            look.update(block)
        columns = {name: _texts(block.columns[index]) for name, index in fields.items()}
        records = [{name: texts[i] for name, texts in columns.items()} for i in range(len(block))]
        for work in works:
            work.update_records(block.rows, records)
        total += len(block)
    return total


def _texts(column: Sequence[str | None]) -> Sequence[str | None]:
    """Cells of Arrow columns come wrapped."""
    return column.to_pylist() if hasattr(column, "to_pylist") else column
