"""The collectors of one pack, and the two ways records reach them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leakcheck.frozen import dataclass, field
from leakcheck.model import Tally
from leakcheck.packfile import Pack
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.collector import GroupCollector, RowCollector, collect
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import CompiledRule, compile_pack
from leakcheck.rules.groups import MOST
from leakcheck.rules.planning import Plan, plan
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import UNMARKED, Surfaces
from leakcheck.rules.valuestore import Seen


@dataclass(slots=True)
class PackRun:
    """The collectors of one pack.

    `place` is the number of records seen so far; an engine that works on several blocks at once sets it.
    `most` bounds the pairs that rules over groups hold.
    """

    pack: Pack
    setting: Setting
    surfaces: Surfaces
    rules: tuple[CompiledRule, ...]
    collectors: list[RowCollector | GroupCollector]
    most: int = MOST
    seen: dict[int, int] = field(default_factory=dict)
    place: int = 0
    _values: Seen = field(default_factory=Seen)
    _plans: dict[frozenset[str], Plan] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: Pack, setting: Setting, axes: frozenset[str], most: int = MOST) -> PackRun:
        """Compile a pack; only rules on the given axes are run."""
        rules = tuple(r for r in compile_pack(pack, setting) if r.rule.axis in axes)
        return cls(pack, setting, Surfaces.of(pack, setting), rules, [collect(r, most) for r in rules], most)

    def fresh(self) -> PackRun:
        """The same rules with nothing counted yet: the share of another worker, for `merge`."""
        collectors = [collect(rule, self.most) for rule in self.rules]
        return PackRun(self.pack, self.setting, self.surfaces, self.rules, collectors, self.most)

    @property
    def scalar_only(self) -> bool:
        """Transcribed text may need re-readings, which only the scalar way offers."""
        return self.setting.transcribed

    def update_records(self, rows: Sequence[int], records: Sequence[Mapping[str, str | None]]) -> None:
        """Scalar way."""
        for row, cells in zip(rows, records, strict=True):
            record = Record.of(row, cells, self.setting)
            surface = self.surfaces.scalar(record)
            self.seen[surface] = self.seen.get(surface, 0) + 1
            for collector in self.collectors:
                collector.update_record(record, self.surfaces, surface, self.place)
            self.place += 1

    def update_texts(self, rows: Sequence[int], texts: Mapping[str, Any] | BlockTexts) -> None:
        """Vectorised way; blocks opened by the engine share their columns with other packs."""
        if not isinstance(texts, BlockTexts):
            texts = BlockTexts(len(rows), texts, self._values)
        columns = Columns(rows, texts, self.setting)
        planned = self._plan(texts.arrays)
        surface = self.surfaces.vector(columns, planned.markers)
        for index in (UNMARKED, *range(len(self.surfaces.ids))):
            if count := surface.count(index):
                self.seen[index] = self.seen.get(index, 0) + count
        for collector, rule in zip(self.collectors, planned.rules, strict=True):
            collector.update_columns(rule, columns, self.surfaces, surface, self.place)
        self.place += len(rows)

    def _plan(self, mapped: Mapping[str, Any]) -> Plan:
        key = frozenset(mapped)
        if key not in self._plans:
            self._plans[key] = plan(self.rules, self.surfaces, mapped, self.setting)
        return self._plans[key]

    def merge(self, other: PackRun) -> None:
        """Add what another run of the same pack has counted."""
        for index, count in other.seen.items():
            self.seen[index] = self.seen.get(index, 0) + count
        for mine, its in zip(self.collectors, other.collectors, strict=True):
            mine.merge(its)  # type: ignore[arg-type]
        self.place = max(self.place, other.place)

    def state(self) -> tuple[Any, ...]:
        """What was counted, as plain data without the rules; for `absorb` in another process."""
        return sorted(self.seen.items()), self.place, [c.state() for c in self.collectors]

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the `state` of a run of the same pack says."""
        seen, place, collectors = state
        for index, count in seen:
            self.seen[index] = self.seen.get(index, 0) + count
        for mine, its in zip(self.collectors, collectors, strict=True):
            mine.absorb(its)
        self.place = max(self.place, place)

    def tallies(self) -> list[tuple[CompiledRule, Tally]]:
        """Every rule with its counts."""
        return [(r, c.finish()) for r, c in zip(self.rules, self.collectors, strict=True)]
