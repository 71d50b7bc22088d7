"""Every physical line to one token: what it is, and its labels and values if it has any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.readers.transcript.chat import Message, unwrap
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import EXACT, LabelJudge
from leakcheck.readers.transcript.labels import first_label
from leakcheck.readers.transcript.marks import bare, is_rule, without_number
from leakcheck.readers.transcript.pairs import Pair, split_attached, split_bare, split_line
from leakcheck.readers.transcript.segments import split_segments
from leakcheck.readers.transcript.survey import survey
from leakcheck.readers.transcript.wording import (
    block_name,
    fits_block,
    is_counter,
    is_section,
    is_table_head,
    split_block,
)

LABEL_ALONE = 0.85
_ALONE_USUAL = 0.7
_LONGEST_LABEL = 80


class Token(NamedTuple):
    """One line. `kind`: blank, noise, rule, counter, block, pairs, label or text.

    `opens`: a chat message begins here. `text` is the cleaned line (of a block: its name). `score`: how
    sure its first label is known.
    """

    line: int
    kind: str
    text: str = ""
    pairs: tuple[Pair, ...] = ()
    opens: bool = False
    indent: int = 0
    score: float = 0.0


def tokens(lines: Sequence[str], judge: LabelJudge) -> tuple[list[Token], Habits]:
    """Classify all lines of a paste; also return the habits they were read by."""
    plain = Habits()

    def is_pair(text: str) -> bool:
        found = first_label(text, judge, plain)
        return found is not None and judge.known(found.text)

    messages = [unwrap(line, is_pair, judge.known) if line.strip() else None for line in lines]
    cleaned = ["" if m is None or m.noise else _cleaned(m.text) for m in messages]
    habits = survey([text for text, m in zip(cleaned, messages, strict=True) if m is None or text], judge)
    found: list[Token] = []
    started = False
    for number, (line, message, text) in enumerate(zip(lines, messages, cleaned, strict=True), 1):
        indent = len(line) - len(line.lstrip(" \t"))
        token = _token(number, message, text, judge, habits, started=started)
        started = started or token.kind in ("pairs", "label")
        found.append(token._replace(indent=indent))
    return found, habits


def _cleaned(text: str) -> str:
    return "" if is_rule(text) else bare(text)


def _token(  # noqa: PLR0913
    number: int, message: Message | None, text: str, judge: LabelJudge, habits: Habits, *, started: bool
) -> Token:
    if message is None:
        return Token(number, "blank")
    opens = message.opens
    if not text:
        return Token(number, "rule" if is_rule(message.text) else "noise", opens=opens)
    if is_counter(message.text.strip()) or is_counter(text):
        return Token(number, "counter", text, opens=opens)
    block = block_name(text)
    if block:
        return Token(number, "block", block, opens=opens)
    unnumbered = without_number(text)
    pairs = _pairs(unnumbered, judge, habits)
    if pairs and is_table_head(*pairs[0]):
        return Token(number, "rule", opens=opens)
    if pairs:
        return Token(number, "pairs", text, tuple(pairs), opens, score=judge.score(pairs[0][0]))
    score = judge.score(unnumbered) if len(unnumbered) <= _LONGEST_LABEL else 0.0
    if score < EXACT and is_section(unnumbered):
        return Token(number, "section", text, opens=opens)
    doubtful = split_attached(unnumbered, judge, habits, score)
    if not doubtful and score >= (_ALONE_USUAL if habits.alone else LABEL_ALONE):
        return Token(number, "label", unnumbered, opens=opens, score=score)
    doubtful = doubtful or (split_bare(unnumbered, judge, habits) if started or habits.bare else [])
    return Token(
        number, "pairs" if doubtful else "text", text, tuple(doubtful), opens, score=1.0 if doubtful else 0.0
    )


def _pairs(text: str, judge: LabelJudge, habits: Habits) -> list[Pair]:
    if habits.segment:
        pairs = split_segments(text, habits.segment, habits.prefixes)
        if pairs:
            return pairs
    return _in_block(split_line(text, judge, habits), judge, habits)


def _in_block(pairs: list[Pair], judge: LabelJudge, habits: Habits) -> list[Pair]:
    """``Dose 1: Date: 01-02-2021, Vaccine: X`` and ``Dose 1 - Date: …``: every label under its dose."""
    name, rest = split_block(pairs[0][0]) if pairs else (None, "")
    if name is None:
        return pairs
    first = [(rest, pairs[0][1])] if rest else split_line(pairs[0][1], judge, habits)
    if first and (rest or judge.known(first[0][0])):
        return [(f"{name} {label}", value) for label, value in (*first, *pairs[1:])]
    return [
        pairs[0],
        *((f"{name} {label}" if fits_block(label) else label, value) for label, value in pairs[1:]),
    ]
