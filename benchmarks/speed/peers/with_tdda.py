"""The rules in TDDA: constraints on single columns, failing records detected constraint by constraint."""

from __future__ import annotations

import pandas as pd
from _common import (
    AADHAAR,
    FACTS,
    FIRST_DAY,
    ISO_DAY,
    LAST_DAY,
    MAKERS,
    MOBILE,
    NAME,
    PAN,
    PIN,
    REFERENCE,
    STATES,
    full,
    main,
)
from tdda.constraints import detect_df

_TWO = "TDDA's constraints look at one column"
LEFT_OUT = {
    **dict.fromkeys(("name-no-placeholder", "mobile-no-placeholder"), "no list of forbidden values"),
    "aadhaar-check-digit": "no constraint computes a Verhoeff digit",
    "pan-person": "a second pattern on a column is an alternative, not a further demand",
    **dict.fromkeys(
        (
            "age-fits-birth",
            "pan-initial",
            "id-type-aadhaar",
            "id-type-pan",
            "manufacturer-fits",
            "dose2-after-dose1",
            "covishield-gap",
            "minor-vaccine",
            "minor-not-before-2022",
            "pin-fits-state",
        ),
        _TWO,
    ),
}
_RULES = {  # rule -> column, its constraints
    "reference-digits": ("reference_id", {"rex": [full(REFERENCE)]}),
    "name-letters": ("name", {"rex": [full(NAME)]}),
    "gender-listed": ("gender", {"allowed_values": FACTS["genders"]}),
    "birth-year-range": ("birth_year", {"min": 1900, "max": 2012}),
    "age-range": ("age", {"min": 0, "max": 120}),
    "mobile-shape": ("mobile", {"rex": [full(MOBILE)]}),
    "aadhaar-shape": ("aadhaar", {"rex": [full(AADHAAR)]}),
    "pan-shape": ("pan", {"rex": [full(PAN)]}),
    "id-type-listed": ("id_type", {"allowed_values": FACTS["id_types"]}),
    "vaccine-listed": ("vaccine", {"allowed_values": list(MAKERS)}),
    "dose1-written": ("dose1_date", {"rex": [full(ISO_DAY)]}),
    "dose1-in-programme": ("dose1", {"min": FIRST_DAY, "max": LAST_DAY}),
    "state-listed": ("state", {"allowed_values": list(STATES.values())}),
    "pin-shape": ("pin_code", {"rex": [full(PIN)]}),
    "center-present": ("center_name", {"max_nulls": 0}),
}


def read(path: str) -> pd.DataFrame:
    """The whole file, every column as text, empty cells missing."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])


def typed(df: pd.DataFrame) -> pd.DataFrame:
    """Numbers and dates as columns of their own."""
    numbers = {name: pd.to_numeric(df[name], errors="coerce") for name in ("age", "birth_year")}
    return df.assign(**numbers, dose1=pd.to_datetime(df.dose1_date, format="%Y-%m-%d", errors="coerce"))


def check(path: str) -> tuple[int, dict[str, int]]:
    """Rows, and broken rows by rule."""
    df = read(path)
    kinds = {"age": "int", "birth_year": "int", "dose1": "date"}
    wanted = {column: {"type": kinds.get(column, "string"), **limits} for column, limits in _RULES.values()}
    found = detect_df(
        typed(df), {"fields": wanted}, per_constraint=True, output_fields=["reference_id"]
    ).detected()
    counts = {}
    for rule, (column, limits) in _RULES.items():
        names = {"rex": "rex", "allowed_values": "values", "max_nulls": "nonnull", "min": "min", "max": "max"}
        flags = [f"{column}_{names[kind]}_ok" for kind in limits]
        broken = [found[flag].eq(False) for flag in flags if flag in found]
        counts[rule] = int(pd.concat(broken, axis=1).any(axis=1).sum()) if broken else 0
    return len(df), counts


if __name__ == "__main__":
    main(lambda path: len(read(path)), check, LEFT_OUT)
