"""A stream that can be rewound over any evidence, with its length; archives and footers stand at the end."""

from __future__ import annotations

import io
from typing import BinaryIO

from leakcheck.readers.intake.source import Evidence


def open_seekable(evidence: Evidence) -> tuple[BinaryIO, int]:
    """Open evidence for jumping about.

    Raises
    ------
    InputError
        When it cannot be rewound and is more than may be held in memory.
    """
    stream = evidence.open()
    if not stream.seekable():
        stream.close()
        stream = io.BytesIO(evidence.data)
    length = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return stream, length
