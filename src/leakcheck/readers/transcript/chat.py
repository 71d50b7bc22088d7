"""What chat programs put around a message: sender and time in front, times and forwarding notes alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.transcript.marks import EDGE, bare

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"{_DATE},?\s{{1,3}}{_TIME}"
_BRACKETED = pattern(rf"\[(?:{_STAMP}|{_TIME},?\s{{1,3}}{_DATE}|{_TIME})\]\s{{0,3}}")
_DASHED = pattern(rf"{_STAMP}\s[-–]\s")
_SENDER_FIRST = pattern(rf"[^\[\]\n]{{1,60}}?,?\s\[(?:{_STAMP}|{_TIME})\]:?\s{{0,3}}")
_SENDER_DAY = pattern(rf".{{1,40}}\s[—–-]\s(?:today|yesterday|{_DATE})(?: at)?,?\s{_TIME}", re.I)
_DASHES = frozenset("—–-")
_SENDER = pattern(r"[^:\n]{1,40}:(?:\s{1,3}|$)")
_TIME_ONLY = pattern(rf"[✓✔☑\s]{{0,4}}(?:edited,?\s)?(?:{_STAMP}|{_TIME})[✓✔☑\s]{{0,4}}", re.I)
_FORWARDED = pattern(r"\W{0,4}(?:forwarded|fwd)\b[^:]{0,80}(?::.{0,80})?", re.I)
_MEDIA = pattern(r"[<\[(]?(?:media|image|photo|video|sticker|attachment) (?:omitted|attached)[>\])]?", re.I)


class Message(NamedTuple):
    """Rest of a line behind its chat header. `opens`: a message begins; `noise`: nothing else is there."""

    text: str
    opens: bool = False
    noise: bool = False


def unwrap(line: str, is_pair: Callable[[str], bool], is_label: Callable[[str], bool]) -> Message:
    """Take the chat header off one line.

    Parameters
    ----------
    line : str
        A physical line that is not blank.
    is_pair
        Whether a text begins with a known label and a separator.
    is_label
        Whether a text is a known label.
    """
    text = line.strip(EDGE)
    if is_time(text):
        return Message(text, noise=True)
    if _is_notice(text):
        return Message("", opens=True, noise=True)
    header = (text[:1] == "[" and _BRACKETED.match(text)) or (text[:1].isdecimal() and _DASHED.match(text))
    if header:
        rest = _without_sender(text[header.end() :], is_pair, is_label)
        return Message(rest, opens=True, noise=not rest)
    header = "[" in text and _SENDER_FIRST.match(text)
    if header:
        return Message(text[header.end() :], opens=True, noise=header.end() == len(text))
    return Message(text)


def is_time(text: str) -> bool:
    """Whether a text is nothing but a time of day or a date with one."""
    first = next((char for char in text if not char.isspace() and char not in "✓✔☑"), "")
    return (first.isdecimal() or first in "eE") and bool(_TIME_ONLY.fullmatch(text))


def _is_notice(text: str) -> bool:
    """Whether a line says only that something was sent; what cannot fit is not even compiled."""
    small = text.lower()
    return bool(
        ("ed" in small and _MEDIA.fullmatch(text))
        or (not _DASHES.isdisjoint(text) and _SENDER_DAY.fullmatch(text))
        or ("w" in small and _FORWARDED.fullmatch(text))
    )


def _without_sender(rest: str, is_pair: Callable[[str], bool], is_label: Callable[[str], bool]) -> str:
    sender = _SENDER.match(rest)
    if not sender:
        return rest
    content = rest[sender.end() :]
    name = bare(rest[: sender.end()].rstrip(": \t"))
    return rest if is_label(name) and not is_pair(bare(content)) else content
