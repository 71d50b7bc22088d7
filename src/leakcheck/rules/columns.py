"""A block of records seen through its fields: the vectorised speed.

Every reading of a value has the meaning of its scalar form (`leakcheck.rules.record`); it is computed
once a block, as a lane, and shared by all rules that ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.frozen import dataclass, field
from leakcheck.rules import ages
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.combining import Encoded
from leakcheck.rules.kernels.calendar import ordinals, years
from leakcheck.rules.lanes import Lane, lift
from leakcheck.rules.setting import Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.bytecells import Kernel


@dataclass(slots=True)
class Columns:
    """Fields of n records. `rows` (n,) are line numbers; `texts` Arrow text arrays of length n."""

    rows: Sequence[int]
    texts: Mapping[str, Any] | BlockTexts
    setting: Setting
    memo: dict[Any, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def block(self) -> BlockTexts:
        """The text columns, shared by all packs."""
        if not isinstance(self.texts, BlockTexts):
            self.texts = BlockTexts(len(self.rows), self.texts)
        return self.texts

    @property
    def ascending(self) -> bool:
        """Whether every record begins on a later line than the one before it."""
        return self.remember("ascending", lambda: _ascends(self.rows))  # type: ignore[no-any-return]

    @property
    def first_row(self) -> int:
        """The least line number of the block."""
        return self.rows[0] if self.ascending else self.remember("first", lambda: min(self.rows))

    def row_numbers(self) -> NDArray[np.int64]:
        """Line numbers, (n,) int64."""
        import numpy as np

        rows = self.rows
        if isinstance(rows, range):
            return np.arange(rows.start, rows.stop, rows.step, dtype=np.int64)
        return self.remember("rows", lambda: np.asarray(rows, dtype=np.int64))  # type: ignore[no-any-return]

    def remember(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` returns, made once per key in this block under this setting."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def has(self, name: str) -> bool:
        """Whether the field, or what it is derived from, is mapped to a column."""
        return is_mapped(name, self.block.arrays, self.setting)

    def presence(self, name: str) -> Lane:
        """Whether the field holds anything, bool."""
        if name == "age_then":
            return lift(_is_number, self.numbers("low", name))
        if name in ("year_born", "record_date"):
            return lift(lambda years: years > 0, self.numbers("year", name))
        column = self.block.column(name)
        return column.present() if column else Lane.constant(False, len(self), bool)

    def present(self, name: str) -> NDArray[np.bool_]:
        """Whether the field holds anything, (n,) bool."""
        return self.presence(name).rows()

    def by_text(
        self, names: Sequence[str], key: Hashable, decide: Callable[..., int], kernel: Kernel | None = None
    ) -> Lane:
        """Truth of a scalar decision over one or more fields, UNKNOWN where one is missing.

        Parameters
        ----------
        names : sequence of str
            Fields whose texts `decide` takes.
        key : hashable
            Names the question: equal keys and fields, equal answers.
        kernel : callable, optional
            The same for the bytes of a single field; see `TextColumn.lane`.
        """
        return self.block.by_text(names, key, decide, kernel)

    def encoded(self, name: str) -> Encoded:
        """Codes (n,) int64 into distinct known values, -1 where nothing is known."""
        return self.block.encoded(name)

    def dates(self, name: str) -> Lane:
        """A field as packed dates (`kernels.calendar`), int32; 0 where there is none."""
        if name == "record_date":
            return self.remember((name, "dates"), self._record_dates)  # type: ignore[no-any-return]
        return self.block.dates(name)

    def numbers(self, kind: str, name: str) -> Lane:
        """Kind day or year: int32, 0 where unknown; low or high: float64, NaN where unknown."""
        return self.remember((kind, name), lambda: self._numbers(kind, name))  # type: ignore[no-any-return]

    def _numbers(self, kind: str, name: str) -> Lane:
        if kind == "day":
            return lift(ordinals, self.dates(name))
        if kind == "year":
            return lift(years, self.dates(name))
        if name == "age_then":
            return self._age(kind)
        if kind == "high":  # all others are points
            return self.numbers("low", name)
        if name == "year_born":
            return lift(_as_number, self.numbers("year", name))
        return self.block.numbers(name)

    def _record_dates(self) -> Lane:
        found = Lane.constant(0, len(self), "int32")
        for name in self.setting.record_date:
            if found.settled().is_constant or (found.values == 0).any():
                days = lift(_only_full, self.dates(name))
                found = lift(_first_of, found, days)
        return found.settled()

    def _age(self, kind: str) -> Lane:
        """Age when recorded: as written, else counted from birth; see `values.read_age`."""
        written = self.numbers("low", "age")
        if not _is_number(written.values).all():
            counted = lift(
                lambda born, day: ages.counted(kind, born, day, self.setting),
                self.dates("year_born"),
                self.dates("record_date"),
            )
            written = lift(_given_or, written, counted)
        return written


def is_mapped(name: str, mapped: Mapping[str, Any], setting: Setting) -> bool:
    """Whether anything can ever be known of a field when these are mapped to columns."""
    if name in mapped:
        return True
    if name == "name":
        return "first_name" in mapped or "last_name" in mapped
    if name == "year_born":
        return "birth_date" in mapped or "birth_year" in mapped
    if name == "record_date":
        return any(f in mapped for f in setting.record_date)
    return name == "age_then" and ("age" in mapped or is_mapped("year_born", mapped, setting))


def _only_full(dates: Any) -> Any:
    return dates * ((dates & 31) > 0)


def _first_of(first: Any, second: Any) -> Any:
    import numpy as np

    return np.where(first > 0, first, second)


def _is_number(values: Any) -> Any:
    return values == values  # noqa: PLR0124 - NaN is not equal to itself


def _as_number(values: Any) -> Any:
    import numpy as np

    return np.where(values > 0, values, np.nan)


def _given_or(given: Any, counted: Any) -> Any:
    import numpy as np

    return np.where(given == given, given, counted)  # noqa: PLR0124 - NaN is not equal to itself


def _ascends(rows: Sequence[int]) -> bool:
    import numpy as np

    return (isinstance(rows, range) and rows.step > 0) or bool((np.diff(np.asarray(rows)) > 0).all())
