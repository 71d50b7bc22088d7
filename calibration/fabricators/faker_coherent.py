"""Faker in careful hands: sex and name agree, e-mails follow names, dates are in order, classes are weighted.

Needs Faker (MIT).
"""

from __future__ import annotations

import random

from calibration.fabricators.faker_naive import column, draw_locale, faker
from calibration.ingredients.cast import Cast, Names, cast
from calibration.ingredients.faker_fields import Author, author
from calibration.ingredients.finishing import finish
from calibration.ingredients.ledger import facts
from calibration.ingredients.lists import plan
from calibration.ingredients.places import invent, visit
from calibration.table import Table

KIND = "faker_coherent"
NEEDS_REAL = False


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A table on some theme; one agreement in eight is forgotten."""
    rng = random.Random(seed)
    locale = draw_locale(rng)
    fake = faker(locale, seed)
    theme, fields = plan(rng, 5)
    who = author(fake, rng)
    made = cast(rng, _names(who), rows)
    facts(made, fields, rng, who.calendar)
    _settle(made, who)
    columns = {}
    for field in fields:
        agreed = field in made.columns and rng.random() > 0.12
        columns[field] = made.columns[field] if agreed else column(who, field, rows)
    return finish(theme, columns, rng, locale, tidy=0.4)


def _names(who: Author) -> Names:
    fake = who.fake
    male = getattr(fake, "last_name", fake.name)
    return Names(fake.first_name_male, fake.first_name_female, male)


def _settle(made: Cast, who: Author) -> None:
    """Half of the authors let everybody live in a few towns whose codes agree; others call Faker."""
    if who.rng.random() < 0.5:
        return
    state = (
        getattr(who.fake, "state", None) or getattr(who.fake, "administrative_unit", None) or who.fake.country
    )
    places = invent(who.rng, who.fake.city, state, who.rng.choice([5, 8, 15, 40, 120]))
    settled = visit(who.rng, places, made.rows)
    if who.rng.random() < 0.5:
        del settled["phone"]
    made.columns |= settled
