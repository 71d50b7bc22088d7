"""Numbers as a person sees the stored value: in full, without ``.0``, never rounded to what a screen had
room for.

Why 15 digits: a spreadsheet keeps numbers as doubles and shows at most 15 significant digits; what stands
behind them in the file (``0.30000000000000004``) is an artefact. Source: Excel specifications and limits,
number precision.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

_SHOWN = 15
_LONGEST = 40
_PLAIN = re.compile(r"[+-]?\d{1,400}(\.\d{0,400})?")
_EXPONENT = re.compile(r"[+-]?\d{1,400}(\.\d{0,400})?[eE][+-]?\d{1,3}")


def number_text(raw: str) -> str:
    """Text of a stored number; what is no number is given back as it stands.

    >>> [number_text(t) for t in ("41", "41.0", "9.1E+11", "0.30000000000000004", "1234567890123456789")]
    ['41', '41', '910000000000', '0.3', '1234567890123456789']
    """
    if raw.isascii() and raw.isdecimal():
        return raw
    raw = raw.strip()
    if _PLAIN.fullmatch(raw):
        return _rounded(raw) if sum(map(str.isdecimal, raw)) > _SHOWN and "." in raw else _trimmed(raw)
    return _rounded(raw) if _EXPONENT.fullmatch(raw) else raw


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(raw: str) -> str:
    with localcontext() as context:
        context.prec = _SHOWN
        number = +Decimal(raw)
    if not -_LONGEST < number.adjusted() < _LONGEST:
        return raw
    return _trimmed(format(number, "f"))
