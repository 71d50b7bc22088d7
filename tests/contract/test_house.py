"""The house rules that a machine can keep: sizes, names, docstrings, doors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import leakcheck

ROOT = Path(leakcheck.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_is_small_and_well_named(path: Path) -> None:
    lines = sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    assert lines <= 250
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_are_short(path: Path) -> None:
    for node in functions(path):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        length = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
        assert length <= 60, node.name


def test_most_files_and_functions_are_tiny() -> None:
    sizes = sorted(sum(1 for x in p.read_text(encoding="utf-8").splitlines() if x.strip()) for p in FILES)
    assert sizes[len(sizes) // 2] <= 80


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_things_have_docstrings(path: Path) -> None:
    module = tree(path)
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(module), "module"
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_imports_stay_inside_functions(path: Path) -> None:
    heavy = {"pandas", "numpy", "pyarrow", "rapidfuzz", "dateutil", "rich", "stdnum"}
    if path.parent.name in {"reports", "cli"}:
        heavy -= {"rich"}
    for node in tree(path).body:
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {n.split(".")[0] for n in names} & heavy
