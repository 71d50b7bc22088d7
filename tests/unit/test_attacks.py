"""The watcher of `benchmarks/reading/attacks.py`: it runs attacks, and it can tell when one succeeds."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from benchmarks.reading import _bombs, _mutants, _places, _traps, attacks, mutations
finally:
    sys.path.remove(str(ROOT))

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="needs pipes with names, and the times of a child"
)
FILES = {**_bombs.BOMBS, **_traps.WORKBOOKS, **_traps.TEXTS, **_traps.TABLES}
LIGHT = (
    "gzip bomb",
    "zip, overlapping entries",
    "zip, hostile names",
    "tar, links and devices",
    "json, null",
)
HEAVY = ("xlsx, billion laughs", "ods, a row 10^9 times")


@pytest.fixture
def room(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "tmp").mkdir()
    return tmp_path


def test_there_are_many_attacks():
    assert len(FILES) + len(_places.PLACES) >= 100


@pytest.mark.parametrize("name", [*LIGHT, *HEAVY])
def test_files_are_refused_or_read(room, name):
    codes, make = FILES[name]
    (room / "a" / "b" / "attack.dat").write_bytes(make(64 << 20 if name in _bombs.BOMBS else 1))
    found = attacks.run(name, _places.Case(("read", "attack.dat"), codes), room)
    assert {kind: fault for kind, fault in found.faults.items() if kind.startswith("too") is False} == {}


@pytest.mark.parametrize(
    "name", ["a named pipe", "named data[1].csv", "named with ESC", "output over the evidence"]
)
def test_places_do_no_harm(room, name):
    assert attacks.run(name, _places.PLACES[name](room / "a" / "b"), room).faults == {}


def test_the_watcher_sees_a_wrong_code_and_a_stray_file(room):
    here = room / "a" / "b"
    (here / "x.csv").write_bytes(_bombs.ROWS)
    case = _places.Case(("read", "x.csv", "--to", "csv", "-o", "y.csv", "--show", "values"), frozenset({3}))
    assert {"exit code", "file made elsewhere"} <= set(attacks.run("x", case, room).faults)


@pytest.mark.parametrize(
    ("said", "complained", "code", "fault"),
    [
        (b"a\x1b[2J", b"", 0, "unclean output"),
        (b"", b"Traceback (most recent call last):\nValueError: x\n", 3, "traceback or signal"),
        (b"", b"error: a\nerror: b\n", 3, "not one clean line"),
        (b"", b"nothing of the kind\n", 3, "not one clean line"),
        (b"\xff", b"", 0, "unclean output"),
    ],
)
def test_the_watcher_sees_what_is_said(said, complained, code, fault):
    outcome = attacks.Outcome("x", code, 0.1, 1)
    attacks._judge(outcome, _places.Case((), frozenset({0, 3})), said, complained)
    assert fault in outcome.faults


def test_mutants_are_the_same_each_time_and_of_every_kind():
    made = [mutations.mutant(3, index) for index in range(200)]
    assert made[:20] == [mutations.mutant(3, index) for index in range(20)]
    assert {what.partition(":")[0] for _, _, what in made} == set(_mutants.FORMATS)
    assert all(name in " ".join(what for _, _, what in made) for name in _mutants.DAMAGES)


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_killed_child_is_the_fault_of_its_file(monkeypatch):
    import os

    def check(data, _target):
        if data == b"2":
            os._exit(9)
        return True

    monkeypatch.setattr(mutations, "mutant", lambda _seed, index: (str(index).encode(), "any", "x"))
    monkeypatch.setattr(mutations.invariant, "check", check)
    found = list(mutations.outcomes(5, 1))
    assert [one.index for one in found] == [0, 1, 2, 3, 4]
    assert [bool(one.fault) for one in found] == [False, False, True, False, False]
