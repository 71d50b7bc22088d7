"""One author who types lists: which country's names, how many of them, which patterns."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from calibration.ingredients.cast import plain
from calibration.ingredients.dates import Calendar, calendar, window
from calibration.ingredients.lists import cultures

_WEIGHTS = {"us": 6, "india": 5, "uk": 2}
_LOCALS = (
    "{f}.{l}",
    "{f}.{l}",
    "{f}{l}",
    "{f}{n}",
    "{f}.{l}{n}",
    "{i}{l}",
    "{f}_{l}",
    "user{k}",
    "{f}",
    "{l}{n}",
    "{f}{k}",
)
_DOMAINS = (
    "gmail.com,yahoo.com,outlook.com",
    "gmail.com,yahoo.com,hotmail.com",
    "example.com",
    "gmail.com",
    "example.com,test.com,mail.com",
    "company.com",
    "gmail.com,outlook.com,yahoo.com,icloud.com,hotmail.com",
    "email.com",
    "test.com",
    "yahoo.com,rediffmail.com,gmail.com",
    "mail.ru,gmail.com,yandex.ru",
)
_SEXES = (("Male", "Female"), ("M", "F"), ("male", "female"), ("Male", "Female", "Other"), ("MALE", "FEMALE"))


@dataclass(slots=True)
class Hand:
    """Lists and habits of one author; `person()` draws somebody."""

    rng: random.Random
    culture: str
    male: list[str]
    female: list[str]
    last: list[str]
    places: list[list[str]]
    calendar: Calendar
    span: tuple[datetime, datetime]
    local: str
    domains: list[str]
    sexes: tuple[str, ...]
    full: bool
    drawn: int = 0

    def person(self) -> dict[str, str]:
        """Names, sex, e-mail and user name of one person; every combination equally likely."""
        rng = self.rng
        self.drawn += 1
        male = rng.random() < 0.5
        first, last = rng.choice(self.male if male else self.female), rng.choice(self.last)
        sex = self.sexes[0 if male else 1] if rng.random() > 0.02 or len(self.sexes) < 3 else self.sexes[2]
        local = self.local.format(
            f=plain(first) or "user",
            l=plain(last) or str(self.drawn),
            i=plain(first)[:1] or "u",
            n=rng.randint(1, 99),
            k=self.drawn,
        )
        return {
            "first_name": first,
            "last_name": last,
            "name": f"{first} {last}" if self.full else first,
            "gender": sex,
            "email": f"{local}@{rng.choice(self.domains)}",
            "username": local,
        }

    def special(self, field: str) -> Callable[[], str] | None:
        """Ways for telephone, town, state and address from the country's lists; None for other fields."""
        rng, facts = self.rng, cultures()[self.culture]
        if field in {"phone", "mobile"}:
            pattern = rng.choice(facts["phones"].split(","))
            return lambda: digits(rng, pattern)
        if field == "city":
            return lambda: rng.choice(self.places)[0]
        if field == "state":
            return lambda: rng.choice(self.places)[1]
        if field in {"address", "street", "property"}:
            streets, most = facts["streets"].split(","), rng.choice([99, 100, 200, 500, 999, 9999])
            long = rng.random() < 0.3
            return lambda: (
                f"{rng.randint(1, most)} {rng.choice(streets)}"
                + (f", {rng.choice(self.places)[0]}" if long else "")
            )
        return None


def hand(rng: random.Random) -> Hand:
    """An author: a country, short or long lists, patterns of their own."""
    known = sorted(cultures())
    culture = rng.choices(known, [_WEIGHTS.get(name, 1) for name in known])[0]
    facts, cut = cultures()[culture], rng.choice([5, 8, 10, 10, 15, 20, 30, 50])
    mixed = rng.random() < 0.12
    others = [cultures()[name] for name in rng.sample(known, 2)] if mixed else []
    lists = {
        key: [name for one in [facts, *others] for name in one[key].split(",")]
        for key in ("male", "female", "last")
    }
    for names in lists.values():
        if rng.random() < 0.5:
            rng.shuffle(names)
    places = [text.split("/") for text in facts["cities"].split(",")][: rng.choice([4, 5, 6, 8, 20])]
    made = calendar(rng)
    return Hand(
        rng,
        culture,
        lists["male"][: cut // 2 + 1],
        lists["female"][: cut // 2 + 1],
        lists["last"][:cut],
        places,
        made,
        window(rng, made),
        rng.choice(_LOCALS),
        rng.choice(_DOMAINS).split(","),
        rng.choice(_SEXES),
        rng.random() < 0.92,
    )


def digits(rng: random.Random, pattern: str) -> str:
    """A pattern with each # a random digit."""
    return "".join(rng.choice("0123456789") if sign == "#" else sign for sign in pattern)
