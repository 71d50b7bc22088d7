"""What an engine feeds: anything that looks at rows.

Why a protocol: rule packs, consistency checks and forensic stores are all the same to an engine.
A new kind of work needs these two methods and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self

from leakcheck.model import Block, Finding, Source
from leakcheck.rules.blocktexts import BlockTexts


class Work(Protocol):
    """Takes blocks in one of two forms; both must lead to the same result.

    `place` is the number of records before the next block; a work counts it on.
    """

    place: int

    @property
    def scalar_only(self) -> bool:
        """Whether this work needs the scalar form whatever the size (transcribed text)."""

    def update_records(self, rows: Sequence[int], records: Sequence[Mapping[str, str | None]]) -> None:
        """A few records as field -> text; `rows` are their line numbers."""

    def update_texts(self, rows: Sequence[int], texts: Mapping[str, Any] | BlockTexts) -> None:
        """A block as field -> Arrow text array of the length of `rows`, or opened already."""

    def fresh(self) -> Self:
        """The same work with nothing seen yet, for another thread."""

    def merge(self, other: Self) -> None:
        """Add what another share of this work has seen."""

    def state(self) -> Any:
        """What was seen: lists, tuples, numbers, texts, None and numpy arrays; no rules."""

    def absorb(self, state: Any) -> None:
        """Add what the `state` of another share says, of another process or of an earlier run."""


class TableWork(Protocol):
    """Looks at whole blocks, columns without a meaning included, and ends in findings.

    `place` is the number of records before the next block; a work counts it on.
    Shares are merged in any order. One that holds something of every record has a method `onward` too: as
    `fresh`, for the records that follow when the state was handed in; see `leakcheck.engines.share`.
    """

    place: int

    @property
    def sources(self) -> Sequence[Source]:
        """What its findings cite."""

    def update(self, block: Block) -> None:
        """Take a block."""

    def fresh(self) -> Self:
        """The same work with nothing seen yet."""

    def merge(self, other: Self) -> None:
        """Add what another share has seen, of records before, after or between these."""

    def state(self) -> Any:
        """As `Work.state`."""

    def absorb(self, state: Any) -> None:
        """As `Work.absorb`."""

    def finish(self) -> Sequence[Finding]:
        """Say what was found, once every block was seen."""
