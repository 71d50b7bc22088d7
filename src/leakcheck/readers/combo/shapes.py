"""Shapes that anchor a line of a credential list: e-mail address, URL, password hash, IP address.

Why shapes: a password may hold any separator, so a line is split from the side whose shape is known.
All patterns are linear: every repetition is possessive or bounded, and runs over characters that
cannot begin what follows. Sources of the hash forms: crypt(5) of libxcrypt, the hashcat wiki
"example hashes", the Modular Crypt Format page of passlib.
"""

from __future__ import annotations

import re
from functools import cache

EMAIL = r"(?!')[^\s:;|,@<>\"()\[\]]{1,64}@[^\s:;|,@<>\"'()\[\]/]{1,190}"
IP = r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
HASH = (
    r"(?:(?:0x)?[0-9a-fA-F]{128}|[0-9a-fA-F]{96}|[0-9a-fA-F]{64}|[0-9a-fA-F]{56}|[*]?[0-9a-fA-F]{40}"
    r"|(?:0x)?[0-9a-fA-F]{32}"
    r"|\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}"
    r"|\$[PH]\$[./A-Za-z0-9]{31}"
    r"|\$(?:1|5|6|7|y|gy|sha1|md5|apr1|S|argon2(?:id|i|d))\$[^\s:;|]{8,200}"
    r"|\{(?:SSHA|SHA|SMD5|MD5|SSHA256|SSHA512|CRYPT)\}[^\s:;|]{8,200}"
    r"|(?:pbkdf2|bcrypt|sha1|md5|argon2)[a-z0-9_]{0,20}\$[^\s:;|]{8,200}"
    r"|(?:sha1|sha256|sha512|md5):\d{3,7}:[A-Za-z0-9+/=]{8,100}:[A-Za-z0-9+/=]{16,200}"
    r"|[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=)"
)
SCHEME = (
    r"(?:https?|android|s?ftps?|ios|oauth2?|chrome(?:-extension)?|moz-(?:extension|proxy)|edge|app|wss?|"
    r"imaps?|smtps?|pop3s?|ldaps?|ssh|rdp|vnc|file|market|itunes|HTTPS?|Https?)://"
)
_HOST = r"(?:\[[0-9a-fA-F:.%]{2,60}\]|[^\s/?#\[\]@{core}]{{1,300}}(?:@[^\s/?#\[\]@{core}]{{1,300}})?)"
_NAMED = r"(?:(?:[\w\-]{1,63}\.){1,9}(?:[a-zA-Z]{2}|%s)|localhost|\[[0-9a-fA-F:.]{2,45}\]|" + IP + ")"
_DOMAINS = "com|net|org|edu|gov|info|biz|mil|int|online|site|shop|xyz|club|live|app|dev|cloud|store|tech"


@cache
def url_pattern(core: str, *, bare: bool) -> str:
    """Return the pattern of a URL in front of a separator whose visible character is `core`.

    A port is taken only before a path or when user and password still follow; the path runs over a
    separator only where the piece behind it looks like more URL and two separators still follow.
    `bare` also allows a host without scheme.
    """
    c = re.escape(core)
    host = SCHEME + _HOST.replace("{core}", c).replace("{{", "{").replace("}}", "}")
    if bare:
        host = f"(?:{host}|{_NAMED % _DOMAINS}(?=[{c}:/?# ]))"
    two_follow = rf"(?= ?{c}[^{c}\n]*+{c})"
    port = rf"(?::\d{{1,5}}(?:(?=[/?#\s])|{two_follow}))?+" if core == ":" else r"(?::\d{1,5})?+"
    more = rf"(?:{c}(?!{EMAIL}{c})(?://|[^\s{c}/?=&]*+[/?=&])[^\s{c}]*+{two_follow})*+"
    more = more if core in ":;" else ""
    return rf"{host}{port}(?:[/?#][^\s{c}]*+{more})?+"


@cache
def whole(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern)


def is_email(text: str) -> bool:
    """Whether a token is an address with a dotted domain.

    >>> is_email("a.sharma@example.in"), is_email("a@b")
    (True, False)
    """
    return len(text) < 256 and "." in text.rpartition("@")[2] and bool(whole(EMAIL).fullmatch(text))


def is_ip(text: str) -> bool:
    """Whether a token is an IPv4 address in dotted form."""
    return len(text) < 16 and bool(whole(IP).fullmatch(text))
