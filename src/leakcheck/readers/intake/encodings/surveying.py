"""One pass over all bytes: which lines are not UTF-8, and a sample of them spread over the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from leakcheck.readers.intake.encodings.guessing import is_western, title
from leakcheck.readers.intake.encodings.linewise import Plan, make_plan
from leakcheck.readers.intake.encodings.noise import is_noise
from leakcheck.readers.intake.encodings.sampling import Sample
from leakcheck.readers.intake.encodings.streaming import count_ends
from leakcheck.readers.intake.encodings.utf8 import is_certain, is_cut, is_damaged, is_utf8, may_be_utf8

_SLICE = 1 << 13


@dataclass(slots=True)
class Survey:
    """Counts of one pass; `legacy` and `damaged` count lines, `wide` (at least) valid ones beyond ASCII.

    `odd` samples the lines that are not UTF-8, `any` slices of everything, which may begin in mid-line.
    """

    line: int = 0
    wide: int = 0
    legacy: int = 0
    damaged: int = 0
    first_legacy: int = 0
    first_damaged: int = 0
    nuls: int = 0
    certain: bool = False
    pure: bool = True
    odd: Sample = field(default_factory=Sample)
    any: Sample = field(default_factory=Sample)
    last: bytes = b""

    def plan(self) -> Plan | None:
        """How to read the lines that are not UTF-8; None when there are none."""
        if not self.legacy:
            return None
        plan = make_plan(
            self.odd.lines, certain=self.certain or (self.wide > 1 and self.wide * 4 >= self.legacy)
        )
        if not plan.certain and not is_western(plan.main.encoding):
            self._join()
        return plan

    def _join(self) -> None:
        """What looked like damaged UTF-8 in a file that holds none is the main encoding by accident."""
        firsts = [first for first in (self.first_legacy, self.first_damaged) if first]
        self.legacy, self.damaged = self.legacy + self.damaged, 0
        self.first_legacy, self.first_damaged = min(firsts), 0

    @property
    def is_noise(self) -> bool:
        """Whether what is not UTF-8 makes up much of the file and is text in no encoding."""
        odd = self.legacy + self.damaged
        return odd * 3 >= self.line and self.wide * 10 <= odd and is_noise(self.odd.lines)

    def label(self, plan: Plan | None) -> str:
        """Encoding for `Reading`: what most of the file is in."""
        if plan is None:
            return "utf-8"
        names = " and ".join(plan.encodings)
        alone = not self.wide or (not plan.certain and not is_western(plan.main.encoding))
        return names if alone else f"utf-8, in part {names}"

    def notes(self, plan: Plan | None) -> tuple[str, ...]:
        """Sentences for `Reading.notes`."""
        notes = []
        if plan is not None:
            names = " and ".join(map(title, plan.encodings))
            doubt = "" if plan.main.how != "default" else " (assumed: no detector is installed)"
            notes.append(
                f"{self.legacy:,} line(s) are not UTF-8 and were read as {names}{doubt}, "
                f"the first at line {self.first_legacy}"
            )
        if self.damaged:
            notes.append(
                f"{self.damaged:,} line(s) hold damaged UTF-8, shown as \\x.. or \\u.. escapes, "
                f"the first at line {self.first_damaged}"
            )
        if self.nuls:
            notes.append(f"{self.nuls:,} NUL byte(s) inside the text")
        return tuple(notes)


def survey(chunks: Iterable[bytes]) -> Survey:
    """Validate all chunks as UTF-8; only the lines of chunks that fail are looked at one by one."""
    seen = Survey()
    for chunk in chunks:
        seen.nuls += chunk.count(b"\x00")
        for start in range(0, len(chunk), max(_SLICE, len(chunk) // 4)):
            seen.any.add(chunk[start : start + _SLICE])
        if chunk.isascii():
            seen.line += count_ends(chunk)
        elif is_utf8(chunk):
            seen.line += count_ends(chunk)
            seen.wide += 1
            seen.certain = seen.certain or is_certain(chunk)
        else:
            _look(chunk, seen)
    return _settle_end(seen)


def _look(chunk: bytes, seen: Survey) -> None:
    lines = chunk.splitlines()
    if may_be_utf8(chunk):
        seen.pure = False
        for raw in lines:
            seen.line += 1
            if not raw.isascii():
                _judge(raw, seen)
    else:
        _note_legacy([n for n, raw in enumerate(lines) if not raw.isascii()], lines, seen)
    seen.last = lines[-1] if not chunk.endswith((b"\n", b"\r")) else b""


def _judge(raw: bytes, seen: Survey) -> None:
    if is_utf8(raw):
        seen.wide += 1
        seen.certain = seen.certain or is_certain(raw)
    elif is_damaged(raw):
        _note_damaged(seen)
    else:
        seen.legacy += 1
        seen.first_legacy = seen.first_legacy or seen.line
        seen.odd.add(raw)


def _note_legacy(places: list[int], lines: list[bytes], seen: Survey) -> None:
    """Count the lines of a chunk in which nothing looks like UTF-8."""
    seen.first_legacy = seen.first_legacy or seen.line + places[0] + 1
    seen.legacy += len(places)
    seen.line += len(lines)
    for place in places:
        seen.odd.add(lines[place])


def _note_damaged(seen: Survey) -> None:
    seen.damaged += 1
    seen.first_damaged = seen.first_damaged or seen.line


def _settle_end(seen: Survey) -> Survey:
    """A file cut in the middle of a character: its last line is damaged, not in another encoding."""
    if seen.certain and seen.legacy and is_cut(seen.last) and not is_damaged(seen.last):
        seen.legacy -= 1
        seen.first_legacy = seen.first_legacy if seen.legacy else 0
        _note_damaged(seen)
    return seen
