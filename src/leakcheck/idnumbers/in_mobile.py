"""Indian mobile number: ten digits, the first 6 to 9; country code and trunk zero are dropped.

Operator and circle of the allotment are not given: numbers move between operators since 2011.
Thirteen-digit numbers of machines (M2M) are not mobiles of persons and are refused.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import DIGITS, Spelling, hide, refuse_shape
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from leakcheck.idnumbers._column import Kernel

TITLE = "Indian mobile number"
SOURCES = (
    Source(
        id="trai-numbering-2020",
        title="Recommendations on ensuring adequate numbering resources for fixed line and mobile services",
        publisher="Telecom Regulatory Authority of India",
        url="https://www.trai.gov.in",
        kind="standard",
        grade="A2",
        published=datetime.date(2020, 5, 29),
        note="ten digits for mobiles, thirteen for M2M; read in mirrors",
    ),
    Source(
        id="phonenumbers-metadata",
        title="phonenumbers 9.0.43, metadata for India",
        publisher="Google libphonenumber and its Python port",
        url="https://pypi.org/project/phonenumbers/",
        kind="library",
        grade="B2",
        note="every first digit 6 to 9 is in use, 2 to 5 are fixed lines",
    ),
)
EXAMPLES = ("9876543210", "+91 98765-43210", "098765 43210", "6000000000")
_SPELLING = Spelling(DIGITS + "+", separators="-()")
_SHAPE = pattern(r"[6-9][0-9]{9}")
_PREFIXES = ("+91", "0091", "091", "91", "0")


def compact(text: str) -> str:
    """Ten ASCII digits, without blanks, hyphens, brackets, country code and trunk zero."""
    kept = _SPELLING.compact(text)
    for prefix in _PREFIXES:
        if len(kept) == 10 + len(prefix) and kept.startswith(prefix):
            return kept[len(prefix) :]
    return kept


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not ten digits starting with 6 to 9")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits, as the CoWIN API does.

    >>> mask("+91 98765 43210")
    'XXXXXX3210'
    """
    return hide(compact(text), (10,), tail=4)


def parts(text: str) -> dict[str, str]:
    """Nothing: operator and circle stay with the holder, not with the number."""
    return {}


def by_chance() -> float:
    """Share of random ten digits that validate: four first digits of ten."""
    return 0.4


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    kernels = {length: _kernel_after(length - 10) for length in range(10, 15)}
    return _column.judge(column, validate, kernels, _SPELLING)


def _kernel_after(skipped: int) -> Kernel:
    """Kernel for ten digits behind a prefix of `skipped` characters."""
    from leakcheck.idnumbers._column import are_digits, codes_of

    prefixes = [p.encode("ascii") for p in _PREFIXES if len(p) == skipped] or [b""]

    def kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
        local = characters[skipped:]
        shape = are_digits(local) & (local[0] >= ord("6"))
        return codes_of(shape & _start_with(characters, prefixes))

    return kernel


def _start_with(characters: NDArray[np.uint8], prefixes: list[bytes]) -> NDArray[np.bool_]:
    import numpy as np

    found = np.zeros(characters.shape[1], dtype=np.bool_)
    for prefix in prefixes:
        head = np.frombuffer(prefix, np.uint8)[:, None]
        found |= (characters[: len(prefix)] == head).all(axis=0)
    return found
