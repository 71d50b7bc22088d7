"""The weights file: read, checked, looked up; and shifted by a user's own genuine tables."""

import copy
import json
import math

import pytest

from leakcheck.errors import PackError
from leakcheck.weighing import signalbook
from leakcheck.weighing.addition import OwnTable, add_genuine


def node(rows, edges, log_lr, real, fake):
    weighed = [[5, float(r), float(f)] for r, f in zip(real, fake, strict=True)]
    return {
        "rows": rows, "edges": edges, "log_lr": log_lr, "real": real, "fake": fake,
        "weighed": weighed, "totals": [float(sum(real)), float(sum(fake))],
    }  # fmt: skip


def weights():
    """Two signals, one of them known at two sizes."""
    share = {
        "family": "dependence", "towards": 1,
        "nodes": [
            node(100, [0.5], [-1.0, 1.0], [80, 20], [30, 70]),
            node(1000, [0.5], [-2.0, 2.0], [95, 5], [10, 90]),
        ],
    }  # fmt: skip
    spike = {"family": "shape", "towards": -1, "nodes": [node(100, [-0.2], [-0.5, 1.5], [50, 5], [20, 30])]}
    generated = {
        "families": {"dependence": 0.5, "shape": 0.5}, "intercept": -0.25, "question": "scratch",
        "share": 1.0, "kinds": ["a"],
    }  # fmt: skip
    verdict = {
        "thresholds": {"scratch": 2.5},
        "plausible": -2.5, "doubt": 0.7, "floor": -3.0, "cap": 4.0, "minimum_rows": 30,
        "minimum_families": 2, "agreeing": 2, "strong": 1.0, "rest": 0.25, "bound": 5.0,
    }  # fmt: skip
    return {
        "schema": 2, "signals": "0" * 64, "counts": {"real_sources": 100}, "verdict": verdict,
        "detectors": {"generated": generated | {"signals": {"orphans": share, "spikes": spike}}},
    }  # fmt: skip


def curve(name, content=None):
    return signalbook.parse(content or weights(), "w.json").ways[0].curves[name]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(30, 1.0), (100, 1.0), (round(100 * math.sqrt(10)), 1.5), (1000, 2.0), (10**6, 2.0)],
)
def test_between_sizes_a_weight_goes_with_the_logarithm_of_the_records(rows, expected):
    assert curve("orphans").at(0.9, rows).log_lr == pytest.approx(expected, abs=0.002)


def test_the_direction_of_a_signal_is_kept():
    assert curve("spikes").at(0.1, 100).log_lr == 1.5
    assert curve("spikes").at(0.3, 100).log_lr == -0.5


def test_support_counts_tables_at_the_value_or_beyond():
    said = curve("orphans").at(0.9, 900)
    assert (said.real, said.fake) == ((5, 100), (90, 100))
    against = curve("orphans").at(0.1, 900)
    assert (against.real, against.fake) == ((95, 100), (10, 100))


@pytest.mark.parametrize("schema", [None, 0, 1, 3, "2"])
def test_an_unknown_schema_is_refused(schema):
    with pytest.raises(PackError, match="schema"):
        signalbook.parse(weights() | {"schema": schema}, "w.json")


@pytest.mark.parametrize(
    "damage",
    [
        lambda w: w["detectors"].pop("generated"),
        lambda w: w["verdict"]["thresholds"].clear(),
        lambda w: w["detectors"]["generated"]["signals"]["orphans"]["nodes"].reverse(),
        lambda w: w["detectors"]["generated"]["signals"]["orphans"]["nodes"][0]["log_lr"].reverse(),
        lambda w: w["detectors"]["generated"]["signals"]["orphans"]["nodes"][0]["edges"].append(2.0),
        lambda w: w["detectors"]["generated"]["signals"]["orphans"].update(towards=0),
        lambda w: w["detectors"]["generated"].update(intercept=math.nan),
        lambda w: w["detectors"]["generated"]["families"].update(shape=-0.1),
        lambda w: w["verdict"].pop("floor"),
    ],
)
def test_damaged_weights_are_refused(damage):
    content = weights()
    damage(content)
    with pytest.raises(PackError):
        signalbook.parse(content, "w.json")


def test_what_is_not_json_is_refused(tmp_path):
    path = tmp_path / "w.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PackError, match="JSON"):
        signalbook.read(path)


def test_a_file_reads_like_its_content(tmp_path):
    path = tmp_path / "w.json"
    path.write_text(json.dumps(weights()), encoding="utf-8")
    assert signalbook.read(path).ways == signalbook.parse(weights(), "w.json").ways


def test_own_genuine_tables_weaken_what_they_show():
    """Many own tables with values like a fabricator's: the signal says less for fabrication."""
    before, content = curve("orphans").at(0.9, 1000), weights()
    kept = copy.deepcopy(content)
    after = curve("orphans", add_genuine(content, [OwnTable(1000, {"orphans": 0.9})] * 60)).at(0.9, 1000)
    assert after.log_lr < before.log_lr - 0.5
    assert after.real == (65, 160)
    assert after.fake == before.fake
    assert content == kept


def test_one_own_table_moves_little():
    before = curve("orphans", add_genuine(weights(), [])).at(0.9, 1000)
    after = curve("orphans", add_genuine(weights(), [OwnTable(1000, {"orphans": 0.9})])).at(0.9, 1000)
    assert 0 < before.log_lr - after.log_lr < 0.2


def test_own_tables_that_turn_a_signal_round_silence_it():
    own = [OwnTable(100, {"orphans": 0.9})] * 2000
    node_ = curve("orphans", add_genuine(weights(), own)).nodes[0]
    assert len(node_.log_lr) == 1
    assert (node_.real, node_.fake) == ((2100,), (100,))
    assert abs(node_.log_lr[0]) < 0.01


def test_the_shipped_weights_speak_of_signals_that_are_there() -> None:
    from leakcheck import discover

    known = set(discover.names("forensics.signals"))
    book = signalbook.load()
    for detector in (*book.ways, *book.stories):
        assert set(detector.curves) <= known, detector.name
