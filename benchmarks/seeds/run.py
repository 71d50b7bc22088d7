"""Files made with Faker in many hands' styles, and how many seeds are found in what time.

python benchmarks/seeds/run.py              # all files
python benchmarks/seeds/run.py a00 c03      # some
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

FILES = tomllib.loads(Path(__file__).with_name("files.toml").read_text(encoding="utf-8"))["file"]


def maker(entry: dict[str, str]) -> Callable[[object, int], list[dict[str, object]]]:
    """The function that makes a file's records."""
    kind, argument = ("record", "i") if "record" in entry else ("table", "n")
    body = "\n".join(f"    {line}" for line in entry[kind].splitlines())
    room: dict[str, Any] = {"random": random, "cols": by_column}
    exec(f"def made(f, {argument}):\n{body}\n", room)  # noqa: S102 - our own file
    made = room["made"]
    return made if kind == "table" else lambda f, n: [made(f, i) for i in range(n)]


def by_column(columns: dict[str, list[object]], _: int) -> list[dict[str, object]]:
    """Records of columns that were made one after the other."""
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def write(path: Path, number: int) -> None:
    """Write one file, seeded one way or the other."""
    from faker import Faker

    entry = FILES[number]
    fake = Faker(entry["locale"])
    if number % 3:
        Faker.seed(entry["seed"])
    else:
        fake.seed_instance(entry["seed"])
    random.seed(entry["seed"])
    records = maker(entry)(fake, entry["rows"])
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(records[0]))
        writer.writeheader()
        writer.writerows(records)


def attributed(path: Path, asked: argparse.Namespace) -> tuple[dict[str, Any], float]:
    """Answer of the command, and the seconds it took."""
    settings = {"--seeds": asked.seeds, "--jobs": asked.jobs, "--budget": asked.budget, "--format": "json"}
    call = [sys.executable, "-m", "leakcheck", "attribute", str(path)]
    call += [str(word) for pair in settings.items() for word in pair]
    begun = time.monotonic()
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    took = time.monotonic() - begun
    return json.loads(done.stdout) if done.stdout else {"outcome": done.stderr[-200:]}, took


def main() -> None:
    """Make the files, run the command on each, print what was proven."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seeds", type=int, default=10**7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float, default=300)
    asked = parser.parse_args()
    times, proven = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for number, entry in enumerate(FILES):
            if asked.names and entry["name"] not in asked.names:
                continue
            path = Path(folder) / f"{entry['name']}.csv"
            write(path, number)
            said, took = attributed(path, asked)
            right = said.get("seed") == entry["seed"]
            proven += right
            times.append(took)
            print(line(entry, said, took), flush=True)
    print(f"{proven} of {len(times)} proven; slowest {max(times):.1f} s")


def line(entry: dict[str, Any], said: dict[str, Any], took: float) -> str:
    """Tell how one file went."""
    right = "right" if said.get("seed") == entry["seed"] else "WRONG"
    missing = [column["name"] for column in said.get("columns", []) if column["made_by"] is None]
    told = f"{entry['name']} {entry['locale']} {entry['rows']:5} records  seed {entry['seed']:8}"
    return f"{told}  {said['outcome']:9} {right} {took:6.1f} s  not drawn: {', '.join(missing) or '-'}"


if __name__ == "__main__":
    main()
