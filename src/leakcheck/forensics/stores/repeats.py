"""What repeats: the counts that every store of this room ends in, and the way of a few records to them."""

from __future__ import annotations

from collections.abc import Iterable

from leakcheck.frozen import dataclass

GROUPS, EACH = 10, 2
"""Examples: the first records of the largest groups; of groups of one size those with the least hash."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """Records grouped by what they share.

    `looked` records in `groups` groups; `repeated` groups have two members or more, `records` are in these,
    the largest of these has `largest` records. `halvings`: the groups are an even sample, one in
    ``2 ** halvings``; then `commonest` is the share of records with the commonest key of all, estimated.
    """

    looked: int = 0
    groups: int = 0
    repeated: int = 0
    records: int = 0
    largest: int = 0
    rows: tuple[int, ...] = ()
    halvings: int = 0
    commonest: float = 0.0


def count(entries: Iterable[tuple[int, int, int]], by_value: bool) -> Repeats:
    """Count a few records without numpy.

    Parameters
    ----------
    entries : iterable of (key, value, row)
    by_value : bool
        Members of a group are its distinct values; else all its records.
    """
    groups: dict[int, dict[int, list[int]]] = {}
    for key, value, row in entries:
        groups.setdefault(key, {}).setdefault(value, []).append(row)
    total = {key: sum(map(len, values.values())) for key, values in groups.items()}
    members = {key: len(groups[key]) for key in groups} if by_value else total
    repeated = sorted((-total[key], key) for key, size in members.items() if size > 1)
    shown: set[int] = set()
    for _, key in repeated[:GROUPS]:
        first = [sorted(rows)[: 1 if by_value else EACH] for rows in groups[key].values()]
        shown.update(sorted(row for rows in first for row in rows)[:EACH])
    return Repeats(
        looked=sum(total.values()),
        groups=len(groups),
        repeated=len(repeated),
        records=sum(total[key] for _, key in repeated),
        largest=-repeated[0][0] if repeated else 0,
        rows=tuple(sorted(shown)),
    )
