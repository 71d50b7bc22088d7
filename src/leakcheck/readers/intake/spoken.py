"""Labels and values as people write them, told from a table without trying any delimiter.

Why: judging a table costs more than all else that is done with a pasted record.
"""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.pattern import pattern

LINES = 600
WEAK_BUT_FIRM = tuple("#&!%$@§¬¦")
"""Signs that stand in talk too, but between many regular columns are what a program wrote."""

_SPOKEN = pattern(r"[^:：]{1,60}[:：][*_`]{0,3}\s")
_STRONG = frozenset({*',;\t|^~"', *WEAK_BUT_FIRM})
_LONG = ("  ", "::", "<>")
_REMARKS = ("//", "--", "sep=")


def are_spoken(lines: Sequence[str]) -> bool:
    """Whether most lines read ``Label: value``: a blank behind the colon is for people, not for programs."""
    return sum(bool(_SPOKEN.match(line)) for line in lines) * 10 >= 6 * len(lines)


def is_weak(delimiter: str) -> bool:
    """Whether a sign delimits tables less often than it stands in talk."""
    return len(delimiter) == 1 and delimiter not in ",;\t|^~" and delimiter >= " "


def is_surely_spoken(lines: Sequence[str]) -> bool:
    """Whether `leakcheck.readers.intake.bidding` must call the lines talk: no sign in them delimits firmly.

    Then every delimiter that may be tried is weak, and spoken lines with a weak delimiter are no table.
    """
    lines = [line for line in lines[:LINES] if line.strip()]
    signs = frozenset().union(*lines)
    if any(sign in _STRONG or sign < " " for sign in signs):
        return False
    if any(sign in line for line in lines for sign in _LONG):
        return False
    return are_spoken(lines) and not any(line.strip().casefold().startswith(_REMARKS) for line in lines)
