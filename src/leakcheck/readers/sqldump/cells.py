"""The tokens of one cell to its value: a literal's text, None for NULL, anything else as written."""

from __future__ import annotations

import re

from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.literals import unquote, unquote_escaped, unquote_unicode

Cell = str | None
Token = tuple[str, int, int]
_LITERALS = frozenset({"text", "escaped", "unicode", "double"})
_WORDY = frozenset({"word", "name", "coded"}) | _LITERALS
_TYPED = frozenset({"date", "time", "timestamp", "timestamptz", "interval"})
_NAMES_IN_DOUBLE = frozenset({"PostgreSQL", "SQL Server"})
_CHAR = pattern(r"char\((\d{1,3})\)", re.I)


def cell_value(text: str, tokens: list[Token], dialect: Dialect) -> Cell:
    """Value of a cell.

    Raises
    ------
    ValueError
        When the tokens cannot stand side by side in SQL.
    """
    first = tokens[0]
    if len(tokens) == 1:
        return _single(text, first, dialect)
    if all(token[0] in _LITERALS for token in tokens):
        return "".join(_literal(text, token, dialect) for token in tokens)
    if first[0] in _LITERALS and (text.startswith("::", tokens[1][1]) or _is(text, tokens[1], "collate")):
        return _literal(text, first, dialect)
    if first[0] == "word":
        value = _called(text, tokens, dialect)
        if value is not None:
            return value
    _refuse_neighbours(tokens)
    return text[first[1] : tokens[-1][2]]


def _single(text: str, token: Token, dialect: Dialect) -> Cell:
    kind, start, end = token
    if kind in _LITERALS:
        return _literal(text, token, dialect)
    if kind == "sign":
        raise ValueError
    word = text[start:end]
    return None if len(word) == 4 and word.upper() == "NULL" else word


def _literal(text: str, token: Token, dialect: Dialect) -> str:
    kind, start, end = token
    quote = '"' if kind == "double" else "'"
    body = text[text.index(quote, start, end) + 1 : end - 1]
    if kind == "escaped":
        return unquote_escaped(body)
    if kind == "unicode":
        return unquote_unicode(body)
    if kind == "double" and dialect.name in _NAMES_IN_DOUBLE:
        return text[start:end]
    return unquote(body, quote, backslash=dialect.backslash)


def _called(text: str, tokens: list[Token], dialect: Dialect) -> str | None:
    """Value of a literal that a writer wrapped: a cast, a typed literal, SQLite's detours."""
    word = text[tokens[0][1] : tokens[0][2]].lower()
    if word in _TYPED and len(tokens) == 2 and tokens[1][0] in _LITERALS:
        return _literal(text, tokens[1], dialect)
    if len(tokens) < 4 or tokens[1][0] != "open":
        return None
    inner = tokens[2]
    if word == "cast" and _is(text, tokens[3], "as") and (inner[0] in _LITERALS or inner[0] == "word"):
        return _literal(text, inner, dialect) if inner[0] in _LITERALS else text[inner[1] : inner[2]]
    if word == "unistr" and inner[0] == "text" and len(tokens) == 4:
        return unquote_unicode(text[inner[1] + 1 : inner[2] - 1])
    return _replaced(text, tokens, dialect) if word == "replace" else None


def _replaced(text: str, tokens: list[Token], dialect: Dialect) -> str | None:
    r"""``replace('a\nb','\n',char(10))``, nested for several characters, as sqlite3 writes line ends."""
    depth = 0
    while depth < 8 and _is(text, tokens[2 * depth], "replace"):
        depth += 1
    place = 2 * depth
    if len(tokens) != place + 1 + 8 * depth or tokens[place][0] != "text":
        return None
    value = _literal(text, tokens[place], dialect)
    for start in range(place + 1, len(tokens), 8):
        sought = tokens[start + 1]
        number = _CHAR.fullmatch(text[tokens[start + 3][1] : tokens[start + 6][2]])
        if sought[0] != "text" or number is None:
            return None
        value = value.replace(_literal(text, sought, dialect), chr(int(number[1])))
    return value


def _is(text: str, token: Token, word: str) -> bool:
    return text[token[1] : token[2]].lower() == word


def _refuse_neighbours(tokens: list[Token]) -> None:
    """Raise when two values stand side by side outside parentheses: no SQL, but data behind a stray quote."""
    depth = 0
    before = ""
    for kind, _, _ in tokens:
        depth += (kind == "open") - (kind == "close")
        if depth == 0 and kind in _WORDY and before in _WORDY | {"close"}:
            raise ValueError
        if kind == "open" and depth == 1 and before in _LITERALS | {"close"}:
            raise ValueError
        before = kind
