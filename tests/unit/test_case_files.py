"""The case files are well formed, honest about their own numbers, and scored as their README says."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from stdnum.in_ import aadhaar

CASES = Path(__file__).parents[1] / "cases"


def load_score():
    spec = importlib.util.spec_from_file_location("case_score", CASES / "score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["case_score"] = module  # dataclasses look their module up here
    spec.loader.exec_module(module)
    return module


score = load_score()
ALL = score.load_cases()
BY_ID = {case.id: case for case in ALL}
FORMATS = {"text", "csv", "json"}
VERDICTS = {None, "plausible", "fabricated", "inconclusive"}
FIELDS = set(
    re.findall(
        r"\w+",
        """
        name first_name last_name father_name mother_name spouse_name birth_date birth_year age gender
        mobile email aadhaar virtual_id pan voter_id passport_number driving_licence ration_card
        health_id udid student_id id_type id_number address center_address center_name pin_code state
        district block reference_id certificate_id session_id appointment_id security_code vaccine
        manufacturer batch dose_number total_doses dose_date dose1_date dose2_date dose3_date
        next_due_date vaccination_status vaccinated_by icd11_code nationality bank_account ifsc
        bank_name upi gstin uan card_number iban latitude longitude test_result comorbidity
        registration_date blood_group photo consent heading
        """,
    )
)
CONFUSABLE = str.maketrans("OlISB०१२३४५६७८९", "011580123456789")


def values_of(case, wanted):
    """Yield the text behind each label of `case` that is expected to be the field `wanted`."""
    for label, field in case.fields.items():
        if field == wanted:
            yield from re.findall(rf"{re.escape(label)}[\"*]?\s*[:=-]\s*[\"*]*([^\n,;|]+)", case.input)


def test_there_are_enough_cases_and_groups():
    assert len(ALL) >= 150
    assert len({case.group for case in ALL}) >= 15


def test_ids_are_unique_and_name_their_group():
    assert len(BY_ID) == len(ALL)
    strangers = [case.id for case in ALL if case.id.rsplit("-", 1)[0] != case.group.replace("_", "-")]
    assert strangers == []


def test_inputs_are_all_different():
    # The same text may be judged under different claim dates.
    seen = Counter((case.input, case.claims, case.date) for case in ALL)
    assert [key for key, times in seen.items() if times > 1] == []


def test_a_third_of_every_group_is_held_out():
    first = [case for case in ALL if not case.group.startswith("second_")]
    for group in {case.group for case in first}:
        marks = [case.held_out for case in first if case.group == group]
        assert 0.2 <= sum(marks) / len(marks) <= 0.4, group
    assert 0.28 <= sum(case.held_out for case in first) / len(first) <= 0.38
    assert all(case.held_out for case in ALL if case.group.startswith("second_"))


@pytest.mark.parametrize("group", sorted({case.group for case in ALL}))
def test_words_of_a_group_are_known(group):
    for case in (case for case in ALL if case.group == group):
        assert case.input.strip(), case.id
        assert case.title, case.id
        assert case.why.endswith("."), case.id
        assert case.format in FORMATS, case.id
        assert case.verdict in VERDICTS, case.id
        assert case.records >= 1, case.id
        assert case.fields, case.id
        assert set(case.outcomes) | set(case.counts) <= set(score.RULES), case.id
        assert set(case.outcomes.values()) <= set(score.ACCEPTED), case.id
        for field in case.fields.values():
            assert {field} <= FIELDS if isinstance(field, str) else set(field) <= FIELDS, case.id


def test_every_case_expects_outcomes():
    assert [case.id for case in ALL if not case.outcomes and not case.counts] == []


def test_counts_are_of_the_four_outcomes_and_no_more_than_the_records():
    words = {"pass", "fail", "not-applicable", "unknown"}
    for case in ALL:
        for check, parts in case.counts.items():
            assert set(parts) <= words, (case.id, check)
            assert sum(parts.values()) <= case.records, (case.id, check)


def test_every_check_is_expected_both_to_fail_and_to_hold():
    seen = {check: set() for check in score.RULES}
    for case in ALL:
        for check, outcome in case.outcomes.items():
            seen[check].add(outcome)
        for check, parts in case.counts.items():
            seen[check].update(word for word, number in parts.items() if number)
    for check, outcomes in seen.items():
        assert "fail" in outcomes, check
        assert outcomes & {"pass", "not-fail", "not-applicable"}, check


def test_labels_stand_in_the_input():
    for case in ALL:
        text = score.normal_label(case.input)
        for label in case.fields:
            parts = score.path_of(label) if case.format == "json" else [score.normal_label(label)]
            assert all(part in text for part in parts), (case.id, label)


def test_aadhaar_numbers_are_as_the_case_says():
    tried = Counter()
    for case in (case for case in ALL if case.outcomes.get("aadhaar-checksum") in {"pass", "fail"}):
        for value in values_of(case, "aadhaar"):
            digits = re.sub(r"[\s\"-]", "", value.translate(CONFUSABLE)).strip("}")
            assert aadhaar.is_valid(digits) == (case.outcomes["aadhaar-checksum"] == "pass"), case.id
            tried[case.outcomes["aadhaar-checksum"]] += 1
    assert tried["pass"] >= 10
    assert tried["fail"] >= 4


def test_mobile_numbers_are_as_the_case_says():
    tried = Counter()
    for case in (case for case in ALL if case.outcomes.get("mobile-shape") in {"pass", "fail"}):
        for value in values_of(case, "mobile"):
            digits = re.sub(r"[^0-9A-Za-z]", "", value.translate(CONFUSABLE))
            right = re.fullmatch(r"(91|0)?[6-9]\d{9}", digits) is not None
            assert right == (case.outcomes["mobile-shape"] == "pass"), case.id
            tried[case.outcomes["mobile-shape"]] += 1
    assert tried["pass"] >= 40
    assert tried["fail"] >= 2


def test_addresses_of_mail_are_in_reserved_domains():
    for case in ALL:
        for domain in re.findall(r"@([a-z0-9-]+\.[a-z]+)", case.input):
            assert domain in {"example.com", "example.org", "example.net"}, case.id


def test_readme_names_every_group():
    readme = (CASES / "README.md").read_text(encoding="utf-8")
    listed = re.findall(
        r"^\| `([a-z_]+)` \|", readme.split("## Groups")[1].split("## One case")[0], re.MULTILINE
    )
    assert sorted(listed) == sorted({case.group for case in ALL})


def test_every_key_of_a_case_is_read():
    known = set(score.Case.__dataclass_fields__) - {"group"}
    for path in CASES.glob("*.toml"):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert set(entry) <= known, path.stem


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ({"pass": 1, "fail": 1}, "fail"),
        ({"pass": 1, "unknown": 1}, "pass"),
        ({"unknown": 1, "not-applicable": 1}, "unknown"),
        ({"not-applicable": 1}, "not-applicable"),
        ({"pass": 0, "fail": 0}, "untested"),
        ({}, "untested"),
        (None, "absent"),
    ],
)
def test_counts_become_one_word(counts, word):
    assert score.outcome_of(counts) == word


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("👤 Name", "Name"),
        ("1. Name:", "Name"),
        ("Name\u200b", "name"),
        ("evidence[0].facility.name", "facility.name"),
    ],
)
def test_labels_match_whatever_stands_around_them(column, label):
    assert score.mapped_fields([{"column": column, "field": "name"}], label) == ["name"]


def test_a_label_is_not_taken_for_a_longer_one():
    assert score.mapped_fields([{"column": "Father Name", "field": "father_name"}], "Name") == []


def report_for(case):
    """Return the report that is right in everything `case` asks for."""
    words = {"not-fail": "pass", "untried": "unknown"}
    wanted = {check: {words.get(word, word): case.records} for check, word in case.outcomes.items()}
    for check, parts in case.counts.items():
        wanted[check] = parts | {"unknown": case.records - sum(parts.values())}
    mapping = [
        {"column": label, "field": field if isinstance(field, str) else field[0]}
        for label, field in case.fields.items()
    ]
    findings = [{"rule": score.RULES[check][0], "counts": counts} for check, counts in wanted.items()]
    return {
        "mapping": mapping,
        "findings": findings,
        "untested": [],
        "verdict": case.verdict or "inconclusive",
    }


def test_a_right_report_has_no_miss_and_an_empty_one_no_hit():
    for case in ALL:
        assert all(mark.right for mark in score.marks_of(case, report_for(case))), case.id
        assert not any(mark.right for mark in score.marks_of(case, score.EMPTY)), case.id


def test_exit_code_follows_the_shares(monkeypatch, capsys):
    monkeypatch.setattr(score, "judge", report_for)
    assert score.main([]) == 0
    monkeypatch.setattr(score, "judge", lambda case: score.EMPTY)
    assert score.main([]) == 1
    capsys.readouterr()


def test_held_out_misses_are_listed_only_on_demand(monkeypatch, capsys):
    monkeypatch.setattr(score, "judge", lambda case: score.EMPTY)
    held_out = next(case for case in ALL if case.held_out)
    score.main(["--only", held_out.group])
    assert held_out.id not in capsys.readouterr().out
    score.main(["--only", held_out.group, "--held-out"])
    assert held_out.id in capsys.readouterr().out


def test_a_traceback_is_counted_and_fails(monkeypatch, capsys):
    def break_down(case):
        raise ValueError(case.id)

    monkeypatch.setattr(score, "judge", break_down)
    assert score.main(["--only", "masked"]) == 1
    assert "ValueError" in capsys.readouterr().out
