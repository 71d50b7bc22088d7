"""Workbooks, columnar files, JSON and text made to hurt.

Each function gets a scale (10 when measured in full, 1 for a first look) and gives the bytes of one file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from benchmarks.reading._bombs import DONE, EITHER, REFUSED, zipped

Maker = Callable[[int], bytes]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def book(sheet: str, strings: str = "", prolog: str = "", target: str = "worksheets/sheet1.xml") -> bytes:
    """An XLSX workbook around the inside of one sheet."""
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate((("worksheet", target), ("sharedStrings", "sharedStrings.xml")), 1)
    )
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def sheet_rows(*rows: str) -> str:
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>"


def inline(text: str, where: str = "") -> str:
    return f'<c {where} t="inlineStr"><is><t>{text}</t></is></c>'


_TABLE = sheet_rows(inline("name") + inline("age"), inline("A") + inline("41"), inline("B") + inline("35"))
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'


def _shared(scale: int) -> bytes:
    """One text of 900,000 characters, meant by every cell of a sheet."""
    rows = "<row><c t='s'><v>0</v></c></row>" * (100_000 * scale)
    return book(f"<sheetData>{rows}</sheetData>", f"<si><t>{'x' * 900_000}</t></si>")


def spreadsheet(rows: str, prolog: str = "") -> bytes:
    names = " ".join(f'xmlns:{n}="{_OASIS}:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table>'
    tail = "</office:spreadsheet></office:body></office:document-content>"
    content = f"{prolog}<office:document-content {names}>{body}{tail}"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return made.getvalue()


def ods_row(text: str, row: str = "", cell: str = "") -> str:
    inner = f'<table:table-cell office:value-type="string" {cell}><text:p>{text}</text:p></table:table-cell>'
    return f"<table:table-row {row}>{inner}{inner}</table:table-row>"


def _parquet(scale: int, *, long: int = 0) -> bytes:
    """A column of one value, in a few hundred bytes by run lengths."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = io.BytesIO()
    text = pa.array(["x" * (long or 3)])
    with pq.ParquetWriter(made, pa.schema([("a", pa.dictionary(pa.int32(), pa.string()))])) as writer:
        for _ in range(scale):
            indices = pa.array(np.zeros(500_000 if long else 5_000_000, "i4"))
            writer.write_table(pa.table({"a": pa.DictionaryArray.from_arrays(indices, text)}))
    return made.getvalue()


