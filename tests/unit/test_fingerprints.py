"""Known tables are recognised by their cells, however cut, sorted, renamed or spelt; others never are."""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest

from leakcheck.forensics.fingerprints.matching import known_tables
from leakcheck.forensics.fingerprints.shelf import PATH, Fingerprint, pack, read_shelf, unpack
from leakcheck.forensics.fingerprints.sketch import KEPT, hashes_of, minima_of
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.specimen import Specimen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from tools.build_fingerprints import DENSEST, density_of, fingerprint_of, table_of
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
    return Fingerprint(title, "demonstration", needs, whole, counts, tuple(map(minima_of, hashes)))


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
    assert PATH.stat().st_size < 300_000
    assert len({known.title for known in shelf}) == len(shelf) >= 30
    for known in shelf:
        assert known.kind in ("demonstration", "genuine public")
        assert 1 <= known.needs <= len(known.minima)
        for count, kept in zip(known.distinct, known.minima, strict=True):
            assert len(kept) == min(count, KEPT)
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


def test_tables_are_read_from_scripts_of_sql_and_from_fixtures() -> None:
    script = b"INSERT INTO staff (no, name) VALUES (2, 'O''Hara; B.');\n"
    script += b"insert into staff (no, name)\nVALUES (3, NULL);"
    assert table_of(gzip.compress(script), "a.sql.gz", "staff").rows == [["2", "O'Hara; B."], ["3", ""]]
    fixture = [{"model": "shop.maker", "fields": {"name": "A. Ward"}}, {"model": "shop.other", "fields": {}}]
    assert table_of(json.dumps(fixture).encode(), "x/initial_data.json", "shop.maker").rows == [["A. Ward"]]
