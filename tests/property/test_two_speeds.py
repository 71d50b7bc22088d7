"""Two speeds, one meaning: every rule gives the same counts row by row and column by column."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import packshelf
from leakcheck.engines.local import PackRun
from leakcheck.model import Tally
from leakcheck.packfile import Pack
from leakcheck.rules import textcolumn
from leakcheck.rules.setting import Setting

PACKS = {p.id: p for p in packshelf.shipped()}
AXES = frozenset({"system", "collected"})


def vocabulary(pack: Pack) -> dict[str, list[str]]:
    """Values each field takes anywhere in the pack's examples, and some noise."""
    found: dict[str, list[str]] = {
        f.name: ["", "N/A", "x", "१२-०३-१९८२", "01-01-1990", "2001", "17", "XXXXXXXX1234"]
        for f in pack.fields
    }
    for rule in pack.rules:
        for example in rule.examples:
            for record in example.records:
                for name, value in record.items():
                    found.setdefault(name, []).append(value)
    return found


def tallies(
    pack: Pack, rows: list[dict[str, str | None]], setting: Setting, vector: bool, cuts: int = 1
) -> list[Tally]:
    import pyarrow as pa

    run = PackRun.of(pack, setting, AXES)
    size = max(1, len(rows) // cuts)
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        numbers = list(range(start + 1, start + len(part) + 1))
        if vector:
            names = sorted({name for row in rows for name in row})
            run.update_texts(numbers, {n: pa.array([r.get(n) for r in part], pa.string()) for n in names})
        else:
            run.update_records(numbers, part)
    return [tally for _, tally in run.tallies()]


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    count=st.integers(1, 60),
    claim=st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2024, 1, 1)),
)
def test_scalar_and_vector_agree(name: str, seed: int, count: int, claim: datetime.date | None) -> None:
    pack, rng = PACKS[name], random.Random(seed)
    words = vocabulary(pack)
    rows: list[dict[str, str | None]] = [
        {name: rng.choice([*values, None]) for name, values in words.items() if rng.random() < 0.6}
        for _ in range(count)
    ]
    setting = Setting(pack.period, pack.record_date, claim)
    scalar = tallies(pack, rows, setting, vector=False)
    assert tallies(pack, rows, setting, vector=True) == scalar
    assert tallies(pack, rows, setting, vector=True, cuts=4) == scalar
    for repeats in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(textcolumn, "_repeats", lambda _, answer=repeats: answer)
            assert tallies(pack, rows, setting, vector=True) == scalar
            assert tallies(pack, rows, setting, vector=True, cuts=4) == scalar


@pytest.mark.parametrize("name", PACKS)
def test_every_example_agrees_in_both_speeds(name: str) -> None:
    pack = PACKS[name]
    for rule in pack.rules:
        for example in rule.examples:
            setting = Setting(pack.period, pack.record_date, example.date, example.surface)
            rows = [dict(r) for r in example.records]
            assert tallies(pack, rows, setting, vector=True) == tallies(pack, rows, setting, vector=False)
