"""What is kept does not grow with the rows, and forgetting changes no answer."""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import packshelf
from leakcheck.engines.local import PackRun
from leakcheck.engines.memory import Ceiling, Guard, MemoryPlan, OutOfMemoryError, plan_memory, resident_bytes
from leakcheck.errors import UsageError
from leakcheck.readers.intake.budget import LEAST_MEMORY, held_within, parse_size, size_text
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.groups import Groups
from leakcheck.rules.setting import Setting
from leakcheck.rules.valuestore import Seen

ROOM = 60_000
ROWS = 40


def endless(seed: int) -> Iterator[dict[str, list[str | None]]]:
    """Blocks of columns that repeat, that are always new, that begin to be new, and that do not fit ASCII."""
    for block in itertools.count():
        rng = random.Random(seed + block)
        new = [f"{seed}{block:06}{row:03}" for row in range(ROWS)]
        yield {
            "gender": [rng.choice(["Male", "F", "x", None]) for _ in range(ROWS)],
            "birth_year": [str(rng.randrange(1900, 2030)) for _ in range(ROWS)],
            "name": [f"A. Sharma {'é' * (row % 3)} {text}" for row, text in enumerate(new)],
            "mobile": [
                text[-10:] if block > 20 or row > 30 else "98000 00000" for row, text in enumerate(new)
            ],
            "pan": [f"abcpd{text[-4:]}{text[0]}" for text in new],
            "gstin": [f" 27ABCPD{text[-4:]}E1Z5" for text in new],
            "dose1_date": [f"{rng.randrange(1, 29)}-{rng.randrange(1, 13)}-2021" for _ in range(ROWS)],
            "state": [rng.choice(["Kerala", "  केरल", "N/A"]) for _ in range(ROWS)],
            "pin_code": [str(rng.randrange(10**5, 10**6)) for _ in range(ROWS)],
        }


def judged(blocks: int, room: int, seed: int = 1) -> tuple[list[PackRun], Seen, list[int]]:
    """All shipped packs over so many blocks; what was kept after each of them."""
    import pyarrow as pa

    seen, kept = Seen(room), []
    packs = packshelf.shipped()
    axes = frozenset({"system", "collected"})
    runs = [PackRun.of(pack, Setting(pack.period, pack.record_date), axes) for pack in packs]
    for number, columns in enumerate(itertools.islice(endless(seed), blocks)):
        texts = BlockTexts(
            ROWS, {name: pa.array(cells, pa.string()) for name, cells in columns.items()}, seen
        )
        for run in runs:
            run.update_texts(range(number * ROWS, number * ROWS + ROWS), texts)
        kept.append(seen.entries)
    return runs, seen, kept


def test_ten_times_the_blocks_keep_no_more_values() -> None:
    _, _, kept = judged(300, ROOM)
    few, many = max(kept[:30]), max(kept[30:])
    assert few > 100
    assert many <= few + 9 * ROWS  # a block comes on top


def test_what_is_kept_stays_in_its_room() -> None:
    _, seen, kept = judged(120, ROOM)
    assert seen.nbytes < 2 * ROOM
    _, unbounded, all_kept = judged(120, 10**9)
    assert unbounded.nbytes > 2 * ROOM
    assert all_kept[-1] > kept[-1]


@settings(max_examples=8, deadline=None)
@given(room=st.sampled_from([1, 500, 20_000, 10**9]), seed=st.integers(1, 10**6))
def test_forgetting_changes_no_count(room: int, seed: int) -> None:
    here, _, _ = judged(12, room, seed)
    there, _, _ = judged(12, 10**9, seed)
    assert [run.tallies() for run in here] == [run.tallies() for run in there]


def test_a_column_of_new_values_is_not_remembered() -> None:
    seen = Seen(20_000)
    for block in range(40):
        known = seen.store("state")
        known.begin()
        known.numbers(["Kerala", "Goa"])
        store = seen.store("name")
        store.begin()
        numbers = store.numbers([f"{block}-{row}" for row in range(50)])
        assert len(set(numbers.tolist())) == 50
    assert seen.stores["name"].entries == 50
    assert seen.stores["state"].entries == 2


def test_decisions_on_several_fields_weigh_what_their_texts_weigh() -> None:
    seen = Seen(10_000)
    for block in range(20):
        known = seen.together("question")
        known[("x" * 4_000, str(block))] = 1
        assert len(known) <= 4


