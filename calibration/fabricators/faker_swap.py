"""A genuine table whose persons were replaced: names, e-mails, telephones and addresses from Faker.

Everything else is as it was; this is how pseudonymised data look, too. Needs Faker (MIT).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from calibration.fabricators.faker_naive import faker
from calibration.ingredients.margins import anonymous_ids
from calibration.ingredients.profile import Profile, is_blank, profiles
from calibration.table import Table, from_columns

KIND = "faker_swap"
NEEDS_REAL = True
_SWAPPED = {"name", "first", "last", "email", "phone", "address"}
_LOCALES = ("en_US", "en_US", "en_GB", "en_AU", "en_IN", "de_DE", "fr_FR")


def make(seed: int, rows: int, real: Table | None) -> Table:
    """The same value gets the same substitute everywhere, or (half of the authors) every cell its own."""
    assert real is not None
    rng = random.Random(seed)
    locale = rng.choice(_LOCALES)
    fake, steady = faker(locale, seed), rng.random() < 0.5
    columns = []
    for profile in profiles(real.header, real.rows[:rows]):
        swapped = profile.role in _SWAPPED
        columns.append(_swapped(profile, rng, fake, steady) if swapped else list(profile.values))
    return from_columns(real.header, columns, f"{locale} {'by value' if steady else 'by cell'}")


def _swapped(profile: Profile, rng: random.Random, fake: Any, steady: bool) -> list[str]:
    way, known = _way(profile, rng, fake), dict[str, str]()
    made = []
    for value in profile.values:
        if is_blank(value):
            made.append(value)
        elif steady:
            made.append(known.setdefault(value, way()))
        else:
            made.append(way())
    return made


def _way(profile: Profile, rng: random.Random, fake: Any) -> Callable[[], str]:
    present = profile.present
    comma = sum("," in text for text in present) > 0.6 * len(present)
    if profile.role == "phone":
        return lambda: anonymous_ids(profile, 1, rng)[0]
    ways: dict[str, Callable[[], str]] = {
        "name": (lambda: f"{fake.last_name()}, {fake.first_name()}") if comma else fake.name,
        "first": fake.first_name, "last": fake.last_name, "email": fake.email, "address": fake.street_address,
    }  # fmt: skip
    return ways[profile.role]
