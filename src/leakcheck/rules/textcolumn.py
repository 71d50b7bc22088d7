"""One text column of a block: a dictionary where values repeat, bytes where they do not.

Both forms answer the same questions with lanes. In a dictionary every distinct value is judged once in the
whole run; in bytes a kernel judges all plain values at once (`leakcheck.rules.bytecells`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.idnumbers import status
from leakcheck.model import NumberStatus
from leakcheck.rules.bytecells import ByteCells, hash_label
from leakcheck.rules.dictionary import dictionary_of
from leakcheck.rules.kernels.hashing import hash_text
from leakcheck.rules.lanes import EACH, Coding, Lane
from leakcheck.rules.valuestore import ABSENT, KNOWN, LOST, ValueStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from leakcheck.rules.bytecells import Kernel

_SAMPLE = 8_192


class TextColumn:
    """Texts of n records (an Arrow string array or a dictionary of one), and what is known of the field."""

    def __init__(self, array: Any, store: ValueStore) -> None:
        import pyarrow as pa

        self.array, self.store, self.n = array, store, len(array)
        store.begin()
        self.dictionary = dictionary_of(store)
        self._lanes: dict[Hashable, Lane] = {}
        self._coding: Coding | None = None
        self._is_open = False
        if pa.types.is_dictionary(array.type):
            self._encode(array)
        else:
            # Not fill_null where there is nothing to fill: its first call imports pandas.
            self._cells = ByteCells(array.fill_null("") if array.null_count else array, store)

    @property
    def coding(self) -> Coding | None:
        """Which value each record has, where values repeat; looked for when first asked."""
        if not self._is_open:
            if self.store.coded is not False and (self.store.coded or _repeats(self.array)):
                self.dictionary.used = True
                self._find()
            else:
                self.store.coded = False
            self._is_open = True
        return self._coding

    def _find(self) -> None:
        cells = self._cells
        codes = self.dictionary.find(cells.plain, cells.array)
        if codes is None:
            self._encode(cells.array.dictionary_encode())
            self.dictionary.learn(cells.plain)
        else:
            self._coding = Coding(codes, len(self.dictionary))

    def _encode(self, encoded: Any) -> None:
        codes = self.dictionary.encode(encoded)
        self._coding = Coding(codes, len(self.dictionary))
        self._is_open = True
        self.store.coded = len(encoded.dictionary) * 2 < max(len(encoded), 64)

    def lane(
        self,
        key: Hashable,
        decide: Callable[[str], Any],
        blank: Any,
        kernel: Kernel | None = None,
        dtype: str = "int8",
    ) -> Lane:
        """What `decide` says of each value.

        Parameters
        ----------
        key : hashable
            Names the question: equal keys, equal answers.
        decide : callable
            The scalar form, asked about known values only.
        blank : scalar
            The answer where there is no known value.
        kernel : callable, optional
            The same on bytes, be they those of this block or of values that are new in the dictionary; may
            answer `ASK` for rows it leaves to `decide`.
        dtype : str
            Of the answers; `ASK` must fit when there is a kernel.
        """
        if key not in self._lanes:
            if self.coding is not None:
                answers = self.dictionary.answers(self.store, key, decide, blank, dtype, kernel)
                self._lanes[key] = Lane(answers, self.coding, self.n)
            else:
                answers = self._cells.judged(key, decide, blank, kernel, dtype)
                self._lanes[key] = Lane(answers, EACH, self.n)
        return self._lanes[key]

    def present(self) -> Lane:
        """Whether the field holds anything, even something lost; bool."""
        if "present" not in self._lanes and not self._wants_codes and not self._cells.are_sorted_out:
            self._lanes["present"] = Lane(self._cells.present(), EACH, self.n).settled()
        return self._kind_lane("present", lambda kinds: kinds != ABSENT)

    @property
    def _wants_codes(self) -> bool:
        """Whether codes are at hand or will be; that something is there is seen in the bytes, too."""
        return self._is_open or self.dictionary.used

    def known(self) -> Lane:
        """Whether the field holds something that can be judged; bool."""
        return self._kind_lane("known", lambda kinds: kinds == KNOWN)

    def lost(self) -> Lane:
        """Whether a spreadsheet has eaten the value; bool."""
        return self._kind_lane("lost", lambda kinds: kinds == LOST)

    def _kind_lane(self, key: str, test: Callable[[Any], Any]) -> Lane:
        if key not in self._lanes:
            coding = self.coding if self._wants_codes else None
            if coding is None:
                found = Lane(test(self._cells.kinds), EACH, self.n)
            else:
                found = Lane(test(self.dictionary.kinds(self.store)), coding, self.n)
            self._lanes[key] = found.settled()
        return self._lanes[key]

    def hashes(self) -> Lane:
        """64-bit hash of each known value, uint64; 0 where there is none."""
        if self.coding is not None:
            return self.lane("hash", hash_text, 0, dtype="uint64")
        return self._of_rows("hash", self._cells.hashes)

    def label_hashes(self) -> Lane:
        """64-bit hash of each known value folded as a label, uint64; 0 where there is none."""
        if self.coding is not None:
            return self.lane("label hash", hash_label, 0, dtype="uint64")
        return self._of_rows("label hash", self._cells.label_hashes)

    def statuses(self, number: ModuleType) -> Lane:
        """`NumberStatus` of each value as an identity number, int8; MISSING where nothing is known."""
        key = ("status", number)
        if self.coding is not None:
            return self.lane(key, lambda text: int(status(number.validate, text)), int(NumberStatus.MISSING))
        return self._of_rows(key, lambda: self._cells.statuses(number))

    def _of_rows(self, key: Hashable, make: Callable[[], NDArray[Any]]) -> Lane:
        if key not in self._lanes:
            self._lanes[key] = Lane(make(), EACH, self.n)
        return self._lanes[key]

    def text(self, row: int) -> str | None:
        """The text of one record, None where nothing is known."""
        if not bool(self.known().rows()[row]):
            return None
        found: str = self.array[row].as_py()
        return found


def _repeats(array: Any) -> bool:
    """Whether fewer than half of the first values are distinct, so that a dictionary pays.

    A first look at an eighth of them spares the rest where the answer is plain.
    """
    import pyarrow.compute as pc

    for sample in (array.slice(0, _SAMPLE // 8), array.slice(0, _SAMPLE)):
        distinct = int(pc.count_distinct(sample, mode="all").as_py())
        if len(sample) == len(array) or distinct * 4 <= len(sample) or distinct * 20 >= len(sample) * 19:
            break
    return distinct * 2 < max(len(sample), 64)
