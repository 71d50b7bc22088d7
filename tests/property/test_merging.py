"""Counts do not depend on how the input was cut, in which order parts are merged, or on how many threads."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import packshelf
from leakcheck.engines import local
from leakcheck.engines.local import PackRun
from leakcheck.engines.memory import MemoryPlan
from leakcheck.engines.pool import Pool
from leakcheck.model import Block, ColumnMapping, FieldMapping
from leakcheck.packfile import Pack
from leakcheck.rules import groups
from leakcheck.rules.groups import Groups
from leakcheck.rules.setting import Setting

PACKS = {p.id: p for p in packshelf.shipped()}
AXES = frozenset({"system", "collected"})
Rows = list[dict[str, str | None]]


def invented(pack: Pack, rng: random.Random, count: int) -> Rows:
    """Records that borrow their values from the pack's examples, with gaps."""
    found: dict[str, list[str | None]] = {}
    for rule in pack.rules:
        for example in rule.examples:
            for record in example.records:
                for name, value in record.items():
                    found.setdefault(name, [None, "N/A"]).append(value)
    return [
        {name: rng.choice(values) for name, values in found.items() if rng.random() < 0.7}
        for _ in range(count)
    ]


def counted(run: PackRun, rows: Rows, start: int, lines: list[int], vector: bool) -> PackRun:
    import pyarrow as pa

    run.place = start
    if vector:
        names = sorted({name for row in rows for name in row})
        run.update_texts(lines, {n: pa.array([r.get(n) for r in rows], pa.string()) for n in names})
    else:
        run.update_records(lines, rows)
    return run


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(2, 90), one_line=st.booleans())
def test_cut_anywhere_merged_in_any_order(name: str, seed: int, count: int, one_line: bool) -> None:
    pack, rng = PACKS[name], random.Random(seed)
    rows = invented(pack, rng, count)
    lines = [7] * count if one_line else list(range(2, count + 2))
    setting = Setting(pack.period, pack.record_date)
    whole = PackRun.of(pack, setting, AXES)
    counted(whole, rows, 0, lines, vector=False)
    cuts = sorted({0, count, *(rng.randrange(count) for _ in range(4))})
    parts = [
        counted(whole.fresh(), rows[a:b], a, lines[a:b], vector=rng.random() < 0.7)
        for a, b in itertools.pairwise(cuts)
    ]
    rng.shuffle(parts)
    merged = whole.fresh()
    for part in parts:
        merged.merge(part)
    assert merged.tallies() == whole.tallies()
    assert merged.seen == whole.seen


def blocks(rows: Rows, names: list[str], size: int) -> Iterator[Block]:
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        lines = range(start + 2, start + 2 + len(part))
        yield Block(lines, tuple([r.get(n) for r in part] for n in names))


def test_workers_and_block_sizes_leave_no_trace() -> None:
    pack = PACKS["cowin"]
    rows = invented(pack, random.Random(5), 1500)
    names = sorted({name for row in rows for name in row})
    mapping = FieldMapping(tuple(ColumnMapping(i, n, n, "") for i, n in enumerate(names)))
    seen = []
    for jobs, batch, size in ((1, 10_000, 1500), (1, 50, 70), (2, 50, 70), (3, 200, 64), (1, 300, 1)):
        run, pool = PackRun.of(pack, Setting(pack.period, pack.record_date), AXES), Pool(jobs)
        memory = MemoryPlan(batch_rows=batch)
        total = local.run(
            blocks(rows, names, size), mapping, [run], pool=pool if jobs > 1 else None, memory=memory
        )
        assert total == 1500
        seen.append((run.tallies(), run.seen))
    assert all(each == seen[0] for each in seen)


def test_an_error_in_a_worker_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = PACKS["cowin"]
    rows = invented(pack, random.Random(6), 600)
    mapping = FieldMapping((ColumnMapping(0, "name", "name", ""),))

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(PackRun, "update_texts", broken)
    run = PackRun.of(pack, Setting(pack.period, pack.record_date), AXES)
    with pytest.raises(RuntimeError, match="broken"):
        local.run(blocks(rows, ["name"], 50), mapping, [run], pool=Pool(2), memory=MemoryPlan(batch_rows=50))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), most=st.sampled_from([5, 40, 10_000]), waiting=st.sampled_from([3, 50]))
def test_groups_are_the_same_however_they_come(seed: int, most: int, waiting: int) -> None:
    import numpy as np

    rng = random.Random(seed)
    keys = [rng.randrange(2**64) for _ in range(60)]
    pairs = [(rng.choice(keys), rng.randrange(1, 4) << 62 | 5, row) for row in range(300)]

    def filled(part: list[tuple[int, int, int]], many: bool) -> Groups:
        found = Groups(most=most)
        if many:
            first, second, rows = zip(*part, strict=True)
            found.add_many(np.array(first, "u8"), np.array(second, "u8"), np.array(rows, "i8"))
        else:
            for pair in part:
                found.add(*pair)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "_WAITING", waiting)
        whole = filled(pairs, many=True)
        shuffled = rng.sample(pairs, len(pairs))
        parts = [filled(shuffled[a : a + 60], many=rng.random() < 0.5) for a in range(0, 300, 60)]
        merged = parts[0]
        for part in parts[1:]:
            merged.merge(part)
        assert merged.counts(2) == whole.counts(2)
        assert merged.halvings == whole.halvings
    limit = 2 ** (64 - whole.halvings)
    distinct = {key: {v for k, v, _ in pairs if k == key} for key in {k for k, _, _ in pairs} if key < limit}
    assert whole.counts(2)[0] == len(distinct)
    assert len(whole.counts(2)[1]) == sum(len(values) > 2 for values in distinct.values())
