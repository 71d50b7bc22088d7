"""Delimited text: every line in the right class, damaged rows repaired or reported, never lost."""

from __future__ import annotations

import random
from typing import Any

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.model import LINE_CLASSES, Ledger, Table
from leakcheck.readers import ReadOptions, from_bytes, from_text, read

LABELS = {"name", "age", "city", "dob", "mobile", "gender", "id", "state"}


def is_label(text: str) -> float:
    return float(text.strip().casefold() in LABELS)


def opened(text: str | bytes, **options: Any) -> Table:
    evidence = from_bytes(text) if isinstance(text, bytes) else from_text(text)
    return read(evidence, input_format="csv", options=ReadOptions(is_label=is_label, **options))


def rows(table: Table) -> list[tuple[int, list[str | None]]]:
    return [
        (line, list(cells))
        for block in table.blocks
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]


def cells(text: str, **options: Any) -> list[list[str | None]]:
    return [row for _, row in rows(opened(text, **options))]


def classes(ledger: Ledger) -> dict[str, int]:
    return {name: getattr(ledger, name) for name in LINE_CLASSES if getattr(ledger, name)}


def test_a_plain_table() -> None:
    table = opened("name,age,city\nA. Sharma,41,Pune\nB. Rao,35,Mysuru")
    assert table.columns == ("name", "age", "city")
    assert rows(table) == [(2, ["A. Sharma", "41", "Pune"]), (3, ["B. Rao", "35", "Mysuru"])]
    ledger = table.ledger()
    assert classes(ledger) == {"header": 1, "parsed": 2}
    assert (ledger.rows, ledger.lines, ledger.size) == (2, 3, table.reading.size)
    assert table.reading.details["delimiter"] == "comma"
    assert table.reading.details["newline"] == "LF"


@pytest.mark.parametrize("delimiter", list(",;\t|^~:"))
def test_delimiters_are_found(delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(r)
        for r in (["name", "dob", "mobile"], ["A", "12-03-1982", "98"], ["B", "1-1-1990", "99"])
    )
    table = opened(text)
    assert table.columns == ("name", "dob", "mobile")
    assert len(rows(table)) == 2


def test_gaps_of_blanks_and_single_blanks() -> None:
    aligned = "Name       DOB         Mobile\nA. Sharma  12-03-1982  98765\nB. Rao     01-01-1990  98766\n"
    assert cells(aligned)[0] == ["A. Sharma", "12-03-1982", "98765"]
    assert cells("id age mobile\n1 41 98\n2 35 99\n") == [["1", "41", "98"], ["2", "35", "99"]]


def test_delimiter_as_told() -> None:
    assert cells("a;b,c\n1;2,3\n", delimiter=";") == [["1", "2,3"]]
    assert cells("a\tb\n1\t2\n", delimiter="tab") == [["1", "2"]]
    assert cells("a::b\n1::2:3\n", delimiter="::") == [["1", "2:3"]]
    for wrong in ("and", "::::::", '"'):
        with pytest.raises(UsageError, match="one character"):
            opened("a,b\n1,2\n", delimiter=wrong)


def test_the_runner_up_is_named() -> None:
    details = opened("name;age;note\nA;1;x,y\nB;2;z,q\nC;3;u,v\n").reading.details
    assert details["delimiter"] == "semicolon"
    assert details["runner_up"] == "comma"
    assert 0 < float(details["margin"]) < 1


def test_excel_separator_line() -> None:
    table = opened("sep=;\r\nname;age\r\nA;1\r\n")
    assert rows(table) == [(3, ["A", "1"])]
    assert classes(table.ledger()) == {"preamble": 1, "header": 1, "parsed": 1}


def test_quotes() -> None:
    text = 'id,name,city\n1,"Rao, B.",Pune\n2,"say ""hi""",Goa\n3,\'x\',Agra\n'
    assert cells(text) == [["1", "Rao, B.", "Pune"], ["2", 'say "hi"', "Goa"], ["3", "'x'", "Agra"]]
    assert cells("'name','age'\n'Rao, B.','35'\n'A','41'\n") == [["Rao, B.", "35"], ["A", "41"]]


def test_quoted_line_ends_are_joined() -> None:
    table = opened('id,address,city\n1,"Flat 2,\nMG Road",Pune\n2,x,Goa\n')
    assert rows(table) == [(2, ["1", "Flat 2,\nMG Road", "Pune"]), (4, ["2", "x", "Goa"])]
    assert classes(table.ledger()) == {"header": 1, "parsed": 3}


