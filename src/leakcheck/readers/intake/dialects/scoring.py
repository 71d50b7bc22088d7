"""One candidate under test: how good a table the sample makes under one delimiter and quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.intake.cells import TYPED, kind
from leakcheck.readers.intake.dialects.candidates import escape_of, usualness
from leakcheck.readers.intake.dialects.soundness import sound, soundness
from leakcheck.readers.intake.dialects.splitting import Quoted, records
from leakcheck.readers.intake.dialects.uniformity import uniformity
from leakcheck.readers.intake.linesplit import GAP

_MIN_UNIFORM = 0.35
_MIN_UNIFORM_WIDE = 0.2
_WIDE = 4
_SENTENCE = 30
_USUAL = (",", ";", "\t", "|")
_RAGGED = 5
_FLOOR = 0.4
_SENSIBLE = 0.8
_DOUBLED = "|:~^#&@$%"
_CLEAN = 0.9
_WHOLE_SAMPLE = 1.15
_HEADED = 1.08
_UNHEADED, _ALL_BUT_ONE = 0.8, 0.7
_UNEARNED = 0.05
_NAME = pattern(r"\s{0,4}[^\W\d_][^|;\t\n\x00-\x1f]{0,60}")
_WHOLE = frozenset({"date", "time", "email", "url", "number"})
_CUT_URL = pattern(r"[,;^*]|~[^~]*~|#[^#]*#")
_THOUSANDS = pattern(r"\W{0,2}\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?\W?")


class Candidate(NamedTuple):
    """A delimiter, a quote and an escape with what they make of the sample; `rows` have the modal width.

    `blanks`: several blanks in a row count as one delimiter. `framed`: lines begin and end with it.
    """

    delimiter: str
    quote: str
    escape: str
    width: int
    score: float
    uniform: float
    rows: Sequence[Sequence[str]]
    framed: bool = False
    blanks: bool = False


def scored(lines: Sequence[str], delimiter: str, quote: str) -> Candidate:
    """Try one pair, with and without an escape if one is seen; for the blank also runs of blanks as one."""
    plain = _scored(records(lines, delimiter, quote), delimiter, quote, "")
    escape = "" if delimiter == GAP else escape_of(lines, delimiter, quote)
    if escape:
        other = _scored(records(lines, delimiter, quote, escape), delimiter, quote, escape)
        plain = max(other, plain, key=lambda c: c.score)
    if delimiter != " " or not any("  " in line for line in lines):
        return plain
    rows = [line.split() for line in lines]
    return max(plain, _scored(rows, " ", "", "")._replace(blanks=True), key=lambda c: c.score)


def _scored(rows: list[list[str]], delimiter: str, quote: str, escape: str) -> Candidate:
    framed = delimiter == "|" and _is_framed(rows)
    rows = [row[1:-1] for row in rows if len(row) > 2] if framed else rows
    widths = uniformity(rows, 2 if delimiter else 1)
    width = widths.width
    modal = [row for row in rows if len(row) == width]
    sense, typed = soundness(modal)
    if delimiter in _USUAL and len(rows) >= _RAGGED and widths.share < _FLOOR and _is_tight(rows):
        widths = widths._replace(share=_FLOOR)
    if not delimiter:
        return Candidate("", quote, escape, width, 0.1 * sense * widths.share**1.5, widths.share, modal)
    earned = _earned(modal, delimiter, typed, widths.share)
    usual = usualness(delimiter)
    if earned == 1.0 and widths.share > 0.99 and sense > _SENSIBLE and width >= _WIDE <= len(modal):
        usual += (1 - usual) / 2
    score = widths.share**1.5 * sense * (1 - 0.9 / width**0.9) * usual
    score *= earned * (_HEADED if _is_headed(modal) else 1.0)
    score *= _WHOLE_SAMPLE if widths.share > 0.999 and len(rows) > 1 else 1.0
    score *= _UNHEADED if widths.first == 1 and widths.share > _ALL_BUT_ONE else 1.0
    score *= _UNEARNED if delimiter == " " and width == 2 and widths.first == 1 else 1.0
    score = 0.0 if widths.share < (_MIN_UNIFORM if width < _WIDE else _MIN_UNIFORM_WIDE) else score
    return Candidate(delimiter, quote, escape, width, score, widths.share, modal, framed)


def _is_tight(rows: Sequence[Sequence[str]]) -> bool:
    """Whether records of any width are cut into clean cells with no blank behind the sign: no prose."""
    cut = [row for row in rows if len(row) > 1]
    inner = [cell for row in cut for cell in row[1:]]
    if len(cut) * 10 < 6 * len(rows) or sum(cell[:1] == " " for cell in inner) * 10 > len(inner):
        return False
    return sum(sound(cell) >= _CLEAN for row in cut for cell in row) * 10 >= 9 * sum(map(len, cut))


def _is_framed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all rows that have inner cells begin and end with an empty one."""
    wide = [row for row in rows if len(row) > 2]
    return bool(wide) and sum(row[0].strip() == "" == row[-1].strip() for row in wide) * 10 >= 9 * len(wide)


