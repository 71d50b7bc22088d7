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
