"""Dates: what is read, what is refused, and that nothing is rolled over."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.dates import MAX_YEAR, MIN_YEAR, DateValue, parse_date

DATES = st.dates(datetime.date(MIN_YEAR, 1, 1), datetime.date(MAX_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12-03-1982", DateValue(1982, 3, 12)),
        ("12/03/82", DateValue(1982, 3, 12)),
        ("१२.०३.१९८२", DateValue(1982, 3, 12)),
        ("03/25/1982", DateValue(1982, 3, 25)),
        ("1982-03-12T10:00:00Z", DateValue(1982, 3, 12)),
        ("12 Mar 1982", DateValue(1982, 3, 12)),
        ("12-Mar-82", DateValue(1982, 3, 12)),
        ("Mar 12, 1982", DateValue(1982, 3, 12)),
        ("12th March, 1982", DateValue(1982, 3, 12)),
        ("12 मार्च 1982", DateValue(1982, 3, 12)),
        ("Friday, 12 March 1982", DateValue(1982, 3, 12)),
        ("06 May 2021 (Batch no. 37F21001A)", DateValue(2021, 5, 6)),
        ("19820312", DateValue(1982, 3, 12)),
        ("Mar 1982", DateValue(1982, 3)),
        ("1982", DateValue(1982)),
        ("00-00-1982", DateValue(1982)),
    ],
)
def test_read(text: str, value: DateValue) -> None:
    assert parse_date(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "31/02/1999",
        "29-02-2021",
        "13/13/2000",
        "00-03-1985",
        "10",
        "",
        "soon",
        "9876543210",
        "3000-01-01",
        "12-03",
    ],
)
def test_refused(text: str) -> None:
    assert parse_date(text) is None


@given(DATES)
def test_every_day_is_read_back_in_every_usual_form(day: datetime.date) -> None:
    expected = DateValue(day.year, day.month, day.day)
    for form in ("%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y", "%B %d, %Y"):
        assert parse_date(day.strftime(form)) == expected
    assert expected.ordinal == day.toordinal()


@given(st.integers(MIN_YEAR, MAX_YEAR), st.integers(1, 12))
def test_days_past_the_end_of_a_month_are_refused(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert parse_date(f"{last}-{month}-{year}") is not None
    assert parse_date(f"{last + 1:02d}-{month:02d}-{year}") is None or (last + 1 <= 12)


@given(st.text(max_size=80))
def test_never_raises_and_never_invents(text: str) -> None:
    found = parse_date(text)
    assert found is None or MIN_YEAR <= found.year <= MAX_YEAR
