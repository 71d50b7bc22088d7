"""JSON: the conformance set of the tests, speed on generated files, and one bad line in many.

By itself, with other sizes::

    python benchmarks/reading/json_suite.py [--records N] [--bad RATE] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import runpy
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.reading._sheet import Sheet  # noqa: E402 - run as a file, the path comes first

from leakcheck.errors import InputError  # noqa: E402
from leakcheck.readers import from_bytes, open_evidence, read  # noqa: E402

TITLE = "JSON texts, JSON lines and one big array"
RECORDS, QUICK_RECORDS = 1_000_000, 50_000
SHAPES = ("lines", "nested lines", "array", "array on one line", "pretty", "wrapped")
FIRST = ("Asha", "Ravi", "Meena", "Sunil", "Kiran", "Latha", "Gopal", "Farah", "Zoë", "रवि")
LAST = ("Sharma", "Rao", "Patil", "Das", "Khan", "Nair", "Singh", "Gupta", "Müller", "Iyer")
FOREIGN = ("n_text_yaml",)
_BETWEEN = {"array": ",\n", "array on one line": ",", "pretty": ",\n", "wrapped": ",\n"}
_AROUND = {"wrapped": ('{"status": "ok", "data": [', "]}\n")}


class Measured(NamedTuple):
    """What one file cost and how it was accounted for."""

    size: int
    seconds: float
    peak: int
    rows: int
    rejected: tuple[int, ...]


def person(chance: random.Random, number: int, shape: str) -> str:
    """One invented record."""
    flat = {
        "id": number,
        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "age": chance.randint(1, 99),
        "mobile": str(chance.randint(6 * 10**9, 10**10 - 1)),
        "email": f"user{chance.randint(1, 10**6)}@example.org",
        "address": "12 Lake View, Pune",
        "pin": chance.randint(110_000, 855_999),
        "lat": round(chance.random() * 90, 6),
        "active": chance.random() < 0.5,
        "note": None,
    }
    if shape != "nested lines":
        return json.dumps(flat, ensure_ascii=False, indent=2 if shape == "pretty" else None)
    doses = [{"number": k, "date": f"2021-0{k}-11"} for k in (1, 2)]
    nested = {
        "id": number,
        "person": {"name": flat["name"], "age": flat["age"]},
        "contact": flat,
        "doses": doses,
    }
    return json.dumps(nested, ensure_ascii=False)


def write(path: Path, shape: str, records: int, bad: float, seed: int) -> list[int]:
    """Write a file, and return the lines that were damaged."""
    chance = random.Random(f"{shape}{seed}")
    lines = "lines" in shape
    opening, closing = _AROUND.get(shape, ("", "") if lines else ("[", "]\n"))
    damaged = []
    with path.open("w", encoding="utf-8") as out:
        out.write(opening)
        for number in range(records):
            text = person(chance, number, shape)
            if lines and chance.random() < bad:
                damaged.append(number + 1)
                text = text[: chance.randint(len(text) // 4, len(text) - 2)]
            out.write(text if not number else _BETWEEN.get(shape, "\n") + text)
        out.write(closing)
    return damaged


def _read(path: str) -> Measured:
    """Read a file and throw the blocks away; run in a process of its own, so that the peak is its own."""
    for _ in read(from_bytes(b'[{"name": "A. Rao"}]')).blocks:
        pass  # so that imports are not timed
    evidence = open_evidence(path)
    begun = time.process_time()
    table = read(evidence)
    rows = sum(len(block) for block in table.blocks)
    seconds = time.process_time() - begun
    ledger = table.ledger()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    events = tuple(event.line for event in ledger.events if event.kind == "rejected")
    return Measured(evidence.size, seconds, peak, rows, events)


def measured(shape: str, records: int, bad: float, seed: int) -> tuple[Measured, list[int]]:
    """Generate, read and remove one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dump"
        damaged = write(path, shape, records, bad, seed)
        with get_context("spawn").Pool(1) as pool:
            return pool.apply(_read, (str(path),)), damaged


