"""A block of records seen through its fields: the vectorised speed.

Every reading of a value runs once per distinct value (dictionary encoding) and is spread back by
its code, so that both speeds share one meaning; arrays are int64, float64 or bool of shape (n,).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leakcheck.folding import is_missing
from leakcheck.model import Truth
from leakcheck.rules.record import DERIVED, Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.values import read_date, read_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Encoded:
    """A column as codes into its distinct present values; code -1 where nothing is held."""

    codes: NDArray[np.int64]
    values: list[str]


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
        return self._remember(("encoded", name), lambda: self._encode(name))  # type: ignore[no-any-return]

    def by_value(self, names: Sequence[str], decide: Callable[..., int]) -> NDArray[np.int8]:
        """Truth codes (n,) int8 of a scalar decision over one or more text fields.

        The decision runs once per distinct combination; UNKNOWN where any field is missing.
        """
        import numpy as np

        parts = [self.encoded(name) for name in names]
        result = np.full(len(self), Truth.UNKNOWN, dtype=np.int8)
        known = np.logical_and.reduce([p.codes >= 0 for p in parts])
        if not known.any():
            return result
        stacked = np.stack([p.codes[known] for p in parts], axis=1)
        distinct, inverse = np.unique(stacked, axis=0, return_inverse=True)
        decided = [
            decide(*(p.values[c] for p, c in zip(parts, row, strict=True))) for row in distinct.tolist()
        ]
        result[known] = np.asarray(decided, dtype=np.int8)[inverse.reshape(-1)]
        return result

    def present(self, name: str) -> NDArray[np.bool_]:
        """Whether the field holds anything, (n,) bool."""
        if name in DERIVED:
            return self.numbers("low" if name == "age_then" else "year", name)[1]
        return self.encoded(name).codes >= 0

    def numbers(self, kind: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Values (n,) float64 and whether they are known (n,) bool; kind is day, year, low or high."""
        return self._remember((kind, name), lambda: self._numbers(kind, name))  # type: ignore[no-any-return]

    def _remember(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def _encode(self, name: str) -> Encoded:
        import numpy as np
        import pyarrow as pa

        if name not in self.texts:
            if name == "name" and {"first_name", "last_name"} & set(self.texts):
                return self._encode_name()
            return Encoded(np.full(len(self), -1, dtype=np.int64), [])
        array = self.texts[name]
        array = array if isinstance(array, pa.Array) else pa.array(array, pa.string())
        dictionary = array.dictionary_encode()
        values: list[str] = ["" if v is None else v for v in dictionary.dictionary.to_pylist()]
        keep = np.asarray([not is_missing(v) for v in values] + [False])
        codes = dictionary.indices.fill_null(len(values)).to_numpy(zero_copy_only=False).astype(np.int64)
        return Encoded(np.where(keep[codes], codes, -1), values)

    def _encode_name(self) -> Encoded:
        import numpy as np

        parts = [self.encoded(p) for p in ("first_name", "last_name")]
        texts = [" ".join(p.values[c] for p, c in zip(parts, pair, strict=True) if c >= 0)
                 for pair in zip(*(p.codes.tolist() for p in parts), strict=True)]  # fmt: skip
        values, codes = np.unique(np.asarray([t or "" for t in texts], dtype=object), return_inverse=True)
        keep = np.asarray([bool(v) for v in values])
        return Encoded(np.where(keep[codes], codes, -1), values.tolist())

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
        distinct, inverse = np.unique(np.stack([p.codes for p in parts], axis=1), axis=0, return_inverse=True)
        found = []
        for codes in distinct.tolist():
            cells = {n: p.values[c] for n, p, c in zip(names, parts, codes, strict=True) if c >= 0}
            number = getattr(Record(0, cells, self.setting), kind)(name)
            found.append(np.nan if number is None else float(number))
        values = np.asarray(found, dtype=np.float64)[inverse.reshape(-1)]
        return np.nan_to_num(values), ~np.isnan(values)


def _number(text: str, setting: Setting) -> float | None:
    return read_number(text, setting)


def _day(text: str, setting: Setting) -> float | None:
    found = read_date(text, setting)
    return None if found is None or found.ordinal is None else float(found.ordinal)


def _year(text: str, setting: Setting) -> float | None:
    found = read_date(text, setting)
    return None if found is None else float(found.year)
