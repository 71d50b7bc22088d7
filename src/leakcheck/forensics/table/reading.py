"""What one signal said of one table, or why it said nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.errors import InternalError, LeakcheckError
from leakcheck.frozen import dataclass, field

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TOO_FEW, NO_COLUMN = "too-few-records", "no-such-column"
_ROOM = "forensics.signals"


@dataclass(frozen=True, slots=True)
class Reading:
    """A signal's value on one table.

    Parameters
    ----------
    signal, family : str
        Id of the signal, and the cause it shares with others.
    value : float or None
        Its statistic; None when it is silent.
    why_not : str
        Why it is silent (`TOO_FEW`, `NO_COLUMN`); empty when it is not.
    columns : tuple of int
        Places of the columns it rests on.
    facts : mapping of str to int, float or str
        Numbers for its sentence; never input.
    support : int
        Records or pairs it was computed from.
    """

    signal: str
    family: str
    value: float | None
    why_not: str = ""
    columns: tuple[int, ...] = ()
    facts: Mapping[str, int | float | str] = field(default_factory=dict)
    support: int = 0


def readings_of(specimen: Specimen) -> Iterator[Reading]:
    """What every signal says, in the order of their ids.

    Raises
    ------
    InternalError
        When a signal fails, which is a fault of ours; it names the signal and nothing of the table.
    LeakcheckError, MemoryError
        As they come: the run was interrupted, for want of memory above all.
    """
    for name in discover.names(_ROOM):
        signal = discover.load(_ROOM, name)
        if specimen.size < signal.MINIMUM:
            yield Reading(name, signal.FAMILY, None, TOO_FEW)
            continue
        found = _measured(name, signal, specimen)
        if found is None:
            yield Reading(name, signal.FAMILY, None, NO_COLUMN)
            continue
        yield Reading(name, signal.FAMILY, found.value, "", found.columns, found.facts, found.support)


def _measured(name: str, signal: ModuleType, specimen: Specimen) -> Measurement | None:
    try:
        found: Measurement | None = signal.measure(specimen)
    except (LeakcheckError, MemoryError):
        raise  # the ceiling on memory interrupts wherever the run is: no fault of the signal
    except Exception as error:
        raise InternalError(f"signal failed with {type(error).__name__}", where=name) from None
    return found
