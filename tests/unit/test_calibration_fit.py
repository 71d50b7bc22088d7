"""Fitting and judging the weights: folds by source, rising steps, the product's arithmetic, known figures."""

import itertools
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from leakcheck.weighing import signalbook
from leakcheck.weighing.invention import weigh_readings
from leakcheck.weighing.stepcounts import monotone

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
try:
    from calibration import (
        crossval,
        detectors,
        fit,
        manifest,
        measure,
        metrics,
        question,
        report,
        steps,
        study,
    )
    from calibration.evaluate import accuracy
    from calibration.folds import folds_of
    from calibration.samples import Samples, gather, weights
finally:
    sys.path.remove(str(ROOT))

SIGNALS = ("low_is_fake", "noise", "strong", "weak")
FAMILIES = {"low_is_fake": "shape", "noise": "digits", "strong": "dependence", "weak": "order"}
TOWARDS = {"low_is_fake": -1, "noise": 1, "strong": 1, "weak": 1}
SIZES = (50, 200, 1000)


def samples(seed=7, sources=60):
    """Genuine blocks of many sources, and fabricated ones of three kinds that some signals tell apart."""
    rng = np.random.default_rng(seed)
    lines = []
    for source, size in itertools.product(range(sources), SIZES):
        for kind, shift in (
            ("real", 0.0),
            ("typed", 1.5),
            ("drawn", 2.0),
            ("faker_careful", 1.3),
            ("shuffle", 1.0),
        ):
            own = kind in {"typed", "drawn"}
            name = f"{kind}:{source % 12}" if own else f"source {source}"
            strong, weak = rng.normal(shift), rng.normal(shift / 3)
            values = [rng.normal(-shift), rng.normal(), strong, weak if rng.random() < 0.7 else np.nan]
            lines.append((values, kind, name, f"{kind}/{source}", size))
    values, kind, source, name, rows = map(list, zip(*lines, strict=True))
    texts = [np.array(column, str) for column in (kind, source, source, name)]
    return Samples(
        np.array(values),
        SIGNALS,
        *texts,
        np.array(rows, np.int64),
        np.zeros(len(lines), np.int64),
        np.full(len(lines), "person"),
    )


@pytest.fixture(scope="module")
def studied():
    """Everything scored, as the commands do it, without files."""
    plan = detectors.Plan(SIZES, FAMILIES, TOWARDS)
    plans = {"generated": plan} | dict.fromkeys(("imitated", "shuffled"), detectors.Plan(SIZES, FAMILIES))
    taken = samples()
    scored = {n: crossval.cross_validate(taken, p, study.teaching(taken, n)) for n, p in plans.items()}
    scored["scratch"] = question.scratch_of(scored)
    return study.Study(taken, plans, scored, study.thresholds(taken, scored), "m", "c")


@dataclass(frozen=True)
class Heard:
    signal: str
    family: str
    value: float | None


def test_the_product_weighs_as_the_calibration_does(studied):
    """The file read back gives every block the sum and the log-odds that the fit computed for it."""
    content = json.loads(json.dumps(fit.weights_of(studied)))
    book = signalbook.parse(content, "w.json")
    taken = studied.samples
    rows = taken.rows.copy()
    rows[::3] = 333  # between two sizes
    moved = replace(taken, rows=rows)
    ways = {}
    for name in ("generated", "imitated"):
        plan, learn = studied.plans[name], study.teaching(taken, name)
        curves, joint = crossval.final(taken, plan, learn, studied.scored[name])
        families, _ = detectors.family_terms(detectors.terms(moved, curves), SIGNALS, FAMILIES)
        ways[name] = joint.log_odds(families)
    expected = question.mixture(ways)
    for i in range(0, len(taken), 17):
        readings = [
            Heard(s, FAMILIES[s], None if np.isnan(v) else float(v))
            for s, v in zip(SIGNALS, taken.values[i], strict=True)
        ]
        found = weigh_readings(readings, int(rows[i]), book)
        assert found.scratch.log_odds == pytest.approx(expected[i], abs=0.01)


