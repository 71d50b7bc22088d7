"""Mimesis as its guide shows it: a schema of independent fields in one of some 20 locales.

Now and then sex and name agree and e-mails follow names. Needs mimesis (MIT).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from calibration.ingredients.cast import emails
from calibration.ingredients.dates import Calendar, calendar
from calibration.ingredients.finishing import finish
from calibration.ingredients.lists import options, plan
from calibration.ingredients.ranges import NUMBERS
from calibration.table import Table

KIND = "mimesis"
NEEDS_REAL = False
LOCALES = (
    "en",
    "en",
    "en",
    "en-gb",
    "en-au",
    "en-ca",
    "de",
    "de-at",
    "fr",
    "es",
    "es-mx",
    "it",
    "pt-br",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "sv",
    "da",
    "cs",
    "tr",
    "ja",
    "zh",
    "ko",
    "fi",
    "hu",
    "el",
    "is",
    "no",
    "et",
)
_MOMENTS = {"created_at", "updated_at", "last_login", "timestamp", "closed_at"}
_PEOPLE = {"father_name", "guardian", "agent", "doctor", "manager", "owner", "trainer", "vaccinated_by"}


class _Author:
    """One author's generic provider, dice and calendar."""

    def __init__(self, locale: str, seed: int) -> None:
        from mimesis import Generic
        from mimesis.locales import Locale

        self.rng = random.Random(seed)
        self.calendar: Calendar = calendar(self.rng)
        self.generic: Any = Generic(locale=Locale(locale), seed=seed)
        self.coherent = self.rng.random() < 0.35


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A table of 3 to 20 columns on some theme."""
    rng = random.Random(seed + 1)
    locale = rng.choice(LOCALES)
    who = _Author(locale, seed)
    theme, fields = plan(rng)
    persons = _persons(who, rows)
    columns = {}
    for field in fields:
        if field in persons:
            columns[field] = persons[field]
        elif field == "id":
            start = rng.choice([1, 1, 0, 1000])
            columns[field] = [str(start + number) for number in range(rows)]
        else:
            way = _way(who, field)
            columns[field] = [str(way()) for _ in range(rows)]
    return finish(theme, columns, rng, locale)


def _persons(who: _Author, rows: int) -> dict[str, list[str]]:
    """Names, sex and e-mail; in agreement or each for itself."""
    from mimesis import Gender

    person, rng = who.generic.person, who.rng
    sexes = [rng.choice([Gender.MALE, Gender.FEMALE]) for _ in range(rows)]
    drawn = sexes if who.coherent else [None] * rows
    first, last = [person.first_name(sex) for sex in drawn], [person.last_name(sex) for sex in drawn]
    marks = rng.choice([("Male", "Female"), ("M", "F"), ("Male", "Female"), ("Мужской", "Женский")])
    own = not who.coherent and rng.random() < 0.6
    domains = rng.choice([None, None, ["gmail.com"], ["example.com"], ["gmail.com", "yahoo.com"]])
    free = [person.email(domains=domains) for _ in range(rows)]
    return {
        "first_name": first,
        "last_name": last,
        "name": [f"{a} {b}" for a, b in zip(first, last, strict=True)],
        "gender": [person.gender() if own else marks[sex is Gender.FEMALE] for sex in sexes],
        "email": emails(rng, first, last) if who.coherent else free,
        "username": [person.username(rng.choice(["U_d", "l.d", "UU-d", None])) for _ in range(rows)],
    }


def _way(who: _Author, field: str) -> Callable[[], object]:
    ways = _provided(who)
    if field in ways:
        return ways[field]
    if field in _PEOPLE:
        full_name: Callable[[], object] = who.generic.person.full_name
        return full_name
    if field.endswith(("_date", "_at", "_login")) or field in _MOMENTS or field.startswith("check_"):
        return _dates(who, field)
    try:
        chosen = options(field, who.rng)
    except KeyError:
        low, high = who.rng.choice(NUMBERS.get(field, [(1, 100)]))
        whole = partial(who.generic.numeric.integer_number, low, high)
        return whole if field in NUMBERS else who.rng.choice([who.generic.text.word, whole])
    return lambda: who.generic.choice(chosen)


def _dates(who: _Author, field: str) -> Callable[[], object]:
    when, last = who.generic.datetime, who.calendar.today.year
    first = who.rng.choice([2000, 2000, 2010, 2015, last - 1, last])
    if field in _MOMENTS:
        return lambda: when.datetime(first, last).strftime(who.calendar.moment)
    return lambda: when.date(first, last).strftime(who.calendar.day)


def _birth(who: _Author) -> Callable[[], object]:
    low, high = who.rng.choice([(1980, 2023), (1980, 2023), (1950, 2005), (1960, 2000), (1970, 2004)])
    return lambda: datetime.combine(who.generic.person.birthdate(low, high), datetime.min.time()).strftime(
        who.calendar.day
    )


def _provided(who: _Author) -> dict[str, Callable[[], object]]:
    """Fields and the provider's method for each."""
    person, address, finance = who.generic.person, who.generic.address, who.generic.finance
    text, internet, payment, code = (
        who.generic.text,
        who.generic.internet,
        who.generic.payment,
        who.generic.code,
    )
    low, high = who.rng.choice([(10, 1000), (500, 1500), (1, 100)])
    price = partial(finance.price, minimum=low, maximum=high)
    return {
        "phone": person.telephone,
        "mobile": person.telephone,
        "birth_date": _birth(who),
        "password": person.password,
        "address": address.address,
        "street": address.street_name,
        "city": address.city,
        "state": address.state,
        "district": address.state,
        "postcode": address.postal_code,
        "country": address.country,
        "company": finance.company,
        "job": person.occupation,
        "occupation": person.occupation,
        "position": person.occupation,
        "ip": internet.ip_v4,
        "nationality": person.nationality,
        "education": person.academic_degree,
        "university": person.university,
        "blood_group": person.blood_type,
        "height": person.height,
        "weight": person.weight,
        "url": internet.url,
        "user_agent": internet.user_agent,
        "uuid": who.generic.cryptographic.uuid,
        "price": price,
        "total": price,
        "amount": price,
        "bill": price,
        "balance": price,
        "notes": text.sentence,
        "comments": text.sentence,
        "language": person.language,
        "card_number": payment.credit_card_number,
        "colour": text.color,
        "card_provider": payment.credit_card_network,
        "currency": finance.currency_iso_code,
        "tracking": code.ean,
        "latitude": address.latitude,
        "longitude": address.longitude,
        "product": text.word,
    }
