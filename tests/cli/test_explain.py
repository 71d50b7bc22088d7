"""explain, packs and completion: packs made readable, checked and begun."""

import re

import pytest

from leakcheck import discover
from leakcheck.cli._rule_page import parts_of, title_of
from leakcheck.cli.explain import markdown, text
from leakcheck.packfile import parse_pack
from leakcheck.wording import has
from leakcheck.wording.conditions import describe

PACK = """
[pack]
id = "clinic"
title = "Clinic"
version = "1"
period = { from = 2021-01-16, to = 2022-01-01 }
[[source]]
id = "manual"
title = "The | <manual> [x](http://a)"
publisher = "P"
url = "https://example.org/m"
published = 2021-04-25
kind = "guidance"
grade = "B2"
[[source]]
id = "odd"
title = "Odd"
publisher = "P"
url = "javascript:alert(1)"
kind = "press"
grade = "F6"
[[field]]
name = "age"
title = "Age"
type = "integer"
[[surface]]
id = "form"
title = "Form A"
default = true
[[rule]]
id = "clinic.age"
title = "Patients are adults"
status = "stable"
axis = "system"
family = "schema"
strength = "moderate"
surfaces = ["form"]
sources = ["manual", "odd"]
valid = { from = 2021-01-16, to = 2022-01-01 }
when = { age = "present" }
expect = { age = { at_least = 18 } }
tolerance = 0.02
by_chance = 0.1
rate_only = true
explain = "A child.\\u001b[31m"
innocent = ["age of the parent"]
[[rule.example]]
outcome = "fail"
why = "a child"
record = { age = "7" }
[[rule.example]]
outcome = "pass"
record = { age = "41" }
[[rule.example]]
outcome = "not-applicable"
record = { age = "" }
[[rule.example]]
outcome = "unknown"
record = { age = "grown up" }
"""


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "clinic.toml"
    path.write_text(PACK)
    return path


def test_explain_says_what_why_and_who(run, pack):
    done = run("explain", "clinic.age", "--pack", pack)
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    for part in (
        "Patients are adults (clinic.age)",
        "A child.\\x1b[31m",
        "Age is given",
        "Age is at least 18",
        "Form A (form)",
        "from 2021-01-16 until 2022-01-01",
        "moderate; speaks of where it comes from",
        "2% of genuine records may fail it",
        "10% of made-up values would pass it",
        "only the rate counts",
        "guidance), 2021-04-25; grade B2: source usually"
        " reliable, statement probably true https://example.org/m",
        "age of the parent",
        "fail: age = 7 (a child)",
    ):
        assert part in said
    assert "\x1b" not in done.stdout


def test_markdown_takes_nothing_for_markup(run, pack):
    said = run("explain", "clinic.age", "--pack", pack, "--format", "markdown").stdout
    assert said.startswith("## Patients are adults (clinic.age)\n")
    assert "The \\| \\<manual\\> \\[x\\](http://a)" in said
    assert "<https://example.org/m>" in said
    assert "<javascript" not in said


def test_explain_fits_the_terminal(pack):
    found = parse_pack(pack.read_bytes(), "clinic.toml")
    assert max(map(len, text(title_of(found.rules[0]), parts_of(found, found.rules[0]), 50))) <= 50
    assert all(
        "\n" not in line for line in markdown(title_of(found.rules[0]), parts_of(found, found.rules[0]))
    )


