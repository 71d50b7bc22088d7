"""Dialect of delimited text: which delimiter and quote make the lines most alike and most typed.

Score = agreement of the widths ^ 1.5 x sense of the cells x (1 - 0.9 / width ^ 0.9) x how usual the delimiter
is. The runner-up and the margin go into every report: a guess is shown as a guess.
Source of the idea: G. van den Burg, A. Nazabal, C. Sutton, "Wrangling messy CSV files by detecting
row and type patterns", Data Mining and Knowledge Discovery 33 (2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from leakcheck.errors import UsageError
from leakcheck.frozen import dataclass, replace
from leakcheck.readers.intake.dialects.candidates import delimiters, quotes
from leakcheck.readers.intake.dialects.sampling import sampled, unwrapped
from leakcheck.readers.intake.dialects.scoring import Candidate, is_lone, scored
from leakcheck.readers.intake.dialects.splitting import records
from leakcheck.readers.intake.dialects.wellformed import LINES, WellFormed, well_formed
from leakcheck.readers.intake.linesplit import GAP

RARITY = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "^": 0.9, "~": 0.9, GAP: 0.8, " ": 0.75, ":": 0.6}
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "^": "caret", "~": "tilde", " ": "space",
         GAP: "gap of blanks",         ":": "colon", "": "none (one column)"}  # fmt: skip

_LONGEST = 4
_SURE, _ALIKE = 0.4, 0.9


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""The guess. An empty `delimiter` means one column, an empty `quote` none.

    `padded`: cells stand between blanks which are layout. `framed`: lines begin and end with the
    delimiter, as in Markdown tables. `escape`: a backslash where that protects quotes or delimiters.
    `blanks`: several blanks in a row count as one delimiter, and those at the ends as none.
    `wrapped`: every line stands in quotes as a whole, and its quotes inside are doubled;
    `quote` is empty then.
    `runs_over`: quotes obey the rules and some cells hold line ends, which are `eol`.
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
    escape: str = ""
    blanks: bool = False
    wrapped: bool = False
    runs_over: bool = False
    eol: str = "\n"

    def details(self) -> dict[str, str]:
        """The guess in words, for `Reading.details`."""
        return {
            "delimiter": NAMES.get(self.delimiter, self.delimiter),
            "quote": self.quote or "none",
            "runner_up": NAMES.get(self.runner_up, self.runner_up) if self.runner_up else "none",
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
    if len(char) > _LONGEST or any(c in "\n\r\"'\x00" or c.isalnum() for c in char):
        known = ", ".join(sorted(words))
        raise UsageError(
            "a delimiter is one character, or a few", where="--delimiter", hint=f"also known by name: {known}"
        )
    return char


def detect(lines: Sequence[str], delimiter: str | None = None) -> Dialect:
    """Choose delimiter and quote for these lines, or only the quote when `delimiter` is given.

    The lines may be any part of a file, with breaks between them; a sample of them is looked at.
    """
    return _detect(tuple(lines), delimiter)


@lru_cache(maxsize=4)
def _detect(lines: tuple[str, ...], delimiter: str | None) -> Dialect:
    """Remembered, because bids and the reading ask for the same lines."""
    sample = sampled(lines)
    if delimiter is not None:
        found = [scored(sample, delimiter, quote) for quote in quotes(sample, delimiter)]
        return _settled(max(found, key=lambda c: c.score), None)
    inner = unwrapped(sample)
    if inner is not None:
        guess = _detect(inner, None)
        if guess.delimiter not in ("", " ") and guess.score > _SURE and guess.uniform > _ALIKE:
            return replace(guess, quote="", wrapped=True)
    trusted = well_formed(lines)
    if trusted is not None:
        return _trusted(sampled(lines[:LINES]), trusted)
    best = [_best(sample, sign) for sign in ([] if is_lone(sample) else delimiters(sample))]
    best.append(scored(sample, "", quotes(sample, "")[0]))
    order = sorted(best, key=lambda c: -c.score)
    guess = _settled(order[0], order[1] if len(order) > 1 and order[1].score else None)
    return replace(guess, padded=guess.padded or _has_blanks_before_quotes(sample, guess))


def _trusted(head: Sequence[str], found: WellFormed) -> Dialect:
    """The dialect of text that obeys the rules: nothing else is tried."""
    guess = _settled(scored(head, found.delimiter, '"'), None)
    score = max(guess.score, found.share)
    return replace(
        guess,
        quote='"',
        width=found.width,
        uniform=found.share,
        score=score,
        framed=False,
        escape="",
        runs_over=True,
    )


def _best(sample: Sequence[str], delimiter: str) -> Candidate:
    return max(
        (scored(sample, delimiter, quote) for quote in quotes(sample, delimiter)), key=lambda c: c.score
    )


def _settled(first: Candidate, second: Candidate | None) -> Dialect:
    margin = 1.0 if second is None or not first.score else (first.score - second.score) / first.score
    return Dialect(
        first.delimiter,
        first.quote,
        first.width,
        first.score,
        first.uniform,
        second.delimiter if second else "",
        margin,
        padded=_is_padded(first.rows, first.delimiter) or (first.framed and _is_ruled(first.rows)),
        framed=first.framed,
        escape=first.escape,
        blanks=first.blanks,
    )


def sample_rows(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """Rows of the modal width among some lines, read the way the guess was made."""
    if dialect.wrapped:
        lines = [line.strip()[1:-1].replace('""', '"') for line in lines]
    if dialect.blanks:
        rows = [line.split() for line in lines]
    else:
        rows = records(lines, dialect.delimiter, dialect.quote, dialect.escape)
    rows = [row[1:-1] for row in rows] if dialect.framed else rows
    return [row for row in rows if len(row) == dialect.width]


def _has_blanks_before_quotes(lines: Sequence[str], guess: Dialect) -> bool:
    """Whether quotes that open stand behind a blank: ``"a", "b"``."""
    if not guess.quote or not guess.delimiter.strip():
        return False
    apart = sum(line.count(f"{guess.delimiter} {guess.quote}") for line in lines)
    return apart > 9 * sum(line.count(guess.delimiter + guess.quote) for line in lines) and apart * 4 > len(
        lines
    )


def _is_ruled(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all cells of a column are as long, filled up with blanks: a printed list between bars."""
    columns = list(zip(*rows, strict=True))
    filled = sum(cell != cell.strip() for row in rows for cell in row)
    return len(rows) > 1 and filled > 0 and all(len(set(map(len, column))) == 1 for column in columns)


def _is_padded(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether blanks after delimiters are layout: nine in ten inner cells begin with one."""
    if not delimiter or delimiter.isspace():
        return False
    inner = [cell for row in rows for cell in row[1:]]
    return bool(inner) and sum(not cell or cell[0] == " " for cell in inner) * 10 >= 9 * len(inner)
