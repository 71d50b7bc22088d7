"""Data files of the package, parsed beforehand: start-up reads JSON instead of parsing TOML.

Why: parsing the packs and label files costs more than judging a pasted record does. A file is used only
while the TOML file it was made from still has the same size and CRC-32; otherwise the TOML counts.
``tools/write_parsed.py`` writes the folder anew; a test holds it equal to its sources.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from leakcheck import discover

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ("packs", "wording", "labels", "weighing", "idnumbers")
DATE = "$date"
SPELLINGS, LABEL_SPELLINGS = "spellings", "label_spellings"
FINGERPRINT = "fingerprint"
WORDS, PATTERNS = "words", "patterns"
_FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - help needs no pathlib


def table(room: str, stem: str, raw: bytes) -> Mapping[str, Any] | None:
    """Content of one TOML file of the package; None when it is to be parsed.

    Parameters
    ----------
    room, stem : str
        Folder and file name of the TOML file.
    raw : bytes
        What the TOML file holds now.
    """
    entry = _entries(room).get(stem)
    if entry is None or entry["mark"] != mark(raw):
        return None
    content: Mapping[str, Any] = entry["table"]
    return content


def table_of(path: Path, raw: bytes) -> Mapping[str, Any] | None:
    """Content of a TOML file by its path; None for every file that is not the package's own."""
    room = path.parent.name
    if room not in ROOMS or str(path.parent) != discover.folder(room):
        return None
    return table(room, path.stem, raw)


def fingerprint(path: Path) -> str:
    """What was worked out of a file of the package beforehand; empty when it is to be done anew."""
    if table_of(path, path.read_bytes()) is None:
        return ""
    return str(_entries(path.parent.name)[path.stem].get(FINGERPRINT, ""))


def mark(raw: bytes) -> list[int]:
    """Size and CRC-32, by which an edited file is told from the one parsed; no defence against malice."""
    return [len(raw), zlib.crc32(raw)]


def spelling(alias: str) -> list[Any] | None:
    """Forms of an alias shipped: squeezed, skeleton, and the words where they are telling; None of any other.

    Those of the packs stand apart, because the labels of most records are among them.
    """
    return _spellings(SPELLINGS).get(alias) or _spellings(LABEL_SPELLINGS).get(alias)


@cache
def _spellings(name: str) -> Mapping[str, list[Any]]:
    return _load(name)


def words(encoding: str) -> list[str]:
    """Common Hindi words as they look in an encoding that no rule can prove."""
    return list(_words().get(encoding, ()))


@cache
def patterns() -> frozenset[str]:
    """Regular expressions of the packs shipped that were held to the safe subset when this was written."""
    return frozenset(_words().get(PATTERNS, ()))


@cache
def _words() -> Mapping[str, list[str]]:
    return _load(WORDS)


@cache
def _entries(room: str) -> Mapping[str, Any]:
    return _load(room) if room in ROOMS else {}


def _load(name: str) -> dict[str, Any]:
    try:
        with open(os.path.join(_FOLDER, f"{name}.json"), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            content: dict[str, Any] = json.load(stream, object_hook=_revive if name == "packs" else None)
    except FileNotFoundError:  # not written yet
        return {}
    return content


def _revive(found: dict[str, Any]) -> Any:
    """JSON has no dates; TOML has."""
    if DATE not in found:
        return found
    from datetime import date

    return date.fromisoformat(found[DATE])