def test_an_open_quote_is_rewound() -> None:
    body = "".join(f"{i},row {i},Pune\n" for i in range(3, 300))
    table = opened('id,name,city\n1,a,Pune\n2,"open,Pune\n' + body)
    found = rows(table)
    assert len(found) == 299
    assert found[1] == (3, ["2", '"open', "Pune"])
    assert classes(table.ledger()) == {"header": 1, "parsed": 298, "repaired": 1}


def test_a_stray_quote_does_not_glue_neighbours() -> None:
    found = rows(opened('a,b,c\n1,x,"y\n2,p,q\n3,r,"s"\n4,t,u\n'))
    assert [row[0] for _, row in found] == ["1", "2", "3", "4"]


def test_a_stray_quote_inside_a_cell_is_reported() -> None:
    table = opened('a,b\n1,x"y\n2,z\n')
    assert rows(table)[0] == (2, ["1", 'x"y'])
    assert classes(table.ledger()) == {"header": 1, "parsed": 1, "repaired": 1}


def test_ragged_rows() -> None:
    table = opened("name,age,city\nA,1,x\nB,2\nC,3,y,,\nD,4,z,extra\nE,5,w\n")
    assert rows(table) == [
        (2, ["A", "1", "x"]),
        (3, ["B", "2", None]),
        (4, ["C", "3", "y"]),
        (6, ["E", "5", "w"]),
    ]
    ledger = table.ledger()
    assert classes(ledger) == {"header": 1, "parsed": 2, "repaired": 2, "rejected": 1}
    assert [(e.line, e.kind) for e in ledger.events] == [(3, "repaired"), (4, "repaired"), (5, "rejected")]
    assert "4 cells where 3" in ledger.events[2].reason


def test_another_delimiter_in_one_line() -> None:
    assert cells("a,b,c\n1,2,3\n4|5|6\n7,8|9\n1,1,1\n") == [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["7", "8", "9"],
        ["1", "1", "1"],
    ]


def test_preamble_footer_blank_comment_and_repeated_header() -> None:
    text = (
        "Beneficiary list\nexported 2021\n\nname,age,city\nA,1,x\n# checked\n\nB,2,y\n,,\nname,age,city\n"
        "C,3,z\n\nTotal rows: 3\n(end of list)\n"
    )
    table = opened(text)
    assert [line for line, _ in rows(table)] == [5, 8, 11]
    expected = {
        "preamble": 2,
        "blank": 4,
        "header": 1,
        "parsed": 3,
        "comment": 1,
        "repeated_header": 1,
        "footer": 2,
    }
    assert classes(table.ledger()) == expected


@pytest.mark.parametrize("count", [1, 3, 10, 30])
def test_preambles_of_any_length(count: int) -> None:
    notes = "".join(f"note {i} about this list, with words\n" for i in range(count))
    table = opened(notes + "name,age,city\n" + "A,1,x\nB,2,y\n" * 15)
    assert table.columns == ("name", "age", "city")
    assert len(rows(table)) == 30
    assert table.ledger().preamble == count


def test_a_title_as_wide_as_the_table() -> None:
    table = opened("people, district Pune, 2021\nname,dob,gender\nA,1982,F\nB,1990,M\n")
    assert table.columns == ("name", "dob", "gender")
    assert len(rows(table)) == 2
    assert table.ledger().preamble == 1


def test_a_row_cut_short_at_the_end_is_a_row() -> None:
    table = opened("id,name,city\n1,A,x\n2,B,y\n3")
    assert rows(table)[-1] == (4, ["3", None, None])
    assert table.ledger().repaired == 1


def test_total_row_is_a_footer() -> None:
    assert len(cells("name,age,city\nA,1,x\nB,2,y\nTotal,3,\n")) == 2
    assert len(cells("name,age,city\nA,1,x\nTotal,3,y\nB,2,y\n")) == 3


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("1,Ravi,411001\n2,Asha,411002\n", False),
        ("Ravi,34,Pune\n", False),
        ("A. Sharma,12-03-1982\nB. Rao,01-01-1990\n", False),
        ("who,when\nA. Sharma,12-03-1982\nB. Rao,01-01-1990\n", True),
        ("name,city\nRavi,Pune\nAsha,Goa\n", True),
        ("state,2019,2020,2021\nGoa,1,2,3\nKerala,4,5,6\n", True),
        ("x\n1\n2\n", True),
        ("9876543210\n9876543211\n", False),
    ],
)
def test_header_vote(text: str, header: bool) -> None:
    table = opened(text)
    assert (table.columns[0] != "column 1") is header
    assert len(rows(table)) == text.count("\n") - header
    assert table.ledger().header == header


