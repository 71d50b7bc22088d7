"""The door of the weighing room: cases a reader would recognise."""

from __future__ import annotations

import sys
from dataclasses import replace
from subprocess import run
from typing import Any

import pytest

from leakcheck.errors import InternalError, UsageError
from leakcheck.model import AxisWeight, Source, Tally
from leakcheck.weighing.evidence import Evidence, Weighed
from leakcheck.weighing.strengths import load
from leakcheck.weighing.weigh import weigh

SOURCES = {
    s.id: s
    for s in (
        Source("schema", "API", "Operator", "", "schema", "B2"),
        Source("form", "Form", "Archive", "", "template", "C3"),
        Source("denial", "Statement", "Ministry", "", "denial", "B2"),
        Source("denial-2", "Tweet", "Minister", "", "denial", "C3"),
        Source("authority", "Numbers", "Number authority", "", "standard", "A1"),
        Source("tax", "Letters", "Tax authority", "", "standard", "B2"),
        Source("tale", "Tale", "Forum", "", "folklore", "F6"),
        Source("stranger", "Note", "Stranger", "", "observed", "E1"),
    )
}
ALL = ("schema", "form", "denial")


def rule(name: str, failed: int, tried: int, **more: Any) -> Evidence:
    fields: dict[str, Any] = {
        "family": "schema", "axis": "system", "strength": "strong", "tolerance": 0.02, "sources": ALL,
    } | more  # fmt: skip
    return Evidence(name, name.title(), tally=Tally(passed=tried - failed, failed=failed), **fields)


def put(*evidence: Evidence, claimed: bool = True, **more: Any) -> Weighed:
    return weigh(evidence, SOURCES, claimed=claimed, **more)


def axis(weighed: Weighed, name: str = "system") -> AxisWeight:
    return next(a for a in weighed.verdict.axes if a.axis == name)


def said(weighed: Weighed) -> tuple[str, str]:
    return weighed.verdict.word, weighed.verdict.reason


# one record


def test_one_record_failing_one_strong_rule_is_limited_to_moderate_evidence() -> None:
    for sources in (ALL, ("schema", "form"), ("schema",)):
        assert 8 <= 10 ** axis(put(rule("dob", 1, 1, sources=sources))).log10_lr <= 20


def test_a_second_independent_failure_is_clearly_beyond_the_threshold() -> None:
    weighed = put(rule("dob", 1, 1), rule("vaccine", 1, 1, strength="moderate"))
    assert said(weighed) == ("fabricated", "misattributed")
    assert 10 ** axis(weighed).log10_lr > 20
    assert weighed.verdict.carried_by == ("dob", "vaccine")


def test_one_record_hits_the_ceiling() -> None:
    weighed = put(*(rule(f"r{i}", 1, 1, tolerance=0.001, sources=("authority",)) for i in range(5)))
    assert (axis(weighed).log10_lr, axis(weighed).ceiling, axis(weighed).tried) == (1.5, 1.5, 1)
    assert max(w.log10_lr for w in weighed.rules.values()) <= 1.5


def test_one_record_is_never_confirmed() -> None:
    weighed = put(*(rule(f"r{i}", 0, 1, family=f, axis=a) for i, (f, a) in enumerate(FAMILIES)))
    assert said(weighed) == ("inconclusive", "too-little")
    assert weighed.verdict.score == 50
    assert all(w.log10_lr < 0 for w in weighed.rules.values())


def test_passes_on_a_record_offset_a_failure_in_their_family() -> None:
    alone = put(rule("dob", 1, 1))
    among = put(rule("dob", 1, 1), *(rule(f"r{i}", 0, 1) for i in range(4)))
    assert axis(among).log10_lr < axis(alone).log10_lr - 0.5


# many records

FAMILIES = (
    ("schema", "system"), ("time", "system"), ("identifiers", "collected"), ("coupling", "collected"),
    ("names", "collected"),
)  # fmt: skip
COLLECTED = {"axis": "collected"}
TAX = ("tax",)
INVENTED = (
    rule("check-digit", 1800, 2000, **COLLECTED, family="identifiers", by_chance=0.1, sources=("authority",)),
    rule("initial", 1920, 2000, **COLLECTED, family="coupling", by_chance=0.04, tolerance=0.1, sources=TAX),
)  # fmt: skip


