"""What the vector forms share: cells as bytes, kernels by length, the scalar twin for odd rows.

A kernel judges all cells of one length at once: it takes their characters as a uint8 array of
shape (places, rows), so that a test on one place is one pass over contiguous memory, and returns
`NumberStatus` codes (int8). Cells are tried as they stand; what is left is compacted, tried again,
tested for masks; rows that are not ASCII, or may be a word for "nothing", go to the scalar form
once per different value. numpy and pyarrow are imported here, so only `validate_column` imports this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakcheck.idnumbers import status
from leakcheck.idnumbers._spelling import HIDDEN, LETTERS, MASKED_LENGTHS, Spelling
from leakcheck.model import NumberStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Characters = NDArray[np.uint8]
    Flags = NDArray[np.bool_]
    Rows = NDArray[np.int64]
    Codes = NDArray[np.int8]
    Kernel = Callable[[Characters], Codes]

_SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f "
_LONGEST_WORD_FOR_NOTHING = 15
_WRONG, _ALPHABET, _HIDDEN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one column as bytes: cell i is ``data[starts[i] : starts[i] + lengths[i]]``."""

    data: Characters
    starts: Rows
    lengths: Rows

    def characters(self, rows: Rows, length: int) -> Characters:
        """Cells that all have `length` bytes, as an array of shape (length, rows)."""
        windows = np.ndarray((len(self.data) - length + 1,), f"V{length}", self.data, strides=(1,))
        picked = windows[self.starts[rows]].view(np.uint8).reshape(-1, length)
        return np.ascontiguousarray(picked.T)

    def count(self, flags: Flags, run: int = 1) -> Rows:
        """How many flags of the data lie in each cell, leaving out its last ``run - 1`` bytes."""
        sums = np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))
        ends = np.maximum(self.starts + self.lengths - (run - 1), self.starts)
        return np.asarray(sums[np.minimum(ends, len(flags))] - sums[np.minimum(self.starts, len(flags))])


def judge(
    column: Any, validate: Callable[[str], str], kernels: Mapping[int, Kernel], spelling: Spelling
) -> Codes:
    """Judge every cell of a column; equal to `leakcheck.idnumbers.status` row by row.

    Parameters
    ----------
    column : pyarrow.StringArray
        Also taken: large, chunked and dictionary-encoded strings.
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
    column = plain(column)
    if pa.types.is_dictionary(column.type):
        codes = np.append(judge(column.dictionary, validate, kernels, spelling), np.int8(NumberStatus.MISSING))
        return codes[column.indices.fill_null(len(codes) - 1).to_numpy(zero_copy_only=False)]
    codes = np.full(len(column), NumberStatus.MISSING, dtype=np.int8)
    left = _settle(_cells(column), present_rows(column), kernels, codes)
    if left.size:
        codes[left] = _judge_odd(column.take(pa.array(left)), validate, kernels, spelling)
    return codes


def plain(column: Any) -> Any:
    """One array instead of chunks."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def present_rows(column: Any) -> Rows:
    """Row numbers that are not null."""
    return np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))


def judge_each(column: Any, validate: Callable[[str], str]) -> Codes:
    """Ask the scalar form once per different value of a column without nulls."""
    encoded = column.dictionary_encode()
    found = np.array([status(validate, text) for text in encoded.dictionary.to_pylist()], dtype=np.int8)
    return found[encoded.indices.to_numpy(zero_copy_only=False)]


def codes_of(shape: Flags, check: Flags | None = None) -> Codes:
    """Status codes from "the shape is right" and "the check digit agrees"."""
    right = np.int8(NumberStatus.VALID)
    if check is not None:
        right = np.where(check, right, np.int8(NumberStatus.BAD_CHECKSUM))
    return np.where(shape, right, np.int8(NumberStatus.MALFORMED))


def are_digits(characters: Characters) -> Flags:
    """Cells of ASCII digits only."""
    return (characters - np.uint8(48)).max(axis=0) < 10


def are_letters(characters: Characters) -> Flags:
    """Cells of ASCII capitals only."""
    return (characters - np.uint8(65)).max(axis=0) < 26


def are_alphanumeric(characters: Characters) -> Flags:
    """Cells of ASCII digits and capitals only."""
    return (((characters - np.uint8(48)) < 10) | ((characters - np.uint8(65)) < 26)).all(axis=0)


def have_no_hidden_run(characters: Characters) -> Flags:
    """Cells without a run of four X, which `Spelling.is_masked` takes for a mask."""
    x = characters == ord("X")
    return ~(x[:-3] & x[1:-2] & x[2:-1] & x[3:]).any(axis=0)


def _cells(column: Any) -> Cells:
    """View of an Arrow string array's buffers; nothing is copied."""
    width = np.int64 if pa.types.is_large_string(column.type) else np.int32
    _, offsets, data = column.buffers()
    if len(column) == 0 or data is None:
        nothing = np.zeros(len(column), dtype=np.int64)
        return Cells(np.zeros(0, dtype=np.uint8), nothing, nothing)
    bounds = np.frombuffer(offsets, width)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    return Cells(np.frombuffer(data, np.uint8), bounds[:-1], np.diff(bounds))


