"""One line on its own: which roles its shapes prove, read under one separator."""

from __future__ import annotations

import re

from leakcheck.pattern import pattern
from leakcheck.readers.combo.layout import core_of
from leakcheck.readers.combo.shapes import EMAIL, HASH, SCHEME, is_email, is_ip, url_pattern, whole

MAX_LINE = 8_192
_MAX_TOKENS = 7
_WEAK = pattern(r"[\w.+\-@!$~*\\/&=%#^?]{1,80}")
_ANCHORS = frozenset({"email", "url", "hash"})


def roles_of(line: str, separator: str, *, bare: bool = True) -> tuple[str, ...]:
    """Roles of one line, empty when it is no record under this separator.

    >>> roles_of("a@example.in:pa:ss", ":"), roles_of("https://example.in:81/x:joe:pw", ":")
    (('email', 'password'), ('url', 'username', 'password'))
    """
    if len(line) > MAX_LINE or separator not in line:
        return ()
    url = whole(url_pattern(core_of(separator), bare=bare)).match(line)
    if url and line.startswith(separator, url.end()):
        inner = line[url.end() + len(separator) :]
        login, sign, _ = inner.partition(separator)
        if sign and (_is_scheme(url[0]) or "/" in url[0] or _is_plain(login)):
            return "url", "email" if is_email(login) else "username", "password"
    if _is_scheme(line):
        return ()
    if line[:1] == separator[:1] or line.startswith(separator):
        return ()
    return _with_hash(line, separator) or _plain(line, separator)


def is_anchored(roles: tuple[str, ...]) -> bool:
    """Whether some shape, not mere position, says what the line is."""
    return bool(_ANCHORS & {*roles})


def is_conservative(line: str, separator: str) -> bool:
    """Whether the first token looks like a user name and the rest has no blank in front."""
    login, sign, rest = line.partition(separator)
    return bool(sign) and bool(_WEAK.fullmatch(login)) and rest[:1] != " "


def _is_scheme(text: str) -> bool:
    return bool(whole(SCHEME).match(text))


def _is_plain(token: str) -> bool:
    return bool(token) and not token[:1].isspace()


def _with_hash(line: str, separator: str) -> tuple[str, ...]:
    """Roles of a line that holds a hash: typed tokens before it, a salt or a plain text behind."""
    s = re.escape(separator)
    found = whole(rf"(?:^|{s})({HASH})(?={s}|$)").search(line)
    if found is None:
        return ()
    behind = found.end() < len(line)
    if found.start(1) == 0:
        return ("hash", "password") if behind else ()
    tokens = line[: found.start()].split(separator)
    if len(tokens) > _MAX_TOKENS or is_secret_before(tokens):
        return ()
    return (*_typed(tokens), "hash", *(("salt",) if behind else ()))


def is_secret_before(tokens: list[str]) -> bool:
    """Whether an e-mail address and something that is no plain token precede: a password holds the hash."""
    return is_email(tokens[0]) and any(not _WEAK.fullmatch(token) for token in tokens[1:])


def _typed(tokens: list[str]) -> tuple[str, ...]:
    roles: list[str] = []
    for place, token in enumerate(tokens):
        role = "email" if is_email(token) else "ip" if is_ip(token) else ""
        if not role and place == 0 and len(tokens) > 1 and token.isascii() and token.isdecimal():
            role = "id"
        role = role or ("username" if "username" not in roles else f"text {place + 1}")
        roles.append(role if role not in roles else f"{role} {place + 1}")
    return tuple(roles)


def _plain(line: str, separator: str) -> tuple[str, ...]:
    """Login and password; a number may stand first, a second login or a URL behind."""
    tokens = line.split(separator, 3)
    s, c = re.escape(separator), re.escape(core_of(separator))
    if whole(rf"[^{c}]+{s}.*?{s}{SCHEME}").match(line):
        return "email" if is_email(tokens[0]) else "username", "password", "url"
    if is_email(tokens[0]):
        return "email", "password"
    if len(tokens) > 2 and is_email(tokens[1]):
        return "id" if tokens[0].isascii() and tokens[0].isdecimal() else "username", "email", "password"
    return ("username", "password") if tokens[0].strip() else ()


def lone_email(line: str) -> bool:
    """Whether a line is an e-mail address and nothing else."""
    return bool(whole(EMAIL).fullmatch(line)) and is_email(line)
