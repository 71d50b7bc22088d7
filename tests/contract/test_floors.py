"""The floor plan of pyproject.toml holds: run through import-linter when it is installed.

`make test` installs only what tests need; `make lint` (and CI) runs import-linter itself. This test
keeps the two promises that need no tool: no network module, and no room imported from above.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import leakcheck

ROOT = Path(leakcheck.__file__).parent
CONFIG = tomllib.loads((ROOT.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = CONFIG["tool"]["importlinter"]["contracts"]
LAYERS = [[room.strip() for room in layer.split("|")] for layer in CONTRACTS[0]["layers"]]
FLOOR = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
FILES = sorted(ROOT.rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{a.name}" for a in node.names}
    return found


def room_of(name: str) -> str:
    return name.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_network_module(path: Path) -> None:
    forbidden = set(CONTRACTS[1]["forbidden_modules"])
    module = ".".join(("leakcheck", *path.relative_to(ROOT).with_suffix("").parts))
    excused = {line for line in CONTRACTS[1].get("ignore_imports", ()) if line.startswith(f"{module} -> ")}
    found = {name.split(".")[0] for name in imported(path)} & forbidden
    assert {f"{module} -> {name}" for name in found} <= excused


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nobody_imports_upwards(path: Path) -> None:
    relative = path.relative_to(ROOT)
    here = relative.parts[0].removesuffix(".py")
    if here in ("__init__", "__main__"):
        return
    assert here in FLOOR, "every room is on the floor plan"
    for name in imported(path):
        if name.startswith("leakcheck.") and room_of(name) in FLOOR and room_of(name) != here:
            assert FLOOR[room_of(name)] > FLOOR[here], name