def test_the_same_input_gives_the_same_bytes(studied, tmp_path):
    again = study.Study(
        samples(), studied.plans,
        {
            name: crossval.cross_validate(samples(), plan, study.teaching(samples(), name))
            for name, plan in studied.plans.items()
        } | {"scratch": studied.scored["scratch"]},
        studied.thresholds, "m", "c",
    )  # fmt: skip
    written = []
    for name, one in (("a", studied), ("b", again)):
        fit.write(tmp_path / name, fit.weights_of(one))
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_out_of_fold_scores_tell_fabricated_from_genuine(studied):
    odds, taken = studied.scored["scratch"].log_odds, studied.samples
    assert metrics.auc(odds[taken.real], odds[taken.kind == "drawn"]) > 0.95
    assert metrics.cllr(odds[taken.real], odds[taken.kind == "drawn"]) < 0.5


def test_noise_teaches_nothing():
    """Values drawn alike for both sides: out of fold they tell nothing, however many bins are fitted."""
    taken = samples()
    plan = detectors.Plan(SIZES, {"noise": "digits"}, TOWARDS)
    only = replace(taken, values=taken.values[:, [1]], signals=("noise",))
    scored = crossval.cross_validate(only, plan, study.teaching(only, "generated"))
    odds = scored.log_odds
    assert 0.45 < metrics.auc(odds[only.real], odds[only.kind == "drawn"]) < 0.55


def test_presence_of_a_value_says_nothing():
    """A signal which only fabricated tables have gets no weight at all."""
    taken = samples()
    values = taken.values.copy()
    values[taken.real, 2] = np.nan
    curves = detectors.fit_curves(
        replace(taken, values=values),
        detectors.Plan(SIZES, FAMILIES, TOWARDS),
    )
    assert "strong" not in curves.steps
    assert "low_is_fake" in curves.steps


def test_a_signal_known_from_few_sources_says_at_most_five_to_one():
    taken = samples(sources=30)
    curves = detectors.fit_curves(taken, detectors.Plan(SIZES, FAMILIES, TOWARDS))
    most = max(x for one in curves.steps["strong"].values() for x in one.log_lr)
    assert most <= detectors.POOR_CAP


def test_a_source_and_what_is_made_of_it_share_a_fold():
    taken = samples()
    first, _ = crossval.fold_of(taken)
    for source in np.unique(taken.source):
        assert len(np.unique(first[taken.source == source])) == 1
    assert len(np.unique(first)) == 5


def test_folds_do_not_depend_on_order():
    names = [f"s{i % 17}" for i in range(100)]
    assert folds_of(names) == folds_of(reversed(names))


def test_weights_make_sources_and_kinds_equal():
    kind = np.array(["real"] * 5 + ["a"] * 3 + ["b"])
    source = np.array(["x", "x", "x", "x", "y", "a1", "a1", "a2", "b1"])
    weight, genuine, fabricated = weights(kind, source)
    assert (genuine, fabricated) == (2.0, 3.0)
    assert weight[:4].sum() == pytest.approx(weight[4])
    assert weight[5:8].sum() == pytest.approx(weight[8])
    assert weight[5:7].sum() == pytest.approx(weight[7])


def test_steps_rise_and_lose_no_table():
    rng = np.random.default_rng(3)
    n = 400
    kind = np.where(rng.random(n) < 0.5, "real", "typed")
    counted = steps.Counted(
        rng.normal(size=n),
        kind,
        np.array([f"s{i % 50}" for i in range(n)]),
        np.array([f"t{i}" for i in range(n)]),
    )
    found = steps.fit_steps(counted)
    assert list(found.log_lr) == sorted(found.log_lr)
    assert sum(found.real) == (kind == "real").sum()
    assert sum(found.fake) == (kind != "real").sum()
    assert sum(m for m, _, _ in found.weighed) <= len(steps.CUTS) + 1


def test_falling_neighbours_are_joined():
    assert monotone([(1, 5.0, 1.0), (1, 1.0, 9.0), (1, 4.0, 2.0)], (10.0, 12.0)) == [
        (1, 5.0, 1.0),
        (2, 5.0, 11.0),
    ]


def test_auc_counts_pairs():
    rng = np.random.default_rng(5)
    real, fake = rng.integers(0, 8, 40).astype(float), rng.integers(2, 10, 30).astype(float)
    pairs = [(f > r) + (f == r) / 2 for f in fake for r in real]
    assert metrics.auc(real, fake) == pytest.approx(float(np.mean(pairs)))


