"""The samples are what their script writes, and come out as their README says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import leakcheck

SAMPLES = Path(__file__).parents[2] / "samples"


def test_the_script_writes_exactly_these_files(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.HERE = tmp_path
    assert script.main() == 0
    made = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert made == {p.name: p.read_bytes() for p in SAMPLES.iterdir() if p.suffix in (".csv", ".txt")}


@pytest.mark.parametrize(
    ("name", "word", "reason"),
    [
        ("bot-reply-en.txt", "fabricated", "misattributed"),
        ("bot-reply-hi.txt", "fabricated", "misattributed"),
        ("dump-careless.csv", "fabricated", "invented"),
        ("dump-registration.csv", "fabricated", "invented"),
        ("certificate-international.txt", "inconclusive", "too-little"),
    ],
)
def test_verdict(name: str, word: str, reason: str) -> None:
    verdict = leakcheck.verify(SAMPLES / name, claims="cowin").verdict
    assert (verdict.word, verdict.reason) == (word, reason)


@pytest.mark.parametrize("name", ["bot-reply-en.txt", "bot-reply-hi.txt"])
def test_transcripts_name_the_rule_its_source_and_what_distrust_changes(name: str) -> None:
    report = leakcheck.verify(SAMPLES / name, claims="cowin")
    assert "cowin.adult-birth-year-only" in report.verdict.carried_by
    said = report.render("text")
    assert "date of birth" in said
    assert "(grade B2)" in said
    assert "Without any denial" in said
    assert "Without anything published by Ministry of Health and Family Welfare, India" in said


def test_distrust_is_obeyed_and_recorded() -> None:
    report = leakcheck.verify(
        SAMPLES / "bot-reply-en.txt",
        claims="cowin",
        distrust=["CoWIN platform (operator's published artefacts)", "denial"],
    )
    assert report.result.distrusted == ("CoWIN platform (operator's published artefacts)", "denial")
    trusted = leakcheck.verify(SAMPLES / "bot-reply-en.txt", claims="cowin")
    birth = {f.rule: f.log10_lr for f in report.result.findings}["cowin.adult-birth-year-only"]
    assert birth < {f.rule: f.log10_lr for f in trusted.result.findings}["cowin.adult-birth-year-only"]


def test_the_certificate_does_not_fail_the_birth_rule() -> None:
    result = leakcheck.verify(SAMPLES / "certificate-international.txt", claims="cowin").result
    assert "certificate-international" in result.surfaces
    assert not [f for f in result.findings if f.tally.failed]


def test_every_line_of_the_broken_file_is_accounted_for() -> None:
    ledger = leakcheck.verify(SAMPLES / "broken.csv", claims="cowin").result.ledger
    assert ledger.lines == len((SAMPLES / "broken.csv").read_bytes().splitlines())
    assert (ledger.rejected, ledger.repaired, ledger.repeated_header, ledger.preamble, ledger.footer) == (
        1,
        2,
        1,
        1,
        1,
    )
    assert {e.line for e in ledger.events if e.kind == "rejected"} == {23}
