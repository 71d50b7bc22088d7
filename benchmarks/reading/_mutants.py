"""Small tables in every format, and ways to damage them. All persons are invented."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
from collections.abc import Callable, Sequence

from benchmarks.reading._bombs import zipped
from benchmarks.reading._traps import book, inline, ods_row, sheet_rows, spreadsheet

HEADER = ("id", "name", "birth_date", "mobile", "email", "city", "note")
_FIRST = ("Asha", "Ravi", "Meena", "Zoë", "रवि", "Imran", "O'Neil", "Ana-María")
_LAST = ("Sharma", "Rao", "Müller", "पाटिल", "Khan", "Das")
_NOTES = (
    "",
    "x, y",
    'said "no"',
    "two\nlines",
    "a|b;c\td",
    "NULL",
    "=1+1",
    "007",
    "9.1E+11",
    "<b>&amp;</b>",
    "ab\\",
    "'",
)
Rows = list[tuple[str, ...]]
Damage = Callable[[bytes, random.Random], bytes]


def people(chance: random.Random) -> Rows:
    """Some invented rows."""
    return [_person(chance, number) for number in range(chance.choice((1, 2, 5, 20, 60)))]


def _person(chance: random.Random, number: int) -> tuple[str, ...]:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    day = f"{chance.randint(1950, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    mail = f"user{chance.randint(1, 9999)}@example.org"
    mobile = f"9{chance.randint(10**8, 10**9 - 1)}"
    return (
        str(number),
        f"{first} {last}",
        day,
        mobile,
        mail,
        chance.choice(("Pune", "Goa", "")),
        chance.choice(_NOTES),
    )


def _delimited(delimiter: str) -> Callable[[Rows], bytes]:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & {delimiter, '"', "\n"} else text

    return lambda rows: "".join(f"{delimiter.join(map(cell, row))}\n" for row in (HEADER, *rows)).encode()


def _literal(text: str) -> str:
    return (
        "NULL"
        if text == "NULL"
        else "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    )


def _inserts(rows: Rows) -> bytes:
    values = ",\n".join(f"({','.join(map(_literal, row))})" for row in rows)
    columns = ", ".join(f"`{name}` text" for name in HEADER)
    return f"CREATE TABLE `people` ({columns});\nINSERT INTO `people` VALUES {values};\n".encode()


def _copy(rows: Rows) -> bytes:
    plain = (
        "\t".join(c.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") for c in row)
        for row in rows
    )
    return f"COPY people ({', '.join(HEADER)}) FROM stdin;\n{chr(10).join(plain)}\n\\.\n".encode()


def _drawn(rows: Rows) -> bytes:
    lines = [HEADER, ["---"] * len(HEADER), *rows]
    return "".join(
        "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in r) + " |\n" for r in lines
    ).encode()


def _html(rows: Rows) -> bytes:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in (HEADER, *rows))
        + "</table>"
    ).encode()


def _text(rows: Rows) -> bytes:
    return "\n".join(
        "".join(f"{k}: {v}\n" for k, v in zip(HEADER, row, strict=True)) for row in rows
    ).encode()


def _records(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in rows]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _sheet(rows: Rows) -> bytes:
    return book(sheet_rows(*("".join(inline(_escaped(c)) for c in row) for row in (HEADER, *rows))))


def _columns(rows: Rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = io.BytesIO()
    columns: Sequence[Sequence[str]] = list(zip(*rows, strict=True))
    pq.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), made, compression="none")
    return made.getvalue()


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "comma": _delimited(","),
    "semicolon": _delimited(";"),
    "tab": _delimited("\t"),
    "pipe": _delimited("|"),
    "combolist": lambda rows: "".join(f"{row[4]}:{row[6]}{row[0]}\n" for row in rows).encode(),
    "json array": lambda rows: json.dumps(_records(rows), ensure_ascii=False).encode(),
    "json lines": lambda rows: "".join(json.dumps(r) + "\n" for r in _records(rows)).encode(),
    "json pretty": lambda rows: json.dumps({"data": _records(rows)}, indent=1).encode(),
    "inserts": _inserts,
    "copy": _copy,
    "drawn": _drawn,
    "html": _html,
    "text": _text,
    "xlsx": _sheet,
    "ods": lambda rows: spreadsheet("".join(ods_row(_escaped(row[1])) for row in (HEADER, *rows))),
    "parquet": _columns,
    "gzip": lambda rows: gzip.compress(_delimited(",")(rows), mtime=0),
    "bzip2": lambda rows: bz2.compress(_inserts(rows)),
    "zip": lambda rows: zipped({"a.csv": _delimited(",")(rows), "b.csv": _delimited(",")(rows)}),
}
_TOKENS = (
    *(bytes([code]) for code in b"\"',;\t|:\\{}[]()<>`$#\x00\r\n\x1b"),
    *(
        b'""',
        b"\r\n",
        b"\n\n",
        b"sep=;\n",
        b"<td>",
        b"</table>",
        b"<!--",
        b"\\.",
        b"INSERT INTO x VALUES (",
        b"/*",
        b"--",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\xe2\x80\xa8",
        b"1e999",
        b"\\ud800",
        b"null",
    ),
)


def _inserted(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randint(0, len(data))
        data = data[:place] + chance.choice(_TOKENS) * chance.choice((1, 1, 2, 50)) + data[place:]
    return data


def _flipped(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.choice((0, 0, chance.randrange(len(data))))
    return data[start : chance.randint(start + 1, len(data))]


def _recoded(data: bytes, chance: random.Random) -> bytes:
    codec = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32", "utf-7", "cp037"))
    made = data.decode("utf-8", "replace").encode(codec, "replace")
    return made[: len(made) - chance.choice((0, 0, 1))]


def _mixed(data: bytes, chance: random.Random) -> bytes:
    codecs = ("utf-8", "cp1252", "utf-16-le", "koi8-r", "shift-jis")
    lines = data.decode("utf-8", "replace").split("\n")
    return b"\n".join(
        line.encode(chance.choice(codecs) if chance.random() < 0.2 else "utf-8", "replace") for line in lines
    )


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 5))):
        place = chance.randrange(len(lines))
        way = chance.randrange(4)
        if way == 0:
            lines[place:place] = [lines[place]] * chance.choice((1, 3, 500))
        elif way == 1:
            lines[place : place + 2] = [b"".join(lines[place : place + 2])]
        elif way == 2:
            del lines[place : place + chance.choice((1, 5))]
            lines = lines or [b""]
        else:
            chance.shuffle(lines)
    return b"\n".join(lines) or b"\n"


def _long(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return (
        data[:place]
        + chance.choice((b"x", b"a,", b'"', b" ", b"1:", b"<td>")) * chance.choice((1_000, 70_000))
        + data[place:]
    )


def _deep(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return (
        data[:place]
        + chance.choice((b"[", b'{"a":', b"(", b"<table><tr><td>", b"'", b"> ")) * chance.choice((70, 5_000))
        + data[place:]
    )


def _swapped(data: bytes, chance: random.Random) -> bytes:
    old, new = chance.sample((b",", b";", b"\t", b"|", b":", b"\n", b'"', b"'"), 2)
    return data.replace(old, new, chance.choice((-1, 3)))


def _ended(data: bytes, chance: random.Random) -> bytes:
    ends = (b"\n", b"\r\n", b"\r", b"\x85", b"\n\n")
    return b"".join(line + chance.choice(ends) for line in data.split(b"\n"))


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.choice((2, 20)) + data[start:]


DAMAGES: dict[str, Damage] = {
    "signs put in": _inserted, "bits flipped": _flipped, "cut": _cut, "recoded": _recoded,
    "encodings mixed": _mixed, "lines moved": _lines, "long line": _long, "nested deep": _deep,
    "signs swapped": _swapped, "line ends mixed": _ended, "piece repeated": _repeated,
}  # fmt: skip
