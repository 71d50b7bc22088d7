"""Labels in further languages, one file each, read only when a label needs them.

Why a survey first: parsing every file costs more than a whole pasted record; which scripts a file
holds can be told from its bytes. Which files are asked depends on the label alone, never on what
was asked before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from leakcheck import parsed
from leakcheck.errors import PackError
from leakcheck.frozen import dataclass
from leakcheck.mapping.index import Index
from leakcheck.pattern import pattern
from leakcheck.tomltable import TomlTable

_LATIN_ALIAS = pattern(r'"[ -!#-~\u00a0-\u024f]{1,80}"')
_BLOCK = 7
"""Unicode gives most scripts aligned blocks of 128 code points."""


@dataclass(frozen=True, slots=True)
class _Survey:
    blocks: frozenset[int]
    latin: bool


def relevant(label: str, files: Sequence[Path]) -> tuple[Index, ...]:
    """Dictionaries of the languages that are written in a script of this label."""
    wanted = _blocks(label)
    surveys = ((path, _survey(path)) for path in files)
    return tuple(index_of(path) for path, s in surveys if wanted & s.blocks or (not wanted and s.latin))


def _blocks(text: str) -> frozenset[int]:
    return frozenset(ord(c) >> _BLOCK for c in text if c > "\u024f" and c.isalpha())


@cache
def _survey(path: Path) -> _Survey:
    _, _, labels = _text(path).partition("[labels]")
    return _Survey(_blocks(labels), bool(_LATIN_ALIAS.search(labels)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"cannot be read ({type(error).__name__})", where=path.name) from None


@cache
def index_of(path: Path) -> Index:
    """Dictionary of one language file.

    Raises
    ------
    PackError
        Naming file and key, when the file is not what a label file must be.
    """
    top = TomlTable(_table(path), path.name)
    top.only("language", "name", "source", "labels")
    labels = TomlTable(top.get("labels", dict, required=True), f"{path.name}, [labels]")
    return Index((name, alias) for name in labels.table for alias in labels.texts(name))


def _table(path: Path) -> Mapping[str, Any]:
    text = _text(path)
    known = parsed.table_of(path, text.encode("utf-8"))
    if known is not None:
        return known
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"is not TOML ({str(error)[:120]})", where=path.name) from None
