"""What this machine has for reading images, and what it lacks: found out when an image is read."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.ocr import rapid, tesseract
from leakcheck.readers.ocr.limits import Limits
from leakcheck.readers.ocr.picture import Picture, decode
from leakcheck.readers.ocr.recognition import Engine, Rereader

HINT = "pip install 'leakcheck-verify[ocr]', and for Hindi the program tesseract with its data (eng, hin)"
_NO_TESSERACT = "read without tesseract: Hindi is not recognised, and blanks between words may be missing"
_NO_HINDI = "read without the Hindi data of tesseract (tesseract-ocr-hin): Hindi is not recognised"
_NO_RAPID = "read without rapidocr, which would have checked letters and figures: " + HINT.partition(",")[0]


@dataclass(frozen=True, slots=True)
class Equipment:
    """A decoder and the engines; `lacking` are notes for the reading.

    Tests, and who has an engine of their own, build one and pass it to `image.read_with`.
    """

    decode: Callable[[str, bytes, int, Limits], Picture] | None
    first: Engine | None
    second: Rereader | None
    lacking: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether an image can be read at all."""
        return self.decode is not None and (self.first is not None or self.second is not None)

    def require(self, where: str) -> None:
        """Check that an image can be read.

        Raises
        ------
        InputError
            When the decoder or both engines are missing.
        """
        if not self.is_enough:
            raise InputError('is an image: reading it needs the extra "ocr"', where=where, hint=HINT)


def installed() -> Equipment:
    """What there is on this machine."""
    has_decoder = importlib.util.find_spec("PIL") is not None
    first, second = tesseract.find(), rapid.find()
    lacking = []
    if first is None:
        lacking.append(_NO_TESSERACT)
    elif "hin" not in first.languages:
        lacking.append(_NO_HINDI)
    if second is None:
        lacking.append(_NO_RAPID)
    return Equipment(decode if has_decoder else None, first, second, tuple(lacking))
