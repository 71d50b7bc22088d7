"""Lines that the layout of the list does not read: another layout, a banner, or no record at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.combo.banners import banner
from leakcheck.readers.combo.judging import MAX_LINE, is_anchored, is_conservative, lone_email, roles_of
from leakcheck.readers.combo.layout import SEPARATORS, Layout, named
from leakcheck.readers.combo.shapes import SCHEME, whole
from leakcheck.readers.intake.labelwords import is_label_wording

_WRAPPED = pattern(r"\s{0,40}(?:\d{1,7}[.)]\s{1,4}|\[[+*!]\]\s{0,4}|[-*•>]\s{1,4})?(.*)", re.DOTALL)


class Stray(NamedTuple):
    """Ledger class, reason in safe words, and the cells by role (empty unless repaired)."""

    kind: str
    reason: str
    cells: dict[str, str | None]


def read_stray(line: str, main: Layout) -> Stray:
    """Read one line that the main layout does not fit.

    Tried in order: shapes under the same separator, without decoration in front, under another separator,
    a lone e-mail address; then banners; last a plain ``user:password``.
    """
    if not line or line.isspace():
        return Stray("blank", "", {})
    if len(line) > MAX_LINE:
        return _long(line, main)
    for found in (_other_layout(line, main), _undecorated(line, main), _other_separator(line, main)):
        if found is not None:
            return found
    if lone_email(line.strip()):
        return Stray("repaired", "an e-mail address alone", {"email": line.strip()})
    why = banner(line)
    if why:
        return Stray("comment", why, {})
    return _by_position(line, main)


def _long(line: str, main: Layout) -> Stray:
    """A very long line is split only behind an e-mail address at its start; the rest is no credential."""
    found = Layout(main.separator, ("email", "password")).pattern.fullmatch(line[:MAX_LINE])
    if found is None:
        return Stray("rejected", f"longer than {MAX_LINE:,} characters", {})
    cells = {"email": found[1], "password": line[found.start(2) :]}
    return Stray("repaired", "a very long password", cells)


def _other_layout(line: str, main: Layout) -> Stray | None:
    """Another layout under the same separator, if a shape proves it."""
    roles = roles_of(line, main.separator, bare="url" in main.roles)
    if not is_anchored(roles) or roles == main.roles:
        return None
    cells = _cells(line, Layout(main.separator, roles))
    return Stray("repaired", f"{':'.join(roles)} unlike the other lines", cells) if cells else None


def _undecorated(line: str, main: Layout) -> Stray | None:
    """The same without blanks, a number or a bullet in front, or without the quotes around the cells."""
    found = _WRAPPED.fullmatch(line)
    inner = found[1] if found else line
    cells = _cells(inner, main) if inner not in ("", line) else {}
    if cells and {"email", "url", "login"} & {*main.roles}:
        return Stray("repaired", "blanks, a number or a bullet in front left out", cells)
    quote, between = line[:1], line[:1] + main.separator + line[:1]
    if quote not in ('"', "'") or not line.endswith(quote) or between not in line:
        return None
    cells = _cells(line[1:-1].replace(between, main.separator, len(main.roles) - 1), main)
    return Stray("repaired", "quotes around the cells left out", cells) if cells else None


def _other_separator(line: str, main: Layout) -> Stray | None:
    """A separator unlike the others', if a shape in front proves where it stands."""
    for separator in SEPARATORS[::-1]:
        if separator == main.separator or separator not in line:
            continue
        roles = roles_of(line, separator, bare=False)
        if is_anchored(roles):
            cells = _cells(line, Layout(separator, roles))
            if cells:
                return Stray("repaired", f"separated by {named(separator)} unlike the other lines", cells)
    return None


def _by_position(line: str, main: Layout) -> Stray:
    """Split at the first separator, where nothing but position tells user name and password apart."""
    login, sign, rest = line.partition(main.separator)
    if not sign:
        return _without_separator(line, main)
    if not {"password", "hash"} & {*main.roles}:
        return Stray("rejected", f"does not read as {main.name}", {})
    if whole(SCHEME).match(line):
        return Stray("rejected", "a URL without user name and password", {})
    if not login.strip():
        return Stray("repaired", "no user name", {"username": login, "password": rest})
    if rest[:1] == " " and is_label_wording(login):
        return Stray("comment", "a label and its value, no record", {})
    if any(char.isspace() for char in login.strip()) and {"email", "url"} & {*main.roles}:
        return Stray("rejected", f"does not read as {main.name}", {})
    return Stray(
        "repaired", "username:password unlike the other lines", {"username": login, "password": rest}
    )


def _without_separator(line: str, main: Layout) -> Stray:
    for separator in SEPARATORS[::-1]:
        login, sign, rest = line.partition(separator)
        if sign and is_conservative(line, separator) and rest and "username" in main.columns:
            cells: dict[str, str | None] = {"username": login, "password": rest}
            return Stray("repaired", f"separated by {named(separator)} unlike the other lines", cells)
    return Stray("rejected", f"no {named(main.separator)} in the line", {})


def _cells(line: str, layout: Layout) -> dict[str, str | None]:
    found = layout.pattern.fullmatch(line)
    return dict(zip(layout.columns, found.groups(), strict=True)) if found else {}
