"""64-bit hashes of cells: of one text in plain Python, of a column of Arrow texts in numpy; both the same.

The UTF-8 bytes of a cell are taken as little-endian words of 8 bytes, the last filled up with zeros. Each
word is folded, multiplied by the odd key of its place and added, the length too (multilinear hashing: D.
Lemire and O. Kaser, Strongly universal string hashing is fast, The Computer Journal 57, 2014); the sum is
folded and multiplied by the odd key of the column. So cells of up to 8 bytes and of one length never share
a hash, and the hash of a record is the sum over its cells, which do not look alike when two columns change
places. Keys come out of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).

Why words are not gathered at the start of each cell: numpy takes from whole, aligned words five times as
fast as from any byte. So two neighbours are taken and shifted together; in a column of one width not even
these are needed.

Not cryptographic: whoever knows the keys can build two cells of one hash. Among `n` different records about
n²/2⁶⁵ pairs are taken for equal by chance: 0.0003 pairs at 10⁸ records.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Places = NDArray[np.int64]

LONGEST = 256
"""Longer cells are hashed one by one (BLAKE2b): a single huge cell must not cost a pass a word."""
ALL = 2**64 - 1
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_FOLD = 32
_RARE = 4  # a word that fewer than a quarter of the cells reach is computed for these alone
_ODD = 128  # a column is of one width if so few cells, one in so many, have another and are not empty


@cache
def key(stream: int, place: int) -> int:
    """Odd number for a place: stream 0 for words of a cell, 1 for its length, 2 for columns of a record."""
    mixed = (place + 1) * _STEP + stream * _SECOND & ALL
    mixed = (mixed ^ mixed >> 30) * _FIRST & ALL
    mixed = (mixed ^ mixed >> 27) * _SECOND & ALL
    return (mixed ^ mixed >> 31) | 1


def hash_cell(cell: str | None, place: int = 0) -> int:
    """Hash of one cell of the column at a place; a missing cell is as an empty one."""
    return _hash_bytes((cell or "").encode("utf-8", "surrogatepass"), place)


def _hash_bytes(data: bytes, column: int) -> int:
    if len(data) > LONGEST:
        import hashlib

        return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") * key(2, column) & ALL
    total = len(data) * key(1, 0)
    for place, start in enumerate(range(0, len(data), 8)):
        word = int.from_bytes(data[start : start + 8], "little")
        total += (word ^ word >> _FOLD) * key(0, place)
    total &= ALL
    return (total ^ total >> _FOLD) * key(2, column) & ALL


def hash_column(column: Any, place: int = 0) -> tuple[Words, NDArray[np.bool_]]:
    """Hash of every cell, and whether it holds anything: uint64 and bool of shape (n,).

    Parameters
    ----------
    column : list of str or None, or an Arrow array of any type
    place : int
        Of the column in the table.
    """
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if isinstance(column, pa.DictionaryArray):
        return _hash_dictionary(column, place)
    if not isinstance(column, pa.Array):
        return _hash_strings(*_joined(column), place)
    if column.type not in (pa.string(), pa.large_string(), pa.binary()):
        column = column.cast(pa.string())
    return _hash_strings(*_buffers(column), place)


def _hash_dictionary(column: Any, place: int) -> tuple[Words, NDArray[np.bool_]]:
    import numpy as np

    hashes, filled = hash_column(column.dictionary, place)
    hashes, filled = np.append(hashes, np.uint64(hash_cell(None, place))), np.append(filled, False)
    codes = column.indices
    wide = codes.type.to_pandas_dtype()
    places = np.frombuffer(codes.buffers()[1] or b"", wide)[codes.offset : codes.offset + len(codes)]
    if codes.null_count:
        places = np.where(codes.is_valid().to_numpy(zero_copy_only=False), places, len(hashes) - 1)
    return hashes.take(places), filled.take(places)


def _joined(cells: Any) -> tuple[NDArray[np.uint8], Places]:
    """Bytes of all cells of a list, and where each begins and the last ends."""
    import numpy as np

    encoded = [(cell or "").encode("utf-8", "surrogatepass") for cell in cells]
    edges = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(data) for data in encoded], out=edges[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), edges


def _buffers(column: Any) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """The same of an Arrow array, without copying."""
    import numpy as np
    import pyarrow as pa

    if column.null_count:
        column = _without_nulls(column)
    wide = np.int64 if column.type == pa.large_string() else np.int32
    _, edges, data = column.buffers()
    if not len(column) or data is None:
        return np.zeros(0, np.uint8), np.zeros(len(column) + 1, wide)
    ends = np.frombuffer(edges, wide)[column.offset : column.offset + len(column) + 1]
    return np.frombuffer(data, np.uint8), ends


def _without_nulls(column: Any) -> Any:
    """The array with no bytes where there is a null; `fill_null` would import pandas."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    size = pc.sum(pc.binary_length(column)).as_py() or 0
    _, edges, _ = column.buffers()
    wide = np.int64 if column.type == pa.large_string() else np.int32
    ends = np.frombuffer(edges, wide)
    if int(ends[column.offset + len(column)]) - int(ends[column.offset]) == size:
        return column
    places = pa.py_buffer(np.arange(len(column)).data)
    return column.take(pa.Array.from_buffers(pa.int64(), len(column), [None, places]))


