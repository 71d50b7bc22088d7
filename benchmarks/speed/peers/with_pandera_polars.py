"""The rules in pandera, polars back end: built-in checks on columns, data-frame checks across them, lazy.

pandera collects the whole frame when it checks values, so the file is read as a whole.
"""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from _common import AADHAAR, FACTS, ISO_DAY, MAKERS, MOBILE, NAME, PAN, PIN, REFERENCE, STATES, full, main
from _polars_rules import kept, scan

BUILT_IN = {
    "reference_id": [pa.Check.str_matches(full(REFERENCE), error="reference-digits")],
    "name": [
        pa.Check.str_matches(full(NAME), error="name-letters"),
        pa.Check.notin(FACTS["placeholder_names"], error="name-no-placeholder"),
    ],
    "gender": [pa.Check.isin(FACTS["genders"], error="gender-listed")],
    "born": [pa.Check.in_range(1900, 2012, error="birth-year-range")],
    "years": [pa.Check.in_range(0, 120, error="age-range")],
    "mobile": [
        pa.Check.str_matches(full(MOBILE), error="mobile-shape"),
        pa.Check.notin(FACTS["placeholder_mobiles"], error="mobile-no-placeholder"),
    ],
    "aadhaar": [pa.Check.str_matches(full(AADHAAR), error="aadhaar-shape")],
    "pan": [pa.Check.str_matches(full(PAN), error="pan-shape")],
    "id_type": [pa.Check.isin(FACTS["id_types"], error="id-type-listed")],
    "vaccine": [pa.Check.isin(list(MAKERS), error="vaccine-listed")],
    "dose1_date": [pa.Check.str_matches(full(ISO_DAY), error="dose1-written")],
    "state": [pa.Check.isin(list(STATES.values()), error="state-listed")],
    "pin_code": [pa.Check.str_matches(full(PIN), error="pin-shape")],
}
_DONE = {check.error for checks in BUILT_IN.values() for check in checks}
ACROSS = {rule: expression for rule, expression in kept().items() if rule not in _DONE}


def holds(expression: pl.Expr) -> object:
    """A data-frame check; what cannot be said is no failure."""
    return lambda data: data.lazyframe.select(expression.fill_null(True))


SCHEMA = pa.DataFrameSchema(
    {name: pa.Column(checks=checks, nullable=True) for name, checks in BUILT_IN.items()},
    checks=[pa.Check(holds(expression), error=rule) for rule, expression in ACROSS.items()],
)


def typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers and dates as columns of their own."""
    number = lambda name: pl.col(name).cast(pl.Int32, strict=False)  # noqa: E731
    return frame.with_columns(years=number("age"), born=number("birth_year"))


def parse(path: str) -> int:
    """Rows, reading alone."""
    return scan(path).collect().height


def check(path: str) -> tuple[int, dict[str, int]]:
    """Rows, and broken rows by rule."""
    frame = scan(path).collect()
    counts = dict.fromkeys([*_DONE, *ACROSS], 0)
    try:
        SCHEMA.validate(typed(frame), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.group_by("check").agg(pl.col("index").n_unique())
        counts |= dict(cases.iter_rows())
    return frame.height, counts


if __name__ == "__main__":
    main(parse, check)
