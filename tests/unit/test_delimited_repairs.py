"""Damaged delimited lines: what is put right, what is refused, and that each is said with its line."""

from __future__ import annotations

import random

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Ledger
from leakcheck.readers import ReadOptions, from_bytes, read

Row = tuple[str | None, ...]


def people(count: int = 40) -> list[list[str]]:
    """Rows of five unlike columns: number, name, date, telephone, town."""
    chance = random.Random(5)
    return [
        [
            str(1000 + i),
            f"{chance.choice(('A.', 'B.', 'C.'))} {chance.choice(('Rao', 'Das', 'Nair'))}",
            f"19{chance.randint(60, 99)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
            f"9{chance.randint(10**8, 10**9 - 1)}",
            chance.choice(("Pune", "Agra", "Goa")),
        ]
        for i in range(count)
    ]


def opened(lines: list[str], **options: object) -> tuple[tuple[str, ...], dict[int, Row], Ledger]:
    """Columns, rows by line, and ledger of a text."""
    text = "\n".join(lines) + "\n"
    table = read(from_bytes(text.encode()), input_format="csv", options=ReadOptions(**options))  # type: ignore[arg-type]
    rows = {
        line: tuple(cells)
        for block in table.blocks
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    }
    return table.columns, rows, table.ledger()


def with_line(bent: str, at: int = 20) -> tuple[Row | None, dict[int, str], list[str]]:
    """What became of one bent line among forty clean ones."""
    rows = [",".join(row) for row in people()]
    rows[at - 2] = bent
    _, read_rows, ledger = opened(["id,name,born,mobile,town", *rows])
    assert len(read_rows) >= 39
    return read_rows.get(at), {e.line: e.reason for e in ledger.events}, people()[at - 2]


def test_a_missing_delimiter_is_put_back_where_only_one_place_will_do() -> None:
    cells = people()[18]
    got, events, true = with_line(f"{cells[0]},{cells[1]},{cells[2]},{cells[3]}{cells[4]}")
    assert got == tuple(true)
    assert events == {20: "a missing delimiter was put back"}


def test_two_values_in_one_cell_that_cannot_be_parted_stay_together() -> None:
    rows = [[str(i), "A. Rao", "blue bag", f"2020-01-{i % 28 + 1:02}"] for i in range(40)]
    lines = [",".join(row) for row in rows]
    lines[10] = "10,A. Rao blue bag,2020-01-11"
    _, read_rows, ledger = opened(["no,name,thing,day", *lines])
    assert read_rows[12] == ("10", "A. Rao blue bag", None, "2020-01-11")
    assert [e.line for e in ledger.events] == [12]


def test_a_spare_delimiter_is_left_out() -> None:
    cells = people()[18]
    got, events, true = with_line(",".join([cells[0], cells[1], "", *cells[2:]]))
    assert got == tuple(true)
    assert events == {20: "one empty cell too many left out"}


def test_an_unquoted_delimiter_is_text_where_the_columns_say_so() -> None:
    cells = people()[18]
    got, events, _ = with_line(f"{cells[0]},Rao, A.,{cells[2]},{cells[3]},{cells[4]}")
    assert got == (cells[0], "Rao, A.", *cells[2:])
    assert events == {20: "a delimiter inside a cell kept as text"}


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("form", ['"{}', '{}"'])
def test_one_stray_quote_costs_no_row(place: int, form: str) -> None:
    cells = people()[18]
    cells[place] = form.format(cells[place])
    got, events, _ = with_line(",".join(cells))
    assert got == tuple(cells)
    assert list(events) == [20]


def test_a_stray_quote_beside_a_closing_one() -> None:
    cells = people()[18]
    got, events, _ = with_line(f'{cells[0]},"Rao, A."",{cells[2]},{cells[3]},{cells[4]}')
    assert got == (cells[0], 'Rao, A."', *cells[2:])
    assert list(events) == [20]


