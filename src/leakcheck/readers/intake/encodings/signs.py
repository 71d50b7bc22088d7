"""Bytes above ASCII that are signs, not letters: pounds, degrees, squares, apostrophes of Windows-1252.

Why: the detectors know languages, and a table of figures has none. ``£4,500`` came out as ``Ł4,500``,
``µg/m³`` as ``ľg/mł``, ``it’s`` as ``itís``. Where every such byte stands as its sign would, that settles it.
"""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_SIGNS = pattern(
    r"""
      (?<![^\W\d_])[£€¥¢](?![a-z])            # before figures, in brackets, alone
    | (?:(?<=\d)|(?<=\d[ ])|(?<![^\W\d_]))[°](?![a-z])
    | (?:(?<=\bm)|(?<=\b[kcdm]m)|(?<=\bft)|(?<=/m)|(?<=\d))[²³](?![^\W\d_])
    | (?<![^\W\d_])µ(?=(?:g|m|s|l|L|S|V|A|F|M|mol|Sv|Pa)(?![^\W\d_]))
    | [½¼¾](?![^\W\d_])
    | (?<=[a-z])’(?=(?:s|t|d|m|re|ll|ve)(?![^\W\d_]))
    | (?<=s)’(?=\s)
    | (?<![^\W\d_])[‘“](?=[^\W\d_]) | (?<=[\w.,!?])[’”](?![^\W\d_])
    | (?<=[ \d])[–—](?=[ \d]) | […•·§©®™±×] | \u00a0
    """,
    re.VERBOSE,
)


def are_western_signs(raw: bytes) -> bool:
    """Whether all bytes above ASCII are signs that stand where Windows-1252 puts them in writing."""
    text = raw.decode("cp1252", "replace")
    return not text.isascii() and _SIGNS.sub("", text).isascii()
