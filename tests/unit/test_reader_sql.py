"""SQL dumps: hostile values in seven dialects come out exactly, cuts lose no whole row, lines add up."""

# ruff: noqa: S608, E501 - SQL is the data of these tests, and a case stands on one line

from __future__ import annotations

import contextlib
import random
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.model import Ledger, Table
from leakcheck.readers import ReadOptions, formats, from_bytes, read, sql

Value = str | int | bytes | None
Rows = Sequence[Sequence[Value]]
Writer = Callable[[str, Sequence[str], Rows], str]

# --- tiny writers, one a program, each with the quoting of its own ---------------------------------------


class Bare(str):
    """Text that stands without quotes: a number or a function, as written."""


def literal(value: Value, quote: Callable[[str], str], blob: str = "0x{}") -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Bare | int):
        return str(value)
    return blob.format(value.hex().upper()) if isinstance(value, bytes) else quote(value)


def mysql_quote(text: str) -> str:
    marks = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1a": "\\Z"}
    return "'" + "".join(marks.get(c, c) for c in text) + "'"


def phpmyadmin_quote(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n").replace("\r", "\\r") + "'"


def plain_quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def mysqldump(table: str, columns: Sequence[str], rows: Rows, each: int = 7) -> str:
    defined = ",\n".join(f"  `{c.replace('`', '``')}` varchar(99) DEFAULT 'a,(b'" for c in columns)
    out = [
        "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: it's here\n",
        "/*!50503 SET NAMES utf8mb4 */;\n\n",
        f"DROP TABLE IF EXISTS `{table}`;\nCREATE TABLE `{table}` (\n{defined},\n"
        f"  PRIMARY KEY (`{columns[0]}`),\n  KEY `k` (`{columns[-1]}`)\n"
        ") ENGINE=InnoDB COMMENT='it''s (one), really';\n\n",
        f"LOCK TABLES `{table}` WRITE;\n/*!40000 ALTER TABLE `{table}` DISABLE KEYS */;\n",
    ]
    for start in range(0, len(rows), each):
        values = ",".join(
            "(" + ",".join(literal(v, mysql_quote) for v in row) + ")" for row in rows[start : start + each]
        )
        out.append(f"INSERT INTO `{table}` VALUES {values};\n")
    return (
        "".join(out) + f"/*!40000 ALTER TABLE `{table}` ENABLE KEYS */;\nUNLOCK TABLES;\n-- Dump completed\n"
    )


def mariadb(table: str, columns: Sequence[str], rows: Rows) -> str:
    text = mysqldump(table, columns, rows, each=max(1, len(rows)))
    text = text.replace("-- MySQL dump", "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump")
    head, _, tail = text.partition(" VALUES ")
    return head + " VALUES\n" + tail


def phpmyadmin(table: str, columns: Sequence[str], rows: Rows) -> str:
    names = ", ".join(f"`{c.replace('`', '``')}`" for c in columns)
    defined = ",\n".join(f"  `{c.replace('`', '``')}` text COLLATE utf8mb4_bin" for c in columns)
    values = ",\n".join("(" + ", ".join(literal(v, phpmyadmin_quote) for v in row) + ")" for row in rows)
    return (
        "-- phpMyAdmin SQL Dump\n-- version 5.2.1\n\n"
        'SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSTART TRANSACTION;\n\n'
        f"CREATE TABLE `{table}` (\n{defined}\n) ENGINE=InnoDB;\n\n"
        f"--\n-- Dumping data for table `{table}`\n--\n\n"
        f"INSERT INTO `{table}` ({names}) VALUES\n{values};\n\nCOMMIT;\n"
    )


def pg_head(table: str, columns: Sequence[str]) -> str:
    defined = ",\n".join(f'    "{c.replace(chr(34), chr(34) * 2)}" text' for c in columns)
    return (
        "--\n-- PostgreSQL database dump\n--\n\n\\restrict aBc\n\nSET client_encoding = 'UTF8';\n"
        "SET standard_conforming_strings = on;\n\n"
        "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ select 'it''s; $'; $$;\n\n"
        f"CREATE TABLE public.{table} (\n{defined},\n    CONSTRAINT c CHECK ((1 > 0))\n);\n\n"
        f"--\n-- Data for Name: {table}; Type: TABLE DATA; Schema: public; Owner: o'neil\n--\n\n"
    )


def pg_insert(table: str, columns: Sequence[str], rows: Rows) -> str:
    out = [pg_head(table, columns)]
    for row in rows:
        values = ", ".join(literal(v, plain_quote, r"'\x{}'") for v in row)
        out.append(f"INSERT INTO public.{table} VALUES ({values});\n")
    return "".join(out) + "\n\nSELECT pg_catalog.setval('public.s', 1, true);\n"


def copy_cell(value: Value) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    marks = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
    return "".join(marks.get(c, c) for c in str(value))


def pg_copy(table: str, columns: Sequence[str], rows: Rows) -> str:
    names = ", ".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in columns)
    lines = "".join("\t".join(map(copy_cell, row)) + "\n" for row in rows)
    tail = "\\.\n\n\nALTER TABLE ONLY public.x ADD CONSTRAINT y PRIMARY KEY (id);\n"
    return pg_head(table, columns) + f"COPY public.{table} ({names}) FROM stdin;\n{lines}{tail}"