@pytest.mark.parametrize("other", [";", "|", "\t"])
def test_a_line_under_another_delimiter(other: str) -> None:
    cells = people()[18]
    got, events, true = with_line(other.join(cells))
    assert got == tuple(true)
    assert list(events) == [20]


def test_a_nul_is_left_out_and_said() -> None:
    cells = people()[18]
    got, events, true = with_line(",".join(cells).replace("-", "-\x00", 1))
    assert got == tuple(true)
    assert events == {20: "NUL byte(s) left out"}


def test_a_shifted_row_is_refused_rather_than_read() -> None:
    cells = people()[18]
    got, events, _ = with_line(f"{cells[2]},{cells[3]},{cells[4]}")
    assert got is None
    assert events == {20: "3 cells where 5 were expected"}


def test_a_last_cell_cut_short_is_read_and_said() -> None:
    lines = [f"{i},A. Rao,{400000 + i}" for i in range(60)]
    lines[50] = lines[50][:-2]
    _, rows, ledger = opened(["no,name,pin", *lines])
    assert rows[52] == ("50", "A. Rao", "4000")
    assert [(e.line, e.kind) for e in ledger.events] == [(52, "parsed")]


def test_a_record_over_line_ends_may_need_repair_as_well() -> None:
    cells = people()[18]
    lines = [",".join(row) for row in people()]
    lines[18] = f'{cells[0]},"A.\nRao",,{cells[2]},{cells[3]},{cells[4]}'
    _, rows, ledger = opened(["id,name,born,mobile,town", *lines])
    assert rows[20] == (cells[0], "A.\nRao", *cells[2:])
    assert len(rows) == 40
    assert ledger.repaired == 2


def test_line_ends_with_spare_delimiters_are_no_columns() -> None:
    lines = [",".join(row) + ",,," * (i % 2) for i, row in enumerate(people())]
    columns, rows, ledger = opened(["id,name,born,mobile,town", *lines])
    assert columns == ("id", "name", "born", "mobile", "town")
    assert [list(row) for row in rows.values()] == people()
    assert ledger.parsed == 40


def test_line_ends_without_empty_cells_keep_the_column() -> None:
    lines = [f"{i},A. Rao,x" if i % 3 == 0 else f"{i},A. Rao" for i in range(30)]
    columns, rows, _ = opened(["no,name,remark", *lines])
    assert columns == ("no", "name", "remark")
    assert len(rows) == 30
    assert rows[3] == ("1", "A. Rao", None)


def test_another_table_below_is_reported_not_squeezed_in() -> None:
    lines = [",".join(row) for row in people()]
    _, rows, ledger = opened(
        ["id,name,born,mobile,town", *lines, "", "town,count", "Pune,4", "Goa,5", "Agra,1"]
    )
    assert len(rows) == 40
    assert ledger.rejected == 4
    assert {e.reason for e in ledger.events if e.kind == "rejected"} == {
        "row of another table of 2 columns, which begins at line 43"
    }


@pytest.mark.parametrize("count", [1, 5, 30])
def test_a_title_block_is_a_preamble_however_long(count: int) -> None:
    lines = [",".join(row) for row in people()]
    titles = [f"Board of works part {i},,,," for i in range(count)]
    columns, rows, ledger = opened([*titles, "id,name,born,mobile,town", *lines])
    assert columns[0] == "id"
    assert len(rows) == 40
    assert ledger.preamble == count


@pytest.mark.parametrize("pad", ["", ",,,,"])
def test_a_footer_is_a_footer_however_long(pad: str) -> None:
    lines = [",".join(row) for row in people()]
    notes = [f"Remark of the board {i}{pad}" for i in range(30)]
    _, rows, ledger = opened(["id,name,born,mobile,town", *lines, *notes])
    assert len(rows) == 40
    assert ledger.footer == 30


