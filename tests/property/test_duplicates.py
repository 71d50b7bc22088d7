"""Duplicates: the same counts as plain counting, however the records were cut, spilled and put together."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.forensics import duplicates
from leakcheck.forensics.stores import hashlog
from leakcheck.forensics.stores.cellhash import hash_cell, hash_column
from leakcheck.forensics.stores.comparison import Comparison
from leakcheck.forensics.stores.evensample import EvenSample
from leakcheck.forensics.stores.hashlog import HashLog
from leakcheck.model import Block, Finding

COLUMNS = ("id", "name", "mobile", "city", "born")
FIELDS = {1: "name", 2: "mobile", 4: "birth_date"}
CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.text(st.sampled_from("aé•\0\U0001f600"), min_size=6, max_size=20),
    st.sampled_from(["x" * 300, "y" * 256, "98XXXXXX12", "NULL"]),
    st.text(st.characters(codec=None, categories=["Cs", "Lu"]), max_size=9),
)
FEW = st.sampled_from(["", None, "a", "b", "NULL", "12345678", "a longer text than words"])
RECORDS = st.lists(st.tuples(*[FEW] * len(COLUMNS)), max_size=60)


def arrow(cells: list[str | None]) -> pa.Array:
    return pa.array([c and c.encode("utf-8", "surrogatepass") for c in cells], pa.binary())


@given(cells=st.lists(CELLS, max_size=40), cut=st.integers(0, 10))
def test_a_column_hashes_as_its_cells_do(cells, cut):
    wanted = [hash_cell(cell) for cell in cells]
    column = arrow(cells)
    chunked = pa.chunked_array([column[:cut], column[cut:]])
    forms = [cells, column, arrow(["z" * cut, *cells])[1:], chunked, column.dictionary_encode()]
    for form in forms:
        hashes, filled = hash_column(form)
        assert hashes.tolist() == wanted
        assert filled.tolist() == [bool(cell) for cell in cells]


@pytest.mark.parametrize("width", range(20))
@pytest.mark.parametrize("odd", [0, 1, 3])
def test_columns_of_one_width_hash_as_their_cells_do(width, odd):
    cells = [f"{n:0{width}d}"[:width] if n % 7 else "" for n in range(500)]
    cells[100 : 100 + odd] = ["odd one"] * odd
    for form in (cells, pa.array(cells), pa.array(cells, pa.large_string())):
        assert hash_column(form)[0].tolist() == [hash_cell(cell) for cell in cells]


def test_hashes_of_neighbours_differ():
    cells = {f"{a}{n:07d}{b}" for n in range(20_000) for a in ("", "x") for b in ("", "y")}
    assert len({hash_cell(cell) for cell in cells}) == len(cells)


def findings(blocks: list[Block], few: int = 0, **bounds: int) -> list[Finding]:
    collector = Comparison(COLUMNS, FIELDS, HashLog(**bounds), few)
    for block in blocks:
        collector.update(block)
    return list(collector.finish())


def block(records: list[tuple[str | None, ...]], start: int, as_arrow: bool) -> Block:
    rows = range(start + 2, start + 2 + len(records))
    columns = [list(column) for column in zip(*records, strict=True)] or [[] for _ in COLUMNS]
    return Block(rows, tuple(pa.array(c, pa.string()) if as_arrow else c for c in columns))


def cut(records: list[tuple[str | None, ...]], edges: list[int], as_arrow: bool = False) -> list[Block]:
    ends = [0, *sorted({e for e in edges if e < len(records)}), len(records)]
    return [block(records[a:b], a, as_arrow) for a, b in itertools.pairwise(ends)]


@given(records=RECORDS)
def test_whole_records_are_counted_as_a_counter_does(records):
    plain = Counter(tuple(cell or "" for cell in record) for record in records if any(record))
    repeated = [n for n in plain.values() if n > 1]
    found = [f for f in findings([block(records, 0, True)]) if f.rule == "duplication.records"]
    assert len(found) == bool(repeated)
    for finding in found:
        tally = finding.tally
        assert (tally.failed, tally.tried) == (sum(repeated), sum(plain.values()))
        assert f": {len(repeated):,} different ones, the commonest {max(repeated)} times." in finding.explain
        for row in tally.rows:
            assert plain[tuple(cell or "" for cell in records[row - 2])] > 1


@given(records=RECORDS)
def test_values_and_all_but_one_are_counted_as_a_counter_does(records):
    found = {f.rule: f for f in findings([block(records, 0, True)])}
    plain = {tuple(cell or "" for cell in record) for record in records}
    mobiles = Counter(record[2] for record in plain if record[2] not in ("", "NULL"))
    repeated = sum(n > 1 for n in mobiles.values())
    assert ("duplication.same-mobile" in found) == bool(repeated)
    if repeated:
        wanted = f"{repeated} of {len(mobiles)} values of mobile"
        assert found["duplication.same-mobile"].explain.startswith(wanted)
    best = 0.0
    for place in range(len(COLUMNS)):
        others = [(r[:place] + r[place + 1 :], r) for r in (tuple(c or "" for c in x) for x in records)]
        others = [(rest, r) for rest, r in others if sum(map(bool, rest)) >= 3]
        variants: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for rest, record in others:
            variants.setdefault(rest, set()).add(record)
        alike = sum(len(variants[rest]) > 1 for rest, _ in others)
        best = max(best, alike / max(1, len(others)))
    assert ("duplication.all-but-one" in found) == bool(best)
    if best:
        tally = found["duplication.all-but-one"].tally
        assert tally.failed / tally.tried == best


@settings(max_examples=60)
@given(
    records=RECORDS,
    edges=st.lists(st.integers(1, 59), max_size=6),
    owners=st.lists(st.integers(0, 2), min_size=7, max_size=7),
    bounds=st.tuples(st.integers(0, 30), st.integers(1, 20)),
    order=st.permutations(range(3)),
    as_arrow=st.booleans(),
)
def test_any_cut_any_share_any_spill_is_the_same(records, edges, owners, bounds, order, as_arrow):
    wanted = findings([block(records, 0, False)], few=64)
    assert findings(cut(records, edges, as_arrow), in_memory=bounds[0], together=bounds[1]) == wanted
    shares = [Comparison(COLUMNS, FIELDS, HashLog(*bounds), few=owner) for owner in (0, 5, 64)]
    place = 0
    for piece, owner in zip(cut(records, edges, as_arrow), owners, strict=False):
        shares[owner].place = place
        shares[owner].update(piece)
        place += len(piece)
    absorbed = shares[0].fresh()
    for index in order:
        absorbed.absorb(shares[index].state())
    assert list(absorbed.finish()) == wanted
    merged = shares[0].fresh()
    for index in order:
        merged.merge(shares[index])
    assert list(merged.finish()) == wanted


@given(
    pairs=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=300),
    most=st.integers(1, 40),
    cuts=st.integers(1, 50),
)
def test_a_sample_depends_on_the_records_alone(pairs, most, cuts):
    import numpy as np

    entries = [(hash_cell(str(k)), hash_cell(f"{k} {v}"), row) for row, (k, v) in enumerate(pairs)]

    def sample(parts: list[list[tuple[int, int, int]]]) -> EvenSample:
        found = EvenSample(most)
        for part in parts:
            arrays = list(zip(*part, strict=True)) or [[], [], []]
            keys, values = (np.array(a, np.uint64) for a in arrays[:2])
            places = found.may_keep(keys)
            found.add(keys[places], values[places], np.array(arrays[2], np.int64)[places])
        return found

    once = sample([entries])
    pieces = [entries[i : i + cuts] for i in range(0, len(entries), cuts)]
    again, other = sample(pieces[1::2]), sample(pieces[::2][::-1])
    again.merge(other)
    assert len(once.state()[1]) <= most
    for by_value in (True, False):
        assert once.repeats(by_value) == again.repeats(by_value)
    found = once.repeats(True)
    low = [e for e in entries if e[0] < 2 ** (64 - found.halvings)]
    assert (found.looked, found.groups) == (len(low), len({e[0] for e in low}))


def numbered(total: int, every: int) -> list[tuple[str | None, ...]]:
    """Every so many records a copy of the one before."""
    kept = [n - (n % every == every - 1) for n in range(total)]
    return [(f"{n}", f"A{n} Rao", f"98{n:08}", "Town", f"2001-01-{n % 28 + 1:02}") for n in kept]


def test_beyond_its_limit_the_log_gives_up_and_an_estimate_says_so():
    blocks = cut(numbered(900, 10), [200, 400, 650], True)
    exact = findings(blocks)[0]
    assert exact.tally.failed == 180
    estimate = findings(blocks, limit=500)[0]
    assert (estimate.tally.failed, estimate.rule) == (180, exact.rule)
    assert [note for note in estimate.tally.notes if "estimate" in note]
    assert not [note for note in exact.tally.notes if "estimate" in note]


def test_a_full_disk_is_an_estimate_not_an_error(monkeypatch):
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hashlog, "NamelessFile", full)
    found = findings(cut(numbered(900, 10), [200, 400], True), in_memory=100)[0]
    assert found.tally.failed == 180
    assert [note for note in found.tally.notes if "estimate" in note]


def test_memory_is_bounded_by_records_held_not_by_records_seen():
    log = HashLog(in_memory=500, together=500)
    collector = Comparison(COLUMNS, FIELDS, log, few=0)
    for start in range(0, 20_000, 1_000):
        collector.update(block(numbered(20_000, 10)[start : start + 1_000], start, True))
        assert log.held <= 500
    longest = max(len(part) for part in log.ordered())
    assert longest < 2_000
    assert collector.finish()[0].tally.failed == 4_000


def test_what_is_held_goes_to_the_file_in_several_runs(monkeypatch):
    monkeypatch.setattr(hashlog, "RUN", 300)
    hashes = np.random.default_rng(5).integers(2**64, size=2_600, dtype=np.uint64)
    hashes[2_000:2_200] = hashes[:200]
    log, alone = HashLog(in_memory=1_000, together=400), HashLog()
    for start in range(0, len(hashes), 200):
        log.add(hashes[start : start + 200], range(start + 2, start + 202))
    alone.add(hashes, range(2, len(hashes) + 2))
    assert log.repeats() == alone.repeats()
    assert alone.disk == 0
    assert log.disk == 12 * 2_400
    assert np.concatenate([part.copy() for part in log.ordered()]).tolist() == sorted(hashes.tolist())


def test_what_is_said_of_a_sample_names_its_size():
    import leakcheck.forensics.stores.probes as room

    before = room.MOST_VALUES
    room.MOST_VALUES = 50
    try:
        records = [(f"{n}", f"A{n}", f"98{n // 2:08}", "Town", "x") for n in range(1_000)]
        found = {f.rule: f for f in findings([block(records, 0, True)])}["duplication.same-mobile"]
    finally:
        room.MOST_VALUES = before
    tally = found.tally
    assert tally.passed == 0
    assert 0 < tally.failed <= 50
    assert tally.unknown == 1_000 - tally.failed
    assert [note for note in tally.notes if f"{tally.tried:,} of 1,000 records" in note]


def test_copies_with_a_changed_serial_number_are_seen():
    first = numbered(300, 1_000)
    padded = first + [(f"{n + 5_000}", *record[1:]) for n, record in enumerate(first[:100])]
    found = {f.rule: f for f in findings(cut(padded, [64, 250], True))}
    said = found["duplication.all-but-one"]
    assert said.explain == "200 of 400 records compared equal another in all columns but column 1."
    assert "duplication.records" not in found
    assert not said.weighed
    assert said.log10_lr == 0


def test_masked_and_missing_values_are_no_repeats():
    records = [(f"{n}", f"A{n}", ("98XXXXXX12", "null", "", "*" * 10)[n % 4], "T", "b") for n in range(200)]
    for few in (0, 1_000):
        assert findings([block(records, 0, False)], few) == []


def test_rows_that_are_no_range_are_found_again():
    records = numbered(90, 30)
    columns = tuple(pa.array(column) for column in zip(*records, strict=True))
    for bounds in ({}, {"in_memory": 10, "together": 5}):
        found = findings([Block([3 * n + 7 for n in range(90)], columns)], **bounds)[0]
        assert found.tally.rows == (91, 94, 181, 184, 271, 274)


def test_one_placeholder_does_not_fill_the_sample():
    records = [(f"{n}", f"A{n}", "9999999999" if n % 2 else f"98{n:08}", "T", "b") for n in range(40_000)]
    pieces = cut(records, [9_000, 20_000], True)
    found = {f.rule: f for f in findings(pieces)}.get("duplication.same-mobile")
    assert found == {f.rule: f for f in findings(pieces[::-1])}.get("duplication.same-mobile")
    sample = EvenSample(500)
    keys, values, rows = (hash_column([r[i] for r in records])[0] for i in (2, 0, 1))
    sample.add(keys, values, rows.astype("int64"))
    assert len(sample.state()[1]) > 200
    number = hash_cell("9999999999")
    if number < 2 ** (64 - sample.halvings):
        assert sample.repeats(True).largest == 20_000


def test_bytes_behind_a_null_do_not_count():
    full = pa.array(["abc", "hidden", "d", "longer than eight"])
    valid = pa.array([True, False, True, True]).buffers()[1]
    column = pa.StringArray.from_buffers(4, full.buffers()[1], full.buffers()[2], valid)
    assert column.to_pylist() == ["abc", None, "d", "longer than eight"]
    assert hash_column(column)[0].tolist() == [hash_cell(cell) for cell in column.to_pylist()]


def test_only_columns_that_name_somebody_are_compared_when_told_so():
    records = [(f"{n}", f"A{n // 2}", f"98{n // 2:08}", f"T{n}", "2001-01-01") for n in range(200)]
    told = Comparison(COLUMNS, FIELDS, few=0, thorough=False)
    told.update(block(records, 0, True))
    found = {f.rule: f for f in told.finish()}
    wanted = "200 of 200 records equal another in the 3 of 5 columns that name a person or record: "
    assert found["duplication.records"].explain.startswith(wanted)
    again = told.fresh()
    again.absorb(told.state())
    assert again.finish() == told.finish()
    assert "duplication.records" not in {f.rule for f in findings([block(records, 0, True)])}
    plain = Comparison(COLUMNS, {1: "name"}, few=0, thorough=False)
    plain.update(block(records, 0, True))
    assert not [f for f in plain.finish() if f.rule == "duplication.records"]


@given(
    cuts=st.lists(st.integers(1, 239), max_size=5), owners=st.lists(st.integers(0, 2), min_size=6, max_size=6)
)
def test_a_long_table_is_compared_in_all_columns_only_at_its_beginning(cuts, owners):
    records = [(f"{n}", f"A{n // 2}", f"98{n // 2:08}", "T", "2001-01-01") for n in range(240)]

    def look(first):
        return duplicates.Collector(COLUMNS, FIELDS, first, 0)

    shares = [look(100) for _ in range(3)]
    edges = [0, *sorted(set(cuts)), len(records)]
    for start, stop, owner in zip(edges, edges[1:], owners, strict=False):
        shares[owner].place = start
        shares[owner].update(block(records[start:stop], start, True))
    merged = shares[0].fresh()
    for share in shares:
        merged.absorb(share.state())
    found = {f.rule: f for f in merged.finish()}
    assert found["duplication.records"].tally.failed == 240
    but = found["duplication.all-but-one"].tally
    assert (but.failed, but.unknown, but.notes[0]) == (100, 140, "looked at the first 100 of 240 records")
    short = look(240)
    short.update(block(records, 0, True))
    assert "duplication.records" not in {f.rule for f in short.finish()}