def _settle(cells: Cells, rows: Rows, kernels: Mapping[int, Kernel], codes: Codes) -> Rows:
    """Write the codes of rows with a right shape; return the others."""
    lengths = cells.lengths[rows]
    left = np.ones(len(rows), dtype=np.bool_)
    for length, kernel in kernels.items():
        fitting = np.flatnonzero(lengths == length)
        if not fitting.size:
            continue
        found = kernel(cells.characters(rows[fitting], length))
        codes[rows[fitting]] = found
        left[fitting] = found == NumberStatus.MALFORMED
    return rows[left]


def _judge_odd(
    column: Any, validate: Callable[[str], str], kernels: Mapping[int, Kernel], spelling: Spelling
) -> Codes:
    raw = _cells(column)
    cells = _compact(raw, spelling)
    codes = np.full(len(column), NumberStatus.MALFORMED, dtype=np.int8)
    ascii_only = pc.string_is_ascii(column).to_numpy(zero_copy_only=False)
    left = _settle(cells, np.flatnonzero(ascii_only), kernels, codes)
    codes[left[_are_masked(cells, spelling)[left]]] = NumberStatus.MASKED
    wordy = left[_may_mean_nothing(raw, cells)[left] & (codes[left] == NumberStatus.MALFORMED)]
    by_hand = np.concatenate((np.flatnonzero(~ascii_only), wordy))
    if by_hand.size:
        codes[by_hand] = judge_each(column.take(pa.array(by_hand)), validate)
    return codes


def _compact(cells: Cells, spelling: Spelling) -> Cells:
    """`Spelling.compact` on ASCII bytes; other bytes stay, their rows are not read from here."""
    first, last = (int(cells.starts[0]), int(cells.starts[-1] + cells.lengths[-1]))
    data, starts = _CAPITALS[cells.data[first:last]], cells.starts - first
    kept = _kept(_SPACE + spelling.separators)[data]
    packed = Cells(data, starts, cells.lengths)
    lengths = packed.count(kept)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return _strip_marks(Cells(data[kept], starts, lengths), spelling)


def _strip_marks(cells: Cells, spelling: Spelling) -> Cells:
    """Drop a leading apostrophe and, for numbers without letters, a trailing ``.0``."""
    data = np.append(cells.data, np.zeros(2, dtype=np.uint8))
    marked = ((data[cells.starts] == ord("'")) & (cells.lengths > 0)).astype(np.int64)
    starts, lengths = cells.starts + marked, cells.lengths - marked
    if not spelling.has_letters:
        ends = starts + lengths
        tail = (lengths >= 2) & (data[ends - 2] == ord(".")) & (data[ends - 1] == ord("0"))
        lengths = lengths - 2 * tail
    return Cells(cells.data, starts, lengths)


def _are_masked(cells: Cells, spelling: Spelling) -> Flags:
    """`Spelling.is_masked` on compacted bytes."""
    kind = _kinds(spelling)[cells.data]
    hidden = kind == _HIDDEN
    runs = cells.count(hidden[:-1] & hidden[1:], run=2)
    if spelling.has_letters:
        x = cells.data == ord("X")
        runs = runs + cells.count(x[:-3] & x[1:-2] & x[2:-1] & x[3:], run=4)
    fitting = (cells.lengths >= MASKED_LENGTHS.start) & (cells.lengths < MASKED_LENGTHS.stop)
    return np.asarray(fitting & (runs > 0) & (cells.count(kind == _WRONG) == 0))


def _kinds(spelling: Spelling) -> Characters:
    """By ASCII code: no character of this number, one of its alphabet, or a sign of hiding."""
    kinds = np.full(256, _WRONG, dtype=np.uint8)
    for character in HIDDEN:
        if character.isascii():
            kinds[ord(character)] = _HIDDEN
    for character in spelling.alphabet:
        kinds[ord(character)] = _ALPHABET
    return kinds


def _may_mean_nothing(raw: Cells, cells: Cells) -> Flags:
    """Cells `leakcheck.folding.is_missing` must be asked about: it knows no word with a digit."""
    short = (raw.lengths <= _LONGEST_WORD_FOR_NOTHING) | (cells.lengths == 0)
    return np.asarray(short & (cells.count((cells.data - np.uint8(48)) < 10) == 0))


def _kept(dropped: str) -> Flags:
    table = np.ones(256, dtype=np.bool_)
    table[list(dropped.encode("ascii"))] = False
    return table


def _capitals() -> Characters:
    table = np.arange(256, dtype=np.uint8)
    for capital in LETTERS:
        table[ord(capital.lower())] = ord(capital)
    return table


_CAPITALS = _capitals()
