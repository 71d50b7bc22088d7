"""A picture ready for an engine: grey, upright, dark on light, decoded in a child process."""

from __future__ import annotations

import json

from leakcheck.frozen import dataclass
from leakcheck.readers.ocr.limits import ChildError, Limits
from leakcheck.readers.ocr.words import Box


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey values, one byte a pixel, row by row; `pages` counts pictures in the file as far as looked.

    `scale` says how much larger it is than the original, `marks` where emoji were painted over.
    """

    width: int
    height: int
    grey: bytes
    pages: int = 1
    turned: bool = False
    scale: float = 1.0
    marks: tuple[Box, ...] = ()

    def pgm(self) -> bytes:
        """As a file in the plainest format every engine reads (Netpbm, P5)."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grey


def decode(kind: str, data: bytes, pixels: int, limits: Limits) -> Picture:
    """Decode the first picture of a file.

    Parameters
    ----------
    kind : str
        Format, from `signature.image_kind`; no other decoder is tried.
    data : bytes
        The file.
    pixels : int
        The most the decoder may be given; checked by the caller and once more in the child.

    Raises
    ------
    ChildError
        When it cannot be decoded.
    """
    out = limits.run_script("_decode.py", data, kind, str(pixels))
    head, _, grey = out.partition(b"\n")
    try:
        told = json.loads(head)
        marks = tuple(Box(*mark) for mark in told.pop("marks"))
        picture = Picture(grey=grey, marks=marks, **told)
    except (ValueError, KeyError, TypeError):
        raise ChildError("failed") from None
    if len(grey) != picture.width * picture.height:
        raise ChildError("failed")
    return picture
