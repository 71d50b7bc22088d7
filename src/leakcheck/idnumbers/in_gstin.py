"""GSTIN, the goods-and-services-tax number: state, PAN, serial, a letter, a check character.

Fifteen characters. The fourteenth is Z by default, D for tax deductors and C for collectors; a
deductor may be registered under a TAN (AAAA99999A) in place of a PAN. python-stdnum 2.2 refuses
state codes 38, 96, 97 and 99 and letters D and C, all in use, so the rules here are our own.
Numbers of non-residents, embassies and online suppliers abroad have other structures and are
malformed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers import in_pan
from leakcheck.idnumbers._sources import python_stdnum
from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers._states import alternatives
from leakcheck.idnumbers.checksums import mod36
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "GSTIN (goods and services tax)"
SOURCES = (
    python_stdnum("B2", "shape, PAN inside, check character by Luhn modulo 36"),
    Source(
        id="gst-state-codes",
        title="GST State Code List of India",
        publisher="gstkanun.in, forbesindia.com, taxrodo.com",
        url="https://gstkanun.in/gst-state-code-list-of-india/",
        kind="guidance",
        grade="B2",
        note="38 Ladakh, 97 other territory, 99 centre; 25 merged into 26 on 2020-01-26",
    ),
    Source(
        id="gstin-fourteenth-character",
        title="GST number format",
        publisher="ramkolagatla.blogspot.com; corporatewalla.com",
        url="https://corporatewalla.com/index.php/2025/01/18/what-is-gstin/",
        kind="guidance",
        grade="D3",
        note="D tax deductor, C tax collector; PAN or TAN inside",
    ),
)
EXAMPLES = ("27AAAPA1234A1ZT", "38 ABCCB0001Z 2Z 9", "07DELA12345B1DE")
STATES = {
    "01": "JK LA", "02": "HP", "03": "PB", "04": "CH", "05": "UK", "06": "HR", "07": "DL", "08": "RJ",
    "09": "UP", "10": "BR", "11": "SK", "12": "AR", "13": "NL", "14": "MN", "15": "MZ", "16": "TR",
    "17": "ML", "18": "AS", "19": "WB", "20": "JH", "21": "OD", "22": "CG", "23": "MP", "24": "GJ",
    "25": "DD", "26": "DN DD", "27": "MH", "28": "AP", "29": "KA", "30": "GA", "31": "LD", "32": "KL",
    "33": "TN", "34": "PY", "35": "AN", "36": "TG", "37": "AP", "38": "LA",
}  # fmt: skip
ELSEWHERE = {"96": "Foreign country", "97": "Other territory", "99": "Centre"}
_SPELLING = Spelling(ALPHANUMERIC)
_SHAPE = pattern(r"([0-9]{2})([A-Z]{4}[A-Z0-9][0-9]{4}[A-Z])([1-9A-Z])([ZCD])[0-9A-Z]")
_TAN = pattern(r"[A-Z]{4}[0-9]{5}[A-Z]")


def compact(text: str) -> str:
    """Fifteen ASCII capitals and digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError, ChecksumError
        When part is hidden, state, PAN or shape is wrong, or the check character is.
    """
    number = _SPELLING.refuse_masked(compact(text))
    found = _SHAPE.fullmatch(number)
    if not found or found[1] not in STATES | ELSEWHERE:
        raise refuse_shape("not a state code, a PAN, a serial, Z and a check character")
    if not in_pan.is_shaped(found[2]) and not (found[4] == "D" and _TAN.fullmatch(found[2])):
        raise refuse_shape("does not embed a PAN")
    if not mod36.is_valid(number):
        raise ChecksumError("the check character is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the state and the last three characters: the PAN inside is a person's number.

    >>> mask("27AAAPA1234A1ZT")
    '27XXXXXXXXXX1ZT'
    """
    return hide(compact(text), (15,), head=2, tail=3)


def parts(text: str) -> dict[str, str]:
    """Give `state_code`, `state` (spellings joined with ``|``), `entity`, and `pan` or `tan`.

    `entity` numbers the registrations of one PAN in one state, 1 to 9 and then A to Z.
    """
    number = when_valid(validate, text)
    if not number:
        return {}
    code, holder = number[:2], number[2:12]
    state = alternatives(STATES[code].split()) if code in STATES else ELSEWHERE[code]
    kind = "tan" if _TAN.fullmatch(holder) else "pan"
    return {"state_code": code, "state": state, kind: holder, "entity": number[12]}


def by_chance() -> float:
    """Share of random 99AAAAA9999AXZX (A letter, 9 digit, X either) that validate."""
    return len(STATES | ELSEWHERE) / 100 * in_pan.by_chance() * 35 / 36 / 36


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {15: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import (
        are_alphanumeric,
        are_digits,
        are_letters,
        are_pairs,
        codes_of,
    )

    state = are_pairs(characters, tuple(STATES | ELSEWHERE))
    tan = are_letters(characters[2:6]) & are_digits(characters[6:11]) & are_letters(characters[11:12])
    kind = characters[13]
    holder = in_pan.are_shaped(characters[2:12]) | (tan & (kind == ord("D")))
    tail = are_alphanumeric(characters[12:]) & (characters[12] != ord("0"))
    tail &= (kind == ord("Z")) | (kind == ord("C")) | (kind == ord("D"))
    return codes_of(state & holder & tail, mod36.are_valid(characters))
