"""The rules in pandera, pandas back end: built-in checks on columns, data-frame checks across them, lazy.

Numbers and dates are parsed into columns of their own first; that counts as rules, as it does everywhere.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pandera.pandas as pa
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
    main,
)
from with_pandas import chunks, parse

check_ = pa.Check


def aadhaars(column: pd.Series) -> pd.Series:
    """Only well-formed numbers can have a wrong check digit."""
    shaped = column.str.fullmatch(AADHAAR, na=False)
    result = pd.Series(True, index=column.index)
    result[shaped] = aadhaars_fit(column[shaped].str.cat())
    return result


def persons(column: pd.Series) -> pd.Series:
    """A well-formed PAN is a person's."""
    return ~column.str.fullmatch(PAN, na=False) | column.str.fullmatch(PERSON_PAN, na=False)


def initials(df: pd.DataFrame) -> pd.Series:
    """The fifth letter begins the first or the last word of the name."""
    initial, last_word = df.pan.str[4], df.name.str.rsplit(" ", n=1).str[-1]
    speaks = df.pan.str.fullmatch(PERSON_PAN, na=False) & df.name.notna()
    return ~speaks | (initial == df.name.str[0]) | (initial == last_word.str[0])


def makers(df: pd.DataFrame) -> pd.Series:
    """The maker is the vaccine's."""
    wanted = df.vaccine.map(MAKERS)
    return wanted.isna() | df.manufacturer.isna() | (wanted == df.manufacturer)


def pins(df: pd.DataFrame) -> pd.Series:
    """The first two digits lie in the state."""
    state = df.pin_code.where(df.pin_code.str.fullmatch(PIN, na=False)).str[:2].map(STATES)
    return state.isna() | df.state.isna() | (state == df.state)


def ages(df: pd.DataFrame) -> pd.Series:
    """Age, year of birth and first dose agree within a year."""
    speaks = df.born.between(1900, 2012) & df.years.between(0, 120)
    return ~speaks | ~((df.dose1.dt.year - df.born - df.years).abs() > 1)


def gaps(df: pd.DataFrame) -> pd.Series:
    """28 to 240 days between two doses of Covishield."""
    speaks = (df.vaccine == "COVISHIELD") & (df.dose2 > df.dose1)
    return ~speaks | (df.dose2 - df.dose1).dt.days.between(28, 240)


COLUMNS = {
    "reference_id": [check_.str_matches(full(REFERENCE), error="reference-digits")],
    "name": [
        check_.str_matches(full(NAME), error="name-letters"),
        check_.notin(FACTS["placeholder_names"], error="name-no-placeholder"),
    ],
    "gender": [check_.isin(FACTS["genders"], error="gender-listed")],
    "born": [check_.in_range(1900, 2012, error="birth-year-range")],
    "years": [check_.in_range(0, 120, error="age-range")],
    "mobile": [
        check_.str_matches(full(MOBILE), error="mobile-shape"),
        check_.notin(FACTS["placeholder_mobiles"], error="mobile-no-placeholder"),
    ],
    "aadhaar": [
        check_.str_matches(full(AADHAAR), error="aadhaar-shape"),
        check_(aadhaars, error="aadhaar-check-digit"),
    ],
    "pan": [check_.str_matches(full(PAN), error="pan-shape"), check_(persons, error="pan-person")],
    "id_type": [check_.isin(FACTS["id_types"], error="id-type-listed")],
    "vaccine": [check_.isin(list(MAKERS), error="vaccine-listed")],
    "dose1_date": [check_.str_matches(full(ISO_DAY), error="dose1-written")],
    "dose1": [check_.in_range(pd.Timestamp(FIRST_DAY), pd.Timestamp(LAST_DAY), error="dose1-in-programme")],
    "state": [check_.isin(list(STATES.values()), error="state-listed")],
    "pin_code": [check_.str_matches(full(PIN), error="pin-shape")],
}
ACROSS = {
    "age-fits-birth": ages,
    "pan-initial": initials,
    "id-type-aadhaar": lambda df: (df.id_type != "Aadhaar Card") | df.aadhaar.notna(),
    "id-type-pan": lambda df: (df.id_type != "PAN Card") | df.pan.notna(),
    "manufacturer-fits": makers,
    "dose2-after-dose1": lambda df: ~(df.dose2 <= df.dose1),
    "covishield-gap": gaps,
    "minor-vaccine": lambda df: (
        ~(df.years <= 17) | df.vaccine.isna() | df.vaccine.isin(FACTS["minor_vaccines"])
    ),
    "minor-not-before-2022": lambda df: ~((df.years <= 17) & (df.dose1 < pd.Timestamp(MINORS_DAY))),
    "pin-fits-state": pins,
    "center-present": lambda df: ~(df.dose1 >= pd.Timestamp(FIRST_DAY)) | df.center_name.notna(),
}
SCHEMA = pa.DataFrameSchema(
    {name: pa.Column(checks=checks, nullable=True) for name, checks in COLUMNS.items()},
    checks=[check_(rule, error=name) for name, rule in ACROSS.items()],
)


def typed(df: pd.DataFrame) -> pd.DataFrame:
    """Numbers and dates as columns of their own."""
    return df.assign(
        years=pd.to_numeric(df.age, errors="coerce"),
        born=pd.to_numeric(df.birth_year, errors="coerce"),
        dose1=pd.to_datetime(df.dose1_date, format="%Y-%m-%d", errors="coerce"),
        dose2=pd.to_datetime(df.dose2_date, format="%Y-%m-%d", errors="coerce"),
    )


def failures(df: pd.DataFrame) -> dict[str, int]:
    """Distinct failing rows a check: a data-frame check lists a failing row once for each column."""
    try:
        SCHEMA.validate(typed(df), lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases.groupby("check")["index"].nunique().to_dict()
    return {}


def check(path: str) -> tuple[int, Counter[str]]:
    """Rows, and broken rows by rule."""
    rows, counts = (
        0,
        Counter({rule.error: 0 for rules in COLUMNS.values() for rule in rules} | dict.fromkeys(ACROSS, 0)),
    )
    for df in chunks(path):
        rows += len(df)
        counts.update(failures(df))
    return rows, counts


if __name__ == "__main__":
    main(parse, check)
