"""The public door: what may be given, what comes back, what is refused."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

import leakcheck
from leakcheck.errors import InputError, UsageError

SAMPLES = Path(__file__).parents[2] / "samples"
RECORD = "Name: A. Sharma\nAge: 41\nDate of Birth: 12-03-1982\nMobile: 98300 04829\n"


def outcome(report: leakcheck.Report, rule: str) -> str:
    tally = {f.rule: f.tally for f in report.result.findings}.get(rule)
    return "untested" if tally is None else "fail" if tally.failed else "pass"


def test_path_text_bytes_and_frame_are_all_evidence() -> None:
    import pandas as pd

    path = SAMPLES / "dump-registration.csv"
    frame = leakcheck.verify(pd.read_csv(path), claims="cowin")
    file = leakcheck.verify(path, claims="cowin")
    named = leakcheck.verify(str(path), claims="cowin")
    piped = leakcheck.verify(path.read_bytes(), claims="cowin")
    counts = [
        [(f.rule, f.tally.passed, f.tally.failed) for f in r.result.findings]
        for r in (frame, file, named, piped)
    ]
    assert counts[0] == counts[1] == counts[2] == counts[3]
    assert leakcheck.verify(RECORD, claims="cowin").result.ledger.rows == 1


def test_same_input_same_bytes() -> None:
    first, second = (
        leakcheck.verify(SAMPLES / "dump-careless.csv", claims="cowin").to_json() for _ in range(2)
    )
    assert first == second


def test_findings_frame_has_one_row_a_finding() -> None:
    report = leakcheck.verify(SAMPLES / "bot-reply-en.txt", claims="cowin")
    frame = report.findings_frame()
    assert len(frame) == len(report.result.findings)
    assert frame["log10_lr"].is_monotonic_decreasing
    assert frame.loc[0, "rule"] == "cowin.adult-birth-year-only"


def test_without_a_claim_a_system_is_proposed_and_not_used() -> None:
    report = leakcheck.verify(SAMPLES / "dump-registration.csv")
    assert report.result.proposal == "cowin"
    assert [a.axis for a in report.verdict.axes] == ["collected"]
    assert not [f for f in report.result.findings if f.rule.startswith("cowin.")]


def test_a_claimed_surface_overrules_the_markers() -> None:
    assert outcome(leakcheck.verify(RECORD, claims="cowin"), "cowin.adult-birth-year-only") == "fail"
    report = leakcheck.verify(RECORD, claims="cowin:certificate-international")
    assert outcome(report, "cowin.adult-birth-year-only") == "untested"


def test_the_claims_date_settles_who_was_an_adult() -> None:
    record = "Name: A. Sharma\nDate of Birth: 12-03-2004\n"
    rule = "cowin.adult-birth-year-only"
    assert outcome(leakcheck.verify(record, claims="cowin"), rule) == "untested"
    early = leakcheck.verify(record, claims="cowin", date=datetime.date(2021, 6, 1))
    assert {u.rule: u.reason for u in early.result.untested}[rule].startswith("does not apply")


def test_map_overrides_the_guess() -> None:
    report = leakcheck.verify("a,b\nA. Sharma,41\nB. Rao,35\n", map={"a": "name", "b": "age"})
    assert report.result.mapping.fields() == {"name": 0, "age": 1}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"claims": "nosuch"}, UsageError),
        ({"claims": "cowin:nosuch"}, UsageError),
        ({"claims": "cowin", "map": ["nonsense"]}, UsageError),
        ({"claims": "cowin", "input_format": "nosuch"}, UsageError),
        ({"claims": "cowin", "distrust": ["nobody"]}, UsageError),
        ({"claims": "cowin", "prior": 2.0}, UsageError),
    ],
)
def test_wrong_words_are_refused(arguments: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        leakcheck.verify(RECORD, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "evidence", ["", "   \n\n", b"", b"\x00\x01\x02\x03" * 100, "missing-file.csv", Path("/"), "name,age\n"]
)
def test_nothing_to_read_is_one_input_error(evidence: str | bytes | Path) -> None:
    with pytest.raises(InputError) as caught:
        leakcheck.verify(evidence, claims="cowin")
    assert caught.value.message
    assert "\n" not in str(caught.value)


def test_a_pasted_record_needs_neither_numpy_nor_arrow_nor_pandas() -> None:
    script = (
        "import sys, leakcheck; r = leakcheck.verify(sys.argv[1], claims='cowin'); r.to_json(); r.render();"
        "sys.exit(bool({'numpy', 'pyarrow', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script, RECORD], check=False).returncode == 0  # noqa: S603


def test_masked_by_default_and_shown_only_on_request() -> None:
    report = leakcheck.verify(RECORD, claims="cowin")
    masked = report.to_json()
    assert "12-03-1982" not in masked
    assert "98300" not in masked
    assert "12-03-1982" in report.to_json(show="values")
    assert json.loads(masked)["schema"] == 1
