"""Large pools of English given names and surnames for generators with long lists.

From the package names (MIT; lists of the US census of 1990) when it is installed, else from Faker's locales.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

_FIRST, _LAST = 4000, 24_000


@cache
def pools() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Male names, female names and surnames, each sorted; every value once.

    Raises
    ------
    ImportError
        When neither package is installed.
    """
    try:
        import names
    except ImportError:
        return _from_faker()
    read = [_read(str(names.FILES[key])) for key in ("first:male", "first:female", "last")]
    cut = random.Random(500)
    male, female, last = (
        tuple(sorted(cut.sample(one, min(len(one), most))))
        for one, most in zip(read, (_FIRST, _FIRST, _LAST), strict=True)
    )
    return male, female, last


def _read(path: str) -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return sorted({line.split()[0].capitalize() for line in lines if line.strip()})


def _from_faker() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    from faker.config import AVAILABLE_LOCALES
    from faker.factory import Factory

    found: tuple[set[str], set[str], set[str]] = set(), set(), set()
    for locale in sorted(AVAILABLE_LOCALES):
        if not locale.startswith("en_"):
            continue
        provider = Factory._find_provider_class("faker.providers.person", locale)[0]
        for values, part in zip(found, ("first_names_male", "first_names_female", "last_names"), strict=True):
            values.update(getattr(provider, part, ()))
    male, female, last = (tuple(sorted(values)) for values in found)
    return male, female, last
