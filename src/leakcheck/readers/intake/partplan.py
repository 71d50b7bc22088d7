"""What is read in parts: one file, or several that are one table; and the account of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from leakcheck.errors import InputError
from leakcheck.model import Block, Ledger, Reading, Table
from leakcheck.readers.intake.budget import BudgetError
from leakcheck.readers.intake.chaining import Chain, File, column_keys
from leakcheck.readers.intake.parts import FileAccount, Notice, Outcome, PartReader, Splittable, splittable
from leakcheck.readers.intake.positions import Position
from leakcheck.readers.intake.selection import read_leaf, select

if TYPE_CHECKING:
    from leakcheck.readers.intake.ahead import Ahead
    from leakcheck.readers.intake.odometer import Odometer
    from leakcheck.readers.intake.options import ReadOptions
    from leakcheck.readers.intake.source import Evidence


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of the whole; `order` says which of its columns stands at which place.

    Without a `table` it is not read, for the reason given.
    """

    name: str
    columns: tuple[str, ...]
    order: tuple[int, ...] = ()
    table: Splittable | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One part: of which file, from where to which cut; `lines` and `places` are before the file."""

    file: int
    start: Position
    stop: int
    lines: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class PartPlan:
    """Everything that another process needs to read any part: picklable, and small."""

    files: tuple[PlannedFile, ...]
    columns: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    size: int
    is_chained: bool

    def table(self, file: int) -> Splittable:
        """The table of a file that is read."""
        table = self.files[file].table
        assert table is not None  # noqa: S101 - asked of files that have one
        return table

    def ledger(self, accounts: Sequence[FileAccount | None], lines: Sequence[int | None]) -> Ledger:
        """The ledger of everything, checked: of every file that is read its account and physical lines.

        Of a reading that was cut short there are fewer files, and the lines of the last are None.
        """
        ledgers = [
            None if one is None else one.ledger(count) for one, count in zip(accounts, lines, strict=True)
        ]
        if not self.is_chained:
            only = ledgers[0]
            assert only is not None  # noqa: S101 - a file alone is read
            return _with_rows(only, self.files[0].name)
        files = [
            File(file.name, partial(_stand_in, file, ledger))
            for file, ledger in zip(self.files, ledgers, strict=False)
        ]
        refused = self.refused if len(files) == len(self.files) else ()
        chain = Chain(self.columns, files, refused, self.size)
        for _ in chain.blocks():
            pass
        return chain.ledger()


class SpanReader:
    """Reads one span, columns in the order of the whole and lines numbered through."""

    def __init__(
        self, plan: PartPlan, span: Span, ahead: Ahead | None = None, odometer: Odometer | None = None
    ) -> None:
        self._file, self._span, self._is_chained = plan.files[span.file], span, plan.is_chained
        self._part = PartReader(plan.table(span.file), span.start, span.stop, ahead, odometer)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks."""
        for block in self._part.blocks():
            if not self._is_chained:
                yield block
                continue
            columns = tuple(block.columns[place] for place in self._file.order)
            yield Block(_moved(block.rows, self._span.lines), columns)

    def outcome(self) -> Outcome:
        """What it came to; lines and records are those of the file."""
        return self._part.outcome()

    def so_far(self) -> tuple[Any, Any]:
        """What was noted up to here of a part that is not read to its end."""
        return self._part.so_far()


def _moved(rows: Sequence[int], lines: int) -> Sequence[int]:
    if isinstance(rows, range):
        return range(rows.start + lines, rows.stop + lines, rows.step)
    return [row + lines for row in rows]


def _stand_in(file: PlannedFile, ledger: Ledger | None) -> Table:
    """A table that has been read already, for who wants to count it."""
    if ledger is None:
        raise InputError(file.error, where=file.name)
    _with_rows(ledger, file.name)
    once = iter([Block((1,), tuple([None] for _ in file.columns))])
    return Table(file.columns, Reading(file.name, "csv", "", 0, ""), once, lambda: ledger)


def _with_rows(ledger: Ledger, name: str) -> Ledger:
    if not ledger.rows:
        hint = "is it only a header? give at least one record"
        raise InputError("holds no row of data", where=name, hint=hint)
    return ledger


def plan_parts(
    evidence: Evidence, opened: Sequence[Notice], table: Table, input_format: str | None, options: ReadOptions
) -> PartPlan | str:
    """What is to be read in parts; or the reason why it cannot.

    Parameters
    ----------
    opened : sequence
        What `ReadOptions.notice` was told while `table` was opened.
    """
    if not opened:
        return f"is read as {table.reading.format}"
    if table.reading.transcribed:
        return "is transcribed"
    if not evidence.parts and "member" not in table.reading.details:
        found = splittable(opened[0], options)
        if isinstance(found, str):
            return found
        file = PlannedFile(evidence.name, table.columns, (), found)
        return PartPlan((file,), table.columns, (), evidence.size, False)
    return _plan_several(evidence, table, input_format, options)


def _plan_several(
    evidence: Evidence, table: Table, input_format: str | None, options: ReadOptions
) -> PartPlan | str:
    from leakcheck.readers.containers import unpack_all

    selection = select(unpack_all(evidence, options.budget), input_format, options)
    files = []
    for leaf in selection.leaves:
        file = _planned(leaf, table.columns, input_format, options)
        if isinstance(file, str):
            return f"holds {leaf.name}, which {file}"
        files.append(file)
    return PartPlan(tuple(files), table.columns, selection.refused, evidence.size, True)


def _planned(
    leaf: Evidence, columns: Sequence[str], input_format: str | None, options: ReadOptions
) -> PlannedFile | str:
    """One file of several: its columns may stand in another order."""
    name = leaf.member or leaf.name
    seen: list[Notice] = []
    try:
        told = replace(options, notice=lambda *one: seen.append(one))
        table = read_leaf(leaf, input_format, told)
    except BudgetError:
        raise
    except InputError as error:
        return PlannedFile(name, (), error=error.message)
    keys, own = column_keys(columns), column_keys(table.columns)
    if set(keys) != set(own):
        return PlannedFile(name, table.columns, error="has other columns than the first file")
    if not seen:
        return f"is read as {table.reading.format}"
    found = splittable(seen[0], options)
    if isinstance(found, str):
        return found
    return PlannedFile(name, table.columns, tuple(own.index(key) for key in keys), found)
