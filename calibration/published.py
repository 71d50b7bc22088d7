"""Genuine sources counted elsewhere, for signals our genuine tables can hardly have: `published.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """Of `of` genuine sources `hits` reached the value `at`, the others had about `other`."""

    at: float
    other: float
    hits: int
    of: int
    kind: str
    section: str = ""


@cache
def published() -> Mapping[str, Published]:
    """By signal."""
    raw = tomllib.loads(Path(__file__).with_name("published.toml").read_text(encoding="utf-8"))
    return {signal: Published(**entry) for signal, entry in raw.items()}
