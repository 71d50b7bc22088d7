"""What a rule may know besides the record: the pack's period, the claim, how the text was read."""

from __future__ import annotations

import datetime

from leakcheck.frozen import dataclass
from leakcheck.tomltable import Period


@dataclass(frozen=True, slots=True)
class Setting:
    """The frame in which records are judged.

    Parameters
    ----------
    period : Period
        The life of the system; bounds an unknown record date.
    record_date : tuple of str
        Fields that date a record, in order of preference.
    claim_date : date or None
        Day on which the data is said to have been taken.
    surface : str or None
        Surface named by the claim; overrules the markers.
    transcribed : bool
        Text typed or read off an image: characters may be confused.
    """

    period: Period = Period()
    record_date: tuple[str, ...] = ()
    claim_date: datetime.date | None = None
    surface: str | None = None
    transcribed: bool = False

    @property
    def earliest(self) -> datetime.date | None:
        """First day on which a record can have been made."""
        return self.period.start

    @property
    def latest(self) -> datetime.date | None:
        """Last day on which a record can have been made: the claim's, else the period's end."""
        return self.claim_date or self.period.end
