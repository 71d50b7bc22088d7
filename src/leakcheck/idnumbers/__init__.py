"""Identity numbers: one file a type, found by its name (`leakcheck.discover`).

Every public module here has the same names: `TITLE`, `SOURCES`, `EXAMPLES`, `compact`, `validate`,
`mask`, `parts`, `by_chance` and `validate_column`. Scalar forms import neither numpy nor pyarrow;
`validate_column` gives the same answers for a whole Arrow column.
"""

from __future__ import annotations

from collections.abc import Callable

from leakcheck.errors import ChecksumError, MaskedError, NumberError
from leakcheck.folding import is_missing
from leakcheck.model import NumberStatus


def status(validate: Callable[[str], str], text: str | None) -> NumberStatus:
    """Judge one cell under one number type: the scalar twin of that type's `validate_column`.

    Parameters
    ----------
    validate : callable
        The type's `validate`.
    text : str or None
        The cell as it stands in the record.
    """
    if text is None or is_missing(text):
        return NumberStatus.MISSING
    try:
        validate(text)
    except MaskedError:
        return NumberStatus.MASKED
    except ChecksumError:
        return NumberStatus.BAD_CHECKSUM
    except NumberError:
        return NumberStatus.MALFORMED
    return NumberStatus.VALID
