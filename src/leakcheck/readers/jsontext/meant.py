"""Whether a text is meant as JSON, however broken: then JSON is the one to say where it breaks.

Why: ``[1,`` or ``{a:1}`` also passes for a table of one row or a label with a value, and would be read
without a word about what is wrong with it.
"""

from __future__ import annotations

from leakcheck.pattern import pattern
from leakcheck.readers.intake.labelwords import is_label_wording

_INVISIBLE = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF], ""
)
_SHORT = 4_096
_LABELS = pattern(r"([^\W\d_][^\n:=,;|\[\]{}\"']{0,40})[:=]")
_CLOSING = {"[": "]", "{": "}"}


def visible(text: str) -> str:
    """The text without control and zero-width characters, which are seldom meant; blanks and breaks stay."""
    return text.translate(_INVISIBLE)


def is_meant(text: str) -> bool:
    """Whether a short text stands in brackets, or opens one it never closes, and is no labelled record.

    >>> is_meant("[1,"), is_meant("{a:1}"), is_meant("{Name: A. Rao}")
    (True, True, False)
    """
    text = text.strip()
    if not text or len(text) > _SHORT or text[0] not in _CLOSING:
        return False
    if any(is_label_wording(found[1]) for found in _LABELS.finditer(text)):
        return False
    closing = _CLOSING[text[0]]
    return closing not in text or "\n" not in text or _closes_at_end(text, text[0], closing)


def _closes_at_end(text: str, opening: str, closing: str) -> bool:
    """Whether the first bracket is closed by the last character, if at all."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return place == len(text) - 1
    return True
