"""Records compared: whole ones, identity numbers, and records alike in everything but one column.

Why findings of weight 0: genuine exports hold duplicates too, rather more than invented ones, and how many
are too many depends on what a row is (a person, a dose, a visit). Padding a file with copies shows here all
the same. Whole records are compared by 64-bit hashes and counted exactly, up to a stated number; the other
comparisons are exact up to a bound and then an even sample of the groups, which the notes say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.few import count_few
from leakcheck.forensics.stores.probes import Probe, identifying, probes
from leakcheck.forensics.stores.repeats import Repeats
from leakcheck.frozen import dataclass
from leakcheck.model import Block, Finding, Source, Tally

if TYPE_CHECKING:
    from leakcheck.forensics.stores.hashlog import HashLog
    from leakcheck.forensics.stores.tablehash import TableHash

KIND = "duplication"
SOURCES = (
    Source(
        id="elmagarmid-2007",
        title="Duplicate Record Detection: A Survey, IEEE Trans. Knowledge and Data Engineering 19(1)",
        publisher="A. Elmagarmid, P. Ipeirotis, V. Verykios",
        url="https://doi.org/10.1109/TKDE.2007.250581",
        kind="paper",
        grade="B2",
    ),
    Source(
        id="simmons-2016",
        title="Evaluating a New Proposal for Detecting Data Falsification in Surveys",
        publisher="Pew Research Center",
        url="https://www.pewresearch.org/methods/2016/02/23/"
        "evaluating-a-new-proposal-for-detecting-data-falsification-in-surveys/",
        kind="paper",
        grade="B2",
    ),
)
WHY_NOT = "not calibrated yet: duplicates occur in genuine exports too"
FEW = 64
"""Records that are held as they are; more are hashed block by block."""
_ENOUGH = 3
_COLUMNS = 8
_COMMON = 0.01
_APPENDED = "an export was appended to an earlier one, or a page was fetched twice"
_EVENTS = "a row stands for a dose, a visit or an order, so that a person has several"
_JOINED = "two tables were joined"
_THIN = "few columns with few values were kept, so that records coincide by chance"
_SHARED = "a family, a helper or an office gave one number for several people"


@dataclass(frozen=True, slots=True)
class _Told:
    """How one comparison is told."""

    title: str
    innocent: tuple[str, ...]
    source: str = "elmagarmid-2007"


_WHOLE = _Told("Records more than once", (_APPENDED, _JOINED, _THIN))
_VALUE = _Told("One {what} in several records", (_EVENTS, _SHARED, _APPENDED))
_BUT_ONE = _Told("Records alike in all columns but one", (_EVENTS, _JOINED, _THIN), "simmons-2016")
_BUT_NUMBERS = _Told(
    "Records alike in all but their identity numbers",
    (_EVENTS, _JOINED, _THIN),
    "simmons-2016",
)


class Comparison:
    """Counts repeats of whole records and of what they share; bounded in memory and on disk.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns as written.
    fields : mapping of int to str
        What columns were taken for, by their place.
    log : HashLog, optional
        Where hashes of whole records are kept; by default one with the usual bounds.
    few : int
        Records up to which nothing is hashed by numpy.
    thorough : bool
        Compare every column, not only those that name a person or a record.
    """

    sources = SOURCES

    def __init__(
        self,
        columns: Sequence[str],
        fields: Mapping[int, str],
        log: HashLog | None = None,
        few: int = FEW,
        thorough: bool = True,
    ) -> None:
        self._columns, self._few, self._thorough = tuple(columns), few, thorough
        self._given = dict(fields)
        self._kept = compared(len(columns), fields, thorough)
        self._fields = {i: fields[place] for i, place in enumerate(self._kept) if place in fields}
        self._probes = probes(len(self._kept), self._fields)
        self._log = log
        self._made: TableHash | None = None
        self._held: list[tuple[int, tuple[str | None, ...]]] | None = []
        self._seen = 0
        self.place = 0

    @property
    def _hashed(self) -> TableHash:
        """What more than a few records are kept in; not even imported for a pasted one."""
        if self._made is None:
            from leakcheck.forensics.stores.hashlog import HashLog
            from leakcheck.forensics.stores.tablehash import TableHash

            self._made = TableHash(len(self._kept), self._probes, self._log or HashLog())
        return self._made

    def update(self, block: Block) -> None:
        """Take the records of a block."""
        self._seen += len(block)
        self.place += len(block)
        columns = [block.columns[place] for place in self._kept]
        if self._held is not None:
            if self._seen <= self._few and all(isinstance(column, list | tuple) for column in columns):
                self._held += zip(map(int, block.rows), zip(*columns, strict=True), strict=True)
                return
            self._hash_held()
        self._hashed.add(block.rows, columns)

    def _hash_held(self) -> None:
        """Go over from a few records to many."""
        held, self._held = self._held, None
        if held:
            cells = [list(column) for column in zip(*(cells for _, cells in held), strict=True)]
            self._hashed.add([row for row, _ in held], cells)

    def fresh(self) -> Comparison:
        """The same look at the same columns, nothing seen yet."""
        log = self._log and self._log.fresh()
        return Comparison(self._columns, self._given, log, self._few, self._thorough)

    def onward(self) -> Comparison:
        """As `fresh`, for further records of the table: what cannot count any more is left out at once."""
        fresh = self.fresh()
        fresh._made = self._made and self._made.onward()
        return fresh

    def merge(self, other: Comparison) -> None:
        """Take over what another share has seen; that share must not be used any more."""
        self._hash_held()
        other._hash_held()
        self._seen += other._seen
        self.place = max(self.place, other.place)
        self._hashed.merge(other._hashed)

    def state(self) -> tuple[Any, ...]:
        """What was seen, as plain data: 8 bytes a record and what the samples hold."""
        self._hash_held()
        return self._seen, self.place, self._hashed.state()

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the state of another share says."""
        self._hash_held()
        seen, place, hashed = state
        self._seen += seen
        self.place = max(self.place, place)
        self._hashed.absorb(hashed)

    def finish(self) -> tuple[Finding, ...]:
        """One finding for each comparison in which something repeats."""
        found = dict(zip(self._probes, self._repeats(), strict=True))
        told = [self._finding(p, r) for p, r in found.items() if r.repeated and not p.name[8:].isdecimal()]
        but_one = [(p, r) for p, r in found.items() if r.repeated and p.name[8:].isdecimal()]
        return (*told, *([self._all_but_one(but_one)] if but_one else []))

    def _repeats(self) -> tuple[Repeats, ...]:
        if self._held is None:
            return self._hashed.repeats()
        return count_few(
            self._probes,
            [row for row, _ in self._held],
            [cells for _, cells in self._held],
        )

    def _finding(self, probe: Probe, found: Repeats) -> Finding:
        if probe.name == "records":
            return self._tell(probe, found, _WHOLE, _say_whole(found, self._all_columns))
        if probe.others:
            return self._tell(
                probe, found, _BUT_NUMBERS, _say_but(found, self._all_columns, "their identity numbers")
            )
        what = probe.name.removeprefix("same-").replace("_", " ").replace("-", " ")
        told = _Told(_VALUE.title.format(what=what), _VALUE.innocent)
        return self._tell(probe, found, told, _say_value(found, what))

    def _all_but_one(self, found: Sequence[tuple[Probe, Repeats]]) -> Finding:
        """All columns in one finding: the counts are those of the column with the largest share."""
        ordered = sorted(found, key=lambda item: (-item[1].records / item[1].looked, item[0].columns))
        probe, most = ordered[0]
        notes = [
            _say_but(r, self._all_columns, self._column(p.columns[0])) for p, r in ordered[1 : _COLUMNS + 1]
        ]
        if len(ordered) > _COLUMNS + 1:
            notes.append(f"and {len(ordered) - _COLUMNS - 1} further columns")
        return self._tell(
            probe, most, _BUT_ONE, _say_but(most, self._all_columns, self._column(probe.columns[0])), notes
        )

    def _tell(
        self,
        probe: Probe,
        found: Repeats,
        told: _Told,
        sentence: str,
        notes: Sequence[str] = (),
    ) -> Finding:
        name = "all-but-one" if told is _BUT_ONE else probe.name
        return Finding(
            rule=f"{KIND}.{name}",
            title=told.title,
            family=KIND,
            axis="collected",
            strength="weak",
            tally=Tally(
                passed=found.looked - found.records,
                failed=found.records,
                unknown=self._seen - found.looked,
                rows=found.rows,
                notes=(*notes, *self._sampled(probe, found)),
            ),
            sources=(told.source,),
            explain=sentence,
            innocent=told.innocent,
            weighed=False,
            why_not=WHY_NOT,
            fields=tuple(self._fields[c] for c in probe.columns if c in self._fields),
            kind=KIND,
        )

    def _sampled(self, probe: Probe, found: Repeats) -> Iterator[str]:
        if probe.name == "records" and self._made and not self._made.is_exact:
            yield f"an estimate: all records are compared only up to {self._made.limit:,}, with room on disk"
        if not found.halvings:
            return
        if found.commonest >= _COMMON:
            yield f"one value alone stands in about {found.commonest:.0%} of the records"
        share = f"an even sample of {found.groups:,} groups of records, one in {2**found.halvings:,}"
        yield f"{share}: {found.looked:,} of {self._seen:,} records were compared"

    @property
    def _all_columns(self) -> str:
        some, every = len(self._kept), len(self._columns)
        return (
            "all columns" if some == every else f"the {some} of {every} columns that name a person or record"
        )

    def _column(self, place: int) -> str:
        field = f" ({self._fields[place]})" if place in self._fields else ""
        return f"column {self._kept[place] + 1}{field}"


def compared(width: int, fields: Mapping[int, str], thorough: bool) -> tuple[int, ...]:
    """Places of the columns that are compared."""
    naming = identifying(fields)
    return naming if not thorough and len(naming) >= _ENOUGH else tuple(range(width))


def _say_whole(found: Repeats, columns: str) -> str:
    return (
        f"{found.records:,} of {found.looked:,} records equal another in {columns}: "
        f"{found.repeated:,} different ones, the commonest {found.largest:,} times."
    )


def _say_value(found: Repeats, what: str) -> str:
    return (
        f"{found.repeated:,} of {found.groups:,} values of {what} stand in several records that differ, "
        f"the commonest of these in {found.largest:,} records."
    )


def _say_but(found: Repeats, columns: str, what: str) -> str:
    return f"{found.records:,} of {found.looked:,} records compared equal another in {columns} but {what}."
