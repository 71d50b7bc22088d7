"""PAN, the income-tax number: AAAAA9999A, the fourth letter naming the kind of holder.

The last letter is a check letter by a rule nobody published, so nothing is computed. Holder letter
E (limited liability partnership) stands in some lists, F covers it in others; K is in python-stdnum
alone. All are accepted: refusing a letter in use would accuse real records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._sources import python_stdnum
from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, refuse_shape, when_valid
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Permanent Account Number (PAN)"
SOURCES = (
    Source(
        id="income-tax-pan-tutorial",
        title="Permanent Account Number (tutorial)",
        publisher="Income Tax Department, India",
        url="https://incometaxindia.gov.in/tutorials/1.permanent%20account%20number%20(pan).pdf",
        kind="guidance",
        grade="A2",
        note="shape, holder letters, 0001 to 9999; read as cited by python-stdnum",
    ),
    python_stdnum("B3", "holder letter K; fifth letter is the initial"),
    Source(
        id="officeanywhere-pan-type-e",
        title="PAN number validation tool",
        publisher="officeanywhere.io",
        url="https://officeanywhere.io/incometax/pan-number-validation-tool",
        kind="guidance",
        grade="D4",
        note="holder letter E for limited liability partnerships, which other lists put under F",
    ),
)
EXAMPLES = ("AAAPA1234A", "zzzcb 0001 z", "ABCEL9999Q")
HOLDERS = {
    "A": "association of persons",
    "B": "body of individuals",
    "C": "company",
    "E": "limited liability partnership",
    "F": "firm or limited liability partnership",
    "G": "government",
    "H": "Hindu undivided family",
    "J": "artificial juridical person",
    "K": "Krish (trust)",
    "L": "local authority",
    "P": "individual",
    "T": "trust",
}
_SPELLING = Spelling(ALPHANUMERIC)
_SHAPE = pattern(rf"[A-Z]{{3}}[{''.join(HOLDERS)}][A-Z](?!0000)[0-9]{{4}}[A-Z]")


def compact(text: str) -> str:
    """Ten ASCII capitals and digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def is_shaped(number: str) -> bool:
    """Whether a compact text has the shape of a PAN."""
    return _SHAPE.fullmatch(number) is not None


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape or the holder letter is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not is_shaped(number):
        raise refuse_shape("not AAAAA9999A with a known holder letter in fourth place")
    return number


def mask(text: str) -> str:
    """Hide all but the holder letter and the initial, which rules speak of.

    The convention of the Central Board of Direct Taxes hides only the four digits (AAAPAXXXXA);
    beside a name, ten thousand possibilities are no mask.

    >>> mask("AAAPA1234A")
    'XXXPAXXXXX'
    """
    number = compact(text)
    return f"XXX{number[3:5]}XXXXX" if is_shaped(number) else "X" * len(number)


def parts(text: str) -> dict[str, str]:
    """Give `holder` (letter), `holder_meaning` and `initial`; nothing when the number is not valid.

    The initial is that of the surname of an individual and of the name of any other holder.
    """
    number = when_valid(validate, text)
    if not number:
        return {}
    return {"holder": number[3], "holder_meaning": HOLDERS[number[3]], "initial": number[4]}


def by_chance() -> float:
    """Share of random AAAAA9999A that validate: 12 holder letters of 26, and not 0000."""
    return len(HOLDERS) / 26 * 9999 / 10000


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {10: _kernel}, _SPELLING)


def are_shaped(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Vector twin of `is_shaped`; uint8 ASCII codes of shape (10, rows)."""
    import numpy as np

    from leakcheck.idnumbers._column import are_digits, are_letters

    known = np.zeros(256, dtype=np.bool_)
    known[[ord(letter) for letter in HOLDERS]] = True
    serial = are_digits(characters[5:9]) & (characters[5:9].max(axis=0) > ord("0"))
    letters = are_letters(characters[:5]) & are_letters(characters[9:])
    return np.asarray(serial & letters & known[characters[3]])


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import codes_of

    return codes_of(are_shaped(characters))
