"""From a page to the table that is handed on: which tables, which header, how it was understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.budget import Budget
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.noting import noting
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.markup.heads import find_heads
from leakcheck.readers.markup.linecover import LineCover
from leakcheck.readers.markup.page import Page
from leakcheck.readers.markup.pagetable import HINT, NO_RECORD, PageTable
from leakcheck.readers.markup.pairs import Pair, Pairs, pair_rows, records, table_pairs
from leakcheck.readers.markup.sideways import turned_records
from leakcheck.readers.markup.survey import Facts, best_group

_LOOKED_AT = 200
ON_ITS_SIDE = "labels in the first column"


@dataclass(frozen=True, slots=True)
class Assembly:
    """One page on its way to a `Table`, under the name of its format."""

    evidence: Evidence
    page: Page
    format: str
    budget: Budget

    def tables(self, found: Sequence[Facts], options: ReadOptions) -> Table:
        """Read the table with most cells and those like it, as rows or as labels and values.

        Raises
        ------
        InputError
            When there is none.
        """
        kind, numbers = best_group(found)
        if not numbers:
            raise self.nothing()
        if kind == "pairs":
            return self.pairs(table_pairs(self.page.rows(numbers)), ON_ITS_SIDE)
        chosen = [facts for facts in found if facts.number in numbers]
        others = sum(facts.number not in numbers and facts.width > 1 for facts in found)
        return self._rows(chosen, others, options)

    def pairs(self, pairs: Iterator[Pair], why: str) -> Table:
        """Read records of labels and values."""
        return self._records(*records(pairs, self.evidence.name), why)

    def nothing(self) -> InputError:
        """Return the error that says that there is no table."""
        return InputError(NO_RECORD, where=self.evidence.name, hint=HINT)

    def _rows(self, chosen: Sequence[Facts], others: int, options: ReadOptions) -> Table:
        numbers = frozenset(facts.number for facts in chosen)
        width = max(facts.width for facts in chosen)
        refuse_too_wide(width, self.evidence.name, self.budget)
        looked = list(islice(self.page.rows(numbers), _LOOKED_AT + 1))
        turned = turned_records(looked, width, options.is_label) if len(looked) <= _LOOKED_AT else None
        if turned is not None:
            return self._records(*turned, ON_ITS_SIDE)
        heads = find_heads(looked, width, options.is_label)
        refuse_too_wide(len(heads.names), self.evidence.name, self.budget)
        book = LedgerBook(self.evidence.size)
        cover = LineCover(book, self.page.blanks)
        rows = PageTable(lambda: self.page.rows(numbers), heads, cover, self.page.lines, self.evidence.name)
        notes = [f"{len(chosen):,} tables that look the same were read as one"] if len(chosen) > 1 else []
        notes += [f"{others:,} other table(s) were not read"] if others else []
        blocks = noting(rows.blocks(), self.page.decoded, book)
        return Table(unique_names(heads.names), self._reading(heads.why, notes), blocks, book.finish)

    def _records(self, names: dict[str, str], found: Sequence[Pairs], why: str) -> Table:
        if not found:
            raise self.nothing()
        refuse_too_wide(len(names), self.evidence.name, self.budget)
        book = LedgerBook(self.evidence.size)
        blocks = _pair_blocks(names, found, LineCover(book, self.page.blanks), self.page.lines)
        noted = noting(blocks, self.page.decoded, book)
        return Table(unique_names(names.values()), self._reading(why, ()), noted, book.finish)

    def _reading(self, header: str, notes: Sequence[str]) -> Reading:
        decoded = self.page.decoded
        return Reading(
            source=self.evidence.name,
            format=self.format,
            encoding=decoded.encoding,
            size=self.evidence.size,
            sha256=self.evidence.sha256,
            details={"header": header, "newline": decoded.newline},
            notes=(*decoded.notes, *notes),
        )


def _pair_blocks(
    names: dict[str, str], found: Sequence[Pairs], cover: LineCover, lines: int
) -> Iterator[Block]:
    for record in found:
        cover.row(record.line, record.last, "parsed")
    cover.close(lines)
    yield from column_blocks(pair_rows(names, found), len(names))
