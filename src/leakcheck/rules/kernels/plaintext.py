"""A text column as bytes, with the rows set apart that are not plain.

Plain means that `leakcheck.folding.fold_value` would change nothing: ASCII, no control characters, no
blank but single ones inside. Everything works on the flat bytes of all cells together, and rows are looked
up only for the few places where something was found.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakcheck.folding import fold_label
from leakcheck.idnumbers._buffers import distinct
from leakcheck.rules.kernels.oddrows import BLANK, blank_rows, odd_rows
from leakcheck.rules.kernels.truth import ASK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.intp]
    Flags = NDArray[np.bool_]

_LONGEST_RUN = 100


class PlainText:
    """Cells ``data[starts[i] : ends[i]]``: uint8 bytes, int64 bounds of shape (n,); nothing between cells.

    `odd` lists the rows for which the answers of kernels mean nothing, ascending; found when first asked.
    """

    def __init__(self, data: Bytes, bounds: NDArray[np.int64], odd: Places | None) -> None:

        self.data = data
        self.starts, self.ends = bounds[:-1], bounds[1:]
        self.bounds = bounds
        self.lengths = self.ends - self.starts
        self._odd = odd
        self.memo: dict[Any, Any] = {}
        same = len(self.lengths) > 0 and bool((self.lengths == self.lengths[0]).all())
        self.only_length = int(self.lengths[0]) if same else None

    @property
    def odd(self) -> Places:
        """Rows that are not plain, ascending."""
        if self._odd is None:
            self._odd = odd_rows(self)
        return self._odd

    @odd.setter
    def odd(self, rows: Places) -> None:
        self._odd = rows

    @property
    def span(self) -> tuple[int, int]:
        """Least and greatest byte; (0, 0) when there is none."""
        if "span" not in self.memo:
            filled = len(self.data) > 0
            self.memo["span"] = (int(self.data.min()), int(self.data.max())) if filled else (0, 0)
        found: tuple[int, int] = self.memo["span"]
        return found

    @classmethod
    def of(cls, column: Any) -> PlainText:
        """View of an Arrow string array without nulls; the bytes are not copied."""
        import numpy as np
        import pyarrow as pa

        wide = np.int64 if pa.types.is_large_string(column.type) else np.int32
        _, offsets, data = column.buffers()
        if len(column) == 0 or data is None:
            return cls(np.zeros(0, np.uint8), np.zeros(len(column) + 1, np.int64), np.zeros(0, np.intp))
        bounds = np.frombuffer(offsets, wide)[column.offset : column.offset + len(column) + 1].astype(
            np.int64
        )
        view = np.frombuffer(data, np.uint8)[bounds[0] : bounds[-1]]
        if bounds[0]:
            bounds -= bounds[0]
        return cls(view, bounds, None)

    def subset(self, rows: Places) -> PlainText:
        """Some of the rows, their bytes copied."""
        import numpy as np

        lengths = self.lengths[rows]
        bounds = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=bounds[1:])
        places = np.arange(bounds[-1]) + np.repeat(self.starts[rows] - bounds[:-1], lengths)
        return PlainText(self.data[places], bounds, np.flatnonzero(np.isin(rows, self.odd)))

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, places: Places) -> Places:
        """Rows that hold these places of the data."""
        import numpy as np

        return np.searchsorted(self.starts, places, side="right") - 1

    def rows_of(self, length: int) -> Places | None:
        """Rows of `length` bytes; None stands for all of them."""
        import numpy as np

        if self.only_length is not None:
            return None if self.only_length == length else np.zeros(0, np.intp)
        key = ("rows", length)
        if key not in self.memo:
            self.memo[key] = np.flatnonzero(self.lengths == length)
        found: Places = self.memo[key]
        return found

    def is_compact(self, length: int) -> bool:
        """Whether the data is nothing but cells of `length` bytes."""
        rows = self.rows_of(length)
        return rows is None or (len(rows) > 0 and len(rows) * length == len(self.data))

    def cells(self, length: int) -> Bytes:
        """Cells of `length` bytes, shape (rows, length); a view where nothing else lies between them."""
        import numpy as np

        rows = self.rows_of(length)
        if rows is None or self.is_compact(length):
            return self.data.reshape(-1, length)
        if not len(rows):
            return np.zeros((0, length), np.uint8)
        shape = (len(self.data) - length + 1,)
        windows = np.ndarray(shape, f"V{length}", self.data, strides=(1,))
        return windows[self.starts[rows]].view(np.uint8).reshape(-1, length)

    def characters(self, length: int) -> Bytes:
        """Cells of `length` bytes as an array of shape (length, rows), so that one place is contiguous."""
        import numpy as np

        key = ("characters", length)
        if key not in self.memo:
            self.memo[key] = np.ascontiguousarray(self.cells(length).T)
        found: Bytes = self.memo[key]
        return found

    def places(self, length: int, start: int, end: int) -> Bytes:
        """Some places of the cells of `length` bytes, (end - start, rows)."""
        if end - start > 1 or ("characters", length) in self.memo:
            return self.characters(length)[start:end]
        rows = self.rows_of(length)
        if rows is None or self.is_compact(length):
            return self.data.reshape(-1, length)[:, start:end].T
        return self.data.take(self.starts[rows] + start)[None]

    @property
    def heads(self) -> Bytes:
        """First byte of every row; of an empty row that of another."""
        if "heads" not in self.memo:
            self.memo["heads"] = self.bytes_at(self.starts)
        found: Bytes = self.memo["heads"]
        return found

    @property
    def has_empty(self) -> bool:
        """Whether some row holds no byte."""
        if "empty" not in self.memo:
            few = self.only_length is None and len(self) > 0
            self.memo["empty"] = bool((self.lengths == 0).any()) if few else self.only_length == 0
        return bool(self.memo["empty"])

    def bytes_at(self, places: Places) -> Bytes:
        """Bytes at some places of the data, which is not empty; those outside it are any byte.

        Places are wrapped around, which numpy does sooner than cutting them off.
        """
        return self.data.take(places, mode="wrap")

    def holding(self, flags: Flags) -> Flags:
        """Rows that hold a flagged byte; `flags` has one a byte of the data."""
        import numpy as np

        found = np.zeros(len(self), np.bool_)
        if not flags.any():
            return found
        places = np.flatnonzero(flags)
        if len(places) * 4 < len(self):
            found[self.row_of(places)] = True
            return found
        before = np.append(0, np.cumsum(flags, dtype=np.int32))
        return np.asarray(before[self.ends] > before[self.starts])

    def spread(self, length: int, flags: Flags) -> Flags:
        """Flags of the rows of one length as flags of all rows."""
        import numpy as np

        rows = self.rows_of(length)
        if rows is None:
            return flags
        found = np.zeros(len(self), np.bool_)
        found[rows] = flags
        return found

    def flags_at(self, places: Places, span: int) -> Flags:
        """Rows in which one of these places begins `span` bytes that end inside the row."""
        import numpy as np

        found = np.zeros(len(self), np.bool_)
        rows = self.row_of(places)
        found[rows[places + span <= self.ends[rows]]] = True
        return found

    def ask_odd(self, truth: NDArray[np.int8]) -> NDArray[np.int8]:
        """The answers, with those for odd rows left to the scalar form."""
        truth[self.odd] = ASK
        return truth

    @property
    def is_label(self) -> bool:
        """Whether all is digits, which `fold_label` leaves as they are."""
        return ord("0") <= self.span[0] and self.span[1] <= ord("9")

    def translated(self) -> PlainText:
        """The cells in small letters and with a blank for every punctuation mark, nothing shortened."""
        if "translated" not in self.memo:
            import numpy as np

            if self.is_label:
                return self
            data = np.frombuffer(self.data.tobytes().translate(label_bytes()), np.uint8)
            self.memo["translated"] = PlainText(data, self.bounds, self.odd)
        found: PlainText = self.memo["translated"]
        return found

    def label(self) -> PlainText:
        """`leakcheck.folding.fold_label` on plain rows; very long runs of punctuation make a row odd."""
        if "label" not in self.memo:
            import numpy as np

            folded = self.translated()
            spaced = blank_rows(folded)
            if len(spaced):
                # fold_label takes a hundred marks for one blank: longer runs are left to it.
                odd = distinct(np.append(self.odd, spaced[folded.lengths[spaced] > _LONGEST_RUN]))
                folded = folded.single_spaced()
                folded.odd = odd
            self.memo["label"] = self._other(folded)
        found: PlainText | None = self.memo["label"]
        return self if found is None else found

    def _other(self, found: PlainText) -> PlainText | None:
        """None for this very text: who holds itself lives on until the next search for cycles."""
        return None if found is self else found

    def single_spaced(self) -> PlainText:
        """The cells with single blanks inside and none at their ends."""
        import numpy as np

        blank = self.data == BLANK
        filled = np.flatnonzero(self.lengths)
        surplus = np.zeros_like(blank)
        surplus[1:] = blank[:-1]
        surplus[self.starts[filled]] = True
        once = self.keeping(~(blank & surplus))
        kept = np.ones(len(once.data), np.bool_)
        filled = np.flatnonzero(once.lengths)
        kept[once.ends[filled] - 1] = once.data[once.ends[filled] - 1] != BLANK
        return once.keeping(kept)

    def squeezed(self) -> PlainText:
        """The cells without blanks and hyphens; odd rows come out meaningless."""
        if self.span[0] > ord("-"):
            return self
        if "squeezed" not in self.memo:
            kept = self.keeping((self.data != BLANK) & (self.data != ord("-")))
            self.memo["squeezed"] = self._other(kept)
        found: PlainText | None = self.memo["squeezed"]
        return self if found is None else found

    def keeping(self, kept: Flags) -> PlainText:
        """The cells without the bytes that are not `kept`."""
        import numpy as np

        dropped = np.flatnonzero(~kept)
        if not len(dropped):
            return self
        bounds = self.bounds - np.searchsorted(dropped, self.bounds)
        return PlainText(self.data[kept], bounds, self.odd)


@cache
def label_bytes() -> bytes:
    """By ASCII code: what `fold_label` makes of a character inside a word."""
    return bytes(ord(fold_label(f"x{chr(code)}x")[1]) if code < 128 else 0 for code in range(256))