def mssql(table: str, columns: Sequence[str], rows: Rows) -> str:
    names = ", ".join(f"[{c.replace(']', ']]')}]" for c in columns)
    defined = ",\r\n".join(f"\t[{c.replace(']', ']]')}] [nvarchar](max) NULL" for c in columns)
    out = [
        "USE [leak]\r\nGO\r\n/****** Object:  Table [dbo].[t]    Script Date: 01-01-2021 ******/\r\n"
        "SET ANSI_NULLS ON\r\nGO\r\n"
        f"CREATE TABLE [dbo].[{table}](\r\n{defined},\r\n CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([a] ASC)\r\n"
        ") ON [PRIMARY]\r\nGO\r\n"
        f"SET IDENTITY_INSERT [dbo].[{table}] ON \r\n"
    ]
    for number, row in enumerate(rows):
        values = ", ".join(literal(v, lambda t: "N" + plain_quote(t)) for v in row)
        out.append(f"INSERT [dbo].[{table}] ({names}) VALUES ({values})\r\n" + "GO\r\n" * (number % 3 == 2))
    return "".join(out) + f"SET IDENTITY_INSERT [dbo].[{table}] OFF\r\nGO\r\n"


def sqlite(table: str, columns: Sequence[str], rows: Rows) -> str:
    """What Python's sqlite3 makes of the same table: a real writer, not mine."""
    database = sqlite3.connect(":memory:")
    named = ", ".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in columns)
    database.execute(f'CREATE TABLE "{table}" ({named})')
    marks = ",".join("?" * len(columns))
    native = [[str(v) if isinstance(v, Bare) else v for v in row] for row in rows]
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', native)
    return "\n".join(database.iterdump()) + "\n"


WRITERS: dict[str, Writer] = {
    "mysqldump": mysqldump,
    "mariadb": mariadb,
    "phpmyadmin": phpmyadmin,
    "pg_insert": pg_insert,
    "pg_copy": pg_copy,
    "mssql": mssql,
    "sqlite": sqlite,
}


def written(value: Value, program: str) -> str | None:
    """How the reader must give a value back."""
    if isinstance(value, bytes):
        digits = value.hex().upper()
        forms = {"pg_insert": f"\\x{digits}", "pg_copy": f"\\x{digits.lower()}", "sqlite": f"X'{digits}'"}
        return forms.get(program, f"0x{digits}")
    return None if value is None else str(value)


# --- one table of hostile values, kind by kind ------------------------------------------------------------