def _arrow(scale: int) -> bytes:
    import numpy as np
    import pyarrow as pa

    made = io.BytesIO()
    table = pa.table({"a": np.zeros(20_000_000 * scale // 2, "i8")})
    with pa.ipc.new_stream(made, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return made.getvalue()


def _lying_footer(_scale: int) -> bytes:
    data = _parquet(1)
    return data[:-8] + (1 << 31 | 5).to_bytes(4, "little") + b"PAR1"


def _html(rows: str) -> bytes:
    return f"<table><tr><td>name</td><td>age</td></tr>{rows}</table>".encode()


WORKBOOKS: dict[str, tuple[frozenset[int], Maker]] = {
    "xlsx, billion laughs": (REFUSED, lambda _: book(sheet_rows(inline("&a9;")), prolog=_LAUGHS)),
    "xlsx, external entity": (REFUSED, lambda _: book(sheet_rows(inline("&a9;")), prolog=_OUTSIDE)),
    "xlsx, dimension of all cells": (EITHER, lambda _: book('<dimension ref="A1:XFD1048576"/>' + _TABLE)),
    "xlsx, shared string of 400 MB": (
        REFUSED,
        lambda n: book(_TABLE, f"<si><t>{'x' * (n * 40 << 20)}</t></si>"),
    ),
    "xlsx, one text for all cells": (REFUSED, _shared),
    "xlsx, sheet of blank rows": (
        EITHER,
        lambda n: book(f"<sheetData>{'<row/>' * (n * 4_000_000)}</sheetData>"),
    ),
    "xlsx, row 99999999999": (EITHER, lambda _: book(_TABLE + '<row r="99999999999"/>')),
    "xlsx, column ZZZZZZ": (EITHER, lambda _: book(sheet_rows(inline("a", 'r="ZZZZZZ1"')))),
    "xlsx, sheet behind a URL": (
        EITHER,
        lambda _: book(_TABLE, target="http://example.org/../../etc/passwd"),
    ),
    "xlsx, nested 100,000 deep": (EITHER, lambda n: book("<a>" * (n * 10_000) + "</a>" * (n * 10_000))),
    "xlsx, attribute of 50 MB": (REFUSED, lambda n: book(f"<a b='{'x' * (n * 5_000_000)}'/>")),
    "ods, a row 10^9 times": (
        REFUSED,
        lambda _: spreadsheet(ods_row("a", 'table:number-rows-repeated="999999999"')),
    ),
    "ods, a column 10^9 times": (
        REFUSED,
        lambda _: spreadsheet(ods_row("a", "", 'table:number-columns-repeated="999999999"')),
    ),
    "ods, long text, few rows": (
        REFUSED,
        lambda _: spreadsheet(ods_row("x" * 900_000, 'table:number-rows-repeated="1000000"')),
    ),
    "ods, 10^9 blanks": (REFUSED, lambda _: spreadsheet(ods_row('a<text:s text:c="999999999"/>'))),
    "ods, billion laughs": (REFUSED, lambda _: spreadsheet(ods_row("&a9;"), _LAUGHS)),
    "parquet, 50 million rows of one value": (REFUSED, _parquet),
    "parquet, 5 million rows of one long text": (REFUSED, lambda n: _parquet(n, long=500_000)),
    "parquet, footer of 2 GiB": (REFUSED, _lying_footer),
    "arrow, 800 MB of zeros": (REFUSED, _arrow),
}

TEXTS: dict[str, tuple[frozenset[int], Maker]] = {
    "json, 200,000 arrays deep": (REFUSED, lambda n: b"[" * (n * 20_000) + b"]" * (n * 20_000)),
    "json, 200,000 objects deep": (REFUSED, lambda n: b'{"a":' * (n * 20_000) + b"1" + b"}" * (n * 20_000)),
    "json, null": (REFUSED, lambda _: b"null"),
    "json, integer of 200,000 digits": (DONE, lambda n: b'[{"a":' + b"9" * (n * 20_000) + b'},{"a":1}]'),
    "json, one key 100,000 times": (EITHER, lambda n: b"[{" + b'"a":1,' * (n * 10_000) + b'"a":2},{"a":1}]'),
    "json, 1,000,000 keys": (
        REFUSED,
        lambda n: ("[{" + ",".join(f'"k{i}":1' for i in range(n * 100_000)) + "}]").encode(),
    ),
    "json, another key in each record": (
        REFUSED,
        lambda _: "".join(f'{{"k{i}":1}}\n' for i in range(20_000)).encode(),
    ),
    "json, text of 300 MB": (EITHER, lambda n: b'{"a":"' + b"x" * (n * 30_000_000) + b'"}\n{"a":"b"}\n'),
    "json, NaN, NUL, bad escapes": (
        EITHER,
        lambda _: b'\xef\xbb\xbf{"a":NaN,"b":"\x00","c":"\\ud800\\x"}\n{"a":1}\n{"a":',
    ),
    "html, 100,000 tables deep": (EITHER, lambda n: b"<table><tr><td>" * (n * 10_000) + b"x"),
    "html, long text spanning 65,534 rows": (
        EITHER,
        lambda n: _html(
            f"<tr><td rowspan=65534>{'x' * (n * 90_000)}</td><td>1</td></tr>" + "<tr><td>2</td></tr>" * 70_000
        ),
    ),
    "html, spans of 10^9": (
        EITHER,
        lambda _: _html("<tr><td colspan=999999999 rowspan=999999999>x</td></tr>" * 50_000),
    ),
    "html, tags without end": (EITHER, lambda n: b"<table><tr><td>a</td></tr>" + b"<td " * (n * 200_000)),
    "html, attribute of 10 MB": (
        EITHER,
        lambda n: _html(f"<tr><td a='{'x' * (n * 1_000_000)}'>1</td><td>2</td></tr>"),
    ),
    "html, open comments": (
        EITHER,
        lambda n: _html("<tr><td>1</td><td>2</td></tr>") + b"<!--" * (n * 200_000),
    ),
    "sql, open quote, 20 MB": (
        EITHER,
        lambda n: b"INSERT INTO t VALUES ('a',1),('b" + b"x,(\n" * (n * 500_000),
    ),
    "sql, parentheses": (EITHER, lambda n: b"INSERT INTO t VALUES " + b"(" * (n * 200_000)),
    "sql, 100,000 cells in a row": (
        EITHER,
        lambda n: (
            b"INSERT INTO t VALUES (" + b"1," * (n * 10_000) + b"1);\n" + b"INSERT INTO t VALUES (1);\n"
        ),
    ),
    "sql, nested comments": (EITHER, lambda n: b"INSERT INTO t VALUES (1);\n" + b"/*!" * (n * 200_000)),
    "sql, open dollar quotes": (
        EITHER,
        lambda n: b"COPY t (a) FROM stdin;\n1\n\\.\n" + b"$a$ $b$ " * (n * 100_000),
    ),
    "mail addresses without end": (EITHER, lambda n: b"a@example.in:b\n" + (b"a" * 60_000 + b"@") * n * 3),
    "combolist, colons": (EITHER, lambda n: b"a@example.in:b\n" * 50 + b":" * (n * 200_000) + b"\n"),
    "combolist, URLs without end": (
        EITHER,
        lambda n: b"https://example.in/x:a:b\n" * 50 + b"https://a." * (n * 100_000),
    ),
    "text, colons": (EITHER, lambda n: b"Name: A\n" + b"a: " * (n * 60_000)),
    "text, blanks": (EITHER, lambda n: b"Name: A\nAge:" + b" " * (n * 300_000) + b"x\n"),
    "text, telephone groups": (EITHER, lambda n: b"Mobile: " + b"12-34 " * (n * 60_000)),
    "text, dashes and dots": (
        EITHER,
        lambda n: b"Name: A\n" + b"- . " * (n * 100_000) + b"\n" + b"." * (n * 200_000),
    ),
    "text, labels without values": (EITHER, lambda n: b"Name:\nAge:\n" * (n * 5_000)),
    "markdown, pipes": (EITHER, lambda n: b"| a | b |\n|---|---|\n| 1 | 2 |\n" + b"|" * (n * 200_000)),
    "markdown, rulers": (EITHER, lambda n: b"| a | b |\n" + b"|---|---|\n" * (n * 30_000)),
    "controls only": (EITHER, lambda n: b"name,age\n" + b"\x1b[2J\x07\x00,\xff\n" * (n * 10_000)),
}

TABLES: dict[str, tuple[frozenset[int], Maker]] = {
    "csv, field of 300 MB": (EITHER, lambda n: b"name,age\nA," + b"x" * (n * 30_000_000) + b"\nB,35\nC,29\n"),
    "csv, quoted field of 300 MB": (
        EITHER,
        lambda n: b'name,age\nA,"' + b"x" * (n * 30_000_000) + b'"\nB,35\nC,29\n',
    ),
    "csv, 1,000,000 columns": (
        REFUSED,
        lambda n: b",".join([b"a"] * (n * 100_000)) + b"\n" + b",".join([b"1"] * (n * 100_000)) + b"\n",
    ),
    "csv, 8,000,000 lines behind a quote": (EITHER, lambda n: b'a,b\n"x,1\n' + b"y,2\n" * (n * 800_000)),
    "csv, 5,000,000 quotes": (EITHER, lambda n: b"a,b\n1,2\n3,4\n" + b'"' * (n * 500_000) + b"\n5,6\n"),
    "csv, quotes and delimiters": (EITHER, lambda n: b"a,b\n1,2\n" + b'","' * (n * 300_000) + b"\n5,6\n"),
    "csv, a quote in every line": (EITHER, lambda n: b"a,b\n" + b'1,"2\n' * (n * 50_000)),
    "csv, no line end, 100 MB": (EITHER, lambda n: b"word " * (n * 2_000_000)),
    "csv, line ends only": (EITHER, lambda n: b"a,b\n1,2\n" + b"\n" * (n * 1_000_000)),
    "csv, NUL bytes": (EITHER, lambda n: b"a,b\n1,2\n" + bytes(n * 1_000_000)),
    "csv, blanks in a field": (EITHER, lambda n: (b"a,b\n1," + b" " * (n * 30_000) + b"x\n") * 5),
    "csv, UTF-16 without mark, odd tail": (
        EITHER,
        lambda _: "name,age\nA,41\nB,35\n".encode("utf-16-le") * 50 + b"\x00",
    ),
    "csv, invalid UTF-8 in every line": (
        EITHER,
        lambda n: b"a,b\n" + b"\xc3\x28\xff\xed\xa0\x80,2\n" * (n * 20_000),
    ),
}
