"""Measure speed and scale, print one table each, and write ``docs/performance.md``.

Every module of this folder whose name has no leading underscore and which offers `PLACE` and
``measure(bench)`` is a set of tables: nothing is registered. From the root of the project::

    python benchmarks/speed/run.py                      # 500,000 rows
    python benchmarks/speed/run.py --rows 5000000 --full             # memory at 1, 5 and 20 million rows too
    python benchmarks/speed/run.py --rows 5000000 --memory 1000000 5000000
    python benchmarks/speed/run.py --rows 20000         # a first look; writes no page
    python benchmarks/speed/run.py --only whole startup
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.speed._sheet import Sheet

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "performance.md"
ENOUGH = 100_000
"""Below so many rows start-up is most of what is measured: such a run writes no page by itself."""


def sets() -> dict[str, ModuleType]:
    """The sets of tables in their order, found by file name."""
    here = Path(__file__)
    names = sorted(p.stem for p in here.parent.glob("[!_]*.py") if p != here)
    modules = {name: importlib.import_module(f"benchmarks.speed.{name}") for name in names}
    return dict(sorted(modules.items(), key=lambda item: (item[1].PLACE, item[0])))


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=500_000, help="rows of the dump")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of turns; the least counts")
    parser.add_argument("--full", action="store_true", help="memory and time at 1, 5 and 20 million rows")
    parser.add_argument(
        "--memory", type=int, nargs="+", metavar="ROWS", help="memory and time at these numbers of rows"
    )
    parser.add_argument("--only", nargs="+", choices=names, metavar="SET", help=", ".join(names))
    default = Path(tempfile.gettempdir()) / "leakcheck-speed"
    parser.add_argument("--envs", type=Path, default=default, help="where the tools' environments are kept")
    parser.add_argument("--page", type=Path, help="write the page here, whatever was run")
    told = parser.parse_args()
    if any(rows < 1000 or rows % 1000 for rows in (told.rows, *(told.memory or ()))):
        parser.error("rows must be a multiple of 1000: in each thousand every rule is broken once")
    return told


def _where(told: argparse.Namespace) -> Path | None:
    """The page to write, or None."""
    return told.page or (PAGE if not told.only and told.rows >= ENOUGH else None)


def main() -> int:
    """Run the sets named, or all, and return 1 when a goal was missed."""
    sys.path[0] = str(ROOT)
    if importlib.util.find_spec("leakcheck") is None:
        sys.path.insert(1, str(ROOT / "src"))
    from benchmarks.speed import _machine
    from benchmarks.speed._bench import Bench
    from benchmarks.speed._document import page

    modules = sets()
    told = _arguments(list(modules))
    quick, sheets, load = told.rows < ENOUGH, list["Sheet"](), _machine.load()
    with tempfile.TemporaryDirectory(prefix="leakcheck-speed-") as folder:
        rounds = told.rounds or (2 if quick or told.rows > 10**6 else 3)
        bench = Bench(
            told.rows, rounds, told.full, told.envs.resolve(), Path(folder), quick, told.memory or ()
        )
        bench.warm_up()
        for name in told.only or modules:
            for sheet in modules[name].measure(bench):
                print(f"\n## {sheet.title}\n\n{sheet.text()}", flush=True)
                sheets.append(sheet)
            load = max(load, _machine.load())
        if where := _where(told):
            where.write_text(page(bench, sheets, load), encoding="utf-8")
    missed = sum(sheet.missed for sheet in sheets)
    print(f"\n{missed} goal(s) missed" if missed else "\nall goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
