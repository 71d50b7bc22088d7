"""From a value back to the draws that make it: every way a provider can come to say this.

A path is a nest of tuples ``(kind, size, steps, branches)``, where branches pair outcomes with what
follows and
None ends a path; plain tuples, because they travel to other processes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from os.path import commonprefix
from typing import Any

from leakcheck.forensics.seeds.scripted import Draw, Scripted, Undecided
from leakcheck.pattern import pattern

Path = tuple[Any, ...] | None

_MOST_TRIED = 12_000
_FEW = 64
_FILLS = ("first", "last", "left", "right")
_SLOT = pattern(r"\{\{[^{}]{0,60}\}\}|[#%$!@?^{}]")
_UUID_FREE = (0xF << 76) | (0x3 << 62)  # version and variant bits are overwritten (RFC 9562)


class TooManyError(Exception):
    """More ways than are worth following."""


def canonical(text: str) -> str:
    """Fold what people change on the way to a file: case, and line ends, commas and blanks in a row."""
    return " ".join(text.replace(",", " ").casefold().split())


@lru_cache(maxsize=200_000)
def bare(text: str) -> str:
    """Keep letters and figures only, without accents or case: what survives in user names."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c for c in text.casefold() if c.isalnum())


@lru_cache(maxsize=200_000)
def _fixed(text: str) -> tuple[str, ...]:
    """Parts of an element that stand in the result as they are; placeholders are left out."""
    return tuple(filter(None, map(bare, _SLOT.split(text))))


class Finder:
    """Finds the paths of one call of Faker to one value."""

    def __init__(self, run: Callable[[], str], source: Scripted, most_runs: int = 1200) -> None:
        self._run, self._source, self._most_runs = run, source, most_runs

    def paths(self, value: str) -> tuple[Path, float] | None:
        """All paths to a value and the chance of being on one of them; None when there is none.

        Raises
        ------
        TooManyError
            When there are too many ways to follow.
        """
        self._target, self._bare, self._left = canonical(value), bare(value), self._most_runs
        found = self._follow(())
        return found if found[1] > 0 else None

    def _follow(self, script: tuple[int, ...]) -> tuple[Path, float]:
        self._left -= 1
        if self._left < 0:
            raise TooManyError
        self._source.begin(script)
        try:
            said = self._run()
        except Undecided as stop:
            draw = stop.draw
        except Exception:
            return None, 0.0
        else:
            return None, float(canonical(said) == self._target)
        branches, chance = [], 0.0
        for outcome in self._candidates(draw):
            if not self._begins_right((*script, outcome), draw):
                continue
            path, share = self._follow((*script, outcome))
            if share > 0:
                branches.append((outcome, path))
                chance += share * _share(draw, outcome)
        return (draw.kind, draw.size, draw.steps, _joined(branches)), chance

    def _candidates(self, draw: Draw) -> Iterable[int]:
        if draw.kind == "unit":
            return ()
        if draw.kind == "bits":
            return _as_bits(self._target, draw.size)
        if isinstance(draw.elements, range) and draw.size > _FEW:
            return _as_number(self._target, draw.elements)
        if draw.elements is None or draw.size > _MOST_TRIED:
            return range(draw.size) if draw.size <= _FEW else ()
        return [i for i, element in enumerate(draw.elements) if self._may_say(element)]

    def _may_say(self, element: Any) -> bool:
        if not isinstance(element, str):
            return True
        return all(part in self._bare for part in _fixed(element))

    def _begins_right(self, script: tuple[int, ...], draw: Draw) -> bool:
        """Whether the beginning on which several continuations agree is the value's own beginning."""
        if draw.kind == "bits":
            return True
        said = []
        for fill in _FILLS:
            self._source.begin(script, fill)
            self._left -= 1
            try:
                said.append(canonical(self._run()))
            except Exception:
                return True
        if all(len(text) == len(self._target) for text in said):
            columns = zip(*said, self._target, strict=True)
            return all(right == first or {first, *others} != {first} for first, *others, right in columns)
        settled = commonprefix(said)  # noqa: RUF071 - letters, not paths
        return self._target.startswith(settled)


def _joined(branches: Sequence[tuple[int, Path]]) -> tuple[tuple[tuple[int, ...], Path], ...]:
    """Outcomes with the same continuation, together."""
    groups: dict[Path, list[int]] = {}
    for outcome, path in branches:
        groups.setdefault(path, []).append(outcome)
    return tuple((tuple(outcomes), path) for path, outcomes in groups.items())


def _share(draw: Draw, outcome: int) -> float:
    if draw.kind == "weighted":
        before = draw.steps[outcome - 1] if outcome else 0.0
        return (draw.steps[outcome] - before) / draw.steps[-1]
    if draw.kind == "bits":
        return 2.0 ** -min(draw.size, 120)
    return 1 / draw.size


def _as_bits(target: str, size: int) -> list[int]:
    digits = "".join(c for c in target if c in "0123456789abcdef")
    return [int(digits, 16)] if len(digits) * 4 == size else []


def _as_number(target: str, numbers: range) -> list[int]:
    """Outcomes whose number stands in the value: as figures in a row, or all figures, scaled or doubled."""
    runs = ["".join(run) for is_digit, run in groupby(target[:200], "0123456789".__contains__) if is_digit]
    said = {int(run) for run in {*runs, "".join(runs)} if 0 < len(run) <= 30}
    scaled = {n * 10**i * k for n in said for i in range(7) for k in (1, 2)}
    signed = scaled | {-n for n in scaled} if "-" in target else scaled
    return sorted(numbers.index(n) for n in signed | _host(runs, len(numbers)) if n in numbers)


def _host(runs: Sequence[str], size: int) -> set[int]:
    """Number of an IPv4 address within its network, where the value is one; networks are powers of two."""
    if len(runs) != 4 or size & (size - 1) or not all(len(run) <= 3 and int(run) < 256 for run in runs):
        return set()
    first, second, third, last = map(int, runs)
    return {(first << 24 | second << 16 | third << 8 | last) & (size - 1)}


def chained(path: Path, behind: Path) -> Path:
    """One path, and where it ends another."""
    if path is None:
        return behind
    kind, size, steps, branches = path
    return kind, size, steps, tuple((outcomes, chained(after, behind)) for outcomes, after in branches)


def free_bits(size: int) -> int:
    """Bits of a long number that say nothing about the draw."""
    return _UUID_FREE if size == 128 else 0