def test_recall_at_allows_so_many_false_alarms_and_no_more():
    real, fake = np.arange(200.0), np.array([197.5, 196.5, 300.0, 0.0])
    assert metrics.recall_at(real, fake, 0.01) == 0.5


@pytest.mark.parametrize(
    ("hits", "trials", "expected"),
    [(0, 100, (0.0, 0.036217)), (3, 50, (0.012548, 0.165482)), (5, 5, (0.478176, 1.0))],
)
def test_clopper_pearson_agrees_with_the_tables(hits, trials, expected):
    assert metrics.clopper_pearson(hits, trials) == pytest.approx(expected, abs=1e-5)


def test_cllr_of_saying_nothing_is_one_bit():
    assert metrics.cllr(np.zeros(5), np.zeros(9)) == pytest.approx(1.0)


def test_bootstrap_by_source_is_wider_than_by_table():
    """All false alarms in one source of ten: the bound must allow for drawing that source twice or thrice."""
    hits = np.array([True] * 10 + [False] * 90)
    drawn = metrics.drawn_sources(np.array([f"s{i // 10}" for i in range(100)]), 1)
    assert metrics.upper_bound(hits, drawn) >= 0.2


def test_thresholds_keep_false_alarms_of_all_detectors_rare(studied):
    """Over all detectors at once; and no threshold lies below the verdict's own."""
    word, _ = study.verdicts(studied)
    genuine = studied.samples.real
    assert np.mean(word[genuine] == "fabricated") <= study.ALARMS
    assert min(studied.thresholds.values()) >= study.FABRICATED
    assert np.mean(word[studied.samples.kind == "drawn"] == "fabricated") > 0.1


def test_blocks_of_a_derived_table_begin_where_the_genuine_one_does(tmp_path):
    real = manifest.Entry(tmp_path / "a.csv.gz", "1", "real", "real", ("g",), "a", derived=False)
    fake = manifest.Entry(tmp_path / "a_00.csv.gz", "2", "fake", "shuffle", ("g",), "a", derived=True)
    ours = dict.fromkeys(measure.blocks_of(real, 5000))
    assert all(block in ours for block in measure.blocks_of(fake, 5000))
    assert {size for size, _ in ours} == {30, 50, 100, 200, 500, 1000, 2000, 5000}
    assert all(start + size <= 5000 for size, start in ours)


def test_a_generated_table_is_measured_whole():
    made = manifest.Entry(Path("b.csv.gz"), "3", "fake", "typed", ("typed",), "b", derived=False)
    assert list(measure.blocks_of(made, 200)) == [(200, 0)]
    assert list(measure.blocks_of(made, 120)) == [(30, 0), (50, 0), (100, 0)]


def test_manifests_of_both_spellings_are_read(tmp_path):
    (tmp_path / "one.csv").write_text(
        "path,label,kind,group,base,sha256\nx.csv.gz,fake,paste,A+B,b,11\n", encoding="utf-8"
    )
    (tmp_path / "two.csv").write_text(
        "file,label,kind,form,source_group,matched_id\n"
        "y.csv,real,real,table,A,\nz.txt,real,real,text,A,\n", encoding="utf-8"
    )  # fmt: skip
    (tmp_path / "y.csv").write_text("a\n1\n", encoding="utf-8")
    fake, real = manifest.read_manifests([tmp_path / "one.csv", tmp_path / "two.csv"])
    assert (fake.sources, fake.derived, fake.base) == (("a", "b"), True, "b")
    assert (real.sources, real.kind, real.derived) == (("a",), "real", False)


def test_measured_blocks_become_rows_with_silence_as_nan():
    entry = manifest.Entry(Path("y.csv"), "9", "real", "real", ("g",), "y", derived=False)
    block = {"sha256": "9", "rows": 50, "start": 3, "values": {"a": 1.5, "b": None}}
    taken = gather([entry], {"k": block})
    assert taken.signals == ("a", "b")
    assert taken.values[0, 0] == 1.5
    assert np.isnan(taken.values[0, 1])


def test_the_report_holds_every_section(studied):
    text = accuracy(studied)
    for title in (
        "Made from scratch",
        "Genuine tables",
        "By kind",
        "Reliability",
        "Leave one kind out",
        "list of bugs",
    ):
        assert title in text
    assert "| typed |" in text
    assert report.table(["a"], [[1]]) == "| a |\n| --- |\n| 1 |"
