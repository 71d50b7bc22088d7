"""Tokens inside a row or a table definition, one regular expression a dialect.

Every quantifier is possessive, so that a literal that does not end fails once, in linear time.
"""

from __future__ import annotations

import re
from functools import cache

from leakcheck.readers.sqldump.dialect import Dialect

_PLAIN = r"'[^']*+(?:''[^']*+)*+'"
_ESCAPED = r"'[^'\\]*+(?:(?:''|\\.)[^'\\]*+)*+'"


@cache
def row_token(dialect: Dialect) -> re.Pattern[str]:
    """Match one token; `lastgroup` names its kind.

    blank, text (an ordinary literal), escaped (``E'...'``), unicode (``U&'...'``), coded (``x'..'``,
    ``b'..'``), name (quoted, or a double-quoted text), open, close, comma, end (``;``), word, sign.
    """
    text = _ESCAPED if dialect.backslash else _PLAIN
    brackets = r"|\[[^\]\r\n]{0,300}+\]" if dialect.brackets else ""
    return re.compile(
        rf"(?P<blank>\s++|/\*[^*]{{0,300}}+\*/|--[ \t][^\r\n]*+)"
        rf"|(?P<escaped>[eE]{_ESCAPED})"
        rf"|(?P<unicode>[uU]&{_PLAIN})"
        rf"|(?P<coded>[xXbB]{_PLAIN})"
        rf"|(?P<text>(?:[nN]|_[A-Za-z0-9]{{1,30}}\s{{0,9}})?{text})"
        rf"|(?P<double>{text.replace(chr(39), chr(34))})"
        rf"|(?P<name>`[^`]*+(?:``[^`]*+)*+`{brackets})"
        r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,)|(?P<end>;)"
        r"|(?P<word>[^\s'\"`(),;\[\]/*+|<>=!:&%^~\\\-]++)"
        r"|(?P<sign>[/*+|<>=!:&%^~\\\-])",
        re.S,
    )