def test_explain_suggests(run, pack):
    done = run("explain", "clinic.aeg", "--pack", pack)
    assert done.exit_code == 2
    assert "clinic.aeg" in done.stderr.splitlines()[0]
    assert "clinic.age" in done.stderr.splitlines()[1]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "always"),
        ({"name": "absent"}, "Name is not given"),
        (
            {"dose_number": {"at_least": 1, "at_most": 2}},
            "dose number is at least 1, and dose number is at most 2",
        ),
        (
            {"any": [{"age": "absent", "not": {"pan": "masked"}}, {"all": [{"age": "present"}]}]},
            "any of (all of (age is not given; not (pan is partly hidden)); age is given)",
        ),
        (
            {"all": [{"name": "absent"}, {"any": [{"age": "absent"}]}], "pan": {"before": "name"}},
            "Name is not given, and any of (age is not given), and pan is before Name",
        ),
        ({"id_type": {"contains_any": ["name", "x"]}}, "id type contains one of: 'name', 'x'"),
        ({"age_then": {"at_least": 18}}, "age at the time is at least 18"),
        (
            {"any": [{"name": "absent"}, {"age": {"in_range": [12, 17]}}]},
            "any of (Name is not given; age lies in the range 12, 17 (both included))",
        ),
        ({"not": {"name": "masked"}}, "not (Name is partly hidden)"),
        ({"pan": {"checksum": "no_such_type"}}, "pan is a valid number, check digit included (no_such_type)"),
        ({"d": {"gap": {"from": "name", "at_least": 28, "at_most": 42}}}, "d lies 28 to 42 days after Name"),
        ({"d": {"gap": {"from": "name", "at_most": 42}}}, "d lies at most 42 days after Name"),
        (
            {"age": {"age_on": {"born": "name", "on": "d"}}},
            "age is the age on d of somebody born on Name, give or take 0",
        ),
        ({"pan": {"initial_of": {"field": "name", "at": 5}}}, "character 5 of pan is the initial of Name"),
        (
            {"gstin": {"part": {"of": "in_gstin", "name": "pan", "field": "name"}}},
            "the pan inside gstin is the same as Name",
        ),
        (
            {"name": {"count_per": {"key": "mobile", "at_most": 6}}},
            "Name has at most 6 different values for one mobile",
        ),
        (
            {"v": {"one_of": list("abcdefghij")}},
            "v is one of: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' and 2 more",
        ),
        ({"v": {"new_operator": "x\x1b"}}, "v new_operator 'x\\x1b'"),
    ],
)
def test_conditions_in_words(table, said):
    assert describe(table, {"name": "Name"}) == said


@pytest.mark.parametrize("operator", discover.names("rules.operators"))
def test_every_operator_has_words(operator):
    own = getattr(discover.load("rules.operators", operator), "WORDS", "")
    assert own or has(f"condition.{operator}")


def test_an_operator_of_ones_own_brings_its_words(monkeypatch):
    monkeypatch.setattr("leakcheck.wording.conditions.has", lambda key: False)
    assert describe({"age": {"at_least": 18}}, {}) == "age is at least 18"


def test_packs_list_and_show(run, pack):
    listed = run("packs", "list", "--pack", pack)
    assert listed.exit_code == 0
    assert re.search(r"^clinic +system, 1 rule, version 1$", listed.stdout, re.M)
    shown = run("packs", "show", "clinic", "--pack", pack).stdout
    assert "form: Form A" in shown
    assert "clinic.age: Patients are adults (moderate, stable)" in shown
    assert shown.rstrip().endswith("next: leakcheck explain clinic.age")
    done = run("packs", "show", "clinci", "--pack", pack)
    assert done.exit_code == 2
    assert "clinic (or: leakcheck packs list)" in done.stderr


def test_packs_check_runs_the_examples(run, pack):
    done = run("packs", "check", pack)
    assert (done.exit_code, done.stdout) == (0, "clinic: 1 rule, 4 examples, all as they say\n")
    pack.write_text(PACK.replace('age = "7"', 'age = "70"'))
    done = run("packs", "check", pack)
    assert done.exit_code == 1
    assert done.stdout.startswith("clinic: 1 problem in 4 examples\n  ")
    assert "clinic.age" in done.stdout
    pack.write_text(PACK.replace("strength =", "strenght ="))
    done = run("packs", "check", pack)
    assert done.exit_code == 3
    assert "clinic.toml" in done.stderr


def test_packs_check_of_an_unknown_name(run, tmp_path):
    assert run("packs", "check", "nonesuch").exit_code == 2
    assert run("packs", "check", tmp_path / "no.toml").exit_code == 3


def test_packs_new_passes_its_own_check(run, tmp_path):
    target = tmp_path / "ration_office.toml"
    done = run("packs", "new", "ration_office", "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert run("packs", "check", target).exit_code == 0
    assert run("packs", "new", "ration_office").stdout == target.read_text("utf-8")
    assert run("packs", "new", "ration_office", "-o", target).exit_code == 2
    assert run("packs", "new", "Ration-Office").exit_code == 2
    outcomes = {e.outcome for e in parse_pack(target.read_bytes(), "x").rules[0].examples}
    assert len(outcomes) == 4


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    done = run("completion", shell)
    assert done.exit_code == 0
    assert "_LEAKCHECK_COMPLETE" in done.stdout


def test_completion_suggests_a_shell(run):
    assert "zsh" in run("completion", "zhs").stderr
