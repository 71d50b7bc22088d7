"""Every pattern in the code on texts made to stall it, at one length and at twice that.

A pattern whose time grows with the square of the text lets one line of a megabyte stop the work for minutes.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

from benchmarks.reading._sheet import Sheet

import leakcheck

TITLE = "regular expressions on hostile text"
LENGTH, QUICK_LENGTH = 1 << 20, 1 << 17
RATIO, SECONDS = 2.5, 1.0
_TRIFLE = 0.02
_HANDED_ON = frozenset({"BETWEEN_ELEMENTS", "BETWEEN_LINES"})  # to a function that only matches in place
SHAPES: dict[str, Callable[[int], str]] = {
    "letters": lambda n: "a" * n,
    "blanks": lambda n: " " * n + "x",
    "digits": lambda n: "1" * n,
    "telephone groups": lambda n: "12-34 " * (n // 6),
    "mail without an end": lambda n: "a.b-c@" * (n // 6),
    "labels": lambda n: "Name: a, " * (n // 9),
    "tags and quotes": lambda n: "<td a='\"" * (n // 8),
    "brackets and signs": lambda n: "([{,;|\\`*-_=" * (n // 12),
    "tabs and line ends": lambda n: "\t \r\n" * (n // 4),
    "Devanagari": lambda n: "\u0915\u094d " * (n // 3),
}


class Pattern(NamedTuple):
    """A pattern, and whether it is searched for or only matched."""

    compiled: re.Pattern[str]
    searched: bool


def patterns() -> dict[str, Pattern]:
    """Patterns that stand in modules of leakcheck, also inside their tables; each once."""
    found: dict[tuple[str, int, bool], tuple[str, Pattern]] = {}
    for info in pkgutil.walk_packages(leakcheck.__path__, "leakcheck."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:  # an extra that is not installed
            continue
        for name, pattern in _within(module):
            searched = is_searched(module, name.partition(" ")[0])
            entry = f"{info.name[10:]}.{name}", Pattern(pattern, searched)
            found.setdefault((pattern.pattern, pattern.flags, searched), entry)
    return dict(found.values())


def _within(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        for number, inner in enumerate(_flat(value, 0)):
            yield f"{name} {number}" if number else name, inner


def _flat(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 3 and isinstance(value, dict):
        yield from _flat([*value.keys(), *value.values()], depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | frozenset | set) and len(value) < 10_000:
        for inner in value:
            yield from _flat(inner, depth + 1)


def is_searched(module: ModuleType, name: str) -> bool:
    """Whether the pattern is looked for from every place, or only tried where a caller stands."""
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)", inspect.getsource(module)))
    return name not in _HANDED_ON and (not used or not used <= {"match", "fullmatch", "pattern"})


def cost(pattern: Pattern, text: str) -> float:
    """CPU seconds of finding everything from the first character on, or of trying once."""
    began = time.process_time()
    if pattern.searched:
        for _ in zip(pattern.compiled.finditer(text), range(10_000_000), strict=False):
            pass
    pattern.compiled.match(text)
    pattern.compiled.fullmatch(text)
    return time.process_time() - began


def measure(quick: bool) -> Sheet:
    """Every pattern on every shape; the length doubles from a sixteenth while time allows."""
    sheet = Sheet(("pattern", "value", "goal", "", ""))
    full = QUICK_LENGTH if quick else LENGTH
    slow: list[tuple[float, float, str, str]] = []
    found = patterns()
    for name, pattern in found.items():
        for shape, make in SHAPES.items():
            seconds, ratio = _followed(pattern, make, full)
            slow.append((seconds, ratio, name, shape))
    steep = [s for s in slow if s[1] > RATIO]
    sheet.add("patterns x shapes", f"{len(found)} x {len(SHAPES)}", f"{full:,} characters", "", "")
    sheet.goal(f"longer than {RATIO} times for twice the text", len(steep), 0, most=True)
    sheet.goal(
        "seconds of the slowest", max(slow)[0], SECONDS * full / LENGTH if quick else SECONDS, most=True
    )
    for seconds, ratio, name, shape in sorted({*steep, *sorted(slow)[-5:]}, reverse=True)[:30]:
        sheet.add(name, f"{seconds:.3f} s", f"x {ratio:.1f}", shape)
    return sheet


def _followed(pattern: Pattern, make: Callable[[int], str], full: int) -> tuple[float, float]:
    """Time at the full length and the last doubling; one that is steep is not followed to the end."""
    before = cost(pattern, make(full // 16))
    ratio = 0.0
    for step in (8, 4, 2, 1):
        text = make(full // step)
        now = cost(pattern, text)
        if now > _TRIFLE and before > _TRIFLE / 4:
            ratio = now / before
            if ratio > RATIO:
                ratio = min(ratio, cost(pattern, text) / max(1e-9, cost(pattern, text[: len(text) // 2])))
            if ratio > RATIO and now > SECONDS / 4:
                return now * step * step, ratio
        before = now
    return before, ratio if ratio > RATIO else 0.0
