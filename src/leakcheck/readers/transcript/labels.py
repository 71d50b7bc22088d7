"""The label at the start of a line, by separators of falling strength.

A colon makes a label of any short wording; a dash, a bar or a gap needs a known label (or a paste
that uses it throughout); a dash without blanks, or a full stop where a colon was meant, needs a surely
known label; no separator at all needs that too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import SURE, LabelJudge, script
from leakcheck.readers.transcript.likeness import resembles
from leakcheck.readers.transcript.marks import clean_label

STRONG = pattern(r"[:：﹕꞉∶]|(?<![=<>!])=|->|[→⇒»➡➔➜]")
SPACED = pattern(r"\s{1,40}[-–—]{1,2}(?=\s|$)|(?<=[\w)])[-–—]{1,2}(?=\s)|\s{0,40}\|\s{0,8}|\t+|\s{2,40}")
_ATTACHED = pattern(r"\s?[-–—](?=\s|\w)|[;.](?=\s)|ः(?=\s)")
_BEHIND = pattern(
    r"[ \t]{0,8}(?:[:：﹕꞉∶=]{1,2}|[→⇒»➡➔➜]|[-–—]{0,2}>){0,2}"
    r"(?:[-–—](?=[ \t]|[^\W\d]|$|\d(?!\d{0,2}\.\d)))?[ \t]{0,40}"
)
_FRAMED = pattern(
    r"(?:\[([^\[\]]{1,80})\]|【([^【】]{1,80})】|<([^<>]{1,80})>|〔([^〔〕]{1,80})〕|«([^«»]{1,80})»)"
    r"\s{0,10}(?:[:：=]|[-–—](?=\s))?\s{0,10}"
)
_BAD = pattern(r"[,;?!@<>{}\\]|https?\b|www\.|\d{5}|//")
_ORDINAL = pattern(r"\d{1,2}(st|nd|rd|th)\b", re.I)
_PARTS = pattern(r"\s{0,5}[/|()（）]\s{0,5}")
MAX_LABEL = 40
_MAX_BILINGUAL = 80
NEARLY_SURE = 0.9
_TRIES = 4


class Label(NamedTuple):
    """A label, the place where its value begins, and the separator: ``:``, ``=``, ``-``, ``|`` or ``gap``."""

    text: str
    start: int
    separator: str


def first_label(text: str, judge: LabelJudge, habits: Habits) -> Label | None:
    """Label in brackets, or in front of a strong or spaced separator."""
    framed = framed_label(text)
    if framed and (habits.framed or judge.known(framed.text)):
        return framed
    strong, spaced = _strong(text, judge, habits), _spaced(text, judge, habits)
    if strong is None or spaced is None:
        return strong or spaced
    earlier = len(spaced.text) < len(strong.text) and not judge.known(strong.text)
    return spaced if earlier else strong


def framed_label(text: str) -> Label | None:
    """Wording in brackets at the start of a line, if it may be a label: ``[Name] Ravi``; no tag."""
    is_markup = text[:1] == "<" and ("</" in text or "=" in text or len(text.strip("<>")) < len(text) - 1)
    found = None if is_markup or text[:1] not in "[【<〔«" else _FRAMED.match(text)
    label = clean_label(next(filter(None, found.groups()))) if found else ""
    return Label(label, found.end(), ":") if found and plausible(label) else None


def attached_label(text: str, judge: LabelJudge, habits: Habits) -> Label | None:
    """Surely known label, or one of other lines, before ``Name-Ravi``, ``Name. Ravi``, ``नामः रवि``."""
    for found in _first(_ATTACHED.finditer(text[:90])):
        label = clean_label(text[: found.start()])
        if (judge.known(label, NEARLY_SURE) or resembles(label, habits.labels)) and text[
            found.end() :
        ].strip():
            return Label(label, found.end(), "-" if found[0].strip() in ("-", "–", "—") else ":")
    return None


def bare_label(text: str, judge: LabelJudge, habits: Habits) -> Label | None:
    """Surely known label before a value with nothing between: ``Age 34``, where pairs are the rule."""
    if not (habits.mostly_pairs or habits.bare) or len(text) > 120 or text[:1].islower():
        return None
    words = text.split()[:7]
    for count in range(min(5, len(words) - 1), 0, -1):
        label = " ".join(words[:count])
        if judge.known(label, SURE) or resembles(label, habits.labels):
            return Label(clean_label(label), _words_end(text, count), ":")
    return None


def plausible(label: str) -> bool:
    """Whether a wording may be a label nobody knows: short, wordy, no sentence, no address, no number."""
    limit, words = (_MAX_BILINGUAL, 12) if is_bilingual(label) else (MAX_LABEL, 6)
    if not 0 < len(label) <= limit or len(label.split()) > words or _BAD.search(label):
        return False
    if not (label[0].isalpha() or _ORDINAL.match(label)) or label.count("(") != label.count(")"):
        return False
    return "|" not in label or is_bilingual(label)


def is_bilingual(label: str) -> bool:
    """Whether a label says the same in two scripts: ``Name / नाम``."""
    parts = [part for part in _PARTS.split(label) if part]
    return len(parts) > 1 and len({script(p) for p in parts}) > 1 and all(len(p) <= MAX_LABEL for p in parts)


def behind(text: str, place: int) -> int:
    """Where the value begins behind a separator at `place`; ``:-`` and ``=>`` count as one."""
    found = _BEHIND.match(text, place)
    return found.end() if found else place


def between_digits(text: str, place: int) -> bool:
    """Whether a colon stands in a time such as ``10:30``."""
    return text[place - 1 : place].isdecimal() and text[place + 1 : place + 2].isdecimal()


def _strong(text: str, judge: LabelJudge, habits: Habits) -> Label | None:
    for found in _first(STRONG.finditer(text[:120])):
        place = found.start()
        label = clean_label(text[:place])
        if len(label) > _MAX_BILINGUAL or text.startswith("://", place):
            return None
        likely = plausible(label) or resembles(label, habits.labels)
        if judge.known(label) or (likely and not between_digits(text, place)):
            return Label(label, behind(text, place), "=" if found[0] == "=" else ":")
    return None


def _spaced(text: str, judge: LabelJudge, habits: Habits) -> Label | None:
    for found in _first(SPACED.finditer(text[:120])):
        mark = found[0].strip()[:1]
        kind = "-" if mark in ("-", "–", "—") and mark else "|" if mark else "gap"
        label = clean_label(text[: found.start()])
        if judge.known(label) or (kind in habits.weak and plausible(label)):
            return Label(label, _behind_gap(text, found.end()) if kind == "gap" else found.end(), kind)
    return None


def _behind_gap(text: str, place: int) -> int:
    """Where the value begins behind a gap, and behind the sign that was read for a colon there."""
    place = behind(text, place)
    return place + 2 if text[place : place + 2] in ("; ", ". ", ", ") else place


def _first(found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    return [match for match, _ in zip(found, range(_TRIES), strict=False)]


def _words_end(text: str, count: int) -> int:
    places = [match.end() for match, _ in zip(re.finditer(r"\S{1,200}", text), range(count), strict=False)]
    return places[-1]
