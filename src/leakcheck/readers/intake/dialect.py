"""Dialect of delimited text: which delimiter and quote make the lines most alike and most typed.

Score = share of lines of the modal width ^ 1.5 x share of typed cells x (1 - 0.9 / width ^ 0.9) x how usual
the delimiter is. The runner-up and the margin go into every report: a guess is shown as a guess.
Source of the idea: G. van den Burg, A. Nazabal, C. Sutton, "Wrangling messy CSV files by detecting
row and type patterns", Data Mining and Knowledge Discovery 33 (2019).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from leakcheck.errors import UsageError
from leakcheck.readers.intake.cells import TYPED, kind
from leakcheck.readers.intake.linesplit import GAP, is_rule_line, parse_line, split_plain

RARITY = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "^": 0.9, "~": 0.9, GAP: 0.8, " ": 0.75, ":": 0.6}
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "^": "caret", "~": "tilde", " ": "space",
         GAP: "gap of blanks",         ":": "colon", "": "none (one column)"}  # fmt: skip
SAMPLE_LINES = 400
SAMPLE_CHARS = 262_144
_LONG_LINE = 100_000
_TYPED_ROWS = 60
_MIN_UNIFORM = 0.35


@dataclass(frozen=True, slots=True)
class Dialect:
    """The guess. An empty `delimiter` means one column, an empty `quote` none.

    `padded`: cells stand between blanks which are layout. `framed`: lines begin and end with the
    delimiter, as in Markdown tables.
    """

    delimiter: str
    quote: str
    width: int
    score: float = 0.0
    uniform: float = 0.0
    runner_up: str = ""
    margin: float = 1.0
    padded: bool = False
    framed: bool = False

    def details(self) -> dict[str, str]:
        """The guess in words, for `Reading.details`."""
        return {
            "delimiter": NAMES.get(self.delimiter, self.delimiter),
            "quote": self.quote or "none",
            "runner_up": NAMES.get(self.runner_up, "none") if self.runner_up else "none",
            "margin": f"{self.margin:.2f}",
        }


def named_delimiter(text: str) -> str:
    """Turn what a person typed (``tab``, ``semicolon``, ``;``) into the character.

    Raises
    ------
    UsageError
        When it is neither a known word nor one usable character.
    """
    words = {name.split()[0]: char for char, name in NAMES.items()} | {"\\t": "\t"}
    char = words.get(text.casefold(), text)
    if (len(char) > 1 and char != GAP) or char in ("\n", "\r", '"', "'", "\x00") or (char and char.isalnum()):
        known = ", ".join(sorted(words))
        raise UsageError(
            "a delimiter is one character", where="--delimiter", hint=f"also known by name: {known}"
        )
    return char


def detect(lines: Sequence[str], delimiter: str | None = None) -> Dialect:
    """Choose delimiter and quote for these lines, or only the quote when `delimiter` is given."""
    lines = list(_within_budget(line for line in lines if line.strip() and not is_rule_line(line)))
    plain = [line for line in lines if not line.startswith("#")]
    lines = plain if len(plain) * 2 >= len(lines) else lines
    if delimiter is not None:
        found = [_scored(lines, delimiter, quote) for quote in _quotes(lines, delimiter)]
        return max(found, key=lambda d: d.score)
    chars = [c for c in RARITY if sum(c in line for line in lines) * 10 >= len(lines)]
    best = {c: max((_scored(lines, c, q) for q in _quotes(lines, c)), key=lambda d: d.score) for c in chars}
    best[""] = _scored(lines, "", _quotes(lines, "")[0])
    return _winner(best)


def _within_budget(lines: Iterable[str]) -> Iterator[str]:
    """At most 400 lines and 256 kB, very long lines cut: the guess must cost the same for any file."""
    budget = SAMPLE_CHARS
    for line in islice(lines, SAMPLE_LINES):
        yield line[: min(budget, _LONG_LINE)]
        budget -= len(line)
        if budget <= 0:
            return


def _winner(best: dict[str, Dialect]) -> Dialect:
    order = sorted(best.values(), key=lambda d: -d.score)
    first, second = order[0], order[1] if len(order) > 1 else None
    margin = 1.0 if second is None or not first.score else (first.score - second.score) / first.score
    return replace(first, runner_up=second.delimiter if second and second.score else "", margin=margin)


def _quotes(lines: Sequence[str], delimiter: str) -> list[str]:
    """Quotes seen where a field may begin; the double quote stands in when none is seen at all."""
    if delimiter == GAP:
        return [""]
    found = []
    for quote in ('"', "'"):
        opening = (quote, delimiter + quote, f"{delimiter} {quote}")
        seen = sum(
            line.startswith(quote) or (bool(delimiter) and any(o in line for o in opening[1:]))
            for line in lines
        )
        closed = any(line.rstrip().endswith(quote) or quote + delimiter in line for line in lines)
        if seen and closed:
            found.append(quote)
    return found or ['"']


def _scored(lines: Sequence[str], delimiter: str, quote: str) -> Dialect:
    rows = _parsed(lines, delimiter, quote)
    framed = delimiter == "|" and _is_framed(rows)
    rows = [row[1:-1] for row in rows if len(row) > 2] if framed else rows
    width, uniform = _uniformity(rows, 2 if delimiter else 1)
    modal = [row for row in rows if len(row) == width][:_TYPED_ROWS]
    score = (
        uniform**1.5 * _typed_share(modal, delimiter) * (1 - 0.9 / width**0.9) * RARITY.get(delimiter, 1.0)
    )
    score = 0.0 if uniform < _MIN_UNIFORM else score
    return Dialect(delimiter, quote, width, score, uniform, padded=_padded(modal, delimiter), framed=framed)


def sample_rows(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """Rows of the modal width among some lines, read the way the guess was made."""
    rows = _parsed(lines, dialect.delimiter, dialect.quote)
    rows = [row[1:-1] for row in rows] if dialect.framed else rows
    return [row for row in rows if len(row) == dialect.width]


def _is_framed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all rows that have inner cells begin and end with an empty one."""
    wide = [row for row in rows if len(row) > 2]
    return bool(wide) and sum(row[0].strip() == "" == row[-1].strip() for row in wide) * 10 >= 9 * len(wide)


