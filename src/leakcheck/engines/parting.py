"""Judging one part of a table after another, here or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leakcheck import discover
from leakcheck.engines.memory import MemoryPlan
from leakcheck.engines.packrun import PackRun
from leakcheck.engines.share import Share
from leakcheck.model import Ledger
from leakcheck.readers.intake.partplan import PartPlan, Span
from leakcheck.readers.intake.parts import FileAccount, Outcome
from leakcheck.readers.intake.positions import Position

if TYPE_CHECKING:
    from leakcheck.engines.stopping import Watch
    from leakcheck.engines.work import TableWork, Work
    from leakcheck.packfile import Pack
    from leakcheck.readers.intake.odometer import Odometer
    from leakcheck.rules.setting import Setting


@dataclass(frozen=True, slots=True)
class Recipe:
    """From what data another process makes the same work: no rules, no paths.

    `packs` come with the setting and the axes they are judged on, `rooms` are names of checks of the whole
    table, `fields` says which column holds which field, `memory` what sizes to keep to.
    """

    packs: tuple[tuple[Pack, Setting, frozenset[str]], ...]
    rooms: tuple[str, ...]
    columns: tuple[str, ...]
    fields: dict[str, int]
    memory: MemoryPlan

    def share(self) -> Share:
        """The work with nothing done."""
        taken = {place: name for name, place in self.fields.items()}
        rooms = [discover.load("forensics", name) for name in self.rooms]
        works = [PackRun.of(*pack, self.memory.group_pairs) for pack in self.packs]
        over_table = [room.Collector(self.columns, taken) for room in rooms]
        return Share(self.fields, works, over_table, self.memory)


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine that reads in parts is given.

    Parameters
    ----------
    plan : PartPlan
        What is read.
    works, over_table : sequences of Work and TableWork
        What is done; they hold everything in the end.
    recipe : Recipe
        How to make them elsewhere.
    marks : dict of str to str
        What tells this job from others: file, options, version.
    """

    plan: PartPlan
    works: Sequence[Work]
    over_table: Sequence[TableWork]
    recipe: Recipe
    marks: dict[str, str]
    watch: Watch
    odometer: Odometer

    def share(self) -> Share:
        """The works themselves as a share."""
        return Share(self.recipe.fields, self.works, self.over_table, self.recipe.memory)


@dataclass(slots=True)
class Account:
    """Every line of the parts read so far, and where the next part begins.

    Reading goes on at `at` in file number `file`; `rows` records lie before that, and `lines` counts the
    physical lines of each file.
    """

    plan: PartPlan
    file: int = 0
    rows: int = 0
    at: Position = field(init=False)
    lines: list[int] = field(init=False)
    accounts: list[FileAccount | None] = field(init=False)

    def __post_init__(self) -> None:
        tables = [file.table for file in self.plan.files]
        self.accounts = [None if table is None else FileAccount(table) for table in tables]
        self.lines = [0] * len(self.plan.files)
        self.file -= 1
        self._next_file()

    def _next_file(self) -> None:
        self.file += 1
        while self.file < len(self.plan.files) and self.plan.files[self.file].table is None:
            self.file += 1
        if not self.is_done:
            self.at = self.plan.table(self.file).start

    @property
    def is_done(self) -> bool:
        """Whether all files are read."""
        return self.file >= len(self.plan.files)

    @property
    def lines_before(self) -> int:
        """Lines before the present file; a file without a record does not count."""
        return sum(self.lines[: self.file])

    def span(self, cut: int) -> Span:
        """The part that comes next, up to a cut."""
        return Span(self.file, self.at, cut, self.lines_before, self.rows - self.at.place)

    def add(self, outcome: Outcome) -> None:
        """Add the part that comes next."""
        self.note(outcome.account, self.file)
        self.advance(outcome.end)

    def advance(self, end: Position) -> None:
        """Go on to where the part that comes next ended; its account may follow later."""
        self.lines[self.file] = end.line
        self.rows += end.place - self.at.place
        self.at = end
        if end.offset < self.plan.table(self.file).file.size:
            return
        if not end.place:
            self.lines[self.file] = 0
        self._next_file()

    def note(self, account: Any, file: int) -> None:
        """Add what a part of a file noted."""
        present = self.accounts[file]
        assert present is not None  # noqa: S101 - it is read
        present.absorb(account)

    def ahead(self) -> Account:
        """A second account that starts where this one stands, for who looks ahead; nothing is noted in it."""
        other = Account(self.plan, self.file, self.rows)
        other.at, other.lines = self.at, list(self.lines)
        return other

    def ledger(self) -> Ledger:
        """The account of everything, checked; or, of a reading that was cut short, of everything read."""
        if self.is_done:
            return self.plan.ledger(self.accounts, self.lines)
        return self.plan.ledger(self.accounts[: self.file + 1], [*self.lines[: self.file], None])

    def plain(self) -> dict[str, Any]:
        """Itself as plain data, while there is more to read."""
        accounts = [one and list(one.state()) for one in self.accounts]
        place = self.at.plain()
        return {"file": self.file, "rows": self.rows, "at": place, "lines": self.lines, "accounts": accounts}

    def restore(self, plain: dict[str, Any]) -> None:
        """Take over what `plain` says, or raise any of the errors that nonsense leads to."""
        self.file, self.rows = int(plain["file"]), int(plain["rows"])
        self.at = Position.of(plain["at"])
        self.lines = [int(count) for count in plain["lines"]]
        for mine, its in zip(self.accounts, plain["accounts"], strict=True):
            if mine is not None:
                mine.absorb(its)
        if not 0 <= self.file < len(self.lines) == len(self.accounts):
            raise ValueError("files")
