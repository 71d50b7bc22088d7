"""Texts as bytes: kernels judge all plain ones at once, the scalar form the rest, once a distinct text.

The cells are those of a block, or the values of a dictionary that are new in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.folding import fold_label
from leakcheck.idnumbers._buffers import distinct, places, whole_numbers
from leakcheck.idnumbers._column import OpenColumn
from leakcheck.rules.kernels.hashing import hash_rows, hash_text
from leakcheck.rules.kernels.nothing import may_be_absent, may_be_lost, may_be_missing
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.truth import ASK
from leakcheck.rules.valuestore import ABSENT, KNOWN, ValueStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Kernel = Callable[[PlainText], NDArray[Any]]


class ByteCells:
    """Cells of an Arrow string array without nulls; `store` is asked for what their bytes do not tell.

    `plain` and `kinds` are the same cells as bytes and what they hold, where that is known.
    """

    def __init__(
        self,
        array: Any,
        store: ValueStore,
        plain: PlainText | None = None,
        kinds: NDArray[np.int8] | None = None,
    ) -> None:
        self.array, self.store, self.n = array, store, len(array)
        self.plain = PlainText.of(array) if plain is None else plain
        self._kinds: NDArray[np.int8] | None = None
        self._unknown: NDArray[np.bool_] | None = None
        if kinds is not None:
            self._sort_out(kinds)

    @property
    def are_sorted_out(self) -> bool:
        """Whether `kinds` was asked for before, and costs nothing now."""
        return self._kinds is not None

    @property
    def kinds(self) -> NDArray[np.int8]:
        """ABSENT, LOST or KNOWN of every cell, (n,)."""
        return self._sort_out(self._kinds_of_cells()) if self._kinds is None else self._kinds

    def _sort_out(self, kinds: NDArray[np.int8]) -> NDArray[np.int8]:
        unknown = kinds != KNOWN
        self._kinds, self._unknown = kinds, unknown if unknown.any() else None
        return kinds

    @property
    def unknown(self) -> NDArray[np.bool_] | None:
        """Cells of which nothing is known, (n,); None when there are none."""
        return self._unknown if self.kinds is not None else None

    def _kinds_of_cells(self) -> NDArray[np.int8]:
        import numpy as np

        plain = self.plain
        kinds = np.full(self.n, KNOWN, np.int8)
        if plain.has_empty:
            kinds -= (plain.lengths == 0).view(np.int8) * np.int8(KNOWN - ABSENT)
        asked = [a for a in (plain.odd, may_be_missing(plain), may_be_lost(plain)) if len(a)]
        if asked:
            cells = asked[0] if len(asked) == 1 else distinct(np.concatenate(asked))
            numbers, inverse = self._numbers(cells)
            kinds[cells] = self.store.kinds(numbers)[inverse]
        return kinds

    def present(self) -> NDArray[np.bool_]:
        """Whether every cell holds anything, (n,); from fewer looks at the bytes than `kinds` takes."""
        import numpy as np

        plain = self.plain
        found = plain.lengths > 0 if plain.has_empty else np.ones(self.n, np.bool_)
        cells = may_be_absent(plain)
        if len(cells):
            numbers, inverse = self._numbers(cells)
            found[cells] = (self.store.kinds(numbers) != ABSENT)[inverse]
        return found

    def _numbers(self, cells: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Store numbers of the distinct values of some cells, and which of them each has."""
        import numpy as np

        encoded = self.array.take(places(cells)).dictionary_encode()
        inverse = whole_numbers(encoded.indices).astype(np.intp)
        return self.store.numbers(encoded.dictionary.to_pylist()), inverse

    def judged(
        self, key: Hashable, decide: Callable[[str], Any], blank: Any, kernel: Kernel | None, dtype: str
    ) -> NDArray[Any]:
        """What `decide` says of each cell, (n,); see `TextColumn.lane`."""
        import numpy as np

        if kernel is None:
            answers = np.full(self.n, blank, dtype)
            asked = np.flatnonzero(self.kinds == KNOWN)
        else:
            answers = np.asarray(kernel(self.plain)).astype(dtype, copy=True)
            if len(self.plain.odd):
                answers[self.plain.odd] = ASK
            unknown = self.unknown
            if unknown is not None:
                answers *= ~unknown  # arithmetic: choosing by a mask is ten times as slow
                if blank:
                    answers += unknown * answers.dtype.type(blank)
            asked = np.flatnonzero(answers == ASK)
        if len(asked):
            numbers, inverse = self._numbers(asked)
            answers[asked] = self.store.answers(numbers, key, decide, blank, dtype)[inverse]
        return answers

    def hashes(self) -> NDArray[np.uint64]:
        """64-bit hash of each known value, (n,); 0 where there is none."""
        return self._where_known(hash_rows(self.plain))

    def label_hashes(self) -> NDArray[np.uint64]:
        """The same of each known value folded as a label."""
        label = self.plain.label()
        found = hash_rows(label)
        odd = label.odd
        if len(odd):
            numbers, inverse = self._numbers(odd)
            found[odd] = self.store.answers(numbers, "label hash", hash_label, 0, "uint64")[inverse]
        return self._where_known(found)

    def statuses(self, number: ModuleType) -> NDArray[np.int8]:
        """`NumberStatus` of each value as an identity number, (n,); MISSING where none is known."""
        known = None if self.unknown is None else ~self.unknown
        return self._where_known(number.validate_column(OpenColumn(self.array, self.plain, known)))

    def _where_known(self, found: NDArray[Any]) -> NDArray[Any]:
        """What was found, 0 where nothing is known."""
        if self.unknown is not None:
            found *= ~self.unknown
        return found


def hash_label(text: str) -> int:
    """64-bit hash of a text folded as a label."""
    return hash_text(fold_label(text))