KINDS: dict[str, list[Value]] = {
    "quotes": ["O'Neil", "'", "''", "'''", "a''b", "'a", "a'", '"', '""', "d'A'b", "`x`", "''''x"],
    "backslashes": ["\\", "C:\\", "\\\\", "\\'", "'\\", "a\\nb", "\\N", "\\.", "50\\%", "x\\_y", "\\\\'"],
    "line ends": ["a\nb", "\n", "a\r\nb", "a\rb", "\n\n", "x\n;\ny", "\ta\t", "\nGO\n", "a\n\\.\nb"],
    "row ends": ["),(", "'),('", "a),(1,'b'),(2", ")", "(", "()", "),\n(", ");", "1),(2,3", "),("],
    "statement ends": [";", "');", "'); DROP TABLE t; --", "a;b", ";\n", "\nINSERT INTO t VALUES (1);\n", "*/;"],
    "comments": ["-- x", "#x", "/* x */", "/*!40101 x */", "--", "/*", "*/", "a -- b", "# it's"],
    "controls": ["\x01", "\x02\x02", "\x03\x03", "\x04", "\x1a", "\b\f\v", "\x7f", "\x1b[31m"],
    "unicode": ["आशा शर्मा", "\u202eabc", "😀", "é", "e\u0301", "\u2028", "\ufeffx", "ﷺ", "\u200b", "\x85"],
    "empty and null": ["", None, "NULL", "null", "\\N", " ", "'NULL'", None, "", "DEFAULT"],
    "numbers": [0, -5, Bare("0.10"), Bare("1e10"), Bare("-1.5E-7"), "007", "9.1E+11", " 1", Bare("12345678901234567890")],
    "blobs": [b"\xde\xad\xbe\xef", b"\x00\x27\x5c", b"A", b"\xff" * 40],
    "separators": [",", ", ", "a,b", "\t", "a\tb", "|", "N'x'", "E'x'", "_binary 'x'", "CAST(1 AS int)"],
    "tags": ["$$", "$a$", "[x]", "]", "{", "x'41'", "::text", "VALUES (1)", "COPY t FROM stdin;"],
}  # fmt: skip
COLUMNS = ["id", "full name", "note"]


def hostile_rows(values: Iterable[Value], repeat: int) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for value in list(values) * repeat:
        rows.append([len(rows), value, "tail"])
        rows.append([len(rows), "A. Sharma", value])
        rows.append([len(rows), "B. Rao", None])
    return rows


def opened(text: str | bytes, **options: str) -> Table:
    data = text.encode() if isinstance(text, str) else text
    return sql.read(from_bytes(data), ReadOptions(**options))


def cells(text: str | bytes, **options: str) -> tuple[list[list[str | None]], Ledger, list[int]]:
    table = opened(text, **options)
    rows: list[list[str | None]] = []
    lines: list[int] = []
    for block in table.blocks:
        assert 0 < len(block) <= 8_192
        rows += [list(row) for row in zip(*block.columns, strict=True)]
        lines += block.rows
    ledger = table.ledger()
    assert ledger.rows == len(rows)
    if isinstance(text, str):
        assert ledger.lines == len(text.encode().splitlines())
    return rows, ledger, lines


@pytest.mark.parametrize("repeat", [1, 9])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("program", WRITERS)
def test_hostile_values_come_out_exactly(program: str, kind: str, repeat: int) -> None:
    values = KINDS[kind]
    if program == "mssql" and kind == "numbers":
        values = [v for v in values if not isinstance(v, Bare) or "e" not in v.lower()]
    rows = hostile_rows(values, repeat)
    text = WRITERS[program]("people", COLUMNS, rows)
    got, ledger, lines = cells(text)
    assert got == [[written(v, program) for v in row] for row in rows]
    assert ledger.rejected == 0
    table = opened(text)
    assert table.columns == tuple(COLUMNS)
    assert lines == sorted(lines)


@pytest.mark.parametrize("program", WRITERS)
def test_rows_know_their_line(program: str) -> None:
    rows = [[n, f"mark{n}", "two\nlines" if n % 5 == 0 else "x"] for n in range(400)]
    text = WRITERS[program]("people", COLUMNS, rows)
    _, _, lines = cells(text)
    physical = re.split(r"\r\n|\n|\r", text)
    assert all(f"mark{n}" in physical[line - 1] for n, line in enumerate(lines))


@pytest.mark.parametrize("program", WRITERS)
def test_dumps_outbid_every_other_format(program: str) -> None:
    rows = hostile_rows(KINDS["quotes"], 5)
    head = WRITERS[program]("people", COLUMNS, rows).encode()[:65_536]
    table = read(from_bytes(head))
    assert table.reading.format == "sql"


def test_a_head_of_one_long_line_is_a_dump() -> None:
    rows = ",".join(f"({n},'A. Sharma')" for n in range(9_000))
    for before in ("", "-- some words\n"):
        text = f"{before}INSERT INTO t VALUES {rows};\n"
        assert read(from_bytes(text.encode())).reading.format == "sql"


