"""Take decoration off a line: bullets, emoji, numbering, bold markers. Values are never touched inside."""

from __future__ import annotations

import re
import unicodedata

from leakcheck.pattern import pattern

EDGE = " \t\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
EDGE += "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0f"
_BULLETS = frozenset("•‣◦●○■□▪▫◆◇★☆✓✔✗✘※·∙→⇒»›‧⁃∎\u200d\u20e3\ufe0f")
_SPACED_BULLETS = frozenset("-–—*>#~_+o")
_SYMBOLS = frozenset({"So", "Sk", "Cn"})
_KEYCAP = pattern(r"[\d#*]\ufe0f?\u20e3")
_NUMBER = pattern(r"(\(?\d{1,3}(?:[.)]|\.\))|\(?[a-z]\)|\[\d{1,3}\])\s{1,4}(?=\D|\d{1,2}(?i:st|nd|rd|th)\b)")
_MARKER = pattern(r"\*{1,3}|_{1,3}|~{2}|`{1,3}")
_RULE = pattern(r"[-=_*~#.•·+─━═—–▬■□|│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╭╮╰╯\s]{3,500}")
_FENCE = pattern(r"(?:`{3}|~{3})[a-z]{0,12}")
_INLINE_TAG = pattern(r"</?(?:b|i|u|s|em|strong|code|pre|span|font|a)\b[^<>]{0,300}>", re.I)
_QUOTED = pattern(r"\s{0,20}(?:>{1,3}(?:\s{1,3}|$)){1,10}|\s{0,20}>{1,3}(?=[^\W\d_])")
_LINE_TAG = pattern(r"</?(?:br|p|div|li|ul|ol|h[1-6])\b[^<>]{0,300}>", re.I)
_BOLD_LINE = pattern(r"\s{0,20}(\*{1,3}|_{2,3})[^*_\n]{1,80}\1\s{0,20}")
_FORUM_RULE = pattern(r"\[hr\]", re.I)
_FORUM_TAG = pattern(
    r"\[/?(?:b|i|u|s|code|pre|quote|color|size|font|url|email|list|center|left|spoiler|img|\*)"
    r"(?:=[^\[\]]{0,100})?\]",
    re.I,
)
_PROGRESS = pattern(r"[\[(][-+*!~>✓✔][\])]\s{1,4}")
_FEWEST_DRAWN, _MOST_KINDS = 3, 2
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}


def untagged(text: str) -> str:
    """Text without inline HTML tags and those of forums; those that begin a new line leave a gap.

    >>> untagged("<b>Name:</b> A. Sharma<br>Age: 41")
    'Name: A. Sharma  Age: 41'
    >>> untagged("[b]Name[/b]: A. Sharma"), untagged("[hr]")
    ('Name: A. Sharma', '---')
    """
    if "[" in text:
        text = _FORUM_TAG.sub("", _FORUM_RULE.sub("---", text))
    return _INLINE_TAG.sub("", _LINE_TAG.sub("  ", text)) if "<" in text else text


def unquoted(text: str) -> str:
    """Text without the marks a reply puts before what it quotes: ``> ``, ``>> ``; alone they leave nothing.

    >>> unquoted("> > Name: A. Sharma"), unquoted(">>"), unquoted("->x")
    ('Name: A. Sharma', '', '->x')
    """
    found = _QUOTED.match(text)
    return text[found.end() :] if found else text


def bare(text: str) -> str:
    """Text without blanks, bullets and emoji in front, and without bold markers around its start.

    >>> bare("🔹 **Name:** A. Sharma"), bare("- Mobile: 98******10"), bare("-5")
    ('Name: A. Sharma', 'Mobile: 98******10', '-5')
    """
    text = _without_frame(text.strip(EDGE))
    for _ in range(8):
        if mark := _KEYCAP.match(text) or _PROGRESS.match(text):
            text = text[mark.end() :].lstrip(EDGE)
        elif text and (
            _is_bullet(text[0]) or (text[0] in _SPACED_BULLETS and text[1:2] in EDGE and text[1:])
        ):
            text = text[1:].lstrip(EDGE)
        else:
            break
    return _without_bold(text)


def is_bold(text: str) -> bool:
    """Whether bold marks stand around the whole line: ``**Name**``."""
    return bool(_BOLD_LINE.fullmatch(text))


def without_number(text: str) -> str:
    """Text without list numbering in front (``1.``, ``(2)``, ``a)``); initials such as ``A.`` stay."""
    found = _NUMBER.match(text)
    return bare(text[found.end() :]) if found else text


def is_rule(text: str) -> bool:
    """Whether a line only divides: ``---``, ``=====``, ``* * *``, or the fence of a block of code."""
    text = text.strip(EDGE)
    if len(text) > 500 or not text.strip("."):
        return False
    return bool(_RULE.fullmatch(text) or _FENCE.fullmatch(text)) or _is_drawn(text)


def _is_drawn(text: str) -> bool:
    """Whether a line is one sign over and over, such as a row of the same emoji."""
    signs = [c for c in text if c not in EDGE]
    return len(signs) >= _FEWEST_DRAWN and len(set(signs)) <= _MOST_KINDS and all(map(_is_bullet, signs))


def clean_label(text: str) -> str:
    """Label as written, without quotes, emoji, bullets and separators at its ends."""
    text = text.strip(EDGE)
    for _ in range(8):
        if text and (_is_bullet(text[-1]) or text[-1] in "*_`:：=-–—|\"'“”‘’>"):
            text = text[:-1].rstrip(EDGE)
        elif text and (_is_bullet(text[0]) or text[0] in "*_`\"'“‘{[>"):
            text = text[1:].lstrip(EDGE)
        else:
            break
    return " ".join(text.split())


def clean_value(text: str) -> str:
    """Value as written, without blanks at its ends and without markers or quotes around all of it."""
    text = text.strip(EDGE)
    for marker in ("**", "__", "*", "_", "`"):
        inner = text[len(marker) : -len(marker)]
        if text.startswith(marker) and text.endswith(marker) and marker[0] not in inner and _is_filled(inner):
            return inner.strip(EDGE)
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing) and text.count(closing) <= 2:
        return text[1:-1].strip(EDGE)
    return text


def _is_bullet(char: str) -> bool:
    return char in _BULLETS or (not char.isascii() and unicodedata.category(char) in _SYMBOLS)


def _without_frame(text: str) -> str:
    """Bars or braces around the whole line: ``| Name | Ravi |``, ``│ Name: Ravi │``, ``{'name': 'Ravi'}``."""
    for first, last in (("|", "|"), ("│", "│"), ("┃", "┃"), ("║", "║"), ("{", "}")):
        if len(text) > 2 and text[0] == first and text[-1] == last:
            return text[1:-1].strip(EDGE)
    return text


def _without_bold(text: str) -> str:
    opening = _MARKER.match(text)
    if not opening:
        return text
    marker = opening[0]
    closing = text.find(marker, opening.end())
    if closing < 0 or not _is_wording(text[opening.end() : closing]):
        return text
    return (text[opening.end() : closing] + text[closing + len(marker) :]).strip(EDGE)


def _is_filled(text: str) -> bool:
    return any(c.isalnum() for c in text) and text[:1] not in "*_`~" and text[-1:] not in "*_`~"


def _is_wording(text: str) -> bool:
    """Words rather than a masked number: ``Name`` but not ``XXXX`` or ``98``."""
    return (
        any(c.isalpha() and c not in "xX" for c in text) and text[:1] not in "*_`" and text[-1:] not in "_`"
    )
