"""Physical lines: LF, CRLF and CR end one, nothing else does; the last may lack its end.

Why not str.splitlines: it also splits at U+0085, U+2028, vertical tab and others, which stand
inside values. Everything streams in pieces of about 1 MiB.
"""

from __future__ import annotations

from collections.abc import Iterator

CHUNK = 1 << 20
MARK = "\ufeff"


def lines_of(pieces: Iterator[str]) -> Iterator[str]:
    """Split text that arrives in pieces; a CR at the end of a piece waits for its LF."""
    for lines in line_lists(pieces):
        yield from lines


def line_lists(pieces: Iterator[str]) -> Iterator[list[str]]:
    """Lines of text that arrives in pieces, as many at a time as a piece completes."""
    held: list[str] = []
    for piece in pieces:
        cut = max(piece.rfind("\n"), piece.rfind("\r", 0, max(0, len(piece) - 1))) + 1
        if not cut:
            held.append(piece)
            continue
        yield split_lines("".join((*held, piece[:cut])))
        held = [piece[cut:]]
    yield split_lines("".join(held))


def split_lines(text: str) -> list[str]:
    r"""Split text that ends where a line ends; byte order marks at line starts are dropped.

    >>> split_lines("a\r\nb\rc\x85d\n\ne")
    ['a', 'b', 'c\x85d', '', 'e']
    """
    if not text:
        return []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removeprefix(MARK) for line in lines] if MARK in text else lines


def newline_style(data: bytes, codec: str) -> str:
    """Name the line ends seen in the first chunk."""
    text = data[:CHUNK].decode(codec, "replace")
    crlf = text.count("\r\n")
    counts = {"CRLF": crlf, "LF": text.count("\n") - crlf, "CR": text.count("\r") - crlf}
    seen = [name for name, count in counts.items() if count]
    return seen[0] if len(seen) == 1 else "mixed" if seen else "none"
