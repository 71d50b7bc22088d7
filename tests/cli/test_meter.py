"""The line that says how far a long run has come."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import leakcheck
from leakcheck.cli import _meter
from leakcheck.extent import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(_meter.time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def last(stream: io.StringIO) -> str:
    return stream.getvalue().rsplit("\r", 1)[-1].rstrip()


def judging(rows: int, done: int | None, total: int | None = 100_000_000) -> Progress:
    return Progress("judging", rows, done, total)


def test_it_waits_two_seconds_and_goes_away(clock: Clock) -> None:
    stream = Terminal()
    meter = _meter.Meter(stream)
    clock.now = 1.9
    meter(judging(10, 1_000_000))
    assert stream.getvalue() == ""
    clock.now = 2.0
    meter(judging(1_204, 2_000_000))
    clock.now = 2.1
    meter(judging(1_300, 3_000_000))
    assert last(stream).startswith("judging  2 %  2.0 of 100.0 MB  1,204 records")
    shown = len(last(stream))
    meter.end()
    blanks = stream.getvalue().split("\r")[-2]
    assert len(blanks) >= shown
    assert not blanks.strip()
    assert stream.getvalue().endswith("\r")
    meter(judging(9_999, 90_000_000))
    assert stream.getvalue().endswith(" \r"), "nothing is drawn any more"


def test_what_never_showed_leaves_no_trace() -> None:
    stream = Terminal()
    _meter.Meter(stream).end()
    assert stream.getvalue() == ""


def test_time_left_waits_until_it_is_known(clock: Clock) -> None:
    stream = Terminal()
    meter = _meter.Meter(stream)
    meter(judging(0, 0))
    for second in range(2, 5):
        clock.now = float(second)
        meter(judging(second, second * 1_000_000))
        assert "left" not in last(stream)
    clock.now = 5.0
    meter(judging(5, 5_000_000))
    assert last(stream).endswith("1.0 MB/s  1 records/s  2 min left") or "95 s left" in last(stream)
    clock.now = 20.0
    meter(judging(20, 20_000_000))
    assert "80 s left" in last(stream)
    clock.now = 21.0
    meter(judging(100, 100_000_000))
    assert "left" not in last(stream), "all is read: how long the rest takes is not known"


def test_only_the_last_pass_tells_the_time_left(clock: Clock) -> None:
    stream = Terminal()
    meter = _meter.Meter(stream)
    for stage in ("hashing", "surveying"):
        meter(Progress(stage, 0, 0, 1000))
        clock.now += 10
        meter(Progress(stage, 0, 500, 1000))
        assert "50 %" in last(stream)
        assert "left" not in last(stream)


def test_a_lump_is_no_speed(clock: Clock) -> None:
    """Bytes that come all at once after a pause must not promise an end in no time."""
    pace = _meter.Pace(0.0, judging(0, 0))
    for second in range(1, 11):
        pace.note(float(second), judging(0, second * 1_000_000))
    pace.note(10.001, judging(0, 14_000_000))
    assert 1_000_000 <= pace.bytes <= 1_700_000


def test_a_pipe_has_no_share_and_a_frame_no_bytes(clock: Clock) -> None:
    stream = Terminal()
    meter = _meter.Meter(stream)
    clock.now = 3.0
    meter(Progress("receiving", 0, 7_000_000))
    assert last(stream) == "receiving  7.0 MB"
    clock.now = 4.0
    meter(Progress("judging", 5_000))
    clock.now = 5.0
    meter(Progress("judging", 6_000))
    assert last(stream) == "judging  6,000 records  1,000 records/s"


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_it_fits_the_terminal(clock: Clock, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr(_meter, "_columns", lambda _: columns)
    stream = Terminal()
    meter = _meter.Meter(stream, file=12)
    meter(judging(0, 0))
    clock.now = 30.0
    meter(judging(1_000_000_000, 50_000_000))
    assert len(stream.getvalue().lstrip("\r")) < columns
    assert last(stream).startswith("file 12: judging"[: columns - 5])
    if columns > 40:
        assert "50 %" in last(stream)
        assert "left" in last(stream)


def test_long_times_are_told_in_hours(clock: Clock) -> None:
    stream = Terminal()
    meter = _meter.Meter(stream)
    meter(judging(0, 0, 10**11))
    clock.now = 10.0
    meter(judging(0, 10**8, 10**11))
    assert "2 h 46 min left" in last(stream) or "2 h 47 min left" in last(stream)


def _on_a_terminal(options: list[str], stdin_parts: list[bytes], pause: float) -> tuple[int, str, bytes]:
    """Run with the error stream on a pseudo-terminal and a slow standard input."""
    import pty

    environ = {"PYTHONPATH": str(Path(leakcheck.__file__).parents[1]), "LANG": "C.UTF-8"}
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "leakcheck", "verify", "-", *options]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": child}
    with subprocess.Popen(command, env=environ, **streams) as running:  # type: ignore[call-overload]  # noqa: S603
        os.close(child)
        for part in stdin_parts:
            running.stdin.write(part)
            running.stdin.flush()
            time.sleep(pause)
        running.stdin.close()
        answer = running.stdout.read()
        code = running.wait(60)
    said = b""
    try:
        while piece := os.read(parent, 65536):
            said += piece
    except OSError:  # Linux says so when the other end has closed
        pass
    os.close(parent)
    return code, said.decode("utf-8"), answer


@pytest.mark.skipif(os.name == "nt", reason="needs pseudo-terminals")
def test_on_a_terminal_and_gone_when_done() -> None:
    rows = [b"name,birth_year\n", b"A. Rao,1980\n" * 100_000, b"B. Sen,1981\n" * 100_000]
    code, said, answer = _on_a_terminal([], rows, 1.1)
    assert code == 0
    assert "receiving" in said
    assert said.endswith("\r")
    assert not said.rsplit("\r", 2)[1].strip(), "the line is blank in the end"
    assert b"receiving" not in answer


def test_never_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with _meter.shown(True) as meter:
        assert meter is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    with _meter.shown(False) as meter:
        assert meter is None
    with _meter.shown(True) as meter:
        assert meter is not None
