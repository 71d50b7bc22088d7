"""A first line that names the columns of a credential list."""

from __future__ import annotations

from functools import lru_cache

from leakcheck.folding import fold_label
from leakcheck.readers.combo.layout import Layout, core_of
from leakcheck.readers.intake.labelwords import is_label_wording

_ROLES = {
    "email": "email|mail|e mail|email address|mail address|e mail address|user mail|user email|useremail",
    "username": "username|user|login|user name|nick|nickname|account|member|screenname",
    "password": "pass|password|pwd|passwd|plain|plaintext|pw|clear",
    "hash": "hash|password hash|passwordhash|md5|sha1|passhash|hashed password",
    "salt": "salt",
    "url": "url|site|host|website|domain|link|uri",
    "ip": "ip|ip address|ipaddress|regip|lastip",
    "id": "id|uid|userid|user id",
}
_KNOWN = {word: role for role, words in _ROLES.items() for word in words.split("|")}
_LONGEST = 200


@lru_cache(maxsize=4096)
def heading_layout(line: str, separator: str) -> tuple[Layout, tuple[str, ...]] | None:
    """Layout and names, when every token is a label and at least two are words for credentials.

    >>> found = heading_layout("email:password_hash:salt", ":")
    >>> found[0].roles, found[1]
    (('email', 'hash', 'salt'), ('email', 'password_hash', 'salt'))
    """
    if len(line) > _LONGEST or separator not in line or "@" in line:
        return None
    names = tuple(token.strip(" #[]<>\"'") for token in line.split(core_of(separator)))
    folded = [fold_label(name) for name in names]
    roles = [_KNOWN.get(text, "") for text in folded]
    if len({*folded}) < len(folded) or sum(map(bool, roles)) < 2:
        return None
    if not all(role or is_label_wording(text) for role, text in zip(roles, folded, strict=True)):
        return None
    free = [role or f"text {place}" for place, role in enumerate(roles, 1)]
    unique = [role if role not in free[:place] else f"{role} {place + 1}" for place, role in enumerate(free)]
    return Layout(separator, tuple(unique)), names
