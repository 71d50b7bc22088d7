"""checksum = "in_aadhaar": the number is valid, check digit included."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.errors import MaskedError, NumberError
from leakcheck.model import NumberStatus, Truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.columns import Columns

WORDS = "is a valid {} number"
CONFUSABLE = True


def parse(argument: object) -> ModuleType:
    """Name of an id number: a file in `idnumbers/`."""
    if not isinstance(argument, str) or argument not in discover.names("idnumbers"):
        raise ValueError("needs the name of an id number: " + ", ".join(discover.names("idnumbers")))
    return discover.load("idnumbers", argument)


def value(argument: ModuleType, text: str) -> int:
    """True when valid, unknown when masked, else false."""
    try:
        argument.validate(text)
    except MaskedError:
        return Truth.UNKNOWN
    except NumberError:
        return Truth.FALSE
    return Truth.TRUE


def vector(argument: ModuleType, columns: Columns, field: str) -> NDArray[np.int8]:
    """The number's own kernel over the distinct values."""
    import numpy as np
    import pyarrow as pa

    encoded = columns.encoded(field)
    truth = np.full(len(NumberStatus), Truth.FALSE, dtype=np.int8)
    truth[[NumberStatus.MISSING, NumberStatus.MASKED]] = Truth.UNKNOWN
    truth[NumberStatus.VALID] = Truth.TRUE
    status = argument.validate_column(pa.array(encoded.values, pa.string()))
    return np.append(truth[status], np.int8(Truth.UNKNOWN))[encoded.codes]
