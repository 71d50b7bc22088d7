"""Which delimiter? Small tables of many kinds under many dialects, unaided.

Three sets of rising difficulty: *tidy* (typed columns, as specified formats are), *polluted* (with text
around, ragged rows, quotes), *wild* (few rows, prose, no header, other delimiters inside the cells).
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.reading._sheet import Sheet
from benchmarks.reading._tables import CITIES, FIRST, LAST, WORDS, Rows, Writer

from leakcheck.errors import InputError
from leakcheck.readers import from_bytes, read
from leakcheck.readers.intake.dialect import NAMES

TITLE = "which delimiter?"
USUAL = (",", ";", "\t", "|")
RARE = ("^", "~", ":", " ", "#", "&", "\x01")
GOALS = {"tidy": 99.0, "polluted": 96.0, "wild": 92.0}


def _number(rng: random.Random) -> str:
    return str(rng.randint(1, 99_999))


def _decimal(rng: random.Random) -> str:
    return f"{rng.uniform(0, 900):.2f}"


def _comma_decimal(rng: random.Random) -> str:
    return _decimal(rng).replace(".", ",")


def _thousands(rng: random.Random) -> str:
    return f"{rng.randint(1000, 9_999_999):,}"


def _date(rng: random.Random) -> str:
    return f"{rng.randint(1990, 2021)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _moment(rng: random.Random) -> str:
    return f"{_date(rng)} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"


def _name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def _surname_first(rng: random.Random) -> str:
    return f"{rng.choice(LAST)}, {rng.choice(FIRST)}"


def _link(rng: random.Random) -> str:
    return f"http://example.org:80{rng.randint(10, 99)}/{rng.choice(WORDS)}?a={rng.randint(1, 9)}&b=2"


def _mail(rng: random.Random) -> str:
    return f"{rng.choice(WORDS)}{rng.randint(1, 99)}@example.org"


def _sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(4, 14))]
    return " ".join(w + rng.choice(("", "", "", ",", ";", ":")) for w in words).strip(",;:") + "."


def _listing(rng: random.Random) -> str:
    return rng.choice((",", ";", "|", "/")).join(rng.choice(WORDS) for _ in range(rng.randint(1, 4)))


def _code(rng: random.Random) -> str:
    return f"{rng.choice('ABC')}{rng.randint(10, 99)}-{rng.randint(100, 999)}"


def _word(rng: random.Random) -> str:
    return rng.choice(WORDS)


def _city(rng: random.Random) -> str:
    return rng.choice(CITIES)


def _maybe(rng: random.Random) -> str:
    return rng.choice(("", "", "x", "12"))


TIDY = (_number, _decimal, _date, _name, _code, _mail, _city, _word, _maybe, _moment)
WILD = (*TIDY, _comma_decimal, _thousands, _surname_first, _link, _sentence, _listing)

Case = tuple[str, str, bytes]


def cases(level: str) -> Iterator[Case]:
    """(name, true delimiter, file) for one level."""
    count = {"tidy": 220, "polluted": 150, "wild": 180}[level]
    for number in range(count):
        rng = random.Random(f"{level}{number}")
        delimiter = rng.choice(USUAL) if rng.random() < 0.8 else rng.choice(RARE)
        quote = '"' if level == "tidy" or rng.random() < 0.8 else "'"
        text = _text(rng, level, Writer(delimiter, quote, eol=rng.choice(("\n", "\r\n"))))
        yield f"{level} {number}", delimiter, text.encode("utf-8")


def _text(rng: random.Random, level: str, writer: Writer) -> str:
    rows = _rows(rng, level)
    if writer.delimiter == " ":
        rows = [[cell.replace(" ", "_") or "-" for cell in row] for row in rows]
    if level == "polluted":
        lines = [writer.row(row) for row in rows]
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(1, len(lines))
            lines[at] = rng.choice((lines[at] + writer.delimiter, lines[at][: len(lines[at]) // 2], ""))
        above = [f"{rng.choice(WORDS)} {rng.choice(WORDS)}, part {i}" for i in range(rng.randint(0, 6))]
        below = ["end of report"] * rng.randint(0, 2)
        return writer.eol.join([*above, *lines, *below]) + writer.eol
    return writer.text(rows)


def _rows(rng: random.Random, level: str) -> Rows:
    makers = [rng.choice(WILD if level != "tidy" else TIDY) for _ in range(rng.randint(2, 9))]
    count = rng.randint(3, 12) if level == "wild" else rng.randint(8, 60)
    rows = [[make(rng) for make in makers] for _ in range(count)]
    if level == "wild" and rng.random() < 0.4:
        return rows
    return [[f"{make.__name__[1:]}{j}" for j, make in enumerate(makers)], *rows]


def measure(quick: bool) -> Sheet:
    """Share of files whose delimiter is found; a refusal counts as wrong."""
    del quick
    sheet = Sheet(("set", "delimiter right", "goal", ""))
    for level, goal in GOALS.items():
        every = list(cases(level))
        wrong = [
            (name, true, got) for name, true, data in every if (got := _found(data)) != NAMES.get(true, true)
        ]
        sheet.goal(f"{level} ({len(every)})", 100 * (1 - len(wrong) / len(every)), goal, unit=" %")
        for name, true, got in wrong[:12]:
            sheet.add(f"wrong: {name}", f"{NAMES.get(true, true)!r} read as {got!r}")
    return sheet


def _found(data: bytes) -> str:
    try:
        table = read(from_bytes(data))
    except InputError as error:
        return error.message
    return table.reading.details.get("delimiter", table.reading.format)
