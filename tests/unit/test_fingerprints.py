"""Known tables are recognised by their cells, however cut, sorted, renamed or spelt; others never are."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies

from leakcheck.forensics.fingerprints.matching import LEAST, known_tables
from leakcheck.forensics.fingerprints.shelf import PATH, Fingerprint, pack, read_shelf, unpack
from leakcheck.forensics.fingerprints.sketch import KEPT, count_among, hashes_of, minima_of
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.specimen import Specimen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from tools.build_fingerprints import DENSEST, FEWEST, archive_of, density_of, fingerprint_of
    from tools.fingerprint_tables import table_of
finally:
    sys.path.remove(str(ROOT))

HEADER = ["code", "maker", "price", "shipped", "grade"]
SYLLABLES = ("ba", "ko", "ri", "tam", "vel", "dun", "sa", "mi", "or", "pek")


def _rows(seed: int, count: int) -> list[list[str]]:
    """Orders of an invented shop."""
    draw = random.Random(seed)
    made = []
    for number in range(count):
        maker = "".join(draw.choices(SYLLABLES, k=5)).title() + " Works"
        shipped = f"{draw.randrange(1990, 2020)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        price = f"{draw.randrange(10**6, 10**8) / 1000:.3f}"
        made.append([f"{seed}-{number:05}-X", maker, price, shipped, draw.choice("ABC")])
    return made


def _printed(
    rows: list[list[str]], names: tuple[str, ...], needs: int = 2, whole: bool = False
) -> Fingerprint:
    specimen = specimen_of(HEADER, rows)
    hashes = [hashes_of(specimen.columns[HEADER.index(name)], None) for name in names]
    counts = tuple(len(each) for each in hashes)
    title = "an invented shop"
    return Fingerprint(title, "demonstration", needs, LEAST, whole, counts, tuple(map(minima_of, hashes)))


SHOP = _rows(1, 3000)
SHELF = (_printed(SHOP, ("maker", "price", "shipped")),)


def _known(rows: list[list[str]], header: list[str] = HEADER) -> list[str]:
    return [known.title for known in known_tables(specimen_of(header, rows), SHELF)]


def test_a_copy_is_recognised_with_its_columns_and_share() -> None:
    (known,) = known_tables(specimen_of(HEADER, SHOP), SHELF)
    assert (known.title, known.kind, known.share) == ("an invented shop", "demonstration", 1.0)
    assert known.columns == (1, 2, 3)


@pytest.mark.parametrize("rows", [60, 200, 1000])
def test_a_part_in_another_order_is_recognised(rows: int) -> None:
    assert _known(random.Random(rows).sample(SHOP, rows)) == ["an invented shop"]


def test_other_names_and_order_of_columns_do_not_hide_it() -> None:
    turned = [row[::-1] for row in SHOP[:500]]
    assert _known(turned, ["c1", "c2", "c3", "c4", "c5"]) == ["an invented shop"]


def test_another_spelling_does_not_hide_it() -> None:
    spelt = [
        [code, f" {maker.upper()} ", f"{float(price):.6f}", "/".join((day[5:7], day[8:], day[:4])), grade]
        for code, maker, price, day, grade in SHOP[:500]
    ]
    (known,) = known_tables(specimen_of(HEADER, spelt), SHELF)
    assert known.columns == (1, 2, 3)


def test_a_tenth_of_changed_rows_does_not_hide_it() -> None:
    draw = random.Random(4)
    mixed = [draw.choice(_rows(9, 50)) if draw.random() < 0.1 else row for row in SHOP[:1000]]
    assert _known(mixed) == ["an invented shop"]


@pytest.mark.parametrize("seed", range(2, 12))
def test_a_table_of_the_same_make_is_not_recognised(seed: int) -> None:
    assert _known(_rows(seed, 2000)) == []


def test_one_column_alone_is_not_enough() -> None:
    strange = _rows(3, 1000)
    mixed = [[*row[:1], ours[1], *row[2:]] for row, ours in zip(strange, SHOP, strict=False)]
    for row in mixed:
        row[3] = ""
    assert _known(mixed) == []


def test_common_values_are_named_only_when_they_are_all_there() -> None:
    small = SHOP[:120]
    shelf = (_printed(small, ("maker", "price"), whole=True),)
    assert known_tables(specimen_of(HEADER, small), shelf)
    assert known_tables(specimen_of(HEADER, small[:60]), shelf) == ()
    assert known_tables(specimen_of(HEADER, [*small, *_rows(5, 60)]), shelf) == ()


def test_long_columns_are_kept_as_minima_and_short_ones_whole() -> None:
    (known,) = SHELF
    assert [len(kept) for kept in known.minima] == [KEPT, KEPT, KEPT]
    assert len(_printed(SHOP[:50], ("maker",)).minima[0]) == 50


def test_writing_and_reading_give_back_the_same() -> None:
    data = pack(SHELF)
    (again,) = unpack(data)
    assert pack([again]) == data
    assert all(np.array_equal(a, b) for a, b in zip(again.minima, SHELF[0].minima, strict=True))
    with pytest.raises(ValueError, match="version"):
        unpack(b"LKFP\x09\x00\x00\x00" + data[8:])


def test_the_shipped_file_is_small_and_whole() -> None:
    shelf = read_shelf()
    assert PATH.stat().st_size < 400_000
    assert len({known.title for known in shelf}) == len(shelf) >= 60
    for known in shelf:
        assert known.kind in ("demonstration", "genuine public")
        assert 1 <= known.needs <= len(known.minima)
        for count, kept in zip(known.distinct, known.minima, strict=True):
            assert min(count, KEPT) <= len(kept) <= count
            assert len(kept) >= known.least
            assert (np.diff(kept.astype(np.int64)) > 0).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_shipped_file_names_no_invented_table(seed: int) -> None:
    assert known_tables(specimen_of(HEADER, _rows(seed, 800))) == ()


def _odd() -> list[Specimen]:
    lone = [[chr(0xD800 + at), "1e400", "", "31.02.2001", "\u0000"] for at in range(60)]
    return [specimen_of(["a"], []), specimen_of(HEADER, [[None] * 5] * 50), specimen_of(HEADER, lone)]


@pytest.mark.parametrize("specimen", _odd())
def test_hostile_tables_are_survived(specimen: Specimen) -> None:
    assert known_tables(specimen) == ()


def test_the_same_table_gives_the_same_answer() -> None:
    first, again = (known_tables(specimen_of(HEADER, SHOP[:300]), SHELF) for _ in range(2))
    assert first == again


def test_numbers_that_fill_their_range_are_refused() -> None:
    draw = random.Random(1)
    minutes = [f"{draw.uniform(0, 100):.1f}" for _ in range(4000)]
    fees = [f"{draw.randrange(0, 4000) * 0.05:.2f}" for _ in range(9000)]
    assert density_of(minutes) > 0.9
    assert density_of(fees) > 0.8, "its step is five hundredths"
    assert density_of([f"{draw.uniform(0, 10**4):.2f}" for _ in range(4000)]) < DENSEST
    assert density_of(["north", "south", "12"]) == 0.0
    table = table_of(("minutes\n" + "\n".join(minutes)).encode(), "calls.csv", "")
    told = {"title": "invented calls", "kind": "demonstration", "needs": 1, "columns": ["minutes"]}
    with pytest.raises(ValueError, match="fill their range"):
        fingerprint_of(table, told)
    assert fingerprint_of(table, {**told, "whole": True}).whole


@pytest.mark.parametrize("least", [5, FEWEST])
def test_one_column_of_numbers_decides_only_by_many(least: int) -> None:
    draw = random.Random(2)
    fares = sorted({f"{draw.randrange(10**4, 10**6) / 100:.2f}" for _ in range(3000)})
    table = table_of(("fare\n" + "\n".join(fares)).encode(), "rides.csv", "")
    told = {
        "title": "invented rides",
        "kind": "demonstration",
        "needs": 1,
        "columns": ["fare"],
        "least": least,
    }
    if least < FEWEST:
        with pytest.raises(ValueError, match="too few numbers"):
            fingerprint_of(table, told)
        return
    shelf = (fingerprint_of(table, {**told, "kept": 3000}),)
    few, more = ([[fare] for fare in fares[:count]] for count in (FEWEST - 1, FEWEST + 2))
    assert known_tables(specimen_of(["x"], few), shelf) == ()
    assert known_tables(specimen_of(["x"], more), shelf)


def test_more_minima_recognise_a_shorter_excerpt() -> None:
    text = "maker,price\n" + "\n".join(f"{row[1]},{row[2]}" for row in _rows(1, 12000))
    table = table_of(text.encode(), "shop.csv", "")
    told = {"title": "a large shop", "kind": "demonstration", "needs": 2, "columns": ["maker", "price"]}
    excerpt = specimen_of(["a", "b"], random.Random(3).sample(table.rows, 50))
    assert known_tables(excerpt, (fingerprint_of(table, told),)) == ()
    assert known_tables(excerpt, (fingerprint_of(table, {**told, "kept": 4000}),))


@given(strategies.sets(strategies.integers(0, 60)), strategies.sets(strategies.integers(0, 60)))
def test_shared_numbers_are_counted(some: set[int], others: set[int]) -> None:
    first, second = (np.array(sorted(each), dtype=np.uint32) for each in (some, others))
    assert count_among(first, second) == len(some & others)


def test_an_archive_is_used_only_if_it_is_the_one_of_the_list(tmp_path: Path) -> None:
    told = {"name": "demo", "registry": "pypi", "version": "1.0", "licence": "MIT", "wheel": ["3.11", "any"]}
    kept = tmp_path / "wheel-demo-1.0" / "demo-1.0-py3-none-any.whl"
    kept.parent.mkdir()
    kept.write_bytes(b"a wheel")
    digest = hashlib.sha256(b"a wheel").hexdigest()
    assert archive_of({**told, "sha256": digest}, tmp_path) == kept
    with pytest.raises(ValueError, match="not the one of the list"):
        archive_of({**told, "sha256": "0" * 64}, tmp_path)


def test_tables_are_read_from_scripts_of_sql_and_from_fixtures() -> None:
    script = b"INSERT INTO staff (no, name) VALUES (2, 'O''Hara; B.');\n"
    script += b"insert into staff (no, name)\nVALUES (3, NULL);"
    assert table_of(gzip.compress(script), "a.sql.gz", "staff").rows == [["2", "O'Hara; B."], ["3", ""]]
    fixture = [{"model": "shop.maker", "fields": {"name": "A. Ward"}}, {"model": "shop.other", "fields": {}}]
    assert table_of(json.dumps(fixture).encode(), "x/initial_data.json", "shop.maker").rows == [["A. Ward"]]


def test_scripts_of_sql_may_name_no_columns_and_hold_many_records() -> None:
    script = """# INSERT INTO staff: the staff
