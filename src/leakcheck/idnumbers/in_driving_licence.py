"""Indian driving licence: state, licensing office, year and serial, in one present and many older forms.

The present form has fifteen characters: two letters of the state, two digits of the office, four of
the year, seven of a serial. Older state formats differ and no official text lists them, so any
text is accepted that starts with a state's letters and two digits and has 10 to 17 letters and
digits, at least seven of them digits. The year is read in the present form only.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers._states import STATES, alternatives
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Indian driving licence number"
SOURCES = (
    Source(
        id="morth-so-444e-1989",
        title="Notification S.O. 444(E): groups of letters for States and Union Territories",
        publisher="Government of India, Ministry of Road Transport and Highways",
        url="https://aptransport.org/html/registration-statecodes.html",
        kind="standard",
        grade="B2",
        published=datetime.date(1989, 6, 12),
        note="letters of the states; later codes (CG, JH, LA, OD, TG, TS, UA, UK) by amendment, not seen",
    ),
    Source(
        id="paytm-driving-licence",
        title="Where is the driving licence number on a card in India",
        publisher="Paytm",
        url="https://paytm.com/faqs/drivers-licence/where-is-driving-licence-number-on-card-in-india",
        kind="guidance",
        grade="C3",
        note="state, office, year, seven digits; the older formats are reported, not described",
    ),
)
EXAMPLES = ("MH1220110012345", "DL-04 20150149999", "TN07Z20010001234", "RJ13/DLC/12/123456")
_SPELLING = Spelling(ALPHANUMERIC, separators="-/.")
_LENGTHS = range(10, 18)
_SHAPE = pattern(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{6,13}")
_PRESENT = pattern(r"[A-Z]{2}[0-9]{2}(19[3-9][0-9]|20[0-9]{2})[0-9]{7}")
_LEAST_DIGITS = 7


def compact(text: str) -> str:
    """ASCII capitals and digits, without blanks, hyphens, slashes and dots."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or neither the present nor an older form fits.
    """
    number = _SPELLING.refuse_masked(compact(text))
    digits = sum(character.isdecimal() for character in number)
    if not _SHAPE.fullmatch(number) or number[:2] not in STATES or digits < _LEAST_DIGITS:
        raise refuse_shape("not a state's two letters, an office's two digits, year and serial")
    return number


def mask(text: str) -> str:
    """Hide all but the last four characters.

    >>> mask("MH1220110012345")
    'XXXXXXXXXXX2345'
    """
    return hide(compact(text), _LENGTHS, tail=4)


def parts(text: str) -> dict[str, str]:
    """Give `state_code`, `state` (spellings joined with ``|``) and, in the present form, `year` of issue."""
    number = when_valid(validate, text)
    if not number:
        return {}
    found = {"state_code": number[:2], "state": alternatives([number[:2]])}
    present = _PRESENT.fullmatch(number)
    return found | ({"year": present[1]} if present else {})


def by_chance() -> float:
    """Share of random AA9999999999999 that validate: pairs of letters that are a state's."""
    return len(STATES) / 26**2


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, dict.fromkeys(_LENGTHS, _kernel), _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    import numpy as np

    from leakcheck.idnumbers._column import are_alphanumeric, are_digits, are_pairs, codes_of
    from leakcheck.idnumbers._column import have_no_hidden_run as unmasked

    state = are_pairs(characters, tuple(STATES))
    digits = ((characters - np.uint8(48)) < 10).sum(axis=0, dtype=np.uint8)
    shape = state & are_digits(characters[2:4]) & are_alphanumeric(characters) & unmasked(characters)
    return codes_of(shape & (digits >= _LEAST_DIGITS))
