"""Specimens: what the stores keep of tables of any length, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from leakcheck.errors import InternalError
from leakcheck.forensics import invention
from leakcheck.forensics.stores import ends, neighbourblocks, splitmix
from leakcheck.forensics.table import reading
from leakcheck.forensics.table.build import specimen_of
from leakcheck.model import Block

ROWS = 40_000


def streamed(rows: int, size: int) -> invention.Collector:
    found = invention.Collector(("number", "blank"), {})
    for start in range(0, rows, size):
        count = min(size, rows - start)
        texts = pa.array([f"r{start + i}" for i in range(count)])
        blanks = pa.array([(None, "", "x")[(start + i) % 3] for i in range(count)])
        found.update(Block(range(start + 2, start + 2 + count), (texts, blanks)))
    return found


def test_a_long_table() -> None:
    found = streamed(ROWS, 9_000).specimen()
    assert found is not None
    assert found.rows == ROWS
    assert found.size == 10_000
    assert (np.diff(found.places) > 0).all()
    assert (found.lines == found.places + 2).all()
    lowest = np.argsort(splitmix.ranks(0, ROWS, 0x6C65616B))[:10_000]
    assert found.places[found.sample].tolist() == sorted(lowest.tolist())
    assert found.places[found.head].tolist() == list(range(1_000))
    assert found.places[found.tail].tolist() == list(range(ROWS - 256, ROWS))
    assert found.missing.tolist() == [0, ROWS - ROWS // 3]
    numbers = [found.columns[0].values[code] for code in found.columns[0].codes.tolist()]
    assert numbers == [f"r{place}" for place in found.places.tolist()]


def test_neighbours_stand_next_to_each_other() -> None:
    found = streamed(ROWS, 9_000).specimen()
    assert found is not None
    assert (found.places[found.pairs + 1] == found.places[found.pairs] + 1).all()
    blocks = {int(found.places[pair]) // neighbourblocks.SIZE for pair in found.pairs}
    assert len(blocks) + 1 >= neighbourblocks.MOST
    assert len(found.pairs) >= neighbourblocks.MOST * (neighbourblocks.SIZE - 1) - neighbourblocks.SIZE


def test_a_short_table_is_kept_whole() -> None:
    found = specimen_of(("a", "b"), [["x", " 1 "], ["N/A"], ["y", None, "too much"]])
    assert (found.rows, found.size) == (3, 3)
    assert found.pairs.tolist() == [0, 1]
    assert found.head.tolist() == found.tail.tolist() == [0, 1, 2]
    assert found.columns[0].values == ("x", "y")
    assert found.columns[0].codes.tolist() == [0, -1, 1]
    assert found.columns[1].codes.tolist() == [0, -1, -1]
    assert found.missing.tolist() == [0, 2]


def test_no_record_and_no_column() -> None:
    assert specimen_of(("a",), []).columns[0].kind == "empty"
    assert specimen_of((), [[], []]).rows == 2


def test_hostile_texts() -> None:
    found = specimen_of(
        ("a", "b"), [["\udc80", "x" * 5_000], ["é" * 1_001, "1e2147483648"], ["=1", "\0"]] * 20
    )
    assert found.columns[0].values == ("\ufffd", "é" * 1_000, "=1")
    assert found.columns[1].values[0] == "x" * 1_000
    assert found.columns[1].numbers is None


def test_long_texts_leave_fewer_records(monkeypatch: pytest.MonkeyPatch) -> None:
    from leakcheck.forensics.stores import bottomrows, pool

    monkeypatch.setattr(bottomrows, "BUDGET", 100_000)
    monkeypatch.setattr(pool, "_LEAST_BUDGET", 50_000)
    rows = [[f"{i:05}" + "y" * 195] for i in range(3_000)]
    found = specimen_of(("a",), rows)
    assert 400 <= found.size < 500
    assert found.places[found.head].tolist() == list(range(1_000))


def test_what_was_left_out_once_stays_out() -> None:
    head = ends.Head()
    weights = np.full(900, 10_000)
    assert head.choose(np.arange(900), weights).sum() == (8 << 20) // 10_000
    assert head.choose(np.arange(850, 900), None).sum() == 0


def test_wide_tables_are_looked_at_in_part() -> None:
    width = invention.MOST_COLUMNS + 10
    found = invention.Collector([str(i) for i in range(width)], {})
    found.update(Block(range(2, 42), tuple([str(i)] * 40 for i in range(width))))
    specimen = found.specimen()
    assert specimen is not None
    assert len(specimen.columns) == len(specimen.missing) == invention.MOST_COLUMNS


def test_few_records_cost_nothing() -> None:
    script = (
        "import sys; from leakcheck.forensics.invention import Collector; from leakcheck.model import Block\n"
        "c = Collector(('a', 'b'), {}); c.update(Block(range(2, 31), (['x'] * 29, ['1'] * 29)))\n"
        "assert c.specimen() is None and c.readings() == () and c.finish() == ()\n"
        "d = c.fresh(); d.absorb(c.state())\n"
        "d.place = 29; d.update(Block(range(31, 60), (['x'] * 29, ['1'] * 29)))\n"
        "assert not {'numpy', 'pyarrow', 'pandas', 're2'} & set(sys.modules), 'imported'"
    )
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603


class Broken:
    FAMILY, MINIMUM = "order", 10

    @staticmethod
    def measure(_specimen: object) -> None:
        raise ValueError("the text of a cell")


def test_a_signal_that_fails_is_named_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.discover, "names", lambda _room: ("broken",))
    monkeypatch.setattr(reading.discover, "load", lambda _room, _name: Broken)
    found = invention.Collector(("a",), {})
    found.update(Block(range(2, 42), (["x"] * 40,)))
    with pytest.raises(InternalError) as caught:
        found.readings()
    assert caught.value.where == "broken"
    assert "cell" not in str(caught.value)
    Broken.MINIMUM = 50
    assert found.readings() == (reading.Reading("broken", "order", None, reading.TOO_FEW),)


def test_ends_keep_what_is_last() -> None:
    tail = ends.Tail()
    assert tail.choose(np.arange(1_000), None).nonzero()[0].tolist() == list(range(744, 1_000))
    assert tail.may_keep(0, 700).tolist() == []
    assert tail.may_keep(900, 50).tolist() == list(range(50))