@pytest.mark.parametrize(
    "head",
    [
        "INSERT INTO `t` VALUES (1,'a'),(2,'b');\n",
        "INSERT INTO t (name, age) VALUES\n('A. Sharma', 41),\n('B. Rao', 35);\n",
        "COPY t (a, b) FROM stdin;\n1\tx\n2\ty\n\\.\n",
        "REPLACE INTO t VALUES (1,2);",
        "# a comment\ninsert into t values (1, 2);\n",
        "Here is the dump:\nINSERT INTO t VALUES (1,'A. Sharma','Pune'),(2,'B. Rao','Mysuru');\n",
    ],
)
def test_bare_statements_are_dumps(head: str) -> None:
    assert read(from_bytes(head.encode())).reading.format == "sql"


@pytest.mark.parametrize(
    "text",
    [
        "10:31 Ravi: they ran INSERT INTO users VALUES (1,'x'); on it\n10:32 Asha: really?\n",
        "INSERT INTO users VALUES (1,2); is what he wrote to me yesterday evening\nName: A. Sharma\nAge: 41\n",
        "Name: A. Sharma\nAge: 41\nNote: CREATE TABLE t (a int);\n",
        "name,query\nA. Sharma,INSERT INTO t VALUES (1)\nB. Rao,COPY t FROM stdin;\n",
        '{"q": "INSERT INTO t VALUES (1);"}\n',
        "insert coin to play\ncreate an account\ncopy that\n",
        "-- \nName: A. Sharma\n",
        "INSERT INTO users\n",
        "",
        "\x00\x01\x02",
    ],
)
def test_talk_about_sql_is_no_dump(text: str) -> None:
    assert sql.bid(text.encode()) == 0


def test_the_other_examples_are_no_dumps() -> None:
    from leakcheck import discover

    for name in formats():
        example = discover.load("readers", name).EXAMPLE
        if name != "sql" and example is not None:
            assert sql.bid(example) == 0, name


# --- grammar -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("INSERT INTO `t` VALUES (_binary 'a\\'b',_utf8mb4'x',b'101',x'4142',0x4142);", ["a'b", "x", "b'101'", "x'4142'", "0x4142"]),
        ("INSERT IGNORE INTO `t` VALUES (1,-2.50,1e5,TRUE,null);", ["1", "-2.50", "1e5", "TRUE", None]),
        ("INSERT INTO `d`.`t` VALUES ( 1 , 'a' /* it's */ , NOW() , CONCAT('a,',\"b)\") , 2 ) ;", ["1", "a", "NOW()", "CONCAT('a,',\"b)\")", "2"]),
        ("insert into `t` value ('a' 'b',\"it's\",\"x\"\"y\",'\\\\n',concat('),(',1));", ["ab", "it's", 'x"y', "\\n", "concat('),(',1)"]),
        ("REPLACE INTO `t` VALUES ('\\n\\r\\t\\0\\b\\Z','\\%\\_','\\q','\\\"','');", ["\n\r\t\0\b\x1a", "\\%\\_", "q", '"', ""]),
        ("INSERT INTO public.t VALUES ('a\\n', E'a\\n\\x41\\u0905', U&'\\0905x', '1'::int, 'x'::character varying(3));", ["a\\n", "a\nAअ", "अx", "1", "x"]),
        ("INSERT INTO public.t VALUES (ARRAY[1,2], '{a,\"b\"}', DATE '2021-01-16', 1 + 2, '[]'::jsonb);", ["ARRAY[1,2]", '{a,"b"}', "2021-01-16", "1 + 2", "[]"]),
        ("INSERT [dbo].[t] VALUES (CAST(N'2021-01-16' AS Date), CAST(1.50 AS Decimal(10, 2)), N'a''b', N'', 0xFF)\nGO\n", ["2021-01-16", "1.50", "a'b", "", "0xFF"]),
        ('INSERT INTO "t" VALUES(replace(\'a\\nb\',\'\\n\',char(10)),unistr(\'x\\u000ay\'),X\'00ff\',1.0,-0.5);', ["a\nb", "x\ny", "X'00ff'", "1.0", "-0.5"]),
        ("INSERT INTO public.t VALUES (E'\\ud83d\\ude00', E'\\ud800', 'a', 'b', 'c');", ["😀", "\\ud800", "a", "b", "c"]),
    ],
)  # fmt: skip
def test_forms_of_values(statement: str, expected: list[str | None]) -> None:
    got, ledger, _ = cells(statement)
    assert got == [expected]
    assert ledger.rejected == 0
    several = statement + "\n"
    assert cells(several * 30)[0] == [expected] * 30


