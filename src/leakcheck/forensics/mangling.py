"""Mangled by a spreadsheet: what was there is damaged, which is not the same as invented.

Why a finding of weight 0: a person who opens a list in a spreadsheet eats the digits of genuine numbers as
surely as those of invented ones. It must be said all the same, because such values cannot be checked. The
marks themselves are in `leakcheck.readers.intake.mangling`; here they are looked for in a bounded sample,
spread evenly over all records, while these pass by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leakcheck.forensics.stores.thinned import ThinnedSample
from leakcheck.frozen import dataclass
from leakcheck.model import Block, Finding, Source, Tally
from leakcheck.readers.intake.mangling import KINDS, Sign, signs

KIND = "mangled"
SOURCES = (
    Source(
        id="ziemann-2016",
        title="Gene name errors are widespread in the scientific literature, Genome Biology 17:177",
        publisher="M. Ziemann, Y. Eren, A. El-Osta",
        url="https://doi.org/10.1186/s13059-016-1044-7",
        kind="paper",
        grade="B2",
    ),
    Source(
        id="excel-limits",
        title="Excel specifications and limits (15 significant digits)",
        publisher="Microsoft",
        url="https://support.microsoft.com/en-us/office/excel-specifications-and-limits",
        kind="guidance",
        grade="A2",
    ),
)
WHY_NOT = "mangled is not fabricated: a spreadsheet does this to genuine and to invented data alike"
_CELLS = 400_000
_MOST_RECORDS = 10_000
_ROWS = 20
_INNOCENT = ("the file was opened and saved in a spreadsheet", "it was exported for a spreadsheet")


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    explain: str
    source: str = "excel-limits"


_WORDS = {
    "exponent-form": _Words(
        "Long numbers in exponent form",
        "Long numbers stand as 9.1E+11: a spreadsheet kept the first digits and dropped the others.",
    ),
    "too-narrow": _Words(
        "Cells of nothing but ####",
        "Cells hold nothing but ####: a spreadsheet column was too narrow when it was copied or printed.",
    ),
    "formula-error": _Words(
        "Error marks of formulas",
        "Cells hold the error mark of a spreadsheet formula, such as #REF!, in place of a value.",
    ),
    "cut-digits": _Words(
        "Long numbers rounded to 15 digits",
        "Long numbers end in zeros beyond the 15th digit: a spreadsheet rounded them.",
    ),
    "lost-zeros": _Words(
        "Leading zeros lost",
        "Some numbers are a digit short and none begins with 0: a spreadsheet may have dropped them.",
    ),
    "turned-to-date": _Words(
        "Values turned into dates",
        "Some values look like 02-Jan: a spreadsheet took them for dates.",
        "ziemann-2016",
    ),
    "swapped-date": _Words(
        "Day and month swapped in part",
        "Dates stand in two orders, as when a spreadsheet reads days as months up to the 12th.",
        "ziemann-2016",
    ),
    "day-number": _Words(
        "Day numbers in place of dates",
        "Dates stand as day numbers counted from 1900, as spreadsheets keep them.",
        "ziemann-2016",
    ),
}


class Collector:
    """Looks at every record of a small table, at every third, ninth … of a large one.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns as written.
    fields : mapping of int to str
        What columns were taken for, by their place.
    """

    sources = SOURCES

    def __init__(self, columns: Sequence[str], fields: Mapping[int, str]) -> None:
        self._columns, self._fields = tuple(columns), dict(fields)
        self._most = max(1, min(_MOST_RECORDS, _CELLS // max(1, len(columns))))
        self.place = 0
        self._seen = 0
        self._sample = ThinnedSample(len(self._columns), self._most)

    def update(self, block: Block) -> None:
        """Take the records of a block that belong to the sample."""
        self._sample.add(block, self.place)
        self._seen += len(block)
        self.place += len(block)

    def fresh(self) -> Collector:
        """The same look at the same columns, nothing seen yet."""
        return Collector(self._columns, self._fields)

    def merge(self, other: Collector) -> None:
        """Take over the sample of other records."""
        self.absorb(other.state())

    def state(self) -> tuple[Any, ...]:
        """The sample as plain data."""
        return (self._seen, self._sample.end, *self._sample.told())

    def absorb(self, state: Sequence[Any]) -> None:
        """Add the sample of another share."""
        seen, end, places, rows, cells = state
        self._seen += seen
        self._sample.reach(end)
        self._sample.absorb(places, rows, cells)
        self.place = max(self.place, self._sample.end)

    def sentences(self) -> tuple[str, ...]:
        """Name the marks by column, for who only reads and does not judge."""
        return tuple(self._say(place, sign) for place, sign in _marks(self._columns, self._sample.told()[2]))

    def finish(self) -> tuple[Finding, ...]:
        """One finding for each kind of mark, over all columns."""
        _, rows, cells = self._sample.told()
        marks = _marks(self._columns, cells)
        kinds = [kind for kind in KINDS if any(sign.kind == kind for _, sign in marks)]
        return tuple(self._finding(kind, [m for m in marks if m[1].kind == kind], rows) for kind in kinds)

    def _finding(self, kind: str, marks: Sequence[tuple[int, Sign]], rows: Sequence[int]) -> Finding:
        words = _WORDS[kind]
        damaged = sorted({place for _, sign in marks for place in sign.places})
        looked = len(rows)
        notes = [self._say(place, sign) for place, sign in marks]
        if looked < self._seen:
            notes.append(f"looked at {looked:,} of {self._seen:,} records, spread evenly")
        return Finding(
            rule=f"{KIND}.{kind}",
            title=words.title,
            family=KIND,
            axis="collected",
            strength="weak",
            tally=Tally(
                passed=looked - len(damaged),
                failed=len(damaged),
                unknown=self._seen - looked,
                rows=tuple(rows[place] for place in damaged[:_ROWS]),
                notes=tuple(notes),
            ),
            sources=(words.source,),
            explain=words.explain,
            innocent=_INNOCENT,
            weighed=False,
            why_not=WHY_NOT,
            fields=tuple(dict.fromkeys(self._fields[p] for p, _ in marks if p in self._fields)),
            kind=KIND,
        )

    def _say(self, place: int, sign: Sign) -> str:
        field = f" ({self._fields[place]})" if place in self._fields else ""
        return f"column {place + 1}{field}: {sign.sentence}"


def _marks(names: Sequence[str], cells: Sequence[Sequence[str | None]]) -> list[tuple[int, Sign]]:
    """Every mark, with the place of its column."""
    columns = enumerate(zip(names, cells, strict=True))
    return [(place, sign) for place, (name, column) in columns for sign in signs(name, column)]