@pytest.mark.parametrize("claimed", [True, False])
def test_check_digits_at_chance_are_invented(claimed: bool) -> None:
    weighed = put(*INVENTED, claimed=claimed)
    assert said(weighed) == ("fabricated", "invented")
    assert weighed.verdict.carried_by == ("check-digit", "initial")
    assert weighed.verdict.score < 5


@pytest.mark.parametrize("strength", ["weak", "moderate", "strong"])
@pytest.mark.parametrize("tolerance", [0.01, 0.02])
def test_usual_error_rates_are_plausible(strength: str, tolerance: float) -> None:
    rules = [
        rule(f"r{i}", 20 + 10 * (i % 5), 2000, family=f, axis=a, strength=strength, tolerance=tolerance)
        for i, (f, a) in enumerate(FAMILIES)
    ]
    weighed = put(*rules)
    assert said(weighed) == ("plausible", "nothing-against")
    assert weighed.verdict.score > 50


def test_one_family_alone_cannot_say_invented() -> None:
    weighed = put(INVENTED[0], claimed=False)
    assert 10 ** axis(weighed, "collected").log10_lr > 12
    assert said(weighed) == ("inconclusive", "both-ways")


def test_both_axes_name_the_larger_and_mention_both() -> None:
    weighed = put(*INVENTED, rule("dob", 2000, 2000))
    assert said(weighed) == ("fabricated", "invented")
    assert weighed.verdict.carried_by == ("check-digit", "initial", "dob")
    small = [replace(e, tally=Tally(failed=1)) for e in INVENTED]
    weighed = put(*small, rule("dob", 2000, 2000), rule("gender", 2000, 2000, sources=("authority",)))
    assert said(weighed) == ("fabricated", "misattributed")
    assert weighed.verdict.carried_by[:2] == ("dob", "gender")
    assert set(weighed.verdict.carried_by) == {"check-digit", "dob", "gender", "initial"}


def test_passing_checks_on_many_records_do_not_raise_the_ceiling_of_a_failing_one() -> None:
    failing = [rule(f"f{i}", 1, 1, tolerance=0.001, sources=("authority",)) for i in range(3)]
    weighed = put(*failing, rule("big", 0, 100_000, family="time", strength="weak", sources=("tale",)))
    assert (axis(weighed).log10_lr, axis(weighed).tried) == (1.5, 1)


def test_thirty_records_and_three_families_are_enough_less_is_not() -> None:
    def passing(n: int, families: int) -> tuple[str, str]:
        return said(put(*(rule(f, 0, n, family=f, axis=a) for f, a in FAMILIES[:families])))

    assert passing(30, 3) == ("plausible", "nothing-against")
    assert passing(29, 5) == ("inconclusive", "too-little")
    assert passing(2000, 2) == ("inconclusive", "too-little")


def test_families_without_power_do_not_make_enough() -> None:
    blunt = [rule(f, 0, 2000, family=f, axis=a, by_chance=0.99) for f, a in FAMILIES]
    assert said(put(*blunt)) == ("inconclusive", "too-little")
    doubtful = [rule(f, 0, 2000, family=f, axis=a, sources=("tale",)) for f, a in FAMILIES]
    assert said(put(*doubtful)) == ("inconclusive", "too-little")


def test_collection_can_be_plausible_by_its_ratio_alone() -> None:
    calibrated = [rule(f, 0, 5000, family=f, axis="collected", log10_bf=-0.6, sources=()) for f in "abcdef"]
    book = load()
    strict = replace(book, limits=replace(book.limits, power_families=99))
    assert said(put(*calibrated, claimed=False, strengths=strict)) == ("plausible", "nothing-against")
    assert said(put(calibrated[0], claimed=False, strengths=strict)) == ("inconclusive", "too-little")


