r"""leakcheck: is a claimed personal-data leak plausible, fabricated or inconclusive?

>>> import leakcheck
>>> report = leakcheck.verify("Name: A. Sharma\nAge: 41\nDate of Birth: 12-03-1982\n", claims="cowin")
>>> report.verdict.word in {"plausible", "fabricated", "inconclusive"}
True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "explain", "verify"]

if TYPE_CHECKING:
    from leakcheck.api import Report, explain, verify


def __getattr__(name: str) -> Any:
    """Load the public functions on first use, so that ``leakcheck --help`` stays fast (PEP 562)."""
    if name in __all__:
        return getattr(importlib.import_module("leakcheck.api"), name)
    raise AttributeError(f"module 'leakcheck' has no attribute {name!r}")
