"""Sources that several number types share.

The grade belongs to the claim, not to the publisher, so each module gives its own.
"""

from __future__ import annotations

from leakcheck.model import Source


def python_stdnum(grade: str, note: str) -> Source:
    """Who says so: the python-stdnum library, with what it is quoted for."""
    return Source(
        id="python-stdnum",
        title="python-stdnum 2.2, module documentation and code",
        publisher="Arthur de Jong and contributors",
        url="https://arthurdejong.org/python-stdnum/",
        kind="library",
        grade=grade,
        note=note,
    )


def luhn_and_numbering(grade: str, note: str) -> Source:
    """Who says so: the standard for card numbers, which fixes Luhn's formula."""
    return Source(
        id="iso-iec-7812-1",
        title="ISO/IEC 7812-1:2017 Identification cards, identification of issuers, part 1: Numbering system",
        publisher="ISO/IEC",
        url="https://www.iso.org/standard/70484.html",
        kind="standard",
        grade=grade,
        note=note,
    )
