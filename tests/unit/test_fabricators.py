"""Fabricators: what a stranger's rebuilt corpus rests on."""

from __future__ import annotations

import argparse
import ast
import csv
import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from calibration import fabricate, fabricators  # noqa: E402
from calibration.table import Table, read_table, write_table  # noqa: E402

NEEDS = {
    "bayesnet": "numpy",
    "cart": "sklearn",
    "copula": "numpy",
    "faker_careful": "faker",
    "faker_coherent": "faker",
    "faker_naive": "faker",
    "faker_swap": "faker",
    "mimesis": "mimesis",
    "mixed": "sklearn",
    "mockaroo_like": "names",
}
"""What a kind needs besides the standard library; the extra `calibration` brings it."""


def _made() -> list[Any]:
    """Every kind; one whose library is missing is skipped by name, never left out in silence."""
    return [
        pytest.param(
            kind,
            marks=pytest.mark.skipif(
                not importlib.util.find_spec(NEEDS.get(kind, "csv")),
                reason=f"{NEEDS.get(kind)} is not installed",
            ),
        )
        for kind in fabricators.kinds()
    ]


def _genuine(rows: int = 120) -> Table:
    """Invented, with what a register has: names, sex by name, a place with its code, rising dates."""
    rng = random.Random(4)
    towns = {"Aville": "100", "Bford": "200", "Cton": "300"}
    lines = []
    for number in range(rows):
        town = rng.choices(list(towns), [6, 3, 1])[0]
        male = rng.random() < 0.5
        first = rng.choice(["Ask", "Bor", "Cid"] if male else ["Ada", "Bea", "Cis"])
        entered = f"2019-{1 + number // 12 % 12:02d}-{1 + number % 28:02d}"
        paid = f"{rng.gammavariate(2, 20):.1f}" if rng.random() < 0.9 else ""
        name, sex = f"{first} Surname{number % 41}", "m" if male else "f"
        lines.append([str(number + 1), name, sex, town, towns[town], entered, paid])
    return Table(("id", "name", "sex", "town", "code", "entered", "paid"), lines)


def _make(kind: str, seed: int, rows: int) -> Table:
    module = fabricators.load(kind)
    return module.make(seed, rows, _genuine(rows) if module.NEEDS_REAL else None)