def _uniformity(rows: Sequence[Sequence[str]], least: int) -> tuple[int, float]:
    """Modal width (at least `least`) and the share of lines that have it, from the first such line on.

    Lines before it may be a preamble; the longer that is, the less sure the guess.
    """
    widths = Counter(len(row) for row in rows if len(row) >= least)
    if not widths:
        return least, 0.0
    width = max(widths, key=lambda w: (widths[w], w))
    start = next(i for i, row in enumerate(rows) if len(row) == width)
    tail = len(rows) - start
    return width, widths[width] / tail * (tail / len(rows)) ** 0.5


def _parsed(lines: Sequence[str], delimiter: str, quote: str) -> list[list[str]]:
    """Rows of the sample: line by line, or across line ends where that makes the widths more alike."""
    rows = [parse_line(line, delimiter, quote) or split_plain(line, delimiter) for line in lines]
    if not delimiter or not quote or sum(line.count(quote) % 2 for line in lines) < 2:
        return rows
    joined = list(_joined(lines, delimiter, quote))
    return joined if len(joined) > 1 and _modal_share(joined) > _modal_share(rows) else rows


def _joined(lines: Sequence[str], delimiter: str, quote: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader((line + "\n" for line in lines), delimiter=delimiter, quotechar=quote)
    except csv.Error:
        return


def _modal_share(rows: Sequence[Sequence[str]]) -> float:
    widths = Counter(len(row) for row in rows)
    return max(widths.values()) / len(rows)


def _typed_share(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    """Typed cells count 1, clean words 0.9, the rest 0.2. Blank and colon must earn it with real types."""
    if not rows:
        return 0.0
    kinds = Counter(kind(cell) for row in rows for cell in row)
    total = sum(kinds.values())
    typed = sum(kinds[k] for k in TYPED)
    if delimiter in (" ", ":") and (typed * 3 < total or (delimiter == " " and len(rows[0]) < 3)):
        return 0.05
    return (typed + 0.9 * kinds["empty"] + 0.9 * kinds["text"] + 0.2 * kinds["other"]) / total


def _padded(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether blanks after delimiters are layout: nine in ten inner cells begin with one."""
    if not delimiter or delimiter.isspace():
        return False
    inner = [cell for row in rows for cell in row[1:]]
    return bool(inner) and sum(not cell or cell[0] == " " for cell in inner) * 10 >= 9 * len(inner)
