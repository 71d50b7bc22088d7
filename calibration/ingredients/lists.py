"""Word lists of this folder, read once."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def themes() -> dict[str, dict[str, str]]:
    """Themes (columns of kinds of tables) and words of headers."""
    return _read("themes")


def cultures() -> dict[str, dict[str, Any]]:
    """Names, cities and manners of countries, typed from common knowledge."""
    return _read("cultures")


def option_lists(field: str) -> list[list[str]]:
    """Lists of options different people type for a field; empty when there is none."""
    return [text.split(",") for text in _read("choices").get(field, [])]


def options(field: str, rng: random.Random) -> list[str]:
    """One such list; sometimes in another order, sometimes cut.

    Raises
    ------
    KeyError
        When no list is known for the field.
    """
    known = option_lists(field)
    if not known:
        raise KeyError(field)
    chosen = list(rng.choice(known))
    if rng.random() < 0.2:
        rng.shuffle(chosen)
    if len(chosen) > 4 and rng.random() < 0.3:
        del chosen[rng.randrange(3, len(chosen)) :]
    return chosen


def plan(rng: random.Random, narrow: int = 3, wide: int = 20) -> tuple[str, list[str]]:
    """A theme and which of its columns an author takes, `narrow` to `wide` of them, mostly in usual order."""
    theme = rng.choice(sorted(themes()["themes"]))
    fields = themes()["themes"][theme].split()
    count = min(len(fields), wide, max(narrow, round(rng.triangular(narrow, min(len(fields), wide), 9))))
    chosen = set(rng.sample(fields, count))
    if "name" in chosen and "first_name" in chosen and rng.random() < 0.85:
        drop = {"name"} if rng.random() < 0.5 else {"first_name", "last_name"}
        chosen -= drop
    if "birth_date" in chosen and "age" in chosen and rng.random() < 0.6:
        chosen -= {rng.choice(["birth_date", "age"])}
    if "id" in fields and rng.random() < 0.5:
        chosen.add("id")
    ordered = [field for field in fields if field in chosen]
    if rng.random() < 0.15:
        rng.shuffle(ordered)
    return theme, ordered


def mockaroo(key: str) -> list[str]:
    """A list of schema-based web generators."""
    text: str = _read("mockaroo")[key]
    return text.split("|" if "|" in text else "," if "," in text else " ")


def shares(key: str) -> tuple[list[str], list[int]]:
    """Values and weights of such a list."""
    pairs = [entry.split(":") for entry in mockaroo(key)]
    return [pair[0] for pair in pairs], [int(pair[1]) for pair in pairs]


def textbook(room: str, key: str = "") -> list[str]:
    """A list of what language models like to write; the keys of a room without `key`."""
    known = _read("textbook")[room]
    return known[key].split(",") if key else list(known)
