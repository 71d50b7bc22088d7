"""The rules in pandas: chunks of text columns, vectorised string methods, masks summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
from _common import (
    AADHAAR,
    CHUNK,
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
    main,
)


def chunks(path: str) -> Iterator[pd.DataFrame]:
    """The file in pieces, every column as text, empty cells missing."""
    return pd.read_csv(path, dtype=str, chunksize=CHUNK, keep_default_na=False, na_values=[""])


def unlike(column: pd.Series, pattern: str) -> pd.Series:
    """Where a value is there and does not match."""
    return ~column.str.fullmatch(pattern, na=True)


def unlisted(column: pd.Series, words: list[str]) -> pd.Series:
    """Where a value is there and not in the list."""
    return column.notna() & ~column.isin(words)


def outside(column: pd.Series, low: object, high: object) -> pd.Series:
    """Where a value is there and not between two bounds."""
    return column.notna() & ~column.between(low, high)


def broken(df: pd.DataFrame) -> dict[str, pd.Series]:
    """One mask a rule: True where it is broken."""
    age, born = (pd.to_numeric(df[c], errors="coerce") for c in ("age", "birth_year"))
    dose1, dose2 = (
        pd.to_datetime(df[c], format="%Y-%m-%d", errors="coerce") for c in ("dose1_date", "dose2_date")
    )
    aadhaar = df.aadhaar.str.fullmatch(AADHAAR, na=False)
    pan, person = (df.pan.str.fullmatch(p, na=False) for p in (PAN, PERSON_PAN))
    pin_ok = df.pin_code.str.fullmatch(PIN, na=False)
    check_digit = pd.Series(False, index=df.index)
    check_digit[aadhaar] = ~aadhaars_fit(df.aadhaar[aadhaar].str.cat())
    initial, last_word = df.pan.str[4], df.name.str.rsplit(" ", n=1).str[-1]
    state_of_pin = df.pin_code.str[:2].map(STATES)
    minor, gap = age <= 17, (dose2 - dose1).dt.days
    return {
        "reference-digits": unlike(df.reference_id, REFERENCE),
        "name-letters": unlike(df.name, NAME),
        "name-no-placeholder": df.name.isin(FACTS["placeholder_names"]),
        "gender-listed": unlisted(df.gender, FACTS["genders"]),
        "birth-year-range": outside(born, 1900, 2012),
        "age-range": outside(age, 0, 120),
        "age-fits-birth": born.between(1900, 2012)
        & age.between(0, 120)
        & ((dose1.dt.year - born - age).abs() > 1),
        "mobile-shape": unlike(df.mobile, MOBILE),
        "mobile-no-placeholder": df.mobile.isin(FACTS["placeholder_mobiles"]),
        "aadhaar-shape": df.aadhaar.notna() & ~aadhaar,
        "aadhaar-check-digit": check_digit,
        "pan-shape": df.pan.notna() & ~pan,
        "pan-person": pan & ~person,
        "pan-initial": person & df.name.notna() & (initial != df.name.str[0]) & (initial != last_word.str[0]),
        "id-type-listed": unlisted(df.id_type, FACTS["id_types"]),
        "id-type-aadhaar": (df.id_type == "Aadhaar Card") & df.aadhaar.isna(),
        "id-type-pan": (df.id_type == "PAN Card") & df.pan.isna(),
        "vaccine-listed": unlisted(df.vaccine, list(MAKERS)),
        "manufacturer-fits": df.vaccine.isin(list(MAKERS))
        & df.manufacturer.notna()
        & (df.vaccine.map(MAKERS) != df.manufacturer),
        "dose1-written": unlike(df.dose1_date, ISO_DAY),
        "dose1-in-programme": outside(dose1, pd.Timestamp(FIRST_DAY), pd.Timestamp(LAST_DAY)),
        "dose2-after-dose1": dose2 <= dose1,
        "covishield-gap": (df.vaccine == "COVISHIELD") & (dose2 > dose1) & ~gap.between(28, 240),
        "minor-vaccine": minor & unlisted(df.vaccine, FACTS["minor_vaccines"]),
        "minor-not-before-2022": minor & (dose1 < pd.Timestamp(MINORS_DAY)),
        "state-listed": unlisted(df.state, list(STATES.values())),
        "pin-shape": df.pin_code.notna() & ~pin_ok,
        "pin-fits-state": pin_ok & state_of_pin.notna() & df.state.notna() & (state_of_pin != df.state),
        "center-present": (dose1 >= pd.Timestamp(FIRST_DAY)) & df.center_name.isna(),
    }


def parse(path: str) -> int:
    """Rows, reading alone."""
    return sum(len(df) for df in chunks(path))


def check(path: str) -> tuple[int, Counter[str]]:
    """Rows, and broken rows by rule."""
    rows, counts = 0, Counter[str]()
    for df in chunks(path):
        rows += len(df)
        counts.update({rule: int(np.count_nonzero(mask)) for rule, mask in broken(df).items()})
    return rows, counts


if __name__ == "__main__":
    main(parse, check)
