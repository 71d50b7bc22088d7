"""Lines of a credential list that are no records: drawn lines, boasts, addresses of channels, captions."""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_MARKED = pattern(
    r"\s{0,200}(?:#{1,9}(?:\s|$)|//|/\*|\*{2}|={2}|-{2}|~{2}|_{2}|<!--|\[[+*!#x-]\]|@\w{3,64}\s*$)"
)
_WORDING = pattern(
    r"\b(?:leak(?:ed|s)?|dump(?:ed|s)?|crack(?:ed|ing)?|combos?|combolist|credits?|telegram|t\.me|discord|"
    r"channel|join|subscribe|forums?|hits|checked|checker|database|db|total|lines|powered|enjoy|exported|"
    r"source|format|records?|entries|count|contact|vip|cloud|premium|free|shared?|by|fresh|hq|"
    r"welcome|thanks|visit|end|part|date|website|uploaded|private|public|base|generated)\b",
    re.I,
)
_LETTERS = pattern(r"[^\W_]")
_LONGEST = 400


def banner(line: str) -> str:
    """Why a line is no record, in a few words; empty when it may be one.

    Only asked of lines that no anchored layout reads.

    >>> banner("===== Leaked by somebody ====="), banner("john:hunter2")
    ('banner or comment', '')
    """
    text = line[:_LONGEST]
    letters = len(_LETTERS.findall(text))
    if not letters:
        return "a drawn line"
    if _MARKED.match(text):
        return "banner or comment"
    if len(text) > 9 and letters * 3 < len(text) and _is_drawn(text):
        return "a drawing of characters"
    words = text.split()
    if len(words) > 1 and _WORDING.search(text):
        return "banner or comment"
    return "text between the records" if len(words) > 4 else ""


def _is_drawn(text: str) -> bool:
    """Whether blanks and the strokes of drawings outweigh everything else."""
    return sum(char in " _-=/\\|#*.'`,()<>~+:█▄▀▓▒░║═╔╗╚╝╠╣" for char in text) * 5 >= 3 * len(text)
