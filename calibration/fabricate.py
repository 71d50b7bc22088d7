"""Make invented tables: ``python -m calibration.fabricate OUT_DIR --real REAL_DIR --seed 1``.

Writes gzipped CSV files, one folder a kind, and ``manifest.csv`` with a line for each. The same seed and
genuine tables give the same bytes, whichever kinds and sizes are asked for together.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from calibration import fabricators
from calibration.ingredients.seeds import derive
from calibration.table import Table, read_table, write_table

FIELDS = (
    "path", "label", "kind", "group", "level", "rows", "columns", "seed", "sha256", "base", "style",
)  # fmt: skip
SIZES = (30, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
LONGEST = 12_000
"""Rows of a derived table at most: every signal is saturated by then (and a synthesiser is slow)."""
LARGE, FEW = 1000, 10
"""Above this many rows, this many tables of a kind and size: long tables differ less from each other."""


@dataclass(frozen=True, slots=True)
class Source:
    """A genuine table: its file, its stem, source group and level (person, microdata, transaction …)."""

    path: Path
    stem: str
    group: str
    level: str


@dataclass(frozen=True, slots=True)
class Job:
    """One table to make; `size` is 0 for a table as long as the genuine one."""

    kind: str
    number: int
    size: int
    seed: int
    source: Source | None = None
    other: Source | None = None


def sources(folder: Path) -> list[Source]:
    """Genuine tables of a folder, with group and level from the manifest beside or above it, if any."""
    known: dict[str, dict[str, str]] = {}
    for manifest in (folder.parent / "manifest.csv", folder / "manifest.csv"):
        if manifest.exists():
            with manifest.open(encoding="utf-8", newline="") as stream:
                for line in csv.DictReader(stream):
                    known[Path(line.get("file") or line.get("path") or "").name] = line
    found = []
    for path in sorted(folder.glob("*.csv*")):
        if path.name == "manifest.csv":
            continue
        line, stem = known.get(path.name, {}), path.name.split(".csv")[0]
        group = line.get("source_group") or line.get("group") or stem
        found.append(Source(path, stem, group, line.get("level") or "person"))
    return found


def jobs(kind: str, arguments: argparse.Namespace, real: list[Source]) -> Iterator[Job]:
    """Tables to make of one kind."""
    module = fabricators.load(kind)
    if module.NEEDS_REAL:
        for number in range(arguments.repeats):
            for source in real:
                seed = derive(arguments.seed, kind, source.stem, number)
                partner = _partner(seed, source, real) if getattr(module, "PAIRS", False) else None
                yield Job(kind, number, 0, seed, source, partner)
        return
    allowed = getattr(module, "SIZES", None) or arguments.sizes
    for size in (size for size in arguments.sizes if size in allowed):
        wanted = arguments.tables if size <= LARGE else min(arguments.tables, FEW)
        for number in range(wanted):
            yield Job(kind, number, size, derive(arguments.seed, kind, size, number))


def _partner(seed: int, source: Source, real: list[Source]) -> Source | None:
    others = [one for one in real if one.group != source.group]
    return random.Random(seed).choice(others) if others else None


def make(job: Job, module: ModuleType) -> Table:
    """Table of a job."""
    if job.source is None:
        made: Table = module.make(job.seed, job.size, None)
        return made
    real = _extract(job.source, job.seed)
    if job.other is not None:
        paired: Table = module.make(job.seed, len(real.rows), real, _extract(job.other, job.seed))
        return paired
    derived: Table = module.make(job.seed, len(real.rows), real)
    return derived


def _extract(source: Source, seed: int) -> Table:
    table = read_table(source.path)
    spare = len(table.rows) - LONGEST
    return table if spare <= 0 else table.block(random.Random(seed).randrange(spare + 1), LONGEST)


def describe(job: Job, table: Table, path: str, digest: str) -> dict[str, object]:
    """Line of the manifest; groups of a pasted table are joined with ``+``."""
    group = f"{job.kind}:{table.style}" if table.style else job.kind
    if job.source is not None:
        group = "+".join(one.group for one in (job.source, job.other) if one is not None)
    return {
        "path": path, "label": "fake", "kind": job.kind, "group": group,
        "level": job.source.level if job.source else "person", "rows": len(table.rows),
        "columns": len(table.header), "seed": job.seed, "sha256": digest,
        "base": job.source.stem if job.source else "", "style": table.style,
    }  # fmt: skip


def run(arguments: argparse.Namespace) -> list[dict[str, object]]:
    """Make every table asked for and give back their lines of the manifest."""
    real = sources(arguments.real) if arguments.real else []
    lines: list[dict[str, object]] = []
    for kind in arguments.kinds:
        module, started, before = fabricators.load(kind), time.process_time(), len(lines)
        for job in jobs(kind, arguments, real):
            stem = job.source.stem if job.source else f"{job.size:05d}"
            name = f"{kind}/{stem}_{job.number:02d}.csv.gz"
            table = make(job, module)
            digest = write_table(arguments.out / name, table)
            lines.append(describe(job, table, name, digest))
        spent = time.process_time() - started
        print(f"{kind}: {len(lines) - before} tables, {spent:.1f} CPU s", file=sys.stderr, flush=True)
    return lines


def write_manifest(folder: Path, lines: list[dict[str, object]]) -> None:
    """Write ``manifest.csv``; lines of kinds not made this time are kept."""
    path, made = folder / "manifest.csv", {str(line["kind"]) for line in lines}
    kept: list[dict[str, object]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            kept = [dict(line) for line in csv.DictReader(stream) if line["kind"] not in made]
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(kept + lines, key=lambda line: str(line["path"])))
    fresh.replace(path)


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Arguments of the command."""
    parser = argparse.ArgumentParser(prog="python -m calibration.fabricate", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--real", type=Path, help="folder of genuine tables (.csv, .csv.gz)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=fabricators.kinds(), metavar="KIND")
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--tables", type=int, default=25, help="tables of each kind and size")
    parser.add_argument("--repeats", type=int, default=1, help="derived tables from each genuine one")
    parsed = parser.parse_args(arguments)
    parsed.sizes = parsed.sizes or list(SIZES)
    parsed.kinds = parsed.kinds or [
        kind for kind in fabricators.kinds() if parsed.real or not fabricators.load(kind).NEEDS_REAL
    ]
    return parsed


def _fix_hashes() -> None:
    """Start anew with fixed hashing: some of Faker's locales (it_IT) draw from a set."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        command = [sys.executable, "-m", "calibration.fabricate", *sys.argv[1:]]
        os.execve(sys.executable, command, os.environ | {"PYTHONHASHSEED": "0"})  # noqa: S606


if __name__ == "__main__":
    _fix_hashes()
    ARGUMENTS = parse()
    write_manifest(ARGUMENTS.out, run(ARGUMENTS))
