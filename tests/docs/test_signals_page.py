"""docs/signals.md is what the signal files say."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_written_from_the_files() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_signals.py"))
    assert tool["page"]() == (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")