def conformance(sheet: Sheet, input_format: str | None) -> None:
    """Count texts accepted as they must be, reported as they must be, and what raised anything else.

    Without a format named, a text without any sign of JSON may be read as something else (`FOREIGN`).
    """
    module = runpy.run_path(str(ROOT / "tests" / "unit" / "json_conformance.py"))
    cases: dict[str, bytes] = module["CASES"]
    if input_format is None:
        cases = {name: data for name, data in cases.items() if name not in FOREIGN}
    told = ", format named" if input_format else ", no format named"
    right = dict.fromkeys("yni", 0)
    crashed = 0
    for name, data in cases.items():
        try:
            found = verdict(data, input_format)
            right[name[0]] += name[0] == "i" or found == {"y": "accepted", "n": "reported"}[name[0]]
        except Exception:
            crashed += 1
    total = {kind: sum(name[0] == kind for name in cases) for kind in "yni"}
    sheet.goal("JSON texts accepted" + told, right["y"], total["y"])
    sheet.goal("other texts reported" + told, right["n"], total["n"])
    sheet.goal("texts left open, no crash", right["i"], total["i"])
    sheet.goal("crashes", crashed, 0, most=True)


def verdict(data: bytes, input_format: str | None) -> str:
    """``accepted``, ``reported`` or ``silent``; see `tests/unit/test_reader_json_conformance.py`."""
    try:
        table = read(from_bytes(data), input_format=input_format)
    except InputError as error:
        return "accepted" if "is valid JSON" in error.message else "reported"
    for _ in table.blocks:
        pass
    table.ledger()
    if table.reading.format != "json":
        return "silent"
    return "accepted" if table.reading.details["grammar"] == "JSON (RFC 8259)" else "reported"


def speeds(sheet: Sheet, records: int, seed: int) -> None:
    """Speed and memory on clean files of each shape."""
    for shape in SHAPES:
        found, _ = measured(shape, records, 0.0, seed)
        name = f"{shape}, {found.size / 1e6:,.0f} MB"
        sheet.goal(f"{name}: speed", found.size / 1e6 / found.seconds, 15, unit=" MB/s of CPU")
        sheet.goal(f"{name}: peak memory", found.peak / 1024, 300, most=True, unit=" MiB")
        sheet.goal(f"{name}: records lost", records - found.rows, 0, most=True)


def damage(sheet: Sheet, records: int, rates: Iterator[float], seed: int) -> None:
    """Lines cut short: every other record is read, and each is named (the ledger keeps the first 200)."""
    for rate in rates:
        found, lines = measured("lines", records, rate, seed)
        wrong = len(set(found.rejected) ^ set(lines[: len(found.rejected)] if len(lines) > 200 else lines))
        sheet.goal(f"{len(lines):,} bad lines in {records:,}: others lost", abs(records - len(lines) - found.rows), 0, most=True)  # fmt: skip  # noqa: E501
        sheet.goal("  lines named wrongly or not", wrong, 0, most=True)
        sheet.goal("  speed", found.size / 1e6 / found.seconds, 5, unit=" MB/s of CPU")


def measure(quick: bool) -> Sheet:
    """Run the set."""
    return _measure(QUICK_RECORDS if quick else RECORDS, (1 / RECORDS * 3, 0.001, 0.1), 7)


def _measure(records: int, rates: tuple[float, ...], seed: int) -> Sheet:
    sheet = Sheet(("what", "value", "goal", ""))
    conformance(sheet, "json")
    conformance(sheet, None)
    speeds(sheet, records, seed)
    damage(sheet, records, iter(rates), seed)
    return sheet


def main() -> int:
    """Run with the sizes given; 1 when a goal was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=QUICK_RECORDS)
    parser.add_argument(
        "--bad", type=float, nargs="*", default=[0.001, 0.1], help="shares of lines cut short"
    )
    parser.add_argument("--seed", type=int, default=7)
    told = parser.parse_args()
    sheet = _measure(told.records, tuple(told.bad), told.seed)
    print(sheet.text())
    return 1 if sheet.missed else 0


if __name__ == "__main__":
    sys.exit(main())