def test_forms_of_copy() -> None:
    csv = 'COPY t (a, b, c) FROM stdin WITH (FORMAT csv, HEADER true, DELIMITER \';\', NULL \'-\');\na;b;c\n"x;""y""";-;"-"\n"two\nlines";;z\n\\.\n'
    assert cells(csv)[0] == [['x;"y"', None, "-"], ["two\nlines", "", "z"]]
    old = "COPY t (a, b) FROM stdin WITH DELIMITER AS '|' NULL AS '';\nx|\na\\|b|\\101\\x42\\303\\251\n\\.\n"
    assert cells(old)[0] == [["x", None], ["a|b", "ABé"]]
    windows = "COPY t (a, b) FROM stdin;\r\n1\tx\r\n2\t\\N\r\n\\.\r\n"
    assert cells(windows)[0] == [["1", "x"], ["2", None]]


def test_columns_by_name_and_in_another_order() -> None:
    text = (
        "CREATE TABLE `t` (`id` int, `name` text, `age` int GENERATED ALWAYS AS (1+1) VIRTUAL, KEY `id` (`id`));\n"
        "INSERT INTO `t` (`name`, `id`) VALUES ('A. Sharma', 1);\n"
        "INSERT INTO `t` (`id`, `name`) VALUES (2, 'B. Rao'), (3, 'C. Das');\n"
    )
    assert opened(text).columns == ("id", "name", "age")
    assert cells(text)[0] == [["1", "A. Sharma", None], ["2", "B. Rao", None], ["3", "C. Das", None]]
    stored = text.partition("INSERT")[0] + "INSERT INTO `t` VALUES (1,'A. Sharma'),(2,'B. Rao');"
    assert opened(stored).columns == ("id", "name")
    assert opened("INSERT INTO t VALUES (1,'a');").columns == ("column 1", "column 2")


def test_routines_hold_no_rows() -> None:
    body = "INSERT INTO t VALUES (9,'no');\n"
    mysql = f"CREATE TABLE `t` (`a` int, `b` text);\nDELIMITER ;;\nCREATE TRIGGER x BEGIN\n{body}END ;;\nDELIMITER ;\nINSERT INTO `t` VALUES (1,'it');\n"
    lite = f"PRAGMA foreign_keys=OFF;\nCREATE TABLE t(a,b);\nINSERT INTO t VALUES(1,'it');\nCREATE TRIGGER x AFTER INSERT ON u BEGIN\n{body}{body}END;\n"
    pg = f"SET standard_conforming_strings = on;\nCREATE TABLE public.t (a int, b text);\nCREATE FUNCTION f() AS $_$\nBEGIN\n{body}END;\n$_$;\nINSERT INTO public.t VALUES (1, 'it');\n"
    ms = f"CREATE TABLE [dbo].[t]([a] [int], [b] [text])\nGO\nCREATE PROCEDURE x AS\nBEGIN\n{body}END\nGO\nINSERT [dbo].[t] VALUES (1, N'it')\nGO\n"
    for text in (mysql, lite, pg, ms):
        assert cells(text)[0] == [["1", "it"]], text


def test_backslash_without_any_sign_is_found_out() -> None:
    assert cells("INSERT INTO t VALUES (1, 'it\\'s'), (2, 'a\\nb');")[0] == [["1", "it's"], ["2", "a\nb"]]
    assert cells("INSERT INTO t VALUES (1, 'C:\\'), (2, 'D:\\data');")[0] == [
        ["1", "C:\\"],
        ["2", "D:\\data"],
    ]
    assert cells("INSERT INTO `t` VALUES (1,'C:\\'),(2,'D:\\');")[0] == [["1", "C:\\"], ["2", "D:\\"]]


# --- tables -------------------------------------------------------------------------------------------------

TWO = (
    "CREATE TABLE `log` (`id` int);\nINSERT INTO `log` VALUES (1),(2),(3);\n"
    "CREATE TABLE `patients` (`name` text, `age` int);\n"
    "INSERT INTO `patients` VALUES ('A. Sharma',41),('B. Rao',35);\nINSERT INTO `log` VALUES (4);\n"
)


def test_the_fullest_table_is_read_and_the_others_are_listed() -> None:
    table = opened(TWO)
    assert table.columns == ("name", "age")
    note = " ".join(table.reading.notes)
    assert "patients" in note
    assert "log" in note
    assert "--table" in note
    rows, ledger, lines = cells(TWO)
    assert len(rows) == 2
    assert lines == [4, 4]
    assert (ledger.header, ledger.parsed, ledger.comment) == (1, 1, 3)
    told = [event for event in ledger.events if "log" in event.reason]
    assert [(event.line, event.kind) for event in told] == [(2, "comment")]
    assert "4 row" in told[0].reason


