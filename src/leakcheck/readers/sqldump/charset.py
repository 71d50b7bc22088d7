"""The character set a dump declares, as a Python codec.

Sources: MySQL Reference Manual, "Supported Character Sets and Collations"; PostgreSQL documentation,
"Character Set Support". MySQL's latin1 is Windows-1252.
"""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_DECLARED = pattern(
    rb"(?:SET NAMES|SET character_set_client =|client_encoding\s{0,9}(?:=|TO))\s{0,9}'?([A-Za-z0-9_-]{2,30})",
    re.I,
)
_CODECS = {
    "latin1": "cp1252", "win1252": "cp1252", "iso88591": "iso8859-1",
    "latin2": "iso8859-2", "cp1250": "cp1250", "win1250": "cp1250",
    "latin5": "iso8859-9", "latin9": "iso8859-15", "latin7": "iso8859-13", "greek": "iso8859-7",
    "hebrew": "iso8859-8", "cp1251": "cp1251", "win1251": "cp1251", "koi8r": "koi8-r", "koi8u": "koi8-u",
    "win1253": "cp1253", "win1254": "cp1254", "win1255": "cp1255", "cp1256": "cp1256", "win1256": "cp1256",
    "cp1257": "cp1257", "win1257": "cp1257", "win1258": "cp1258", "cp850": "cp850", "cp852": "cp852",
    "cp866": "cp866", "win866": "cp866", "tis620": "tis-620", "win874": "cp874",
    "gbk": "gbk", "gb2312": "gb2312", "euccn": "gb2312", "gb18030": "gb18030", "big5": "big5",
    "sjis": "cp932", "cp932": "cp932", "ujis": "euc_jp", "eucjp": "euc_jp", "eucjpms": "euc_jp",
    "euckr": "euc_kr", "uhc": "cp949", "johab": "johab", "macroman": "mac-roman",
}  # fmt: skip


def declared_codec(head: bytes) -> str | None:
    """Codec of the last declaration that is no UTF-8 (`binary` and SQL_ASCII declare nothing)."""
    found = [_CODECS.get(re.sub(r"[-_]", "", m[1].decode().lower())) for m in _DECLARED.finditer(head)]
    return next((codec for codec in reversed(found) if codec), None)
