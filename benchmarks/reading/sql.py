"""Speed and memory of reading SQL dumps: generates dumps, reads each in a process of its own.

    python benchmarks/reading/run.py sql [--quick]
    PYTHONPATH=src python -m benchmarks.reading.sql [--megabytes 200] [--seed 1] [--kind all]

Kinds: `mysqldump` (one row in thirty with escapes), `escaped` (three in four), `inserts` (pg_dump, one
INSERT a row), `copy` (pg_dump COPY), `mssql`, `phpmyadmin`. All data is invented. The table gives rows,
MB of dump per second of CPU (reading, without generating), and the peak resident memory in MB.
"""

# ruff: noqa: S608 - it writes SQL and prints a table

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.reading._sheet import Sheet

from leakcheck.errors import InputError
from leakcheck.readers import from_bytes, open_evidence, read
from leakcheck.writers import cells_of

TITLE = "SQL dumps: speed, memory, and dumps that break off"
SIZE, QUICK_SIZE = 218_000_000, 20_000_000
CUTS, QUICK_CUTS = 200, 20
KINDS = ("mysqldump", "escaped", "phpmyadmin", "inserts", "copy", "mssql")
_FIRST = ("Asha", "Ravi", "Meena", "Imran", "Leela", "Joseph", "Farah", "Dev")
_LAST = ("Sharma", "Rao", "Das", "Khan", "Iyer", "D'Souza", "Patil", "Nair")
_STREETS = ("Lake Road", "Temple Street", "2nd Cross, Ward 5", "MG Road", "Station Rd (East)")
_BATCH = 5_000
_LONGEST_FRAME = 2_000


def people(seed: int, escapes: float) -> Iterator[list[str | None]]:
    """Endless invented records of twelve columns."""
    dice = random.Random(seed)
    number = 0
    while True:
        number += 1
        last = dice.choice(_LAST[:5]) if dice.random() > escapes else "D'Souza"
        yield [
            str(number),
            f"{dice.choice(_FIRST)} {last}",
            str(dice.randint(18, 90)),
            dice.choice("MF"),
            f"{dice.randint(1950, 2003)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            f"9{dice.randrange(10**9):09}",
            f"{dice.randrange(10**12):012}" if dice.random() < 0.7 else None,
            f"user{number}@example.org",
            f"{dice.randint(1, 400)}, {dice.choice(_STREETS)}",
            f"{dice.randrange(560001, 600000)}",
            None,
            f"2021-0{dice.randint(1, 9)}-1{dice.randint(0, 9)} 10:30:00",
        ]


_NUMBERS = (0, 2)
_NAMES = ("id", "name", "age", "gender", "birth_date", "mobile", "id_number", "email", "address", "pin_code",
          "note", "registered")  # fmt: skip


def _tuple(row: list[str | None], quote: str, escaped: str, comma: str) -> str:
    cells = [
        "NULL" if cell is None else cell if n in _NUMBERS else f"{quote}{cell.replace(chr(39), escaped)}'"
        for n, cell in enumerate(row)
    ]
    return "(" + comma.join(cells) + ")"


def dump(kind: str, size: int, seed: int) -> Iterator[str]:
    """Pieces of a dump of about `size` bytes."""
    rows = people(seed, 0.75 if kind == "escaped" else 0.033)
    names = ", ".join(_NAMES)
    mysql = kind in ("mysqldump", "escaped", "phpmyadmin")
    if mysql:
        yield "-- MySQL dump 10.13\n" if kind != "phpmyadmin" else "-- phpMyAdmin SQL Dump\n"
        defined = "".join(f"  `{name}` text,\n" for name in _NAMES)
        yield f"CREATE TABLE `people` (\n{defined}  KEY `k` (`id`)\n) ENGINE=InnoDB;\n"
    elif kind == "mssql":
        yield "USE [leak]\r\nGO\r\n"
    else:
        yield "--\n-- PostgreSQL database dump\n--\nSET standard_conforming_strings = on;\n"
    if kind == "copy":
        yield f"COPY public.people ({names}) FROM stdin;\n"
    done = 0
    while done < size:
        piece = _piece(kind, [next(rows) for _ in range(_BATCH)], names)
        done += len(piece)
        yield piece
    yield "\\.\n" if kind == "copy" else ""


def _piece(kind: str, rows: list[list[str | None]], names: str) -> str:
    if kind == "copy":
        return "".join("\t".join("\\N" if c is None else c for c in row) + "\n" for row in rows)
    if kind == "inserts":
        return "".join(
            f"INSERT INTO public.people VALUES {_tuple(row, chr(39), chr(39) * 2, ', ')};\n" for row in rows
        )
    if kind == "mssql":
        bracketed = ", ".join(f"[{n}]" for n in _NAMES)
        return "".join(
            f"INSERT [dbo].[people] ({bracketed}) VALUES {_tuple(row, 'N' + chr(39), chr(39) * 2, ', ')}\r\n"
            for row in rows
        )
    if kind == "phpmyadmin":
        listed = ",\n".join(_tuple(row, "'", "\\'", ", ") for row in rows)
        return f"INSERT INTO `people` ({names}) VALUES\n{listed};\n"
    return "INSERT INTO `people` VALUES " + ",".join(_tuple(row, "'", "\\'", ",") for row in rows) + ";\n"


