"""Where cells are missing, and whether that has a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Specimen

    Flags = NDArray[np.bool_]

_FEWEST = 5
_MOST = 24


@dataclass(frozen=True, slots=True)
class MissingLinks:
    """Pairs (column with blanks, other column), those related, and the columns with blanks."""

    pairs: int
    linked: int
    places: tuple[int, ...]


def blanks(specimen: Specimen) -> tuple[tuple[int, ...], Flags]:
    """At most 24 columns with at least five blanks and five values: places, and flags (columns, size)."""
    return specimen.once("blanks", lambda: _blanks(specimen))  # type: ignore[return-value]


def _blanks(specimen: Specimen) -> tuple[tuple[int, ...], Flags]:
    import numpy as np

    found: dict[int, Flags] = {}
    for column in specimen.columns:
        missing = specimen.codes(column) < 0
        if _FEWEST <= int(missing.sum()) <= specimen.size - _FEWEST:
            found[column.place] = missing
    order = np.sort(np.random.default_rng(24).permutation(len(found))[:_MOST])
    places = [list(found)[i] for i in order.tolist()]
    flags = np.stack([found[place] for place in places]) if places else np.zeros((0, specimen.size), bool)
    return tuple(places), flags


def patterns(missing: Flags) -> int:
    """Distinct combinations of blanks; at most 24 columns, or they would not fit into a double word."""
    import numpy as np

    return len(np.unique((1 << np.arange(len(missing))) @ missing.astype(np.int64)))


def missing_links(specimen: Specimen) -> MissingLinks | None:
    """Relate every column with blanks to the levels of every other coded column; None without a pair."""
    import numpy as np

    from leakcheck.forensics.statistics.association import LINKED, WIDTH, associations, permutation_z

    coded = associations(specimen)
    places, missing = blanks(specimen)
    if coded is None or not places:
        return None
    tables = [
        np.bincount(flags * WIDTH + levels, minlength=WIDTH * WIDTH)
        for place, flags in zip(places, missing.astype(np.int64), strict=True)
        for other, levels in zip(coded.places.tolist(), coded.levels, strict=True)
        if other != place
    ]
    if not tables:
        return None
    z = permutation_z(np.stack(tables).reshape(-1, WIDTH, WIDTH), specimen.size)
    return MissingLinks(len(z), int((z > LINKED).sum()), places)
