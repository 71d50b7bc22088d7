"""More files as they lie around, each kind with its own trap for whoever guesses delimiters; all invented."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.reading._tables import CITIES, FIRST, LAST, WORDS, Writer

Made = tuple[str, str, str]


def phrase(rng: random.Random, low: int, high: int, marks: str = ",;:") -> str:
    """Words, some with a mark behind."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(low, high))]
    return " ".join(w + (rng.choice(marks) if marks and rng.random() < 0.2 else "") for w in words)


def lines_of(rng: random.Random, low: int, high: int, make: Callable[[int], str]) -> str:
    """Lines by number, some files with CRLF."""
    eol = rng.choice(("\n", "\r\n"))
    return "".join(make(i) + eol for i in range(rng.randint(low, high)))


def passwords(rng: random.Random) -> Made:
    """Fields between colons, as in passwd(5)."""
    return (
        "passwd",
        ":",
        lines_of(
            rng,
            4,
            20,
            lambda i: (
                f"{rng.choice(WORDS)}{i}:x:{i}:{i + 100}:{rng.choice(FIRST)} "
                f"{rng.choice(LAST)}:/home/{rng.choice(WORDS)}:/bin/{rng.choice(('sh', 'false'))}"
            ),
        ),
    )


def tuples(rng: random.Random) -> Made:
    """Tuples or lists as a program prints them."""
    opening, closing = rng.choice(("()", "[]", "()"))
    tail = rng.choice(("", ","))
    quote = rng.choice(("'", '"'))
    return (
        "tuples",
        ",",
        lines_of(
            rng,
            4,
            30,
            lambda i: (
                f"{opening}{i}, {quote}{rng.choice(CITIES)}{quote}, "
                f"{rng.uniform(0, 9):.3f}, {rng.randint(1, 99)}{closing}{tail}"
            ),
        ),
    )


def messages(rng: random.Random) -> Made:
    """Short messages with hashes, addressees, links and bars between tabs, commas or bars."""
    sign = rng.choice(("\t", "\t", ",", "|"))
    writer = Writer(sign)
    rows = [
        [
            str(rng.getrandbits(40)),
            f"2014-0{rng.randint(1, 9)}-1{rng.randint(0, 9)} 12:{rng.randint(10, 59)}:00",
            f"RT @{rng.choice(WORDS)}: {phrase(rng, 4, 14)} #{rng.choice(WORDS)} http://example.org/{i}",
            rng.choice(("pos", "neg")),
        ]
        for i in range(rng.randint(3, 30))
    ]
    return "messages", sign, writer.text(rows)


def intervals(rng: random.Random) -> Made:
    """Positions between tabs, with comma-ended lists of as many members in the last cells."""

    def row(i: int) -> str:
        members = ",".join(str(rng.randint(1, 9999)) for _ in range(3)) + ","
        return f"chr{rng.randint(1, 22)}\t{i * 1000}\t{i * 1000 + 500}\tgene{i}\t+\t{members}\t{members}"

    return "intervals", "\t", lines_of(rng, 3, 40, row)


def typeset(rng: random.Random) -> Made:
    """Rows of a typeset table."""
    return (
        "typeset",
        "&",
        lines_of(
            rng,
            4,
            20,
            lambda _: (
                f"{rng.choice(CITIES)} & {rng.randint(1, 999)} & "
                f"{rng.uniform(0, 99):.1f} & {phrase(rng, 1, 3, '')} \\\\"
            ),
        ),
    )


def matrix(rng: random.Random) -> Made:
    """Numbers right-aligned by blanks, signs in front."""
    width, digits = rng.randint(3, 9), rng.randint(2, 6)
    lead = rng.choice(("", " ", "  "))
    return (
        "matrix",
        " ",
        lines_of(
            rng,
            4,
            40,
            lambda _: lead + " ".join(f"{rng.uniform(-99, 99):{digits + 5}.{digits}f}" for _ in range(width)),
        ),
    )


def flags(rng: random.Random) -> Made:
    """Zeros and ones without a header."""
    sign, width = rng.choice((",", ",", ";", "\t", " ")), rng.randint(4, 60)
    return "flags", sign, lines_of(rng, 3, 60, lambda _: sign.join(rng.choice("01") for _ in range(width)))


def definitions(rng: random.Random) -> Made:
    """Two cells, a term and a text; by tab, bar or semicolon with commas in the text, or quoted."""
    sign = rng.choice(("\t", "|", ";", ","))
    text = Writer(sign)
    rows = [[rng.choice(WORDS), phrase(rng, 3, 16, ",,:-") + "."] for _ in range(rng.randint(3, 30))]
    return "definitions", sign, text.text(rows)


def ragged(rng: random.Random) -> Made:
    """Transactions: as many cells as goods, and no two lines alike."""
    sign = rng.choice((",", ",", ";", "\t"))
    return (
        "ragged",
        sign,
        lines_of(rng, 8, 60, lambda _: sign.join(phrase(rng, 1, 2, "") for _ in range(rng.randint(1, 9)))),
    )


def points(rng: random.Random) -> Made:
    """Pairs of numbers, or one more."""
    sign = rng.choice((",", ",", ";", "\t", " , "))
    width = rng.randint(2, 3)
    return (
        "points",
        sign.strip(" "),
        lines_of(rng, 2, 50, lambda _: sign.join(f"{rng.uniform(0, 90):.5f}" for _ in range(width))),
    )


def lists(rng: random.Random) -> Made:
    """A list of as many members in one cell of every line, by another sign."""
    sign, other = rng.choice(((",", ";"), (",", "|"), ("\t", ";"), (";", ","), ("\t", "|"), (",", " ")))
    count = rng.randint(2, 5)

    def row(i: int) -> str:
        cells = [
            str(i),
            f"{rng.choice('AB')}{rng.randint(100, 999)}",
            other.join(f"T:{rng.randint(1, 99):04}" for _ in range(count)),
            rng.choice(CITIES),
            f"{rng.uniform(0, 9):.2f}",
        ]
        return sign.join(cells[: rng.choice((5, 5, 5))])

    return "lists", sign, lines_of(rng, 3, 40, row)


WILDER = (passwords, tuples, messages, intervals, typeset, matrix, flags, definitions, ragged, points, lists)
