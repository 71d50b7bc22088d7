"""One line of a drawn table to raw cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from leakcheck.pattern import pattern
from leakcheck.readers.markup.rulers import Ruler, at_edges, plain_drawing

_PIPES = pattern(r"(?<!\\)\|")
_CODE = pattern(r"(`{1,9})(?!`)[^`\n]{0,4000}(?<!`)\1(?!`)")
_GAP = pattern(r" {2,200}|\t")
_HIDDEN = "\x1f"
_MARKED = pattern(r"[\\\x1f<*_`]")


def pipe_cells(line: str, width: int, *, framed: bool) -> list[str]:
    r"""Cells of a Markdown row: ``\|`` is text, and so is a pipe in inline code where that makes it fit.

    >>> pipe_cells(r"| a \| b | `c|d` |", 2, framed=True)
    ['a | b', 'c|d']
    """
    text = line.strip().lstrip("> ") if line.lstrip().startswith(">") else line.strip()
    cells = _split(text, framed)
    if len(cells) > width and "`" in text:
        again = _split(_CODE.sub(lambda found: found[0].replace("|", _HIDDEN), text), framed)
        cells = again if len(again) == width else cells
    return [_shown(cell) for cell in cells]


def _split(text: str, framed: bool) -> list[str]:
    if framed:
        text = text.removeprefix("|")
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return _PIPES.split(text)


def _shown(cell: str) -> str:
    """The cell as a page shows it: marks that wrap all of it go, the escape of a pipe goes."""
    text = cell.strip()
    if not _MARKED.search(text):
        return text
    text = text.replace("\\|", "|").replace(_HIDDEN, "|").replace("<br>", " ").replace("<br/>", " ")
    for mark in ("**", "__", "``", "`"):
        inner = text[len(mark) : -len(mark)]
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark) and mark not in inner:
            return inner.strip()
    return text


def slice_cells(line: str, found: Ruler) -> list[str]:
    """Cells of a boxed or psql row, by the ruler's columns; by the bars where the columns are elsewhere."""
    places = at_edges(line, found.edges)
    if places is None:
        return _by_bars(line, framed=found.framed)
    ends = places[1:] if found.framed else [*places, len(line)]
    starts = [place + 1 for place in places[:-1]] if found.framed else [0, *(place + 1 for place in places)]
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


def _by_bars(line: str, *, framed: bool) -> list[str]:
    drawn = plain_drawing(line)
    bars = [at for at, char in enumerate(drawn) if char == "|"]
    if framed and bars:
        bars = bars[1:] if not drawn[: bars[0]].strip("> ") else bars
        begin = drawn.index("|") + 1 if not drawn[: drawn.index("|")].strip("> ") else 0
        end = bars.pop() if bars and not drawn[bars[-1] + 1 :].strip() else len(line)
    else:
        begin, end = 0, len(line)
    cuts = [begin - 1, *bars, end]
    return [line[a + 1 : b] for a, b in pairwise(cuts)]


def gap_cells(line: str, starts: Sequence[int]) -> list[str]:
    """Cells of a row in columns; by gaps of blanks where text runs over the end of a column."""
    cut = [start for start in starts[1:] if start - 1 < len(line)]
    if line.isascii() and all(line[start - 1].isspace() for start in cut):
        bounds = [starts[0], *starts[1:], len(line)]
        return [line[a:b].strip() for a, b in pairwise(bounds)]
    return [cell.strip() for cell in _GAP.split(line.strip())]
