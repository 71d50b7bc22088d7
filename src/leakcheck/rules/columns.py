"""A block of records seen through its fields: the vectorised speed.

Every reading of a value runs once per distinct value (dictionary encoding) and is spread back by
its code, so that both speeds share one meaning; arrays are int64, float64 or bool of shape (n,).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leakcheck.folding import is_lost, is_missing
from leakcheck.model import Truth
from leakcheck.rules.record import DERIVED, Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.values import read_date, read_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Encoded:
    """A column as codes into its distinct present values; code -1 where nothing is held.

    `lost` tells which of those do hold something, which a spreadsheet has made unreadable; None: no cell.
    """

    codes: NDArray[np.int64]
    values: list[str]
    lost: NDArray[np.bool_] | None = None


@dataclass(slots=True)
class Columns:
    """Fields of n records. `rows` (n,) are line numbers; `texts` Arrow text arrays of length n."""

    rows: Sequence[int]
    texts: Mapping[str, Any]
    setting: Setting
    memo: dict[Any, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def encoded(self, name: str) -> Encoded:
        """Codes (n,) int64 and distinct values of a field; all -1 when it is not mapped."""
        return self.remember(("encoded", name), lambda: self._encode(name))  # type: ignore[no-any-return]

    def by_value(self, names: Sequence[str], decide: Callable[..., int]) -> NDArray[np.int8]:
        """Truth codes (n,) int8 of a scalar decision over one or more text fields.

        The decision runs once per distinct combination; UNKNOWN where any field is missing.
        """
        import numpy as np

        parts = [self.encoded(name) for name in names]
        if len(parts) == 1:
            decided = [decide(v) for v in parts[0].values] + [int(Truth.UNKNOWN)]
            return np.asarray(decided, dtype=np.int8)[parts[0].codes]
        known = np.logical_and.reduce([p.codes >= 0 for p in parts])
        distinct, inverse = _combine([p.codes[known] for p in parts])
        decided = [decide(*(p.values[c] for p, c in zip(parts, row, strict=True))) for row in distinct]
        result = np.full(len(self), Truth.UNKNOWN, dtype=np.int8)
        result[known] = np.asarray(decided, dtype=np.int8)[inverse]
        return result

    def present(self, name: str) -> NDArray[np.bool_]:
        """Whether the field holds anything, (n,) bool."""
        if name in DERIVED:
            return self.numbers("low" if name == "age_then" else "year", name)[1]
        encoded = self.encoded(name)
        known: NDArray[np.bool_] = encoded.codes >= 0
        return known if encoded.lost is None else known | encoded.lost

    def numbers(self, kind: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Values (n,) float64 and whether they are known (n,) bool; kind is day, year, low or high."""
        return self.remember((kind, name), lambda: self._numbers(kind, name))  # type: ignore[no-any-return]

    def remember(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` returns, made once per key in this block."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def _encode(self, name: str) -> Encoded:
        import numpy as np
        import pyarrow as pa

        if name == "name" and {"first_name", "last_name"} & set(self.texts):
            return self._encode_name()
        if name == "year_born":
            years, known = self.numbers("year", name)
            values, codes = np.unique(np.where(known, years, 0).astype(np.int64), return_inverse=True)
            return _keep_present(codes.reshape(-1), [str(y) if y else "" for y in values.tolist()])
        if name not in self.texts:
            return Encoded(np.full(len(self), -1, dtype=np.int64), [])
        array = self.texts[name]
        array = array if isinstance(array, pa.Array) else pa.array(array, pa.string())
        dictionary = array.dictionary_encode()
        texts: list[str] = ["" if v is None else v for v in dictionary.dictionary.to_pylist()]
        codes = dictionary.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False).astype(np.int64)
        return _keep_present(codes, texts)

    def _encode_name(self) -> Encoded:
        """The name, or where it is missing the first and last name joined (as `Record.text`)."""
        import numpy as np

        def cell(name: str, row: int) -> str:
            value: Any = self.texts[name][row] if name in self.texts else None
            text = value.as_py() if hasattr(value, "as_py") else value
            gone = text is None or is_missing(text) or (name != "name" and is_lost(text))
            return "" if gone else text

        joined = [
            cell("name", i) or " ".join(p for p in (cell("first_name", i), cell("last_name", i)) if p)
            for i in range(len(self))
        ]
        values, codes = np.unique(np.asarray(joined, dtype=object), return_inverse=True)
        return _keep_present(codes.reshape(-1), values.tolist())

    def _numbers(self, kind: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        import numpy as np

        if name in DERIVED:
            return self._derived(kind, name)
        encoded = self.encoded(name)
        read = _number if kind in ("low", "high") else _day if kind == "day" else _year
        found = [read(v, self.setting) if v is not None else None for v in encoded.values] + [None]
        values = np.asarray([np.nan if v is None else v for v in found], dtype=np.float64)[encoded.codes]
        return np.nan_to_num(values), ~np.isnan(values)

    def _derived(self, kind: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Derived fields run the scalar reading once per distinct combination of their inputs."""
        import numpy as np

        names = [n for n in ("age", "birth_date", "birth_year", *self.setting.record_date) if n in self.texts]
        if not names:
            return np.zeros(len(self)), np.zeros(len(self), dtype=bool)
        parts = [self.encoded(n) for n in names]
        distinct, inverse = _combine([p.codes for p in parts])
        found = []
        for codes in distinct:
            cells = {n: p.values[c] for n, p, c in zip(names, parts, codes, strict=True) if c >= 0}
            number = getattr(Record(0, cells, self.setting), kind)(name)
            found.append(np.nan if number is None else float(number))
        values = np.asarray(found, dtype=np.float64)[inverse]
        return np.nan_to_num(values), ~np.isnan(values)


def _keep_present(codes: NDArray[np.int64], values: list[str]) -> Encoded:
    """Codes of values that hold nothing, and the code past the end, become -1."""
    import numpy as np

    lost = np.asarray([is_lost(v) for v in values] + [False])
    keep = np.asarray([not is_missing(v) for v in values] + [False]) & ~lost
    return Encoded(np.where(keep[codes], codes, -1), values, lost[codes] if lost.any() else None)


def _combine(codes: Sequence[NDArray[np.int64]]) -> tuple[list[list[int]], NDArray[np.int64]]:
    """Distinct combinations of several code columns, and which of them each row has.

    Codes (n,) from -1 are packed into one mixed-radix integer, which sorts faster than rows do;
    columns whose radices would overflow 63 bits are sorted as rows.
    """
    import numpy as np

    radices = [int(c.max(initial=-1)) + 2 for c in codes]
    if np.prod([float(r) for r in radices]) >= 2**62:
        rows, inverse = np.unique(np.stack(codes, axis=1), axis=0, return_inverse=True)
        return rows.tolist(), inverse.reshape(-1)
    packed = np.zeros(len(codes[0]), dtype=np.int64)
    for column, radix in zip(codes, radices, strict=True):
        packed = packed * radix + (column + 1)
    _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    return np.stack([c[first] for c in codes], axis=1).tolist(), inverse.reshape(-1)


def _number(text: str, setting: Setting) -> float | None:
    return read_number(text, setting)


def _day(text: str, setting: Setting) -> float | None:
    found = read_date(text, setting)
    return None if found is None or found.ordinal is None else float(found.ordinal)


def _year(text: str, setting: Setting) -> float | None:
    found = read_date(text, setting)
    return None if found is None else float(found.year)
