"""Write docs/signals.md from the signal files themselves: `python tools/write_signals.py`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from types import ModuleType

from leakcheck import discover

PAGE = Path(__file__).parents[1] / "docs" / "signals.md"
_HEAD = """# Signals of invention

Written by `python tools/write_signals.py` from `src/leakcheck/forensics/signals/`; do not edit. A signal is
one file. It looks at a bounded sample of the table and gives one number, or nothing where it has nothing to
say; `↑` means that high values speak for invention, `↓` that low ones do. What a value is worth stands in no
signal: the calibration measures it ([accuracy.md](accuracy.md)). How the signals are joined:
[forensics.md](forensics.md); what was tried and left out: [signals-rejected.md](signals-rejected.md).
"""


def page() -> str:
    """The whole page, families and signals in alphabetical order."""
    modules = [
        (name, discover.load("forensics.signals", name)) for name in discover.names("forensics.signals")
    ]
    modules.sort(key=lambda pair: (pair[1].FAMILY, pair[0]))
    parts = [_HEAD]
    for family, group in groupby(modules, key=lambda pair: str(pair[1].FAMILY)):
        parts.append(f"\n## {family.replace('_', ' ').capitalize()}\n")
        parts += [_entry(name, module) for name, module in group]
    return "".join(parts)


def _entry(name: str, module: ModuleType) -> str:
    arrow = "↑" if module.TOWARDS > 0 else "↓"
    lines = [
        f"\n### `{name}` {arrow}\n",
        f"{module.TITLE}. From {module.MINIMUM} records on.\n",
        f"- Statistic: {module.FORMULA}",
        f"- Harmless readings: {'; '.join(module.INNOCENT)}",
        f"- Source: {'; '.join(module.SOURCES)}",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
