"""A genuine table imitated with Faker: header, frequencies, blanks, shapes, order and e-mails copied.

Columns stay independent, but for labels that hang on a code (sometimes). Needs Faker (MIT).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

from calibration.fabricators.faker_naive import faker
from calibration.ingredients.cast import emails
from calibration.ingredients.margins import anonymous_ids, redrawn
from calibration.ingredients.profile import Profile, days, is_number, profiles, written
from calibration.table import Table, from_columns

KIND = "faker_careful"
NEEDS_REAL = True
_LOCALES = ("en_US",) * 5 + ("en_GB", "en_AU", "en_IN", "fr_FR", "de_DE", "es_ES", "it_IT")
_JOINT = 40


def make(seed: int, rows: int, real: Table | None) -> Table:
    """As many rows as asked under the genuine header."""
    assert real is not None
    rng = random.Random(seed)
    locale = rng.choice(_LOCALES)
    fake, read = faker(locale, seed), profiles(real.header, real.rows)
    columns = [_imitated(profile, rows, rng, fake) for profile in read]
    if rng.random() < 0.5:
        _hang_labels(read, columns, rng)
    _mail(read, columns, rng)
    for profile, column in zip(read, columns, strict=True):
        _blank(profile, column, rng)
    return from_columns(real.header, columns, locale)


def _imitated(profile: Profile, rows: int, rng: random.Random, fake: Any) -> list[str]:
    """A column from its profile, sorted when the genuine one is."""
    role = profile.role
    if role == "empty":
        return [""] * rows
    if role == "category":
        counted = Counter(profile.present)
        made = rng.choices(list(counted), list(counted.values()), k=rows)
    elif role == "id":
        made = anonymous_ids(profile, rows, rng)
    elif role == "date":
        made = _quantiles(profile, rows, rng, [days(v, profile.pattern) for v in profile.present])
    elif role == "number":
        made = _quantiles(profile, rows, rng, [float(v) if is_number(v) else None for v in profile.present])
    else:
        made = _words(profile, rows, rng, fake)
    if profile.rising and role != "id":
        made.sort(key=lambda text: _key(profile, text), reverse=profile.rising < 0)
    return made


def _key(profile: Profile, text: str) -> tuple[float, str]:
    if profile.role == "date":
        return days(text, profile.pattern) or 0.0, ""
    return (float(text), "") if is_number(text) else (0.0, text)


def _quantiles(profile: Profile, rows: int, rng: random.Random, read: list[float | None]) -> list[str]:
    """Numbers or days between neighbouring genuine quantiles (21 of them, as one would note down)."""
    known = sorted(value for value in read if value is not None)
    knots = [known[round(share * (len(known) - 1) / 20)] for share in range(21)]
    made = []
    for _ in range(rows):
        at = rng.random() * 20
        low, high = knots[int(at)], knots[min(int(at) + 1, 20)]
        made.append(low + (high - low) * (at - int(at)))
    if profile.role == "date":
        return [written(value, profile.pattern) for value in made]
    return [f"{value:.{profile.decimals}f}" for value in made]


def _words(profile: Profile, rows: int, rng: random.Random, fake: Any) -> list[str]:
    """Names, places and text from Faker, in the case and order of the genuine ones."""
    present = profile.present
    upper = sum(text.isupper() for text in present) > 0.8 * len(present)
    comma = sum("," in text for text in present) > 0.6 * len(present)
    name = (lambda: f"{fake.last_name()}, {fake.first_name()}") if comma else fake.name
    ways = {
        "name": name,
        "first": fake.first_name,
        "last": fake.last_name,
        "city": fake.city,
        "address": fake.street_address,
        "email": fake.email,
    }
    if profile.role == "phone":
        made = anonymous_ids(profile, rows, rng)
    elif profile.role in ways:
        made = [str(ways[profile.role]()) for _ in range(rows)]
    else:
        made = _text(present, rows, rng, fake)
    return [text.upper() for text in made] if upper else made


def _text(present: list[str], rows: int, rng: random.Random, fake: Any) -> list[str]:
    """Free text: genuine values when they repeat, codes redrawn, else user names or sentences."""
    if len(set(present)) < 0.6 * len(present):
        return rng.choices(present, k=rows)
    if sum("://" in text for text in present) > 0.5 * len(present):
        return [str(fake.url()) for _ in range(rows)]
    if sum(any(sign.isdecimal() for sign in text) for text in present) > 0.5 * len(present):
        return [redrawn(rng.choice(present), rng) for _ in range(rows)]
    if sum(" " in text for text in present) < 0.1 * len(present):
        return [str(fake.user_name()) for _ in range(rows)]
    lengths = [max(1, len(text.split())) for text in present]
    return [str(fake.sentence(rng.choice(lengths))).rstrip(".").title()[:200] for _ in range(rows)]


def _hang_labels(read: list[Profile], columns: list[list[str]], rng: random.Random) -> None:
    """A category that another one fixes is drawn after it, as when code and label stand side by side."""
    groups = [place for place, profile in enumerate(read) if profile.role == "category"]
    for one, two in pairwise(groups):
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for code, label in zip(read[one].values, read[two].values, strict=True):
            seen[code][label] += 1
        kept = sum(max(found.values()) for found in seen.values())
        if len(seen) > _JOINT or kept < 0.98 * len(read[one].values):
            continue
        top = {code: found.most_common(1)[0][0] for code, found in seen.items()}
        columns[two] = [top.get(code, label) for code, label in zip(columns[one], columns[two], strict=True)]


def _mail(read: list[Profile], columns: list[list[str]], rng: random.Random) -> None:
    """E-mails from the names of the same row, domains at their genuine frequency."""
    places = {profile.role: place for place, profile in reversed(list(enumerate(read)))}
    if "email" not in places or not {"name", "last"} & set(places):
        return
    last = columns[places["last"]] if "last" in places else [n.split()[-1] for n in columns[places["name"]]]
    first = (
        columns[places["first"]]
        if "first" in places
        else [n.split()[0] for n in columns[places.get("name", places["email"])]]
    )
    counted = Counter(text.partition("@")[2] for text in read[places["email"]].present)
    domains = rng.choices(list(counted), list(counted.values()), k=len(last))
    made = emails(rng, first, last)
    columns[places["email"]] = [f"{a.partition('@')[0]}@{d}" for a, d in zip(made, domains, strict=True)]


def _blank(profile: Profile, column: list[str], rng: random.Random) -> None:
    if profile.role == "empty":
        return
    for row in range(len(column)):
        if rng.random() < profile.blank:
            column[row] = profile.mark
