"""Some rows of a parsed chunk, without cutting its columns up: most chunks with damage fall into hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Slices(Sequence[Any]):
    """Columns of the rows from `start` to before `stop`; a column is cut when somebody asks for it.

    Parameters
    ----------
    source : sequence of StringArray
        Columns of the whole chunk.
    """

    __slots__ = ("source", "start", "stop")

    def __init__(self, source: Sequence[Any], start: int, stop: int) -> None:
        self.source, self.start, self.stop = source, start, stop

    @property
    def height(self) -> int:
        """Rows."""
        return self.stop - self.start

    def __len__(self) -> int:
        return len(self.source)

    def __getitem__(self, place: Any) -> Any:
        return self.source[place].slice(self.start, self.height)
