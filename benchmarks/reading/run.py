"""Measure reading on generated sets and print one table per set.

Every module of this folder whose name has no leading underscore and which offers `TITLE` and
``measure(quick) -> Sheet`` is a set: nothing is registered. From the root of the project::

    python benchmarks/reading/run.py [--quick] [set ...]
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def sets() -> list[str]:
    """Names of the sets, from the file names."""
    here = Path(__file__)
    return sorted(p.stem for p in here.parent.glob("[!_]*.py") if p != here)


def main() -> int:
    """Run the sets named, or all, and return 1 when a goal was missed."""
    sys.path[0] = str(ROOT)
    if importlib.util.find_spec("leakcheck") is None:
        sys.path.insert(1, str(ROOT / "src"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, for a first look")
    parser.add_argument("sets", nargs="*", help=", ".join(sets()))
    told = parser.parse_args()
    missed = 0
    for name in told.sets or sets():
        module = importlib.import_module(f"benchmarks.reading.{name}")
        if not hasattr(module, "measure"):
            continue
        sheet = module.measure(told.quick)
        print(f"\n## {name}: {module.TITLE}\n")
        print(sheet.text())
        missed += sheet.missed
    print(f"\n{missed} goal(s) missed" if missed else "\nall goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
