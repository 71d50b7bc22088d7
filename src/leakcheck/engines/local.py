"""The local engine: one pass over the blocks, every collector fed from it.

Why two ways through the same collectors: a pasted record is judged by the scalar forms, without
numpy or Arrow; anything longer goes column by column. Both give the same counts (contract test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from leakcheck.engines.batching import Batch, batches
from leakcheck.engines.packrun import PackRun
from leakcheck.engines.work import TableWork, Work
from leakcheck.model import Block, FieldMapping
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.valuestore import Seen

__all__ = ["SCALAR_ROWS", "PackRun", "run"]

SCALAR_ROWS = 64
"""Blocks up to this many records take the scalar way; beyond, importing Arrow pays."""


def run(
    blocks: Iterator[Block],
    mapping: FieldMapping,
    works: Sequence[Work],
    progress: Callable[[int], None] | None = None,
    over_table: Sequence[TableWork] = (),
    jobs: int = 1,
) -> int:
    """Feed every block to every work; returns the number of records seen.

    Parameters
    ----------
    jobs : int
        Threads that judge blocks; the reader stays in this one. Works end in the same state, whatever
        the number.
    """
    fields = mapping.fields()
    scalar = any(w.scalar_only for w in works)
    found = _watched(blocks, over_table)
    if scalar:
        return _feed(found, fields, works, progress)
    gathered = batches(found)
    first = next(gathered, None)
    if first is None:
        return 0
    if first.is_last and len(first) <= SCALAR_ROWS:
        return _feed(iter(first.blocks), fields, works, progress)
    gathered = chain((first,), gathered)
    if jobs > 1 and not first.is_last:
        from leakcheck.engines.threads import feed_threads

        return feed_threads(gathered, fields, works, progress, jobs)
    total, seen = 0, Seen()
    for batch in gathered:
        judge(batch, fields, works, seen)
        total += len(batch)
        if progress:
            progress(total)
    return total


def judge(batch: Batch, fields: dict[str, int], works: Sequence[Work], seen: Seen) -> None:
    """One batch, column by column."""
    rows, arrays = batch.texts(fields)
    texts = BlockTexts(len(rows), arrays, seen)
    for work in works:
        work.update_texts(rows, texts)


def _feed(
    blocks: Iterator[Block],
    fields: dict[str, int],
    works: Sequence[Work],
    progress: Callable[[int], None] | None,
) -> int:
    """The scalar way."""
    total = 0
    for block in blocks:
        columns = {name: _texts(block.columns[index]) for name, index in fields.items()}
        records = [{name: texts[i] for name, texts in columns.items()} for i in range(len(block))]
        for work in works:
            work.update_records(block.rows, records)
        total += len(block)
        if progress:
            progress(total)
    return total


def _texts(column: Sequence[str | None]) -> Sequence[str | None]:
    """Cells of Arrow columns come wrapped."""
    return column.to_pylist() if hasattr(column, "to_pylist") else column


def _watched(blocks: Iterator[Block], over_table: Sequence[TableWork]) -> Iterator[Block]:
    for block in blocks:
        for work in over_table:
            work.update(block)
        yield block
