"""Invented people of the blind split: labels as systems and people write them, 8 to 12 fields a record."""

from __future__ import annotations

import calendar
import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading._textpeople import Cell, Person

_FILES = {"blind": "blindrecords_words.toml", "second": "blindsecond_words.toml"}
_WORDS = {
    split: tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for split, name in _FILES.items()
}
_NATIVE_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
_NUMERIC = frozenset(
    {"age", "mobile", "aadhaar", "pin_code", "birth_date", "birth_year", "dose1_date", "dose2_date"}
)
_EXCLUSIVE = ("birth_date", "birth_year", "age")


def _people(rng: random.Random, language: str, split: str, count: int) -> list[Person]:
    """Some records with the same labels; later ones lack a field now and then."""
    wordings = _WORDS[split]["labels"][language]
    labels = {field: _dressed(rng, language, field, split) for field in wordings}
    style = rng.randrange(5)
    fields = _chosen(rng, list(wordings))
    native = language == "hindi" and rng.random() < 0.25
    script = "devanagari" if language == "hindi" and rng.random() < 0.8 else "latin"
    case = rng.choice((str.upper, str.lower, str, str, str))
    records = []
    for number in range(count):
        values = _values(rng, _WORDS["blind"]["values"][script], style)
        for name in _NUMERIC if native else ():
            values[name] = values[name].translate(_NATIVE_DIGITS)
        person = [Cell(f, case(labels[f]), values[f]) for f in fields]
        if number and rng.random() < 0.3:
            del person[rng.randrange(2, len(person))]
        records.append(person)
    return records


def blind_people(rng: random.Random, language: str, split: str, count: int, *, is_form: bool) -> list[Person]:
    """People with the wordings of a blind split; on a form some values are empty."""
    found = _people(rng, language, split, count)
    return [_hollow(rng, person) for person in found] if is_form else found


def _hollow(rng: random.Random, person: Person) -> Person:
    """The record with a value left empty now and then, as forms have it."""
    if rng.random() < 0.8:
        return person
    place = rng.randrange(2, len(person))
    return [c._replace(value="") if i == place else c for i, c in enumerate(person)]


def _chosen(rng: random.Random, fields: list[str]) -> list[str]:
    born = rng.choice([f for f in _EXCLUSIVE if f in fields])
    others = [f for f in fields if f != "name" and (f not in _EXCLUSIVE or f == born)]
    few = rng.sample(others, rng.randint(7, 11))
    return ["name", *(sorted(few, key=fields.index) if rng.random() < 0.7 else few)]


def _dressed(rng: random.Random, language: str, field: str, split: str) -> str:
    words = _WORDS[split]["labels"]
    label = str(rng.choice(words[language][field].split(" ; ")))
    if language == "hindi" and rng.random() < 0.1:
        return f"{label} / {words['english'][field].split(' ; ')[0]}"
    return label


def _values(rng: random.Random, words: dict[str, str], style: int) -> dict[str, str]:
    def one(kind: str) -> str:
        return str(rng.choice(words[kind].split(" ; ") if " ; " in words[kind] else words[kind].split()))

    def digits(count: int) -> str:
        return "".join(rng.choice("0123456789") for _ in range(count))

    def letters(count: int) -> str:
        return "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))

    last, city, birth = one("last"), one("city"), _day(rng, 1948, 2004)
    pin = f"{rng.randint(11, 85)}{digits(4)}"
    full = rng.choice((f"{one('first')} {last}", f"{one('first')} {one('first')} {last}", f"{one('first')}"))
    return {
        "name": full.upper() if style == 2 else full,
        "father_name": f"{one('first')} {last}",
        "birth_date": _date(birth, style),
        "birth_year": str(birth[0]),
        "age": str(2021 - birth[0]),
        "gender": one("gender"),
        "mobile": _mobile(f"{rng.randint(6, 9)}{digits(9)}", style),
        "aadhaar": _aadhaar(f"{rng.randint(2, 9)}{digits(11)}", style),
        "pan": f"{letters(3)}P{letters(1)}{digits(4)}{letters(1)}",
        "voter_id": f"{letters(3)}{digits(7)}",
        "passport_number": f"{letters(1)}{rng.randint(1, 9)}{digits(6)}",
        "email": _email(rng, digits),
        "address": f"{one('street')}, {city}" + (f" - {pin}" if style == 3 else f", {one('state')}"),
        "pin_code": pin,
        "district": city,
        "state": one("state"),
        "center_name": one("center"),
        "vaccine": one("vaccine"),
        "dose1_date": _date(_day(rng, 2021, 2021), style),
        "dose2_date": _date(_day(rng, 2022, 2022), style),
        "reference_id": f"{rng.randint(1, 9)}{digits(13)}",
        "certificate_id": f"{rng.randint(1, 9)}{digits(10)}",
        "batch": f"4{digits(3)}Z{digits(3)}",
        "vaccinated_by": f"{one('first')} {one('last')}",
        "blood_group": rng.choice(("A+", "B+", "O+", "AB+", "O-", "A-")),
        "nationality": one("nationality"),
    }


def _email(rng: random.Random, digits: Callable[[int], str]) -> str:
    who = rng.choice(("asha", "contact", "k.user", "mail_me"))
    return f"{who}{digits(3)}@example.{rng.choice(('com', 'in', 'org'))}"


def _day(rng: random.Random, low: int, high: int) -> tuple[int, int, int]:
    return rng.randint(low, high), rng.randint(1, 12), rng.randint(1, 28)


def _date(day: tuple[int, int, int], style: int) -> str:
    y, m, d = day
    short, long = calendar.month_abbr[m], calendar.month_name[m]
    iso, dashed, stroked = f"{y}-{m:02}-{d:02}", f"{d:02}-{m:02}-{y}", f"{d:02}/{m:02}/{y}"
    return (dashed, stroked, f"{d:02} {short} {y}", iso, f"{long} {d}, {y}")[style]


def _mobile(number: str, style: int) -> str:
    return (number, f"+91{number}", f"+91-{number}", f"{number[:5]} {number[5:]}", number)[style]


def _aadhaar(number: str, style: int) -> str:
    a, b, c = number[:4], number[4:8], number[8:]
    return (f"{a} {b} {c}", number, f"XXXXXXXX{c}", f"{a}-{b}-{c}", f"XXXX-XXXX-{c}")[style]
