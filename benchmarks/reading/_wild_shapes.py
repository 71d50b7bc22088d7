"""Tables of an unusual build: tiny, wide, headless, nothing but a header, one column, odd ends and quotes."""

from __future__ import annotations

import random

from benchmarks.reading._wild_case import (
    AREAS,
    CITIES,
    REGIONS,
    SUBJECTS,
    WORDS,
    Wild,
    Writer,
    day,
    lines,
    person,
    sentence,
    thousands,
)

PLAIN = Writer(",")
EXCEL = Writer(",", eol="\r\n")


def _schools(rng: random.Random, count: int) -> tuple[list[str], list[list[str]]]:
    names = ["School code", "School", "Address", "Pupils", "Opened"]
    return names, [
        [
            str(10**6 + rng.randint(1, 9999)),
            f"{rng.choice(AREAS)} Primary",
            f"{rng.randint(1, 99)}, {rng.choice(WORDS).title()} Road",
            str(rng.randint(40, 900)),
            day(rng),
        ]
        for _ in range(count)
    ]


def one_column(rng: random.Random) -> Wild:
    """A list of names under one word."""
    names = [rng.choice(("Country", "email", "postcode", "Stationsname"))]
    cell = {
        "Country": lambda: rng.choice(REGIONS),
        "email": lambda: f"{rng.choice(WORDS)}{rng.randint(1, 999)}@example.org",
        "postcode": lambda: f"{rng.choice('ABCD')}{rng.randint(1, 9)} {rng.randint(1, 9)}XY",
        "Stationsname": lambda: f"{rng.choice(CITIES)} Hbf (tief)",
    }
    rows = [[cell[names[0]]()] for _ in range(rng.randint(6, 60))]
    return Wild(lines(names[0], *[r[0] for r in rows]).encode(), names, rows)


def one_column_quoted(rng: random.Random) -> Wild:
    """One column of quoted sentences, commas inside."""
    names = ["comment"]
    rows = [[sentence(rng, 12) + rng.choice(("", "\nSecond line, here"))] for _ in range(rng.randint(6, 40))]
    return Wild(Writer(",", always=True).text([names, *rows]).encode(), names, rows)


def tiny(rng: random.Random) -> Wild:
    """A header and one row, or two."""
    names, rows = _schools(rng, rng.randint(1, 2))
    return Wild(Writer(rng.choice(",;\t|")).text([names, *rows]).encode(), names, rows)


def tiny_pairs(rng: random.Random) -> Wild:
    """Two columns, two rows: hardly anything to go by."""
    names, rows = ["key", "value"], [[rng.choice(WORDS), str(rng.randint(1, 99))] for _ in range(2)]
    return Wild(Writer(rng.choice(",;\t")).text([names, *rows]).encode(), names, rows)


def very_wide(rng: random.Random) -> Wild:
    """Hundreds of columns, some rows, most of it empty."""
    width = rng.randint(200, 320)
    names = ["respondent", *[f"q{i // 5 + 1}_{i % 5 + 1}" for i in range(width - 1)]]
    rows = [
        [str(i + 1), *[rng.choice(("", "", "1", "2", "9", "n/a")) for _ in names[1:]]]
        for i in range(rng.randint(3, 20))
    ]
    return Wild(Writer(rng.choice(",;")).text([names, *rows]).encode(), names, rows)


def numbers_only(rng: random.Random) -> Wild:
    """A matrix without names."""
    rows = [[f"{rng.uniform(-9, 9):.4f}" for _ in range(rng.choice((3,)))] for _ in range(rng.randint(5, 60))]
    return Wild(Writer(rng.choice((",", "\t", ";", " "))).text(rows).encode(), (), rows)


def persons_unnamed(rng: random.Random) -> Wild:
    """Records of words, dates and numbers without names."""
    rows = [
        [person(rng), rng.choice(CITIES), day(rng), str(rng.randint(1000, 9999)), rng.choice("FM")]
        for _ in range(rng.randint(5, 60))
    ]
    return Wild(Writer(rng.choice(",;\t|")).text(rows).encode(), (), rows)


def words_unnamed(rng: random.Random) -> Wild:
    """Words only: that there is no header shows in words of the first row coming again."""
    rows = [[rng.choice(WORDS), rng.choice(CITIES), rng.choice(SUBJECTS)] for _ in range(rng.randint(40, 80))]
    rows[0] = list(rows[7])
    return Wild(Writer(rng.choice(",;\t")).text(rows).encode(), (), rows)


def doubled_names(rng: random.Random) -> Wild:
    """The same names twice, and some columns without one."""
    names = ["id", "name", "value", "name", "value", "", "Unnamed: 6", ""]
    rows = [
        [
            str(i),
            rng.choice(AREAS),
            str(rng.randint(1, 99)),
            rng.choice(AREAS),
            str(rng.randint(1, 99)),
            "x",
            day(rng),
            rng.choice(("", "y")),
        ]
        for i in range(rng.randint(6, 40))
    ]
    return Wild(PLAIN.text([names, *rows]).encode(), names, rows)