def test_a_table_is_chosen_by_name() -> None:
    assert cells(TWO, table="log")[0] == [["1"], ["2"], ["3"], ["4"]]
    assert cells(TWO, table="LOG")[0] == cells(TWO, table="log")[0]
    with pytest.raises(UsageError) as error:
        opened(TWO, table="patient")
    assert "'patients'" in error.value.hint
    assert "log" in error.value.hint
    schemas = "INSERT INTO a.t VALUES (1);\nINSERT INTO b.t VALUES (2);\n"
    with pytest.raises(UsageError):
        opened(schemas, table="t")
    assert cells(schemas, table="b.t")[0] == [["2"]]
    databases = "USE `one`;\nINSERT INTO `t` VALUES (1);\nUSE `two`;\nINSERT INTO `t` VALUES (2);\n"
    assert cells(databases, table="two.t")[0] == [["2"]]


def test_tables_beyond_the_first_megabyte_are_known() -> None:
    filler = "INSERT INTO `log` VALUES " + ",".join(f"({n},'{'x' * 80}')" for n in range(30_000)) + ";\n"
    text = filler + "CREATE TABLE `patients`" + TWO.partition("CREATE TABLE `patients`")[2]
    assert "patients" in " ".join(opened(text).reading.notes)
    assert cells(text, table="patients")[0] == [["A. Sharma", "41"], ["B. Rao", "35"]]
    assert len(cells(text, table="log")[0]) == 30_000


def test_no_row_is_an_input_error() -> None:
    for text in ("CREATE TABLE `t` (`a` int);\n", "INSERT INTO t SELECT 1;\n", "SELECT 1;\n", "hello\n"):
        with pytest.raises(InputError):
            opened(text)


# --- damage -------------------------------------------------------------------------------------------------

DAMAGED = {
    "stray quote": ("(3,'name 3','tail')", "(3,'na'me 3','tail')"),
    "lost quote": ("(3,'name 3','tail')", "(3,'name 3,'tail')"),
    "lost comma": ("(3,'name 3','tail')", "(3,'name 3''tail')"),
    "extra value": ("(3,'name 3','tail')", "(3,'name 3','tail',4)"),
    "lost parenthesis": ("(3,'name 3','tail')", "3,'name 3','tail')"),
    "empty value": ("(3,'name 3','tail')", "(3,,'tail')"),
    "garbage": ("(3,'name 3','tail')", "(3,'name 3','tail') oops"),
    "two literals": ("(3,'name 3','tail')", "(3,''name 3'','tail')"),
}


@pytest.mark.parametrize("kind", DAMAGED)
@pytest.mark.parametrize("count", [8, 300])
def test_a_damaged_row_costs_no_other(kind: str, count: int) -> None:
    text = mysqldump("people", COLUMNS, [[n, f"name {n}", "tail"] for n in range(count)], each=100)
    before, after = DAMAGED[kind]
    assert before in text
    rows, ledger, _ = cells(text.replace(before, after))
    got = [row[0] for row in rows]
    # A row glued to garbage may itself be whole; its neighbours always are.
    assert [n for n in got if n != "3"] == [str(n) for n in range(count) if n != 3]
    assert all(row[1:] == [f"name {row[0]}", "tail"] for row in rows)
    assert any(event.kind == "rejected" for event in ledger.events)
    assert ledger.rejected


@pytest.mark.parametrize("program", WRITERS)
def test_truncation_keeps_every_whole_row(program: str) -> None:
    rows = [[n, f"name '{n}' \\ x", "a\nb),(" if n % 4 else None] for n in range(60)]
    text = WRITERS[program]("people", COLUMNS, rows)
    expected, _, _ = cells(text)
    ends = row_ends(text, program, len(rows))
    start = ends[0]
    picks = random.Random(7).sample(range(start, len(text)), 200)
    for cut in picks:
        got, ledger, _ = cells(text[:cut])
        whole = sum(end <= cut for end in ends)
        assert got == expected[:whole], cut
        if cut < ends[-1] and cut not in ends:
            tail = [event for event in ledger.events if event.kind == "rejected"]
            tail_line = text[:cut].count("\n") + 1
            assert len(tail) <= 1
            assert not tail or tail[0].line <= tail_line


