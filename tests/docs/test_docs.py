"""Documentation is a contract: every operator, command and key must be named where it is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from leakcheck import discover, packfile
from leakcheck.model import LINE_CLASSES
from leakcheck.readers.intake.mangling import KINDS

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("operator", discover.names("rules.operators"))
def test_every_operator_is_documented(operator: str) -> None:
    assert f"`{operator}`" in page("docs/packs.md")


@pytest.mark.parametrize(
    "word",
    [*packfile.SOURCE_KINDS, *packfile.STATUSES, *packfile.AXES, *packfile.STRENGTHS, *packfile.EVASIONS],
)
def test_every_word_of_the_pack_format_is_documented(word: str) -> None:
    assert f"`{word}`" in page("docs/packs.md")


@pytest.mark.parametrize("command", discover.names("cli"))
def test_every_command_is_documented(command: str) -> None:
    assert f"leakcheck {command}" in page("docs/cli.md")
    assert f"`{command}" in page("README.md")


@pytest.mark.parametrize("name", LINE_CLASSES)
def test_every_line_class_is_documented(name: str) -> None:
    assert f"`{name}`" in page("docs/report.md")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_spreadsheet_damage_is_documented(kind: str) -> None:
    assert f"`mangled.{kind}`" in page("docs/report.md")


@pytest.mark.parametrize("pack", [p.stem for p in discover.data_files("packs")])
def test_every_pack_is_documented(pack: str) -> None:
    assert f"`{pack}`" in page("README.md")


def test_the_screen_in_the_readme_is_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """The block under the command, up to the ellipsis, is the beginning of the report, byte for byte."""
    from click.testing import CliRunner

    from leakcheck.cli import main

    monkeypatch.chdir(ROOT)
    lines = page("README.md").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("    $ leakcheck verify"))
    end = lines.index("      …", start)
    command = lines[start].removeprefix("    $ leakcheck ").split()
    said = CliRunner().invoke(main, command).output.splitlines()
    assert [line[4:] for line in lines[start + 1 : end]] == said[: end - start - 1]
    assert end - start > 20


def test_the_counts_in_the_readme_are_true() -> None:
    from leakcheck import packshelf

    cowin = next(p for p in packshelf.shipped() if p.id == "cowin")
    assert f"{len(cowin.rules)} rules from {len(cowin.sources)} sources" in page("README.md")
