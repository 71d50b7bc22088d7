"""UUID as RFC 9562 defines it: variant 10, versions 1 to 8, and the nil and max values.

Why strict: CoWIN's session and appointment ids are UUIDs, and one typed in at random has the right
version and variant only once in eight times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import DIGITS, Spelling, grouped, hide, refuse_shape, when_valid
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from leakcheck.idnumbers._column import Kernel

TITLE = "UUID"
SOURCES = (
    Source(
        id="rfc-9562",
        title="RFC 9562: Universally Unique IDentifiers (UUIDs), May 2024",
        publisher="IETF",
        url="https://www.rfc-editor.org/rfc/rfc9562",
        kind="standard",
        grade="A1",
    ),
)
EXAMPLES = (
    "123e4567-e89b-42d3-a456-426614174000",
    "{123E4567-E89B-12D3-A456-426614174000}",
    "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057",
    "00000000-0000-0000-0000-000000000000",
    "ffffffffffffffffffffffffffffffff",
)
_SIZES = (8, 4, 4, 4, 12)
_URN = "URN:UUID:"
_SPELLING = Spelling(DIGITS + "ABCDEF-", separators="")
_HYPHENATED = pattern(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SHAPE = pattern(r"[0-9a-f]{12}[1-8][0-9a-f]{3}[89ab][0-9a-f]{15}|0{32}|f{32}")


def compact(text: str) -> str:
    """Lower-case 8-4-4-4-12, without blanks, braces and ``urn:uuid:``."""
    kept = _SPELLING.compact(text)
    if kept.startswith(_URN):
        kept = kept.removeprefix(_URN)
    elif len(kept) == 38 and kept[0] == "{" and kept[-1] == "}":
        kept = kept[1:-1]
    return grouped(kept.lower(), _SIZES, "-")


def validate(text: str) -> str:
    """Return the UUID in lower-case 8-4-4-4-12.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or it is no UUID with a version that RFC 9562 knows.
    """
    _SPELLING.refuse_masked(_SPELLING.compact(text))
    number = compact(text)
    if not _HYPHENATED.fullmatch(number) or not _SHAPE.fullmatch(number.replace("-", "")):
        raise refuse_shape("not 32 hexadecimal digits with variant 10 and version 1 to 8")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("123e4567-e89b-42d3-a456-426614174000")
    'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxx4000'
    """
    digits = compact(text).replace("-", "")
    hidden = hide(digits, (32,), tail=4)
    return grouped(hidden.replace("X", "x"), _SIZES, "-")


def parts(text: str) -> dict[str, str]:
    """Give `version`: 1 to 8, ``nil`` or ``max``."""
    number = when_valid(validate, text)
    if not number:
        return {}
    return {"version": {"0": "nil", "f": "max"}.get(number[14], number[14])}


def by_chance() -> float:
    """Share of random 32 hexadecimal digits that validate: version 1 to 8 and variant 10."""
    return 8 / 16 * 4 / 16


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    frames = (("", ""), ("{", "}"), (_URN, ""))
    kernels: dict[int, Kernel] = {36 + len(a) + len(b): _kernel_within(a, b) for a, b in frames}
    bare = {32: _plain, 32 + len(_URN): lambda c: _framed(c, _URN, "", _plain)}
    return _column.judge(column, validate, kernels | bare, _SPELLING)


def _kernel_within(before: str, behind: str) -> Kernel:
    return lambda characters: _framed(characters, before, behind, _hyphenated)


def _framed(characters: NDArray[np.uint8], before: str, behind: str, kernel: Kernel) -> NDArray[np.int8]:
    """Judge what stands between two fixed texts, in either case of letters."""
    import numpy as np

    from leakcheck.idnumbers._column import codes_of
    from leakcheck.model import NumberStatus

    end = len(characters) - len(behind)
    frame = np.concatenate((characters[: len(before)], characters[end:]))
    wanted = np.frombuffer((before + behind).encode("ascii"), np.uint8)[:, None]
    inner = kernel(characters[len(before) : end])
    return codes_of((inner == int(NumberStatus.VALID)) & (frame == wanted).all(axis=0))


def _hyphenated(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    import numpy as np

    from leakcheck.idnumbers._column import codes_of
    from leakcheck.model import NumberStatus

    hyphens = np.array([8, 13, 18, 23])
    digits = np.delete(characters, hyphens, axis=0)
    placed = (characters[hyphens] == ord("-")).all(axis=0)
    return codes_of(placed & (_plain(digits) == int(NumberStatus.VALID)))


def _plain(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    import numpy as np

    from leakcheck.idnumbers._column import codes_of

    upper = np.where((characters - np.uint8(97)) < 6, characters - np.uint8(32), characters)
    is_hex = (((upper - np.uint8(48)) < 10) | ((upper - np.uint8(65)) < 6)).all(axis=0)
    version, variant = upper[12] - np.uint8(49), upper[16]
    known = (version < 8) & np.isin(variant, np.frombuffer(b"89AB", np.uint8))
    special = (upper == ord("0")).all(axis=0) | (upper == ord("F")).all(axis=0)
    return codes_of(is_hex & (known | special))