INSERT IGNORE INTO `Staff Members` VALUES
(1,'A. (B.) Ward','1970-01-02',X'FFD8'), (2, N'J\\'s; x', null, 3.50);
INSERT INTO other VALUES (9,'no','',1);
insert into [staff members] values ('3','Lee, C.','',-1)
"""
    header = ["no", "name", "born", "photo"]
    read = table_of(script.encode(), "demo.inc", "Staff Members", header)
    assert read.header == tuple(header)
    assert [row[1] for row in read.rows] == ["A. (B.) Ward", "J's; x", "Lee, C."]
    assert read.rows[1][2:] == ["", "3.50"]
    with pytest.raises(ValueError, match="columns named"):
        table_of(script.encode(), "demo.sql", "nothing", header)


def test_tables_are_read_from_source_code_and_pages() -> None:
    source = b"def f():\n    staff = ((1, 'Ward', None), (2, 'Lee', 1.5))\n    other = print(1)\n"
    read = table_of(source, "prepare.py", "staff", ["no", "name", "pay"])
    assert read.rows == [["1", "Ward", ""], ["2", "Lee", "1.5"]]
    with pytest.raises(ValueError, match="no records"):
        table_of(source, "prepare.py", "crew", ["no"])
    module = b'export default [\n {"Id": 1, "Name": "Ward"}\n];\n'
    assert table_of(module, "Staff.js", "").rows == [["1", "Ward"]]
    page = b"<p>x<table><tr><th>Name<th>Pay</tr><tr><td> <b>A.</b> Ward</td> y <td>$1</td></tr></table>"
    read = table_of(page, "tables.html", "")
    assert (read.header, read.rows) == (("Name", "Pay"), [["A. Ward", "$1"]])


def test_delimited_tables_may_lack_a_header_or_use_semicolons() -> None:
    assert table_of(b'"a";"b"\n1;"x, y"\n', "bank.csv", "", (), ";").rows == [["1", "x, y"]]
    read = table_of(b"\xef\xbb\xbf1, x\n\n2, y\n", "adult.data", "", ["no", "name"])
    assert (read.header, read.rows) == (("no", "name"), [["1", "x"], ["2", "y"]])
    with pytest.raises(ValueError, match="columns named"):
        table_of(b"1,x,y\n", "adult.data", "", ["no", "name"])
