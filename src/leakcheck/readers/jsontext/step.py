"""What every part of the walk through a JSON text does: deliver, reject, mend, and break off."""

from __future__ import annotations

from collections.abc import Generator

from leakcheck.readers.jsontext.flatten import TooDeepError
from leakcheck.readers.jsontext.grammar import DEEP, Failure, Parsed
from leakcheck.readers.jsontext.lines import LineAccount
from leakcheck.readers.jsontext.resync import NEXT_LINE, reject_deep, reject_until
from leakcheck.readers.jsontext.rewriting import LONGEST, rewrite
from leakcheck.readers.jsontext.run import Run, Runner
from leakcheck.readers.jsontext.source import TextSource
from leakcheck.readers.jsontext.tail import SHORT, WHY, whole_members
from leakcheck.readers.jsontext.tally import Tally
from leakcheck.readers.jsontext.window import TOO_LARGE, Window
from leakcheck.readers.jsontext.wrapping import IsLabel

CUT = "breaks off before the closing bracket"
_COMMA = "a comma that JSON does not allow"

Batches = Generator[list[Run], None, bool]


class Step:
    """The place in the text, what was found so far, and the moves that change both."""

    def __init__(self, source: TextSource, account: LineAccount, is_label: IsLabel) -> None:
        self.window = Window(source.pieces(), account)
        self.account = account
        self.tally = Tally()
        self._is_label = is_label
        self._runner = Runner(self.window)
        self._effort = 1 << 20

    def _deliver(self, result: Parsed, kind: str = "parsed", why: str = "") -> list[Run]:
        """Take the value found; a list of one record, or of none when it is bare or too deep."""
        window, (content, end) = self.window, result
        if not isinstance(content, tuple | list) or not content:
            self._take_bare(end)
            return []
        size = end - window.place
        self._runner.widen(size)
        try:
            names, cells = self._runner.flatten(content)
        except TooDeepError:
            self._reject(end, DEEP)
            return []
        run = Run(names, [self.account.line], [cells])
        window.take(end, kind, why)
        return [run]

    def _take_bare(self, end: int) -> None:
        self.tally.bare += 1
        self.window.take(end, "parsed")

    def _reject(self, end: int, why: str) -> None:
        self.tally.fault(self.account.line, why)
        self.window.take(end, "rejected", why)

    def _take_mark(self, kind: str) -> None:
        if kind == "repaired":
            self.tally.fault(self.account.line, _COMMA)
        self.window.take(self.window.place + 1, kind, _COMMA if kind == "repaired" else "")

    def _lose(self, why: str) -> bool:
        """Reject up to the next line that begins like JSON."""
        self.tally.fault(self.account.line, why)
        if why == DEEP:
            reject_deep(self.window, why)
        else:
            reject_until(self.window, NEXT_LINE, why)
        return False

    def _last(self, tail: Parsed) -> Batches:
        """Deliver what was saved of the last record of a paste."""
        yield self._deliver(tail, "repaired", WHY)
        self.tally.cut = True
        self.window.take(len(self.window.text), "repaired", WHY)
        return False

    def _short_tail(self, failure: Failure) -> Parsed | None:
        """Whole members of the last record of a paste that breaks off; the record must begin its line."""
        window = self.window
        short = window.ended and window.passed + len(window.text) - window.place <= SHORT
        if not short or not window.is_cut(failure) or NEXT_LINE.search(window.text, window.place):
            return None
        is_inside = window.lead is None or bool(window.lead.strip())
        return None if is_inside and self.account.documents else whole_members(window.text, window.place)

    def _is_mended(self, failure: Failure) -> bool:
        """Put JSON in the place of what is nearly JSON, line by line; the lines count as repaired."""
        window = self.window
        looked = failure.place - window.place
        if (
            failure.reason in (DEEP, TOO_LARGE)
            or not self._spend(looked)
            or window.is_new_record(failure.place)
        ):
            return False
        window.fill(LONGEST)
        new = rewrite(window.text, window.place)
        self._spend(new.end - window.place if new else looked)
        if new is None:
            return False
        self.tally.fault(self.account.line, new.why)
        self.account.flag(new.text.count("\n"), new.why)
        window.text = window.text[: window.place] + new.text + window.text[new.end :]
        return True

    def _break_off(self) -> None:
        self.tally.cut = True
        self.tally.fault(self.account.line, CUT)
        self.account.mark("repaired", CUT)

    def _spend(self, characters: int) -> bool:
        """Whether looking again is still affordable: failures may cost no more than the text itself."""
        self._effort -= characters
        return self._effort + 4 * self.window.passed > 0
