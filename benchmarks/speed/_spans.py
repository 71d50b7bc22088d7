"""What the steps of a cluster cost in one process, without dask: the figures `docs/scale.md` reckons with::

python benchmarks/speed/_spans.py FILE [SPAN IN MiB]
"""

from __future__ import annotations

import pickle
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from leakcheck import api
from leakcheck.engines import spans
from leakcheck.engines.parting import Account, Job
from leakcheck.engines.spanrun import guessed_spans

PACK = Path(__file__).with_name("pack.toml")


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Steps:
    """Runs a job as a cluster would, step by step, and notes what each step took."""

    def __init__(self, span: int) -> None:
        self.span = span
        self.costs = {"count lines": 0.0, "outline": 0.0, "judge": 0.0, "merge": 0.0}
        self.sizes: list[int] = []
        self.before = 0.0
        self.rows = 0

    def wants(self, _size: int) -> bool:
        """Always."""
        return True

    def refuse(self, reason: str) -> None:
        """Nothing can be measured."""
        raise SystemExit(reason)

    def timed(self, step: str, task: Callable[..., Any], *told: Any) -> Any:
        """Do a step."""
        begun = cpu()
        done = task(*told)
        self.costs[step] += cpu() - begun
        return done

    def run(self, job: Job) -> Account:
        """Do every step for every span."""
        self.before = cpu()
        account, order, merged = Account(job.plan), spans.Order.of(job.plan, job.recipe), None
        for guess in guessed_spans(job.plan, self.span):
            span = account.span(guess.stop)
            self.timed("count lines", spans.count_lines, order, span)
            self.timed("outline", spans.outline, order, span)
            bounds, judged = self.timed("judge", spans.judge, order, span)
            self.sizes.append(len(pickle.dumps(judged)))
            merged = judged if merged is None else self.timed("merge", spans.merge, order, merged, judged)
            account.advance(bounds[1])
        assert merged is not None
        job.share().absorb(merged.state)
        for file, noted in merged.accounts.items():
            account.note(noted, file)
        self.rows = account.rows
        return account


def main() -> None:
    """Print one line a step."""
    file, span = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 64
    steps, size = Steps(span << 20), file.stat().st_size
    begun = cpu()
    api.verify(file, claims="speed", packs=[PACK], engine=steps, jobs=1)
    steps.costs = {"hash and survey (client)": steps.before - begun, **steps.costs}
    print(f"{steps.rows:,} rows, {size:,} bytes, {len(steps.sizes)} spans of {span} MiB")
    for step, cost in steps.costs.items():
        row, byte = cost / steps.rows * 1e6, cost / size * 1e9
        print(f"{step:25} {cost:7.2f} CPU s  {row:6.3f} us a row  {byte:6.2f} s a GB")
    print(f"largest result of a span  {max(steps.sizes) / 1e6:7.2f} MB")


if __name__ == "__main__":
    main()
