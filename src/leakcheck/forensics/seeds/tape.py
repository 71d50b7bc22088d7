"""The words one seed draws, and the installed Faker run from any of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

_BLOCK = 624  # words of one state of MT19937


class Tape:
    """All words of a seed; calls can be run from any word on, and are remembered.

    Why: a row is found by looking where in the stream its cells come from, so the same call is asked for at
    many words, for many rows.

    Parameters
    ----------
    seed : int
    generator : faker.generator.Generator
        Its source of chance is replaced while the tape is used.
    """

    def __init__(self, seed: int, generator: Any) -> None:
        self.seed, self.generator = seed, generator
        self.random = random.Random(seed)  # noqa: S311
        self._ahead = random.Random(seed)  # noqa: S311
        self._blocks: list[tuple[int, ...]] = []
        self._said: dict[tuple[int, int], tuple[str | None, int]] = {}

    def seek(self, at: int) -> None:
        """Make word `at` the next to be drawn, by `random` and by the generator."""
        block, place = divmod(at, _BLOCK)
        while len(self._blocks) <= block:
            self._ahead.getrandbits(32)
            self._blocks.append(self._ahead.getstate()[1][:_BLOCK])
            self._ahead.getrandbits(32 * (_BLOCK - 1))
        self.random.setstate((3, (*self._blocks[block], place), None))
        self.generator.random = self.random

    def reached(self, at: int) -> int:
        """Next word, after something was drawn from word `at` on (fewer than 624 words)."""
        place: int = self.random.getstate()[1][_BLOCK]
        return at + (place - at) % _BLOCK

    def run(self, number: int, call: Callable[[Any], Any], at: int) -> tuple[str | None, int]:
        """Text a call gives at word `at` (None where it fails) and the next word; `number` names the call."""
        key = (number, at)
        if key not in self._said:
            self.seek(at)
            try:
                said = str(call(self.generator))
            except Exception:
                said = None
            self._said[key] = (said, self.reached(at))
        return self._said[key]
