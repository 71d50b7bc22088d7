"""Every physical line to one token: what it is, and its labels and values if it has any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.readers.transcript.chat import Message, unwrap
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import EXACT, SURE, LabelJudge
from leakcheck.readers.transcript.labels import first_label
from leakcheck.readers.transcript.likeness import resembles
from leakcheck.readers.transcript.marks import bare, is_bold, is_rule, unquoted, untagged, without_number
from leakcheck.readers.transcript.pairs import Pair, split_attached, split_bare, split_late, split_line
from leakcheck.readers.transcript.parts import dose_name, fits_dose, split_part
from leakcheck.readers.transcript.segments import split_segments
from leakcheck.readers.transcript.survey import survey
from leakcheck.readers.transcript.wording import is_counter, is_page, is_section, is_table_head

LABEL_ALONE = 0.85
_ALONE_USUAL = 0.7
_LONGEST_LABEL = 80
_FEWEST_BOLD = 3


class Token(NamedTuple):
    """One line. `kind`: blank, noise, rule, counter, block, pairs, label or text.

    `opens`: a chat message begins here. `text` is the cleaned line (of a part: its name). `score`: how
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

    plainly = [unquoted(untagged(line)) for line in lines]
    messages = [unwrap(line, is_pair, judge.known) if line.strip() else None for line in plainly]
    cleaned = ["" if m is None or m.noise or is_rule(m.text) else bare(m.text) for m in messages]
    cleaned = _with_colons(messages, cleaned)
    seen = [text for text, message in zip(cleaned, messages, strict=True) if message is None or text]
    reader = LineReader(judge, survey(seen, judge))
    found = []
    for number, (line, message, text) in enumerate(zip(lines, messages, cleaned, strict=True), 1):
        token = reader.blank(number) if message is None else reader.read(number, message, text)
        found.append(token._replace(indent=len(line) - len(line.lstrip(" \t"))))
    return found, reader.habits


def _with_colons(messages: Sequence[Message | None], cleaned: Sequence[str]) -> list[str]:
    """Cleaned lines; where bold lines stand between others throughout, each is a label and gets its colon."""
    bold = [bool(m and text and is_bold(m.text)) for m, text in zip(messages, cleaned, strict=True)]
    count, content = sum(bold), sum(map(bool, cleaned))
    if count < _FEWEST_BOLD or not 3 * content <= 10 * count <= 6 * content:
        return list(cleaned)
    return [f"{text.rstrip(':')}:" if b else text for text, b in zip(cleaned, bold, strict=True)]


class LineReader:
    """Classifies one line after the other.

    Parameters
    ----------
    judge : LabelJudge
        Knows labels.
    habits : Habits
        Of the whole paste.
    """

    def __init__(self, judge: LabelJudge, habits: Habits) -> None:
        self._judge = judge
        self.habits = habits
        self._started = habits.bare
        self._due = True

    def blank(self, number: int) -> Token:
        """Token of a blank line."""
        return Token(number, "blank")

    def read(self, number: int, message: Message, text: str) -> Token:
        """Token of a line: `message` as it came out of its chat header, `text` cleaned."""
        token = self._shape(number, message, text) or self._content(number, text)
        self._started = self._started or token.kind in ("pairs", "label")
        self._due = token.kind != "label" and not (token.kind == "pairs" and not token.pairs[-1][1])
        return token._replace(opens=message.opens)

    def _shape(self, number: int, message: Message, text: str) -> Token | None:
        """Token of a line that only gives shape: divider, counter, heading of a dose, mere decoration."""
        if not text:
            return Token(number, "rule" if is_rule(message.text) else "noise", message.text)
        if is_page(text):
            return Token(number, "noise", message.text)
        if is_counter(message.text.strip()) or is_counter(text.strip("*_ ")):
            return Token(number, "counter", text)
        dose = dose_name(text)
        return Token(number, "part", dose) if dose else None

    def _content(self, number: int, text: str) -> Token:
        unnumbered = without_number(text)
        pairs = self._pairs(unnumbered)
        if pairs:
            kind = "rule" if is_table_head(*pairs[0]) else "pairs"
            return Token(number, kind, text, tuple(pairs), score=self._judge.score(pairs[0][0]))
        score = self._judge.score(unnumbered) if len(unnumbered) <= _LONGEST_LABEL else 0.0
        if score < EXACT and is_section(unnumbered):
            return Token(number, "section", text)
        waits = self.habits.below and not self._due
        pairs = [] if waits else split_attached(unnumbered, self._judge, self.habits, score)
        if not pairs and self._due and resembles(unnumbered, self.habits.stacked):
            return Token(number, "label", unnumbered, score=max(score, SURE))
        if not pairs and score >= (_ALONE_USUAL if self.habits.alone else LABEL_ALONE):
            return Token(number, "label", unnumbered, score=score)
        pairs = pairs or split_late(unnumbered, self._judge, self.habits)
        if not pairs and self._started and self._due:
            pairs = split_bare(unnumbered, self._judge, self.habits)
        return Token(number, "pairs" if pairs else "text", text, tuple(pairs), score=1.0 if pairs else 0.0)

    def _pairs(self, text: str) -> list[Pair]:
        if self.habits.segment:
            pairs = split_segments(text, self.habits.segment, self.habits.prefixes)
            if pairs:
                return pairs
        return self._in_part(split_line(text, self._judge, self.habits))

    def _in_part(self, pairs: list[Pair]) -> list[Pair]:
        """``Dose 1: Date: 01-02-2021, Vaccine: X`` and ``Dose 1 - Date: …``: every label under its dose."""
        name, rest = split_part(pairs[0][0]) if pairs else (None, "")
        if name is None:
            return pairs
        first = [(rest, pairs[0][1])] if rest else split_line(pairs[0][1], self._judge, self.habits)
        if first and (rest or self._judge.known(first[0][0])):
            return [(f"{name} {label}", value) for label, value in (*first, *pairs[1:])]
        return [
            pairs[0],
            *((f"{name} {label}" if fits_dose(label) else label, value) for label, value in pairs[1:]),
        ]
