"""Tokens to entries: values completed from the lines below, labels completed by the dose they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass, field
from leakcheck.pattern import pattern
from leakcheck.readers.transcript.chat import is_time
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import EXACT, KNOWN, SURE, script
from leakcheck.readers.transcript.lines import Token
from leakcheck.readers.transcript.marks import clean_value
from leakcheck.readers.transcript.parts import fits_part, names_site, site_name
from leakcheck.readers.transcript.refrains import Refrains
from leakcheck.readers.transcript.wording import ends_place, is_place, may_continue, numbered_person

_COLUMN_OF_LABELS = 3
_FEW_PARTS = 4
_LONE_SEPARATORS = ":：= \t"
_BLOOD_GROUP = pattern(r"(?:A|B|AB|O)\s?-")
_UNFINISHED = (",", "-", "&", "/")


@dataclass(slots=True)
class Entry:
    """One label with its value, and what stood between it and the entry before.

    Its label stands on the lines from `line` to `end`. `boundary`: 0 nothing, 1 a blank line, a
    rule or a new message, 2 a counter of records. `above`: lines without a label between the two,
    as (line, text).
    """

    label: str
    value: str
    line: int
    end: int
    boundary: int = 0
    above: list[tuple[int, str]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is no value yet."""
        return not self.value and not self.parts

    @property
    def is_unfinished(self) -> bool:
        """Whether the last line of the value says that more follows."""
        last = self.parts[-1] if self.parts else self.value
        return len(last) > 1 and last.endswith(_UNFINISHED) and not _BLOOD_GROUP.fullmatch(last)

    @property
    def begun(self) -> str:
        """The value so far; nothing when it is so long that a few characters decide nothing."""
        return self.text() if len(self.parts) < _FEW_PARTS else ""

    def text(self) -> str:
        """Return the whole value."""
        return " ".join([self.value, *self.parts] if self.value else self.parts)


