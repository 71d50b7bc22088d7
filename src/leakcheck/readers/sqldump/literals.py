"""What a quoted literal says: escapes resolved, casts and writers' detours taken off.

Sources: MySQL Reference Manual, "String Literals"; PostgreSQL documentation, "Lexical Structure" and
"COPY"; SQLite documentation, ``unistr``; the ``.dump`` command of the sqlite3 shell.
"""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_MYSQL = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "Z": "\x1a", "%": "\\%", "_": "\\_"}
_PG = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}
_PAIR = pattern(r"\\(.)|(''|\"\")", re.S)
_PG_ESCAPE = pattern(
    r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))|''", re.S
)
_COPY_ESCAPE = pattern(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.S)
_UNISTR = pattern(r"\\(?:(\\)|\+([0-9A-Fa-f]{6})|U([0-9A-Fa-f]{8})|u?([0-9A-Fa-f]{4}))")


def unquote(body: str, quote: str, *, backslash: bool) -> str:
    """Text between the quotes of an ordinary literal."""
    if not backslash or "\\" not in body:
        return body.replace(quote * 2, quote)
    doubled = quote * 2
    return _PAIR.sub(
        lambda m: (quote if m[2] == doubled else m[2]) if m[1] is None else _MYSQL.get(m[1], m[1]), body
    )


def unquote_escaped(body: str) -> str:
    """Text of PostgreSQL's ``E'...'``."""
    return _clean(_PG_ESCAPE.sub(_pg_character, body))


def unescape_copy(cell: str) -> str:
    """Text of a cell in COPY's text form."""
    return _in_bytes(cell) if _COPY_ESCAPE.search(cell) else cell


def unquote_unicode(body: str) -> str:
    """Text of PostgreSQL's ``U&'...'`` and of SQLite's ``unistr('...')``."""
    text = _UNISTR.sub(
        lambda m: "\\" if m[1] else _character(int(m[2] or m[3] or m[4], 16)), body.replace("''", "'")
    )
    return _clean(text)


def _pg_character(m: re.Match[str]) -> str:
    if m[0] == "''":
        return "'"
    if m[1]:
        return chr(int(m[1], 8) & 0xFF)
    code = m[2] or m[3] or m[4]
    return _character(int(code, 16)) if code else _PG.get(m[5], m[5])


def _in_bytes(cell: str) -> str:
    r"""COPY's ``\ooo`` and ``\xhh`` are bytes: several may be one character of UTF-8."""
    bytewise = False
    parts: list[bytes] = []
    end = 0
    for m in _COPY_ESCAPE.finditer(cell):
        parts.append(cell[end : m.start()].encode("utf-8", "backslashreplace"))
        if m[3] is None:
            bytewise = True
            parts.append(bytes([(int(m[1], 8) if m[1] else int(m[2], 16)) & 0xFF]))
        else:
            parts.append(_PG.get(m[3], m[3]).encode("utf-8", "backslashreplace"))
        end = m.end()
    parts.append(cell[end:].encode("utf-8", "backslashreplace"))
    return b"".join(parts).decode("utf-8", "backslashreplace" if bytewise else "strict")


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _clean(text: str) -> str:
    """Join surrogate pairs written as two escapes; a lone surrogate becomes a visible escape."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return paired.encode("utf-8", "backslashreplace").decode("utf-8")
    return text
