"""What a worker of a cluster does with spans of the evidence: plain functions of plain data."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from leakcheck import __version__
from leakcheck.engines.columnwise import judge_blocks
from leakcheck.engines.parting import Recipe
from leakcheck.engines.share import Share
from leakcheck.errors import InputError, InternalError, LeakcheckError
from leakcheck.readers.intake.partplan import PartPlan, Span, SpanReader
from leakcheck.readers.intake.parts import FileAccount
from leakcheck.readers.intake.positions import Position

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """The job as every worker gets it: pickled once, opened once in every process."""

    packed: bytes
    version: str

    @classmethod
    def of(cls, plan: PartPlan, recipe: Recipe) -> Order:
        """Pack it."""
        packed = pickle.dumps((plan, recipe))
        return cls(packed, __version__)


@dataclass(frozen=True, slots=True)
class Judged:
    """Some consecutive parts: what was counted, and the account of every file they touch."""

    state: Sequence[Any]
    accounts: dict[int, Any]


Bounds = tuple[Position, Position]
"""Where a part began and where it really ended."""


def plainly(task: Callable[P, T]) -> Callable[P, T]:
    """Let only plain errors out of a task: an exception that cannot be sent would never arrive."""

    @wraps(task)
    def plain(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return task(*args, **kwargs)
        except LeakcheckError:
            raise
        except Exception as error:
            failed = type(error).__name__
        raise InternalError(failed)

    return plain


@plainly
def count_lines(order: Order, span: Span) -> int:
    """Physical lines of a span."""
    plan, _ = _opened(order)
    return plan.table(span.file).count_lines(span.start.offset, span.stop)


@plainly
def outline(order: Order, span: Span) -> Bounds:
    """Where a span ends when it is read from its start: no row is judged."""
    reader = SpanReader(_opened(order)[0], span)
    for _ in reader.blocks():
        pass
    outcome = reader.outcome()
    return outcome.start, outcome.end


@plainly
def judge(order: Order, span: Span) -> tuple[Bounds, Judged]:
    """Read and judge a span."""
    plan, share = _opened(order)
    share = share.fresh()
    reader = SpanReader(plan, span)
    judge_blocks(reader.blocks(), share, span.places + span.start.place)
    outcome = reader.outcome()
    return (outcome.start, outcome.end), Judged(share.state(), {span.file: outcome.account})


def bounds(judged: tuple[Bounds, Judged]) -> Bounds:
    """What the scheduler's client needs of a span at once; the rest stays where it is."""
    return judged[0]


@plainly
def merge(order: Order, first: Any, second: Any) -> Judged:
    """Two results as one, the second behind the first; each may come with its bounds."""
    plan, share = _opened(order)
    share = share.fresh()
    parts = [part[1] if isinstance(part, tuple) else part for part in (first, second)]
    accounts: dict[int, FileAccount] = {}
    for part in parts:
        share.absorb(part.state)
        for file, account in part.accounts.items():
            accounts.setdefault(file, FileAccount(plan.table(file))).absorb(account)
    return Judged(share.state(), {file: account.state() for file, account in accounts.items()})


def _opened(order: Order) -> tuple[PartPlan, Share]:
    if order.version != __version__:
        hint = f"install {order.version} on every worker"
        raise InputError(f"a worker runs another version of leakcheck ({__version__})", hint=hint)
    return _compiled(order.packed)


@lru_cache(maxsize=2)
def _compiled(packed: bytes) -> tuple[PartPlan, Share]:
    """The plan, and the rules compiled: once a process."""
    plan, recipe = pickle.loads(packed)  # noqa: S301 - the cluster's own way of sending anything
    return plan, recipe.share()
