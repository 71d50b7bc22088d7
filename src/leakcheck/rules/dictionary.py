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
from leakcheck.rules.kernels.wordcodes import LONGEST, WordCodes
from leakcheck.rules.valuestore import KNOWN, ValueStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

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
        """Codes (n,) of cells most of which have one short length and were met before; None for others.

        Parameters
        ----------
        array : pyarrow.StringArray
            The same cells, without nulls.
        """
        import numpy as np

        words = self._words
        if words is None:
            return None
        rows = text.rows_of(words.length)
        if rows is None:
            codes = words.find(text.cells(words.length))
        else:
            codes = np.full(len(text), -1, np.intp)
            codes[text.lengths == 0] = self._codes.get("", -1)
            if len(rows):
                codes[rows] = words.find(text.cells(words.length))
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
            if len(left) * _OFTEN > len(codes):
                self.learn(text)
        return codes

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
        self, store: ValueStore, key: Hashable, decide: Callable[[str], Any], blank: Any, dtype: str
    ) -> NDArray[Any]:
        """What `decide` says of every value, `blank` where nothing is known; decided once a value and key."""

        def more(values: Sequence[str]) -> NDArray[Any]:
            return store.answers(store.numbers(values), key, decide, blank, dtype)

        return self._grown(key, more)

    def kinds(self, store: ValueStore) -> NDArray[np.int8]:
        """ABSENT, LOST or KNOWN of every value."""
        return self._grown("kinds", lambda values: store.kinds(store.numbers(values)))

    def known_texts(self, store: ValueStore) -> list[str | None]:
        """Values by code; None for those that hold nothing that can be judged."""
        kinds = self.kinds(store).tolist()
        return [value if kind == KNOWN else None for value, kind in zip(self.values, kinds, strict=True)]

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


_OFTEN = 50
_DICTIONARIES: WeakKeyDictionary[ValueStore, Dictionary] = WeakKeyDictionary()


def dictionary_of(store: ValueStore) -> Dictionary:
    """The dictionary of the field of a store, which lives as long as the store does."""
    found = _DICTIONARIES.get(store)
    if found is None:
        found = _DICTIONARIES[store] = Dictionary()
    return found
