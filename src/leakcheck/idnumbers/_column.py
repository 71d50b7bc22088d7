"""What the vector forms share: kernels by length, the scalar twin for odd rows, small tests on bytes.

A kernel judges all cells of one length at once: it takes their characters as a uint8 array of
shape (places, rows), so that a test on one place is one pass over contiguous memory, and returns
`NumberStatus` codes (int8). Cells are tried as they stand; what is left is compacted, tried again and
tested for masks; rows that are not ASCII, or may be a word for "nothing", go to the scalar form,
once per different value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from leakcheck.frozen import dataclass
from leakcheck.idnumbers import status
from leakcheck.idnumbers._buffers import codes_or, flags, places
from leakcheck.idnumbers._cells import Cells, are_masked, cells_of, compacted, may_mean_nothing
from leakcheck.idnumbers._spelling import Spelling
from leakcheck.model import NumberStatus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.idnumbers._cells import Characters, Flags, Rows

    Codes = NDArray[np.int8]
    Kernel = Callable[[Characters], Codes]

# Plain numbers: numpy takes a member of an enumeration for an object, which makes every comparison slow.
_MISSING, _VALID, _MASKED, _MALFORMED, _BAD_CHECKSUM = map(int, NumberStatus)


class Text(Protocol):
    """Cells of a column as bytes, grouped by length; what others have opened already is not opened twice."""

    @property
    def span(self) -> tuple[int, int]:
        """Least and greatest byte of all cells."""

    def rows_of(self, length: int) -> Rows | None:
        """Rows of `length` bytes, ascending; None stands for all of them."""

    def characters(self, length: int) -> Characters:
        """Those cells as a uint8 array of shape (length, rows)."""


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column whose cells are at hand; may be given to every `validate_column` in the place of the array.

    Parameters
    ----------
    array : pyarrow.StringArray
        Of n cells, no dictionary.
    text : Text
        The same cells; nulls are empty.
    known : numpy.ndarray or None
        Which cells hold something, bool (n,); None when all do.
    """

    array: Any
    text: Text
    known: Flags | None


def judge(
    column: Any, validate: Callable[[str], str], kernels: Mapping[int, Kernel], spelling: Spelling
) -> Codes:
    """Judge every cell of a column; equal to `leakcheck.idnumbers.status` row by row.

    Parameters
    ----------
    column : pyarrow.StringArray
        Also taken: large, chunked and dictionary-encoded strings, and an `OpenColumn`.
    validate : callable
        The scalar form, for rows the kernels cannot read.
    kernels : mapping of int to callable
        Kernel by number of characters. Other lengths are malformed.
    spelling : Spelling
        What `validate` compacts with.

    Returns
    -------
    numpy.ndarray
        `NumberStatus` codes, int8, one a row.
    """
    import numpy as np
    import pyarrow as pa

    if isinstance(column, OpenColumn):
        codes, left = _settle_open(column, kernels)
        if _is_all_digits(column.text):
            return codes
        column = column.array
    else:
        column = plain(column)
        if pa.types.is_dictionary(column.type):
            return of_dictionary(column, judge(column.dictionary, validate, kernels, spelling))
        codes = np.full(len(column), _MISSING, dtype=np.int8)
        left = _settle(cells_of(column), present_rows(column), kernels, codes)
    if left.size:
        codes[left] = _judge_odd(column.take(places(left)), validate, kernels, spelling)
    return codes


def _settle_open(column: OpenColumn, kernels: Mapping[int, Kernel]) -> tuple[Codes, Rows]:
    """Codes, and the known rows that have no right shape as they stand."""
    import numpy as np

    codes = np.full(len(column.array), _MALFORMED, dtype=np.int8)
    for length, kernel in kernels.items():
        rows = column.text.rows_of(length)
        if rows is None:
            codes = kernel(column.text.characters(length))
        elif len(rows):
            codes[rows] = kernel(column.text.characters(length))
    if column.known is not None:
        codes *= column.known
    return codes, np.flatnonzero(codes == _MALFORMED)


def _is_all_digits(text: Text) -> bool:
    """Whether no cell holds anything but ASCII digits: compaction changes none, and nothing is hidden."""
    low, high = text.span
    return ord("0") <= low and high <= ord("9")


