"""RapidOCR, the Python package: reads Latin letters and figures best, but no Devanagari and few blanks.

Its models lie in its wheel, so nothing is fetched. It runs in a child, one thread, on the processor only.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from functools import cache
from importlib import metadata

from leakcheck.frozen import dataclass
from leakcheck.readers.ocr.limits import ChildError, Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.words import Box, Line, Word

_PACKAGE, _MODULE = "rapidocr-onnxruntime", "rapidocr_onnxruntime"


@dataclass(frozen=True, slots=True)
class Second:
    """A second opinion: `spots` read again, one word each, and `lines` found outside what was covered."""

    spots: tuple[Word, ...]
    lines: tuple[Line, ...]


class Rapid:
    """The package in the version installed."""

    name = "rapidocr"

    def __init__(self, version: str) -> None:
        self.version = version

    @property
    def title(self) -> str:
        """For the reading."""
        return f"rapidocr {self.version}"

    def lines(self, picture: Picture, limits: Limits) -> tuple[Line, ...]:
        """Recognise the whole picture.

        Raises
        ------
        ChildError
            When the package fails.
        """
        return self.reread(picture, (), (), limits).lines

    def reread(
        self, picture: Picture, spots: Sequence[Box], covered: Sequence[Box], limits: Limits
    ) -> Second:
        """Read the `spots` once more, and whatever text is found that no box of `covered` holds.

        Raises
        ------
        ChildError
            When the package fails.
        """
        size = [picture.width, picture.height]
        asked = {"spots": spots, "covered": covered, "size": size, "scale": picture.scale}
        out = limits.run_script("_rapid.py", json.dumps(asked).encode() + b"\n" + picture.grey)
        try:
            told = json.loads(out)
            spoken = zip(told["spots"], spots, strict=True)
            again = [Word(text, 100.0 * sure, box) for (text, sure), box in spoken]
            found = [Line((Word(text, 100.0 * sure, Box(*box)),)) for text, sure, box in told["lines"]]
        except (ValueError, KeyError, TypeError):
            raise ChildError("failed") from None
        return Second(tuple(again), tuple(line for line in found if line.text.strip()))


@cache
def find() -> Rapid | None:
    """The package, when it is installed; nothing of it is imported here."""
    if importlib.util.find_spec(_MODULE) is None:
        return None
    try:
        return Rapid(metadata.version(_PACKAGE))
    except metadata.PackageNotFoundError:
        return None
