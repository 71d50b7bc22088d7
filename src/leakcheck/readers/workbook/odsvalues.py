"""Values of OpenDocument cells as text: the stored value, dates in ISO form, what a formula last gave.

Source: OASIS OpenDocument 1.3 part 3, 19.385 (office:value-type) and following.
"""

from __future__ import annotations

import datetime
import re

from leakcheck.readers.workbook.datetext import moment_text
from leakcheck.readers.workbook.numbertext import number_text

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_NUMBERS = frozenset({"float", "percentage", "currency"})
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})([.,]\d{1,12})?S")
_LONGEST_NUMBER = 40


def value_text(attributes: dict[str, str], shown: str) -> str | None:
    """Text of a cell from its attributes and the text it shows; None when it is empty."""
    kind = attributes.get(OFFICE + "value-type", "")
    stored = attributes.get(f"{OFFICE}{kind}-value" if kind not in _NUMBERS else OFFICE + "value")
    if kind in _NUMBERS and stored:
        return _number(stored, shown)
    if kind == "date" and stored:
        return _moment(stored)
    if kind == "time" and stored:
        return _clock(stored)
    if kind == "boolean" and stored:
        return stored.upper()
    return shown or stored or None


def _number(stored: str, shown: str) -> str:
    """Stored number in full; leading zeros that the cell shows are kept."""
    text = number_text(stored)
    if shown.startswith("0") and shown.isascii() and shown.isdecimal() and len(shown) <= _LONGEST_NUMBER:
        return shown if shown.lstrip("0") == text.lstrip("0") else text
    return text


def _moment(stored: str) -> str:
    if len(stored) <= 10:
        return stored
    try:
        moment = datetime.datetime.fromisoformat(stored[:40])
    except ValueError:
        return stored
    return moment_text(moment) if moment.tzinfo is None else stored


def _clock(stored: str) -> str:
    found = _DURATION.fullmatch(stored)
    return f"{found[1]:0>2}:{found[2]:0>2}:{found[3]:0>2}" if found else stored
