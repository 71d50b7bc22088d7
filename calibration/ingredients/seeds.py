"""Seeds that depend on what a table is, never on the order in which tables are made."""

from __future__ import annotations

import hashlib


def derive(*parts: object) -> int:
    """A seed of 48 bits from the parts' texts, so that adding a kind or a size changes no other table."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