def commas_after_header(rng: random.Random) -> Wild:
    """Empty names at the end of the header, nothing under them."""
    names, rows = _schools(rng, rng.randint(6, 40))
    text = PLAIN.row(names) + ",,,\n" + PLAIN.text(rows)
    wide = [[*r, "", "", ""] for r in rows]
    return Wild(text.encode(), [*names, "", "", ""], rows, (names,), {i: (w,) for i, w in enumerate(wide)})


def commas_after_rows(rng: random.Random) -> Wild:
    """One comma too many on every row but the header."""
    names, rows = _schools(rng, rng.randint(6, 40))
    text = PLAIN.text([names]) + "".join(PLAIN.row(r) + ",\n" for r in rows)
    return Wild(text.encode(), names, rows, ([*names, ""],), {i: ([*r, ""],) for i, r in enumerate(rows)})


def blank_above(rng: random.Random) -> Wild:
    """Blank lines first, some of blanks, some of commas."""
    names, rows = _schools(rng, rng.randint(4, 30))
    return Wild(
        (rng.choice(("\n\n", "   \n\n", ",,,,\n,,,,\n")) + PLAIN.text([names, *rows])).encode("utf-8-sig"),
        names,
        rows,
    )


def said_separator(rng: random.Random) -> Wild:
    """``sep=`` in front, in capitals or quotes as some programs have it."""
    sep = rng.choice(";|\t")
    names, rows = _schools(rng, rng.randint(4, 30))
    first = rng.choice((f"sep={sep}", f"SEP={sep}", f'"sep={sep}"'))
    return Wild(
        (first + "\r\n" + Writer(sep, eol="\r\n").text([names, *rows])).encode("utf-8-sig"), names, rows
    )


def lines_quoted(rng: random.Random) -> Wild:
    """Every line wrapped in quotes once more by a program that took it for one cell."""
    names, rows = _schools(rng, rng.randint(6, 30))
    text = "".join('"' + PLAIN.row(r).replace('"', '""') + '"\r\n' for r in (names, *rows))
    return Wild(text.encode(), names, rows)


def returns_only(rng: random.Random) -> Wild:
    """Carriage returns for ends, as old Macintosh programs wrote, in their encoding's Latin part."""
    names, rows = _schools(rng, rng.randint(6, 30))
    return Wild(Writer(",", eol="\r").text([names, *rows]).encode("cp1252"), names, rows)


def mixed_ends(rng: random.Random) -> Wild:
    """Pieces of two systems glued, a control-Z at the end."""
    names, rows = _schools(rng, rng.randint(10, 30))
    text = EXCEL.text([names, *rows[:5]]) + PLAIN.text(rows[5:]) + "\x1a"
    return Wild(text.encode(), names, rows)


def single_quotes(rng: random.Random) -> Wild:
    """Single quotes round the cells and apostrophes doubled."""
    names, rows = _schools(rng, rng.randint(10, 30))
    return Wild(
        Writer(",", quote="'", escape='"').text([names, *rows]).replace("''", "''").encode(), names, rows
    )


def spaced_commas(rng: random.Random) -> Wild:
    """A blank behind every comma, quotes behind the blank."""
    names, rows = _schools(rng, rng.randint(10, 30))
    text = lines(*[", ".join(f'"{c}"' for c in r) for r in (names, *rows)])
    return Wild(text.encode(), names, rows)


def stray_quotes(rng: random.Random) -> Wild:
    """Inches and half-quoted words between bars or tabs, where quotes mean nothing."""
    names = ["item", "size", "note", "price"]
    rows = [
        [
            rng.choice(WORDS),
            f'{rng.randint(1, 60)}"',
            rng.choice(('"', 'so-called "good', "2' x 4\"", "")),
            thousands(rng),
        ]
        for _ in range(rng.randint(10, 40))
    ]
    return Wild(Writer(rng.choice("|\t"), quote="").text([names, *rows]).encode(), names, rows)


def quoted_decimals(rng: random.Random) -> Wild:
    """Decimal commas and Indian thousands between commas, quoted."""
    names = ["State/UT", "Area, sq. km", "Cases", "Share"]
    rows = [
        [
            rng.choice(REGIONS),
            f"{rng.randint(1, 99)},{rng.randint(1, 9)}",
            f"{rng.randint(1, 99)},{rng.randint(10, 99)},{rng.randint(100, 999)}",
            f"{rng.randint(1, 99)} %",
        ]
        for _ in range(rng.randint(8, 40))
    ]
    return Wild(EXCEL.text([names, *rows]).encode(), names, rows)


def exports_joined(rng: random.Random) -> Wild:
    """Monthly files joined end to end, each with its header, with its own byte order mark."""
    names, rows = _schools(rng, 30)
    parts = [PLAIN.text([names, *rows[i : i + 10]]).encode("utf-8-sig") for i in (0, 10, 20)]
    return Wild(b"".join(parts), names, rows)


KINDS = (
    exports_joined,
    one_column,
    one_column_quoted,
    tiny,
    tiny_pairs,
    very_wide,
    numbers_only,
    persons_unnamed,
    words_unnamed,
    doubled_names,
    commas_after_header,
    commas_after_rows,
    blank_above,
    said_separator,
    lines_quoted,
    returns_only,
    mixed_ends,
    single_quotes,
    spaced_commas,
    stray_quotes,
    quoted_decimals,
)
