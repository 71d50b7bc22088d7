"""Joins against a small table: what a number's first digits say, beside the values of another field."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.idnumbers import status
from leakcheck.model import NumberStatus, Truth
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.kernels.truth import ASK
from leakcheck.rules.lanes import EACH, Lane, lift

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText
    from leakcheck.rules.textcolumn import TextColumn

_MOST = 2**18


def join(
    block: BlockTexts,
    name: str,
    other: str,
    number: tuple[ModuleType, int],
    question: Hashable,
    decide: Callable[[str, str], int],
) -> Lane | None:
    """Truth codes of a decision about a number and another text, int8.

    Each pair of first digits and other text is decided once, on some number that begins so. None when the
    other field has too many values for a table.

    Parameters
    ----------
    name, other : str
        Fields of the number and of the other text.
    number : (module, int)
        Identity number, and how many first digits of a valid one decide.
    """
    column, beside = block.column(name), block.column(other)
    if column is None or beside is None:
        return Lane.constant(int(Truth.UNKNOWN), block.n)
    heads, size = _heads(column, *number), 10 ** number[1] + 1
    if beside.coding is None or beside.coding.size * size > _MOST:
        return None
    if beside.coding.size != len(beside.dictionary):
        return None
    wide = beside.coding.size
    pairs = lift(lambda head, place: head * wide + place, heads, Lane(_places(wide), beside.coding, block.n))
    before = block.decided((question, "first digits"))

    def decided(pair: int, row: int) -> int:
        head, text = pair // wide, beside.dictionary.known_text(beside.store, pair % wide)
        if head == 0 or text is None:
            return Truth.UNKNOWN
        key = (str(head - 1), text)
        if key not in before:
            before[key] = decide(str(column.text(row)), text)
        return before[key]

    return Lane(_looked_up(pairs.rows(), _table(beside, size, question), decided), EACH, block.n)


def _looked_up(
    pairs: NDArray[np.int32], table: NDArray[np.int8], decided: Callable[[int, int], int]
) -> NDArray[np.int8]:
    """Answers for each row's pair; a pair without one is decided on the first row that shows it."""
    import numpy as np

    answers = table.take(pairs)
    asked = np.flatnonzero(answers == ASK)
    if len(asked):
        met = pairs[asked]
        distinct, first, _ = np.unique(met, return_index=True, return_counts=True)
        for pair, row in zip(distinct.tolist(), asked[first].tolist(), strict=True):
            table[pair] = decided(pair, row)
        answers[asked] = table.take(met)
    return answers


def _places(size: int) -> NDArray[np.int32]:
    import numpy as np

    return np.arange(size, dtype=np.int32)


def _heads(column: TextColumn, number: ModuleType, digits: int) -> Lane:
    """First digits plus one of every valid number, 0 for others; int32."""
    valid = column.statuses(number)

    def read(text: str) -> int:
        good = status(number.validate, text) == NumberStatus.VALID
        return int(number.compact(text)[:digits]) + 1 if good else 0

    def kernel(plain: PlainText) -> Any:
        import numpy as np

        length = len(number.compact(number.EXAMPLES[0]))
        rows, is_valid = plain.rows_of(length), valid.rows() == int(NumberStatus.VALID)
        found = -is_valid.astype(np.int32)  # ASK
        if rows is None or len(rows):
            head: Any = np.int32(0)
            for place in range(digits):
                head = head * np.int32(10) + (plain.places(length, place, place + 1)[0] - np.uint8(48))
            chosen = slice(None) if rows is None else rows
            found[chosen] = (head + np.int32(1)) * is_valid[chosen]
        return found

    # The kernel speaks of the rows of this block, not of texts.
    return column.lane(("head", number), read, 0, kernel if column.coding is None else None, "int32")


def _table(beside: TextColumn, heads: int, question: Hashable) -> NDArray[np.int8]:
    """Decisions by pair, `ASK` where there is none yet.

    A pair is first digits plus one, times the number of the other field's values, plus the place among these.
    """
    memo, key = beside.dictionary.memo, (question, "table")
    memo[key] = _reaching(memo.get(key), heads, len(beside.dictionary))
    found: NDArray[np.int8] = memo[key].reshape(-1)
    return found


def _reaching(table: NDArray[np.int8] | None, heads: int, size: int) -> NDArray[np.int8]:
    """The table with room for so many heads and values; `ASK` where nothing was decided yet."""
    import numpy as np

    if table is not None and table.shape == (heads, size):
        return table
    found = np.full((heads, size), ASK, np.int8)
    if table is not None:
        found[:, : table.shape[1]] = table
    return found
