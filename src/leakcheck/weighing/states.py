"""From Bayes factors and reliabilities to one likelihood ratio: an exact sum over who is reliable.

Each publisher p is reliable with probability r_p, independently of the others. In a state of the
world (who is reliable, who is not) a rule counts if at least one publisher behind it is reliable; the
counting rules' log10 BFs are summed per family, clipped and added (`leakcheck.weighing.families.meter`).
An uncounted rule says nothing (BF 1). The inverse ratios are averaged:

    LR = 1 / sum over states of P(state) * 10^(-total(state))

With one source per rule this is the usual formula. One rule with factor BF on a source with r has two
states: LR = 1 / (r / BF + (1 - r) * 1). Two rules on one source count together or not at all:
LR = 1 / (r / (BF1 BF2) + 1 - r): multiply inside the source, then apply r once. Two rules of different
families on two sources have four states and the average of a product of independent factors is the
product: LR = LR1 * LR2 (no cap binding).

A publisher's sources may be graded differently and different rules may cite different ones. They are
nested: p holds one draw u, uniform on 0-1, and stands behind a rule if u <= r of the best source
of p that the rule cites. So a good source cannot lend its grade to a rule that does not cite it, and
rules that cite the same sources share one r exactly.

Cost: the set of counting parts is all that matters, so states are merged by it while publishers are
added one by one. Up to ``exact_states`` (4096 = 2^12: any 12 publishers with one grade each, usually
many more) the sum is exact. Publishers are added in order of influence; the first that would go beyond
and all after it are "minor" and bounded: taken as never reliable for parts against and always reliable for
parts in favour gives the smallest possible LR, the reverse the largest. The bound nearer to LR 1 is used,
or LR 1 when they lie on both sides. So leaving exactness never makes a statement stronger, in either
direction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from leakcheck.weighing.families import Part, bits_of, clip, meter
from leakcheck.weighing.strengths import Strengths

States = dict[int, float]  # set of counting parts, as bits -> probability


@lru_cache(maxsize=1024)
def log10_lr(parts: tuple[Part, ...], book: Strengths) -> float:
    """Log10 likelihood ratio of gathered parts, sources' reliability applied; always finite.

    Parameters
    ----------
    parts : tuple of Part
        From `leakcheck.weighing.families.gather`. Remembered, since a what-if changes few of them.
    """
    states, minor = _states(parts, book)
    if not minor:
        return _mean(states, 0, parts, book)
    against = bits_of(i for i, p in enumerate(parts) if p.log10_bf > 0 and minor.intersection(_names(p)))
    favour = bits_of(i for i, p in enumerate(parts) if p.log10_bf < 0 and minor.intersection(_names(p)))
    low, high = _mean(states, favour, parts, book), _mean(states, against, parts, book)
    return low if low > 0 else min(high, 0.0)


def alone(part: Part, book: Strengths) -> float:
    """Log10 likelihood ratio of one part by itself: 1 / (r / BF + 1 - r), r = 1 - product of (1 - r_p)."""
    return log10_lr((part,), book)


def _states(parts: Sequence[Part], book: Strengths) -> tuple[States, frozenset[str]]:
    """Probability of each set of counting parts, and the publishers left for the bound."""
    states: States = {bits_of(i for i, p in enumerate(parts) if not p.publishers): 1.0}
    publishers = _by_influence(parts, book)
    for place, publisher in enumerate(publishers):
        grown = _spread(states, _outcomes(publisher, parts))
        if len(grown) > book.exact_states:
            return states, frozenset(publishers[place:])
        states = grown
    return states, frozenset()


def _outcomes(publisher: str, parts: Sequence[Part]) -> list[tuple[int, float]]:
    """(bits, probability) of what a publisher can make count: nested by r, from nothing to everything."""
    held = {i: r for i, p in enumerate(parts) for name, r in p.publishers if name == publisher}
    levels = sorted(set(held.values()), reverse=True)
    reached = [bits_of(i for i, r in held.items() if r >= level) for level in levels]
    return [(0, 1 - levels[0]), *zip(reached, map(float.__sub__, levels, [*levels[1:], 0.0]), strict=True)]


def _spread(states: States, outcomes: Sequence[tuple[int, float]]) -> States:
    grown: States = {}
    known = grown.get
    for counted, probability in states.items():
        for bits, chance in outcomes:
            reached = counted | bits
            grown[reached] = known(reached, 0.0) + probability * chance
    return grown


def _mean(states: States, extra: int, parts: Sequence[Part], book: Strengths) -> float:
    """Log10 LR with `extra` parts counting in every state; summed in the log domain, no overflow."""
    read = meter(parts, book)
    logs = [math.log10(p) - read(bits | extra) for bits, p in states.items() if p > 0]
    top = max(logs)
    return -(top + math.log10(math.fsum(10 ** (x - top) for x in logs)))


def _by_influence(parts: Sequence[Part], book: Strengths) -> list[str]:
    """Order publishers: first the one whose loss would change the parts' own ratios most; ties by name."""
    names = {name for part in parts for name, _ in part.publishers}
    if len(names) < 2:
        return list(names)
    change: dict[str, float] = {}
    for part in parts:
        for name, _ in part.publishers:
            left = tuple(p for p in part.publishers if p[0] != name)
            change[name] = change.get(name, 0.0) + abs(
                _ratio(part, part.publishers, book) - _ratio(part, left, book)
            )
    return sorted(change, key=lambda name: (-change[name], name))


def _ratio(part: Part, publishers: Iterable[tuple[str, float]], book: Strengths) -> float:
    wrong = math.prod(1 - r for _, r in publishers)
    return -math.log10((1 - wrong) * 10 ** -clip(part.family, part.log10_bf, book) + wrong)


def _names(part: Part) -> tuple[str, ...]:
    return tuple(name for name, _ in part.publishers)
