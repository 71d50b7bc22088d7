"""Layout of a credential list: which roles stand in a line, in which order, between which separator."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.frozen import dataclass
from leakcheck.readers.combo.shapes import EMAIL, HASH, IP, SCHEME, url_pattern

SEPARATORS = (":", ";", "|", "\t", " : ", " | ", " ; ", ": ", "; ", "| ", "----")
_NAMES = {":": "colon", ";": "semicolon", "|": "pipe", "\t": "tab", "----": "four hyphens"}
_SHAPES = {"hash": HASH, "ip": IP, "id": r"\d{1,20}"}
_WIDE = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Roles in order and the separator; `pattern` reads a line, one group a column.

    Roles: email, username, login (either of them), password, hash, salt, url, ip, id, and other words
    for plain tokens. One role (the password, else the last) keeps every further separator.
    `spaced` allows blanks in user names.
    """

    separator: str
    roles: tuple[str, ...]
    spaced: bool = False

    @property
    def name(self) -> str:
        """The layout as people write it."""
        return ":".join(self.roles)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns, named by meaning; a login fills one of two."""
        pairs = (("email", "username") if role == "login" else (role,) for role in self.roles)
        return tuple(name for pair in pairs for name in pair)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled reading of a whole line."""
        return _compiled(self)


@cache
def _compiled(layout: Layout) -> re.Pattern[str]:
    parts = [_part(layout, place) for place in range(len(layout.roles))]
    return re.compile(re.escape(layout.separator).join(parts), re.DOTALL)


def _part(layout: Layout, place: int) -> str:
    roles = layout.roles
    role, behind = roles[place], "".join(roles[place + 1 : place + 2])
    if role == "login":
        follows = re.escape(layout.separator)
        return f"(?:({_email(layout)})(?={follows})|({_token(layout, role)}))"
    if role == ("password" if "password" in roles else roles[-1]) and role in ("password", "salt"):
        return "(.*?)" if behind == "url" else "(.*)"
    if role == "url":
        pattern = f"{SCHEME}.*" if not behind else url_pattern(core_of(layout.separator), bare=True)
    elif role == "email":
        pattern = _email(layout)
    elif role in _SHAPES:
        pattern = _SHAPES[role]
    else:
        pattern = ".*?" if behind == "hash" and len(roles) < _WIDE else _token(layout, role)
    return f"({pattern}|)" if len(roles) >= _WIDE else f"({pattern})"


def _email(layout: Layout) -> str:
    """An address; lazy where its characters may begin the separator."""
    return EMAIL + "?" if layout.separator == "----" else EMAIL


def _token(layout: Layout, role: str) -> str:
    """A user name or other plain token: up to the first separator, with a letter or digit in it.

    Behind a URL it may be anything. Beside addresses it holds no mark of an address or another layout.
    """
    if layout.separator == "----":
        return r"(?![#=*~_/\-]{2}|#\s)(?=.*?[^\W_]).{1,256}?"
    core = re.escape(core_of(layout.separator))
    if layout.roles[0] == "url":
        return rf"[^{core}\n]{{0,256}}"
    free = f"{core};|@" if role == "login" else core
    start = rf"(?!{SCHEME})(?=[^{core}\n]*?[^\W_])"
    if len(layout.separator) > 1:
        return rf"(?![#=*~_/\-]{{2}}|#\s|\s){start}[^{free}\n]{{1,256}}"
    if layout.spaced:
        return rf"(?![#=*~_/\-]{{2}}|#\s|\s){start}[^{free}\n]{{0,255}}[^{free}\s]"
    return rf"{start}[^{free}\s]{{1,256}}"


def core_of(separator: str) -> str:
    """Visible character of a separator."""
    return separator.strip(" ")[:1]


def named(separator: str) -> str:
    """Return a separator in words.

    >>> named(" : "), named(";")
    ('colon between blanks', 'semicolon')
    """
    if separator in _NAMES:
        return _NAMES[separator]
    word = _NAMES[core_of(separator)]
    return f"{word} between blanks" if separator.startswith(" ") else f"{word} and a blank"
