"""Which locales of Faker a table may come from: whose lists hold its words."""

from __future__ import annotations

import warnings
from typing import Any

from leakcheck.forensics.seeds.paths import bare
from leakcheck.forensics.seeds.sheet import Sheet

_ROWS = 60
_DEPTH = 3
_CLOSE, _MANY, _DEFAULT = 0.03, 3, "en_US"
_SHORT = 4


def generator_of(locale: str) -> Any:
    """One generator of Faker, with no other behind it."""
    from faker import Faker

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated locales
        return Faker(locale)._factories[0]


def likely(sheet: Sheet, most: int = 3) -> list[str]:
    """Locales whose lists hold most of the words of the table, best first; ``en_US``, the default, wins
    ties.
    """
    from faker.config import AVAILABLE_LOCALES

    seen = _words_of(sheet)
    full = {name for name in AVAILABLE_LOCALES if "_" in name} - {"fr_QC"}
    names = sorted(full | {"la", "tw_GH"} & set(AVAILABLE_LOCALES), key=lambda name: (name != "en_US", name))
    scores = []
    for name in names:
        generator = generator_of(name)
        if not _has_names(generator, name):
            continue
        known = _listed(generator)
        scores.append((sum(_worth(word, known) for word in seen) / max(len(seen), 1), name))
    best = max(score for score, _ in scores)
    ranked = sorted(scores, key=lambda pair: -pair[0])
    fitting = [name for score, name in ranked if score >= best - _CLOSE][:most]
    return fitting if len(fitting) < _MANY or _DEFAULT in fitting[:_MANY] else [_DEFAULT, *fitting]


def same_language(locale: str) -> list[str]:
    """Locales that share a language, and so, often, the names but not the places."""
    from faker.config import AVAILABLE_LOCALES

    return sorted(name for name in AVAILABLE_LOCALES if name.partition("_")[0] == locale.partition("_")[0])


def _worth(word: str, known: set[str]) -> float:
    """One for a word of the lists, half for two run together or with an initial, as in user names."""
    if word in known:
        return 1.0
    ends = (word[i:] for i in range(1, len(word) - _SHORT + 1))
    starts = (word[:i] for i in range(_SHORT, len(word)))
    return 0.5 * any(part in known for part in (*ends, *starts))


def _has_names(generator: Any, locale: str) -> bool:
    """Whether a locale has names of its own; those without have the ones of ``en_US``."""
    modules = [type(provider).__module__ for provider in generator.providers]
    return any(module.startswith("faker.providers.person.") and locale in module for module in modules)


def _words_of(sheet: Sheet) -> set[str]:
    """Words of the columns with many different ones."""
    words: set[str] = set()
    for column in sheet.columns:
        for cell in column.levels[:_ROWS]:
            parts = cell.partition("@")[0].replace(".", " ").replace("_", " ").split()
            words |= {bare(word).rstrip("0123456789") for word in parts}
            words.add(bare(cell))
    return {word for word in words if len(word) > 1 and not any(c.isdigit() for c in word)}


def _listed(generator: Any) -> set[str]:
    found: set[str] = set()
    for provider in generator.providers:
        if type(provider).__module__.split(".")[2] in {"person", "address", "company", "job", "phone_number"}:
            for name in dir(type(provider)):
                if not name.startswith("_"):
                    _gather(getattr(type(provider), name), found, _DEPTH)
    return found


def _gather(value: Any, found: set[str], depth: int) -> None:
    if isinstance(value, str):
        found.add(bare(value))
        found.update(bare(word) for word in value.split())
    elif isinstance(value, dict | list | tuple | set) and depth:
        for item in value:
            _gather(item, found, depth - 1)
