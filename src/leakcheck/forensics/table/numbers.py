"""Texts as numbers, strictly: one way of writing for a whole column, or none.

Why not `pandas.to_numeric`: one cell ``1e2147483648`` ends the process (pandas 2.3.3). Here an exponent has
at most three digits, and what begins with a superfluous 0 is an identifier. Ways of writing are tried in
order: plain; commas between thousands or lakhs; decimal comma, which needs a comma that cannot stand between
thousands; blanks or apostrophes between thousands. Currency signs, percent signs and brackets of accountants
are dropped first, where the plain way fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]

ENOUGH = 0.9
"""Share of the texts present that must be numbers."""
_PADDED = 0.02  # identifiers: so large a share is written with leading zeros
_WHOLE = r"(?:0|[1-9]\d{0,29})"
_PLAIN = rf"^[+-]?(?:{_WHOLE}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{{1,3}})?$"
_COMMAS = rf"^[+-]?(?:{_WHOLE}|[1-9]\d{{0,2}}(?:,\d{{2,3}})*,\d{{3}})(?:\.\d*)?$"
_POINTS = rf"^[+-]?(?:{_WHOLE}|[1-9]\d{{0,2}}(?:\.\d{{3}})+)(?:,\d+)?$"
_BLANKS = rf"^[+-]?(?:{_WHOLE}|[1-9]\d{{0,2}}(?:[ \x{{a0}}\x{{202f}}'’]\d{{3}})+)(?:[.,]\d+)?$"
_CONTINENTAL = r",(?:\d{1,2}|\d{4}\d*)$|\.\d{3}[.,]|^[+-]?0,\d"
_LEADING = r"^[+-]?0\d"
_BEFORE = r"(?:[$€£¥₹₩₽₺₴]|Rs\.?|INR|USD|EUR|GBP|US\$|R\$)"
_BEHIND = r"(?:[%$€£¥₹₩₽₺₴]|USD|EUR|GBP|INR|kr\.?|zł|/-)"
_SIGNS = rf"^([+-]?) ?{_BEFORE} ?| ?{_BEHIND}$"
_HINT = rf"^[^A-Za-z]*{_BEFORE}?[^A-Za-z]+$|\d ?{_BEHIND}$|[eE][+-]?\d{{1,3}}$"


def numbers_of(texts: Any, counts: Counts) -> Numbers | None:
    """Numbers of distinct texts.

    Parameters
    ----------
    texts : pyarrow string array, shape (d,)
    counts : int64 array, shape (d,)
        How often each occurs; nine tenths of the occurrences must be numbers.

    Returns
    -------
    float64 array of shape (d,), NaN where a text is no number; None when too few are.
    """
    import numpy as np
    import pyarrow.compute as pc

    total = int(counts.sum())
    if not total or _share(texts, _HINT, counts) < ENOUGH * total:
        return None
    if _share(texts, _LEADING, counts) > _PADDED * total:
        return None
    for written, pattern in _ways(texts, counts, ENOUGH * total):
        fits = pc.match_substring_regex(written, pattern)
        if counts[fits.to_numpy(zero_copy_only=False)].sum() >= ENOUGH * total:
            found = _read(pc.if_else(fits, written, None), pattern)
            found[~np.isfinite(found)] = np.nan
            return found
    return None


def _ways(texts: Any, counts: Counts, enough: float) -> Iterator[tuple[Any, str]]:
    """Texts and the way in which they may be written, the likeliest first."""
    import pyarrow.compute as pc

    yield texts, _PLAIN
    bare = pc.replace_substring_regex(texts, r"^\((.{1,40})\)$", r"-\1")
    bare = pc.replace_substring_regex(pc.replace_substring_regex(bare, _SIGNS, r"\1"), _SIGNS, r"\1")
    bare = pc.replace_substring_regex(bare, "^([-+]) ?[−]?", r"\1")
    if not pc.any(pc.match_substring_regex(bare, _CONTINENTAL)).as_py():
        yield bare, _PLAIN
        yield bare, _COMMAS
    else:
        yield bare, _COMMAS
        yield bare, _POINTS
    yield bare, _BLANKS


def _read(texts: Any, pattern: str) -> Numbers:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pattern == _COMMAS:
        texts = pc.replace_substring(texts, ",", "")
    elif pattern == _POINTS:
        texts = pc.replace_substring(pc.replace_substring(texts, ".", ""), ",", ".")
    elif pattern == _BLANKS:
        texts = pc.replace_substring_regex(texts, r"[^0-9.,+-]", "")
        texts = pc.replace_substring(texts, ",", ".")
    found: Numbers = texts.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.array(found, np.float64)


def _share(texts: Any, pattern: str, counts: Counts) -> int:
    import pyarrow.compute as pc

    fits = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return int(counts[fits].sum())
