"""Whole files for the dialect sets: tables of `_dialect_cells` under many dialects, laid out in many ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from benchmarks.reading._dialect_cells import BASE, LONE, NUMBERS, TEXTS, TIDY, WILD, Maker, named
from benchmarks.reading._dialect_odd import ODD_FILES
from benchmarks.reading._dialect_wilder import WILDER
from benchmarks.reading._tables import WORDS, Rows, Writer
from benchmarks.reading.messy import DRESSES, PUBLICATIONS

Made = tuple[str, str, str]
USUAL = (",", ",", ",", ",", ";", ";", "\t", "\t", "|")
ODD = ("^", "~", ":", " ", "#", "&", "\x01", "\x1f", "*", "!", "§", "¬", "%", "$", "@", "/", "=")
LONG = ("||", "::", "|~|", "\t\t")
PROSE = ("Statement of the board", "exported on request, see below", "Source: own work; 2021", "Notes:")


class Free(Writer):
    """A writer that may escape delimiters instead of quoting, and may pad."""

    pad = ""
    bare = False

    def row(self, cells: Sequence[str]) -> str:
        """One record without its end."""
        if self.bare:
            cells = [c.replace("\n", " ").replace("\\", "/") for c in cells]
            return self.delimiter.join(c.replace(self.delimiter, "\\" + self.delimiter) for c in cells)
        return (self.delimiter + self.pad).join(map(self.cell, cells))


def _delimiter(rng: random.Random, odd: float, long: float = 0.0) -> str:
    chance = rng.random()
    return rng.choice(LONG if chance < long else ODD if chance < long + odd else USUAL)


def _writer(rng: random.Random, delimiter: str, single: float = 0.1) -> Free:
    quote = "'" if rng.random() < single else '"'
    writer = Free(delimiter, quote, rng.choice(('"',) * 8 + ("\\",)), rng.choice(("\n", "\r\n")))
    writer.always = rng.random() < 0.2
    writer.pad = " " if delimiter in ",;|" and rng.random() < 0.06 else ""
    return writer


def _table(rng: random.Random, pool: Sequence[Maker], wide: tuple[int, int], long: tuple[int, int]) -> Rows:
    makers = [rng.choice(pool) for _ in range(rng.randint(*wide))]
    if all(named(m) == "nothing" for m in makers):
        makers[0] = pool[0]
    rows = [[make(rng) for make in makers] for _ in range(rng.randint(*long))]
    return [[f"{named(m)}{rng.choice(('', '_', ' '))}{j}" for j, m in enumerate(makers)], *rows]


def _fits(rows: Rows, delimiter: str) -> Rows:
    """Cells that a delimiter made of blanks can carry without quotes on every cell."""
    if delimiter != " ":
        return rows
    return [["_".join(cell.split()) or "-" for cell in row] for row in rows]


def tidy(rng: random.Random) -> Made:
    """Small files as specifications test with: typed columns, comments, one column, few rows."""
    if rng.random() < 0.07:
        rows = [["value"], *[[rng.choice(TIDY[:8])(rng)] for _ in range(1)]]
        make = rng.choice(LONE[:17])
        rows = [[named(make)], *[[make(rng)] for _ in range(rng.randint(1, 8))]]
        text = Writer("\x00", "", eol="\n").text(rows)
        return "one column", "", text
    delimiter = rng.choice((",",) * 7 + ("\t", "\t", ";", "|", ":") + ODD[:5])
    rows = _fits(_table(rng, TIDY, (2, 10), (1, 10)), delimiter)
    writer = _writer(rng, delimiter, 0.05)
    body = writer.text(rows if rng.random() < 0.9 or len(rows) < 3 else rows[1:])
    if rng.random() < 0.2:
        notes = [f"# {rng.choice(PROSE)}{writer.eol}" for _ in range(rng.randint(1, 5))]
        body = "".join(notes) + body
    elif rng.random() < 0.1:
        body = f"#publisher{delimiter}City of {rng.choice(WORDS)}{writer.eol}#{writer.eol}" + body
    return "table", delimiter, body.rstrip("\r\n") if rng.random() < 0.1 else body


def polluted(rng: random.Random) -> Made:
    """One sort of table (times, prices, links, remarks), one pollution or several at once."""
    chance = rng.random()
    delimiter = "," if chance < 0.6 else rng.choice((";", "\t", "|", *ODD[:12], *LONG))
    count = rng.choice((1, 2, 5, 20, 84, 84, 84))
    rows = [["DATE", "TIME", "Qty", "PRODUCT_ID", "Price", "Type", "Description", "URL", "Comments"]]
    rows += [[make(rng) for make in BASE] for _ in range(count)]
    writer = _writer(rng, delimiter)
    if delimiter == " ":
        rows = [[c.replace("\n", " ") or "-" for c in row] for row in rows]
    lines = [writer.row(row) for row in rows]
    for _ in range(rng.choice((0, 1, 1, 2))):
        _pollute(rng, lines, writer, rows)
    return "polluted", delimiter, writer.eol.join(lines) + writer.eol * rng.choice((0, 1, 1, 1, 2))


def _pollute(rng: random.Random, lines: list[str], writer: Writer, rows: Rows) -> None:
    at, sign = rng.randrange(len(lines)), writer.delimiter
    kind = rng.randrange(12)
    if kind == 0:
        lines[0:1] = [] if len(lines) > 1 else lines[0:1]
    elif kind < 4:
        lines[at] = (sign.join([lines[at], ""]), sign + lines[at], lines[at].replace(sign, "", 1))[kind - 1]
    elif kind == 4:
        lines[at] = lines[at].replace(sign, sign + writer.quote, 1)
    elif kind == 5:
        lines[:0] = [
            rng.choice((PROSE[i % 4], f"{PROSE[i % 4]}{sign * 8}")) for i in range(rng.randint(1, 9))
        ]
    elif kind == 6:
        lines += ["", *[PROSE[i % 4] for i in range(rng.randint(1, 4))]]
    elif kind == 7:
        lines[at:at] = [sign * 8] * rng.randint(1, 5)
    elif kind == 8:
        lines += ["", *[writer.row(row[:3]) for row in rows[:20]]]
    elif kind == 9:
        lines[at] = lines[at].replace(sign, rng.choice((";", ",", "\t", "|")))
    elif kind == 10:
        lines[:] = [line + sign for line in lines]
    else:
        lines[:] = [line for pair in lines for line in (pair, "")]


def wild(rng: random.Random) -> Made:
    """Files as they lie around: few rows, prose, no header, foreign delimiters inside the cells."""
    if rng.random() < 0.5:
        return rng.choice((*WILDER, *ODD_FILES))(rng)
    return rng.choices(LAYOUTS, [weight for weight, _ in WEIGHTED])[0](rng)


def _mixed(rng: random.Random) -> Made:
    delimiter = _delimiter(rng, 0.1, 0.02)
    rows = _fits(_table(rng, WILD, (2, 16), (2, 40)), delimiter)
    writer = _writer(rng, delimiter, 0.12)
    writer.bare = rng.random() < 0.05
    rows = rows[1:] if rng.random() < 0.35 else rows
    lines = [writer.row(row) for row in rows]
    if rng.random() < 0.2:
        lines = [PROSE[i % 4] for i in range(rng.randint(1, 6))] + lines
    return "mixed", delimiter, writer.eol.join(lines) + writer.eol


def _texts(rng: random.Random) -> Made:
    delimiter = rng.choice(USUAL)
    rows = _table(rng, TEXTS, (2, 6), (2, 30))
    return "texts", delimiter, _writer(rng, delimiter).text(rows[rng.randint(0, 1) :])


def _numbers(rng: random.Random) -> Made:
    delimiter = rng.choice((" ", " ", "\t", ",", ";", ":", "|"))
    rows = _table(rng, NUMBERS, (2, 12), (3, 50))
    start = rng.randint(0, 1)
    rows = _fits(rows[start:], delimiter)
    lead = rng.choice(("", "# ", "% ")) if start == 0 else ""
    return "numbers", delimiter, lead + Writer(delimiter, "").text(rows)


def _office(rng: random.Random) -> Made:
    delimiter = rng.choice(USUAL)
    _, header, rows = rng.choice(PUBLICATIONS)(rng)
    count = rng.choice((3, 6, 15, 60))
    dress = rng.choice(DRESSES)
    text, *_ = dress(_writer(rng, delimiter, 0.03), header, rows[:count])
    return f"office {dress.__name__}", delimiter, text


def _sparse(rng: random.Random) -> Made:
    delimiter = rng.choice(USUAL)
    rows = _table(rng, WILD, (15, 60), (3, 20))
    rows = [rows[0], *[[c if rng.random() < 0.15 else "" for c in row] for row in rows[1:]]]
    return "sparse", delimiter, _writer(rng, delimiter).text(rows)


def _lone(rng: random.Random) -> Made:
    make = rng.choice(LONE)
    rows = [make(rng).replace("\n", " ") for _ in range(rng.randint(4, 40))]
    return (
        f"one column {named(make)}",
        "",
        "\n".join([named(make), *rows] if rng.random() < 0.6 else rows) + "\n",
    )


def _aligned(rng: random.Random) -> Made:
    rows = _fits(_table(rng, (*NUMBERS, WILD[0], WILD[2], WILD[8]), (3, 8), (4, 20)), " ")
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    right = rng.random() < 0.5
    lines = [
        "".join(c.rjust(w) if right else c.ljust(w) for c, w in zip(r, widths, strict=True)) for r in rows
    ]
    return "aligned", "  ", "\n".join(lines) + "\n"


def _log(rng: random.Random) -> Made:
    delimiter = rng.choice((",", ";", "|", "\t"))
    pool = (WILD[10], WILD[12], WILD[0], WILD[8], WILD[13])
    rows = _table(rng, pool, (3, 7), (3, 40))[1:]
    return "log", delimiter, Writer(delimiter).text(rows)


def _continental(rng: random.Random) -> Made:
    comma = next(m for m in WILD if named(m) == "comma_decimal")
    rows = _table(rng, (comma, comma, WILD[0], WILD[4], WILD[25]), (2, 9), (2, 30))
    return "decimal commas", ";", _writer(rng, ";").text(rows)


Layout = Callable[[random.Random], Made]
WEIGHTED: tuple[tuple[float, Layout], ...] = (
    (8, _mixed), (3, _texts), (2, _numbers), (4, _office), (1.5, _sparse), (1, _lone), (0.7, _aligned),
    (1, _log),    (1, _continental),
)  # fmt: skip
LAYOUTS = [layout for _, layout in WEIGHTED]
LEVELS: dict[str, Layout] = {"tidy": tidy, "polluted": polluted, "wild": wild}
