"""Values of all signals over a corpus: ``python -m calibration.measure CACHE MANIFEST… [--jobs 2]``.

Every table is measured in blocks of consecutive rows of fixed sizes, so that genuine and invented tables
are compared at equal sizes. A line of the cache is one block, known by the table's SHA-256, its size, its
start and the SHA-256 of the signals' code; what is there is not measured again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from calibration.manifest import Entry, read_manifests
from calibration.table import Table, read_table

SIZES = (30, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
BLOCKS = 3
"""Blocks of one genuine table and size at most."""
CODE = tuple(f"forensics/{room}" for room in ("rowmap", "signals", "statistics", "table", "vocabularies"))
_MAPPED_ROWS = 1000


@cache
def code_digest() -> str:
    """SHA-256 of the code and vocabularies that values depend on."""
    import leakcheck

    root = Path(leakcheck.__file__).parent
    files = sorted(p for room in CODE for p in (root / room).rglob("*") if p.is_file())
    state = hashlib.sha256()
    for path in files:
        if path.suffix not in {".pyc"}:
            state.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def blocks_of(entry: Entry, rows: int, sizes: Sequence[int] = SIZES) -> Iterator[tuple[int, int]]:
    """(size, start) of every block to measure in a table of `rows` rows.

    A generated table as long as a size is measured whole; other generated ones by their heads; genuine and
    derived ones at random starts drawn by the name of the genuine table.
    """
    fitting = [size for size in sizes if size <= rows]
    if entry.label == "fake" and not entry.derived:
        yield from ((size, 0) for size in fitting if size == rows or rows not in SIZES)
        return
    for size in fitting:
        most = min(BLOCKS, rows // size) if entry.label == "real" else 1
        taken: list[int] = []
        for number in range(most):
            start = _start(entry.base, size, number, rows)
            if all(abs(start - other) >= size for other in taken):
                taken.append(start)
        yield from ((size, start) for start in taken)


def _start(base: str, size: int, number: int, rows: int) -> int:
    """First row of a block: the same share of the way into every table made of one genuine table."""
    drawn = hashlib.sha256(f"{base}|{size}|{number}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") * (rows - size + 1) >> 64


def measure_block(table: Table, fields: Mapping[int, str]) -> tuple[dict[str, float | None], list[str]]:
    """Value of every signal on a table, None where it is silent; and the signals that failed."""
    from leakcheck import discover
    from leakcheck.forensics.table.build import specimen_of

    specimen = specimen_of(table.header, table.rows, fields)
    values: dict[str, float | None] = {}
    failed = []
    for name in discover.names("forensics.signals"):
        try:
            module = discover.load("forensics.signals", name)
            found = module.measure(specimen) if specimen.size >= module.MINIMUM else None
        except Exception:  # a fault of one signal on one table must not cost a night; it is reported
            failed.append(name)
            continue
        values[name] = None if found is None else float(f"{found.value:.5g}")
    return values, failed


def fields_of(table: Table) -> dict[int, str]:
    """Canonical fields by place of their column, mapped as the product maps them."""
    from leakcheck.mapping.assign import assign

    specs, lexicon = _lexicon()
    head = table.rows[:_MAPPED_ROWS]
    sample = [[row[j] or None for row in head] for j in range(len(table.header))]
    mapping = assign(table.header, sample, specs, lexicon)
    return {place: field for field, place in mapping.fields().items()}


@cache
def _lexicon() -> tuple[Any, Any]:
    from leakcheck.mapping.lexicon import Lexicon

    return (), Lexicon.build(())


def measure_table(job: tuple[Entry, list[int], frozenset[str]]) -> list[dict[str, Any]]:
    """Lines of the cache for one table, without the blocks that are there already."""
    entry, sizes, known = job
    table = read_table(entry.path)
    missing = [b for b in blocks_of(entry, len(table.rows), sizes) if key_of(entry.sha256, *b) not in known]
    if not missing:
        return []
    fields, lines = fields_of(table), []
    for size, start in missing:
        began = time.process_time()
        values, failed = measure_block(table.block(start, size), fields)
        lines.append({
            "key": key_of(entry.sha256, size, start), "sha256": entry.sha256, "rows": size, "start": start,
            "seconds": round(time.process_time() - began, 3), "values": values,
            "failed": failed,
        })  # fmt: skip
    return lines


def key_of(sha256: str, rows: int, start: int) -> str:
    """Key of a block under the signals' code as it stands."""
    return f"{sha256[:24]}:{rows}:{start}:{code_digest()[:16]}"


def read_cache(path: Path) -> dict[str, dict[str, Any]]:
    """Lines of a cache by key; an unfinished last line is passed over."""
    found: dict[str, dict[str, Any]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.endswith("}"):
                block = json.loads(line)
                found[block["key"]] = block
    return found


def run(arguments: argparse.Namespace) -> int:
    """Measure what is missing and append it to the cache; gives the number of new blocks."""
    entries = _thinned(read_manifests(arguments.manifests), arguments)
    known = frozenset(read_cache(arguments.cache))
    code_digest()
    arguments.cache.parent.mkdir(parents=True, exist_ok=True)
    done, began, faults = 0, time.monotonic(), Counter[str]()
    jobs = [(entry, arguments.sizes, known) for entry in entries]
    with arguments.cache.open("a", encoding="utf-8") as stream, ProcessPoolExecutor(arguments.jobs) as pool:
        for number, lines in enumerate(pool.map(_tolerant, jobs, chunksize=4), 1):
            stream.writelines(json.dumps(line, sort_keys=True) + "\n" for line in lines)
            faults.update(name for line in lines for name in line["failed"])
            done += len(lines)
            if number % 200 == 0:
                spent = time.monotonic() - began
                print(f"{number} of {len(jobs)} tables, {done} blocks, {spent:.0f} s", file=sys.stderr)
    for name, count in faults.most_common():
        print(f"{name} failed on {count} blocks", file=sys.stderr)
    return done


def _tolerant(job: tuple[Entry, list[int], frozenset[str]]) -> list[dict[str, Any]]:
    """Name the table on which a signal fails: the others are worth keeping."""
    try:
        return measure_table(job)
    except Exception as error:  # any fault of a signal on any table of any corpus
        print(f"{job[0].name}: {type(error).__name__}: {error}", file=sys.stderr)
        return []


def _thinned(entries: Iterable[Entry], arguments: argparse.Namespace) -> list[Entry]:
    """At most so many tables of each fabricated kind, evenly spread; all genuine ones."""
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        if not arguments.kinds or entry.kind in arguments.kinds:
            kinds.setdefault(entry.kind, []).append(entry)
    kept = []
    for kind, mine in sorted(kinds.items()):
        step = 1 if kind == "real" or not arguments.most else -(-len(mine) // arguments.most)
        kept += mine[::step]
    return kept


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Arguments of the command."""
    parser = argparse.ArgumentParser(prog="python -m calibration.measure", description=__doc__)
    parser.add_argument("cache", type=Path)
    parser.add_argument("manifests", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kinds", nargs="+", metavar="KIND")
    parser.add_argument("--most", type=int, help="tables of each fabricated kind at most")
    parser.add_argument(
        "--sizes", type=lambda text: [int(part) for part in text.split(",")], default=list(SIZES)
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    print(run(parse()), "blocks measured", file=sys.stderr)
