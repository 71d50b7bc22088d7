"""Which surface of a system a record comes from: the claim says so, or its markers do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.model import Truth
from leakcheck.packfile import Pack
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import compile_marker
from leakcheck.rules.condition import Condition, truth_of
from leakcheck.rules.lanes import Lane, lift
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting

UNMARKED = -1


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Surfaces of one pack in the order their markers are tried.

    A record's surface is an index into `ids`, or `UNMARKED`: then the default surfaces count.
    """

    ids: tuple[str, ...]
    defaults: frozenset[str]
    markers: tuple[tuple[int, Condition], ...]
    forced: int | None

    @classmethod
    def of(cls, pack: Pack, setting: Setting) -> Surfaces:
        """Compile the markers of a pack; raises `PackError` where one is not understood."""
        ids = tuple(s.id for s in pack.surfaces)
        markers = tuple(
            (i, compile_marker(pack, s.id, s.marker))
            for i, s in enumerate(pack.surfaces)
            if s.marker is not None
        )
        defaults = frozenset(s.id for s in pack.surfaces if s.default)
        return cls(ids, defaults, markers, ids.index(setting.surface) if setting.surface in ids else None)

    def scalar(self, record: Record) -> int:
        """Surface index of one record."""
        if self.forced is not None:
            return self.forced
        return next((i for i, marker in self.markers if marker.scalar(record) == Truth.TRUE), UNMARKED)

    def vector(self, columns: Columns, markers: Sequence[tuple[int, Condition | Truth]]) -> Lane:
        """Surface index of each record, int16; `markers` as planned for the fields at hand."""
        import numpy as np

        if self.forced is not None:
            return Lane.constant(self.forced, len(columns), "int16")
        found = Lane.constant(UNMARKED, len(columns), "int16")
        for index, marker in reversed(markers):
            if isinstance(marker, Truth):
                found = Lane.constant(index, len(columns), "int16") if marker == Truth.TRUE else found
                continue
            mine = np.int16(index)
            found = lift(_choose(mine), truth_of(marker, columns), found).settled()
        return found

    def allows(self, index: int, wanted: tuple[str, ...]) -> bool:
        """Whether a rule for the surfaces `wanted` speaks of a record on this surface."""
        if not wanted:
            return True
        return bool(self.defaults & set(wanted)) if index == UNMARKED else self.ids[index] in wanted

    def title(self, index: int) -> str:
        """Id of a surface; the defaults together when none is marked."""
        return self.ids[index] if index != UNMARKED else " / ".join(i for i in self.ids if i in self.defaults)


def _choose(index: Any) -> Callable[[Any, Any], Any]:
    import numpy as np

    return lambda truth, found: np.where(truth == int(Truth.TRUE), index, found)
