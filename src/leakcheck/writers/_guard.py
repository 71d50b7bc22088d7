"""The guard against formulas: a spreadsheet must show what a cell says, never run it.

A guarded cell gets an apostrophe in front. A cell that already looks guarded gets another one, so
that taking one away always gives the original back, whoever wrote it.
Source: OWASP ASVS 1.2.10, CWE-1236. East Asian settings take the full-width signs for formulas too.
"""

from __future__ import annotations

import re

MARK = "'"
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\x00")
_BREAKS = frozenset("\t\r\n")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def is_formula(text: str) -> bool:
    r"""Whether a spreadsheet may run a cell: the first character after blanks says so, numbers apart.

    >>> [is_formula(t) for t in ("=1+1", " @x", "+91 98", "-5.2", "a=1", "\tx")]
    [True, True, True, False, False, True]
    """
    bare = text.lstrip()
    if bare[:1] in _STARTS:
        return not _NUMBER.fullmatch(text)
    return text.lstrip(" \u00a0")[:1] in _BREAKS


def needs_guard(text: str) -> bool:
    """Whether a cell is a formula, or would be taken for a guarded one."""
    if text[:1].isalnum():  # nearly all cells
        return False
    return is_formula(text.lstrip(MARK) if text.startswith(MARK) else text)


def guard(text: str) -> str:
    """Put the apostrophe in front where it is needed.

    >>> guard("=1+1"), guard("'=1+1"), guard("O'Neil"), guard("-5")
    ("'=1+1", "''=1+1", "O'Neil", '-5')
    """
    return MARK + text if needs_guard(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe away again: the inverse of `guard`.

    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if text.startswith(MARK) and needs_guard(text[1:]) else text
