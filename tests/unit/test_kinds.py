"""Kinds of columns, numbers and dates, as they are decided from values first and headers second."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.dates import days_of
from leakcheck.forensics.table.headers import header_of
from leakcheck.forensics.table.numbers import numbers_of
from leakcheck.forensics.table.specimen import KINDS, Column

ROWS = 200
_DAY = datetime.date(1970, 1, 1)


def column(name: str, texts: list[str | None], field: str | None = None) -> Column:
    return specimen_of((name,), [[text] for text in texts], {0: field} if field else None).columns[0]


def made(make: Callable[[random.Random, int], str | None], rows: int = ROWS) -> list[str | None]:
    chance = random.Random(7)
    return [make(chance, i) for i in range(rows)]


def a_name(chance: random.Random, _i: int) -> str:
    return "".join(chance.choice(("ka", "ri", "no", "ta", "mel", "u")) for _ in range(3)).title()


def a_hex(chance: random.Random, length: int) -> str:
    return "".join(chance.choice("0123456789abcdef") for _ in range(length))


CASES: list[tuple[str, str, Callable[[random.Random, int], str | None]]] = [
    ("empty", "x", lambda c, i: (None, "", " ", "N/A", "—", "null")[i % 6]),
    ("constant", "x", lambda c, i: "yes" if i % 3 else None),
    ("id", "x", lambda c, i: str(3 * i + 7)),
    ("id", "x", lambda c, i: str(5_000 - i)),
    ("id", "Customer ID", lambda c, i: str(c.randrange(10**9))),
    ("id", "employee_no", lambda c, i: str(c.randrange(10**6))),
    ("id", "x", lambda c, i: f"EMP-{c.randrange(10**6):06}"),
    ("id", "x", lambda c, i: f"{c.randrange(10**11, 10**12)}"),
    ("id", "IBAN", lambda c, i: f"DE{c.randrange(10, 99)} {c.randrange(10**12)}"),
    ("id", "पंजीकरण", lambda c, i: f"{a_name(c, i)}{i + 1000}"),
    ("number", "amount", lambda c, i: f"{c.random() * 1000:.2f}"),
    ("number", "age", lambda c, i: str(c.randrange(18, 28))),
    ("number", "birth_year", lambda c, i: str(c.randrange(1950, 1960))),
    ("number", "price", lambda c, i: f"₹{c.randrange(10**6):,}.50"),
    ("number", "num_children", lambda c, i: str(c.randrange(40))),
    ("category", "status", lambda c, i: c.choice(("open", "closed"))),
    ("category", "rating", lambda c, i: str(c.randrange(1, 6))),
    ("category", "department_id", lambda c, i: str(c.randrange(1, 11))),
    ("category", "Have you ever been to another city or town at all?", lambda c, i: c.choice(("Yes", "No"))),
    ("category", "position_name", lambda c, i: c.choice(("keeper", "forward"))),
    ("date", "x", lambda c, i: f"2021-{i % 12 + 1:02}-{i % 28 + 1:02}"),
    ("date", "x", lambda c, i: f"{i % 28 + 1}.{i % 12 + 1}.1994"),
    ("date", "x", lambda c, i: f"{i % 12 + 1}/{i % 28 + 1}/94 {i % 12 + 1}:30 PM"),
    ("date", "born on", lambda c, i: f"19{i % 90 + 10}{i % 12 + 1:02}{i % 28 + 1:02}"),
    ("date", "x", lambda c, i: f"Mon, {i % 28 + 1} Mar 2020 10:{i % 60:02}:00 GMT"),
    ("time", "x", lambda c, i: f"{i % 24}:{i % 60:02}"),
    ("email", "x", lambda c, i: f"u{i}@example.org"),
    ("phone", "x", lambda c, i: f"+91 98{c.randrange(10**8):08}"),
    ("phone", "Telefon", lambda c, i: f"0{c.randrange(10**3)}/{c.randrange(10**6, 10**7)}"),
    ("phone", "mobile", lambda c, i: str(c.randrange(6 * 10**9, 10**10))),
    ("postcode", "PLZ", lambda c, i: f"{c.randrange(10**5):05}"),
    ("postcode", "x", lambda c, i: f"M{i % 9 + 1} {i % 9}AB"),
    ("hash", "x", lambda c, i: a_hex(c, 32)),
    ("hash", "x", lambda c, i: "-".join(a_hex(c, n) for n in (8, 4, 4, 4, 12))),
    ("url", "x", lambda c, i: f"https://example.org/{i}"),
    ("ip", "x", lambda c, i: ".".join(str(c.randrange(256)) for _ in range(4))),
    ("first_name", "FirstName", a_name),
    ("first_name", "Vorname", a_name),
    ("last_name", "surname", a_name),
    ("last_name", "customer_last_name", a_name),
    ("first_name", "First", a_name),
    ("text", "Last Visited Place", a_name),
    ("category", "Rank", lambda c, i: c.choice(("Major", "Captain"))),
    ("text", "Rank", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("full_name", "name", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("full_name", "ФИО", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("full_name", "Candidate", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("full_name", "away_player_name", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("text", "name", lambda c, i: f"{a_name(c, i)} University"),
    ("text", "team_name", lambda c, i: f"{a_name(c, i)} {a_name(c, i)}"),
    ("city", "Home Town", a_name),
    ("address", "x", lambda c, i: f"{i + 1} {a_name(c, i)} Street"),
    ("address", "adresse", lambda c, i: f"{a_name(c, i)}weg {i + 1}"),
    ("text", "remarks", lambda c, i: " ".join(a_name(c, j) for j in range(6))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "make"), CASES, ids=[f"{k}-{i}" for i, (k, *_) in enumerate(CASES)])
def test_kinds(kind: str, name: str, make: Callable[[random.Random, int], str | None]) -> None:
    assert column(name, made(make)).kind == kind


def test_every_kind_is_tried() -> None:
    assert {kind for kind, *_ in CASES} == set(KINDS)


def a_person(chance: random.Random, i: int) -> str:
    first = chance.choice(("Anna", "James", "Priya", "Mohammed", "Claire", "Pedro"))
    return f"{first} {a_name(chance, i)}" if i % 3 else f"{a_name(chance, i)}, Dr. {first}"


def test_persons_are_known_without_a_header() -> None:
    assert column("column 3", made(a_person)).kind == "full_name"
    assert column("column 3", made(lambda c, i: f"{a_person(c, i)} Ltd")).kind == "text"
    assert column("column 3", made(lambda c, i: f"{a_name(c, i)} {a_name(c, i)}")).kind == "text"


def test_fields_say_it_in_every_language() -> None:
    names = made(a_name)
    assert column("ನಗರ", names).kind == "text"
    assert column("ಹೆಸರು", names, "first_name").kind == "first_name"
    assert column("x", made(lambda c, i: str(c.randrange(10**4, 10**5))), "pin_code").kind == "postcode"


def test_digits_of_other_scripts() -> None:
    assert column("x", made(lambda c, i: f"{'१२३'[i % 3]}{'४५६'[i // 3 % 3]}.५")).numbers is not None
    assert column("x", ["०४/०३/२०२०", "१४/०३/२०२०"] * 20).kind == "date"
    assert column("x", ["०४/०३/२०२०", "१४/०३/२०२०"] * 20).values == ("०४/०३/२०२०", "१४/०३/२०२०")


def test_marks() -> None:
    assert column("dob", made(lambda c, i: f"19{i % 90 + 10}-03-01")).is_birth
    assert column("birthYear", made(lambda c, i: str(1900 + i % 90))).is_birth
    assert not column("created", made(lambda c, i: f"19{i % 90 + 10}-03-01")).is_birth
    assert column("Age (years)", made(lambda c, i: str(i % 90))).is_age
    assert not column("wage", made(lambda c, i: str(i % 90))).is_age
    assert not column("age", made(lambda c, i: str(i * 1000))).is_age
    assert column("t", made(lambda c, i: f"2020-01-02 0{i % 9}:00")).has_clock
    assert not column("t", made(lambda c, i: f"2020-01-{i % 28 + 1:02} 00:00")).has_clock


def test_codes_and_numbers_go_together() -> None:
    found = column("x", [" 1.50", "2", None, "1.50", "-", "3"] * 10 + ["oops"])
    assert found.values == ("1.50", "2", "3", "oops")
    assert found.codes.tolist()[:6] == [0, 1, -1, 0, -1, 2]
    assert found.numbers is not None
    assert np.nan_to_num(found.numbers, nan=-1).tolist() == [1.5, 2, -1, 1.5, -1, 3] * 10 + [-1]


def numbers(*texts: str) -> list[float] | None:
    found = numbers_of(pa.array(texts), np.ones(len(texts), np.int64))
    return None if found is None else found.tolist()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1", "-2.5", "+3", ".5", "1e3"), [1, -2.5, 3, 0.5, 1000]),
        (("1,234", "1,234,567.8", "12"), [1234, 1234567.8, 12]),
        (("12,34,567", "1,00,000"), [1234567, 100000]),
        (("0,5", "1.234,25", "7"), [0.5, 1234.25, 7]),
        (("1 234,5", "2 000"), [1234.5, 2000]),
        (("1’234", "5’000’000"), [1234, 5000000]),
        (("$1,200.50", "-$3", "($4)"), [1200.5, -3, -4]),
        (("12 %", "7%"), [12, 7]),
        (("Rs. 500", "Rs 1,000"), [500, 1000]),
        (("12 €", "1,50 €"), [12, 1.5]),
    ],
)
def test_numbers(texts: tuple[str, ...], expected: list[float]) -> None:
    assert numbers(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [("007", "123"), ("1e2147483648",), ("5E12345678901",), ("nan", "inf"), ("0x1F",), ("1_000",), ("1,2,3",),
     ("12,3456,789",), ("1.2.3",), ("١٢٣",), ("--1",), ("1e",), ("",)],
)  # fmt: skip
def test_no_numbers(texts: tuple[str, ...]) -> None:
    assert numbers(*texts) is None


@given(st.lists(st.text(max_size=12), max_size=5), st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_whatever_stands_there(texts: list[str], values: list[float]) -> None:
    told = [text for text in texts if "\x00" not in text and text.isprintable()]
    every = pa.array([*told, *map(repr, values)], pa.string())
    found = numbers_of(every, np.ones(len(every), np.int64))
    if found is not None and not told:
        assert found.tolist() == values
    days_of(every, np.ones(len(every), np.int64))


def days(*texts: str, is_date: bool = False) -> list[float] | None:
    found = days_of(pa.array(texts), np.ones(len(texts), np.int64), is_date=is_date)
    return None if found is None else found.days.tolist()


def day(year: int, month: int, at: int) -> int:
    return (datetime.date(year, month, at) - _DAY).days


@pytest.mark.parametrize(
    "text",
    ["2020-03-04", "2020/3/4", "04.03.2020", "4-3-20", "04/03/2020", "4 Mar 2020", "4th of March, 2020",
     "March 4, 2020", "Mar 4 2020", "2020-Mar-04", "04-MAR-20", "4. März 2020", "4 de marzo de 2020",
     "4 मार्च 2020", "Wed, 4 Mar 2020", "Wednesday, March 4, 2020"],
)  # fmt: skip
def test_forms(text: str) -> None:
    assert days(text) == [day(2020, 3, 4)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2020-03-04T06:00:00Z", 6), ("2020-03-04 18:00", 18), ("3/14/2020 6:00 PM", 18),
     ("04.03.2020, 12:00 am", 0), ("2020-03-04T06:00:00.123456+05:30", 6),
     ("Wed Mar 04 06:00:00 +0000 2020", 6), ("2020-03-04 06:00:00 UTC", 6),
     ("Wed Mar 04 2020 06:00:00 GMT+0100 (CET)", 6)],
)  # fmt: skip
def test_time_of_day(text: str, hours: int) -> None:
    found = days(text)
    assert found is not None
    assert found[0] % 1 == pytest.approx(hours / 24)


def test_day_or_month_first() -> None:
    assert days("1/2/2020", "13/2/2020") == [day(2020, 2, 1), day(2020, 2, 13)]
    assert days("1/2/2020", "2/13/2020") == [day(2020, 1, 2), day(2020, 2, 13)]
    assert days("1/2/2020", "3/4/2020") == [day(2020, 2, 1), day(2020, 4, 3)]


@pytest.mark.parametrize(
    "texts",
    [("2021-02-29",), ("31/04/2020",), ("2020-13-01", "2020-00-10"), ("1.5", "2.25"),
     ("10:30",), ("12/2020",), ("2020-01-01 25:00",), ("99999999", "12345678"), ("4 Foo 2020",),
     ("A1-2-2020",), ("1/2/2020", "2020-02-01")],
)  # fmt: skip
def test_no_dates(texts: tuple[str, ...]) -> None:
    assert days(*texts) is None


def test_dates_that_stand_for_none() -> None:
    found = days("2020-01-01", "2020-01-02", "9999-12-31", "0000-00-00")
    assert found is not None
    assert np.isnan(found).tolist() == [False, False, True, True]


def test_eight_digits_are_dates_when_all_are() -> None:
    texts = [f"2020{month:02}{at:02}" for month in range(1, 13) for at in range(1, 20)]
    assert days(*texts) is not None
    assert days(*texts, *["20209999"] * 10) is None
    assert days(*texts, *["20209999"] * 10, is_date=True) is not None


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_the_calendar(at: datetime.date) -> None:
    assert days(at.isoformat()) == [(at - _DAY).days]


@given(st.text(max_size=200))
def test_any_header(name: str) -> None:
    assert header_of(name, None).says <= set(KINDS) | {"birth", "age", "year", "person", "numbering"}
