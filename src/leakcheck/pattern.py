"""Regular expressions that are compiled when they are first used.

Why: a pasted record needs few of the hundreds that its readers define, and compiling all of them took a
tenth of judging it. A test compiles every one, so that a wrong one is found without its being used.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["pattern"]


class Uncompiled:
    """Stands for a compiled pattern; its methods are looked up once and kept."""

    def __init__(self, source: Any, flags: int) -> None:
        self._given = source, flags

    def __reduce__(self) -> tuple[type[Uncompiled], tuple[Any, int]]:
        return Uncompiled, self._given

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Uncompiled) and self._given == other._given

    def __hash__(self) -> int:
        return hash(self._given)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Make what `re.compile` makes, at the first use of one of its methods.

    >>> pattern("[0-9]{4}").fullmatch("2021") is not None
    True
    """
    return cast("re.Pattern[AnyStr]", Uncompiled(source, flags))
