"""One record seen through its fields: the scalar speed, without numpy or Arrow."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from leakcheck.dates import DateValue
from leakcheck.folding import is_lost, is_missing
from leakcheck.frozen import dataclass, field
from leakcheck.rules.setting import Setting
from leakcheck.rules.values import read_age, read_date, read_number

DERIVED = ("year_born", "age_then", "record_date")


@dataclass(slots=True)
class Record:
    """Fields of one record; a missing value is not in `cells`.

    `lost` names the fields whose value a spreadsheet has eaten: they are there, but nobody can judge them.
    `notes` collects (field, what a reader of the report must know about its reading), such as "valid if
    'O' at place 3 is read as '0'".
    """

    row: int
    cells: Mapping[str, str]
    setting: Setting
    notes: list[tuple[str, str]] = field(default_factory=list)
    lost: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: int, cells: Mapping[str, str | None], setting: Setting) -> Record:
        """Build a record from raw cells, leaving out those that hold nothing that can be known."""
        there = {k: v for k, v in cells.items() if v is not None and not is_missing(v)}
        lost = frozenset(k for k, v in there.items() if is_lost(v))
        known = {k: v for k, v in there.items() if k not in lost} if lost else there
        return cls(row, known, setting, lost=lost)

    def text(self, name: str) -> str | None:
        """Raw text of a field, or None."""
        if name == "year_born":
            born = self.born()
            return str(born.year) if born else None
        found = self.cells.get(name)
        if found is None and name == "name" and name not in self.lost:
            parts = [self.cells[p] for p in ("first_name", "last_name") if p in self.cells]
            return " ".join(parts) or None
        return found

    def present(self, name: str) -> bool:
        """Whether the field, or derived field, holds anything."""
        if name in DERIVED:
            return self.low(name) is not None if name == "age_then" else self.date(name) is not None
        return self.text(name) is not None or name in self.lost

    def date(self, name: str) -> DateValue | None:
        """A field as a date of whatever precision was written."""
        if name == "year_born":
            return self.born()
        if name == "record_date":
            return next((d for f in self.setting.record_date if (d := self.date(f)) and d.day), None)
        text = self.text(name)
        return None if text is None else read_date(text, self.setting)

    def born(self) -> DateValue | None:
        """Birth as exactly as the record has it: the date, else the year."""
        return self.date("birth_date") or self.date("birth_year")

    def day(self, name: str) -> int | None:
        """Day number of a full date (`datetime.date.toordinal`), else None."""
        found = self.date(name)
        return found.ordinal if found else None

    def year(self, name: str) -> int | None:
        """Year of a date of any precision, else None."""
        found = self.date(name)
        return found.year if found else None

    def low(self, name: str) -> float | None:
        """Lower end of a number; most numbers are points, `age_then` can be an interval."""
        bounds = self._bounds(name)
        return bounds[0] if bounds else None

    def high(self, name: str) -> float | None:
        """Upper end of a number; see `low`."""
        bounds = self._bounds(name)
        return bounds[1] if bounds else None

    def _bounds(self, name: str) -> tuple[float, float] | None:
        if name == "age_then":
            day = self.day("record_date")
            recorded = None if day is None else datetime.date.fromordinal(day)
            return read_age(self.low("age"), self.born(), recorded, self.setting)
        if name == "year_born":
            born = self.born()
            return (float(born.year), float(born.year)) if born else None
        text = self.text(name)
        number = None if text is None else read_number(text, self.setting)
        return None if number is None else (number, number)
