"""Persons who hang together: sex and name, name and e-mail, age and date of birth, city and postcode.

Used by every fabricator that takes care. Each trait is agreed on or not by a habit drawn for the table, as
authors differ in how far their care goes.
"""

from __future__ import annotations

import math
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

_SEXES: tuple[tuple[str, ...], ...] = (
    ("Male", "Female"),
    ("M", "F"),
    ("male", "female"),
    ("Male", "Female", "Other"),
    ("m", "f"),
    ("1", "2"),
)
_DOMAINS = (
    ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com"),
    ("gmail.com", "gmail.com", "gmail.com", "yahoo.com", "outlook.com", "icloud.com"),
    ("example.com",),
    ("example.com", "example.org", "example.net"),
    ("gmail.com", "rediffmail.com", "yahoo.co.in", "outlook.com"),
    ("company.com",),
    ("gmail.com", "gmx.de", "web.de", "t-online.de"),
    ("mail.com", "email.com", "test.com"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """Where names come from: callables for a male, a female first name and a surname."""

    male: Callable[[], str]
    female: Callable[[], str]
    last: Callable[[], str]


@dataclass(slots=True)
class Cast:
    """Columns of coherent persons, by field; all of the same length."""

    rows: int
    columns: dict[str, list[str]] = field(default_factory=dict)
    ages: list[float] = field(default_factory=list)
    male: list[bool] = field(default_factory=list)


def cast(rng: random.Random, names: Names, rows: int) -> Cast:
    """Persons with sex, names, e-mails and ages."""
    made, marks = Cast(rows), rng.choice(_SEXES)
    share = rng.choice([0.5, 0.5, 0.5, 0.48, 0.6, 0.4, 0.7])
    made.male = [rng.random() < share for _ in range(rows)]
    rare = rng.choice([0.0, 0.0, 0.02, 0.05]) if len(marks) > 2 else 0.0
    made.columns["gender"] = [
        marks[2] if rare and rng.random() < rare else marks[0 if male else 1] for male in made.male
    ]
    first = [names.male() if male else names.female() for male in made.male]
    last = [names.last() for _ in range(rows)]
    made.columns |= {"first_name": first, "last_name": last, "name": _full(rng, first, last)}
    made.columns["email"] = emails(rng, first, last)
    made.columns["username"] = [text.partition("@")[0] for text in made.columns["email"]]
    made.ages = ages(rng, rows)
    made.columns["age"] = [str(int(age)) for age in made.ages]
    made.columns |= _bodies(rng, made)
    return made


def _full(rng: random.Random, first: list[str], last: list[str]) -> list[str]:
    form = rng.choice(["{0} {1}"] * 8 + ["{1}, {0}", "{1} {0}"])
    return [form.format(a, b) for a, b in zip(first, last, strict=True)]


def plain(text: str) -> str:
    """Letters and digits of a name in ASCII, lower case."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", folded.lower())


def emails(rng: random.Random, first: list[str], last: list[str]) -> list[str]:
    """Addresses made of names: one or a few patterns a table, domains evenly or weighted."""
    patterns = rng.sample(
        [
            "{f}.{l}",
            "{f}.{l}",
            "{f}{l}",
            "{i}{l}",
            "{f}_{l}",
            "{f}{n}",
            "{f}.{l}{n}",
            "{l}.{f}",
            "{f}",
            "{i}.{l}",
            "{f}{l}{n}",
        ],
        rng.choice([1, 1, 1, 2, 3]),
    )
    domains = list(rng.choice(_DOMAINS))
    weights = [1.0] * len(domains) if rng.random() < 0.6 else [rng.paretovariate(1.2) for _ in domains]
    apart, taken, made = rng.random() < 0.4, set[str](), []
    for number, (one, two) in enumerate(zip(first, last, strict=True)):
        f, last_one = plain(one) or f"user{number}", plain(two) or "x"
        local = rng.choice(patterns).format(f=f, l=last_one, i=f[:1], n=rng.randint(1, 999))
        address = f"{local}@{rng.choices(domains, weights)[0]}"
        if apart and address in taken:
            address = address.replace("@", f"{rng.randint(1, 99)}@")
        taken.add(address)
        made.append(address)
    return made


def ages(rng: random.Random, rows: int) -> list[float]:
    """Ages with fraction, from the shapes people choose when uniform looks too plain to them."""
    low, high = rng.choice([(18, 80), (18, 65), (20, 60), (0, 95), (21, 70), (16, 30), (40, 90)])
    middle = low + (high - low) * rng.uniform(0.25, 0.6)
    spread = (high - low) * rng.uniform(0.12, 0.28)
    shape = rng.choice(["normal", "normal", "normal", "triangular", "beta", "gamma", "uniform", "steps"])
    draws: dict[str, Callable[[], float]] = {
        "normal": lambda: rng.gauss(middle, spread),
        "triangular": lambda: rng.triangular(low, high, middle),
        "beta": lambda: low + (high - low) * rng.betavariate(2, 3),
        "gamma": lambda: low + rng.gammavariate(2, spread),
        "uniform": lambda: rng.uniform(low, high + 1),
        "steps": lambda: rng.choices(
            [rng.uniform(18, 25), rng.uniform(25, 40), rng.uniform(40, 60), rng.uniform(60, 80)], [2, 4, 3, 1]
        )[0],
    }
    draw, clip = draws[shape], rng.random() < 0.7
    made = []
    for _ in range(rows):
        age = draw()
        while not clip and not low <= age <= high + 1:
            age = draw()
        made.append(min(max(age, low), high + 0.99))
    return made


def _bodies(rng: random.Random, made: Cast) -> dict[str, list[str]]:
    tall = [rng.gauss(176 if male else 163, 7) for male in made.male]
    fat = [max(16.0, rng.gauss(24.5 + age / 40, 3.8)) for age in made.ages]
    return {
        "height": [f"{height:.0f}" for height in tall],
        "weight": [f"{bmi * (height / 100) ** 2:.1f}" for bmi, height in zip(fat, tall, strict=True)],
        "bmi": [f"{bmi:.1f}" for bmi in fat],
        "experience": [str(max(0, int(age - rng.uniform(20, 28)))) for age in made.ages],
    }


def weights(rng: random.Random, count: int) -> list[float]:
    """Unequal shares for categories: typed in tens of percent, geometric or Zipf."""
    style = rng.choice(["typed", "typed", "geometric", "zipf", "dominant"])
    if style == "typed":
        return [float(rng.choice([5, 10, 10, 15, 20, 25, 30, 40, 60])) for _ in range(count)]
    if style == "geometric":
        ratio = rng.uniform(0.4, 0.85)
        return [ratio**place for place in range(count)]
    if style == "zipf":
        return [1 / (place + 1) for place in range(count)]
    return [float(count * 4)] + [1.0] * (count - 1)


def skewed(rng: random.Random, middle: float, sigma: float) -> float:
    """A log-normal amount about `middle`."""
    return middle * math.exp(rng.gauss(0, sigma))
