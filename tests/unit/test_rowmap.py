"""The row map: where rows look copied, dragged or different, and silence where nothing stands out."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from leakcheck.forensics.rowmap.build import row_map
from leakcheck.forensics.rowmap.segment import LOOKS, Segment
from leakcheck.forensics.statistics import registers
from leakcheck.forensics.table.build import specimen_of

Table = tuple[list[str], list[list[str | None]]]
SEEDS = range(4)


def mapped(table: Table) -> tuple[Segment, ...]:
    found = row_map(specimen_of(*table))
    assert found[0].first_row == 1
    assert found[-1].last_row == len(table[1])
    for one, following in pairwise(found):
        assert following.first_row == one.last_row + 1
    assert len(found) <= 8
    assert {one.looks for one in found} <= set(LOOKS)
    return found


def looks(table: Table) -> list[str]:
    return [one.looks for one in mapped(table)]


def halves(seed: int, rows: int) -> Table:
    header, genuine = registers.register(seed, rows)
    return header, genuine[: rows // 2] + registers.drawn(seed + 100, rows)[1][: rows // 2]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rows", [200, 1000])
@pytest.mark.parametrize("maker", [registers.register, registers.drawn, registers.returning])
def test_one_segment_where_nothing_stands_out(maker: object, seed: int, rows: int) -> None:
    assert looks(maker(seed, rows)) == ["alike"]  # type: ignore[operator]


@pytest.mark.parametrize("seed", SEEDS)
def test_shuffled_halves_are_one_table(seed: int) -> None:
    header, records = halves(seed, 1000)
    random.Random(seed).shuffle(records)
    assert looks((header, records)) == ["alike"]


@pytest.mark.parametrize("place", range(1, 10))
def test_sorting_by_one_column_makes_no_seam(place: int) -> None:
    for maker in (registers.register, registers.drawn):
        header, records = maker(3, 1000)
        assert looks((header, sorted(records, key=lambda record: str(record[place])))) == ["alike"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_genuine_half_and_an_invented_half(seed: int) -> None:
    found = mapped(halves(seed, 2000))
    assert [one.looks for one in found] == ["alike", "different"]
    assert abs(found[1].first_row - 1001) <= 2000 / 64 + 1
    assert found[1].facts["jumping"] == len(found[1].columns) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_padding_is_found_where_it_begins(seed: int) -> None:
    found = mapped(registers.padded(seed, 600))
    assert [one.looks for one in found] == ["alike", "copied"]
    assert abs(found[1].first_row - 301) <= 12
    assert found[1].score > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dragged_end(seed: int) -> None:
    found = mapped(registers.dragged(seed, 600))
    assert [one.looks for one in found] == ["alike", "dragged"]
    assert abs(found[1].first_row - 481) <= 12
    assert found[1].columns == (7,)


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_that_begin_to_count(seed: int) -> None:
    header, records = registers.drawn(seed, 600)
    for i in range(400, 600):
        records[i][9] = str(1000 + 7 * i)
    found = mapped((header, records))
    assert [one.looks for one in found] == ["alike", "dragged"]
    assert found[1].columns == (9,)


@pytest.mark.parametrize("seed", SEEDS)
def test_pasted_columns_are_no_seam_of_rows(seed: int) -> None:
    header, left = registers.register(seed, 1000)
    right = registers.drawn(seed, 1000)[1]
    assert looks((header, [[*a[:5], *b[5:]] for a, b in zip(left, right, strict=True)])) == ["alike"]


def test_lines_are_those_of_the_file() -> None:
    found = mapped(registers.padded(1, 600))
    assert found[1].first_line - found[0].first_line == found[1].first_row - 1


def test_short_and_empty_tables_are_left_alone() -> None:
    header, records = registers.register(1, 63)
    assert looks((header, records)) == ["alike"]
    assert row_map(specimen_of(header, [])) == ()


@pytest.mark.parametrize(
    "cell", ["", "1e2147483648", "\ud800", "x" * 5000, "\x00", "9" * 400, "2020-02-30", "ééé", " "]
)
def test_hostile_cells(cell: str) -> None:
    header, records = registers.glued(1, 200)
    assert mapped((header, [[cell for _ in row] for row in records]))
    assert mapped(
        (header, [[cell if (i + j) % 3 else x for j, x in enumerate(r)] for i, r in enumerate(records)])
    )
    assert mapped((header, [[cell if i > 100 else x for x in r] for i, r in enumerate(records)]))


def test_same_input_same_map_and_cheap() -> None:
    table = registers.glued(5, 10_000)
    specimen = specimen_of(*table)
    start = time.process_time()
    found = row_map(specimen)
    assert time.process_time() - start < 0.5  # 0.05 alone on one core
    assert found == row_map(specimen_of(*table))


def test_a_long_table_of_which_a_sample_is_kept() -> None:
    rows = 30_000
    assert looks(registers.register(1, rows)) == ["alike"]
    for table, word, columns in (
        (halves(1, rows), "different", 3),
        (registers.padded(1, rows), "copied", 9),
    ):
        found = mapped(table)
        assert [one.looks for one in found] == ["alike", word]
        assert abs(found[1].first_row - rows // 2 - 1) <= rows / 32
        assert len(found[1].columns) >= columns
    found = mapped(registers.dragged(1, rows))
    assert [one.looks for one in found] == ["alike", "dragged"]
    assert abs(found[1].first_row - rows * 0.8) <= rows / 16