def row_ends(text: str, program: str, count: int) -> list[int]:
    """Places behind each row, found by its number, independently of the reader."""
    starts = []
    place = 0
    sign = "\n{}\t" if program == "pg_copy" else "({},"
    for number in range(count):
        place = text.index(sign.format(number), place) + 1
        starts.append(place)
    ends = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < count else len(text)
        if program == "pg_copy":
            ends.append(text.index("\n", start) + 1)
        elif number + 1 < count:
            ends.append(text.rindex(")", start, stop - 1 - (program != "pg_copy") + 1) + 1)
        else:
            ends.append(start + re.search(r"(?:NULL|')\)(?=[;\r])", text[start:]).end())  # type: ignore[union-attr]
    if program == "mssql":
        ends = [start + re.search(r"(?:NULL|')\)(?=\r\n)", text[start:]).end() for start in starts]  # type: ignore[union-attr]
    return ends


def test_the_cut_off_tail_is_named_with_its_line() -> None:
    text = "INSERT INTO `t` VALUES (1,'a'),(2,'b'),(3,'c"
    rows, ledger, _ = cells(text)
    assert [row[0] for row in rows] == ["1", "2"]
    assert [(e.line, e.kind) for e in ledger.events] == [(1, "rejected")]
    assert "cut off" in ledger.events[0].reason
    assert ledger.rejected == 1


def test_long_fields_and_endless_ones_are_refused_in_place() -> None:
    long = "x" * (8 << 20)
    rows, ledger, _ = cells(f"INSERT INTO `t` VALUES (1,'{long}'),(2,'{long}y'),(3,'z');")
    assert [row[0] for row in rows] == ["1", "3"]
    assert "8 MiB" in ledger.events[0].reason
    endless = "INSERT INTO `t` VALUES (1,'a'),(2,'" + "x" * (20 << 20)
    rows, ledger, _ = cells(endless)
    assert [row[0] for row in rows] == ["1"]
    wide = "INSERT INTO `t` VALUES (" + ",".join("1" * 20_000) + ");"
    with pytest.raises(InputError):
        cells(wide)


@pytest.mark.parametrize(
    "piece",
    ["/*", "(", "'", '"', "`", "),(", "),('", '),("', "$a$", "\nINSERT INTO t VALUES (", "/*\n", "((", "\\'",
     "\nCOPY t FROM stdin;\n\"", "\nSET a = 'x\n", "),(/*", "''", "'''", "[", "--", "\n#", ",", "),(1,),(", "CREATE TABLE t (\nCOPY t FROM stdin;\n",
     "\nINSERT INTO t VALUES (\\'", "),([\\'"],
)  # fmt: skip
def test_hostile_repetition_ends_with_nothing_but_an_input_error(piece: str) -> None:
    text = "INSERT INTO t VALUES (1,'a'),(" + piece * (300_000 // len(piece))
    with contextlib.suppress(InputError):
        cells(text)


# --- encodings ----------------------------------------------------------------------------------------------


def test_utf16_scripts_and_declared_character_sets() -> None:
    text = mssql("people", COLUMNS, [[1, "आशा", "x"], [2, "Zoë", None]])
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        data = text.encode(codec)
        assert read(from_bytes(data)).reading.format == "sql"
        assert cells(data)[0] == [["1", "आशा", "x"], ["2", "Zoë", None]]
    gbk = "SET NAMES gbk;\nINSERT INTO `t` VALUES (1,'運\\\\'),(2,'b');\n".encode("gbk")
    assert cells(gbk)[0] == [["1", "運\\"], ["2", "b"]]
    mixed = "INSERT INTO `t` VALUES (1,'आशा'),(2,'".encode() + b"Zo\xeb'),(3,'\xe0\xa4\x86');\n"
    assert cells(mixed)[0] == [["1", "आशा"], ["2", "Zoë"], ["3", "आ"]]
    assert "UTF-8" in " ".join(opened(mixed).reading.notes)
    assert cells("INSERT INTO `t` VALUES (1,'Ж');".encode("koi8-r"), encoding="koi8-r")[0] == [["1", "Ж"]]
    with pytest.raises(InputError):
        opened(b"INSERT INTO `t` VALUES (1,'\xff');", encoding="utf-8")
    with pytest.raises(UsageError):
        opened(b"INSERT INTO `t` VALUES (1);", encoding="klingon")
