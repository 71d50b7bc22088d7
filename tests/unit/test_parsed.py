"""Data files parsed beforehand say what the TOML files say, or are not used."""

import runpy
import tomllib
from pathlib import Path

import pytest

from leakcheck import discover, parsed
from leakcheck.mapping import index

WRITER = Path(__file__).parents[2] / "tools" / "write_parsed.py"
FILES = [(room, path) for room in parsed.ROOMS for path in discover.data_files(room)]


def test_the_files_are_what_the_script_writes():
    for name, text in runpy.run_path(str(WRITER))["contents"]().items():
        written = Path(parsed.__file__).with_name(name).read_text(encoding="utf-8")
        assert written == text, f"{name} is out of date: run tools/write_parsed.py"


@pytest.mark.parametrize(("room", "path"), FILES, ids=[f"{room}-{path.stem}" for room, path in FILES])
def test_content_is_that_of_the_toml_file(room, path):
    raw = path.read_bytes()
    assert parsed.table_of(path, raw) == tomllib.loads(raw.decode("utf-8"))
    assert repr(parsed.table(room, path.stem, raw)) == repr(tomllib.loads(raw.decode("utf-8")))


def test_an_edited_or_foreign_file_is_parsed(tmp_path):
    path = discover.data_files("packs")[0]
    raw = path.read_bytes()
    assert parsed.table_of(path, raw + b"\n") is None
    assert parsed.table_of(path, raw.replace(b"1", b"2", 1)) is None
    assert parsed.table_of(tmp_path / "packs" / path.name, raw) is None
    assert parsed.table("packs", "no_such_pack", raw) is None


def test_spellings_are_those_that_the_index_would_work_out():
    assert len(parsed.spellings()) > 500
    assert all(forms == index.spelled(alias) for alias, forms in parsed.spellings().items())
