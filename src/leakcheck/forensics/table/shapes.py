"""Shapes of values that say by themselves what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HOST = r"[^@\s.]+(?:\.[^@\s.]+)+"
SHAPES = {
    "email": rf"^[^@\s]+@{_HOST}$",
    "url": r"^(?:[A-Za-z]{3,6}://|www\.)\S{3}",
    "ip": r"^(?:\d{1,3}\.){3}\d{1,3}$|^(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{1,4}$",
    "hash": r"^\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?$|"
    r"^\$(?:2[abxy]|[156]|argon2id?)\$\S{20,200}$",
    "postcode": r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$|^\d{5}-\d{4}$",
    "phone": r"^(?:\+\d[\d ().-]{7,20}|\(\d{2,5}\) ?\d[\d .-]{4,12}|1?[-. ]?\d{3}[-. ]\d{3}[-. ]\d{4}|"
    r"001-\d{3}-\d{3}-\d{4})"
    r"(?: ?(?:x|ext\.?) ?\d{1,6})?$",
    "address": r"^\d{1,6}[A-Za-z]?,? .{0,60}\b(?i:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|"
    r"blvd|way|court|ct|place|pl|square|terrace|parkway|pkwy|highway|hwy|circle|nagar|marg|rue|calle|alley|trail)\b",
}
"""Kinds whose values nothing else looks like, with their shapes (RE2)."""
HEXADECIMAL = r"^(?:0x)?(?:[0-9a-f]{16,128}|[0-9A-F]{16,128})$"
PHONE_LIKE = r"^[+(]{0,2}\d[\d\s()./-]{4,22}(?: ?(?:#|x|ext\.?) ?\d{1,6})?$"
POSTCODE_LIKE = r"^[A-Z]{0,2}[- ]?\d[A-Z0-9 -]{2,9}$"
PREFIXED = r"^[^\s]{0,12}[A-Za-z#_-][^\s]{0,12}\d[^\s]{0,30}$|^0\d{2,30}$|^\d{1,30}[-/_]?[A-Za-z][^\s]{0,30}$"
_SIGN = r"0-9@#/_:;<>{}=+*%$&\"|~^!?\[\]\\"
WORDS = rf"^[^\s{_SIGN}][^{_SIGN}]*$"
SEVERAL_WORDS = rf"^[^\s{_SIGN}]+ [^{_SIGN}]+$"
PERSONAL = r"^\p{Lu}[^\s0-9]*(?: [^\s0-9]+){0,2} \p{Lu}[^\s0-9]+$"
ORGANISED = (
    r"(?i)\b(?:airports?|airfield|airpark|heliport|airways|airlines?|aviation|university|school|college|"
    r"academy|hospital|clinic|church|inc|ltd|llc|gmbh|corp|co|company|corporation|international|institute|"
    r"association|club|hotel|restaurant|department|committee|society|foundation|museum|services?|group|"
    r"systems?|centre|center|vs)\b"
)
_ENOUGH = 0.85


def share(texts: Any, pattern: str, counts: NDArray[np.int64]) -> float:
    """Share of the occurrences whose text fits a pattern."""
    import pyarrow.compute as pc

    fits = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return float(counts[fits].sum() / max(1, counts.sum()))


def shape_of(texts: Any, counts: NDArray[np.int64]) -> str | None:
    """The kind all but a few of the values have the shape of; None when none."""
    probe, weights = texts[:64], counts[:64]
    for kind, pattern in SHAPES.items():
        least = 0.6 if kind == "address" else _ENOUGH
        if share(probe, pattern, weights) >= 0.6 * least and share(texts, pattern, counts) >= least:
            return kind
    if share(probe, HEXADECIMAL, weights) > _ENOUGH and share(texts, r"[a-fA-F]", counts) > 0.9:
        return "hash"
    return None
