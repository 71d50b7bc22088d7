"""Manifests: which tables there are, what each is, and from which source it comes.

Two spellings of the columns are read: `path, group, base` as `calibration.fabricate` writes them, and `file,
source_group, matched_id` as published corpora have them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a manifest.

    Parameters
    ----------
    path : Path
        Where it lies.
    sha256 : str
        Of the file.
    label : str
        ``real`` or ``fake``.
    kind : str
        Kind of fabrication; ``real`` for a genuine table.
    sources : tuple of str
        Independent sources it rests on; a tampered table has those of the genuine tables it was made of.
    base : str
        Stem of the genuine table it was made of, or its own: blocks of both begin at the same row.
    derived : bool
        Made of a genuine table.
    level : str
        What a row is: ``person``, ``survey``, ``organisation``, ``transaction``, ``entity``, ``experiment``.
    """

    path: Path
    sha256: str
    label: str
    kind: str
    sources: tuple[str, ...]
    base: str
    derived: bool
    level: str = ""

    @property
    def name(self) -> str:
        """Kind and stem, for lists."""
        return f"{self.kind}/{stem_of(self.path)}"


def stem_of(path: Path) -> str:
    """File name without ``.csv`` and what follows."""
    return path.name.split(".csv")[0]


def read_manifests(paths: Iterable[Path]) -> list[Entry]:
    """Tables of several manifests, each file once, in a fixed order."""
    found: dict[str, Entry] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            for line in csv.DictReader(stream):
                if line.get("form", "table") == "table":
                    entry = _entry(line, path.parent)
                    found.setdefault(entry.sha256, entry)
    return sorted(found.values(), key=lambda entry: (entry.label, entry.name, entry.sha256))


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 of manifests, whatever their order and place."""
    each = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def _entry(line: Mapping[str, str], folder: Path) -> Entry:
    path = folder / (line.get("path") or line.get("file") or "")
    real = line["label"] == "real"
    group = line.get("group") or line.get("source_group") or stem_of(path)
    based = Path(line.get("base") or line.get("matched_id") or "").name
    sources = tuple(dict.fromkeys(_plain(group)))
    digest = line.get("sha256") or hashlib.sha256(path.read_bytes()).hexdigest()
    kind = "real" if real else line["kind"]
    label, base, level = "real" if real else "fake", based or stem_of(path), line.get("level") or ""
    return Entry(path, digest, label, kind, sources, base, bool(based), level)


def _plain(group: str) -> Iterator[str]:
    for part in group.split("+"):
        yield part.strip().lower()