def _hash_strings(
    data: NDArray[np.uint8], edges: NDArray[Any], column: int
) -> tuple[Words, NDArray[np.bool_]]:
    import numpy as np

    lengths = edges[1:] - edges[:-1]
    if not len(lengths):
        return np.zeros(0, np.uint64), np.zeros(0, np.bool_)
    width, even = _usual(lengths)
    count, most, sums = np.count_nonzero(even), width, _length_sums(lengths)
    filled = even if count == len(even) and width else lengths > 0
    odd = np.count_nonzero(filled) - count if width else 0
    if odd or not width:
        most = int(np.maximum.reduce(lengths))
    if not 0 < width <= LONGEST or odd * _ODD > len(lengths):
        _add_uneven(sums, data, edges[:-1], lengths)
    else:
        rest = (filled ^ even).nonzero()[0] if odd else np.zeros(0, np.int64)
        _add_even(sums, _without(data, edges, rest), width, even)
        if odd:
            few = sums[rest]
            _add_uneven(few, data, edges[rest], lengths[rest])
            sums[rest] = few
    sums ^= sums >> np.uint64(_FOLD)
    sums *= np.uint64(key(2, column))
    if most > LONGEST:
        for place in (lengths > LONGEST).nonzero()[0].tolist():
            sums[place] = _hash_bytes(data[edges[place] : edges[place + 1]].tobytes(), column)
    return sums, filled


def _length_sums(lengths: NDArray[Any]) -> Words:
    import numpy as np

    sums = lengths.astype(np.uint64)
    sums *= np.uint64(key(1, 0))
    return sums


