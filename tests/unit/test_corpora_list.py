"""The list of genuine tables, and fetching from archives that lie there already: no network."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from calibration._archives import fetch_archive, open_archive
    from calibration._decoding import decode, of_frame
    from calibration.corpora import LEVELS, Package, Source, read_list
    from calibration.fetch import csv_of, write_corpus
finally:
    sys.path.remove(str(ROOT))

TABLE = b"unit,kind,opened\nA. Ward,north,2004-05-01\nB. Gate,south,2007-11-30\n"

ENTRY = """
[[package]]
name = "invented"
registry = "pypi"
version = "1.0"
sha256 = "{archive}"
licence = "CC0"

[[table]]
id = "invented-units"
package = "invented"
path = "invented/units.csv"
group = "invented-register"
level = "{level}"
rows = 2
columns = 3
sha256 = "{table}"
note = "units of an invented register"
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A wheel of one table, where the client of the registry would have put it."""
    place = tmp_path / "out" / "downloads" / "pypi-invented-1.0" / "invented-1.0-py3-none-any.whl"
    place.parent.mkdir(parents=True)
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("invented/units.csv", TABLE)
    return place


def _list(folder: Path, archive: bytes, table: bytes = TABLE, level: str = "organisation") -> list[Source]:
    digests = {"archive": hashlib.sha256(archive).hexdigest(), "table": hashlib.sha256(table).hexdigest()}
    path = folder / "list.toml"
    path.write_text(ENTRY.format(level=level, **digests), encoding="utf-8")
    return read_list(path)


def test_the_list_has_enough_independent_sources() -> None:
    sources = read_list()
    groups = {source.group for source in sources if source.level != "experiment"}
    assert len(groups) >= 300, "a false-alarm rate below 1 % cannot be promised on fewer"
    assert {source.level for source in sources} == set(LEVELS)


def test_each_table_of_the_list_can_say_something() -> None:
    for source in read_list():
        assert source.rows >= 30, source.id
        assert source.columns >= 3, source.id
        assert source.licence, source.id
        assert source.note, source.id


def test_a_table_and_its_experiment_are_told_apart() -> None:
    assert {source.level for source in read_list() if source.group == "project-star"} == {"experiment"}


def test_no_invented_table_is_listed_as_genuine() -> None:
    known = ("carseats", "islr-default", "islr-credit", "pizzaplace", "starwars", "attrition", "churn")
    assert not [source.id for source in read_list() if any(word in source.id for word in known)]


def test_a_level_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="level"):
        _list(tmp_path, b"", level="rumour")


def test_a_table_without_its_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    text = ENTRY.format(archive="0" * 64, table="1" * 64, level="person")
    path.write_text(text.replace('package = "invented"', 'package = "other"'), encoding="utf-8")
    with pytest.raises(ValueError, match="package"):
        read_list(path)


def test_the_same_table_twice_is_refused(tmp_path: Path) -> None:
    text = ENTRY.format(archive="0" * 64, table="1" * 64, level="person")
    again = text[text.index("[[table]]") :].replace("invented-units", "invented-again")
    path = tmp_path / "list.toml"
    path.write_text(text + again, encoding="utf-8")
    with pytest.raises(ValueError, match="more than once"):
        read_list(path)


def test_fetching_writes_the_table_and_a_manifest(wheel: Path, tmp_path: Path) -> None:
    sources = _list(tmp_path, wheel.read_bytes())
    assert write_corpus(sources, tmp_path / "out") == []
    assert gzip.decompress((tmp_path / "out" / "invented-units.csv.gz").read_bytes()) == TABLE
    with (tmp_path / "out" / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert (line["label"], line["kind"], line["group"]) == ("real", "real", "invented-register")
    assert (line["path"], line["level"]) == ("invented-units.csv.gz", "organisation")
    assert line["sha256"] == hashlib.sha256(TABLE).hexdigest()


def test_a_table_that_changed_is_not_written(wheel: Path, tmp_path: Path) -> None:
    (failure,) = write_corpus(_list(tmp_path, wheel.read_bytes(), b"another"), tmp_path / "out")
    assert "invented-units" in failure
    assert not (tmp_path / "out" / "invented-units.csv.gz").exists()


def test_an_archive_that_changed_is_not_opened(wheel: Path, tmp_path: Path) -> None:
    package = Package("invented", "pypi", "1.0", "0" * 64, "CC0")
    with pytest.raises(ValueError, match="not the one"):
        fetch_archive(package, wheel.parent.parent)


def _tar(members: dict[str, bytes], mode: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return packed.getvalue()


def _deb(members: dict[str, bytes]) -> bytes:
    data = b"!<arch>\n"
    for name, part in (("debian-binary", b"2.0\n1"), ("data.tar.xz", _tar(members, "w:xz"))):
        data += f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(part):<10}`\n".encode() + part
        data += b"\n" * (len(part) % 2)
    return data


@pytest.mark.parametrize("kind", ["zip", "tgz", "deb"])
def test_members_are_read_from_each_kind_of_archive(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"package.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a/b.csv", TABLE)
    else:
        members = {"a/b.csv": TABLE}
        path.write_bytes(_deb(members) if kind == "deb" else _tar(members, "w:gz"))
    read = open_archive(path)
    assert read("a/b.csv") == TABLE
    with pytest.raises(KeyError):
        read("a/c.csv")


def test_decoding_keeps_what_was_published() -> None:
    table = decode(gzip.compress(TABLE), "x/units.csv.gz")
    assert csv_of(table) == TABLE


def test_decoding_fills_short_rows_and_drops_row_numbers() -> None:
    table = decode(b",code,town\n1,007,Aachen\n2,008\n", "t.csv")
    assert table.header == ("code", "town")
    assert table.rows == [["007", "Aachen"], ["008", ""]]


def test_records_of_json_keep_their_flat_fields() -> None:
    records = [{"id": 1, "tags": ["a"], "share": 0.5}, {"id": 2, "tags": [], "share": None}]
    table = decode(json.dumps(records).encode(), "r.json")
    assert table.header == ("id", "share")
    assert table.rows == [["1", "0.5"], ["2", ""]]


def test_frames_are_written_alike_by_every_version_of_pandas() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "rownames": [4, 9],
            "age": [30.0, float("nan")],
            "pay": [0.1, 2.0],
            "ok": [True, None],
            "d": ["x", None],
        }
    )
    table = of_frame(frame)
    assert table.header == ("age", "pay", "ok", "d")
    assert table.rows == [["30", "0.1", "TRUE", "x"], ["", "2.0", "", ""]]


def test_row_names_that_are_words_stay() -> None:
    import pandas as pd

    assert of_frame(pd.DataFrame({"rownames": ["a", "b"], "n": [1, 2]})).header == ("rownames", "n")


def test_a_member_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no reader"):
        decode(b"", "a.parquet")


def test_the_page_states_the_figures_of_the_list() -> None:
    page = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")
    sources = read_list()
    assert (
        f"{len(sources)} genuine record-level tables of {len({s.group for s in sources})} independent" in page
    )
    for level in LEVELS:
        groups = [source.group for source in sources if source.level == level]
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{level}`")]
        assert line.endswith(f"| {len(groups)} | {len(set(groups))} |")
