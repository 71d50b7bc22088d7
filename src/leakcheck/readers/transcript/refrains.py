"""Words that stand under one record after the other for themselves: the ``Download`` of a copied page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.readers.transcript.lines import Token


class Refrains:
    """Knows the unlabelled lines of a paste that come again, and how wide the paste is."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        texts = Counter(token.text for token in found if token.kind == "text")
        self._again = frozenset(text for text, count in texts.items() if count > 1)
        self._width = max((len(token.text) for token in found), default=0)

    def has(self, place: int) -> bool:
        """Whether the line of a token is a refrain rather than the rest of the value on the line above.

        It ends a part of the paste, is not indented, and had room on the line above; the rest of a value may
        come again too.
        """
        token, above = self._tokens[place], self._tokens[max(0, place - 1)]
        below = self._tokens[place + 1].kind if place + 1 < len(self._tokens) else "blank"
        if (
            token.text not in self._again
            or below in ("pairs", "label", "text")
            or token.indent > above.indent
        ):
            return False
        return len(above.text) + 1 + len(token.text.split(" ", 1)[0]) <= self._width
