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
    keep_pages()
    if pool is None:
        return _pass(blocks, share, None)
    try:
        pool.begin(share)
        total = _pass(blocks, share, pool)
        pool.finish()
    finally:
        pool.close()
    return total


def _pass(blocks: Iterator[Block], share: Share, pool: Pool | None) -> int:
    batcher, total = Batcher(share.memory.batch_rows, share.memory.batch_bytes), 0
    for block in blocks:
        rows = handed_rows(block.columns) if pool else None
        if rows is not None and pool is not None:
            pool.judge_chunk(rows, block, total)
        else:
            _settle(batcher.add(block, total), share, pool)
        total += len(block)
    _settle(batcher.rest(), share, pool)
    return total


def _settle(batch: Batch | None, share: Share, pool: Pool | None) -> None:
    if batch is None:
        return
    if pool is None or not pool.judge_batch(batch):
        for place, block in batch.placed():
            share.look_at(block, place)
        share.judge(batch)
