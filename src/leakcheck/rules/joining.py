"""Joins against a small table: what a number's first digits say, beside the values of another field."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from leakcheck.idnumbers import status
from leakcheck.model import NumberStatus, Truth
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.kernels.truth import ASK
from leakcheck.rules.lanes import Lane, lift

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
    table = _table(block, (column, number[1]), beside, heads, question, decide).ravel()
    places, wide = Lane(_places(beside.coding.size), beside.coding, block.n), beside.coding.size
    return lift(lambda head, place: table.take(head * wide + place), heads, places)


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
        rows = plain.rows_of(length)
        found = np.full(len(plain), ASK, np.int32)
        found[valid.rows() != int(NumberStatus.VALID)] = 0
        if rows is None or len(rows):
            heads = np.ones(plain.characters(length).shape[1], np.int32)
            head = np.zeros_like(heads)
            for row in plain.characters(length)[:digits]:
                head = head * 10 + (row - np.uint8(48))
            chosen = slice(None) if rows is None else rows
            found[chosen] = np.where(found[chosen] == 0, 0, head + heads)
        return found

    return column.lane(("head", number), read, 0, kernel, "int32")


def _table(
    block: BlockTexts,
    number: tuple[TextColumn, int],
    beside: TextColumn,
    heads: Lane,
    question: Hashable,
    decide: Callable[[str, str], int],
) -> NDArray[np.int8]:
    """Decisions by first digits plus one, then by place among the other field's values."""
    import numpy as np

    column, digits = number
    size, codes = len(beside.dictionary), heads.rows()
    table = _reaching(beside.dictionary.memo.get((question, "table")), 10**digits + 1, size)
    beside.dictionary.memo[question, "table"] = table
    present = np.flatnonzero(np.bincount(codes))
    asked = np.argwhere(table[present] == ASK)
    if not len(asked):
        return table
    before = block.decided((question, "first digits"))
    others = beside.dictionary.known_texts(beside.store)
    texts: dict[int, str] = {}
    for row, place in asked.tolist():
        head, other = int(present[row]), others[place]
        if head == 0 or other is None:
            table[head, place] = Truth.UNKNOWN
            continue
        key = (str(head - 1), other)
        if key not in before:
            if head not in texts:
                texts[head] = str(column.text(int(np.argmax(codes == head))))
            before[key] = decide(texts[head], other)
        table[head, place] = before[key]
    return table


def _reaching(table: NDArray[np.int8] | None, heads: int, size: int) -> NDArray[np.int8]:
    """The table with room for so many heads and values; `ASK` where nothing was decided yet."""
    import numpy as np

    if table is not None and table.shape == (heads, size):
        return table
    found = np.full((heads, size), ASK, np.int8)
    if table is not None:
        found[:, : table.shape[1]] = table
    return found