class EntryBuilder:
    """Walks the tokens once.

    After `build`, `entries` holds the result, `below` the unlabelled lines after the last entry,
    and `kinds` the ledger class of each line that is settled (1-based, index 0 unused).
    """

    def __init__(self, found: Sequence[Token], habits: Habits) -> None:
        self._tokens = found
        self._habits = habits
        self.entries: list[Entry] = []
        self.below: list[tuple[int, str]] = []
        self.kinds = ["comment"] * (len(found) + 1)
        self._boundary = 0
        self._open = False
        self._part = ""
        self._part_used = False
        self._part_indent = 0
        self._zip_until = 0
        self._refrains = Refrains(found)

    def build(self) -> None:
        """Read every token."""
        for position, token in enumerate(self._tokens):
            if token.opens:
                self._divide(1)
                self.below = []
            getattr(self, f"_on_{token.kind}")(token, position)

    def _on_blank(self, token: Token, _position: int) -> None:
        self.kinds[token.line] = "blank"
        if not self._habits.double_spaced:
            self._divide(1)

    def _on_noise(self, token: Token, position: int) -> None:
        pending = self._pending()
        if pending is not None and is_time(token.text):
            self._on_text(token, position)
            return
        self._divide(1)

    def _on_rule(self, _token: Token, _position: int) -> None:
        self._divide(1)

    def _on_counter(self, _token: Token, _position: int) -> None:
        self._divide(2)
        self._part = ""

    def _on_part(self, token: Token, _position: int) -> None:
        self.kinds[token.line] = "parsed"
        self._enter(token.text, token)
        self._open = False

    def _on_pairs(self, token: Token, position: int) -> None:
        if self._open and token.score < KNOWN and self.entries[-1].is_unfinished:
            self._on_text(token, position)
            return
        if self._is_title(token, position) or self._is_site(token, position):
            self._on_section(token, position)
            return
        for number, (written, value) in enumerate(token.pairs):
            label = self._rejoined(written) if number == 0 else written
            if not label:
                self._on_text(token._replace(text=value), position)
                continue
            person = numbered_person(label) if number == 0 else None
            if person:
                self._divide(2)
                self._part = ""
            self._add(self._in_part(person or label, token), value, token)
        self._open = True

    def _rejoined(self, label: str) -> str:
        """The label with its first words, when a line was broken inside it and the value above took them."""
        usual = self._habits.labels | self._habits.inner
        last = self.entries[-1] if self.entries else None
        if last is None or self._boundary or self.below or not label:
            return label
        if last.parts and fold_label(f"{last.parts[-1]} {label}") in usual:
            return f"{last.parts.pop()} {label}"
        if fold_label(label) in usual:
            return label
        if last.is_empty and fold_label(f"{last.label} {label}") in usual:
            self.entries.pop()
            self._boundary, self.below = last.boundary, last.above
            return f"{last.label} {label}"
        words = last.begun.split(" ")
        for count in range(1, min(4, len(words))):
            whole = f"{' '.join(words[-count:])} {label}"
            if fold_label(whole) in usual:
                last.value, last.parts = " ".join(words[:-count]).rstrip(" ,;|"), []
                return whole
        return label

    def _on_section(self, token: Token, _position: int) -> None:
        self._open = False
        self.below.append((token.line, token.text))
        self._enter(site_name(token.text) or "", token)

    def _enter(self, part: str, token: Token) -> None:
        """Begin a part of the record whose labels are completed by its name."""
        self._part, self._part_used, self._part_indent = part, False, token.indent

    def _on_label(self, token: Token, position: int) -> None:
        pending = self._pending()
        if pending is not None and pending.end == self._last_line(position):
            if script(pending.label) != script(token.text) and "/" not in pending.label:
                pending.label, pending.end = f"{pending.label} / {token.text}", token.line
                self.kinds[token.line] = "parsed"
                return
            if token.score < SURE and not self._is_label_followed_by_text(position):
                self._on_text(token, position)
                return
        elif self._is_rest_of_address(token, position):
            self._on_text(token, position)
            return
        self._add(self._in_part(token.text, token), "", token)
        self._open = True

    def _on_text(self, token: Token, position: int) -> None:
        if position < self._zip_until:
            return
        if self._zip_columns(position):
            return
        pending = self._pending()
        last = self.entries[-1] if self.entries else None
        if pending is not None and not self.below:
            pending.value, self._open = clean_value(token.text.lstrip(_LONE_SEPARATORS)), True
        elif last is not None and self._open and self._goes_on(last, token, position):
            last.parts.append(clean_value(token.text))
        else:
            self._open = False
            self.below.append((token.line, token.text))
            return
        self.kinds[token.line] = "parsed"
        self._boundary = 0

    def _goes_on(self, last: Entry, token: Token, position: int) -> bool:
        """Whether a line without a label belongs to the last value."""
        if not may_continue(last.begun, token.text):
            return False
        return last.is_unfinished or is_place(last.label) or not self._refrains.has(position)

    def _zip_columns(self, position: int) -> bool:
        """A column of labels followed by a column of as many values, as text recognition gives tables."""
        waiting = list(islice(takewhile(lambda entry: entry.is_empty, reversed(self.entries)), 201))
        values = []
        for token in self._tokens[position : position + len(waiting) + 1]:
            if token.kind not in ("text", "blank"):
                break
            values += [token] if token.kind == "text" else []
        if len(waiting) < _COLUMN_OF_LABELS or len(values) != len(waiting):
            return False
        for entry, token in zip(reversed(waiting), values, strict=True):
            entry.value = clean_value(token.text)
            self.kinds[token.line] = "parsed"
        self._zip_until = position + len(values)
        self._open = False
        return True

    def _add(self, label: str, value: str, token: Token) -> None:
        self.entries.append(Entry(label, value, token.line, token.line, self._boundary, self.below))
        self.kinds[token.line] = "parsed"
        self.below = []
        self._boundary = 0

    def _in_part(self, label: str, token: Token) -> str:
        """Prefix the label with the dose it stands under; another kind of label ends that part."""
        if not self._part:
            return label
        if label.casefold().startswith(self._part.casefold()) or names_site(label, self._part):
            return label
        if fits_part(label, self._part) or token.indent > self._part_indent:
            self._part_used = True
            return f"{self._part} {label}"
        self._part = ""
        return label

    def _divide(self, boundary: int) -> None:
        self._boundary = max(self._boundary, boundary)
        self._open = False
        if self._part_used:
            self._part = ""

    def _pending(self) -> Entry | None:
        """Return the last entry if its value is still missing."""
        last = self.entries[-1] if self.entries else None
        return last if last is not None and last.is_empty else None

    def _last_line(self, position: int) -> int:
        """Line of the nearest token above that is not blank."""
        above = next(
            (t for t in reversed(self._tokens[max(0, position - 50) : position]) if t.kind != "blank"), None
        )
        return above.line if above else 0

    def _is_title(self, token: Token, position: int) -> bool:
        """Whether an unknown label without a value titles what follows, or names a sender: ``Details:``."""
        label, value = token.pairs[0]
        if token.score >= KNOWN or len(token.pairs) > 1 or value or fold_label(label) in self._habits.labels:
            return False
        following = next((t for t in self._tokens[position + 1 : position + 4] if t.kind != "blank"), None)
        return not self.entries or (following is not None and following.kind in ("pairs", "label", "part"))

    def _is_site(self, token: Token, position: int) -> bool:
        """Whether a place without a value is a heading over its own lines: ``Centre:``, then ``Name: …``."""
        site = site_name(token.pairs[0][0])
        if site is None or len(token.pairs) > 1 or token.pairs[0][1]:
            return False
        following = self._tokens[position + 1] if position + 1 < len(self._tokens) else token
        return following.kind == "pairs" and fits_part(following.pairs[0][0], site)

    def _is_rest_of_address(self, token: Token, position: int) -> bool:
        """Whether words such as ``Street, Agra`` go on with the value above: they have none of their own."""
        if not self._open or self._habits.alone or self._is_label_followed_by_text(position):
            return False
        if self.entries[-1].is_unfinished or "," in token.text or ends_place(token.text):
            return True
        usual = self._habits.mostly_pairs and fold_label(token.text) not in self._habits.labels
        return token.score < EXACT and (usual or is_place(self.entries[-1].label))

    def _is_label_followed_by_text(self, position: int) -> bool:
        following = next((t for t in self._tokens[position + 1 : position + 4] if t.kind != "blank"), None)
        return following is not None and following.kind == "text"