@pytest.mark.parametrize("kind", fabricators.kinds())
def test_a_module_declares_its_kind_and_says_what_it_is(kind: str) -> None:
    source = (ROOT / "calibration" / "fabricators" / f"{kind}.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert ast.literal_eval(assigned["KIND"]) == kind
    assert isinstance(ast.literal_eval(assigned["NEEDS_REAL"]), bool)
    assert ast.get_docstring(tree)
    assert "datetime.now" not in source
    assert "today()" not in source


@pytest.mark.parametrize("kind", _made())
def test_the_same_seed_makes_the_same_table_and_another_seed_another(kind: str) -> None:
    one, again, other = _make(kind, 11, 50), _make(kind, 11, 50), _make(kind, 12, 50)
    assert one == again
    assert one.rows != other.rows or one.header != other.header


@pytest.mark.parametrize("kind", _made())
def test_every_row_is_as_long_as_the_header_and_all_cells_are_texts(kind: str) -> None:
    for seed in range(6):
        made = _make(kind, seed, 50)
        assert len(made.rows) == 50
        assert len(set(made.header)) == len(made.header)
        assert all(len(row) == len(made.header) for row in made.rows)
        assert all(isinstance(cell, str) for row in made.rows for cell in row)


def test_a_shuffle_keeps_the_values_of_each_column_and_breaks_what_belongs_together() -> None:
    real, made = _genuine(), _make("shuffle", 3, 120)
    for place in range(len(real.header)):
        assert Counter(made.column(place)) == Counter(real.column(place))
    town, code = real.header.index("town"), real.header.index("code")
    pairs = {(row[town], row[code]) for row in made.rows}
    assert len({(row[town], row[code]) for row in real.rows}) == 3
    assert len(pairs) > 3


@pytest.mark.skipif(not importlib.util.find_spec("numpy"), reason="numpy is not installed")
def test_a_copula_keeps_margins_and_correlation() -> None:
    rng, rows = random.Random(1), []
    for _ in range(600):
        base = rng.gauss(0, 1)
        kind = "yes" if base + rng.gauss(0, 0.3) > 1 else "no"
        rows.append([f"{base:.4f}", f"{base + rng.gauss(0, 0.2):.4f}", kind])
    made = fabricators.load("copula").make(5, 600, Table(("a", "b", "kind"), rows))
    pairs = [(float(a), float(b)) for a, b, _ in made.rows]
    agreeing = sum((a > 0) == (b > 0) for a, b in pairs) / len(pairs)
    assert agreeing > 0.85
    share = sum(kind == "yes" for *_, kind in rows) / 600
    assert abs(sum(row[2] == "yes" for row in made.rows) / 600 - share) < 0.06


def test_a_dragged_column_counts_on() -> None:
    from calibration.ingredients.dragging import continued

    made = {tuple(continued(["A7", "A8"], 6, random.Random(seed))) for seed in range(40)}
    assert ("A7", "A8", "A9", "A10", "A11", "A12") in made
    assert ("A7", "A8", "A8", "A8", "A8", "A8") in made
    assert ("A7", "A8", "A7", "A8", "A7", "A8") in made


def test_padding_repeats_records_under_new_numbers() -> None:
    made = _make("padding", 2, 120)
    attributes = Counter(tuple(row[2:]) for row in made.rows)
    assert max(attributes.values()) > 1
    assert len({row[0] for row in made.rows}) == 120
    entered = made.column(made.header.index("entered"))
    assert set(entered) <= set(_genuine().column(5))


def test_scripts_differ_in_columns_countries_and_formats() -> None:
    made = [_make("script", seed, 30) for seed in range(40)]
    assert len({table.header for table in made}) > 35
    assert len({table.style for table in made}) > 6
    assert {len(table.header) for table in made} > set(range(5, 11))


def test_a_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    table = Table(("a", "b"), [["007", 'x,\n"y"'], ["", "né"]])
    path = tmp_path / "t.csv.gz"
    assert write_table(path, table) == write_table(path, table)
    assert read_table(path) == table


def _arguments(out: Path, *more: str) -> argparse.Namespace:
    return fabricate.parse(
        [str(out), "--kinds", "script", "hoaxer", "--sizes", "30,50", "--tables", "2", *more]
    )


def test_the_command_writes_the_same_bytes_and_one_line_a_table(tmp_path: Path) -> None:
    for name in ("one", "two"):
        arguments = _arguments(tmp_path / name)
        fabricate.write_manifest(arguments.out, fabricate.run(arguments))
    texts = [(tmp_path / name / "manifest.csv").read_text(encoding="utf-8") for name in ("one", "two")]
    assert texts[0] == texts[1]
    lines = list(csv.DictReader(texts[0].splitlines()))
    assert Counter((line["kind"], line["rows"]) for line in lines) == dict.fromkeys(
        [("script", "30"), ("script", "50"), ("hoaxer", "30"), ("hoaxer", "50")], 2
    )
    assert all(line["label"] == "fake" and line["group"].startswith(line["kind"]) for line in lines)


def test_derived_tables_keep_the_group_of_what_they_were_made_of(tmp_path: Path) -> None:
    real = tmp_path / "real"
    write_table(real / "left.csv.gz", _genuine(60))
    write_table(real / "right.csv.gz", _genuine(40))
    arguments = fabricate.parse([str(tmp_path / "out"), "--real", str(real), "--kinds", "shuffle", "paste"])
    lines = fabricate.run(arguments)
    assert {(line["kind"], line["group"]) for line in lines} == {
        ("shuffle", "left"), ("shuffle", "right"), ("paste", "left+right"), ("paste", "right+left"),
    }  # fmt: skip
