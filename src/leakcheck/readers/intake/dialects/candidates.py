"""Which delimiters and quotes are worth trying on a sample: whatever stands there regularly.

Why not a fixed list: leaks and old exports are cut by anything a program could print, control characters
included. What is rarely a delimiter must look all the better for it (`USUALNESS`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from leakcheck.readers.intake.linesplit import GAP

USUALNESS = {
    ",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "^": 0.9, "~": 0.9, GAP: 0.8, " ": 0.75, "#": 0.7, ":": 0.6,
    "&": 0.6, "*": 0.6, "!": 0.6, "`": 0.6, "%": 0.5, "$": 0.5, "@": 0.5, "\\": 0.5, "=": 0.4, "/": 0.35,
    "+": 0.35, "-": 0.25,
}  # fmt: skip
_LONG = ("||", "::", ";;", "|~|", "~|~", "\t\t", "^^", "~~", "##", "&&", "@@", "$$", "%%", "|^|", "#|#",
         "<|>", "<>", "::::", "||||", "|::|", "~^~", ":|:", "¦¦", "§§")  # fmt: skip
_NEVER = frozenset("\"'.,_()[]{}<>?\r\n\ufeff\u00a0\u200b\u200c\u200d\u00ad°²³µ€£₹“”‘’–—…") - {","}
_COUNTED = 120
_MOST = 9
_LEAST = 0.1


def usualness(delimiter: str) -> float:
    """How usual a delimiter is, 0 to 1."""
    if len(delimiter) > 1 and delimiter != GAP:
        return 1.0
    if "\x00" < delimiter < " " and delimiter != "\t":
        return 0.95
    return USUALNESS.get(delimiter, 0.6)


def delimiters(lines: Sequence[str]) -> list[str]:
    """Delimiters to try, the most regular first; the usual ones whenever they occur often enough."""
    lines = lines[:_COUNTED]
    regular = {sign: _regularity(lines, sign) for sign in _signs(lines)}
    usual = [sign for sign in regular if usualness(sign) >= 0.9 and len(sign) == 1]
    regular = {sign: share for sign, share in regular.items() if sign not in usual}
    others = sorted(regular, key=lambda sign: (-regular[sign] * usualness(sign), sign))
    return [*usual, *(sign for sign in others[:_MOST] if regular[sign] >= _LEAST or sign in (" ", GAP))]


def _signs(lines: Sequence[str]) -> list[str]:
    """Every sign that stands in a tenth of the lines and is neither letter, digit nor pairing mark."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen.update(set(line))
    least = max(1, len(lines) // 10)
    single = [c for c, count in seen.items() if count >= least and is_sign(c)]
    several = [s for s in (*_LONG, GAP) if sum(s in line for line in lines) >= least]
    return [*single, *several]


def is_sign(char: str) -> bool:
    """Whether a character may delimit at all: no letter, mark, digit, bracket or NUL."""
    if char in _NEVER or char.isalnum() or char == "\x00":
        return False
    return char.isascii() or unicodedata.category(char)[0] in "PSC"


def _regularity(lines: Sequence[str], sign: str) -> float:
    """Share of lines with the most common count above none; any at all for the usual delimiters."""
    counts = Counter(count for line in lines if (count := line.count(sign)))
    return max(counts.values()) / len(lines) if counts else 0.0


def quotes(lines: Sequence[str], delimiter: str) -> list[str]:
    """Quotes seen where a field may begin; the double quote stands in when none is seen at all."""
    if delimiter == GAP:
        return [""]
    found = [quote for quote in ('"', "'") if _opens_fields(lines, delimiter, quote)]
    return found or ['"']


def _opens_fields(lines: Sequence[str], delimiter: str, quote: str) -> bool:
    inner = (delimiter + quote, f"{delimiter} {quote}") if delimiter else ()
    closing = quote + delimiter if delimiter else "\n"
    opened = closed = 0
    for line in lines:
        if quote in line:
            opened += line.lstrip().startswith(quote) or any(mark in line for mark in inner)
            closed += line.rstrip().endswith(quote) or closing in line
    return opened > 0 and closed > 0


def escape_of(lines: Sequence[str], delimiter: str, quote: str) -> str:
    r"""Return a backslash when it protects quotes (``\"``) or delimiters and doubling is not in use."""
    if delimiter == "\\":
        return ""
    slashed = [line for line in lines if "\\" in line]
    if quote and any("\\" + quote in line for line in slashed):
        doubled = sum(_is_doubled(line, delimiter, quote) for line in lines if quote * 2 in line)
        return "" if doubled else "\\"
    if delimiter and not (quote and _opens_fields(lines, delimiter, quote)):
        return "\\" if any("\\" + delimiter in line for line in slashed) else ""
    return ""


def _is_doubled(line: str, delimiter: str, quote: str) -> bool:
    """Whether a doubled quote is not merely an empty field."""
    bounded = f"{delimiter}{line}{delimiter}"
    return quote * 2 in bounded.replace(f"{delimiter}{quote}{quote}{delimiter}", delimiter)
