"""An image file to lines of text: checked by its header, decoded and recognised in children, remembered.

Why remembered: choosing among the files of an archive, reading them and showing their lines each ask for
the same picture, and recognition is by far the dearest step.
"""

from __future__ import annotations

import hashlib

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.budget import Budget, exceeded
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.ocr.bullets import without_bullets
from leakcheck.readers.ocr.equipment import Equipment
from leakcheck.readers.ocr.layout import arrange
from leakcheck.readers.ocr.letters import settled
from leakcheck.readers.ocr.limits import ChildError, Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.pixelsize import pixel_size
from leakcheck.readers.ocr.recognition import recognise
from leakcheck.readers.ocr.signature import SMALLEST, image_kind
from leakcheck.readers.ocr.words import Line

_PIXEL_COST = 40
"""Bytes of memory reckoned for a pixel: colours, grey values, what engines make of them. The usual budget
of memory so allows 53 million pixels."""
_AGAIN = "get the picture again, or save it as PNG"
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised, in reading order, with what the reading must tell.

    `size` is in pixels of the file; `lines` without words are blank ones.
    """

    kind: str
    size: tuple[int, int]
    lines: tuple[Line, ...]
    engines: tuple[str, ...]
    notes: tuple[str, ...]


_memo: dict[tuple[bytes, Budget, Equipment], Scan] = {}


def scan(evidence: Evidence, budget: Budget, equipment: Equipment) -> Scan:
    """Recognise the text of an image.

    Raises
    ------
    BudgetError
        When it has more pixels than the budget of memory allows.
    InputError
        When nothing is installed to read it, or it is damaged.
    """
    kind = image_kind(evidence.head)
    if kind is None:
        raise InputError("is no image that is read here", where=evidence.name, hint="leave the format out")
    data = evidence.data
    size = _judged(kind, data, budget, evidence.name)
    equipment.require(evidence.name)
    key = (hashlib.sha256(data).digest(), budget, equipment)
    if key not in _memo:
        found = _scanned(kind, data, size, evidence.name, (budget, equipment))
        while len(_memo) >= _REMEMBERED:
            del _memo[next(iter(_memo))]
        _memo[key] = found
    return _memo[key]


def _judged(kind: str, data: bytes, budget: Budget, where: str) -> tuple[int, int]:
    size = pixel_size(kind, data) if len(data) >= SMALLEST[kind] else None
    if size is None:
        raise InputError(f"is a damaged {kind} image, or was cut off", where=where, hint=_AGAIN)
    most = budget.memory // _PIXEL_COST
    if size[0] * size[1] > most:
        told = f"is an image of {size[0]:,} x {size[1]:,} pixels, more than the {most:,} that are decoded"
        raise exceeded("memory", told, where)
    return size


def _scanned(
    kind: str, data: bytes, size: tuple[int, int], where: str, means: tuple[Budget, Equipment]
) -> Scan:
    budget, equipment = means
    limits = Limits(memory=budget.memory)
    try:
        assert equipment.decode is not None, "required before"  # noqa: S101 - a promise of the caller
        picture = equipment.decode(kind, data, size[0] * size[1], limits)
    except ChildError as error:
        what = f"is a {kind} image that cannot be decoded (its decoder {error.reason})"
        raise InputError(what, where=where, hint=_AGAIN) from None
    try:
        found = recognise(picture, equipment.first, equipment.second, limits)
    except ChildError as error:
        what = f"is an image whose text could not be recognised (the engine {error.reason})"
        hint = "cut the picture into parts, or type the text it shows"
        raise InputError(what, where=where, hint=hint) from None
    lines = without_bullets(arrange(found.lines), picture.marks)
    settling = [settled(line) for line in lines]
    notes = _notes(picture, equipment, sum(count for _, count in settling))
    return Scan(kind, size, tuple(line for line, _ in settling), found.engines, notes)


def _notes(picture: Picture, equipment: Equipment, capitals: int) -> tuple[str, ...]:
    notes = [*equipment.lacking]
    if picture.pages > 1:
        notes.append("the image holds several pictures; only the first was read")
    if picture.turned:
        notes.append("the picture was turned as the camera recorded it (EXIF orientation)")
    if picture.scale < 1:
        notes.append(
            "the picture was made smaller for recognition: cut it into parts if its letters are small"
        )
    if capitals:
        notes.append(f"{capitals} word(s) were read with a capital I or a colon where the engine saw l or ;")
    return tuple(notes)
