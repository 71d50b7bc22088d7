"""The guess at the dialect: one trap each, in few lines."""

from __future__ import annotations

import pytest

from leakcheck.readers import combolist, csv
from leakcheck.readers import text as text_reader
from leakcheck.readers.intake.bidding import is_evident_table, table_bid
from leakcheck.readers.intake.dialect import Dialect, detect, sample_rows
from leakcheck.readers.intake.dialects.sampling import sampled
from leakcheck.readers.intake.linesplit import GAP


def guess(text: str) -> Dialect:
    return detect(text.splitlines())


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a\tb\n1\tx, y and z\n2\tp, q\n3\tr, s, t\n", "\t", 2),
        ("name;price\nbolt;1,50\nwire;2,75\n", ";", 2),
        ("Rao, B.;1,234,567\nDas, A.;2,345,678\nIyer, C.;9,945,790\n", ";", 2),
        ("when,place,note\n10:30:15,Pune,x\n11:45:00,Goa,y\n", ",", 3),
        ("id,tags\n1,a|b|c\n2,d|e|f\n3,g|h|i\n", ",", 2),
        ("# made by: x, y; z\n# on: 2021\nid:name:city\n1:Rao:Pune\n2:Das:Goa\n", ":", 3),
        ("chr1\t100\t200\t1,2,3,\t4,5,6,\nchr2\t300\t400\t7,8,9,\t1,2,3,\n" * 3, "\t", 5),
        ("root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/no\nsys:x:3:3:sys:/dev:/sbin/no\n", ":", 7),
        ("a#b#c\n1#2021-01-02#x, y\n2#2021-01-03#z, w\n", "#", 3),
        ("Pune & 12 & 3.5 & red \\\\\nGoa & 13 & 4.5 & blue \\\\\nAgra & 14 & 1.5 & green \\\\\n", "&", 4),
        ("id\x01name\x01city\n1\x01Rao, B.\x01Pune\n2\x01Das, A.\x01Goa\n", "\x01", 3),
        ("id\x1fname\x1fcity\n1\x1fRao\x1fPune\n2\x1fDas\x1fGoa\n", "\x1f", 3),
        ("id||name||city\n1||Rao||Pune\n2||Das||Goa\n", "||", 3),
        ("id|~|name|~|city\n1|~|Rao|~|Pune\n2|~|Das|~|Goa\n", "|~|", 3),
        ("(1, 'Pune', 3.5, 7)\n(2, 'Goa', 4.5, 8)\n(3, 'Agra', 1.5, 9)\n", ",", 4),
        (
            "Name       DOB         Mobile\nA. Sharma  12-03-1982  98765\nB. Rao     01-01-1990  98766\n",
            GAP,
            3,
        ),
        ("1 0.5 0.25\n2 0.1 0.75\n3 0.2 0.35\n", " ", 3),
        ("a,b,c\n", ",", 3),
        ("Ravi,34,Pune", ",", 3),
        ("bread,milk\neggs\nbread,butter,milk,salt\nsalt,eggs\nmilk\nbread,eggs,tea\n", ",", 2),
        ("title one\nprinted, as ever, on demand\n\nid;name;n\n1;Rao;4\n2;Das;5\n3;Iyer;6\n", ";", 3),
        ("T 1: x\na,b,c,d\n1,2,3,4\n5,6,7,8\n9,1,2,3\n\nT 2: y\np,q\n1,2\n3,4\n5,6\n", ",", 4),
    ],
)
def test_traps(text: str, delimiter: str, width: int) -> None:
    found = guess(text)
    assert (found.delimiter, found.width) == (delimiter, width)


@pytest.mark.parametrize(
    "text",
    [
        "date\n2021-03-04\n2021-03-05\n",
        "when\n04/03/2021 10:15:00\n05/03/2021 11:15:00\n",
        "number\n1,234\n2,345\n",
        "mail\na.rao@example.org\nb-das@example.org\n",
        "city\nNew Delhi\nOld Goa\n",
        "link\nhttp://example.org/a?b=1&c=2\nhttp://example.org/d?e=1&f=2\n",
        "name\nRavi\nAsha\n",
        "path\n/home/a/b_1.txt\n/home/c/d_2.txt\n",
        "length\nP1Y2M\nP3Y4M\n",
    ],
)
def test_one_column(text: str) -> None:
    found = guess(text)
    assert (found.delimiter, found.width) == ("", 1)
    assert found.details()["delimiter"] == "none (one column)"


