"""What the signals of a whole table say: plain data for weighing and reports, part of the ground.

Why apart from `model`: they are made in one place and read in one, and none of them holds a value of a cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from leakcheck.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class SignalReading:
    """What one forensic signal said, counted or not; `value` is None where it could not be judged.

    `log10_lr` is what its table of likelihood ratios says of the value, before slope and bounds; above 0
    speaks for invention.
    """

    signal: str
    family: str
    value: float | None
    why_not: str = ""
    log10_lr: float = 0.0
    counted: bool = False
    sentence: str = ""
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive records that look alike: places from 1, lines they begin and end on, and how they look."""

    first: int
    last: int
    first_line: int
    last_line: int
    looks: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where values come from, as a fact beside the axes: a fake-data library, or a well-known table."""

    kind: str
    name: str
    sentence: str
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Forensics:
    """What the forensic signals say of the table, together.

    Parameters
    ----------
    rows, looked : int
        Records of the table, and those in the sample the signals looked at.
    log10_lr : float
        Likelihood ratio of invention, after slope, floor and cap.
    log10_lr_unbounded : float
        The same without floor and cap.
    log10_lr_any : float
        Made in any of the known ways, without floor and cap: to rank tables by, not to say how sure one is.
    story : str
        Kind of fabrication the ratio speaks of: ``from-scratch``, ``shuffled`` and so on.
    judged, unjudged : tuple of str
        Families with a value, and those without.
    stories : mapping of str to float
        Unbounded log10 ratio of each story, its threshold taken off: above 0 is beyond it.
    """

    rows: int
    looked: int
    log10_lr: float
    log10_lr_unbounded: float
    log10_lr_any: float
    story: str
    judged: tuple[str, ...]
    unjudged: tuple[str, ...]
    readings: tuple[SignalReading, ...] = ()
    stories: Mapping[str, float] = field(default_factory=dict)
    stretches: tuple[Stretch, ...] = ()
    origins: tuple[Origin, ...] = ()
    note: str = ""
