"""Row by row as a language model writes: each value remembers the ones above it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from calibration.ingredients.cast import plain
from calibration.ingredients.lists import textbook
from calibration.ingredients.model_lists import ALIASES, CYCLES, DAYS


@dataclass(slots=True)
class Writer:
    """A model's answer in the making; `monotony` is how evenly it goes through its lists."""

    rng: random.Random
    cast: str
    monotony: float
    people: list[str]
    towns: list[list[str]]
    start: datetime
    step: float
    domain: str
    phone: str
    prefix: str
    form: str
    local: str
    sexes: tuple[str, str]
    moved: dict[str, int] = field(default_factory=dict)
    seen: dict[str, list[float]] = field(default_factory=dict)

    def turn(self, key: str, values: list[str] | tuple[str, ...]) -> str:
        """The next of a list in turn, or one that was not among the last few."""
        place = self.moved.get(key, self.rng.randrange(len(values)))
        if self.rng.random() < self.monotony:
            place = (place + 1) % len(values)
        else:
            place = (place + self.rng.randint(1, max(1, len(values) - 1))) % len(values)
        self.moved[key] = place
        return values[place]

    def fresh(self, key: str, low: float, high: float, step: float = 1) -> float:
        """A number that looks drawn and is none of the last eight."""
        past = self.seen.setdefault(key, [])
        for _ in range(20):
            value = round(self.rng.triangular(low, high, (2 * low + high) / 3) / step) * step
            if value not in past[-8:]:
                break
        past.append(value)
        return value

    def row(self, number: int, theme: str) -> dict[str, str]:
        """All values the sheets may ask for, agreeing with each other."""
        name = self.people[number % len(self.people)]
        first, _, last = name.partition(" ")
        line = {"name": name, "first_name": first, "last_name": last}
        line |= (
            self._identity(number, first, last)
            | self._town()
            | self._work(theme)
            | self._care()
            | self._trade()
        )
        line |= {key: self.turn(key, values) for key, values in CYCLES.items()}
        line |= self._days(number)
        if theme == "guests":
            self._stay(line, number)
        line |= {alias: line[key] for alias, key in ALIASES.items()}
        return line

    def _identity(self, number: int, first: str, last: str) -> dict[str, str]:
        age = int(self.fresh("age", 21, 69))
        local = self.local.format(f=plain(first), l=plain(last), i=plain(first)[:1])
        born = self._day(self.start.year - age, self.rng.randint(1, 12))
        male = first in textbook("sex", "male")
        return {
            "id": self.prefix.format(number + 1),
            "email": f"{local}@{self.domain}",
            "phone": self._call(number),
            "age": str(age),
            "date_of_birth": born.strftime(self.form),
            "gender": self.sexes[0 if male else 1],
            "password_hash": f"{self.rng.getrandbits(128):032x}",
            "score": str(int(self.fresh("score", 45, 98))),
            "ip": f"192.168.{self.rng.randint(0, 10)}.{10 + number % 240}",
            "company": self.turn("co", textbook("lists", "companies")),
            "notes": self.turn("notes", textbook("lists", "remarks")),
        }

    def _call(self, number: int) -> str:
        tail = (
            f"{(100 + number + 1) % 10000:04d}"
            if self.monotony > 0.8
            else f"{self.rng.randint(1001, 9899):04d}"
        )
        return self.phone.format(
            a=self.rng.choice([212, 310, 415, 555, 617, 713, 206]),
            b=self.rng.randint(201, 989),
            t=tail,
            n=number,
        )

    def _town(self) -> dict[str, str]:
        city, state, code = self.turn("town", ["/".join(town) for town in self.towns]).split("/")
        return {
            "city": city,
            "state": state,
            "country": state,
            "zip": code,
            "address": self.turn("street", textbook("lists", "streets")),
        }

    def _work(self, theme: str) -> dict[str, str]:
        job, department, pay = self.turn("job", textbook("lists", "jobs")).split("/")
        step = 500 if self.monotony < 0.6 else 1000
        salary = round(int(pay) * self.rng.uniform(0.88, 1.15) / step) * step
        boss = self.people[(len(department) * 3) % len(self.people)]
        return {
            "job_title": job,
            "department": department,
            "salary": str(salary),
            "manager": boss,
            "performance_rating": f"{self.fresh('rating', 3.2, 4.9, 0.1):.1f}",
            "annual_income": str(salary),
            "major": self.turn("major", textbook("lists", "courses")),
            "gpa": f"{self.fresh('gpa', 2.8, 4.0, 0.01):.2f}",
            "credit_score": str(int(self.fresh("credit", 610, 810))),
            "interest_rate": f"{self.fresh('rate', 4.2, 12.5, 0.1):.1f}",
            "loan_amount": str(int(self.fresh("loan", 5000, 60000, 500))),
            "term_months": self.turn("term", ("36", "60", "24", "48")),
        }

    def _care(self) -> dict[str, str]:
        diagnosis, drug = self.turn("illness", textbook("lists", "complaints")).split("/")
        return {
            "diagnosis": diagnosis,
            "medication": drug,
            "room": str(int(self.fresh("room", 101, 420))),
            "doctor": "Dr. "
            + self.turn("doctor", ("Smith", "Patel", "Nguyen", "Garcia", "Chen", "Williams")),
            "bill_amount": f"{self.fresh('bill', 450, 12500, 0.25):.2f}",
        }

    def _trade(self) -> dict[str, str]:
        product, category, price = self.turn("product", textbook("lists", "products")).split("/")
        quantity, rate = int(self.fresh("quantity", 1, 6)), int(self.fresh("rate_night", 89, 320, 10))
        nights = int(self.fresh("nights", 1, 8))
        return {
            "product": product,
            "category": category,
            "unit_price": price,
            "quantity": str(quantity),
            "total": f"{float(price) * quantity:.2f}",
            "total_spent": f"{self.fresh('spent', 80, 3200, 0.25):.2f}",
            "nights": str(nights),
            "rate": f"{rate}.00",
            "monthly_fee": self.turn("fee", ("29.99", "49.99", "79.99")),
            "visits": str(int(self.fresh("visits", 2, 28))),
            "satisfaction": self.turn("happy", ("5", "4", "5", "3", "4")),
        }

    def _stay(self, line: dict[str, str], number: int) -> None:
        """Nights, departure and bill of a guest that agree."""
        left = self.start + timedelta(days=self.step * number + int(line["nights"]))
        line["check_out"] = line["later"] = left.strftime(self.form)
        line["total"] = f"{float(line['rate']) * int(line['nights']):.2f}"

    def _day(self, year: int, month: int) -> datetime:
        return datetime(year, month, self.rng.choice(DAYS))

    def _days(self, number: int) -> dict[str, str]:
        """Events one step after another; hirings over ten years with favoured days."""
        event = self.start + timedelta(days=self.step * number)
        hired = self._day(self.start.year - self.rng.randint(1, 9), self.rng.randint(1, 12))
        later = event + timedelta(days=self.rng.choice([2, 3, 4, 5, 7]))
        second = event + timedelta(days=self.rng.choice([28, 28, 84, 84, 30]))
        shown = {"event": event, "hired": hired, "later": later, "second": second}
        return {key: day.strftime(self.form) for key, day in shown.items()} | {"year": str(hired.year)}