def test_quotes() -> None:
    assert guess("'a','b'\n'x, y','1'\n'z','2'\n").quote == "'"
    assert guess("a,b\nGupta's,1\nDas's,2\n").quote == '"'
    long = 'id,note\n1,"one, two\nthree, four, five\nsix"\n2,"seven\neight, nine"\n3,x\n'
    assert (guess(long).delimiter, guess(long).width) == (",", 2)


def test_backslashes() -> None:
    assert guess('id,note\n1,"a \\"b\\", c"\n2,"d \\"e\\" f"\n').escape == "\\"
    assert guess("id,note,n\n1,a\\, b,3\n2,c\\, d,4\n").escape == "\\"
    assert guess('id,note\n1,"a ""b"", c"\n2,"\\"\n').escape == ""
    assert guess("id,path\n1,C:\\a\\b\n2,D:\\c\n").escape == ""


def test_layout() -> None:
    assert guess("a, b, c\n1, 2, 3\n4, 5, 6\n").padded
    ragged = guess("  1.5   -2.5 3.5\n 11.5 2.25  3.5\n  1.5    2.5 4.5\n")
    assert (ragged.delimiter, ragged.width, ragged.blanks) == (" ", 3, True)
    wrapped = guess('"1,Pune,3.5"\n"2,Goa,4.5"\n"3,Agra,1.5"\n')
    assert (wrapped.delimiter, wrapped.quote, wrapped.wrapped) == (",", "", True)
    assert sample_rows(['"1,Pune,3.5"'], wrapped) == [["1", "Pune", "3.5"]]


def test_a_told_delimiter_is_kept() -> None:
    found = detect(["a;b,c", "1;2,3"], ";")
    assert (found.delimiter, found.width) == (";", 2)
    assert detect(["a b", "c d"], "").delimiter == ""


def test_the_sample_is_bounded_and_sees_the_end() -> None:
    lines = [f"{n},x" for n in range(100_000)]
    chosen = sampled(lines)
    assert len(chosen) <= 330
    assert {lines[0], lines[-1]} <= {*chosen}
    assert len(sampled(["x" * 1_000_000] * 50)) <= 6


def test_evidence_for_a_table() -> None:
    assert is_evident_table("id;name;day\n1;Rao;2021-01-02\n2;Das;2021-01-03\n".splitlines())
    assert not is_evident_table("Name: Rao\nAge: 41\n\nName: Das\nAge: 35\n".splitlines())
    assert not is_evident_table("**Name**: Rao\n**Age**: 41\n**City**: Pune\n".splitlines())
    assert table_bid("A long letter, as they say.\nIt goes on, and on, and on.\n".splitlines()) < 0.3
    assert table_bid([]) == 0.0
    assert table_bid(["sep=;"]) == 0.95


@pytest.mark.parametrize(
    "text",
    [
        "city:flag:code\nPune:Y:C94-639\nGoa:N:C69-993\nAgra:Y:C53-900\n",
        "mail0:n:day\na1@example.org:59:1990-07-14\nb2@example.org:96:1991-08-23\nc3@example.org:71:1992-09-20\n",
        "options,label,n\nmarket=5;a=5,Silver: evening,8\nstone=5;b=9,Paper: x,7\nriver=9;c=1,Noon: x,4\n",
        "place\tmail\nPune\ta@example.org\nGoa\tb@example.org\nPune\tc@example.org\n",
        "http://a.example.org/x,http://b.example.org/y,2021-01-02\n" * 4,
    ],
)
def test_tables_go_to_the_table_reader(text: str) -> None:
    head = text.encode()
    assert csv.bid(head) > max(text_reader.bid(head), combolist.bid(head))
