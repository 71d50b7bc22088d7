"""One worker's share of the work: chunks parsed, blocks judged, and in the end what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leakcheck.engines.batching import Batch
from leakcheck.engines.memory import Ceiling, MemoryPlan
from leakcheck.engines.work import TableWork, Work
from leakcheck.model import Block
from leakcheck.readers.intake.ahead import Outline, outline_of
from leakcheck.readers.intake.arrowchunks import CleanParser
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.valuestore import Seen


class Share:
    """What one worker has to do, and has done.

    Parameters
    ----------
    fields : dict of str to int
        Which column holds which field.
    works, over_table : sequences of Work and TableWork
        Fresh ones; whoever owns the share absorbs their states at the end.
    memory : MemoryPlan
        Sizes to keep to.
    """

    def __init__(
        self,
        fields: dict[str, int],
        works: Sequence[Work],
        over_table: Sequence[TableWork] = (),
        memory: MemoryPlan = MemoryPlan(),
    ) -> None:
        self._fields, self.works, self.memory = fields, works, memory
        self.over_table = list(over_table)
        self._seen, self._ceiling = Seen(memory.seen_bytes), Ceiling(memory.ceiling)
        self._parsed: dict[int, Sequence[Any]] = {}

    def parse(self, ticket: int, parser: CleanParser, chunk: bytes) -> Outline | None:
        """Parse a chunk and keep its columns, if it is clean."""
        parsed = parser.parse(chunk)
        if parsed is None:
            return None
        self._parsed[ticket] = parsed.columns
        return outline_of(parsed.columns, parsed.starts, parsed.lines)

    def drop(self, ticket: int) -> None:
        """Forget a chunk."""
        self._parsed.pop(ticket, None)

    def judge_chunk(self, ticket: int, rows: Sequence[int], order: Sequence[int], place: int) -> None:
        """Judge a parsed chunk; `order` says which of its columns stands at which place of the table."""
        columns = self._parsed.pop(ticket)
        block = Block(rows, tuple(columns[at] for at in order))
        self.look_at(block, place)
        self.judge(Batch((block,), place))

    def try_out(self, block: Block) -> None:
        """Do once with a block all that is done with any; the share is then to be thrown away."""
        self.look_at(block, 0)
        self.judge(Batch((block,)))
        self.state()

    def look_at(self, block: Block, place: int) -> None:
        """Show a block to the checks of the whole table."""
        for work in self.over_table:
            work.place = place
            work.update(block)

    def judge(self, batch: Batch) -> None:
        """One batch, column by column."""
        rows, arrays = batch.texts(self._fields)
        texts = BlockTexts(len(rows), arrays, self._seen)
        for work in self.works:
            work.place = batch.place
            work.update_texts(rows, texts)
        self._ceiling.check()

    def state(self) -> list[Any]:
        """What was counted, works first."""
        return [work.state() for work in self._all()]

    def hand_in(self) -> list[Any]:
        """What the checks of the whole table hold of every record; those begin anew, and go `onward`.

        Why before the end: it stays small here, and is spilled in one place. None for all other checks, which
        hold a bounded sample: beginning that anew would cost more than it is worth.
        """
        states: list[Any] = []
        for number, work in enumerate(self.over_table):
            onward = getattr(work, "onward", None)
            states.append(work.state() if onward else None)
            self.over_table[number] = onward() if onward else work
        return states

    def take_in(self, states: Sequence[Any]) -> None:
        """Add what another share handed in."""
        for work, its in zip(self.over_table, states, strict=True):
            if its is not None:
                work.absorb(its)

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another share counted."""
        for work, its in zip(self._all(), state, strict=True):
            work.absorb(its)

    def _all(self) -> list[Work | TableWork]:
        return [*self.works, *self.over_table]

    def fresh(self) -> Share:
        """A share of the same work with nothing done."""
        works, over_table = [w.fresh() for w in self.works], [w.fresh() for w in self.over_table]
        return Share(self._fields, works, over_table, self.memory)
