"""Data files parsed beforehand say what the TOML files say, or are not used."""

import pickle
import runpy
import tomllib
from pathlib import Path

import pytest

from leakcheck import discover, packshelf, parsed
from leakcheck.frozen import replace
from leakcheck.mapping import index
from leakcheck.packfile import parse_pack
from leakcheck.readers.intake.encodings import suspects
from leakcheck.rules.safe_regex import compile_bounded, compile_now

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
    spellings = parsed._spellings(parsed.SPELLINGS) | parsed._spellings(parsed.LABEL_SPELLINGS)
    assert len(spellings) > 500
    assert all(forms == index.spelled(alias) for alias, forms in spellings.items())


def test_a_shipped_pack_is_what_parsing_it_now_gives():
    for path, pack in zip(discover.data_files("packs"), packshelf.shipped(), strict=True):
        now = parse_pack(path.read_bytes(), path.name)
        assert pack == now == pack
        assert repr(pack) == repr(now)
        assert packshelf.version_of(pack) == packshelf.version_of(now)
        assert pickle.loads(pickle.dumps(pack)) == now  # noqa: S301 - made here
        assert [len(rule.examples) for rule in pack.rules] == [len(rule.examples) for rule in now.rules]
        assert replace(pack, title="other") != now
        assert packshelf.version_of(replace(pack, title="other")) != packshelf.version_of(now)


def test_patterns_compiled_later_are_those_compiled_now():
    assert len(parsed.patterns()) > 20
    for text in parsed.patterns():
        later, now = compile_bounded(text), compile_now(text)
        assert (later.pattern, later.flags) == (now.pattern, now.flags)
        assert later == compile_bounded(text)
        assert hash(later) == hash(compile_bounded(text))


@pytest.mark.parametrize("encoding", ["iscii", "krutidev-010"])
def test_words_are_those_that_encoding_them_gives(encoding):
    assert frozenset(parsed.words(encoding)) == suspects.spelled(encoding)