def _usual(lengths: NDArray[Any]) -> tuple[int, NDArray[np.bool_]]:
    """A width that many cells seem to have, and which have it."""
    seen = [length for length in lengths[:: len(lengths) // 16 + 1].tolist() if length]
    width = max(seen, key=seen.count) if seen else int(lengths.max())
    return width, lengths == width


def _without(data: NDArray[np.uint8], edges: NDArray[Any], odd: Places) -> NDArray[np.uint8]:
    """The bytes of all cells but a few."""
    import numpy as np

    ends = [int(edges[0]), *edges[odd + 1].tolist()]
    starts = [*edges[odd].tolist(), int(edges[-1])]
    pieces = [data[end:start] for end, start in zip(ends, starts, strict=True)]
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0]


def _add_even(sums: Words, data: NDArray[np.uint8], length: int, even: NDArray[np.bool_]) -> None:
    """Cells of one width are read as they stand, one behind the other; no word reaches beyond the data."""
    import numpy as np

    count = len(data) // length

    def read(kind: str, at: int) -> Words:
        found: Words = np.ndarray((count,), kind, data, offset=at, strides=(length,)).astype(np.uint64)
        return found

    grown = sums if count == len(sums) else np.zeros(count, np.uint64)
    for start in range(0, length, 8) if count else ():
        left = length - start
        if left >= 8:
            words = read("<u8", start)
        elif length >= 8:
            words = read("<u8", length - 8) >> np.uint64(64 - 8 * left)
        else:
            kind, size = ("<u4", 4) if left >= 4 else ("<u2", 2) if left >= 2 else ("<u1", 1)
            words = read(kind, 0) | read(kind, left - size) << np.uint64(8 * (left - size))
        _add_word(grown, words, start // 8)
    if grown is not sums:
        sums[even.nonzero()[0]] += grown  # by places: a mask costs twice as much


def _add_uneven(sums: Words, data: NDArray[np.uint8], starts: NDArray[Any], lengths: NDArray[Any]) -> None:
    """Cells of any width, in their order, by the whole words that they lie in."""
    import numpy as np

    whole, first, last = len(data) // 8 * 8, int(starts[0]) // 8, int(starts[-1] + lengths[-1])
    if whole - first * 8 < 8:
        _add_one_by_one(sums, data, starts, lengths, np.flatnonzero(lengths).tolist())
        return
    words = np.frombuffer(data, "<u8", count=min(whole, last + 8) // 8)
    bits = starts.astype(np.int64)
    places = bits >> 3
    bits <<= 3
    bits &= 63
    turn = bits.view(np.uint64)
    cells = (places, turn, np.uint64(64) - turn, lengths.astype(np.int64))
    longest = min(int(np.maximum.reduce(lengths)), LONGEST)
    _add_words(sums, words, cells, range((longest + 7) // 8))
    if last > whole:  # the last bytes of the data are no whole word
        beyond = np.flatnonzero((starts + lengths > whole) & (lengths > 0) & (lengths <= LONGEST)).tolist()
        for row in beyond:
            sums[row] = lengths[row].item() * key(1, 0) & ALL
        _add_one_by_one(sums, data, starts, lengths, beyond)


def _add_words(sums: Words, words: Words, cells: tuple[Places, Words, Words, Places], which: range) -> None:
    """Some words of every cell: eight bytes that begin in one whole word and end in the next.

    A shift by 64 bits leaves nothing, as it must; so does numpy's.
    """
    import numpy as np

    places, turn, back, lengths = cells
    end = len(words) - 1
    before = words[min(which.start, end) :].take(places, mode="clip")
    for place in which:
        if place > which.start and np.count_nonzero(lengths > 8 * place) * _RARE < len(sums):
            rows = (lengths > 8 * place).nonzero()[0]
            few = np.zeros(len(rows), np.uint64)
            part = (places[rows], turn[rows], back[rows], lengths[rows])
            _add_words(few, words, part, range(place, which.stop))
            sums[rows] += few
            return
        after = words[min(place + 1, end) :].take(places, mode="clip")
        before >>= turn
        before |= after << back
        before &= _masks(place).take(lengths, mode="clip")
        _add_word(sums, before, place)
        before = after


@cache
def _masks(place: int) -> Words:
    """By length of the cell, what bits of a word are of it."""
    import numpy as np

    return np.array([ALL >> 64 - 8 * min(8, max(0, n - 8 * place)) for n in range(LONGEST + 1)], np.uint64)


def _add_word(sums: Words, words: Words, place: int) -> None:
    """Fold, multiply and add; `words` is used up."""
    import numpy as np

    words ^= words >> np.uint64(_FOLD)
    words *= np.uint64(key(0, place))
    sums += words


def _add_one_by_one(
    sums: Words, data: NDArray[np.uint8], starts: NDArray[Any], lengths: NDArray[Any], rows: list[int]
) -> None:
    for row in rows:
        piece = data[starts[row] : starts[row] + min(lengths[row], LONGEST)].tobytes()
        total = int(sums[row])
        for place, start in enumerate(range(0, len(piece), 8)):
            word = int.from_bytes(piece[start : start + 8], "little")
            total += (word ^ word >> _FOLD) * key(0, place)
        sums[row] = total & ALL
