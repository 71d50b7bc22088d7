"""A run that goes on where an earlier one was killed: parts in turn, with checkpoints between them.

The report is that of one uninterrupted run, byte for byte: every part begins where the one before ended, and
what was counted is merged as between workers. The file is hashed anyway before it is read, so it is known to
be the same by its SHA-256; its name and times do not matter.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from leakcheck.engines import checkpoint
from leakcheck.engines.columnwise import judge_blocks
from leakcheck.engines.parting import Account, Job
from leakcheck.engines.pool import Pool
from leakcheck.engines.share import Share
from leakcheck.errors import LeakcheckError
from leakcheck.readers.intake.partplan import SpanReader

LEAST = 1 << 30
STEP = 256 << 20
SECONDS = 30.0


@dataclass(frozen=True)
class Resume:
    """Runs a job with checkpoints, and goes on from one that is there.

    Parameters
    ----------
    path : Path
        The checkpoint.
    least : int
        Bytes of the evidence from which it is worth it.
    step : int
        Bytes (whole MiB) between two places where a checkpoint may be written; it is after `every` bytes, or
        `seconds`, whichever comes first.
    tell : callable
        Told the reason when the evidence cannot be read in parts.
    """

    path: Path
    least: int = LEAST
    step: int = STEP
    every: int = 1 << 30
    seconds: float = SECONDS
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    tell: Callable[[str], None] = field(default=lambda _reason: None, repr=False)

    def wants(self, size: int) -> bool:
        """Whether evidence of this size is read in parts."""
        return size >= self.least

    def refuse(self, reason: str) -> None:
        """Say that there will be no checkpoints, and why."""
        self.tell(reason)

    def run(self, job: Job) -> Account:
        """Do what is left to do; the works of the job then hold everything.

        Raises
        ------
        UsageError
            When the checkpoint belongs to something else.
        """
        share, account = job.share(), Account(job.plan)
        self._restore(job, share, account)
        cuts: list[int] = []
        file, done, since = -1, 0, self.clock()
        while not account.is_done:
            if file != account.file:
                file, cuts = account.file, job.plan.table(account.file).cuts(self.step)
            before = account.at.offset
            if not _part(job, share, account, cuts[bisect_right(cuts, before)]):
                return account
            done += account.at.offset - before if account.file == file else 0
            if not account.is_done and (done >= self.every or self.clock() - since >= self.seconds):
                checkpoint.write(self.path, job.marks, [account.plain(), share.state()])
                done, since = 0, self.clock()
        self.path.unlink(missing_ok=True)
        return account

    def _restore(self, job: Job, share: Share, account: Account) -> None:
        state = checkpoint.read(self.path, job.marks)
        if state is None:
            return
        try:
            account.restore(state[0])
            share.absorb(state[1])
        except LeakcheckError:
            raise
        except Exception:  # whatever a forged state leads to
            raise checkpoint.refused(self.path) from None
        job.odometer.tick(sum(_passed(job, account)))
        job.watch.skip(account.rows)


def _passed(job: Job, account: Account) -> list[int]:
    """Bytes of every file that need not be read again."""
    sizes = [file.table.file.size if file.table else 0 for file in job.plan.files]
    return [*sizes[: account.file], account.at.offset]


def _part(job: Job, share: Share, account: Account, cut: int) -> bool:
    """Read and judge one part; False when somebody asked to stop in the middle of it."""
    jobs = job.recipe.memory.jobs
    pool = Pool(jobs) if jobs > 1 else None
    reader = SpanReader(job.plan, account.span(cut), pool, job.odometer)
    blocks = job.watch.over(reader.blocks())
    try:
        if pool is not None:
            pool.begin(share)
        judge_blocks(blocks, share, account.rows, pool)
        if pool is not None:
            pool.finish()
    finally:
        if pool is not None:
            pool.close()
    if job.watch.partial is not None:
        account.note(reader.so_far(), account.file)
        return False
    account.add(reader.outcome())
    return True
