"""How much cells make sense as cells: the type half of the guess.

A number, a date or a clean word counts fully; a cell that stood in proper quotes too, whatever it holds; a
cell with a tab or a bar inside was probably cut at the wrong sign. Columns of one kind count more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from leakcheck.pattern import pattern
from leakcheck.readers.intake.cells import TYPED, kind
from leakcheck.readers.intake.dialects.splitting import Quoted

_CONTROL = pattern(r"[\x01-\x09\x0b\x0c\x0e-\x1f]")
_TIGHT = pattern(r"[,;|](?=\S)")
_LISTED = pattern(r"\s?\w{1,3}\)")
_PROSE = pattern(r"[\w(“‘'\"₹$£#@*.+-][^\t|;\x00-\x08\x1c-\x1f]{0,4000}")
_FOREIGN = {
    **dict.fromkeys("\t\x01\x1f", 0.05),
    **dict.fromkeys(";|^~,", 0.3),
    **dict.fromkeys(":#&*!=@§¬", 0.4),
}
_ROWS = 60
_CELLS = 3_000


def sound(cell: str) -> float:
    """How much one cell makes sense, 0 to 1.

    >>> sound("1982-03-12"), sound("A. Sharma"), sound("12|Pune") < 0.4
    (1.0, 0.9, True)
    """
    if isinstance(cell, Quoted):
        return 0.97
    return _sound(cell) if len(cell) <= 2_000 else 0.5


@lru_cache(maxsize=16_384)
def _sound(cell: str) -> float:
    if _CONTROL.search(cell):
        return 0.1 if cell.strip() else 0.5
    of = kind(cell)
    if of in TYPED:
        return 1.0
    if of in ("empty", "text"):
        return 0.9
    if cell.count('"') % 2 and (cell.lstrip()[0] == '"' or cell.rstrip()[-1] == '"' or ' "' in cell):
        return 0.25
    if _TIGHT.search(cell) or _is_torn(cell):
        return 0.3
    return 0.75 if _PROSE.fullmatch(cell) else 0.4


def _is_torn(cell: str) -> bool:
    """Whether a bracket opens or closes outside the cell; ``a) first`` is no such case."""
    pairs = [(cell.count(a), cell.count(b)) for a, b in ("[]", "{}", "()")]
    return any(a != b for a, b in pairs) and not _LISTED.match(cell)


def soundness(rows: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Mean sense of the cells, lessened where columns are mixed; and the share of typed cells."""
    rows = _thinned(rows)
    if not rows:
        return 0.0, 0.0
    cells = [cell for row in rows for cell in row]
    judged = [_column_sense(column) for column in zip(*rows, strict=True)]
    mean = sum(sense for sense, _ in judged) / len(judged) * min(factor for _, factor in judged)
    typed = sum(isinstance(cell, Quoted) or kind(cell) in TYPED for cell in cells) / len(cells)
    return mean * (0.7 + 0.3 * _consistency(rows)), typed


def _column_sense(column: Sequence[str]) -> tuple[float, float]:
    """Mean sense of a column, and what it leaves of the whole.

    Little where each of its cells holds the same foreign delimiter as often: that may be the true one.
    """
    mean = sum(map(sound, column)) / len(column)
    plain = [cell for cell in column if cell and not isinstance(cell, Quoted)]
    if mean > 0.85 or len(plain) < 2:
        return mean, 1.0
    for sign, sense in _FOREIGN.items():
        counts = Counter(_count(cell, sign) for cell in plain if sign in cell)
        counts.pop(0, None)
        if counts and max(counts.values()) * 10 >= 9 * len(plain):
            return min(mean, sense), 0.5 if sense < 0.1 else 0.75 if sense < 0.4 else 1.0
    return mean, 1.0


def _count(cell: str, sign: str) -> int:
    """Occurrences that may delimit: a comma with a blank behind it is for people."""
    return cell.count(",") - cell.count(", ") if sign == "," else cell.count(sign)


def _thinned(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Sixty records at most, fewer of wide ones, evenly over all."""
    if not rows:
        return rows
    most = max(4, min(_ROWS, _CELLS // max(1, len(rows[0]))))
    step = -(-len(rows) // most)
    return rows[::step]


def _consistency(rows: Sequence[Sequence[str]]) -> float:
    """Mean over columns of the share of the commonest kind below the first record."""
    below = rows[1:] if len(rows) > 2 else rows
    total = 0.0
    width = len(rows[0])
    for column in zip(*below, strict=True):
        kinds = Counter("text" if isinstance(c, Quoted) else _coarse(kind(c)) for c in column)
        empty = kinds.pop("empty", 0)
        total += max(kinds.values()) / (len(column) - empty) if kinds else 0.4
    return total / width


def _coarse(of: str) -> str:
    return "text" if of in ("text", "code", "flag", "other") else of
