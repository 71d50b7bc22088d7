"""Many records: blocks in batches, judged here or by the workers of a pool."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.engines.batching import Batch, Batcher
from leakcheck.engines.memory import keep_pages
from leakcheck.engines.pool import Pool
from leakcheck.engines.share import Share
from leakcheck.model import Block
from leakcheck.readers.intake.ahead import handed_rows


def feed(blocks: Iterator[Block], share: Share, pool: Pool | None = None) -> int:
    """Judge all blocks; returns the number of records."""
    if pool is None:
        return judge_blocks(blocks, share)
    try:
        pool.begin(share)
        total = judge_blocks(blocks, share, 0, pool)
        pool.finish()
    finally:
        pool.close()
    return total


def judge_blocks(blocks: Iterator[Block], share: Share, place: int = 0, pool: Pool | None = None) -> int:
    """Judge consecutive blocks, `place` records behind the beginning; returns the place behind them."""
    keep_pages()
    batcher = Batcher(share.memory.batch_rows, share.memory.batch_bytes)
    for block in blocks:
        if pool is not None and not place:
            pool.show(block)
        rows = handed_rows(block.columns) if pool else None
        if rows is not None and pool is not None:
            pool.judge_chunk(rows, block, place)
        else:
            _settle(batcher.add(block, place), share, pool)
        place += len(block)
    _settle(batcher.rest(), share, pool)
    return place


def _settle(batch: Batch | None, share: Share, pool: Pool | None) -> None:
    if batch is None:
        return
    if pool is None or not pool.judge_batch(batch):
        for place, block in batch.placed():
            share.look_at(block, place)
        share.judge(batch)