def _reading(path: str) -> dict[str, float]:
    """Read a dump to the end in this process; a small one first, so that imports are not timed."""
    for _ in read(from_bytes("".join(dump("mysqldump", 1, 0)).encode())).blocks:
        pass
    evidence = open_evidence(path)
    begin = time.process_time()
    table = read(evidence)
    rows = sum(len(block) for block in table.blocks)
    ledger = table.ledger()
    spent = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "rejected": ledger.rejected, "speed": evidence.size / 1e6 / spent, "memory": peak}


def one(kind: str, size: int, seed: int) -> dict[str, float]:
    """Generate a dump of about `size` bytes, read it in a process of its own, and remove it."""
    wanted = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dump"
        with path.open("w", encoding="utf-8", newline="") as file:
            for piece in dump(kind, size, seed):
                wanted += _BATCH if len(piece) > _LONGEST_FRAME else 0
                file.write(piece)
        megabytes = path.stat().st_size / 1e6
        with get_context("spawn").Pool(1) as pool:
            found = pool.apply(_reading, (str(path),))
    return {**found, "wanted": wanted, "megabytes": megabytes}


class Cuts(NamedTuple):
    """Truncated dumps: how many, rows that should and did come, exactly, and tails that were not reported."""

    cuts: int
    whole: int
    exact: int
    extra: int
    silent: int


def cuts(kind: str, times: int, seed: int) -> Cuts:
    """Cut a small dump at random places; every row that ends before the cut must come as it is.

    A cut right behind a whole row leaves no tail: nothing tells it from a dump without its last semicolon.
    """
    dice = random.Random(f"{kind}{seed}")
    people_of_it = people(seed, 0.75 if kind == "escaped" else 0.033)
    rows = [next(people_of_it) for _ in range(_BATCH)]
    text = "".join(dump(kind, 1, seed))
    ends = _ends(text, kind)
    whole = exact = extra = silent = 0
    for _ in range(times):
        cut = dice.randrange(1, len(text) - 1)
        expected = sum(end <= cut for end in ends)
        got, reported = _cut(text[:cut].encode())
        whole += expected
        exact += sum(a == b for a, b in zip(got[:expected], rows, strict=False))
        extra += sum(row not in rows[expected : expected + 1] for row in got[expected:])
        silent += not reported and text[cut - 1] not in ";\n" and cut not in ends
    return Cuts(times, whole, exact, extra, silent)


def _ends(text: str, kind: str) -> list[int]:
    """Where each row is complete: behind its bracket, in COPY behind its line break."""
    if kind == "copy":
        start = text.index("FROM stdin;\n") + len("FROM stdin;\n")
        return [match.end() for match in re.finditer("\n", text) if match.end() > start][:_BATCH]
    return [match.end() - 1 for match in re.finditer(r"10:30:00'\)[,;\r\n]", text)]


def _cut(data: bytes) -> tuple[list[list[str | None]], bool]:
    """Rows that came, and whether anything is said to be wrong."""
    try:
        table = read(from_bytes(data), input_format="sql")
    except InputError:
        return [], True
    rows = [list(row) for block in table.blocks for row in zip(*map(cells_of, block.columns), strict=True)]
    ledger = table.ledger()
    return rows, bool(ledger.rejected or ledger.repaired or table.reading.notes)


def measure(quick: bool) -> Sheet:
    """Run the set: the goals are those of mysqldump, the other kinds follow in smaller size."""
    size = QUICK_SIZE if quick else SIZE
    sheet = Sheet(("what", "value", "goal", ""))
    for kind in KINDS:
        found = one(kind, size if kind == KINDS[0] else size // 4, 1)
        name = f"{kind}, {found['megabytes']:,.0f} MB, {found['wanted']:,.0f} rows"
        sheet.goal(f"{name}: rows too few or too many", abs(found["wanted"] - found["rows"]), 0, most=True)
        sheet.goal("  lines rejected", found["rejected"], 0, most=True)
        sheet.goal("  speed", found["speed"], 25, unit=" MB/s of CPU")
        sheet.goal("  peak memory", found["memory"], 300, most=True, unit=" MiB")
    for kind in KINDS:
        made = cuts(kind, QUICK_CUTS if quick else CUTS, 1)
        sheet.goal(
            f"{kind} cut at {made.cuts} places: whole rows lost or changed",
            made.whole - made.exact,
            0,
            most=True,
        )
        sheet.goal("  rows that are not there", made.extra, 0, most=True)
        sheet.goal("  tails not reported", made.silent, 0, most=True)
    return sheet


def main() -> None:
    """Print one line a kind."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="all", choices=("all", *KINDS))
    told = parser.parse_args()
    print(f"{'kind':12} {'MB':>6} {'rows':>10} {'rejected':>8} {'MB/s CPU':>9} {'peak MB':>8}")
    for kind in KINDS if told.kind == "all" else (told.kind,):
        found = one(kind, told.megabytes * 1_000_000, told.seed)
        print(
            f"{kind:12} {found['megabytes']:6.0f} {found['rows']:10,} {found['rejected']:8,} "
            f"{found['speed']:9.1f} {found['memory']:8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
