"""One text column of a block: a dictionary where values repeat, bytes where they do not.

Both forms answer the same questions with lanes. In a dictionary every distinct value is judged by the
operator's scalar form, once in the whole run; in bytes a kernel judges all plain values at once and
the scalar form is asked for the rest, once a distinct value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.folding import fold_label
from leakcheck.idnumbers import status
from leakcheck.idnumbers._buffers import distinct, places, whole_numbers
from leakcheck.idnumbers._column import OpenColumn
from leakcheck.model import NumberStatus
from leakcheck.rules.dictionary import dictionary_of
from leakcheck.rules.kernels.hashing import hash_rows, hash_text
from leakcheck.rules.kernels.nothing import may_be_lost, may_be_missing
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.truth import ASK
from leakcheck.rules.lanes import EACH, Coding, Lane
from leakcheck.rules.valuestore import ABSENT, KNOWN, LOST, ValueStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Kernel = Callable[[PlainText], NDArray[Any]]

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
            self._filled = array.fill_null("") if array.null_count else array
            self._plain = PlainText.of(self._filled)

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
        codes = self.dictionary.find(self._plain, self._filled)
        if codes is None:
            self._encode(self._filled.dictionary_encode())
            self.dictionary.learn(self._plain)
        else:
            self._coding = Coding(codes, len(self.dictionary))

    def _encode(self, encoded: Any) -> None:
        codes = self.dictionary.encode(encoded)
        self._coding = Coding(codes, len(self.dictionary))
        self._is_open = True
        self.store.coded = len(encoded.dictionary) * 2 < max(len(encoded), 64)

    @property
    def _kinds(self) -> NDArray[np.int8]:
        """ABSENT, LOST or KNOWN of every record, read from bytes, (n,)."""
        if "kinds" not in self._lanes:
            self._lanes["kinds"] = Lane(self._kinds_of_rows(), EACH, self.n)
        return self._lanes["kinds"].values

    @property
    def _unknown(self) -> NDArray[np.bool_] | None:
        """Records of which nothing is known, (n,); None when there are none."""
        if "unknown" not in self._lanes:
            self._lanes["unknown"] = Lane(self._kinds != KNOWN, EACH, self.n).settled()
        found = self._lanes["unknown"]
        if found.is_constant and not found.values[0]:
            return None
        unknown: NDArray[np.bool_] = found.rows()
        return unknown

    def _kinds_of_rows(self) -> NDArray[np.int8]:
        import numpy as np

        plain = self._plain
        kinds = np.full(self.n, KNOWN, np.int8)
        if plain.only_length is None or plain.only_length == 0:
            kinds -= (plain.lengths == 0).view(np.int8) * np.int8(KNOWN - ABSENT)
        asked = [a for a in (plain.odd, may_be_missing(plain), may_be_lost(plain)) if len(a)]
        if asked:
            rows = asked[0] if len(asked) == 1 else distinct(np.concatenate(asked))
            numbers, inverse = self._numbers(rows)
            kinds[rows] = self.store.kinds(numbers)[inverse]
        return kinds

    def _numbers(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Store numbers of the distinct values of some rows, and which of them each row has."""
        import numpy as np

        encoded = self._filled.take(places(rows)).dictionary_encode()
        inverse = whole_numbers(encoded.indices).astype(np.intp)
        return self.store.numbers(encoded.dictionary.to_pylist()), inverse

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
            The same on bytes; may answer `ASK` for rows it leaves to `decide`.
        dtype : str
            Of the answers; `ASK` must fit when there is a kernel.
        """
        if key not in self._lanes:
            if self.coding is not None:
                answers = self.dictionary.answers(self.store, key, decide, blank, dtype)
                self._lanes[key] = Lane(answers, self.coding, self.n)
            else:
                self._lanes[key] = self._by_rows(key, decide, blank, kernel, dtype)
        return self._lanes[key]

    def _by_rows(
        self, key: Hashable, decide: Callable[[str], Any], blank: Any, kernel: Kernel | None, dtype: str
    ) -> Lane:
        import numpy as np

        if kernel is None:
            answers = np.full(self.n, blank, dtype)
            asked = np.flatnonzero(self._kinds == KNOWN)
        else:
            answers = np.asarray(kernel(self._plain)).astype(dtype, copy=True)
            if len(self._plain.odd):
                answers[self._plain.odd] = ASK
            if self._unknown is not None:
                answers *= ~self._unknown  # arithmetic: choosing by a mask is ten times as slow
                if blank:
                    answers += self._unknown * answers.dtype.type(blank)
            asked = np.flatnonzero(answers == ASK)
        if len(asked):
            numbers, inverse = self._numbers(asked)
            answers[asked] = self.store.answers(numbers, key, decide, blank, dtype)[inverse]
        return Lane(answers, EACH, self.n)

    def present(self) -> Lane:
        """Whether the field holds anything, even something lost; bool."""
        return self._kind_lane("present", lambda kinds: kinds != ABSENT)

    def known(self) -> Lane:
        """Whether the field holds something that can be judged; bool."""
        return self._kind_lane("known", lambda kinds: kinds == KNOWN)

    def lost(self) -> Lane:
        """Whether a spreadsheet has eaten the value; bool."""
        return self._kind_lane("lost", lambda kinds: kinds == LOST)

    def _kind_lane(self, key: str, test: Callable[[Any], Any]) -> Lane:
        if key not in self._lanes:
            # Whether something is there is seen in the bytes, if nothing else is asked of the column.
            wanted = self._is_open or self.dictionary.used
            coding = self.coding if wanted else None
            if coding is None:
                found = Lane(test(self._kinds), EACH, self.n)
            else:
                found = Lane(test(self.dictionary.kinds(self.store)), coding, self.n)
            self._lanes[key] = found.settled()
        return self._lanes[key]

    def hashes(self) -> Lane:
        """64-bit hash of each known value, uint64; 0 where there is none."""
        if self.coding is not None:
            return self.lane("hash", hash_text, 0, dtype="uint64")
        if "hash" not in self._lanes:
            found = hash_rows(self._plain)
            if self._unknown is not None:
                found *= ~self._unknown
            self._lanes["hash"] = Lane(found, EACH, self.n)
        return self._lanes["hash"]

    def label_hashes(self) -> Lane:
        """64-bit hash of each known value folded as a label, uint64; 0 where there is none."""
        if self.coding is not None or "label hash" in self._lanes:
            return self.lane("label hash", _hash_label, 0, dtype="uint64")
        label = self._plain.label()
        found = hash_rows(label)
        odd = label.odd
        if len(odd):
            numbers, inverse = self._numbers(odd)
            found[odd] = self.store.answers(numbers, "label hash", _hash_label, 0, "uint64")[inverse]
        if self._unknown is not None:
            found *= ~self._unknown
        self._lanes["label hash"] = Lane(found, EACH, self.n)
        return self._lanes["label hash"]

    def statuses(self, number: ModuleType) -> Lane:
        """`NumberStatus` of each value as an identity number, int8; MISSING where nothing is known."""
        key = ("status", number)
        if self.coding is not None:
            return self.lane(key, lambda text: int(status(number.validate, text)), int(NumberStatus.MISSING))
        if key not in self._lanes:
            known = None if self._unknown is None else ~self._unknown
            found = number.validate_column(OpenColumn(self._filled, self._plain, known))
            if self._unknown is not None:
                found *= ~self._unknown  # MISSING is 0
            self._lanes[key] = Lane(found, EACH, self.n)
        return self._lanes[key]

    def text(self, row: int) -> str | None:
        """The text of one record, None where nothing is known."""
        if not bool(self.known().rows()[row]):
            return None
        found: str = self.array[row].as_py()
        return found


def _repeats(array: Any) -> bool:
    """Whether fewer than half of the first values are distinct, so that a dictionary pays."""
    import pyarrow.compute as pc

    sample = array.slice(0, _SAMPLE)
    return int(pc.count_distinct(sample, mode="all").as_py()) * 2 < max(len(sample), 64)


def _hash_label(text: str) -> int:
    return hash_text(fold_label(text))