def test_headers_of_another_width() -> None:
    table = opened("name,age,city\n0,A,1,x\n1,B,2,y\n2,C,3,z\n")
    assert table.columns == ("column 1", "name", "age", "city")
    table = opened("name,age,city\nA,1,x,\nB,2,y,\nC,3,z,\n")
    assert table.columns == ("name", "age", "city")
    assert len(rows(table)) == 3
    assert table.ledger().events == ()
    table = opened("id,name,age,city\n1,A,3\n2,B,4\n3,C,5,x\n")
    assert rows(table)[0] == (2, ["1", "A", "3", None])
    assert rows(opened("id,name,age,city\n1,A,3\n2,B,4\n3,C,5,x\n"))[2] == (4, ["3", "C", "5", "x"])


def test_commented_header_and_rows_that_begin_with_a_hash() -> None:
    table = opened("#id,name,age\n1,A,3\n2,B,4\n")
    assert table.columns == ("id", "name", "age")
    assert cells("tag,n\n#a,1\n#b,2\n") == [["#a", "1"], ["#b", "2"]]


def test_names_are_made_unique_visibly() -> None:
    assert opened("name,,name\nA,1,x\nB,2,y\n").columns == ("name", "column 2", "name (2)")


def test_tables_drawn_with_lines() -> None:
    markdown = opened("| name | age |\n|------|-----|\n| A. Sharma | 41 |\n| B. Rao | 35 |\n")
    assert markdown.columns == ("name", "age")
    assert rows(markdown) == [(3, ["A. Sharma", "41"]), (4, ["B. Rao", "35"])]
    rule = "+----+-----+\n"
    table = opened(f"{rule}| id | age |\n{rule}|  1 |  41 |\n|  2 |  35 |\n{rule}2 rows in set (0.00 sec)\n")
    assert rows(table) == [(4, ["1", "41"]), (5, ["2", "35"])]
    assert classes(table.ledger()) == {"comment": 3, "header": 1, "parsed": 2, "footer": 1}


def test_tables_on_their_side() -> None:
    table = opened("name\tA. Sharma\tB. Rao\ndob\t12-03-1982\t01-01-1990\ngender\tF\tM\n")
    assert table.columns == ("name", "dob", "gender")
    assert rows(table) == [(1, ["A. Sharma", "12-03-1982", "F"]), (1, ["B. Rao", "01-01-1990", "M"])]
    assert classes(table.ledger()) == {"parsed": 3}


@pytest.mark.parametrize("text", ["name,age\n", "name\n", "# only\n# comments\n", "name,age\nname,age\n"])
def test_no_row_of_data(text: str) -> None:
    with pytest.raises(InputError, match="no row of data"):
        rows(opened(text))


def test_too_many_columns() -> None:
    with pytest.raises(InputError, match="columns"):
        opened("," * 20_000 + "\n" + "1," * 20_000 + "\n")


def test_very_long_cells_are_cut_and_reported() -> None:
    table = opened("id,name\n1," + "x" * 1_500_000 + "\n2,y\n")
    assert len(rows(table)[0][1][1] or "") == 1_000_000
    assert table.ledger().repaired == 1


def test_blocks_hold_8192_rows() -> None:
    table = opened("id,name\n" + "".join(f"{i},A\n" for i in range(20_000)))
    assert [len(block) for block in table.blocks] == [8192, 8192, 3616]
    assert table.ledger().rows == 20_000


def test_the_ledger_is_closed_until_the_blocks_are_read() -> None:
    from leakcheck.errors import InternalError

    table = opened("id,name\n1,A\n")
    with pytest.raises(InternalError, match="before the last block"):
        table.ledger()


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_damaged_rows_are_repaired_or_reported_and_the_others_exact(delimiter: str, rate: float) -> None:
    chance = random.Random(f"{delimiter}{rate}")
    good, lines, damaged = [], [delimiter.join(("id", "name", "city", "mobile", "age"))], set()
    for number in range(2000):
        row = [
            str(number),
            chance.choice(["A. Sharma", "B. Rao"]),
            "Pune",
            f"98{chance.randint(10**7, 10**8)}",
            "41",
        ]
        line = delimiter.join(row)
        if chance.random() < rate:
            damaged.add(number + 2)
            place = chance.choice([i for i, c in enumerate(line) if c == delimiter])
            other = "," if delimiter == "|" else "|"
            wrong = chance.choice(["", delimiter * 2, other, '"' + delimiter, delimiter + '"'])
            line = line[:place] + wrong + line[place + 1 :]
        good.append(row)
        lines.append(line)
    table = opened("\n".join(lines))
    found = dict(rows(table))
    ledger = table.ledger()
    assert all(found[n + 2] == row for n, row in enumerate(good) if n + 2 not in damaged)
    assert ledger.repaired + ledger.rejected == len(damaged)
    assert {e.line for e in ledger.events} <= damaged
    assert len(found) + ledger.rejected == 2000