def test_a_table_of_words_alone_has_a_header_that_is_repeated() -> None:
    lines = ["quiet,stone,river", "garden,paper,silver", "window,bridge,market"] * 3
    columns, rows, ledger = opened(["term,near,far", *lines, "term,near,far", *lines])
    assert columns == ("term", "near", "far")
    assert len(rows) == 18
    assert ledger.repeated_header == 1


def test_a_header_alone_is_shown_but_not_judged() -> None:
    columns, rows, ledger = opened(["name,age,town"], allow_empty=True)
    assert (columns, rows, ledger.header, ledger.lines) == (("name", "age", "town"), {}, 1, 1)
    with pytest.raises(InputError, match="no row of data"):
        opened(["name,age,town"])


def test_backslashes_protect_quotes() -> None:
    lines = [f'{i},"say \\"yes\\" now, {i}",2020-01-0{i % 9 + 1}' for i in range(20)]
    _, rows, ledger = opened(["no,remark,day", *lines])
    assert rows[5] == ("3", 'say "yes" now, 3', "2020-01-04")
    assert ledger.parsed == 20


def test_backslashes_protect_delimiters_and_themselves() -> None:
    lines = [f"{i},Rao\\, A.,C:\\dir\\\\,2020-01-0{i % 9 + 1}" for i in range(20)]
    _, rows, ledger = opened(["no,name,path,day", *lines])
    assert rows[5] == ("3", "Rao, A.", "C:\\dir\\", "2020-01-04")
    assert ledger.parsed == 20


def test_quotes_behind_blanks_are_quotes() -> None:
    lines = [f'{i}, "Rao, A.", "2020-01-0{i % 9 + 1}"' for i in range(20)]
    _, rows, ledger = opened(['no, "name", "day"', *lines])
    assert rows[5] == ("3", "Rao, A.", "2020-01-04")
    assert ledger.parsed == 20


def test_lines_wrapped_in_quotes_as_a_whole() -> None:
    lines = [f'"{i},""Rao, A."",2020-01-0{i % 9 + 1}"' for i in range(20)]
    _, rows, ledger = opened(['"no,name,day"', *lines])
    assert rows[5] == ("3", "Rao, A.", "2020-01-04")
    assert ledger.parsed == 20


def test_columns_set_apart_by_blanks() -> None:
    lines = [f"{i:>6}  {i * 37 % 90:>5} {i / 7:>9.3f}" for i in range(20)]
    _, rows, ledger = opened([f"{'no':>6}  {'share':>5} {'ratio':>9}", *lines])
    assert rows[5] == ("3", "21", "0.429")
    assert ledger.parsed == 20


def test_a_control_character_may_be_the_delimiter() -> None:
    lines = ["\x1f".join(map(str, (i, i % 7, i % 3))) for i in range(20)]
    _, rows, _ = opened(["a\x1fb\x1fc", *lines])
    assert rows[5] == ("3", "3", "0")


HEADERS = {
    "Land,2019,2020\nTyrol,1.5,2\nGalicia,..,3\n": ("Land", "2019", "2020"),
    "Land,2020 ,2019 \nTyrol,: c,2.5 p\nGalicia,: ,3.1 \n": ("Land", "2020 ", "2019 "),
    "Area,2011,,,\n,Male,Female,Male,Female\n" + "East,1,2,3,4\nWest,5,6,7,8\n" * 3: (
        "", "Male", "Female", "Male", "Female",
    ),
    "#,Place,Count\n1,Pune,4\n2,Agra,5\n": ("#", "Place", "Count"),
    "Rank,Player , Club\n1,A. Rao,East\n2,B. Das,West\n": ("Rank", "Player ", " Club"),
    "Halt\nAgra (tief)\nPune (tief)\nGoa (tief)\nSurat (tief)\nKochi (tief)\n": ("Halt",),
    "a,b,c,d\n1,2,3\n": ("a", "b", "c", "d"),
    "postcode\nA5 3XY\nB8 5XY\nD7 9XY\nC2 1XY\nA1 2XY\n": ("postcode",),
    "id,100022,100025\nx1,TRUE,FALSE\nx2,FALSE,TRUE\n": ("id", "100022", "100025"),
}  # fmt: skip