def few_groups(pairs: list[tuple[int, int, int]], most: int) -> dict[int, set[int]]:
    """Groups of the largest even sample with no more than `most` pairs, counted plainly."""
    for halvings in range(65):
        kept = {(key, value) for key, value, _ in pairs if key < 2 ** (64 - halvings)}
        if len(kept) <= most:
            break
    found: dict[int, set[int]] = {}
    for key, value in kept:
        found.setdefault(key, set()).add(value)
    return found


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    most=st.sampled_from([1, 7, 60, 10_000]),
    part=st.integers(1, 90),
    values=st.sampled_from([3, 2**20, 2**64]),
)
def test_groups_are_those_of_a_plain_count(seed: int, most: int, part: int, values: int) -> None:
    import numpy as np

    rng = random.Random(seed)
    keys = [rng.randrange(1, 2**64) for _ in range(rng.randrange(1, 80))]
    pairs = [(rng.choice(keys), rng.randrange(values), row) for row in range(300)]
    found = Groups(most=most)
    for start in range(0, len(pairs), part):
        first, second, rows = zip(*pairs[start : start + part], strict=True)
        found.add_many(np.array(first, "u8"), np.array(second, "u8"), np.array(rows, "i8"))
        if rng.random() < 0.2:
            found.counts(1)  # looking settles, and must not change anything
    expected = few_groups(pairs, most)
    first_rows = {key: min(row for k, _, row in pairs if k == key) for key in expected}
    over = sorted(first_rows[key] for key, distinct in expected.items() if len(distinct) > 2)
    assert found.counts(2) == (len(expected), over)


@given(size=st.integers(1, 2**50))
def test_a_size_is_read_as_it_is_written(size: int) -> None:
    assert parse_size(size_text(size)) == size


@pytest.mark.parametrize(
    ("text", "size"),
    [("300M", 300 << 20), ("2G", 2 << 30), ("1.5g", 3 << 29), ("64KiB", 65536), ("1 ", 1), ("7B", 7)],
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


NO_SIZES = ("", "M", "0", "1.5", "-1G", "1e9", "٣M", "9" * 99, ".5G", "5.G", "1KK")


@pytest.mark.parametrize("text", NO_SIZES)
def test_no_sizes(text: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        parse_size(text)


@given(text=st.text(max_size=8))
def test_nothing_but_a_value_error_comes_of_any_text(text: str) -> None:
    try:
        assert parse_size(text) > 0
    except ValueError:
        assert not (text.isascii() and text.isdecimal() and int(text))


def test_a_plan_fits_under_its_ceiling() -> None:
    assert plan_memory(None, 4) == MemoryPlan(jobs=4)
    for ceiling, jobs in ((LEAST_MEMORY, 1), (300 << 20, 1), (600 << 20, 2), (8 << 30, 4)):
        plan = plan_memory(ceiling, 4)
        assert plan.jobs == jobs
        assert plan.ceiling is not None
        assert plan.ceiling * plan.jobs <= ceiling
        assert 0 < held_within(ceiling) < ceiling
    with pytest.raises(UsageError, match="less than leakcheck needs") as caught:
        plan_memory(LEAST_MEMORY - 1, 1)
    assert caught.value.hint == "--max-memory 256M or more"


def test_a_sample_of_groups_does_not_depend_on_the_workers() -> None:
    for ceiling in (LEAST_MEMORY, 300 << 20, 511 << 20, 600 << 20, 8 << 30):
        assert len({plan_memory(ceiling, jobs).group_pairs for jobs in (1, 2, 3, 64)}) == 1


def test_a_run_over_its_ceiling_stops_in_one_line() -> None:
    measured = iter([99, 100, 100, 98, 100, 50])
    ceiling = Ceiling(100, lambda: next(measured))
    with pytest.raises(OutOfMemoryError, match=r"needs more memory than allowed \(100\)") as caught:
        ceiling.check()
    assert "--max-memory" in caught.value.hint
    assert caught.value.exit_code == 3
    Ceiling(100, lambda: next(measured, 50)).check()  # what was free is given back, and then it fits
    Ceiling(None, lambda: 10**18).check()
    Ceiling(1, lambda: None).check()


def hold_until(deadline: float) -> int:
    """A reader that keeps everything."""
    held = []
    while time.monotonic() < deadline:
        held.append(b"x" * 100_000 + str(len(held)).encode())
    return len(held)


@pytest.mark.skipif(sys.platform != "linux" or not resident_bytes(), reason="needs /proc")
def test_a_guard_interrupts_a_reader_that_holds_everything() -> None:
    guard = Guard((resident_bytes() or 0) + (24 << 20), pause=0.001)
    with pytest.raises(OutOfMemoryError), guard:
        hold_until(time.monotonic() + 60)


def test_a_guard_without_a_ceiling_does_nothing() -> None:
    with Guard(None):
        assert sum(range(1000)) == 499_500
