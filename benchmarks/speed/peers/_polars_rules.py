"""The rules as polars expressions: True where kept, False where broken, null where nothing can be said."""

from __future__ import annotations

from datetime import date

import polars as pl
from _common import (
    AADHAAR,
    FACTS,
    FIRST_DAY,
    ISO_DAY,
    LAST_DAY,
    MAKERS,
    MINORS_DAY,
    MOBILE,
    NAME,
    PAN,
    PERSON_PAN,
    PIN,
    REFERENCE,
    STATES,
    aadhaars_fit,
    full,
)

col = pl.col


def scan(path: str) -> pl.LazyFrame:
    """Every column as text, empty cells as null."""
    return pl.scan_csv(path, infer_schema=False)


def like(name: str, pattern: str) -> pl.Expr:
    """The whole value matches."""
    return col(name).str.contains(full(pattern))


def check_digit() -> pl.Expr:
    """Polars has no table look-ups by position; numpy does the well-formed numbers of a batch."""

    def judge(series: pl.Series) -> pl.Series:
        shaped = series.str.contains(full(AADHAAR)).fill_null(False)
        verdicts = pl.Series([None] * len(series), dtype=pl.Boolean)
        return verdicts.scatter(shaped.arg_true(), aadhaars_fit(series.filter(shaped).str.join().item()))

    return col("aadhaar").map_batches(judge, return_dtype=pl.Boolean, is_elementwise=True)


def given(condition: pl.Expr, expected: pl.Expr) -> pl.Expr:
    """A rule that speaks only where the condition is known to hold."""
    return pl.when(condition).then(expected)


def kept() -> dict[str, pl.Expr]:
    """Every rule."""
    age, born = (col(c).cast(pl.Int32, strict=False) for c in ("age", "birth_year"))
    dose1, dose2 = (col(c).str.to_date("%Y-%m-%d", strict=False) for c in ("dose1_date", "dose2_date"))
    pan, pin = like("pan", PAN), like("pin_code", PIN)
    initial = col("pan").str.slice(4, 1)
    name_initials = (col("name").str.slice(0, 1), col("name").str.extract(r"([A-Za-z])[^ ]*$"))
    minor, gap = age <= 17, (dose2 - dose1).dt.total_days()
    return {
        "reference-digits": like("reference_id", REFERENCE),
        "name-letters": like("name", NAME),
        "name-no-placeholder": ~col("name").is_in(FACTS["placeholder_names"]),
        "gender-listed": col("gender").is_in(FACTS["genders"]),
        "birth-year-range": born.is_between(1900, 2012),
        "age-range": age.is_between(0, 120),
        "age-fits-birth": given(
            born.is_between(1900, 2012) & age.is_between(0, 120), (dose1.dt.year() - born - age).abs() <= 1
        ),
        "mobile-shape": like("mobile", MOBILE),
        "mobile-no-placeholder": ~col("mobile").is_in(FACTS["placeholder_mobiles"]),
        "aadhaar-shape": like("aadhaar", AADHAAR),
        "aadhaar-check-digit": check_digit(),
        "pan-shape": pan,
        "pan-person": given(pan, like("pan", PERSON_PAN)),
        "pan-initial": given(
            like("pan", PERSON_PAN), (initial == name_initials[0]) | (initial == name_initials[1])
        ),
        "id-type-listed": col("id_type").is_in(FACTS["id_types"]),
        "id-type-aadhaar": given(col("id_type") == "Aadhaar Card", col("aadhaar").is_not_null()),
        "id-type-pan": given(col("id_type") == "PAN Card", col("pan").is_not_null()),
        "vaccine-listed": col("vaccine").is_in(list(MAKERS)),
        "manufacturer-fits": col("vaccine").replace_strict(MAKERS, default=None, return_dtype=pl.String)
        == col("manufacturer"),
        "dose1-written": like("dose1_date", ISO_DAY),
        "dose1-in-programme": dose1.is_between(date.fromisoformat(FIRST_DAY), date.fromisoformat(LAST_DAY)),
        "dose2-after-dose1": dose2 > dose1,
        "covishield-gap": given((col("vaccine") == "COVISHIELD") & (dose2 > dose1), gap.is_between(28, 240)),
        "minor-vaccine": given(minor, col("vaccine").is_in(FACTS["minor_vaccines"])),
        "minor-not-before-2022": given(minor, dose1 >= date.fromisoformat(MINORS_DAY)),
        "state-listed": col("state").is_in(list(STATES.values())),
        "pin-shape": pin,
        "pin-fits-state": given(
            pin,
            col("pin_code").str.slice(0, 2).replace_strict(STATES, default=None, return_dtype=pl.String)
            == col("state"),
        ),
        "center-present": given(dose1 >= date.fromisoformat(FIRST_DAY), col("center_name").is_not_null()),
    }
