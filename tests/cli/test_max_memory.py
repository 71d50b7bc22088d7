"""``--max-memory``: shown, understood, and refused when nothing could run in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leakcheck.cli import main

ROWS = "name,gender,birth_year\n" + "A. Sharma,Male,1980\n" * 200


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["verify", "read"])
def test_the_help_shows_it(command: str) -> None:
    assert "--max-memory SIZE" in CliRunner().invoke(main, [command, "--help"]).output


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("100M", "100M of memory is less than leakcheck can work in\ntry: 256M or more"),
        ("12x", "'12x' is no size\ntry: bytes, or a number with K, M or G"),
        ("0", "'0' is no size"),
    ],
)
def test_too_little_is_refused_in_one_line(dump: Path, size: str, said: str) -> None:
    done = CliRunner().invoke(main, ["verify", str(dump), "--max-memory", size])
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("size", ["2G", "4.5G", str(2**31)])
def test_enough_changes_nothing(dump: Path, size: str) -> None:
    asked = ["verify", str(dump), "--claims", "cowin", "-f", "json"]
    with_ceiling = CliRunner().invoke(main, [*asked, "--max-memory", size])
    assert with_ceiling.exit_code == 0
    assert with_ceiling.stdout == CliRunner().invoke(main, asked).stdout
