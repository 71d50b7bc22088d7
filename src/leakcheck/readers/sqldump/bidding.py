"""How much a text looks like an SQL dump, rather than talk in which SQL occurs."""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_HINT = pattern(r"^[ \t]{0,9}(?:INSERT|REPLACE|CREATE|COPY)\s", re.I | re.M)
_SIGNED = pattern(
    r"\s{0,99}(?:-- (?:MySQL dump|MariaDB dump|phpMyAdmin SQL Dump)|--\n-- PostgreSQL database|/\*M?!\d{5,6}"
    r"|PRAGMA foreign_keys=|/\*{6} Object:|USE \[[^\]\n]{1,200}\]\s{1,9}GO\b)",
    re.I,
)
_FOREIGN = 0.25


def dump_bid(text: str, *, cut: bool) -> float:
    """Score between 0 and 1; `cut` says that the text goes on."""
    if _SIGNED.match(text):
        return 0.99
    if not _HINT.search(text):
        return 0.0
    from leakcheck.readers.sqldump.survey import survey

    seen = survey(text, cut=cut)
    tables = any(info.columns for info in seen.tables.all())
    if not seen.rows and not (tables and cut):
        return 0.0
    share = seen.foreign / max(1, seen.foreign + seen.plain)
    return 0.99 - share if share < _FOREIGN else 0.0
