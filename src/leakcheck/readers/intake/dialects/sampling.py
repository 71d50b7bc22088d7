"""The lines a guess is made on: few enough to cost the same for every file, fair to head, middle and end."""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.pattern import pattern
from leakcheck.readers.intake.linesplit import is_rule_line

_LINES = 320
_CHARS = 64_000
_LEAST = 4
_LONG_LINE = 100_000
_WRAPPED = pattern(r'\s{0,9}"(?:[^"]|"")*+"\s{0,9}')
_COMMENTS = ("#", "%", "//", "--")


def sampled(lines: Sequence[str]) -> list[str]:
    """At most 320 lines and about 64,000 characters: the head, then runs from the rest to the end.

    Runs, because a quoted cell may go over several lines. Blank and drawn lines are left out, and comments
    where enough is left without them.
    """
    content = without_comments([line for line in lines if line.strip() and not is_rule_line(line)])
    return [line[:_LONG_LINE] for line in _spread(content)]


def without_comments(lines: list[str]) -> list[str]:
    """Lines that no comment sign begins, where enough is left of them."""
    for mark in _COMMENTS:
        plain = [line for line in lines if not line.startswith(mark)]
        if len(plain) > 1 or (plain and mark == "#" and len(lines) > 1):
            lines = plain
    return lines


def unwrapped(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Lines without the quotes around each of them, if all stand in quotes as a whole."""
    if len(lines) < 2 or not all(_WRAPPED.fullmatch(line) for line in lines):
        return None
    return tuple(line.strip()[1:-1].replace('""', '"') for line in lines)


def _spread(lines: list[str]) -> list[str]:
    """Half of the budget from the head, the rest in runs from everywhere behind it."""
    most = max(_LEAST, min(_LINES, _affordable(lines, _CHARS)))
    if len(lines) <= most:
        return lines
    head = most // 2
    run = max(4 if most > _LEAST * 8 else 1, (most - head) // 4)
    starts = [head + (len(lines) - head - run) * i // 3 for i in range(4)]
    chosen = dict.fromkeys(range(head))
    for start in starts:
        chosen.update(dict.fromkeys(range(start, min(start + run, len(lines)))))
    return [lines[i] for i in chosen]


def _affordable(lines: Sequence[str], budget: int) -> int:
    """How many lines of the usual length the budget pays for."""
    sizes = sum(min(len(line), _LONG_LINE) for line in lines)
    return int(budget * len(lines) / max(1, sizes))
