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
    table = _table(block, column, beside, heads, question, decide)
    places = Lane(_places(beside.coding.size), beside.coding, block.n)
    wide = beside.coding.size
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
        found[valid.rows() != NumberStatus.VALID] = 0
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
    column: TextColumn,
    beside: TextColumn,
    heads: Lane,
    question: Hashable,
    decide: Callable[[str, str], int],
) -> NDArray[np.int8]:
    """Decisions by first digits plus one, then by place among the other field's values."""
    import numpy as np

    assert beside.coding is not None  # noqa: S101 - asked before
    size, codes = beside.coding.size, heads.rows()
    counts = np.bincount(codes)
    table = np.full((len(counts), size), Truth.UNKNOWN, np.int8)
    others = [beside.store.known_text(number) for number in beside.numbers.tolist()]
    before = block.decided((question, "first digits"))
    for head in np.flatnonzero(counts[1:]).tolist():
        text = None
        for place, other in enumerate(others):
            if other is None:
                continue
            key = (str(head), other)
            if key not in before:
                text = text or column.text(int(np.argmax(codes == head + 1)))
                before[key] = decide(str(text), other)
            table[head + 1, place] = before[key]
    return table.ravel()
