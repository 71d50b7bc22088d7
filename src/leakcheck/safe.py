"""The one door out: nothing from the input is printed but through here.

Why: a cell of a hostile file can move the cursor, rename the terminal window, turn the reading
order round or hide text; and a cell of a genuine one is somebody's private life. `show` makes
every unprintable mark visible, `mask` hides what a value says and keeps its form, `reveal`
decides between them. Measured: no terminal library does this by itself (rich passes ESC, C1,
bidi and zero-width marks through). Trojan Source, CVE-2021-42574; Unicode UAX 9, UTS 51.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from leakcheck import discover
from leakcheck.errors import LeakcheckError, MaskedError, NumberError, ShapeError

HIDDEN = "•"
MODES = ("masked", "values", "none")
_JOINERS = "\u200c\u200d"
_VARIATION = "\ufe0e\ufe0f"
# Letters and marks that Unicode calls default-ignorable: they look like nothing (DerivedCoreProperties.txt).
_BLANK = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2065, 0x2800,
                             0x3164, *range(0xFE00, 0xFE10), 0xFFA0)))  # fmt: skip
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MIN_DIGITS = 4


def show(text: str, limit: int = 200) -> str:
    r"""Make every unprintable mark visible and cut what is too long.

    Parameters
    ----------
    text : str
        Anything, lone surrogates included.
    limit : int
        Terminal cells to keep; behind them stands how many characters were left out.

    Examples
    --------
    >>> show("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    >>> show("क्\u200dष, a\u200db")
    'क्\u200dष, a\\u200db'
    >>> show("abcdef", limit=4)
    'abcd… (+2)'
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    pieces: list[str] = []
    width = 0
    for index, char in enumerate(text):
        piece = _visible(char, text[index - 1 : index], text[index + 1 : index + 2])
        width += len(piece) + (len(piece) == 1 and unicodedata.east_asian_width(char) in "WF")
        if width > limit:
            return f"{''.join(pieces)}… (+{len(text) - index})"
        pieces.append(piece)
    return "".join(pieces)


def _visible(char: str, before: str, after: str) -> str:
    if " " <= char <= "~" or not _is_unprintable(char):
        return char
    if char in _JOINERS and (_is_indic(before) or (_is_emoji(before) and _is_emoji(after))):
        return char
    if char in _VARIATION and _is_emoji(before):
        return char
    return _escape(ord(char))


def _is_unprintable(char: str) -> bool:
    return unicodedata.category(char) in _UNPRINTABLE or char in _BLANK or _is_reserved(ord(char))


def _is_reserved(code: int) -> bool:
    """Noncharacters, and plane 14, where tags and variation selectors live."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xE0000 <= code <= 0xE0FFF


def _is_indic(char: str) -> bool:
    return "\u0900" <= char <= "\u0dff" and unicodedata.category(char)[0] in "LM"


def _is_emoji(char: str) -> bool:
    return bool(char) and (
        char in _VARIATION or "\u2190" <= char <= "\u2bff" or "\U0001f000" <= char <= "\U0001faff"
    )


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def mask(text: str, keep: Callable[[str], str] | None = None) -> str:
    """Hide what a value says and keep its form: blanks and punctuation stay, all else becomes a dot.

    Parameters
    ----------
    text : str
        The value.
    keep : callable, optional
        Says what may stay: the `mask` of a number type, or `initials`. Where it refuses the text,
        everything is hidden.

    Examples
    --------
    >>> mask("12-03-1982"), mask("A. Sharma", initials)
    ('••-••-••••', 'A. S•••••')
    """
    if keep is None:
        return show(_hide(text))
    try:
        return show(keep(text))
    except (NumberError, ValueError):
        return show(_hide(text))


def _hide(text: str) -> str:
    return "".join(char if _is_form(char) else HIDDEN for char in text)


def _is_form(char: str) -> bool:
    """Whether a character is form and not content; symbols outside ASCII can spell (circled letters)."""
    category = unicodedata.category(char)
    return category[0] in "PZ" or category == "Cc" or (char < "\x80" and category[0] == "S")


def initials(text: str) -> str:
    """Keep the first letter of every word of a name and hide the rest.

    >>> initials("अमित  K Rao"), initials("O'Neil 9A")
    ('अ•••  K R••', "O'•••• ••")
    """
    kept = []
    for index, char in enumerate(text):
        first = index == 0 or text[index - 1].isspace()
        letter = unicodedata.category(char)[0] == "L"
        kept.append(char if first and letter else _hide(char))
    return "".join(kept)


def reveal(value: str | None, mode: str, kind: str | None = None) -> str:
    """Turn one cell into text for a report; every format calls this and nothing else.

    Parameters
    ----------
    value : str or None
        The raw cell; a missing one gives the empty text.
    mode : {"masked", "values", "none"}
        ``none`` gives the empty text. An unknown mode counts as ``masked``: deny by default.
    kind : str, optional
        Field type: a file name in ``idnumbers`` (its conventional mask is used where the value has
        that shape), ``name`` (initials stay), anything else (all letters and digits hidden).

    Examples
    --------
    >>> reveal("A. Sharma", "masked", "name"), reveal("12-03-1982", "masked", "date")
    ('A. S•••••', '••-••-••••')
    >>> reveal("A. Sharma", "values"), reveal("A. Sharma", "none")
    ('A. Sharma', '')
    """
    if value is None or mode == "none":
        return ""
    if mode == "values":
        return show(value)
    return mask(value, _keeper(kind))


def _keeper(kind: str | None) -> Callable[[str], str] | None:
    if kind == "name":
        return initials
    if kind is None or kind not in discover.names("idnumbers"):
        return None
    number = discover.load("idnumbers", kind)

    def keep(text: str) -> str:
        try:
            number.validate(text)
        except (ShapeError, MaskedError):
            raise
        except LeakcheckError:
            pass  # a wrong check digit is still a number of this type
        return str(number.mask(text))

    return keep


def heading(text: str, mode: str = "masked") -> str:
    """Print a column's heading; where it looks like a cell, the first record was taken for a header.

    >>> heading("dose1_date"), heading("98765 43210"), heading("a@b.example")
    ('dose1_date', '••••• •••••', '•@•.•••••••')
    """
    digits = sum(char.isdigit() for char in text)
    return mask(text) if mode != "values" and (digits >= _MIN_DIGITS or "@" in text) else show(text)
