"""A source of chance that is told what to draw, and stops where it has not been told.

Why: what a provider of Faker makes of its draws is only known to its code, which differs from locale to
locale.
Run on a script, that code says itself which draw it asks for next and what it chooses from.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

_MOST_DRAWS = 500  # some providers draw until they like what they see


class Draw(NamedTuple):
    """One draw: how chance is turned into an outcome, and what the outcome stands for.

    `kind` is ``below`` (whole number below `size`, by rejection), ``scaled`` (``floor(random() * size)``),
    ``weighted`` (``random()`` looked up in `steps`), ``bits`` (`size` bits) or ``unit`` (``random()``
    itself).
    """

    kind: str
    size: int
    steps: tuple[float, ...] = ()
    elements: Sequence[Any] | None = None


class Undecided(BaseException):
    """The script ends here; not an `Exception`, so that no provider can swallow it."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw


class Scripted(random.Random):
    """A `random.Random` whose outcomes are given; beyond them it stops, or fills up from `filler`."""

    script: Sequence[int] = ()
    filler: random.Random | None = None
    end: str = ""
    at = 0

    def begin(self, script: Sequence[int], end: str = "stop") -> None:
        """Set the outcomes; behind them `end`: ``stop``, ``first``, ``last``, or text that seeds a filler."""
        self.script, self.at, self.end = script, 0, end
        self.filler = None if end in {"stop", "first", "last"} else random.Random(end)  # noqa: S311

    def _outcome(self, draw: Draw) -> int:
        if self.at < len(self.script):
            self.at += 1
            return self.script[self.at - 1]
        if self.end == "stop":
            raise Undecided(draw)
        self.at += 1
        if self.at > _MOST_DRAWS:
            raise RecursionError
        count = 1 << draw.size if draw.kind == "bits" else max(draw.size, 1)
        if self.filler is not None:
            return self.filler.randrange(count)
        return 0 if self.end == "first" else count - 1

    def _randbelow(self, n: int) -> int:
        return self._outcome(Draw("below", n))

    def random(self) -> float:
        """Give a number in [0, 1); the outcome is in 1/2**20."""
        return self._outcome(Draw("unit", 1 << 20)) / (1 << 20)

    def getrandbits(self, k: int) -> int:
        """Give `k` bits."""
        return self._outcome(Draw("bits", k))

    def choice(self, seq: Any) -> Any:
        """Choose one element, each equally likely."""
        return seq[self._outcome(Draw("below", len(seq), (), seq))]

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        """Choose a number of a range."""
        numbers = range(start) if stop is None else range(int(start), int(stop), step)
        return numbers[self._outcome(Draw("below", len(numbers), (), numbers))]

    def randint(self, a: int, b: int) -> int:
        """Choose a whole number, both ends included."""
        return self.randrange(a, b + 1)

    def choices(
        self, population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1
    ) -> list[Any]:
        """Choose `k` elements, by weight."""
        if cum_weights is None and weights is None:
            draw = Draw("scaled", len(population), (), population)
        else:
            steps = tuple(itertools.accumulate(weights)) if cum_weights is None else tuple(cum_weights)
            draw = Draw("weighted", len(population), steps, population)
        return [population[self._outcome(draw)] for _ in range(k)]
