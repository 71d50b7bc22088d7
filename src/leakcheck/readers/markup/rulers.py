"""The drawn lines of text tables: which kind, and where the columns stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.pattern import pattern

_DRAWN = {ord(c): "|" for c in "│┃║╎┆┊"}
_DRAWN |= {ord(c): "-" for c in "─━╌┄┈"} | {ord("═"): "="}
_DRAWN |= {ord(c): "+" for c in "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┏┳┓┣╋┫┗┻┛┡╇┩┝┿┥┠╂┨╭╮╰╯"}
_BOX = pattern(r"\+(?:[-=]+\+)+")
_PIPE = pattern(r"\|?(?: *:?-+:? *\|)*(?: *:?-+:? *)?")
_ORG = pattern(r"\|-+(?:\+-+)*\|")
_PLUS = pattern(r"-+(?:\+-+)+")
_GAP = pattern(r"(?:=+ +)+=+|(?:-+ +)+-+")
_MOST = 200_000


class Ruler(NamedTuple):
    """A drawn line: `kind` (box, pipe, plus, gap), the columns of its edges, and how it begins.

    Edges are the places of the verticals; for `gap` the places where columns begin.
    """

    kind: str
    edges: tuple[int, ...]
    framed: bool
    double: bool
    length: int


def plain_drawing(line: str) -> str:
    """Line drawing characters as ``|``, ``-``, ``=`` and ``+``, place by place."""
    return line if line.isascii() else line.translate(_DRAWN)


def ruler(line: str) -> Ruler | None:
    """Read a line as a ruler; None when it is none.

    >>> ruler("+----+-----+").edges, ruler("|:--|--:|").kind, ruler("a | b")
    ((0, 5, 11), 'pipe', None)
    """
    text = plain_drawing(line).rstrip()
    bare = text.lstrip("> \t")
    if not bare or len(text) > _MOST or bare.strip("|+:=- ") or not ("-" in bare or "=" in bare):
        return None
    shift, double = len(text) - len(bare), "=" in bare
    if _BOX.fullmatch(bare):
        return Ruler("box", _places(bare, "+", shift), True, double, len(text))
    if _ORG.fullmatch(bare) and "+" in bare:
        edges = tuple(shift + at for at, char in enumerate(bare) if char in "+|")
        return Ruler("box", edges, True, double, len(text))
    if "|" in bare and _PIPE.fullmatch(bare):
        framed = bare.startswith("|")
        if bare.count("|") > framed:
            return Ruler("pipe", _places(bare, "|", shift), framed, double, len(text))
    if _PLUS.fullmatch(bare):
        return Ruler("plus", _places(bare, "+", shift), False, double, len(text))
    if _GAP.fullmatch(bare):
        starts = tuple(shift + found.start() for found in re.finditer(r"[-=]+", bare))
        return Ruler("gap", starts, False, double, len(text))
    return None


def _places(text: str, char: str, shift: int) -> tuple[int, ...]:
    return tuple(shift + at for at, found in enumerate(text) if found == char)


def width_of(drawn: Ruler) -> int:
    """Columns a ruler draws."""
    if drawn.kind == "box":
        return len(drawn.edges) - 1
    if drawn.kind == "plus":
        return len(drawn.edges) + 1
    if drawn.kind == "gap":
        return len(drawn.edges)
    return len(drawn.edges) + 1 - drawn.framed - (drawn.length - 1 == drawn.edges[-1])


def at_edges(line: str, edges: Sequence[int]) -> list[int] | None:
    """Places of the verticals in a line, by characters or by display width; None when they are elsewhere.

    Why display width: wide East Asian characters take two columns, combining marks none.
    """
    drawn = plain_drawing(line)
    if all(edge < len(drawn) and drawn[edge] in "|+" for edge in edges):
        return list(edges)
    if line.isascii():
        return None
    places, column, wanted = [], 0, iter(edges)
    edge = next(wanted, None)
    for at, char in enumerate(line):
        if column == edge and drawn[at] in "|+":
            places.append(at)
            edge = next(wanted, None)
        column += _columns(char)
    return places if edge is None else None


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
