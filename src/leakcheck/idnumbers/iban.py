"""IBAN, the international bank account number: country, two check digits, the national account number.

Length and structure by country come from the copy of the registry inside python-stdnum, asked at run
time. Check digits that some countries add inside the national part are not tested: they are no
part of the IBAN standard.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers._sources import python_stdnum
from leakcheck.idnumbers._spelling import ALPHANUMERIC, LETTERS, Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers.checksums import mod97
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "IBAN"
SOURCES = (
    Source(
        id="iso-13616-1",
        title="ISO 13616-1:2020 Financial services - International bank account number (IBAN); IBAN registry",
        publisher="ISO; SWIFT as registration authority",
        url="https://www.swift.com/standards/data-standards/iban-international-bank-account-number",
        kind="standard",
        grade="A2",
        note="structure by country, ISO/IEC 7064 MOD 97-10",
    ),
    python_stdnum("B2", "registry release 101, as packed"),
)
EXAMPLES = ("DE86 0000 0000 0000 0012 34", "GB75 ABCD 0000 0012 3456 78", "NL79ABCD0000000123")
_SPELLING = Spelling(ALPHANUMERIC, separators="-.")
_LENGTHS = range(15, 35)
_SHAPE = pattern(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
_FIELD = pattern(r"([1-9][0-9]{0,2})!([nac])")


@cache
def structure(country: str) -> str:
    """Kinds of the characters behind the check digits, one letter each: n digit, a letter, c either.

    Empty for a country that is not in the registry, and when the registry cannot be read.
    """
    try:
        from stdnum import numdb

        properties = numdb.get("iban").info(country)[0][1]
        return "".join(kind * int(size) for size, kind in _FIELD.findall(properties.get("bban", "")))
    except Exception:  # another's code and data: whatever fails there, the structure is unknown
        return ""


def compact(text: str) -> str:
    """ASCII capitals and digits, without blanks, hyphens and dots."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError, ChecksumError
        When part is hidden, country or structure is wrong, or the check digits are.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number) or not _fits(number[4:], structure(number[:2])):
        raise refuse_shape("not the structure of a country in the IBAN registry")
    if not mod97.is_valid(number[4:] + number[:4]):
        raise ChecksumError("the check digits are wrong")
    return number


def _fits(account: str, kinds: str) -> bool:
    if len(account) != len(kinds):
        return False
    return all(k == "c" or (k == "n") == c.isdecimal() for c, k in zip(account, kinds, strict=True))


def mask(text: str) -> str:
    """Hide all but the country and the last four characters.

    >>> mask("NL79ABCD0000000123")
    'NLXXXXXXXXXXXX0123'
    """
    return hide(compact(text), _LENGTHS, head=2, tail=4)


def parts(text: str) -> dict[str, str]:
    """Give `country`, the two letters of ISO 3166-1; nothing when the number is not valid."""
    number = when_valid(validate, text)
    return {"country": number[:2]} if number else {}


def by_chance() -> float:
    """Share of random check digits and accounts of one country that validate."""
    return 1 / 97


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, dict.fromkeys(_LENGTHS, _kernel), _SPELLING)


@cache
def _countries(length: int) -> tuple[str, ...]:
    """Countries whose IBAN has this many characters."""
    pairs = (a + b for a in LETTERS for b in LETTERS)
    return tuple(pair for pair in pairs if len(structure(pair)) == length - 4)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    import numpy as np

    from leakcheck.idnumbers._column import are_digits, codes_of
    from leakcheck.idnumbers._column import have_no_hidden_run as unmasked

    fits = np.zeros(characters.shape[1], dtype=np.bool_)
    for country in _countries(len(characters)):
        rows = np.flatnonzero((characters[0] == ord(country[0])) & (characters[1] == ord(country[1])))
        if rows.size:
            fits[rows] = _fit(characters[4:, rows], structure(country))
    shape = fits & are_digits(characters[2:4]) & unmasked(characters)
    return codes_of(shape, mod97.are_valid(np.concatenate((characters[4:], characters[:4]))))


def _fit(accounts: NDArray[np.uint8], kinds: str) -> NDArray[np.bool_]:
    import numpy as np

    digit, letter = (accounts - np.uint8(48)) < 10, (accounts - np.uint8(65)) < 26
    wanted = np.frombuffer(kinds.encode("ascii"), np.uint8)[:, None]
    allowed = (digit & (wanted != ord("a"))) | (letter & (wanted != ord("n")))
    return np.asarray(allowed.all(axis=0))