def test_a_system_axis_between_the_limits_is_never_plausible() -> None:
    passing = [
        rule(f, 0, 2000, family=f, axis="collected") for f in ("identifiers", "coupling", "names", "time")
    ]
    assert said(put(*passing, rule("dob", 1, 1, sources=("schema",)))) == ("inconclusive", "both-ways")


# sources


def test_denials_alone_never_carry() -> None:
    deniers = [rule(f"d{i}", 2000, 2000, family=f"f{i}", sources=("denial", "denial-2")) for i in range(6)]
    weighed = put(*deniers)
    assert axis(weighed).log10_lr <= 0.5
    assert weighed.verdict.word == "inconclusive"
    assert put(*deniers, distrust=["schema", "form"]).verdict.word == "inconclusive"


def test_ungraded_sources_never_carry_the_system_axis() -> None:
    doubtful = [
        rule(f"r{i}", 2000, 2000, family=f"f{i}", sources=("stranger", "tale", "denial", "denial-2"))
        for i in range(9)
    ]
    book = load()
    bold = replace(book, reliability=dict.fromkeys(book.reliability, 0.97), reliability_cap={})
    weighed = put(*doubtful, strengths=bold)
    assert 10 ** axis(weighed).log10_lr > 12
    assert said(weighed) == ("inconclusive", "both-ways")


def test_distrust_leaves_a_rule_without_weight_and_says_why() -> None:
    weighed = put(rule("dob", 1, 1, sources=("schema",)), distrust=["Operator"])
    assert weighed.rules["dob"] == replace(
        put(rule("dob", 1, 1)).rules["dob"], log10_lr=0.0, weighed=False, why_not="every source distrusted"
    )
    assert said(weighed) == ("inconclusive", "too-little")


def test_what_if_names_what_the_verdict_rests_on() -> None:
    verdict = put(rule("dob", 1, 1), rule("form", 1, 1, sources=("form",)), *INVENTED).verdict
    kinds = {w.kind for w in verdict.without}
    assert kinds == {"source", "source-kind", "family"}
    found = {(w.kind, w.id): w for w in verdict.without}
    again = put(rule("dob", 1, 1), rule("form", 1, 1, sources=("form",)), *INVENTED, distrust=["schema"])
    assert found["source", "schema"].verdict == again.verdict.word
    assert found["source", "schema"].score == again.verdict.score
    assert found["family", "schema"].verdict == "fabricated"
    assert (
        put(*INVENTED, rule("dob", 1, 1), distrust=["denial"]).verdict.word
        == found["source-kind", "denial"].verdict
    )


def test_what_if_of_a_publisher_with_several_sources() -> None:
    sources = SOURCES | {"schema-2": replace(SOURCES["schema"], id="schema-2", grade="A2")}
    weighed = weigh([rule("dob", 9, 9, sources=("schema", "schema-2"))], sources, claimed=True)
    found = {(w.kind, w.id): w.verdict for w in weighed.verdict.without}
    assert found["publisher", "Operator"] == "inconclusive"
    assert found["source", "schema"] == found["source", "schema-2"] == "fabricated"


def test_what_ifs_leave_out_what_is_already_distrusted() -> None:
    verdict = put(rule("dob", 1, 1), distrust=["denial"]).verdict
    assert {w.id for w in verdict.without} == {"schema", "form"}  # sources, and the family of that name
    assert "source-kind" not in {w.kind for w in verdict.without}
    verdict = put(rule("dob", 1, 1), distrust=["schema"]).verdict
    found = {(w.kind, w.id): (w.verdict, w.score) for w in verdict.without}
    again = put(rule("dob", 1, 1), distrust=["schema", "form"]).verdict
    assert found["source", "form"] == (again.word, again.score) != (verdict.word, verdict.score)


def test_what_ifs_are_bounded() -> None:
    book = replace(load(), what_ifs=2)
    verdict = put(rule("dob", 1, 1), *INVENTED, strengths=book).verdict
    assert sum(w.kind == "source" for w in verdict.without) == 2
    assert sum(w.kind == "family" for w in verdict.without) == 2