def _earned(rows: Sequence[Sequence[str]], delimiter: str, typed: float, share: float) -> float:
    """Signs that stand inside words, names and numbers anyway must earn it with types."""
    if delimiter == " ":
        return _earned_by_blank(rows, typed, share)
    if delimiter == ":":
        return 1.0 if typed * 3 >= 1 else 0.3
    if delimiter in ",;" and share < 0.8 and typed < 0.2:
        inner = [cell for row in rows for cell in row[1:]]
        return 0.3 if sum(cell[:1] == " " for cell in inner) * 10 >= 9 * len(inner) else 1.0
    if delimiter in "/\\-+=@":
        begins = sum(not row[0] for row in rows) * 2 > len(rows)
        return _UNEARNED if begins or typed < 0.6 or len(rows) < 3 else 1.0
    narrow = len(rows[0]) < _WIDE if rows else True
    if narrow and len(delimiter) > 1 and delimiter != GAP and share < 0.95:
        return 0.5
    usual = usualness(delimiter)
    if (len(rows) < 2 and usual < 0.9) or (narrow and share < 0.8 and usual <= 0.7):
        return 0.3
    if delimiter in _DOUBLED and not any(cell for row in rows for cell in row[1::2]):
        return 0.3
    return 1.0


def _earned_by_blank(rows: Sequence[Sequence[str]], typed: float, share: float) -> float:
    """Blanks cut prose too: but not into typed cells, nor into many lines of as many words."""
    if not rows:
        return _UNEARNED
    width = len(rows[0])
    if typed * 3 >= 1 and width > 2:
        return 1.0
    if share >= 0.99 and 3 < width < _SENTENCE and len({tuple(row) for row in rows}) > 3:
        return 0.8
    first = sum(kind(row[0]) in TYPED or isinstance(row[0], Quoted) for row in rows[1:])
    is_typed = typed >= 0.4 and share >= 0.95 and first == len(rows) - 1 > 0
    return 0.8 if is_typed else _UNEARNED


def _is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first record is nothing but different names."""
    names = [cell.strip() for cell in rows[0]] if rows else [""]
    return len(set(names)) == len(names) and all(
        isinstance(n, Quoted) or (_NAME.fullmatch(n) and kind(n) in ("text", "code", "flag")) for n in names
    )


def is_lone(lines: Sequence[str]) -> bool:
    """Whether whole lines are values already: a column of dates has no delimiter."""
    below = lines[1:] if len(lines) > 1 else lines
    whole = sum(_is_whole(line) for line in below)
    if whole * 10 >= 9 * len(below) and below:
        return True
    if len(lines) < 2 or "," in lines[0]:
        return False
    return all(_is_whole(line) or _THOUSANDS.fullmatch(line) for line in below)


def _is_whole(line: str) -> bool:
    """Whether a line is one typed value, and none that two cells could make."""
    of = kind(line)
    if of == "number":
        return not any(sign in line.strip() for sign in ", ;:-")
    return of in _WHOLE and not (of == "url" and _CUT_URL.search(line))
