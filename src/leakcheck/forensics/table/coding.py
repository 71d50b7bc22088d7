"""Texts of a column as codes: every distinct text once, without blanks around it or marks for nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakcheck.folding import MISSING, fold_digits
from leakcheck.forensics.stores.texts import arrow_texts
from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_PROBE = 64
_DASHES = ("–", "—", "―", "−", "––", "——")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column as codes.

    Parameters
    ----------
    codes : int32 array, shape (records,)
        -1 where nothing stands, else the place of the text among the distinct ones, in order of appearance.
    values : tuple of str
        The distinct texts.
    texts : pyarrow string array
        The same, for kernels.
    """

    codes: NDArray[np.int32]
    values: tuple[str, ...]
    texts: Any


def plain_digits(texts: Any) -> Any:
    """The texts with the digits of every script as 0 to 9; an Arrow string array of the same length."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.all(pc.string_is_ascii(texts[:_PROBE])).as_py():
        return texts
    if not any(_is_foreign(text) for text in texts[:_PROBE].to_pylist()):
        return texts
    return pa.array([fold_digits(text) for text in texts.to_pylist()], pa.string())


def _is_foreign(text: str) -> bool:
    return any(sign.isdecimal() and not sign.isascii() for sign in text)


def coded(cells: Any) -> Coded:
    """Code a column: a list of texts and None, or an Arrow string array."""
    import numpy as np
    import pyarrow.compute as pc

    encoded = arrow_texts(cells).dictionary_encode()
    raw = encoded.dictionary
    trimmed = pc.utf8_trim_whitespace(raw)
    empty = pc.is_in(pc.utf8_lower(trimmed), _marks())
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if pc.any(empty).as_py() or pc.any(pc.not_equal(raw, trimmed)).as_py():
        again = pc.if_else(empty, None, trimmed).dictionary_encode()
        places = np.append(again.indices.fill_null(-1).to_numpy(zero_copy_only=False), -1)
        codes, trimmed = places[codes], again.dictionary
    return Coded(codes.astype(np.int32, copy=False), tuple(trimmed.to_pylist()), trimmed)


@cache
def _marks() -> Any:
    import pyarrow as pa

    return pa.array(sorted({*MISSING, *_DASHES}), pa.string())
