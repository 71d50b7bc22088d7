"""A large leak in which some rows are damaged, and the exact account of every row.

Twelve kinds of damage, five delimiters, three rates. The truth is generated beside the file, so that
each row can be followed: an undamaged row must come out exactly, under its line number; a
damaged one must come out right or be reported with its line; no row may be neither.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.reading._sheet import Sheet

from leakcheck.readers import from_bytes, read
from leakcheck.writers import cells_of

TITLE = "a large leak with damaged rows"
ROWS = 1_000_000
QUICK_ROWS = 20_000
RATES = (0.0, 0.001, 0.01, 0.1)
DELIMITERS = (",", ";", "\t", "|", ":")
KINDS = (
    "delimiter missing", "delimiter twice", "quote inside", "quote opened", "one other delimiter",
    "other delimiter", "cut short", "broken in two", "two rows in one line", "bytes not UTF-8", "NUL byte",
    "delimiter unquoted",
)  # fmt: skip
HEADER = ("id", "name", "birth_date", "mobile", "email", "city", "address", "pin")
FIRST = ("Asha", "Ravi", "Meena", "Sunil", "Kiran", "Latha", "Gopal", "Farah", "Zoë", "Imran")
LAST = ("Sharma", "Rao", "Patil", "Das", "Khan", "Nair", "Singh", "Gupta", "Müller", "Iyer")
CITIES = ("Pune", "Mysuru", "Agra", "Goa", "Kochi", "Surat", "Patna", "Indore")
STREETS = ("Lake View", "MG Road", "Temple Street", "Station Road", "Park Lane", "Mill Road")


class Row(NamedTuple):
    """A true row, the bytes that stand for it, how many lines they take, and its damage if any."""

    cells: tuple[str, ...]
    raw: bytes
    lines: int
    kind: str


def leak(rows: int, delimiter: str, rate: float, seed: int = 7) -> Iterator[Row]:
    """Rows of the leak, one by one, in order; one row in twenty holds a quoted cell, few a line end."""
    rng = random.Random(f"{delimiter}{rate}{seed}")
    held: tuple[str, ...] | None = None
    for number in range(rows):
        cells = _person(rng, number, delimiter)
        if held is not None:
            yield from _together(held, cells, delimiter)
            held = None
        elif rng.random() < rate:
            kind = rng.choice(KINDS)
            if kind == "two rows in one line" and number < rows - 1:
                held = cells
                continue
            yield _damaged(cells, delimiter, kind, rng)
        else:
            yield Row(cells, (_line(cells, delimiter) + "\n").encode(), 1 + cells[6].count("\n"), "")


def _person(rng: random.Random, number: int, delimiter: str) -> tuple[str, ...]:
    first, last = rng.choice(FIRST), rng.choice(LAST)
    address = f"{rng.randint(1, 400)} {rng.choice(STREETS)}"
    chance = rng.random()
    if chance < 0.05:
        gap = "\n" if chance < 0.002 else f"{delimiter} "
        address = f"Flat {rng.randint(1, 40)}{gap}{address}"
    return (
        str(100_000 + number),
        f"{first} {last}",
        f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        f"9{rng.randint(10**8, 10**9 - 1)}",
        f"{first[:3].lower()}{rng.randint(1, 9999)}@example.org",
        rng.choice(CITIES),
        address,
        str(rng.randint(110_000, 855_000)),
    )


def _line(cells: tuple[str, ...], delimiter: str) -> str:
    text = delimiter.join(cells)
    address = cells[6]
    if delimiter not in address and "\n" not in address:
        return text
    return delimiter.join((*cells[:6], f'"{address}"', *cells[7:]))


def _together(first: tuple[str, ...], second: tuple[str, ...], delimiter: str) -> Iterator[Row]:
    kind = "two rows in one line"
    yield Row(first, _line(first, delimiter).encode(), 0, kind)
    raw = (_line(second, delimiter) + "\n").encode()
    yield Row(second, raw, 1 + first[6].count("\n") + second[6].count("\n"), kind)


def _damaged(cells: tuple[str, ...], delimiter: str, kind: str, rng: random.Random) -> Row:
    """Damage one row that has no quoted cell, so that each kind is what it says."""
    cells = (*cells[:6], cells[6].replace(delimiter, "").replace("\n", " "), cells[7])
    place = rng.randrange(1, len(cells))
    line = delimiter.join(cells)
    at = len(delimiter.join(cells[:place]))
    other = ";" if delimiter == "|" else "|"
    inner = at - rng.randint(1, max(1, len(cells[place - 1]) - 1))
    bent = {
        "delimiter missing": line[:at] + line[at + 1 :],
        "delimiter twice": line[:at] + delimiter + line[at:],
        "quote inside": line[:inner] + '"' + line[inner:],
        "quote opened": line[: at + 1] + '"' + line[at + 1 :],
        "one other delimiter": line[:at] + other + line[at + 1 :],
        "other delimiter": line.replace(delimiter, other),
        "cut short": line[: rng.randint(8, len(line) - 3)],
        "broken in two": line[:inner] + "\n" + line[inner:],
        "NUL byte": line[:inner] + "\x00" + line[inner:],
        "delimiter unquoted": line[:inner] + delimiter + line[inner:],
    }.get(kind, line)
    if kind == "bytes not UTF-8":
        return Row(cells, line.encode()[:inner] + b"\xff\xfe" + line.encode()[inner:] + b"\n", 1, kind)
    if kind in ("quote inside", "quote opened", "NUL byte"):
        mark = "\x00" if kind == "NUL byte" else '"'
        return Row(tuple(bent.split(delimiter)) if mark == '"' else cells, f"{bent}\n".encode(), 1, kind)
    if kind == "delimiter unquoted":
        cells = (*cells[: place - 1], line[len(delimiter.join(cells[: place - 1])) + (place > 1) : inner]
                 + delimiter + line[inner:at], *cells[place:])  # fmt: skip
    return Row(cells, f"{bent}\n".encode(), 1 + bent.count("\n"), kind)


@dataclass
class Account:
    """What became of the rows of one file."""

    size: int = 0
    seconds: float = 0.0
    clean: int = 0
    clean_exact: int = 0
    damaged: int = 0
    right: int = 0
    reported: int = 0
    unaccounted: int = 0
    silent: dict[str, int] = field(default_factory=dict)
    false_reports: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)


def account(rows: int, delimiter: str, rate: float, seed: int = 7) -> Account:
    """Generate, read and follow every row of one file."""
    head = (delimiter.join(HEADER) + "\n").encode()
    data = head + b"".join(row.raw for row in leak(rows, delimiter, rate, seed))
    began = time.process_time()
    table = read(from_bytes(data))
    out: dict[int, list[tuple[str | None, ...]]] = {}
    spent = 0.0
    for block in table.blocks:
        spent += time.process_time() - began
        for line, cells in zip(block.rows, zip(*map(cells_of, block.columns), strict=True), strict=True):
            out.setdefault(line, []).append(cells)
        began = time.process_time()
    reported = {event.line for event in table.ledger().events}
    found = Account(size=len(data), seconds=spent + time.process_time() - began)
    _follow(leak(rows, delimiter, rate, seed), out, reported, found)
    return found


def _follow(
    truth: Iterator[Row],
    out: dict[int, list[tuple[str | None, ...]]],
    reported: set[int],
    found: Account,
) -> None:
    line = 2
    for row in truth:
        came = out.get(line, ())
        exact = row.cells in came
        told = any(n in reported for n in range(line, line + max(1, row.lines)))
        line += row.lines
        if not row.kind:
            found.clean += 1
            found.clean_exact += exact
            found.unaccounted += not came and not told
            found.false_reports += told
            continue
        found.damaged += 1
        found.right += exact
        found.reported += told
        found.unaccounted += not came and not told
        kinds = found.kinds.setdefault(row.kind, [0, 0, 0])
        kinds[0] += 1
        kinds[1] += exact
        kinds[2] += told and not exact
        if not exact and not told:
            found.silent[row.kind] = found.silent.get(row.kind, 0) + 1


def measure(quick: bool) -> Sheet:
    """All delimiters and rates; the goals are those of the worst file."""
    sheet = Sheet(("file", "value", "goal", "", ""))
    rows = QUICK_ROWS if quick else ROWS
    every = [(d, rate, account(rows, d, rate)) for d in DELIMITERS for rate in RATES]
    found = [a for _, _, a in every]
    exact = min(100 * a.clean_exact / a.clean for a in found)
    hurt = [a for a in found if a.damaged]
    cared = min(100 * (1 - sum(a.silent.values()) / a.damaged) for a in hurt)
    sheet.goal("rows unaccounted, all files", sum(a.unaccounted for a in found), 0, most=True)
    sheet.goal("undamaged rows exact, worst file", exact, 99.99, unit=" %")
    sheet.goal("damaged rows right or reported, worst file", cared, 100, unit=" %")
    for rate in RATES:
        speed = min(a.size / 1e6 / a.seconds for _, r, a in every if r == rate)
        sheet.goal(f"slowest at {rate:.1%} damage", speed, 60, unit=" MB/s of CPU")
    for delimiter, rate, a in every:
        sheet.add(
            f"{delimiter!r} {rate:.1%} {a.size / 1e6:.0f} MB",
            f"{a.size / 1e6 / a.seconds:.0f} MB/s",
            f"right {a.right}/{a.damaged}",
            f"clean not exact {a.clean - a.clean_exact}, reported {a.false_reports}",
            f"silent {a.silent or 0}",
        )
    for kind in KINDS:
        sums = [sum(a.kinds.get(kind, [0, 0, 0])[i] for a in found) for i in range(3)]
        sheet.add(kind, sums[0], f"right {sums[1]}", f"else reported {sums[2]}")
    return sheet
