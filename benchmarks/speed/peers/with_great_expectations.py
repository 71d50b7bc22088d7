"""The rules in Great Expectations: one suite on a pandas data frame, counts from the results.

Great Expectations judges columns, so numbers, dates, differences of two columns and the first two digits
of the PIN code are put into columns of their own first (counted as rules, as everywhere). What needs a
program of its own and not a column is left out. Two columns looked up together are joined into one text:
the expectation for pairs of columns loops over rows and costs twenty times as much.
"""

from __future__ import annotations

import logging
import os
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import pandas as pd
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
    full,
    main,
)
from great_expectations import expectations as gxe

LEFT_OUT = {
    "aadhaar-check-digit": "no ready-made expectation computes a Verhoeff digit",
    "pan-initial": "no ready-made expectation compares parts of two columns",
}


def read(path: str) -> pd.DataFrame:
    """The whole file, every column as text, empty cells missing."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])


def typed(df: pd.DataFrame) -> pd.DataFrame:
    """Numbers and dates as columns of their own."""
    dose1, dose2 = (
        pd.to_datetime(df[c], format="%Y-%m-%d", errors="coerce") for c in ("dose1_date", "dose2_date")
    )
    years, born = (pd.to_numeric(df[c], errors="coerce") for c in ("age", "birth_year"))
    area, vaccine = df.pin_code.str[:2], df.vaccine
    return df.assign(
        dose1=dose1,
        years=years,
        born=born,
        gap=(dose2 - dose1).dt.days,
        age_error=dose1.dt.year - born - years,
        area_state=area.where(area.isin(list(STATES))) + "/" + df.state,
        vaccine_maker=vaccine.where(vaccine.isin(list(MAKERS))) + "/" + df.manufacturer,
    )


def where(condition: str) -> dict[str, str]:
    """A row condition."""
    return {"row_condition": condition, "condition_parser": "pandas"}


def suite() -> dict[str, Any]:
    """Rule -> expectation."""
    like = lambda column, pattern, **more: gxe.ExpectColumnValuesToMatchRegex(  # noqa: E731
        column=column, regex=full(pattern), **more
    )
    listed = lambda column, words, **more: gxe.ExpectColumnValuesToBeInSet(  # noqa: E731
        column=column, value_set=list(words), **more
    )
    within = lambda column, low, high, **more: gxe.ExpectColumnValuesToBeBetween(  # noqa: E731
        column=column, min_value=low, max_value=high, **more
    )
    day = pd.Timestamp
    return {
        "reference-digits": like("reference_id", REFERENCE),
        "name-letters": like("name", NAME),
        "name-no-placeholder": gxe.ExpectColumnValuesToNotBeInSet(
            column="name", value_set=FACTS["placeholder_names"]
        ),
        "gender-listed": listed("gender", FACTS["genders"]),
        "birth-year-range": within("born", 1900, 2012),
        "age-range": within("years", 0, 120),
        "age-fits-birth": within(
            "age_error", -1, 1, **where("born >= 1900 and born <= 2012 and years >= 0 and years <= 120")
        ),
        "mobile-shape": like("mobile", MOBILE),
        "mobile-no-placeholder": gxe.ExpectColumnValuesToNotBeInSet(
            column="mobile", value_set=FACTS["placeholder_mobiles"]
        ),
        "aadhaar-shape": like("aadhaar", AADHAAR),
        "pan-shape": like("pan", PAN),
        "pan-person": like("pan", PERSON_PAN, **where(f'pan.str.fullmatch("{PAN}", na=False)')),
        "id-type-listed": listed("id_type", FACTS["id_types"]),
        "id-type-aadhaar": gxe.ExpectColumnValuesToNotBeNull(
            column="aadhaar", **where('id_type == "Aadhaar Card"')
        ),
        "id-type-pan": gxe.ExpectColumnValuesToNotBeNull(column="pan", **where('id_type == "PAN Card"')),
        "vaccine-listed": listed("vaccine", MAKERS),
        "manufacturer-fits": listed("vaccine_maker", map("/".join, MAKERS.items())),
        "dose1-written": like("dose1_date", ISO_DAY),
        "dose1-in-programme": within("dose1", day(FIRST_DAY), day(LAST_DAY)),
        "dose2-after-dose1": within("gap", 1, None),
        "covishield-gap": within("gap", 28, 240, **where('vaccine == "COVISHIELD" and gap > 0')),
        "minor-vaccine": listed("vaccine", FACTS["minor_vaccines"], **where("years <= 17")),
        "minor-not-before-2022": within("dose1", day(MINORS_DAY), None, **where("years <= 17")),
        "state-listed": listed("state", STATES.values()),
        "pin-shape": like("pin_code", PIN),
        "pin-fits-state": listed("area_state", map("/".join, STATES.items())),
        "center-present": gxe.ExpectColumnValuesToNotBeNull(
            column="center_name", **where(f'dose1 >= "{FIRST_DAY}"')
        ),
    }


def check(path: str) -> tuple[int, dict[str, int]]:
    """Rows, and broken rows by rule."""
    df = read(path)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("dump")
    batch = source.add_dataframe_asset("frame").add_batch_definition_whole_dataframe("all")
    rules = suite()
    expected = gx.ExpectationSuite("rules")
    for rule, expectation in rules.items():
        expectation.meta = {"rule": rule}
        expected.add_expectation(expectation)
    validation = gx.ValidationDefinition(data=batch, suite=context.suites.add(expected), name="speed")
    context.validation_definitions.add(validation)
    done = validation.run(batch_parameters={"dataframe": typed(df)}, result_format="BASIC")
    failed = [r for r in done.results if "unexpected_count" not in r.result]
    if failed:
        raise RuntimeError(str(failed[0].exception_info)[:500])
    return len(df), {r.expectation_config.meta["rule"]: r.result["unexpected_count"] for r in done.results}


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    main(lambda path: len(read(path)), check, LEFT_OUT)
