"""One pass over all bytes: which lines are not UTF-8, and a sample of them spread over the file.

Speed: a step of ASCII is never copied, and of a step that is not UTF-8 only the lines beyond ASCII are made.
"""

from __future__ import annotations

from collections.abc import Iterable

from leakcheck.frozen import dataclass, field
from leakcheck.readers.intake.encodings.beyond import Beyond, lines_beyond
from leakcheck.readers.intake.encodings.guessing import is_western, title
from leakcheck.readers.intake.encodings.linewise import Plan, make_plan
from leakcheck.readers.intake.encodings.sampling import Sample
from leakcheck.readers.intake.encodings.streaming import count_ends, last_end
from leakcheck.readers.intake.encodings.utf8 import is_certain, is_cut, is_damaged, is_utf8, may_be_utf8

_SLICE = 1 << 13
_PROBE, _PROBES = 256, 16


@dataclass(slots=True)
class Survey:
    """Counts of one pass; `legacy` and `damaged` count lines, `wide` (at least) valid ones beyond ASCII.

    `odd` samples the lines that are not UTF-8, `any` slices of everything, which may begin in mid-line;
    `ends` are the places behind the last whole line of each step.
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
    ends: list[int] = field(default_factory=list)

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
        if not odd:
            return False
        from leakcheck.readers.intake.encodings.noise import is_noise

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


def survey(pieces: Iterable[bytes]) -> Survey:
    """Validate a whole stream, in steps of any size, as UTF-8."""
    surveyor = Surveyor()
    for piece in pieces:
        surveyor.feed(piece)
    return surveyor.finish()


class Surveyor:
    """Surveys a stream step by step, while somebody else reads it: who hashes a file surveys it on the way.

    Attributes
    ----------
    held : int
        Bytes of the line that has not ended yet.
    """

    def __init__(self) -> None:
        self._seen = Survey()
        self._rest: list[bytes] = []
        self._place = 0
        self.held = 0

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; a line that begins in them and does not end waits."""
        if b"\x00" in piece:
            self._seen.nuls += piece.count(b"\x00")
        if self._rest and self._rest[-1][-1:] == b"\r" and not piece.startswith(b"\n"):
            self._take(b"", 0)
        cut = last_end(piece)
        if cut:
            self._take(piece, cut)
        if cut < len(piece):
            self._rest.append(piece[cut:])
            self.held += len(piece) - cut

    def finish(self) -> Survey:
        """Everything was fed: what was found."""
        if self._rest:
            self._take(b"", 0)
        return _settle_end(self._seen)

    def _take(self, piece: bytes, cut: int) -> None:
        """Look at whole lines: what is held, and the piece as far as its cut."""
        seen, held, size = self._seen, self.held, self.held + cut
        front = (
            b"".join((*self._rest, piece[: min(cut, _SLICE)]))[: min(size, _SLICE)] if held <= _SLICE else b""
        )
        if held <= _SLICE and piece.isascii() and front.isascii():
            seen.line += count_ends(piece, cut) if cut else count_ends(front)
        else:
            piece, held = b"".join((*self._rest, memoryview(piece)[:cut])), 0
            front = piece[:_SLICE]
            _look(piece, seen)
        seen.any.add(front)
        step = max(_SLICE, size // 4)
        for start in range(step, size, step):
            seen.any.add(piece[start - held : min(start + _SLICE, size) - held])
        self._place += size
        seen.ends.append(self._place)
        self._rest, self.held = [], 0


def _look(chunk: bytes, seen: Survey) -> None:
    if chunk.isascii():
        seen.line += count_ends(chunk)
        return
    if _is_dense(chunk) and is_utf8(chunk):
        seen.line += count_ends(chunk)
        seen.wide += 1
        seen.certain = seen.certain or is_certain(chunk)
        return
    found = lines_beyond(chunk)
    beyond, before = b"\n".join(found.raws), seen.line
    if is_utf8(beyond):
        seen.wide += 1
        seen.certain = seen.certain or is_certain(beyond)
    else:
        _look_closely(found, seen, may_be_utf8(beyond))
        seen.last = chunk[max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1 :]
    seen.line = before + found.lines


def _is_dense(chunk: bytes) -> bool:
    """Whether bytes beyond ASCII stand all over the chunk, so that most lines would have to be made."""
    places = range(0, len(chunk), len(chunk) // _PROBES + 1)
    return sum(not chunk[place : place + _PROBE].isascii() for place in places) * 2 > len(places)


def _look_closely(found: Beyond, seen: Survey, may_be: bool) -> None:
    if not may_be:
        _note_legacy(found, seen)
        return
    seen.pure, before = False, seen.line
    for place, raw in zip(found.places, found.raws, strict=True):
        seen.line = before + place + 1
        _judge(raw, seen)


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


def _note_legacy(found: Beyond, seen: Survey) -> None:
    """Count the lines of a chunk in which nothing looks like UTF-8."""
    seen.first_legacy = seen.first_legacy or seen.line + found.places[0] + 1
    seen.legacy += len(found.raws)
    for raw in found.raws:
        seen.odd.add(raw)


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
