"""What evidence is taken for before it is judged: the table as read, and what its columns mean."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leakcheck import discover, packshelf
from leakcheck.engines.work import TableWork
from leakcheck.frozen import dataclass, replace
from leakcheck.mapping.assign import assign
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.mapping.overrides import pairs
from leakcheck.model import Block, FieldMapping, Table
from leakcheck.packfile import Pack
from leakcheck.readers import Evidence, ReadOptions, evidence_of, read
from leakcheck.readers.intake.odometer import Odometer
from leakcheck.writers import cells_of

SAMPLE_ROWS = 1000


@dataclass(frozen=True)
class Understood:
    """Evidence as leakcheck reads it, before any judging; `blocks` holds raw cells and runs once.

    `table.ledger()` may be called once `blocks` is exhausted; `table.blocks` is already begun.
    """

    evidence: Evidence
    options: ReadOptions
    table: Table
    mapping: FieldMapping
    blocks: Iterator[Block]


def understand(
    evidence: Any,
    packs: Sequence[Pack],
    told: Sequence[str] | Mapping[str, str],
    input_format: str | None,
    options: ReadOptions,
) -> Understood:
    """Read the beginning of evidence and map its columns; `told` are overrides of the mapping.

    Raises
    ------
    InputError
        The evidence cannot be read, or is empty.
    UsageError
        An option names something that does not exist.
    """
    fields = packshelf.fields_of(packs)
    lexicon = Lexicon.build(fields)
    odometer = options.odometer or Odometer()
    options = replace(options, is_label=lexicon.is_label)
    source = evidence_of(evidence, options.budget, odometer)
    odometer.surveying(source)
    table = read(source, input_format=input_format, options=options)
    first, blocks = _peek(table.blocks)
    odometer.judging(source, table)
    sample = [
        [v for block in first for v in cells_of(block.columns[j][:SAMPLE_ROWS])]
        for j in range(len(table.columns))
    ]
    transcribed = table.reading.transcribed
    mapping = assign(table.columns, sample, fields, lexicon, pairs(told), transcribed=transcribed)
    return Understood(source, options, table, mapping, blocks)


def _peek(blocks: Iterator[Block]) -> tuple[list[Block], Iterator[Block]]:
    """The first blocks, enough for a sample, and all blocks again."""
    first: list[Block] = []
    for block in blocks:
        first.append(block)
        if sum(map(len, first)) >= SAMPLE_ROWS:
            break
    return first, itertools.chain(first, blocks)


def table_works(understood: Understood) -> list[TableWork]:
    """Every check of the whole table (``forensics/``), for an engine to feed."""
    taken = {place: field for field, place in understood.mapping.fields().items()}
    rooms = [discover.load("forensics", name) for name in discover.names("forensics")]
    return [room.Collector(understood.table.columns, taken) for room in rooms]
