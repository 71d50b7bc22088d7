"""Speed and memory of reading SQL dumps: generates dumps, reads each in a process of its own.

    python benchmarks/reading/sql.py [--megabytes 200] [--seed 1] [--kind all]

Kinds: `mysqldump` (one row in thirty with escapes), `escaped` (three in four), `inserts` (pg_dump, one
INSERT a row), `copy` (pg_dump COPY), `mssql`, `phpmyadmin`. All data is invented. The table gives rows,
MB of dump per second of CPU (reading, without generating), and the peak resident memory in MB.
"""

# ruff: noqa: S608 - it writes SQL and prints a table

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

KINDS = ("mysqldump", "escaped", "phpmyadmin", "inserts", "copy", "mssql")
_FIRST = ("Asha", "Ravi", "Meena", "Imran", "Leela", "Joseph", "Farah", "Dev")
_LAST = ("Sharma", "Rao", "Das", "Khan", "Iyer", "D'Souza", "Patil", "Nair")
_STREETS = ("Lake Road", "Temple Street", "2nd Cross, Ward 5", "MG Road", "Station Rd (East)")
_BATCH = 5_000


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


def measure(path: str) -> dict[str, float]:
    """Read a dump to the end in this process."""
    from leakcheck.readers import open_evidence, sql
    from leakcheck.readers.intake.options import ReadOptions

    evidence = open_evidence(path)
    begin = time.process_time()
    table = sql.read(evidence, ReadOptions())
    rows = sum(len(block) for block in table.blocks)
    ledger = table.ledger()
    spent = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "rejected": ledger.rejected, "speed": evidence.size / 1e6 / spent, "memory": peak}


def main() -> None:
    """Print one line a kind."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="all", choices=("all", *KINDS))
    parser.add_argument("--measure", metavar="FILE", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.measure:
        print(json.dumps(measure(told.measure)))
        return
    print(f"{'kind':12} {'MB':>6} {'rows':>10} {'rejected':>8} {'MB/s CPU':>9} {'peak MB':>8}")
    for kind in KINDS if told.kind == "all" else (told.kind,):
        with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8", newline="") as file:
            file.writelines(dump(kind, told.megabytes * 1_000_000, told.seed))
            file.flush()
            size = Path(file.name).stat().st_size / 1e6
            command = [sys.executable, __file__, "--measure", file.name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        print(
            f"{kind:12} {size:6.0f} {found['rows']:10,} {found['rejected']:8,} "
            f"{found['speed']:9.1f} {found['memory']:8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