def writer(rng: random.Random, rows: int) -> Writer:
    """A model in a mood: cast, monotony, formats."""
    cast = rng.choice(sorted(textbook("cast")))
    place = {"india": "india", "us": "us", "mostly_us": "us", "europe": "europe"}.get(
        cast, rng.choice(["world", "us", "world"])
    )
    indian = cast == "india"
    phone = rng.choice(
        ["+91 98765 4{t}", "+91-98{b}-{b}{t}", "9876{b}{t}"]
        if indian
        else ["555-{t}", "({a}) 555-{t}", "{a}-555-{t}", "+1-{a}-{b}-{t}", "({a}) {b}-{t}", "555-{b}-{t}"]
    )
    return Writer(
        rng,
        cast,
        rng.choice([0.2, 0.5, 0.7, 0.9, 1.0]),
        _people(rng, cast, rows),
        [town.split("/") for town in textbook("towns", place)],
        datetime(rng.randint(2022, 2025), rng.randint(1, 12), rng.choice(DAYS)),
        rng.choice([0.5, 1, 1, 1, 2, 3]),
        rng.choice(
            [
                "example.com",
                "example.com",
                "email.com",
                "company.com",
                "gmail.com",
                "techcorp.com",
                "mail.com",
            ]
        ),
        phone,
        rng.choice(
            [
                "{0}",
                "{0}",
                "{0:03d}",
                "EMP{0:03d}",
                "PT-10{0:03d}",
                "C{0:04d}",
                "10{0:02d}",
                "ID-{0:04d}",
                "ORD-2024-{0:03d}",
            ]
        ),
        rng.choice(["%Y-%m-%d"] * 5 + ["%m/%d/%Y", "%d/%m/%Y", "%d-%m-%Y", "%B %d, %Y"]),
        rng.choice(["{f}.{l}"] * 6 + ["{i}{l}", "{f}{l}", "{f}", "{i}.{l}"]),
        rng.choice([("Male", "Female")] * 3 + [("M", "F")]),
    )


def _people(rng: random.Random, cast: str, rows: int) -> list[str]:
    """Names of the cast's cultures in turn; when they run out, first names and surnames are paired anew."""
    cultures = textbook("cast", cast)
    decks = {name: list(textbook("names", name)) for name in dict.fromkeys(cultures)}
    if rng.random() < 0.7:
        for deck in decks.values():
            rng.shuffle(deck)
    spare, made = {name: list(deck) for name, deck in decks.items()}, list[str]()
    for number in range(rows):
        culture = cultures[number % len(cultures)] if rng.random() < 0.8 else rng.choice(cultures)
        if decks[culture]:
            made.append(decks[culture].pop(0))
        else:
            one, two = rng.choice(spare[culture]), rng.choice(spare[culture])
            made.append(f"{one.split(' ')[0]} {two.split(' ', 1)[1]}")
    return made
