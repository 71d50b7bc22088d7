"""Invented people as labels and values, in English, Hindi and romanised Hindi."""

from __future__ import annotations

import calendar
import random
import tomllib
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("english", "hindi", "hinglish")
_WORDS = tomllib.loads(Path(__file__).with_name("textrecords_words.toml").read_text(encoding="utf-8"))
_NATIVE_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
_NUMERIC = frozenset({"age", "mobile", "aadhaar", "pin_code", "birth_date", "dose1_date"})


class Cell(NamedTuple):
    """One field as it is written, and as it is meant."""

    field: str
    label: str
    value: str


Person = list[Cell]


def people(rng: random.Random, language: str, split: str, count: int) -> list[Person]:
    """Some records with the same labels: a name, and five to nine other fields in an order that stays."""
    wordings = _WORDS[split][language]
    script = "devanagari" if language == "hindi" else "latin"
    labels = {field: rng.choice(text.split(" ; ")) for field, text in wordings.items()}
    others = rng.sample([f for f in wordings if f != "name"], rng.randint(5, 9))
    usual = rng.random() < 0.5
    fields = ["name", *(sorted(others, key=list(wordings).index) if usual else others)]
    native = language == "hindi" and rng.random() < 0.3
    style = rng.randrange(4)
    records = []
    for _ in range(count):
        values = _values(rng, script, style)
        for name in _NUMERIC if native else ():
            values[name] = values[name].translate(_NATIVE_DIGITS)
        records.append([Cell(f, labels[f], values[f]) for f in fields])
    return records


def _values(rng: random.Random, script: str, style: int) -> dict[str, str]:
    words = _WORDS["values"][script]

    def one(kind: str) -> str:
        return str(rng.choice(words[kind].split(" ; ") if " ; " in words[kind] else words[kind].split()))

    last = one("last")
    number = f"{rng.randint(2, 9)}{rng.randrange(10**11):011}"
    mobile = f"{rng.randint(6, 9)}{rng.randrange(10**9):09}"
    letters = "".join(rng.choice("ABCDEFGHKLPRSTV") for _ in range(5))
    return {
        "name": f"{one('first')} {last}"
        if rng.random() < 0.8
        else f"{one('first')} {one('last')[:1]}. {last}",
        "father_name": f"{one('first')} {last}",
        "birth_date": _date(rng, style, 1950, 2003),
        "age": str(rng.randint(18, 88)),
        "gender": one("gender"),
        "mobile": f"+91 {mobile[:5]} {mobile[5:]}" if style == 1 else mobile,
        "aadhaar": _aadhaar(number, style),
        "pan": f"{letters}{rng.randrange(10**4):04}{rng.choice('ABCDEFGHKL')}",
        "email": f"user{rng.randint(10, 9999)}@example.org",
        "address": f"{rng.randint(1, 400)}, {one('street')}, {one('city')}",
        "pin_code": str(rng.randint(110_001, 855_999)),
        "district": one("city"),
        "state": one("state"),
        "vaccine": one("vaccine"),
        "dose1_date": _date(rng, style, 2021, 2022),
        "reference_id": f"{rng.randrange(10**13, 10**14)}",
        "center_name": one("center"),
        "blood_group": one("blood"),
    }


def _aadhaar(number: str, style: int) -> str:
    a, b, c = number[:4], number[4:8], number[8:]
    return (number, f"{a} {b} {c}", f"XXXX XXXX {c}", f"{a}-{b}-{c}")[style]


def _date(rng: random.Random, style: int, low: int, high: int) -> str:
    year, month, day = rng.randint(low, high), rng.randint(1, 12), rng.randint(1, 28)
    name = calendar.month_abbr[month]
    return (
        f"{year}-{month:02}-{day:02}",
        f"{day:02}/{month:02}/{year}",
        f"{day:02} {name} {year}",
        f"{day:02}-{month:02}-{year}",
    )[style]
