"""What a pool and its workers say to each other.

A worker takes errands in the order sent: (kind, ticket, details). It answers every ``parse`` with an outline,
every ``judge`` and ``batch`` when it is done, and the ``finish`` with its state; a failure ends it. Who works
on the share of the pool itself is given what others hand in to ``take in``, and is told to ``end``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from leakcheck.engines.share import Share


class Answer(NamedTuple):
    """`kind` is parsed, judged, done, handed in, state, ended or failed.

    `content` is the outline, the states or the exception.
    """

    kind: str
    ticket: int
    content: Any = None


def run_errands(share: Share, errands: Iterator[tuple[Any, ...]]) -> Iterator[Answer]:
    """Do errands until the last, ``finish`` or ``end``; yields what is to be answered."""
    for kind, ticket, *details in errands:
        if kind == "parse":
            yield Answer("parsed", ticket, share.parse(ticket, *details))
        elif kind == "judge":
            share.judge_chunk(ticket, *details)
            yield Answer("judged", ticket)
        elif kind == "batch":
            batch = details[0]
            for place, block in batch.placed():
                share.look_at(block, place)
            share.judge(batch)
            yield Answer("done", ticket)
        elif kind == "hand in":
            yield Answer("handed in", ticket, share.hand_in())
        elif kind == "take in":
            share.take_in(details[0])
        elif kind == "drop":
            share.drop(ticket)
        else:
            yield Answer("ended", ticket) if kind == "end" else Answer("state", ticket, share.state())
            return
