"""Distinct values of a column over a whole run: codes that stay, and what was decided about each by code.

Why not a dictionary a block: a block brings few values that were not seen before, so most of its codes and
all answers are at hand. Bounded: beyond `MOST` values, or `MOST_CHARACTERS`, all is forgotten and begun
again; answers never depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from leakcheck.idnumbers._buffers import codes_or, places, whole_numbers
from leakcheck.rules.bytecells import ByteCells
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.wordcodes import LONGEST, WordCodes
from leakcheck.rules.valuestore import KNOWN, ValueStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.bytecells import Kernel

    Codes = NDArray[np.intp]

MOST = 8_192
MOST_CHARACTERS = 1_000_000


class Dictionary:
    """Values of a field by code, in the order in which they were first met; "" and null are one value.

    `used` says whether the last block that was asked about the field needed the codes.
    """

    def __init__(self) -> None:
        self.used = False
        self._forgotten = 0
        self._forget()

    def _forget(self) -> None:
        self._forgotten += 1
        self.values: list[str] = []
        self.memo: dict[Hashable, Any] = {}
        self._codes: dict[str | None, int] = {}
        self._answers: dict[Hashable, NDArray[Any]] = {}
        self._characters = 0
        self._words: WordCodes | None = None
        self._listed: Any = None
        self._bytes: tuple[tuple[int, int], Any, PlainText] | None = None
        self._learnt = 0

    def __len__(self) -> int:
        return len(self.values)

    def codes_of(self, values: Sequence[str | None]) -> Codes:
        """Code of each value, new ones included."""
        import numpy as np

        known = self._codes
        found = [known.get(value, -1) for value in values]
        if -1 in found:
            if len(self.values) + found.count(-1) > MOST or self._characters > MOST_CHARACTERS:
                self._forget()
            found = [self._code(value or "") for value in values]
        return np.asarray(found, dtype=np.intp)

    def _code(self, value: str) -> int:
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            if not value:
                self._codes[None] = code
            self.values.append(value)
            self._characters += len(value)
        return code

    def encode(self, encoded: Any) -> Codes:
        """Codes (n,) of an Arrow dictionary array."""
        import numpy as np

        values = encoded.dictionary.to_pylist()
        if encoded.indices.null_count:
            return np.asarray(self.codes_of([*values, None])[codes_or(encoded.indices, -1)])
        found = self.codes_of(values)
        return np.asarray(found.take(whole_numbers(encoded.indices).astype(np.intp)))

    def find(self, text: PlainText, array: Any) -> Codes | None:
        """Codes (n,) of cells most of which were met before; None where these are not to be found sooner so.

        Parameters
        ----------
        array : pyarrow.StringArray
            The same cells, without nulls.
        """
        import numpy as np

        codes = self._find_words(text) if self._words else None
        if codes is None:
            codes = self._find_listed(array)
        if codes is None:
            return None
        left = np.flatnonzero(codes < 0)
        if len(left) * 4 > len(codes):
            self._words = None
            return None
        if len(left):
            before, rest = self._forgotten, array.take(places(left)).dictionary_encode()
            known = self.codes_of(rest.dictionary.to_pylist())
            if self._forgotten != before:
                return None
            codes[left] = known.take(whole_numbers(rest.indices))
            if self._words and len(left) * _OFTEN > len(codes):
                self.learn(text)
        return codes

    def _find_words(self, text: PlainText) -> Codes | None:
        """Codes of cells of the one length, and of empty ones; -1 for others.

        None where cells of other lengths lie between these, so that listed values are found sooner.
        """
        import numpy as np

        words = self._words
        if words is None or (self._is_listed and not text.is_compact(words.length)):
            return None
        rows = text.rows_of(words.length)
        if rows is None:
            return words.find(text.cells(words.length))
        # Arithmetic: choosing by a mask is far slower.
        codes: Codes = (text.lengths == 0) * np.intp(self._codes.get("", -1) + 1) - np.intp(1)
        if len(rows):
            codes[rows] = words.find(text.cells(words.length))
        return codes

    @property
    def _is_listed(self) -> bool:
        return 0 < len(self.values) <= _FEW

    def _find_listed(self, array: Any) -> Codes | None:
        """Codes of cells that hold one of few values, -1 for others: sooner done than encoding."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not self._is_listed:
            return None
        listed = self._listed
        if listed is None or len(listed) < len(self.values) or listed.type != array.type:
            self._listed = pa.array(self.values, array.type)
        return codes_or(pc.index_in(array, value_set=self._listed), -1)

    def learn(self, text: PlainText) -> None:
        """Prepare `find`, when nine cells of ten that hold something have one short length."""
        import numpy as np

        if len(self.values) == self._learnt:
            return
        self._learnt, self._words = len(self.values), None
        counts = np.bincount(np.minimum(text.lengths, LONGEST + 1), minlength=LONGEST + 2)[1:]
        length = int(counts.argmax()) + 1
        if length > LONGEST or counts[length - 1] * 10 < counts.sum() * 9:
            return
        known = [(text.encode(), code) for code, text in enumerate(self.values)]
        fitting = [(data, code) for data, code in known if len(data) == length]
        if fitting:
            self._words = WordCodes.of(length, *zip(*fitting, strict=True))

    def answers(
        self,
        store: ValueStore,
        key: Hashable,
        decide: Callable[[str], Any],
        blank: Any,
        dtype: str,
        kernel: Kernel | None = None,
    ) -> NDArray[Any]:
        """What `decide` says of every value, `blank` where nothing is known; decided once a value and key."""

        def more(values: Sequence[str]) -> NDArray[Any]:
            if kernel is not None and len(values) >= _MANY:
                kinds = self.kinds(store)[-len(values) :]
                return self._fresh(store, values, kinds).judged(key, decide, blank, kernel, dtype)
            return store.answers(store.numbers(values), key, decide, blank, dtype)

        return self._grown(key, more)

    def kinds(self, store: ValueStore) -> NDArray[np.int8]:
        """ABSENT, LOST or KNOWN of every value."""

        def more(values: Sequence[str]) -> NDArray[np.int8]:
            if len(values) >= _MANY:
                return self._fresh(store, values).kinds
            return store.kinds(store.numbers(values))

        return self._grown("kinds", more)

    def _fresh(
        self, store: ValueStore, values: Sequence[str], kinds: NDArray[np.int8] | None = None
    ) -> ByteCells:
        """The last values as bytes, kept for further questions; not so the store, which keeps us."""
        import pyarrow as pa

        key = (len(self.values), len(values))
        if self._bytes is None or self._bytes[0] != key:
            array = pa.array(values, pa.string())
            self._bytes = key, array, PlainText.of(array)
        return ByteCells(self._bytes[1], store, self._bytes[2], kinds)

    def known_text(self, store: ValueStore, code: int) -> str | None:
        """A value by its code; None when it holds nothing that can be judged."""
        return self.values[code] if self.kinds(store)[code] == KNOWN else None

    def _grown(self, key: Hashable, more: Callable[[Sequence[str]], NDArray[Any]]) -> NDArray[Any]:
        import numpy as np

        before = self._answers.get(key)
        if before is not None and len(before) == len(self.values):
            return before
        fresh = more(self.values[0 if before is None else len(before) :])
        found = fresh if before is None else np.append(before, fresh)
        found.flags.writeable = False
        self._answers[key] = found
        return found


_OFTEN, _FEW, _MANY = 50, 1_000, 32
_DICTIONARIES: WeakKeyDictionary[ValueStore, Dictionary] = WeakKeyDictionary()


def dictionary_of(store: ValueStore) -> Dictionary:
    """The dictionary of the field of a store, which lives as long as the store does."""
    found = _DICTIONARIES.get(store)
    if found is None:
        found = _DICTIONARIES[store] = Dictionary()
    return found
