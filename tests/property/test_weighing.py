"""What must hold for any evidence: bounds, order, direction."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.model import Source, Tally
from leakcheck.weighing import ceiling
from leakcheck.weighing.evidence import Evidence, Weighed
from leakcheck.weighing.likelihood import Beta, forger, genuine, log10_bayes_factor
from leakcheck.weighing.strengths import load
from leakcheck.weighing.weigh import weigh

BOOK = load()
WORDS = ("fabricated", "inconclusive", "plausible")  # worst for the claim first
SOURCES = {
    f"s{i}": Source(f"s{i}", "t", f"publisher {i % 5}", "", kind, grade)
    for i, (kind, grade) in enumerate(
        [("schema", "A1"), ("template", "C3"), ("denial", "B2"), ("press", "F6"), ("denial", "A1"),
         ("standard", "B2"), ("observed", "D4"), ("folklore", "E5")]
    )
}  # fmt: skip

rates = st.floats(0, 1, exclude_min=True, exclude_max=True)
counts = st.integers(0, 10**9) | st.integers(0, 40)
strengths = st.sampled_from(["weak", "moderate", "strong"])
tallies = st.builds(lambda p, f: Tally(passed=p, failed=f), counts, counts)
rules = st.builds(
    Evidence,
    rule=st.just("r"),
    title=st.just("t"),
    family=st.sampled_from(["schema", "identifiers", "coupling", "names", "tidiness", "new"]),
    axis=st.sampled_from(["system", "collected"]),
    strength=strengths,
    status=st.sampled_from(["stable", "stable", "stable", "draft"]),
    rate_only=st.booleans(),
    tolerance=st.floats(0.001, 0.3),
    by_chance=st.none() | rates,
    sources=st.lists(st.sampled_from(sorted(SOURCES)), min_size=1, max_size=3).map(tuple),
    tally=tallies,
)
signals = st.builds(
    Evidence,
    rule=st.just("r"), title=st.just("t"), family=st.sampled_from(["unif", "dep", "names"]),
    axis=st.just("collected"), tally=tallies, log10_bf=st.floats(-1e6, 1e6),
)  # fmt: skip
bundles = st.lists(rules | rules | signals, max_size=7).map(
    lambda found: [replace(e, rule=f"r{i}") for i, e in enumerate(found)]
)
priors = st.floats(0.01, 0.99)


def put(
    evidence: list[Evidence], prior: float = 0.5, claimed: bool = True, distrust: tuple[str, ...] = ()
) -> Weighed:
    return weigh(evidence, SOURCES, claimed=claimed, distrust=distrust, prior=prior)


def distributions(tolerance: float, by_chance: float | None, strength: str) -> tuple[Beta, Beta, float]:
    word = BOOK.words[strength]
    real = genuine(tolerance, word.concentration)
    return forger(real, word, by_chance, BOOK.chance_concentration), real, word.knows


@settings(deadline=None)
@given(rates, st.none() | rates, strengths, counts, counts)
def test_a_factor_is_finite_and_a_pass_never_says_more_than_w(
    tolerance: float, by_chance: float | None, strength: str, failed: int, passed: int
) -> None:
    fake, real, knows = distributions(tolerance, by_chance, strength)
    factor = log10_bayes_factor(failed, failed + passed, fake, real, knows)
    assert math.isfinite(factor)
    assert factor >= math.log10(knows) - 1e-12
    assert log10_bayes_factor(0, failed + passed, fake, real, knows) <= 1e-9


@settings(deadline=None)
@given(rates, st.none() | rates, strengths, counts.filter(bool), st.data())
def test_more_failures_never_speak_for_the_claim(
    tolerance: float, by_chance: float | None, strength: str, tried: int, data: st.DataObject
) -> None:
    few, many = sorted(data.draw(st.tuples(st.integers(0, tried), st.integers(0, tried))))
    fake, real, knows = distributions(tolerance, by_chance, strength)
    low, high = (log10_bayes_factor(k, tried, fake, real, knows) for k in (few, many))
    assert high >= low - 1e-9 * max(1.0, abs(low))


@settings(deadline=None)
@given(bundles, st.integers(), st.booleans())
def test_the_order_of_evidence_does_not_matter(evidence: list[Evidence], seed: int, claimed: bool) -> None:
    shuffled = list(evidence)
    Random(seed).shuffle(shuffled)
    backwards = [replace(e, sources=e.sources[::-1]) for e in shuffled]
    assert repr(put(evidence, claimed=claimed)) == repr(put(backwards, claimed=claimed))


@settings(deadline=None)
@given(bundles)
def test_caps_and_ceilings_hold(evidence: list[Evidence]) -> None:
    weighed = put(evidence)
    for axis in weighed.verdict.axes:
        assert math.isfinite(axis.log10_lr)
        assert abs(axis.log10_lr) <= axis.ceiling + 1e-6
        assert axis.ceiling <= ceiling.against(axis.tried, BOOK) + 1e-6
        assert axis.log10_lr >= -ceiling.favour(axis.tried, BOOK) - 1e-6
        for family in axis.families:
            cap = BOOK.cap(family.family)
            assert -cap.favour - 1e-6 <= family.log10_lr <= cap.against + 1e-6
    for e in evidence:
        weight = weighed.rules[e.rule]
        assert weight.log10_lr <= ceiling.against(e.tally.tried, BOOK) + 1e-6
        assert weight.weighed or (weight.log10_lr == 0 and weight.why_not)


@settings(deadline=None)
@given(bundles, priors)
def test_the_word_bounds_the_score(evidence: list[Evidence], prior: float) -> None:
    verdict = put(evidence, prior).verdict
    assert 0 <= verdict.score <= 100
    assert verdict.word != "fabricated" or verdict.score < 50
    assert verdict.word != "plausible" or verdict.score >= 50


@settings(deadline=None)
@given(bundles, priors, priors)
def test_a_kinder_prior_never_lowers_the_score(evidence: list[Evidence], one: float, other: float) -> None:
    low, high = (put(evidence, p).verdict for p in sorted((one, other)))
    assert low.score <= high.score
    assert (low.word, low.reason, low.axes) == (high.word, high.reason, high.axes)


@settings(deadline=None)
@given(bundles, rules, st.integers(1, 10**6))
def test_a_passing_rule_never_makes_it_worse(evidence: list[Evidence], rule: Evidence, tried: int) -> None:
    passing = replace(rule, rule="pass", tally=Tally(passed=tried))
    before, after = put(evidence).verdict, put([*evidence, passing]).verdict
    assert WORDS.index(after.word) >= WORDS.index(before.word)
    assert after.score >= before.score


@settings(deadline=None)
@given(bundles, st.data())
def test_more_failures_never_make_it_better(evidence: list[Evidence], data: st.DataObject) -> None:
    if not evidence:
        return
    place = data.draw(st.integers(0, len(evidence) - 1))
    tally = evidence[place].tally
    moved = data.draw(st.integers(0, tally.passed))
    worse = list(evidence)
    worse[place] = replace(worse[place], tally=Tally(tally.passed - moved, tally.failed + moved))
    before, after = put(evidence), put(worse)
    for one, two in zip(before.verdict.axes, after.verdict.axes, strict=True):
        assert two.log10_lr >= one.log10_lr - 2e-6
    assert (
        after.verdict.score <= before.verdict.score
        or after.verdict.word == before.verdict.word == "plausible"
    )


@settings(deadline=None)
@given(bundles, st.sampled_from(sorted(SOURCES)))
def test_a_rule_with_fewer_sources_never_says_more(evidence: list[Evidence], lost: str) -> None:
    before, after = put(evidence).rules, put(evidence, distrust=(lost,)).rules
    for rule in evidence:
        one, two = before[rule.rule], after[rule.rule]
        assert abs(two.log10_lr) <= abs(one.log10_lr) + 2e-6
        if set(rule.sources) == {lost}:
            assert two.log10_lr == 0
            assert not two.weighed


@settings(deadline=None)
@given(bundles, st.sets(st.sampled_from(["s0", "s5", "press"]), max_size=1).map(tuple))
def test_what_ifs_are_what_weighing_again_says(evidence: list[Evidence], distrust: tuple[str, ...]) -> None:
    for found in put(evidence, distrust=distrust).verdict.without:
        if found.kind == "family":
            again = put([e for e in evidence if e.family != found.id], distrust=distrust)
        else:
            again = put(evidence, distrust=(*distrust, found.id))
        assert (again.verdict.word, again.verdict.score) == (found.verdict, found.score)
