"""Images: a screenshot or photo of records, read by text recognition and then like transcribed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import InputError
from leakcheck.frozen import replace
from leakcheck.model import Table
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.ocr.example import PNG
from leakcheck.readers.ocr.signature import image_kind

if TYPE_CHECKING:
    from leakcheck.readers.ocr.equipment import Equipment

TITLE = "Image of text (PNG, JPEG, WebP, BMP, GIF, TIFF)"
EXAMPLE: bytes | None = PNG


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an image, by their mark."""
    return 0.99 if image_kind(head) else 0.0


def is_usable() -> bool:
    """Whether this machine has what reading an image needs."""
    from leakcheck.readers.ocr.equipment import installed

    return installed().is_enough


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read an image with the engines installed; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When no engine is installed, the image is damaged or too large, or shows no labels and values.
    """
    from leakcheck.readers.ocr.equipment import installed

    return read_with(evidence, options, installed())


def read_with(evidence: Evidence, options: ReadOptions, equipment: Equipment) -> Table:
    """Read an image with the equipment given; see `read`."""
    from leakcheck.readers import text
    from leakcheck.readers.ocr.account import accounted, transcript
    from leakcheck.readers.ocr.scan import scan

    scanned = scan(evidence, options.budget, equipment)
    if not scanned.lines:
        hint = "check that it shows text, large enough and upright"
        raise InputError("is an image in which no text was recognised", where=evidence.name, hint=hint)
    try:
        table = text.read(transcript(evidence, scanned), _for_text(options))
    except InputError as error:
        hint = "type or paste the text it shows, one 'Label: value' on each line"
        raise InputError(f"is an image whose text {error.message}", where=evidence.name, hint=hint) from None
    return accounted(table, evidence, scanned)


def _for_text(options: ReadOptions) -> ReadOptions:
    """Options for the text recognised: its encoding is ours, whatever was said of the file."""
    return replace(options, encoding=None, delimiter=None)
