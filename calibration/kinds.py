"""Which kinds of fabrication answer which question."""

from __future__ import annotations

SCRATCH = "scratch"
"""The question `made from scratch?`: answered by all its ways together."""
GENERATED = "generated"
"""The way of every kind made from scratch that no other way claims."""
WAYS = {
    GENERATED: (),
    "imitated": ("faker_careful", "shuffle"),
    "dragged": ("dragfill", "dragfill_real"),
}
"""Ways of making a table from scratch, and the kinds each is learned from.

Why not one detector for all: what gives one way away (columns that know nothing of each other, in an
imitation) is explained by another (in a dragged sheet all know each other), and evidence added over families
lets the one excuse the other: one detector ranked imitations below what a single family says of them. Columns
shuffled against each other are a perfect imitation, column by column, and teach what one looks like.
"""
STORIES = {
    "shuffled": ("shuffle", "half_shuffle"),
    "copula": ("copula",),
    "cart": ("cart", "bayesnet"),
    "padded": ("padding", "bootstrap"),
    "mixed": ("mixed",),
    "pasted": ("paste",),
}
"""Stories told of genuine records, and the kinds each is learned from."""
SHARES = {GENERATED: 0.55, "imitated": 0.2, "dragged": 0.15}
"""Prior share of each way in `made in any way`; the rest is divided evenly among the stories."""
HELD = "other/"
"""Put before kinds made by another hand: never learned from, only scored."""
UNTOLD = ("names_shuffle", "faker_swap", "recycled")
"""Kinds no detector is trained on: one file alone cannot decide them."""
DERIVED = frozenset({kind for kinds in STORIES.values() for kind in kinds} | {*UNTOLD, "dragfill_real"})
_CLAIMED = frozenset(kind for kinds in WAYS.values() for kind in kinds)


def teaches(kind: str, detector: str) -> bool:
    """Whether a detector is fitted on a kind."""
    if kind == "real":
        return True
    if kind.startswith(HELD):
        return False
    if detector == GENERATED:
        return kind not in DERIVED and kind not in _CLAIMED
    return kind in (WAYS.get(detector) or STORIES.get(detector, ()))


def way_of(kind: str) -> str:
    """Detector that is meant for a kind, whoever made it; `generated` where no other is."""
    plain = kind.removeprefix(HELD)
    return next((name for name, kinds in (STORIES | WAYS).items() if plain in kinds), GENERATED)


def is_scratch(kind: str) -> bool:
    """Whether a kind, whoever made it, has no genuine record in it."""
    plain = kind.removeprefix(HELD)
    return plain != "real" and plain not in DERIVED


def share_of(name: str) -> float:
    """Prior share of a detector in `made in any way`."""
    return SHARES.get(name, (1 - sum(SHARES.values())) / len(STORIES))
