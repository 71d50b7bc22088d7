"""HTML tables and definition lists: saved pages, mail bodies, pasted source, whatever the markup around.

Nothing is executed or loaded. The table with most cells is read, tables that look the same go with it;
two-column tables of labels and definition lists become one record each.
"""

from __future__ import annotations

import re

from leakcheck.model import Table
from leakcheck.pattern import pattern
from leakcheck.readers.intake.decoding import decode, decode_head
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

TITLE = "HTML table"
EXAMPLE: bytes | None = b"""<table>
<tr><th>name</th><th>age</th></tr>
<tr><td>A. Sharma</td><td>41</td></tr>
<tr><td>B. Rao</td><td>35</td></tr>
</table>
"""
MOST_BID = 0.96
_ROW = pattern(r"<tr\b[^<>]{0,500}>\s{0,100}<t[dh]\b", re.I)
_LIST = pattern(r"<dl\b[^<>]{0,500}>\s{0,100}(?:<div\b[^<>]{0,500}>\s{0,100})?<dt\b", re.I)
_PAGE = pattern(r"\s{0,1000}(?:<!doctype html|<html\b|<table\b|<body\b|<head\b)", re.I)


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an HTML table: a row tag with a cell tag in it, or a page."""
    text = "\n".join(decode_head(head))
    if _ROW.search(text) or _LIST.search(text):
        return 0.96 if text.lstrip().startswith("<") else 0.6
    return 0.5 if _PAGE.match(text) else 0.0


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read tables or definition lists of a page; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, or holds no table with a record.
    """
    from leakcheck.readers.markup.assembly import Assembly
    from leakcheck.readers.markup.grid import grid_rows
    from leakcheck.readers.markup.page import measure
    from leakcheck.readers.markup.pairs import list_pairs
    from leakcheck.readers.markup.survey import best_group, survey
    from leakcheck.readers.markup.tags import tags

    decoded = decode(evidence, options.encoding)
    page = measure(decoded, lambda lines: grid_rows(tags(lines), evidence.name))
    assembly = Assembly(evidence, page, "html", options.budget)
    found = survey(page.rows(), options.is_label, evidence.name)
    _, numbers = best_group(found)
    filled = sum(facts.filled for facts in found if facts.number in numbers)
    has_lists = any("<dl" in line or "<DL" in line for line in decoded.lines())
    listed = sum(2 for _ in list_pairs(tags(decoded.lines()))) if has_lists else 0
    if listed > filled:
        return assembly.pairs(list_pairs(tags(decoded.lines())), "definition list")
    return assembly.tables(found, options)