# checks that move nothing


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"status": "draft"}, "draft/test rules do not move a verdict"),
        ({"status": "test"}, "draft/test rules do not move a verdict"),
        ({"status": "retired"}, "retired rules do not move a verdict"),
        ({"rate_only": True}, "only the rate counts, and too few records were tried"),
        ({"sources": ()}, "names no source"),
    ],
)
def test_checks_without_weight(more: dict[str, Any], why: str) -> None:
    weighed = put(rule("dob", 29, 29, **more))
    weight = weighed.rules["dob"]
    assert (weight.log10_lr, weight.weighed, weight.why_not) == (0.0, False, why)
    assert axis(weighed).families == ()
    assert weighed.verdict.without == ()


def test_a_rate_counts_from_thirty_records() -> None:
    assert put(rule("gap", 30, 30, rate_only=True)).rules["gap"].weighed


def test_nothing_tried_says_nothing() -> None:
    weighed = put(rule("dob", 0, 0), rule("signal", 0, 0, log10_bf=2.0, sources=()))
    assert {w.why_not for w in weighed.rules.values()} == {"nothing tried"}
    assert said(weighed) == ("inconclusive", "too-little")


def test_no_evidence_at_all() -> None:
    verdict = put(claimed=False).verdict
    assert (verdict.word, verdict.reason, verdict.score, len(verdict.axes)) == (
        "inconclusive",
        "too-little",
        50,
        1,
    )


def test_without_a_claimed_system_there_is_no_system_axis() -> None:
    weighed = put(rule("dob", 2000, 2000), claimed=False)
    assert [a.axis for a in weighed.verdict.axes] == ["collected"]
    assert weighed.rules["dob"].why_not == "no system was claimed"


def test_forensic_signals_join_without_a_source() -> None:
    signals = [
        rule(f, 0, 1000, family=f, axis="collected", log10_bf=0.9, sources=()) for f in ("unif", "dep")
    ]
    weighed = put(*signals, claimed=False)
    assert axis(weighed, "collected").log10_lr == pytest.approx(1.8)
    assert said(weighed) == ("fabricated", "invented")


# score


def test_the_prior_moves_the_score_and_never_the_word() -> None:
    low, high = (put(*INVENTED, prior=p).verdict for p in (0.01, 0.9999))
    assert low.word == high.word == "fabricated"
    assert low.score <= high.score < 50
    assert (
        put(*INVENTED, prior=0.01).posteriors["collected"] < put(*INVENTED, prior=0.9).posteriors["collected"]
    )


@pytest.mark.parametrize("prior", [0.0, 1.0, -1.0, float("nan")])
def test_impossible_priors(prior: float) -> None:
    with pytest.raises(UsageError, match="prior"):
        put(prior=prior)


def test_the_score_is_that_of_the_weaker_axis() -> None:
    weighed = put(
        rule("dob", 1, 1, sources=("schema",)), rule("id", 0, 2000, family="identifiers", axis="collected")
    )
    assert weighed.verdict.score == round(100 * min(weighed.posteriors.values()))
    assert weighed.posteriors["system"] < 0.5 < weighed.posteriors["collected"]


# promises


def test_two_pieces_of_evidence_with_one_id() -> None:
    with pytest.raises(InternalError, match="one rule id"):
        put(rule("dob", 1, 1), rule("dob", 0, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"axis": "truth"},
        {"strength": "huge"},
        {"tolerance": 0.0},
        {"by_chance": 0.0},
        {"log10_bf": float("inf")},
    ],
)
def test_impossible_evidence(wrong: dict[str, Any]) -> None:
    with pytest.raises(InternalError):
        rule("dob", 1, 1, **wrong)


def test_weighing_imports_nothing_heavy() -> None:
    code = (
        "import sys, leakcheck.weighing.weigh as w; w.weigh([], {}, claimed=True);"
        "sys.exit(any(m in sys.modules for m in ('numpy', 'pandas', 'pyarrow', 'dateutil', 'rich')))"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
