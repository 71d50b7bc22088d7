"""The order things stand in: fixed, so that the same evidence gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from leakcheck.model import Finding


def strongest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by weight against the claim, then by rule id."""
    return sorted(findings, key=lambda f: (-f.log10_lr, -f.tally.failed, f.rule))
