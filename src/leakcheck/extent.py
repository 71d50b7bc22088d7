"""How much of the evidence an answer rests on: how far a run came, where it was stopped, what was drawn."""

from __future__ import annotations

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, for who waits.

    Parameters
    ----------
    stage : str
        ``hashing`` (or ``receiving`` a pipe), ``surveying`` (encoding, columns), ``judging``, in this
        order; each goes through the evidence from its beginning. ``writing`` where records are written.
    rows : int
        Records done in this stage.
    bytes : int, optional
        Bytes of the evidence done in this stage; of compressed evidence, compressed bytes. None where nothing
        can be said, as of a table in memory.
    total : int, optional
        Bytes of the evidence; None while a pipe is received.
    """

    stage: str
    rows: int
    bytes: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """A run that was stopped before the end; everything in its result speaks of these records only.

    Parameters
    ----------
    line : int
        Physical line on which the last record judged starts.
    rows : int
        Records that were judged, or that a sample was drawn from. `Ledger.rows` counts those read; the
        difference was read and not judged.
    bytes, total : int, optional
        Bytes read in the judging pass, reading ahead included, and bytes of the evidence.
    """

    line: int
    rows: int
    bytes: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A simple random sample of the records, drawn without putting back.

    Parameters
    ----------
    size, of : int
        Records judged, and records there are.
    asked : int
        Records that were asked for.
    seed : int
        What makes the same sample again.
    """

    size: int
    of: int
    asked: int
    seed: int

    @property
    def is_whole(self) -> bool:
        """Whether every record was drawn: then nothing is uncertain for being a sample."""
        return self.size == self.of
