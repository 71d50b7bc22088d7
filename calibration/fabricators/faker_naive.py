"""Faker as a first script uses it: a loop over providers, every column for itself, in some 35 locales.

Needs Faker (MIT).
"""

from __future__ import annotations

import random
from typing import Any

from calibration.ingredients.faker_fields import Author, Maker, author, maker
from calibration.ingredients.finishing import finish
from calibration.ingredients.lists import plan
from calibration.table import Table

KIND = "faker_naive"
NEEDS_REAL = False
_COMMON = ["en_US"] * 7 + ["en_IN"] * 4 + ["en_GB"] * 3 + ["de_DE", "fr_FR", "es_ES", "pt_BR", "it_IT"] * 2
_OTHERS = [
    "en_AU",
    "en_CA",
    "es_MX",
    "nl_NL",
    "pl_PL",
    "sv_SE",
    "da_DK",
    "no_NO",
    "fi_FI",
    "cs_CZ",
    "sk_SK",
    "ro_RO",
    "hu_HU",
    "tr_TR",
    "ru_RU",
    "uk_UA",
    "el_GR",
    "ja_JP",
    "zh_CN",
    "zh_TW",
    "ko_KR",
    "hi_IN",
    "id_ID",
    "vi_VN",
    "fa_IR",
    "ar_SA",
    "pt_PT",
    "fr_CA",
    "es_CO",
    "bg_BG",
    "hr_HR",
    "en_NZ",
    "en_IE",
    "tl_PH",
    "en_PK",
]
LOCALES = tuple(dict.fromkeys([*_COMMON, *_OTHERS]))


def faker(locale: str | list[str], seed: int) -> Any:
    """A seeded Faker; names weighted as the library does by default.

    Two things the seed of an instance does not reach: which of several locales is asked (a generator all
    instances share), and the Italian cities, whose list is made from a set and so follows the hash seed.
    """
    from faker import Faker
    from faker.providers.address.it_IT import Provider as ItalianAddresses

    ItalianAddresses.cities = sorted(ItalianAddresses.cities)
    Faker.seed(seed)
    fake = Faker(locale)
    fake.seed_instance(seed)
    return fake


def draw_locale(rng: random.Random) -> str:
    """A locale, English ones and India most often."""
    return rng.choice(_COMMON + _OTHERS)


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A table of 3 to 20 columns on some theme; one in eight mixes locales."""
    rng = random.Random(seed)
    locale = draw_locale(rng)
    mixed = rng.random() < 0.12
    fake = faker(sorted({locale, *rng.sample(LOCALES, rng.randint(1, 4))}) if mixed else locale, seed)
    theme, fields = plan(rng)
    who = author(fake, rng)
    columns = {field: column(who, field, rows) for field in fields}
    return finish(theme, columns, rng, "several" if mixed else locale)


def column(who: Author, field: str, rows: int) -> list[str]:
    """Cells of one field, each made without a look at the others."""
    if field == "id":
        return numbers(who, rows)
    way = _found(who, field)
    return [str(way()) for _ in range(rows)]


def numbers(who: Author, rows: int) -> list[str]:
    """Row numbers: from 1, from 1000, with a prefix; or drawn."""
    habit = who.rng.choice(["1", "1", "1", "1", "0", "1000", "1001", "prefix", "padded", "drawn", "uuid"])
    if habit == "uuid":
        return [str(who.fake.uuid4()) for _ in range(rows)]
    if habit == "drawn":
        low, high = who.rng.choice([(1, 9999), (1000, 9999), (100000, 999999), (1, 10**6)])
        return [str(who.rng.randint(low, high)) for _ in range(rows)]
    if habit == "prefix":
        prefix = who.rng.choice(["EMP", "CUST", "P", "U", "ID", "C-", "PAT-", "STU"])
        width = who.rng.choice([3, 4, 5])
        return [f"{prefix}{number:0{width}d}" for number in range(1, rows + 1)]
    if habit == "padded":
        return [f"{number:05d}" for number in range(1, rows + 1)]
    return [str(int(habit) + number) for number in range(rows)]


def _found(who: Author, field: str) -> Maker:
    try:
        return maker(who, field)
    except KeyError:
        word: Maker = who.fake.word
        return word
