"""The list of public packages and the genuine tables in them: `corpora.toml`, read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

LIST = Path(__file__).with_name("corpora.toml")

REGISTRIES = ("pypi", "npm", "debian")
LEVELS = ("person", "organisation", "transaction", "survey", "experiment", "entity")
"""What a row is. ``experiment``: assigned at random or laid out by design, the known false alarms."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Package:
    """A package of a registry that ships genuine tables.

    Parameters
    ----------
    name, version : str
        As the registry knows them.
    registry : str
        One of `REGISTRIES`.
    sha256 : str
        Of the archive downloaded; nothing is opened before it agrees.
    licence : str
        As the package states it.
    """

    name: str
    registry: str
    version: str
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Source:
    """A genuine table inside a package.

    Parameters
    ----------
    id : str
        File stem of the table.
    package : Package
        Where it comes from.
    path : str
        Member of the archive.
    object : str
        Name of the object within the member, where it holds several; else empty.
    group : str
        Who collected it: tables of one collector are not independent and share a group.
    level : str
        One of `LEVELS`.
    rows, columns : int
        Size of the extracted table.
    sha256 : str
        Of the extracted CSV, not compressed.
    licence : str
        Of the data or of the collection they were taken from.
    note : str
        What a row is.
    """

    id: str
    package: Package
    path: str
    object: str
    group: str
    level: str
    rows: int
    columns: int
    sha256: str
    licence: str
    note: str


def read_list(path: Path = LIST) -> list[Source]:
    """Tables of the list, in its order.

    Raises
    ------
    ValueError
        If an entry lacks something, or says something twice; the message names the entry.
    """
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    packages = {each["name"]: _package(each) for each in listed["package"]}
    sources = [_source(each, packages) for each in listed["table"]]
    _check_unique("id", [source.id for source in sources])
    _check_unique("sha256", [source.sha256 for source in sources])
    return sources


def _package(given: dict[str, Any]) -> Package:
    package = Package(**{field.name: given[field.name] for field in fields(Package)})
    if package.registry not in REGISTRIES or not _DIGEST.fullmatch(package.sha256):
        raise ValueError(f"package {package.name}: registry or sha256 not understood")
    return package


def _source(given: dict[str, Any], packages: dict[str, Package]) -> Source:
    name = given.get("id", "?")
    package = packages.get(given.get("package", ""))
    if package is None:
        raise ValueError(f"table {name}: no such package in the list")
    told = {"licence": package.licence, "object": "", **given, "package": package}
    missing = [field.name for field in fields(Source) if field.name not in told]
    if missing:
        raise ValueError(f"table {name}: without {', '.join(missing)}")
    source = Source(**told)
    names = _NAME.fullmatch(source.id) and _NAME.fullmatch(source.group)
    if not (names and _DIGEST.fullmatch(source.sha256)):
        raise ValueError(f"table {name}: id, group or sha256 not understood")
    if source.level not in LEVELS:
        raise ValueError(f"table {name}: level not understood")
    return source


def _check_unique(what: str, values: list[str]) -> None:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{what} more than once: {', '.join(twice)}")