def plain(column: Any) -> Any:
    """One array instead of chunks."""
    import pyarrow as pa

    if isinstance(column, OpenColumn):
        return column.array
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def of_dictionary(column: Any, codes: Codes) -> Codes:
    """Codes of the rows of a dictionary-encoded column from the codes of its dictionary."""
    import numpy as np

    rows = codes_or(column.indices, len(codes))
    return np.asarray(np.append(codes, np.int8(_MISSING))[rows])


def present_rows(column: Any) -> Rows:
    """Row numbers that are not null."""
    import numpy as np

    if not column.null_count:
        return np.arange(len(column))
    return np.flatnonzero(flags(column.is_valid()))


def judge_each(column: Any, validate: Callable[[str], str]) -> Codes:
    """Ask the scalar form once per different value of a column without nulls."""
    import numpy as np

    encoded = column.dictionary_encode()
    codes = np.array([status(validate, text) for text in encoded.dictionary.to_pylist()], dtype=np.int8)
    return of_dictionary(encoded, codes)


def codes_of(shape: Flags, check: Flags | None = None) -> Codes:
    """Status codes from "the shape is right" and "the check digit agrees"."""
    import numpy as np

    codes = np.full(len(shape), _MALFORMED, np.int8)
    codes -= shape.view(np.int8) * np.int8(_MALFORMED - _VALID)
    if check is not None:
        codes += (shape & ~check).view(np.int8) * np.int8(_BAD_CHECKSUM - _VALID)
    return codes


def are_digits(characters: Characters) -> Flags:
    """Cells of ASCII digits only."""
    import numpy as np

    return np.asarray((characters - np.uint8(48)).max(axis=0) < 10)


def are_letters(characters: Characters) -> Flags:
    """Cells of ASCII capitals only."""
    import numpy as np

    return np.asarray((characters - np.uint8(65)).max(axis=0) < 26)


def are_alphanumeric(characters: Characters) -> Flags:
    """Cells of ASCII digits and capitals only."""
    import numpy as np

    return np.asarray((((characters - np.uint8(48)) < 10) | ((characters - np.uint8(65)) < 26)).all(axis=0))


def are_pairs(characters: Characters, pairs: tuple[str, ...]) -> Flags:
    """Cells whose first two characters are one of these pairs."""
    import numpy as np

    known = np.zeros(2**16, dtype=np.bool_)
    known[[256 * ord(first) + ord(second) for first, second in map(tuple, pairs)]] = True
    return np.asarray(known[characters[0] * np.uint16(256) + characters[1]])


def have_no_hidden_run(characters: Characters) -> Flags:
    """Cells without four X in a row, which `Spelling.is_masked` takes for a mask."""
    import numpy as np

    x = characters == ord("X")
    return np.asarray(~(x[:-3] & x[1:-2] & x[2:-1] & x[3:]).any(axis=0))


def _settle(cells: Cells, rows: Rows, kernels: Mapping[int, Kernel], codes: Codes) -> Rows:
    """Write the codes of rows with a right shape; return the others."""
    import numpy as np

    lengths = cells.lengths[rows]
    left = np.ones(len(rows), dtype=np.bool_)
    for length, kernel in kernels.items():
        same = lengths == length
        if len(rows) and len(rows) == len(codes) and same.all():  # most columns: nothing to pick out
            codes[:] = kernel(cells.characters(rows, length))
            return np.flatnonzero(codes == _MALFORMED)
        fitting = np.flatnonzero(same)
        if not fitting.size:
            continue
        found = kernel(cells.characters(rows[fitting], length))
        codes[rows[fitting]] = found
        left[fitting] = found == _MALFORMED
    return rows[left]


def _judge_odd(
    column: Any, validate: Callable[[str], str], kernels: Mapping[int, Kernel], spelling: Spelling
) -> Codes:
    import numpy as np
    import pyarrow.compute as pc

    cells = compacted(cells_of(column), spelling)
    codes = np.full(len(column), _MALFORMED, dtype=np.int8)
    is_ascii = flags(pc.string_is_ascii(column))
    left = _settle(cells, np.flatnonzero(is_ascii), kernels, codes)
    codes[left[are_masked(cells.take(left), spelling)]] = _MASKED
    left = left[codes[left] == _MALFORMED]
    wordy = left[may_mean_nothing(cells.take(left), spelling)]
    by_hand = np.concatenate((np.flatnonzero(~is_ascii), wordy))
    if by_hand.size:
        codes[by_hand] = judge_each(column.take(places(by_hand)), validate)
    return codes
