"""The order things stand in: fixed, so that the same evidence gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest

from leakcheck.model import Finding, LineEvent

_LIGHT = frozenset({"decoded"})


def strongest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by weight against the claim, then by rule id."""
    return sorted(findings, key=lambda f: (-f.log10_lr, -f.tally.failed, f.rule))


def gravest(events: Sequence[LineEvent], most: int) -> list[LineEvent]:
    """The first events by line, those that only say how a line was decoded last in the choice.

    Why: a file of two encodings has thousands of those, and the one rejected line must not drown in them.
    """
    chosen = nsmallest(most, range(len(events)), key=lambda place: (events[place].kind in _LIGHT, place))
    return [events[place] for place in sorted(chosen)]
