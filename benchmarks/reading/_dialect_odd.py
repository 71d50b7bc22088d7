"""More odd kinds of files: quotes that quote nothing, tables below tables, comments, times; all invented."""

from __future__ import annotations

import random

from benchmarks.reading._dialect_cells import HINDI, MONTHS
from benchmarks.reading._dialect_wilder import Made, lines_of, phrase
from benchmarks.reading._tables import CITIES, REMARKS, WORDS, Writer


def inches(rng: random.Random) -> Made:
    """Stray quotes and apostrophes that quote nothing."""
    sign = rng.choice(("\t", ",", ";", "|"))
    goods = ('5" pipe', "6' board", 'the "old" one', "Gupta's", '"best" buy', "d'Or", '3 1/2"')
    return (
        "inches",
        sign,
        lines_of(
            rng,
            4,
            40,
            lambda i: sign.join(
                (
                    str(i),
                    rng.choice(goods),
                    rng.choice(goods),
                    f"{rng.uniform(0, 99):.2f}",
                    rng.choice(CITIES),
                )
            ),
        ),
    )


def several(rng: random.Random) -> Made:
    """Tables of different widths, one below the other, under titles."""
    sign, parts = rng.choice((",", ",", ";", "\t")), []
    for number in range(rng.randint(2, 4)):
        width = rng.randint(2, 8)
        rows = [[f"{rng.choice(WORDS)} {j}" for j in range(width)]]
        rows += [
            [rng.choice(CITIES), *(str(rng.randint(1, 999)) for _ in range(width - 1))]
            for _ in range(rng.randint(2, 9))
        ]
        parts.append(f"Table {number + 1}: {phrase(rng, 2, 6)}\n" + Writer(sign).text(rows))
    return "several tables", sign, "\n".join(parts)


def spaced(rng: random.Random) -> Made:
    """A blank behind every comma, quotes behind the blank."""
    always = rng.random() < 0.5
    writer = Writer(",", always=always)
    rows = [
        [str(i), phrase(rng, 1, 3, ""), rng.choice(REMARKS), f"{rng.choice(MONTHS)} {i}, 2014"]
        for i in range(rng.randint(2, 30))
    ]
    return "spaced", ",", "".join(", ".join(map(writer.cell, row)) + "\n" for row in rows)


def tiny(rng: random.Random) -> Made:
    """Two or three cells in one or two lines."""
    sign = rng.choice((",", ";", "\t", "|"))
    rows = rng.randint(1, 2)
    width = rng.randint(3, 5) if rows == 1 else rng.randint(2, 4)
    cells = (lambda: rng.choice(WORDS), lambda: str(rng.randint(1, 999)), lambda: rng.choice(CITIES))
    makers = [rng.choice(cells) for _ in range(width)]
    return "tiny", sign, "\n".join(sign.join(make() for make in makers) for _ in range(rows)) + "\n"


def rows_in_quotes(rng: random.Random) -> Made:
    """Every line quoted as a whole by a program that meant well."""
    return (
        "rows in quotes",
        ",",
        lines_of(
            rng, 4, 20, lambda i: f'"{i},{rng.choice(CITIES)},{rng.uniform(0, 9):.2f},{rng.choice(WORDS)}"'
        ),
    )


def machines(rng: random.Random) -> Made:
    """Addresses of machines and times, full of colons and dots."""
    sign = rng.choice((",", ";", "\t", " "))

    def row(_: int) -> str:
        mac = ":".join(f"{rng.randrange(256):02X}" for _ in range(6))
        ip = ".".join(str(rng.randint(1, 250)) for _ in range(4))
        return sign.join(
            (mac, ip, f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00", str(rng.randint(1, 65535)))
        )

    return "machines", sign, lines_of(rng, 2, 30, row)


def measured(rng: random.Random) -> Made:
    """Times and decimal commas between semicolons, without a header."""
    return (
        "measured",
        ";",
        lines_of(
            rng,
            3,
            40,
            lambda i: ";".join(
                (
                    f"{i % 28 + 1:02}.03.2014 {i % 24:02}:00",
                    *(f"{rng.uniform(-9, 99):.2f}".replace(".", ",") for _ in range(rng.choice((3, 3, 3)))),
                )
            ),
        ),
    )


def words(rng: random.Random) -> Made:
    """Nothing but words in two scripts, two or three cells."""
    sign = rng.choice((",", ";", "\t", "|", "=", "/"))
    sign = sign if sign not in "=/" else ","
    return (
        "words",
        sign,
        lines_of(
            rng, 3, 30, lambda _: sign.join((rng.choice(WORDS), rng.choice(HINDI), phrase(rng, 1, 3, "")))
        ),
    )


def commented(rng: random.Random) -> Made:
    """Comments with signs of every kind above numbers."""
    sign, mark = rng.choice((" ", "\t", ",", ";")), rng.choice("#%")
    head = "".join(
        f"{mark} {rng.choice(WORDS)}: {phrase(rng, 3, 9)}, {i}; x = {i * 2}\n"
        for i in range(rng.randint(1, 12))
    )
    names = mark + sign.join(("t", "x1", "x2", "err")) + "\n"
    body = lines_of(
        rng, 3, 40, lambda i: sign.join((str(i), *(f"{rng.uniform(-1, 1):.4e}" for _ in range(3))))
    )
    return "commented", sign, head + rng.choice(("", names)) + body


ODD_FILES = (inches, several, spaced, tiny, rows_in_quotes, machines, measured, words, commented)
