"""Colour and width, decided without a terminal."""

import io
from pathlib import Path

import pytest

from leakcheck.cli import _terminal
from leakcheck.errors import UsageError


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "stream", "wanted"),
    [
        ("auto", {}, Terminal(), True),
        ("auto", {"TERM": "dumb"}, Terminal(), False),
        ("auto", {"NO_COLOR": "1"}, Terminal(), False),
        ("auto", {"NO_COLOR": ""}, Terminal(), True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, Terminal(), False),
        ("auto", {"FORCE_COLOR": "1"}, io.StringIO(), True),
        ("auto", {}, io.StringIO(), False),
        ("always", {"NO_COLOR": "1"}, io.StringIO(), True),
        ("never", {"FORCE_COLOR": "1"}, Terminal(), False),
    ],
)
def test_colour(choice, environ, stream, wanted):
    assert _terminal.wants_color(choice, stream, environ) is wanted


def test_width_is_the_terminals_up_to_a_hundred(monkeypatch):
    monkeypatch.setenv("COLUMNS", "57")
    assert _terminal.width_of(Terminal()) == 57
    monkeypatch.setenv("COLUMNS", "250")
    assert _terminal.width_of(Terminal()) == 100
    assert _terminal.width_of(io.StringIO()) is None


def test_a_closed_stream_is_no_terminal():
    stream = io.StringIO()
    stream.close()
    assert not _terminal.is_terminal(stream)
    assert not _terminal.is_terminal(None)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "report.txt"
    target.write_text("old")
    monkeypatch.setattr(
        Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(UsageError, match="No space left"):
        _terminal.write("new", target)
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]
    assert target.read_text() == "old"
