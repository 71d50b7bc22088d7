"""One fault per rule: how the generator breaks a row so that this rule fails and no other does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Columns = dict[str, list[str]]


def _put(**cells: str) -> Callable[[Columns, int], None]:
    """Overwrite cells; what other rules would compare with them is blanked by the caller's choice."""

    def fault(columns: Columns, row: int) -> None:
        for name, text in cells.items():
            columns[name][row] = text

    return fault


_NO_PAN = {"id_type": "Voter ID", "pan": ""}  # a new name would no longer fit the number's initial
_ADULT = {"age": "40", "vaccine": "COVISHIELD", "manufacturer": "Serum Institute of India"}
_DATED = {"dose1_date": "2021-06-14", "dose2_date": ""}


def _spoil(name: str, place: int, character: str) -> Callable[[Columns, int], None]:
    """Replace one character of a cell."""

    def fault(columns: Columns, row: int) -> None:
        text = columns[name][row]
        columns[name][row] = text[:place] + character + text[place + 1 :]

    return fault


def _bad_check_digit(columns: Columns, row: int) -> None:
    text = columns["aadhaar"][row] or "234123412346"
    columns["aadhaar"][row] = text[:11] + str((int(text[11]) + 1) % 10)


def _second_dose(days: int) -> Callable[[Columns, int], None]:
    def fault(columns: Columns, row: int) -> None:
        day = date.fromisoformat(columns["dose1_date"][row]) + timedelta(days)
        columns["dose2_date"][row] = day.isoformat()
        _put(**_ADULT, birth_year="")(columns, row)

    return fault


def _wrong_age(columns: Columns, row: int) -> None:
    year = int(columns["dose1_date"][row][:4])
    _put(**{**_ADULT, "age": "50"}, birth_year=str(year - 35))(columns, row)


FAULTS: dict[str, Callable[[Columns, int], None]] = {
    "reference-digits": _put(reference_id="12345678901"),
    "name-letters": _spoil("name", 1, "4"),
    "name-no-placeholder": _put(name="Test User", **_NO_PAN),
    "gender-listed": _put(gender="Boy"),
    "birth-year-range": _put(birth_year="1875"),
    "age-range": _put(age="151", birth_year=""),
    "age-fits-birth": _wrong_age,
    "mobile-shape": _spoil("mobile", 0, "4"),
    "mobile-no-placeholder": _put(mobile="9999999999"),
    "aadhaar-shape": _put(aadhaar="134123412346"),
    "aadhaar-check-digit": _bad_check_digit,
    "pan-shape": _put(pan="ABCPS12345"),
    "pan-person": _put(pan="ABCCS1234F"),
    "pan-initial": _put(pan="ABCPQ1234F"),
    "id-type-listed": _put(id_type="Library Card"),
    "id-type-aadhaar": _put(id_type="Aadhaar Card", aadhaar=""),
    "id-type-pan": _put(id_type="PAN Card", pan=""),
    "vaccine-listed": _put(age="40", birth_year="", vaccine="VAXOVID"),
    "manufacturer-fits": _put(**{**_ADULT, "manufacturer": "Bharat Biotech"}, birth_year=""),
    "dose1-written": _put(dose1_date="2021-13-05", **_ADULT),
    "dose1-in-programme": _put(dose1_date="2020-06-14", dose2_date="", **_ADULT, birth_year=""),
    "dose2-after-dose1": _second_dose(-10),
    "covishield-gap": _second_dose(5),
    "minor-vaccine": _put(
        age="15", birth_year="2007", dose1_date="2022-03-01", dose2_date="", vaccine="COVISHIELD",
        manufacturer="Serum Institute of India",
    ),
    "minor-not-before-2022": _put(
        age="15", birth_year="2006", **_DATED, vaccine="COVAXIN", manufacturer="Bharat Biotech"
    ),
    "state-listed": _put(state="Atlantis", pin_code=""),
    "pin-shape": _spoil("pin_code", 0, "0"),
    "pin-fits-state": _put(state="Delhi", pin_code="620017"),
    "center-present": _put(dose1_date="2021-06-14", dose2_date="", center_name="", **_ADULT, birth_year=""),
}  # fmt: skip
"""Rule (id without its pack) -> the fault. Order is part of the generator: it decides which rows are hit."""
