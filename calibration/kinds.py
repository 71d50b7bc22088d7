"""Which kinds of fabrication answer which question."""

from __future__ import annotations

SCRATCH = "scratch"
STORIES = {
    "shuffled": ("shuffle", "half_shuffle"),
    "copula": ("copula",),
    "cart": ("cart", "bayesnet"),
    "padded": ("padding", "bootstrap"),
    "mixed": ("mixed",),
    "pasted": ("paste",),
    "dragged": ("dragfill", "dragfill_real"),
}
"""Stories told of genuine records, and the kinds each is learned from."""
HELD = "other/"
"""Put before kinds made by another hand: never learned from, only scored."""
UNTOLD = ("names_shuffle", "faker_swap", "recycled")
"""Kinds no detector is trained on: one file alone cannot decide them."""
DERIVED = frozenset({kind for kinds in STORIES.values() for kind in kinds} | set(UNTOLD)) - {"dragfill"}


def teaches(kind: str, detector: str) -> bool:
    """Whether a detector is fitted on a kind; drag-filled tables are also made from scratch."""
    if kind == "real":
        return True
    if kind.startswith(HELD):
        return False
    return kind not in DERIVED if detector == SCRATCH else kind in STORIES[detector]


def is_scratch(kind: str) -> bool:
    """Whether a kind, whoever made it, has no genuine record in it."""
    plain = kind.removeprefix(HELD)
    return plain != "real" and plain not in DERIVED