@pytest.mark.parametrize("text", HEADERS)
def test_headers_as_offices_write_them(text: str) -> None:
    table = read(from_bytes(text.encode()), input_format="csv", options=ReadOptions())
    assert table.labels == HEADERS[text]


def test_a_row_of_words_that_comes_again_is_no_header() -> None:
    chance = random.Random(3)
    rows = [",".join(chance.choice(("rose", "oak", "ash")) for _ in range(3)) for _ in range(40)]
    _, found, ledger = opened([*rows, rows[0]])
    assert len(found) == 41
    assert ledger.repeated_header == 0


def test_a_list_of_words_has_no_header_that_shows() -> None:
    assert len(opened(["rose", "oak", "ash", "elm", "fir", "yew"])[1]) == 6


def test_short_rows_in_a_run_are_no_other_table() -> None:
    long, short = "R1,East,West,North,South,Mill", "R2,East,West,North,South"
    _, found, ledger = opened(["Route,A,B,C,D,E", long, short, short.replace("2", "3"), short, long])
    assert len(found) == 5
    assert ledger.rejected == 0


def test_a_footnote_with_commas_is_no_row() -> None:
    rows = ["Place,Fee,Count,Share", *(f"East {i},{i},4,5" for i in range(9))]
    _, found, ledger = opened([*rows, ",,,", "* Includes arrears, interest and fees"])
    assert len(found) == 9
    assert ledger.footer == 1


def test_dashes_under_names_are_drawn() -> None:
    _, found, ledger = opened(["OrderID,Town", "-------,----", "10248,Pune", "10249,Agra"])
    assert list(found) == [3, 4]
    assert ledger.comment == 1


def test_blanks_that_fill_up_cells_between_bars_are_layout() -> None:
    rows = ["|No.|Vendor |Amount|", "|1  |A. Rao |5,00- |", "|2  |B. Das |17,10 |", "|3  |C. Nair|7,10  |"]
    _, found, _ = opened(rows)
    assert list(found.values()) == [
        ("1", "A. Rao", "5,00-"),
        ("2", "B. Das", "17,10"),
        ("3", "C. Nair", "7,10"),
    ]


def test_line_ends_inside_cells_stay_as_they_are() -> None:
    text = b'id,note\r\n1,"one\r\ntwo"\r\n2,plain\r\n3,"x\r\ny"\r\n'
    table = read(from_bytes(text), input_format="csv", options=ReadOptions())
    assert [cell for block in table.blocks for cell in block.columns[1]] == ["one\r\ntwo", "plain", "x\r\ny"]


def test_long_texts_over_many_lines_are_one_cell() -> None:
    text = "\n".join(["They said, at last", "that it rained, and left"] * 45)
    _, found, _ = opened(["text,state", *(f'"{text} ({i})",open' for i in range(12))])
    assert list(found.values()) == [(f"{text} ({i})", "open") for i in range(12)]


def test_a_column_of_quoted_sentences_is_read_unaided() -> None:
    cells = [f"The evening was quiet, and the river rose to {i}.\nNobody came, though." for i in range(9)]
    table = read(from_bytes("\n".join(f'"{cell}"' for cell in ("comment", *cells)).encode()))
    assert [cell for block in table.blocks for cell in block.columns[0]] == cells
    assert table.labels == ("comment",)


def test_long_delimiters_are_not_trusted_as_short_ones() -> None:
    lines = ["id||note||town", *(f'{i}||"two\nlines"||Pune' for i in range(30))]
    assert next(iter(opened(lines)[1].values())) == ("0", "two\nlines", "Pune")


def test_nothing_but_delimiters_is_refused_whatever_is_allowed() -> None:
    with pytest.raises(InputError, match="no row"):
        opened([",,,", ",,,"], allow_empty=True)
    assert opened(["id;station;state"], allow_empty=True)[0] == ("id", "station", "state")
