"""Facts that hang together, with persons or each other: dates in order, sums that add up, pay by grade."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from calibration.ingredients.cast import Cast, skewed, weights
from calibration.ingredients.dates import Calendar, between, window
from calibration.ingredients.lists import options

STARTS = (
    "hire_date",
    "created_at",
    "order_date",
    "visit_date",
    "enrollment_date",
    "join_date",
    "start_date",
    "check_in",
    "registration_date",
    "application_date",
    "dose1_date",
    "ship_date",
    "sale_date",
    "opened_at",
    "donation_date",
    "test_date",
    "timestamp",
    "travel_date",
)
ENDS = {
    "end_date": (30, 1500),
    "discharge_date": (1, 14),
    "ship_date": (1, 5),
    "delivery_date": (2, 9),
    "expiry_date": (365, 365),
    "check_out": (1, 8),
    "closed_at": (0, 15),
    "dose2_date": (28, 90),
    "updated_at": (0, 300),
    "last_login": (0, 400),
    "last_donation": (90, 400),
}
_MOMENTS = {"created_at", "updated_at", "last_login", "timestamp", "closed_at"}
_AMOUNTS = {
    "salary": (55_000, 0.35, 1000),
    "income": (48_000, 0.5, 100),
    "amount": (120, 0.9, 0.01),
    "bill": (2400, 0.8, 0.01),
    "balance": (3000, 1.2, 0.01),
    "loan_amount": (15_000, 0.7, 500),
    "premium": (900, 0.4, 0.01),
    "fare": (180, 0.6, 0.01),
    "rent": (1400, 0.3, 10),
    "revenue": (900_000, 1.1, 1000),
    "coverage": (250_000, 0.5, 10_000),
    "cost": (40, 0.7, 0.01),
    "monthly_charge": (65, 0.4, 0.01),
    "deposit": (1500, 0.4, 50),
    "earnings": (20_000, 0.6, 1),
    "fee": (45, 0.3, 5),
    "credit_score": (690, 0.1, 1),
    "tenure": (20, 0.8, 1),
    "score": (70, 0.2, 1),
    "gpa": (3.1, 0.13, 0.01),
}
_CODED = {"active", "smoker", "churn", "married", "late", "subscribed", "eligible", "kyc"}


def facts(made: Cast, fields: list[str], rng: random.Random, calendar: Calendar) -> None:
    """Add to the cast what of `fields` can hang together; habits are drawn for the table."""
    made.columns["id"] = running(rng, made.rows)
    made.columns["birth_date"] = [calendar.born(age) for age in made.ages]
    _dates(made, fields, rng, calendar)
    _trade(made, rng)
    for field in fields:
        if field in _AMOUNTS and field not in made.columns:
            made.columns[field] = _amounts(made, field, rng)
    for field in fields:
        if field not in made.columns:
            _category(made, field, rng)
    if "salary" in fields and rng.random() < 0.6:
        made.columns["salary"] = _pay(made, rng)


def running(rng: random.Random, rows: int) -> list[str]:
    """Numbers in order: from 1, from a thousand, prefixed, now and then with gaps as after deletions."""
    form = rng.choice(["{0}"] * 6 + ["EMP{0:04d}", "C{0:05d}", "P-{0}", "{0:06d}", "CUST-{0:04d}"])
    number, gaps = rng.choice([0, 0, 0, 1000, 100, 10000, 20230000]), rng.random() < 0.2
    made = []
    for _ in range(rows):
        number += 1 + (int(rng.expovariate(1.5)) if gaps else 0)
        made.append(form.format(number))
    return made


def _dates(made: Cast, fields: list[str], rng: random.Random, calendar: Calendar) -> None:
    """The first date of the theme in file order (mostly), the later ones some days after it."""
    span, first = window(rng, calendar), next((one for one in fields if one in STARTS), None)
    if first is None:
        return
    moments = [between(rng, span, clock=True) for _ in range(made.rows)]
    habit = rng.choice(["sorted", "sorted", "drawn", "growth", "workdays"])
    if habit == "growth":
        moments = [span[0] + (span[1] - span[0]) * rng.random() ** 0.5 for _ in range(made.rows)]
    if habit == "workdays":
        moments = [one + timedelta(days=2) if one.weekday() > 4 else one for one in moments]
    if habit != "drawn":
        moments.sort()
    for field in fields:
        if field in STARTS and field != first and field not in ENDS:
            continue
        shown = calendar.moment if field in _MOMENTS and rng.random() < 0.6 else calendar.day
        if field == first:
            made.columns[field] = [one.strftime(shown) for one in moments]
        elif field in ENDS:
            made.columns[field] = _later(moments, ENDS[field], shown, rng)


def _later(moments: list[datetime], lag: tuple[int, int], shown: str, rng: random.Random) -> list[str]:
    missing = rng.choice([0.0, 0.0, 0.1, 0.4, 0.7])
    return [
        "" if rng.random() < missing else (one + timedelta(days=rng.randint(*lag))).strftime(shown)
        for one in moments
    ]


def _trade(made: Cast, rng: random.Random) -> None:
    """Products with a category and a price of their own; totals that add up."""
    names, kinds = options("product", rng), options("category", rng)
    of_kind = {name: rng.choice(kinds) for name in names}
    price = {name: round(skewed(rng, 60, 1.2), 2) for name in names}
    share = weights(rng, len(names))
    bought = rng.choices(names, share, k=made.rows)
    most = rng.choice([3, 5, 10])
    amounts = [min(most, 1 + int(rng.expovariate(0.9))) for _ in range(made.rows)]
    made.columns |= {
        "product": bought,
        "category": [of_kind[name] for name in bought],
        "price": [f"{price[name]:.2f}" for name in bought],
        "quantity": [str(amount) for amount in amounts],
        "total": [f"{price[name] * amount:.2f}" for name, amount in zip(bought, amounts, strict=True)],
    }


def _amounts(made: Cast, field: str, rng: random.Random) -> list[str]:
    middle, sigma, step = _AMOUNTS[field]
    middle *= rng.choice([0.3, 1, 1, 2, 10]) if field not in {"gpa", "score", "credit_score", "tenure"} else 1
    shape = rng.choice(["lognormal", "lognormal", "normal", "by age"])
    draw: Callable[[float], float] = {
        "lognormal": lambda age: skewed(rng, middle, sigma),
        "normal": lambda age: max(middle * 0.1, rng.gauss(middle, middle * sigma)),
        "by age": lambda age: skewed(rng, middle * (0.6 + age / 80), sigma * 0.6),
    }[shape]
    places = 2 if step < 1 else 0
    return [f"{round(draw(age) / step) * step:.{places}f}" for age in made.ages]


def _category(made: Cast, field: str, rng: random.Random) -> None:
    """Weighted choices; one in four depends on sex or on another column, as careful authors arrange."""
    try:
        chosen = options(field, rng)
    except KeyError:
        return
    share = weights(rng, len(chosen))
    if rng.random() < 0.25:
        turned = share[1:] + share[:1]
        made.columns[field] = [rng.choices(chosen, share if male else turned)[0] for male in made.male]
    elif rng.random() < 0.15:
        old = sorted(made.ages)[made.rows // 2]
        turned = share[::-1]
        made.columns[field] = [rng.choices(chosen, share if age < old else turned)[0] for age in made.ages]
    else:
        made.columns[field] = rng.choices(chosen, share, k=made.rows)


def _pay(made: Cast, rng: random.Random) -> list[str]:
    """Pay by job or department, in steps, with a little noise."""
    grade = made.columns.get("job") or made.columns.get("department") or made.columns["gender"]
    base = {name: rng.randrange(30, 140) * 1000 for name in dict.fromkeys(grade)}
    step, noise = rng.choice([1, 100, 500, 1000, 5000]), rng.choice([0.05, 0.1, 0.2])
    return [str(round(base[name] * rng.gauss(1, noise) / step) * step) for name in grade]
