"""A job done span by span on the workers of a cluster, in an order that leaves nothing to chance.

Spans are begun with a guess of where the one before ends, and the chain is checked: each must begin where the
one before really ended. The first time one does not (a record over a cut, or lines that are no records, so
that later records have other places), the rest is outlined first: read without judging, which settles all
places. Results are merged where they lie as soon as their place in the chain is sure, as a binary tree; what
a lost worker held is computed again.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from leakcheck.engines import spans
from leakcheck.engines.parting import Account, Job
from leakcheck.engines.spans import Bounds, Judged, Order
from leakcheck.errors import InputError, InternalError, LeakcheckError, UsageError
from leakcheck.model import Block
from leakcheck.readers.intake.partplan import PartPlan, Span
from leakcheck.readers.intake.positions import Position
from leakcheck.safe import show

_AHEAD = 4
_RETRIES = 2
_LOOKS = 3
_LOST = frozenset({"FutureCancelledError", "CancelledError", "CommClosedError"})


class SpanRun:
    """One run of a job; `finish` does it.

    Parameters
    ----------
    client : distributed.Client
    job : Job
    span : int
        Bytes.
    """

    def __init__(self, client: Any, job: Job, span: int) -> None:
        self._client, self._job = client, job
        self._account = Account(job.plan)
        self._order = client.submit(Order.of, job.plan, job.recipe, pure=False, retries=_RETRIES)
        self._spans = guessed_spans(job.plan, span)
        self._ahead = max(1, sum(client.nthreads().values()))
        self._is_sure = False
        self._tree: list[tuple[int, Any]] = []
        self._running: dict[int, tuple[Any, Any]] = {}

    def finish(self) -> Account:
        """Do everything."""
        self._place_lines()
        done = 0
        while done < len(self._spans):
            if self._spans[done] != self._next(done):
                self._settle(done)
            bounds, judged = self._judged(done)
            self._grow(judged)
            self._account.advance(bounds[1])
            self._is_sure = self._is_sure or done > 0
            done = self._behind(done)
            if self._is_stopped(bounds, self._spans[done - 1]):
                break
        self._take_over()
        return self._account

    def _next(self, done: int) -> Span:
        """The span that comes next, from where the one before ended."""
        return self._account.span(self._spans[done].stop)

    def _behind(self, done: int) -> int:
        """Number of the first span that is not read to its end: one may have gone on over others."""
        number = done + 1
        while number < len(self._spans) and _is_covered(self._spans[number], self._account):
            self._running.pop(number, None)
            number += 1
        return number

    def _place_lines(self) -> None:
        """Count the lines before each span: then only the number of records before it is a guess."""
        tasks = [self._submit(spans.count_lines, span) for span in self._spans]
        file, lines, base, places, lead = -1, 0, 0, 0, 0
        for number, task in enumerate(tasks):
            span = self._spans[number]
            if span.file != file:
                base, places = (base + lines, places + lines - lead) if file >= 0 else (0, 0)
                file, lines, lead = span.file, 0, self._job.plan.table(span.file).lead
            at = replace(span.start, line=lines, place=max(0, lines - lead) if lines else 0)
            self._spans[number] = replace(span, start=at, lines=base, places=places)
            lines += self._result(task, span)

    def _settle(self, done: int) -> None:
        """Read on from `done` without judging, so that every span begins where it must.

        Spans that are being judged need not be read once more for that: only their records' places are wrong.
        """
        account = self._account.ahead()
        rest = range(done, len(self._spans))
        tasks = {number: found for number, (_, found) in self._running.items()}
        for number in rest:
            if number not in tasks:
                tasks[number] = self._submit(spans.outline, self._spans[number])
        self._running, self._is_sure = {}, True
        for number in rest:
            span = self._spans[number]
            if _is_covered(span, account):
                continue
            wanted = account.span(span.stop)
            task = tasks[number]
            if not _reads_alike(span, wanted):
                task = self._submit(spans.outline, wanted)
            start, end = self._result(task, wanted)
            rows = end.place - start.place
            self._spans[number] = wanted
            account.advance(replace(end, place=wanted.start.place + rows))

    def _judged(self, number: int) -> tuple[Bounds, Any]:
        # A file whose lines are not all records shows it at once: until then little is begun in vain.
        last = min(len(self._spans), number + self._ahead * (_AHEAD if self._is_sure else 1))
        for later in range(number, last):
            if later not in self._running:
                task = self._submit(spans.judge, self._spans[later])
                self._running[later] = task, self._client.submit(spans.bounds, task, pure=False)
        task, found = self._running.pop(number)
        bounds: Bounds = self._result(found, self._spans[number])
        return bounds, task

    def _grow(self, judged: Any) -> None:
        """Add a result at the right end of the tree: two of the same height become one."""
        self._tree.append((0, judged))
        while len(self._tree) > 1 and self._tree[-2][0] == self._tree[-1][0]:
            self._join()

    def _join(self) -> None:
        (height, first), (_, second) = self._tree[-2:]
        merged = self._client.submit(spans.merge, self._order, first, second, pure=False, retries=_RETRIES)
        self._tree[-2:] = [(height + 1, merged)]

    def _take_over(self) -> None:
        while len(self._tree) > 1:
            self._join()
        if not self._tree:
            return
        whole = self._result(self._tree[0][1], None)
        found: Judged = whole[1] if isinstance(whole, tuple) else whole
        self._job.share().absorb(found.state)
        for file, account in found.accounts.items():
            self._account.note(account, file)

    def _is_stopped(self, bounds: Bounds, span: Span) -> bool:
        """Tell how far it is, and ask whether to stop."""
        start, end = bounds
        self._job.odometer.tick(max(0, end.offset - start.offset))
        rows = end.place - start.place
        last = span.lines + end.line
        for _ in self._job.watch.over(iter([Block(range(last - rows + 1, last + 1), ())])):
            pass
        return self._job.watch.partial is not None

    def _submit(self, function: Any, span: Span) -> Any:
        return self._client.submit(function, self._order, span, pure=False, retries=_RETRIES)

    def _result(self, task: Any, span: Span | None) -> Any:
        try:
            return awaited(self._client, task)
        except NobodyLeftError:
            raise
        except Exception as error:
            if type(error).__name__ in _LOST:
                hint = "is the scheduler still running?"
                raise InputError(
                    "the connection to the cluster was lost", where="--engine dask", hint=hint
                ) from None
            raise _failure(error, self._job.plan, span, self._last_line(span)) from None

    def _last_line(self, span: Span | None) -> int:
        """Last physical line of a span, as far as is known; else 0."""
        following = (one.start.line for one in self._spans if span and one.start.offset == span.stop
                     and one.file == span.file)  # fmt: skip
        return next(following, 0)


class NobodyLeftError(InputError):
    """All workers are gone, and none came back."""


def awaited(client: Any, task: Any, look: float = 10.0) -> Any:
    """The result of a task; every `look` seconds it is asked whether anybody is left who could do it.

    Raises
    ------
    NobodyLeftError
        When nobody was there for `_LOOKS` looks in a row.
    """
    empty = 0
    while empty < _LOOKS:
        try:
            return task.result(timeout=look)
        except TimeoutError:
            if task.done():
                raise
            empty = 0 if client.nthreads() else empty + 1
    hint = "start some, and run it again: dask worker ADDRESS"
    raise NobodyLeftError("no worker is left in the cluster", where="--engine dask", hint=hint)


def guessed_spans(plan: PartPlan, size: int) -> list[Span]:
    """Every span of every file, with nothing known of the lines and records before it."""
    found = []
    for number, file in enumerate(plan.files):
        if file.table is None:
            continue
        cuts = file.table.cuts(size)
        found += [Span(number, Position(a), b) for a, b in itertools.pairwise(cuts)]
    return found


def _is_covered(span: Span, account: Account) -> bool:
    """Whether all of a span is read already."""
    if account.is_done or span.file < account.file:
        return True
    return span.file == account.file and span.stop <= account.at.offset


def _reads_alike(first: Span, second: Span) -> bool:
    """Whether two spans are read alike, whatever the number of records before them."""
    same = replace(first.start, place=0) == replace(second.start, place=0)
    return same and first.stop == second.stop and first.file == second.file


def _failure(error: Exception, plan: PartPlan, span: Span | None, last: int) -> LeakcheckError:
    """One clear line: which part of the evidence, and why; values never appear in it."""
    known = error if isinstance(error, InputError | UsageError) else None
    why = error.message if isinstance(error, LeakcheckError) else type(error).__name__
    kind, hint = (InputError, known.hint) if known else (InternalError, "")
    if span is None:
        return kind(f"merging failed on every worker that tried it: {why}", where="--engine dask", hint=hint)
    lines = f"lines {span.start.line + 1:,} to {last:,}" if last else f"from line {span.start.line + 1:,} on"
    what = f"bytes {span.start.offset:,} to {span.stop:,} ({lines})"
    name = show(plan.files[span.file].name)
    hint = hint or "--engine local reads it here"
    return kind(f"{what} failed on every worker that tried them: {why}", where=name, hint=hint)
