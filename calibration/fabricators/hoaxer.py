"""A fake "leak" knocked together for attention: short lists, counters, one telephone prefix, weak passwords.

Columns are those of a dump for sale, values come from a handful of names, numbers count on or are drawn digit
by digit.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from calibration.ingredients.cast import plain
from calibration.ingredients.finishing import finish
from calibration.ingredients.hand import Hand, digits, hand
from calibration.table import Table

KIND = "hoaxer"
NEEDS_REAL = False
_SHEETS = (
    "id name email phone birth_date",
    "id username email password ip",
    "id name email password phone country",
    "name phone aadhaar address",
    "email password",
    "id name gender birth_date aadhaar phone vaccine dose dose1_date",
    "id first_name last_name email phone address city postcode",
    "username email password created_at last_login ip",
    "id name card_number expiry cvv phone",
    "name email phone company job",
    "phone name city",
    "id email hash salt ip",
    "id name pan aadhaar account_number ifsc balance phone",
    "id name ssn birth_date address phone email",
    "name father_name birth_date gender voter_id booth address",
    "id full_name passport_number nationality birth_date phone",
)
_PASSWORDS = ("123456", "password", "qwerty", "12345678", "abc123", "iloveyou", "admin", "welcome", "111111")
_PATTERNS = {
    "aadhaar": ("############", "#### #### ####", "98##########"),
    "pan": ("ABCDE####F", "@@@@@####@", "@@@P@####@"),
    "card_number": ("4###############", "5###############", "4532-####-####-####"),
    "cvv": ("###",),
    "expiry": ("0#/2#", "1#/2#"),
    "ssn": ("###-##-####",),
    "account_number": ("###########", "5010########"),
    "ifsc": ("SBIN000####", "HDFC000####", "@@@@0######"),
    "voter_id": ("ABC#######", "@@@#######"),
    "passport_number": ("@#######",),
    "salt": ("%%%%%%%%",),
    "hash": ("%" * 32,),
    "postcode": ("######", "#####"),
    "balance": ("####", "#####"),
    "booth": ("##", "1##"),
}


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A dump of one hoaxer."""
    rng = random.Random(seed)
    who, fields = hand(rng), rng.choice(_SHEETS).split()
    cut = rng.choice([4, 6, 8, 12])
    who.male, who.female, who.last = who.male[:cut], who.female[:cut], who.last[: cut + rng.randint(0, 6)]
    persons = [who.person() for _ in range(rows)]
    columns = {field: _column(who, field, persons) for field in fields}
    return finish("users", columns, rng, who.culture, tidy=0.9)


def _column(who: Hand, field: str, persons: list[dict[str, str]]) -> list[str]:
    rng = who.rng
    if field == "id":
        start = rng.choice([1, 1, 1000, 10001, 100000])
        return [str(start + number) for number in range(len(persons))]
    if field == "email":
        return _emails(rng, persons)
    if field in {"phone", "aadhaar", "account_number"} and rng.random() < 0.2:
        return _counted(rng, len(persons), 10 if field == "phone" else 12)
    if field in persons[0]:
        return [person[field] for person in persons]
    way = _way(who, field)
    return [way() for _ in persons]


def _emails(rng: random.Random, persons: list[dict[str, str]]) -> list[str]:
    style, domain = (
        rng.choice(["user", "name", "name", "count"]),
        rng.choice(["gmail.com", "yahoo.com", "mail.com", "gmail.com", "hotmail.com"]),
    )
    word = rng.choice(["user", "test", "customer", "client", "member"])
    if style == "user":
        return [f"{word}{number}@{domain}" for number in range(1, len(persons) + 1)]
    if style == "count":
        return [
            f"{plain(one['first_name']) or word}{number}@{domain}" for number, one in enumerate(persons, 1)
        ]
    return [one["email"] for one in persons]


def _counted(rng: random.Random, rows: int, width: int) -> list[str]:
    start, step = (
        rng.randrange(6 * 10 ** (width - 1), 9 * 10 ** (width - 1)),
        rng.choice([1, 1, 1, 7, 11, 13, 111]),
    )
    return [str(start + number * step) for number in range(rows)]


def _way(who: Hand, field: str) -> Callable[[], str]:
    rng = who.rng
    if field == "phone":
        prefix = rng.choice(["98", "+9198", "9", "+1555", "555-01", "07700", "+44770", "03", "+919"])
        width = rng.choice([8, 8, 7, 9])
        return lambda: prefix + "".join(rng.choices("0123456789", k=width))
    if field == "password":
        if rng.random() < 0.4:
            return lambda: rng.choice(_PASSWORDS)
        return lambda: rng.choice([*who.male, "pass", "admin"]).lower() + str(rng.randint(1, 9999))
    if field in _PATTERNS:
        pattern = rng.choice(_PATTERNS[field])
        return lambda: _drawn(rng, pattern)
    if field in {"birth_date", "created_at", "last_login", "dose1_date"}:
        low, high = (1950, 2005) if field == "birth_date" else (2019, 2023)
        form = rng.choice(["{y}-{m:02d}-{d:02d}", "{d:02d}/{m:02d}/{y}", "{d}-{m}-{y}", "{m}/{d}/{y}"])
        return lambda: form.format(y=rng.randint(low, high), m=rng.randint(1, 12), d=rng.randint(1, 28))
    return _named(who, field)


def _named(who: Hand, field: str) -> Callable[[], str]:
    rng = who.rng
    if field == "ip":
        return lambda: (
            f"{rng.choice(['192.168', '10.0', '103.21'])}.{rng.randint(0, 255)}.{rng.randint(0, 255)}"
        )
    if field in {"father_name", "full_name"}:
        return lambda: f"{rng.choice(who.male)} {rng.choice(who.last)}"
    special = who.special(field)
    if special is not None:
        return special
    known = {
        "vaccine": ["COVISHIELD", "COVAXIN"],
        "dose": ["1", "2"],
        "country": ["India", "USA", "UK", "Russia"],
        "company": ["TCS", "Infosys", "Google", "Amazon", "Microsoft"],
        "job": ["Manager", "Engineer", "CEO", "HR"],
        "nationality": ["IND", "USA", "GBR"],
    }
    return lambda: rng.choice(known.get(field, ["A", "B", "C"]))


def _drawn(rng: random.Random, pattern: str) -> str:
    text = digits(rng, pattern)
    return "".join(
        rng.choice("0123456789abcdef")
        if sign == "%"
        else rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if sign == "@"
        else sign
        for sign in text
    )
