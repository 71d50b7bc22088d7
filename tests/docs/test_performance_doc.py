"""The page of figures, and the ground they stand on: a dump whose faults are known, rules that find them."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEED = ROOT / "benchmarks" / "speed"

sys.path.insert(0, str(ROOT))
try:
    from benchmarks.speed import _dump, _faults, against
    from benchmarks.speed._sheet import Sheet
finally:
    sys.path.remove(str(ROOT))


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")


def titles() -> list[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SPEED.glob("[!_]*.py")))
    return re.findall(r'\bSheet\(\s*"([^"]+)"', text)


@pytest.mark.parametrize("title", titles())
def test_every_table_stands_on_the_page(page: str, title: str) -> None:
    assert f"\n## {title}\n" in page


def test_every_goal_is_judged_on_the_page(page: str) -> None:
    said = re.search(r"In this run (\d+) were met and (\d+) missed", page)
    assert said
    judged = re.findall(r"\| (met|MISSED|not measured) +\|", page)
    assert judged.count("met") == int(said[1])
    assert len(judged) - judged.count("met") == int(said[2])


def test_the_page_names_no_place_and_no_day(page: str) -> None:
    assert not re.search(r"/(?:home|tmp|root|work|Users|var)\b", page)
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", page)


def test_every_peer_has_its_requirements_pinned() -> None:
    scripts = {p.stem.removeprefix("with_") for p in (SPEED / "peers").glob("with_*.py")}
    pinned = {p.stem for p in (SPEED / "requirements").glob("*.txt")}
    assert {peer.tool for peer in against.PEERS} == scripts
    assert {peer.home for peer in against.PEERS} == pinned
    for path in (SPEED / "requirements").glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[^=\s]+", line) for line in lines)


def test_the_pack_does_what_its_examples_say_and_has_a_fault_for_each_rule() -> None:
    from leakcheck import api

    report = api.check_pack(SPEED / "pack.toml")
    assert report.problems == ()
    assert [f"speed.{rule}" for rule in _faults.FAULTS] == [rule.id for rule in report.pack.rules]


def test_the_dump_is_repeatable_and_does_not_depend_on_how_much_is_asked_for(tmp_path: Path) -> None:
    for name, rows in (("a", 2000), ("b", 2000), ("c", 21_000)):
        _dump.write_dump(tmp_path / name, rows)
    short = (tmp_path / "a").read_bytes()
    assert short == (tmp_path / "b").read_bytes()
    assert (tmp_path / "c").read_bytes().startswith(short)
    assert short.count(b"\n") == 2001


def test_leakcheck_finds_every_fault_and_no_other(tmp_path: Path) -> None:
    from leakcheck import api

    counts = _dump.write_dump(tmp_path / "dump.csv", 3000)
    assert set(counts.values()) == {3}
    report = api.verify(tmp_path / "dump.csv", claims="speed", packs=[SPEED / "pack.toml"])
    own = {f.rule: f.tally.failed for f in report.result.findings if f.rule.startswith("speed.")}
    assert own == {f"speed.{rule}": count for rule, count in counts.items()}


def test_the_lists_of_the_pack_are_those_the_peers_use() -> None:
    facts = tomllib.loads((SPEED / "facts.toml").read_text(encoding="utf-8"))
    rules = {r["id"]: r for r in tomllib.loads((SPEED / "pack.toml").read_text(encoding="utf-8"))["rule"]}

    def listed(rule: str, field: str, operator: str = "one_of") -> list[str]:
        return list(rules[f"speed.{rule}"]["expect"][field][operator])

    assert listed("gender-listed", "gender") == facts["genders"]
    assert listed("id-type-listed", "id_type") == facts["id_types"]
    assert listed("vaccine-listed", "vaccine") == list(facts["manufacturers"])
    assert listed("state-listed", "state") == list(facts["states"].values())
    assert listed("name-no-placeholder", "name", "none_of") == facts["placeholder_names"]
    assert listed("mobile-no-placeholder", "mobile", "none_of") == facts["placeholder_mobiles"]


def test_a_sheet_counts_the_goals_that_were_missed() -> None:
    sheet = Sheet("Anything", ("what", "figure", "goal", ""))
    sheet.add("good", 1.5, *sheet.judge(1.5, 2.0, most=True))
    sheet.add("bad", 1234.5, *sheet.judge(1.5, 2.0))
    sheet.add("none", None, *sheet.judge(None, 2.0))
    assert (sheet.goals, sheet.missed) == (3, 2)
    assert "| bad  | 1,234" in sheet.text()
    assert "not measured" in sheet.text()
