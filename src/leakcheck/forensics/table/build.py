"""From what the stores kept to a specimen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.cellcounts import empty_cells
from leakcheck.forensics.stores.pool import Kept, Pool
from leakcheck.forensics.table.coding import coded
from leakcheck.forensics.table.headers import header_of
from leakcheck.forensics.table.kinds import kind_of
from leakcheck.forensics.table.specimen import Column, Specimen
from leakcheck.frozen import dataclass
from leakcheck.model import Block

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FIRST_LINE = 2


@dataclass(frozen=True, slots=True)
class Stored:
    """What the stores know of a whole table besides the records kept.

    Parameters
    ----------
    rows : int
        Records.
    empty : sequence of int
        Cells of each column that are missing or empty.
    names : sequence of str
        Headers.
    fields : mapping of int to str
        Canonical fields of columns, by their place.
    """

    rows: int
    empty: Sequence[int]
    names: Sequence[str]
    fields: Mapping[int, str]


def specimen_of(
    header: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    fields: Mapping[int, str] | None = None,
) -> Specimen:
    """A table in memory as a specimen, by the same stores as a file that streams by.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of records
        Each a sequence of texts and None; short ones are filled up, cells beyond the header dropped.
    fields : mapping of int to str, optional
        Canonical fields of columns, by their place.
    """
    width = len(header)
    columns: list[list[str | None]] = [list(column) for column in zip(*_even(rows, width), strict=True)]
    columns = columns or [[] for _ in header]
    pool = Pool(width)
    pool.update(Block(range(_FIRST_LINE, _FIRST_LINE + len(rows)), tuple(columns)), 0)
    stored = Stored(len(rows), [empty_cells(column) for column in columns], header, fields or {})
    return specimen_from(pool.kept(), stored)


def _even(rows: Sequence[Sequence[str | None]], width: int) -> Sequence[Sequence[str | None]]:
    if all(len(row) == width for row in rows):
        return rows
    return [[*row[:width], *[None] * (width - len(row))] for row in rows]


def specimen_from(kept: Kept, stored: Stored) -> Specimen:
    """What the stores kept as a specimen."""
    import numpy as np

    sample = np.flatnonzero(kept.sample)
    columns = [
        column_of((place, name, stored.fields.get(place)), cells, sample)
        for place, (name, cells) in enumerate(zip(stored.names, kept.columns, strict=True))
    ]
    return Specimen(
        rows=stored.rows,
        places=kept.places,
        lines=kept.lines,
        columns=tuple(columns),
        sample=sample,
        pairs=_pairs(kept),
        head=np.flatnonzero(kept.head),
        tail=np.flatnonzero(kept.tail),
        missing=np.asarray(stored.empty, np.int64),
    )


def _pairs(kept: Kept) -> NDArray[np.intp]:
    """Neighbours in the table of which both are in blocks; blocks that touch are one."""
    import numpy as np

    both = kept.blocks[1:] & kept.blocks[:-1]
    return np.flatnonzero(both & (np.diff(kept.places) == 1))


def column_of(about: tuple[int, str, str | None], cells: Any, sample: NDArray[np.intp]) -> Column:
    """One column over the pool, as codes and what they mean; `about` is its place, header and field."""
    import numpy as np

    place, name, field = about
    found = coded(cells)
    of_sample = found.codes[sample]
    counts = np.bincount(of_sample[of_sample >= 0], minlength=len(found.values)).astype(np.int64)
    decided = kind_of(found, counts, header_of(name, field))
    days = None if decided.days is None else decided.days.days
    return Column(
        place=place,
        name=name,
        field=field,
        kind=decided.kind,
        codes=found.codes,
        values=found.values,
        numbers=_spread(decided.numbers, found.codes),
        days=_spread(days, found.codes),
        is_birth=decided.is_birth,
        is_age=decided.is_age,
        has_clock=decided.days is not None and decided.days.has_clock,
    )


def _spread(values: Any, codes: Any) -> Any:
    """What distinct texts mean, over the pool; NaN where nothing stands."""
    import numpy as np

    return None if values is None else np.append(values, np.nan)[codes]
