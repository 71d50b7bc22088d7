"""Findings that share a cause count once: summed by family, each family clipped to its cap.

Why: ten schema rules broken by one wrong column are one observation. Caps are separate for and against,
since passing is cheap for a forger and failing is not. Families of forensic signals are capped by their
calibration, and their sum by what the corpora can bear (rule of three on independent sources).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from leakcheck.frozen import dataclass
from leakcheck.weighing.strengths import Strengths, is_signal


@dataclass(frozen=True, slots=True)
class Part:
    """Rules of one family behind which stand the same publishers: they count together or not at all.

    `publishers` holds (publisher, r); empty means no source is needed and the part always counts.
    `log10_bf` is the sum over its rules.
    """

    family: str
    publishers: tuple[tuple[str, float], ...]
    denial_only: bool
    log10_bf: float


def gather(singles: Iterable[Part]) -> tuple[Part, ...]:
    """Join the parts of single rules; sorted and exactly summed, so that their order cannot matter."""
    sums: dict[tuple[str, tuple[tuple[str, float], ...], bool], list[float]] = {}
    for part in singles:
        sums.setdefault((part.family, part.publishers, part.denial_only), []).append(part.log10_bf)
    return tuple(Part(*key, math.fsum(values)) for key, values in sorted(sums.items()))


def clip(family: str, log10_bf: float, book: Strengths) -> float:
    """Clip a family's sum to its caps."""
    cap = book.cap(family)
    return min(max(log10_bf, -cap.favour), cap.against)


def bits_of(indices: Iterable[int]) -> int:
    """Write a set of part numbers as the bits of an integer."""
    return sum(1 << i for i in set(indices))


def meter(parts: Sequence[Part], book: Strengths) -> Callable[[int], float]:
    """Return the function from a set of counting parts (as bits) to its log10 BF.

    Families are clipped and added. What rules resting on denials alone add to everything else is
    limited to ``denial_limit``: min(sum of families with them, sum of families without them + limit).
    Both terms grow with every rule's BF, so more evidence against never lowers the total.
    """
    families = [_Clipped(name, parts, book) for name in sorted({p.family for p in parts})]
    masked = [(family, family.mask) for family in families if not family.signal]
    signals = [(family, family.mask) for family in families if family.signal]
    spoken = bits_of(i for i, p in enumerate(parts) if not p.denial_only)

    bound = book.signals

    def read(bits: int) -> float:
        told: float = sum([family[bits & mask] for family, mask in signals])
        told = min(max(told, -bound.favour), bound.against)
        everything: float = sum([family[bits & mask] for family, mask in masked]) + told
        if not bits & ~spoken:
            return everything
        said = bits & spoken
        undenied = sum([family[said & mask] for family, mask in masked])
        return min(everything, undenied + told + book.denial_limit)

    return read


class _Clipped(dict[int, float]):
    """Clipped sum of a family by the set of its counting parts, worked out when first asked for."""

    def __init__(self, name: str, parts: Sequence[Part], book: Strengths) -> None:
        super().__init__()
        self._name, self._book = name, book
        self.signal = is_signal(name)
        self._own = {i: p.log10_bf for i, p in enumerate(parts) if p.family == name}
        self.mask = bits_of(self._own)

    def __missing__(self, bits: int) -> float:
        total = math.fsum(bf for i, bf in self._own.items() if bits >> i & 1)
        found = self[bits] = clip(self._name, total, self._book)
        return found
