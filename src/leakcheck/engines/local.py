"""The local engine: one pass over the blocks, every collector fed from it.

Why two ways through the same collectors: a pasted record is judged by the scalar forms, without
numpy or Arrow; anything longer goes column by column. Both give the same counts (contract test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leakcheck.engines.work import TableWork, Work
from leakcheck.model import Block, FieldMapping, Tally
from leakcheck.packfile import Pack
from leakcheck.rules.collector import GroupCollector, RowCollector, collect
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import CompiledRule, compile_pack
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import Surfaces

SCALAR_ROWS = 64
"""Blocks up to this many records take the scalar way; beyond, importing Arrow pays."""


@dataclass(slots=True)
class PackRun:
    """The collectors of one pack."""

    pack: Pack
    setting: Setting
    surfaces: Surfaces
    rules: tuple[CompiledRule, ...]
    collectors: list[RowCollector | GroupCollector]
    seen: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: Pack, setting: Setting, axes: frozenset[str]) -> PackRun:
        """Compile a pack; only rules on the given axes are run."""
        rules = tuple(r for r in compile_pack(pack, setting) if r.rule.axis in axes)
        return cls(pack, setting, Surfaces.of(pack, setting), rules, [collect(r) for r in rules])

    @property
    def scalar_only(self) -> bool:
        """Transcribed text may need re-readings, which only the scalar way offers."""
        return self.setting.transcribed

    def update_records(self, rows: Sequence[int], records: Sequence[Mapping[str, str | None]]) -> None:
        """Scalar way."""
        for row, cells in zip(rows, records, strict=True):
            record = Record.of(row, cells, self.setting)
            surface = self.surfaces.scalar(record)
            self.seen[surface] = self.seen.get(surface, 0) + 1
            for collector in self.collectors:
                collector.update_record(record, self.surfaces, surface)

    def update_texts(self, rows: Sequence[int], texts: Mapping[str, Any]) -> None:
        """Vectorised way."""
        import numpy as np

        columns = Columns(rows, texts, self.setting)

        surface = self.surfaces.vector(columns)
        for index, count in zip(*np.unique(surface, return_counts=True), strict=True):
            self.seen[int(index)] = self.seen.get(int(index), 0) + int(count)
        for collector in self.collectors:
            collector.update_columns(columns, self.surfaces, surface)

    def tallies(self) -> list[tuple[CompiledRule, Tally]]:
        """Every rule with its counts."""
        return [(r, c.finish()) for r, c in zip(self.rules, self.collectors, strict=True)]


def run(
    blocks: Iterator[Block],
    mapping: FieldMapping,
    works: Sequence[Work],
    progress: Callable[[int], None] | None = None,
    over_table: Sequence[TableWork] = (),
) -> int:
    """Feed every block to every work; returns the number of records seen."""
    fields = mapping.fields()
    total = 0
    for block in blocks:
        for table_work in over_table:
            table_work.update(block)
        if len(block) <= SCALAR_ROWS or any(w.scalar_only for w in works):
            records = [{name: block.columns[j][i] for name, j in fields.items()} for i in range(len(block))]
            for work in works:
                work.update_records(block.rows, records)
        else:
            texts = _texts(block, fields)
            for work in works:
                work.update_texts(block.rows, texts)
        total += len(block)
        if progress:
            progress(total)
    return total


def _texts(block: Block, fields: dict[str, int]) -> dict[str, Any]:
    import pyarrow as pa

    arrays: dict[str, Any] = {}
    for name, index in fields.items():
        column = block.columns[index]
        arrays[name] = column if isinstance(column, pa.Array) else pa.array(column, pa.string())
    return arrays
