"""The text columns of one block, opened when first asked for and shared by all packs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.dates import parse_date
from leakcheck.idnumbers._buffers import codes_or
from leakcheck.model import NumberStatus, Truth
from leakcheck.rules.combining import Encoded, combinations
from leakcheck.rules.kernels.calendar import pack, read_dates, years
from leakcheck.rules.lanes import EACH, Lane, lift
from leakcheck.rules.setting import Setting
from leakcheck.rules.values import read_number
from leakcheck.rules.valuestore import Seen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.bytecells import Kernel
    from leakcheck.rules.textcolumn import TextColumn

_AS_TYPED = Setting()
"""Columns are never transcribed text, so numbers are read as they stand."""


class BlockTexts:
    """Arrow text arrays by field, all of length n; `seen` is what earlier blocks taught."""

    def __init__(self, n: int, arrays: Mapping[str, Any], seen: Seen | None = None) -> None:
        self.n, self.arrays = n, arrays
        self._seen = seen or Seen()
        self._columns: dict[str, TextColumn | None] = {}
        self._lanes: dict[Hashable, Lane] = {}

    def column(self, name: str) -> TextColumn | None:
        """A field's column; None when it is not mapped."""
        if name not in self._columns:
            self._columns[name] = self._name() if name == "name" else self._open(name)
        return self._columns[name]

    def _open(self, name: str) -> TextColumn | None:
        import pyarrow as pa

        from leakcheck.rules.textcolumn import TextColumn

        if name not in self.arrays:
            return None
        array = self.arrays[name]
        return TextColumn(
            array if isinstance(array, pa.Array) else pa.array(array, pa.string()), self._seen.store(name)
        )

    def _name(self) -> TextColumn | None:
        """The name, or where it is missing the first and last name joined (as `Record.text`)."""
        own, parts = self._open("name"), [self.column(part) for part in ("first_name", "last_name")]
        if not any(parts):
            return own
        import pyarrow as pa
        import pyarrow.compute as pc

        from leakcheck.rules.textcolumn import TextColumn

        texts = [_known_texts(part) for part in parts if part]
        joined = texts[0] if len(texts) == 1 else _joined(*texts)
        if own:
            there = pa.array(own.present().rows())
            joined = pc.if_else(there, _plain_array(own.array), joined)
        return TextColumn(joined, self._seen.store("name, joined", blank_only=True))

    def lane(self, key: Hashable, make: Callable[[], Lane]) -> Lane:
        """What `make` returns, made once per key in this block."""
        if key not in self._lanes:
            self._lanes[key] = make()
        return self._lanes[key]

    def dates(self, name: str) -> Lane:
        """Packed dates (`kernels.calendar`), int32; 0 where there is none."""
        if name == "year_born":
            return self.lane("year_born", self._born)
        column = self.column(name)
        if column is None:
            return Lane.constant(0, self.n, "int32")
        return column.lane("date", _packed_date, 0, read_dates, "int32")

    def _born(self) -> Lane:
        full, year = self.dates("birth_date"), self.dates("birth_year")
        if year.is_constant and year.values[0] == 0:
            return full
        return lift(_first_known, full, year)

    def numbers(self, name: str) -> Lane:
        """The one number of each text, float64; NaN where there is none."""
        column = self.column(name)
        if column is None:
            return Lane.constant(float("nan"), self.n, "float64")
        return column.lane("number", _number, float("nan"), dtype="float64")

    def by_text(
        self, names: Sequence[str], key: Hashable, decide: Callable[..., int], kernel: Kernel | None = None
    ) -> Lane:
        """Truth codes of a scalar decision; see `Columns.by_text`."""
        key = (key, tuple(names))
        if len(names) == 1 and names[0] != "year_born":
            column = self.column(names[0])
            unknown = int(Truth.UNKNOWN)
            if column is None:
                return Lane.constant(unknown, self.n)
            return column.lane(key, decide, unknown, kernel)
        return self.lane(key, lambda: self._together(names, key, decide))

    def number_truth(
        self, name: str, number: ModuleType, key: Hashable, truths: Mapping[NumberStatus, Truth]
    ) -> Lane:
        """Truth codes from the status of each text as an identity number; UNKNOWN where there is none.

        Parameters
        ----------
        number : module
            One of `leakcheck.idnumbers`.
        truths : mapping of NumberStatus to Truth
            What each status means.
        """
        column = self.column(name)
        if column is None:
            return Lane.constant(int(Truth.UNKNOWN), self.n)
        return self.lane((name, key), lambda: lift(_translate(truths), column.statuses(number)))

    def _together(self, names: Sequence[str], key: Hashable, decide: Callable[..., int]) -> Lane:
        import numpy as np

        parts = [self.encoded(name) for name in names]
        known = np.logical_and.reduce([part.codes >= 0 for part in parts])
        answers = np.full(self.n, Truth.UNKNOWN, dtype=np.int8)
        if known.any():
            distinct, inverse = combinations([part.codes[known] for part in parts])
            before = self.decided(key)
            decided = []
            for codes in distinct:
                texts = tuple(part.values[code] for part, code in zip(parts, codes, strict=True))
                if texts not in before:
                    before[texts] = int(decide(*texts))
                decided.append(before[texts])
            answers[known] = np.asarray(decided, dtype=np.int8)[inverse]
        return Lane(answers, EACH, self.n)

    def decided(self, key: Hashable) -> dict[tuple[str, ...], int]:
        """What was decided about several texts under a question, in this block and before."""
        return self._seen.together(key)

    def encoded(self, name: str) -> Encoded:
        """Codes (n,) int64 into distinct known values; all -1 when the field is not mapped."""
        import numpy as np

        if name == "year_born":
            found = lift(years, self.dates(name)).rows()
            values, codes = np.unique(found, return_inverse=True)
            codes = np.where(found > 0, codes.reshape(-1), -1)
            return Encoded(codes, [str(year) for year in values.tolist()])
        column = self.column(name)
        if column is None:
            return Encoded(np.full(self.n, -1, dtype=np.int64), [])
        encoded = _dictionary(column.array)
        codes = codes_or(encoded.indices, -1)
        return Encoded(np.where(column.known().rows(), codes, -1), encoded.dictionary.to_pylist())

    def codes(self, name: str, key: Hashable, read: Callable[[str], int], kernel: Kernel) -> Lane:
        """A small number read from each text, int32; 0 where nothing is known."""
        column = self.column(name)
        if column is None:
            return Lane.constant(0, self.n, "int32")
        return column.lane(key, read, 0, kernel, "int32")

    def label_hashes(self, name: str) -> Lane:
        """64-bit hashes of the known texts, folded as labels, uint64; 0 where there is none."""
        column = self.column(name)
        return Lane.constant(0, self.n, "uint64") if column is None else column.label_hashes()

    def hashes(self, name: str) -> NDArray[np.uint64] | None:
        """64-bit hashes of the known texts, 0 where there is none; None when the field is not mapped."""
        column = self.column(name)
        return None if column is None else column.hashes().rows()

    def text(self, name: str, row: int) -> str | None:
        """What one record holds in a field, None where nothing is known."""
        if name == "year_born":
            year = int(lift(years, self.dates(name)).rows()[row])
            return str(year) if year else None
        column = self.column(name)
        return column.text(row) if column else None


def _dictionary(array: Any) -> Any:
    import pyarrow as pa

    return array if pa.types.is_dictionary(array.type) else array.dictionary_encode()


def _plain_array(array: Any) -> Any:
    import pyarrow as pa

    return array if array.type == pa.string() else array.cast(pa.string())


def _known_texts(column: TextColumn) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(
        pa.array(column.known().rows()), _plain_array(column.array), pa.scalar(None, pa.string())
    )


def _joined(first: Any, last: Any) -> Any:
    import pyarrow.compute as pc

    # Not null_handling="skip": pyarrow 26 then gives too few rows where all of one column are null.
    return pc.coalesce(pc.binary_join_element_wise(first, last, " "), first, last)


def _packed_date(text: str) -> int:
    return pack(parse_date(text))


def _number(text: str) -> float:
    found = read_number(text, _AS_TYPED)
    return float("nan") if found is None else found


def _first_known(first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.int32]:
    import numpy as np

    return np.where(first > 0, first, second)


def _translate(truths: Mapping[NumberStatus, Truth]) -> Callable[[Any], Any]:
    import numpy as np

    table = np.asarray([truths[status] for status in NumberStatus], np.int8)
    return table.take
