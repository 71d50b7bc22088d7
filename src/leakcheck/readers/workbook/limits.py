"""Budgets of spreadsheets and columnar files: what is larger ends in one `InputError`, not in a hang.

Why these sizes: Excel's largest sheet has 1,048,576 rows and 16,384 columns, and sheets of people compress 5
to 30 times; attacks start at some hundred times (42 kB to 5.5 GB; one shared string of 0.8 MB to 800 MB).
"""

from __future__ import annotations

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.budget import Budget, BudgetError, exceeded

SPLIT_HINT = "save the table as CSV and check that"


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counts of things.

    `ratio` (unpacked to packed) holds only for parts above `small`; `strings` bounds the memory of
    shared strings; `repeated` counts cells that are written once and stand for many; `density` is the
    most cells a byte of a columnar file may stand for, above `free_cells`.
    """

    entries: int = 10_000
    part: int = 2 << 30
    total: int = 4 << 30
    control: int = 32 << 20
    ratio: int = 120
    small: int = 4 << 20
    depth: int = 64
    token: int = 4 << 20
    field: int = Budget().field
    columns: int = Budget().columns
    cells: int = Budget().cells
    strings: int = 400 << 20
    repeated: int = 5_000_000
    density: int = 200
    free_cells: int = 2_000_000
    page: int = 128 << 20


DEFAULT = Limits()


def limits_of(budget: Budget) -> Limits:
    """Limits with the sizes the budget of the reading sets."""
    return Limits(field=budget.field, columns=budget.columns, cells=budget.cells)


def too_long(limits: Limits, where: str) -> BudgetError:
    """Build the error for a cell over the budget."""
    return exceeded("field", f"holds a cell longer than {limits.field:,} characters", where)


def too_wide(limits: Limits, where: str) -> BudgetError:
    """Build the error for a table with more columns than the budget."""
    return exceeded("columns", f"has more than {limits.columns:,} columns", where)


def refuse(what: str, where: str, hint: str = SPLIT_HINT) -> InputError:
    """Build the error for a budget that is spent or a promise that is broken; the caller raises it."""
    return InputError(what, where=where, hint=hint)
