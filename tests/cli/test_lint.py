"""lint: one line a failing record and finding, exit codes for CI, values masked."""

from dataclasses import replace

import pytest

from leakcheck import api
from leakcheck.errors import InputError
from leakcheck.model import Tally


@pytest.fixture
def folder(tmp_path):
    for name in ("b.csv", "a.csv", "sub/c.csv", ".hidden", ".git/d.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x\n")
    return tmp_path


def test_one_line_a_row_and_finding(run, answers, samples, folder):
    answers(samples.fabricated())
    done = run("lint", folder / "a.csv")
    assert done.exit_code == 1
    rule = "cowin.adult-birth-year-only"
    said = "The record shows a full date of birth (••-••-••••); this interface holds only a year. [strong]"
    cells = "(birth_date ••-••-••••, age ••, name A••• S•••••)"
    assert done.stdout == f"{folder / 'a.csv'}:2: {rule}: {said} {cells}\n"
    assert done.stderr == "1 file read, 1 finding.\n"


def test_folders_in_order_without_hidden_files(run, answers, samples, folder):
    calls = answers(samples.unclaimed())
    done = run("lint", folder)
    assert [call[0].relative_to(folder).as_posix() for call in calls] == ["a.csv", "b.csv", "sub/c.csv"]
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "3 files read, 0 findings.\n")


@pytest.mark.parametrize(
    ("strength", "fail_on", "code"),
    [
        ("weak", "weak", 1),
        ("weak", "moderate", 0),
        ("moderate", "moderate", 1),
        ("moderate", "strong", 0),
        ("strong", "strong", 1),
    ],
)
def test_exit_code_by_strength(run, answers, samples, folder, strength, fail_on, code):  # noqa: PLR0917
    finding = replace(samples.BIRTH, strength=strength)
    answers(replace(samples.fabricated(), findings=(finding,)))
    done = run("lint", folder / "a.csv", "--fail-on", fail_on)
    assert done.exit_code == code
    assert f"[{strength}]" in done.stdout


def test_what_does_not_count_is_not_printed(run, answers, samples, folder):
    answers(replace(samples.fabricated(), findings=(samples.DRAFT, samples.AADHAAR)))
    done = run("lint", folder / "a.csv")
    assert (done.exit_code, done.stdout) == (0, "")


def test_many_rows_are_counted(run, answers, samples, folder):
    many = Tally(failed=500, rows=tuple(range(2, 22)))
    other = replace(samples.BIRTH, rule="a.first", tally=Tally(failed=1, rows=(3,)))
    whole = replace(samples.BIRTH, rule="z.table", tally=Tally(failed=1))
    answers(replace(samples.fabricated(), findings=(replace(samples.BIRTH, tally=many), other, whole)))
    lines = run("lint", folder / "a.csv").stdout.splitlines()
    rows = [int(line.split(":")[1]) for line in lines[:11]]
    assert rows == sorted(rows)
    assert lines[11].endswith("cowin.adult-birth-year-only: and 490 more records")
    assert ": z.table: The record shows" in lines[12]
    assert len(lines) == 13


def test_unreadable_files_are_said_and_the_rest_is_read(run, samples, folder, monkeypatch):
    def verify(path, **_):
        if path.name == "a.csv":
            raise InputError("is empty", where="a.csv", hint="another file")
        return api.Report(samples.unclaimed())

    monkeypatch.setattr(api, "verify", verify)
    done = run("lint", folder)
    assert done.exit_code == 0
    assert done.stderr == "skipped: a.csv: is empty\n2 files read, 0 findings. 1 file skipped.\n"
    done = run("lint", folder / "a.csv")
    assert done.exit_code == 3
    assert "error: a.csv: is empty\ntry: another file\n" in done.stderr
    assert "error: none of the files could be read" in done.stderr


def test_nothing_there_is_never_a_clean_bill(run, tmp_path):
    assert run("lint", tmp_path).exit_code == 3
    assert run("lint", tmp_path / "no.csv").exit_code == 3
    assert run("lint").exit_code == 2


def test_claims_and_packs_reach_the_judging(run, answers, samples, folder):
    calls = answers(samples.unclaimed())
    assert run("lint", folder, "--claims", "cowin", "--pack", "p.toml", "-q").output == ""
    assert {call[1]["claims"] for call in calls} == {"cowin"}
