"""How the bytes of a file become lines, as plain data: so a part is decoded as the whole would be."""

from __future__ import annotations

import codecs
import importlib
from collections.abc import Iterable, Iterator

from leakcheck.frozen import dataclass
from leakcheck.model import LineEvent
from leakcheck.readers.intake.encodings.linewise import AS_BYTES, Plan, decode_batches
from leakcheck.readers.intake.physical import split_lines


@dataclass(frozen=True, slots=True)
class Way:
    """One codec for every line, or (without `codec`) each line by itself after the `plan`.

    `skip` is the length of the byte order mark. Where lines `differ`, those that were read otherwise
    than is `usual` are events of the ledger.
    """

    skip: int
    codec: str = ""
    plan: Plan | None = None
    usual: str = ""
    differ: bool = False

    def refusal(self) -> str:
        """Why a file read this way cannot be split; empty when it can."""
        return "" if not self.codec or _is_bytewise(self.codec) else f"is in {self.codec}"

    def lists(self, chunks: Iterable[bytes], used: int = 0) -> Iterator[list[str]]:
        """Lines of each chunk, the first `used` of the first chunk left out."""
        for lines in self._lists(chunks):
            yield lines[used:]
            used = 0

    def _lists(self, chunks: Iterable[bytes]) -> Iterator[list[str]]:
        if self.codec:
            return (split_lines(chunk.decode(self.codec)) for chunk in chunks)
        return (texts for texts, _ in decode_batches(chunks, self._own_plan()))

    def events(self, chunks: Iterable[bytes], before: int, first: int, last: int) -> Iterator[LineEvent]:
        """One event for each line from `first` to `last` that was not read as the others were.

        `before` is the number of lines before the first chunk.
        """
        if not self.differ:
            return
        for texts, hows in decode_batches(chunks, self._own_plan(), marked=True):
            for place, how in hows.items():
                if how != self.usual and first <= before + 1 + place <= last:
                    yield LineEvent(before + 1 + place, "decoded", f"read as {how}")
            before += len(texts)
            if before >= last:
                return

    def _own_plan(self) -> Plan | None:
        """The plan, which is known by identity where all lines are read as bytes: lost on the way here."""
        return AS_BYTES if self.plan == AS_BYTES else self.plan


def _is_bytewise(codec: str) -> bool:
    """Whether a line feed is the byte 10 and nothing else: UTF-8, and single bytes."""
    name = codecs.lookup(codec).name
    if name in ("utf-8", "ascii", "iso8859-1"):
        return True
    try:
        table = importlib.import_module("encodings." + name.replace("-", "_")).decoding_table
    except (ImportError, AttributeError):
        return False
    return bool(table[:128] == bytes(range(128)).decode("ascii"))
