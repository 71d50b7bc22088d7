"""What records are compared by: in everything, in one value, in everything but a column.

A key is a sum of the hashes of columns, so "everything but column 3" costs one subtraction a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leakcheck.forensics.stores.cellhash import ALL
from leakcheck.frozen import dataclass

NUMBERS = (
    *("aadhaar", "virtual_id", "pan", "voter_id", "passport_number", "driving_licence", "ration_card"),
    *("health_id", "udid", "student_id", "id_number", "reference_id", "certificate_id", "mobile", "email"),
    *("bank_account", "upi", "uan", "card_number"),
)
"""Fields whose value belongs to one person or one record."""
PAIRS = (("name", "birth_date"),)
MOST_VALUES, MOST_OTHERS, LEAST_OTHERS = 2**12, 2**15, 2**10
"""Pairs kept: for each value; for all comparisons that leave a column out; for each of these at least."""
MOST_COLUMNS = 32
LEAST_ALIKE = 3
"""Filled cells that records must share to be called alike but for something."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One comparison.

    `columns` are compared, or with `others` all but these; a record takes part if it has `least` filled cells
    among those compared. With `by_value` whole copies of a record count as one.
    """

    name: str
    columns: tuple[int, ...]
    others: bool
    least: int
    most: int
    by_value: bool = True

    def key(self, total: Any, parts: Mapping[int, Any]) -> Any:
        """Key of a record, or of many, from the sum over all columns and the parts of those it needs."""
        if not self.columns:
            return total
        some = sum((parts[column] for column in self.columns[1:]), parts[self.columns[0]])
        return total - some if self.others else some

    def key_of_one(self, total: int, parts: Mapping[int, int]) -> int:
        """The same of one record, without numpy."""
        return int(self.key(total, parts)) & ALL

    def filled(self, filled: Any, each: Mapping[int, Any]) -> Any:
        """How many filled cells are compared; `filled` of all columns, `each` 0 or 1."""
        some = sum(each[column] * 1 for column in self.columns)
        return filled - some if self.others else some


def identifying(fields: Mapping[int, str]) -> tuple[int, ...]:
    """Columns that together name a person or a record."""
    wanted = {*NUMBERS, *(field for pair in PAIRS for field in pair)}
    return tuple(sorted(place for place, field in fields.items() if field in wanted))


def probes(width: int, fields: Mapping[int, str]) -> tuple[Probe, ...]:
    """The comparisons that make sense for a table: whole records first.

    Parameters
    ----------
    width : int
        Number of columns.
    fields : mapping of int to str
        What columns were taken for.
    """
    places = {field: place for place, field in sorted(fields.items(), reverse=True)}
    numbers = [places[field] for field in NUMBERS if field in places]
    found = [Probe("records", (), True, 1, MOST_VALUES, by_value=False)]
    if width > 1:
        found += [Probe(f"same-{fields[p]}", (p,), False, 1, MOST_VALUES) for p in numbers]
    for pair in PAIRS:
        if width > len(pair) and all(field in places for field in pair):
            both = tuple(places[field] for field in pair)
            found.append(Probe("same-" + "-and-".join(pair), both, False, len(both), MOST_VALUES))
    if width <= LEAST_ALIKE:
        return tuple(found)
    looked = range(min(width, MOST_COLUMNS))
    most = max(LEAST_OTHERS, min(2**12, MOST_OTHERS // len(looked)))
    found += [Probe(f"all-but-{place}", (place,), True, LEAST_ALIKE, most) for place in looked]
    if len(numbers) > 1 and "name" in places and width - len(numbers) >= LEAST_ALIKE:
        found.append(Probe("all-but-numbers", tuple(sorted(numbers)), True, LEAST_ALIKE, MOST_VALUES))
    return tuple(found)
