"""The line that says how far a long run has come: on the error stream of a terminal, gone at the end.

Why time left only in the last pass: how fast that one will be is not known before it has begun.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from leakcheck.cli._terminal import is_terminal
from leakcheck.extent import Progress
from leakcheck.wording import sentence

_PATIENCE, _PAUSE = 2.0, 0.2
_MEMORY = 8.0
_LAST_STAGE, _SURE_SHARE, _SURE_SECONDS, _LEAST_SECONDS = "judging", 0.05, 5.0, 1.0
_WIDTH, _GAP, _ECHO = 80, "  ", 4
"""Cells where nothing is known; between two facts; what the terminal may echo behind the line, as ^C."""
_MEGABYTE, _MINUTE, _HOUR = 1e6, 60, 3600


class Pace:
    """Bytes and records a second, of which the last 8 seconds count most.

    Why a ratio of two fading sums and not a fading mean of rates: bytes come in lumps, and a lump in a
    short moment is not a fast one.
    """

    def __init__(self, now: float, done: Progress) -> None:
        self.begun = self._last = now
        self._rows, self._bytes = done.rows, done.bytes or 0
        self._seconds = self._sum_rows = self._sum_bytes = 0.0

    def note(self, now: float, done: Progress) -> None:
        """Take in how far the run is now."""
        fade = 0.5 ** ((now - self._last) / _MEMORY)
        self._seconds = self._seconds * fade + now - self._last
        self._sum_rows = self._sum_rows * fade + done.rows - self._rows
        self._sum_bytes = self._sum_bytes * fade + (done.bytes or 0) - self._bytes
        self._last, self._rows, self._bytes = now, done.rows, done.bytes or 0

    @property
    def rows(self) -> float:
        """Records a second."""
        return self._sum_rows / self._seconds if self._seconds else 0.0

    @property
    def bytes(self) -> float:
        """Bytes a second."""
        return self._sum_bytes / self._seconds if self._seconds else 0.0

    def left(self, done: Progress) -> float | None:
        """Seconds left; None as long as that would be a guess."""
        elapsed = self._last - self.begun
        if done.stage != _LAST_STAGE or not done.bytes or not done.total or self.bytes <= 0:
            return None
        is_sure = done.bytes >= _SURE_SHARE * done.total or elapsed >= _SURE_SECONDS
        if not is_sure or elapsed < _LEAST_SECONDS or done.bytes >= done.total:
            return None
        return (done.total - done.bytes) / self.bytes


class Meter:
    """A listener for `leakcheck.api.verify`, which draws at most five times a second.

    Parameters
    ----------
    stream : TextIO
        A terminal.
    is_stopping : callable, optional
        Whether somebody asked to stop.
    file : int
        Which of several files; from the second on, it leads the line.
    doing : str
        What the last pass does: ``judging`` or ``reading``.
    """

    def __init__(
        self,
        stream: TextIO,
        is_stopping: Callable[[], bool] | None = None,
        file: int = 1,
        doing: str = _LAST_STAGE,
    ) -> None:
        self._stream, self._is_stopping, self._file, self._doing = stream, is_stopping, file, doing
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0
        self._is_over = False
        self._stage = ""
        self._pace: Pace | None = None

    def __call__(self, done: Progress) -> None:
        """Tell how far the run has come."""
        now = time.monotonic()
        if self._pace is None or done.stage != self._stage:
            self._stage, self._pace = done.stage, Pace(now, done)
        if now < self._next or self._is_over:
            return
        self._next = now + _PAUSE
        self._pace.note(now, done)
        self._draw(self._line(done, self._pace))

    def end(self) -> None:
        """Take the line away for good."""
        self._is_over = True
        if self._shown:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()

    def _line(self, done: Progress, pace: Pace) -> str:
        """As many of the facts as fit, the least telling left out first."""
        parts = _facts(self._stage_words(), done, pace)
        room = _columns(self._stream) - 1 - _ECHO
        while len(_GAP.join(text for _, text in parts)) > room and len(parts) > 1:
            parts.remove(max(parts))
        return _GAP.join(text for _, text in parts)[:room]

    def _stage_words(self) -> str:
        is_stopping = self._is_stopping is not None and self._is_stopping()
        stage = self._doing if self._stage == _LAST_STAGE else self._stage
        words = sentence(f"progress.{'stopping' if is_stopping else stage}")
        return sentence("progress.file", n=self._file, stage=words) if self._file > 1 else words

    def _draw(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._shown + _ECHO if self._shown else 0))
        self._stream.flush()
        self._shown = len(text)


def _facts(stage: str, done: Progress, pace: Pace) -> list[tuple[int, str]]:
    """What there is to say, from left to right, each with its rank: the highest is left out first."""
    facts = [(0, stage)]
    if done.bytes is not None and done.total:
        facts.append((1, sentence("progress.percent", percent=100 * done.bytes // done.total)))
        share = {"done": f"{done.bytes / _MEGABYTE:,.1f}", "total": _megabytes(done.total)}
        facts.append((4, sentence("progress.of", **share)))
    elif done.bytes is not None:
        facts.append((1, _megabytes(done.bytes)))
    if done.rows:
        facts.append((3, sentence("progress.records", n=done.rows)))
    if pace.bytes > 0:
        facts.append((5, sentence("progress.megabytes_rate", size=f"{pace.bytes / _MEGABYTE:,.1f}")))
    if pace.rows > 0:
        facts.append((6, sentence("progress.records_rate", n=int(pace.rows))))
    left = pace.left(done)
    if left is not None:
        facts.append((2, sentence("progress.left", time=_time(left))))
    return facts


def _megabytes(count: int) -> str:
    return sentence("progress.megabytes", size=f"{count / _MEGABYTE:,.1f}")


def _time(seconds: float) -> str:
    """As exact as it is known: to the second only below a minute and a half."""
    if seconds < 1.5 * _MINUTE:
        return sentence("progress.seconds", n=max(1, round(seconds)))
    if seconds < 1.5 * _HOUR:
        return sentence("progress.minutes", n=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), 60)
    return sentence("progress.hours", hours=hours, minutes=rest)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH


@contextmanager
def shown(
    is_wanted: bool,
    is_stopping: Callable[[], bool] | None = None,
    file: int = 1,
    doing: str = _LAST_STAGE,
) -> Iterator[Meter | None]:
    """A meter on the error stream while this lasts; None where nobody would see it."""
    if not is_wanted or not is_terminal(sys.stderr):
        yield None
        return
    meter = Meter(sys.stderr, is_stopping, file, doing)
    try:
        yield meter
    finally:
        meter.end()
