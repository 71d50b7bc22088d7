"""verify and paste: what is asked of the judging, what is printed where, and the exit code."""

import datetime
import json
import os
from pathlib import Path

import pytest

from leakcheck.errors import InputError, InternalError, PackError, UsageError


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.csv"
    path.write_text("a\n1\n")
    return path


def test_the_report_is_the_answer(run, answers, samples, dump):
    calls = answers(samples.fabricated())
    done = run("verify", dump)
    assert done.exit_code == 0
    assert done.stdout.startswith("FABRICATED: does not fit the claimed system (cowin).\n")
    assert done.stderr == ""
    assert f"run: leakcheck verify {dump}" in done.stdout.replace("\n  ", " ")
    assert calls[0][0] == dump


def test_every_option_reaches_the_judging(run, answers, samples, dump):
    calls = answers(samples.fabricated())
    run(
        "verify",
        dump,
        "--claims",
        "cowin:api-v2",
        "--pack",
        "a.toml",
        "--pack",
        "b.toml",
        "--map",
        "x=name",
        "--input-format",
        "csv",
        "--distrust",
        "denial",
        "--seed",
        7,
        "--date",
        "2023-06-12",
        "--prior",
        "0.25",
        "--jobs",
        3,
        "--sample",
        500,
        "--weights",
        "w.json",
    )
    options = calls[0][1]
    assert options.pop("progress") is None
    assert options.pop("stop")() is False
    assert options.pop("engine") is None
    assert options == {
        "jobs": 3,
        "claims": "cowin:api-v2",
        "packs": (Path("a.toml"), Path("b.toml")),
        "map": ("x=name",),
        "input_format": "csv",
        "distrust": ("denial",),
        "seed": 7,
        "sample": 500,
        "date": datetime.date(2023, 6, 12),
        "prior": 0.25,
        "weights": Path("w.json"),
    }


def test_a_dash_reads_the_pipe(run, answers, samples):
    calls = answers(samples.fabricated())
    assert run("verify", "-", input=b"a\n\xff\n").exit_code == 0
    assert str(calls[0][0]) == "-", "the spooling door reads it, not the command"


@pytest.mark.parametrize(
    ("result", "fail_on", "code"),
    [
        ("fabricated", None, 0),
        ("fabricated", "fabricated", 1),
        ("fabricated", "inconclusive", 1),
        ("unclaimed", None, 0),
        ("unclaimed", "fabricated", 0),
        ("unclaimed", "inconclusive", 1),
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_exit_code(run, answers, samples, dump, result, fail_on, code, format):  # noqa: A002, PLR0917
    answers(getattr(samples, result)())
    options = ["--fail-on", fail_on] if fail_on else []
    assert run("verify", dump, "--format", format, *options).exit_code == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (
            InputError(
                "a NUL byte",
                where="dump.csv, row 1204",
                hint="leakcheck verify dump.csv --input-format sqldump",
            ),
            3,
        ),
        (UsageError("no pack called 'in.pna'", hint="in.pan (or: leakcheck packs list)"), 2),
        (PackError("key 'x' is not known here", where="p.toml, rule a.b", hint="known keys: y"), 3),
        (InternalError("ledger: 3 lines accounted for, 4 read"), 70),
    ],
)
def test_foreseen_failures_say_what_where_and_what_to_try(run, answers, dump, error, code):
    answers(error)
    done = run("verify", dump)
    assert done.exit_code == code
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert first == f"error: {error}"
    assert rest == ([f"try: {error.hint}"] if error.hint else [])


def test_too_little_memory_is_no_defect(run, answers, dump):
    answers(MemoryError("SECRET"))
    done = run("verify", dump)
    assert done.exit_code == 3
    assert done.stderr.startswith("error: the evidence: needs more memory than allowed\ntry: ")
    assert "SECRET" not in done.output


@pytest.mark.parametrize("error", [ValueError("SECRET 98765"), EOFError("SECRET"), RecursionError("SECRET")])
def test_a_defect_says_where_and_nothing_of_the_data(run, answers, dump, error):
    answers(error)
    plain, debug = run("verify", dump), run("verify", dump, "--debug")
    assert plain.exit_code == debug.exit_code == 70
    said = plain.stderr.lstrip()  # click ends the line of a Ctrl-D, for which it takes any EOFError
    assert said.startswith(
        f"error: leakcheck stopped in cli._judging ({type(error).__name__})\ntry: again with"
    )
    assert "SECRET" not in plain.output + debug.output
    assert "leakcheck.cli._judging:" in debug.stderr
    assert debug.stderr.rstrip().endswith(type(error).__name__)


def test_debug_tells_the_whole_chain_without_messages(run, answers, dump):
    error = ValueError("SECRET outer")
    error.__cause__ = KeyError("SECRET inner")
    answers(error)
    said = run("--debug", "verify", dump).stderr
    assert said.index("KeyError") < said.rindex("ValueError")
    assert "SECRET" not in said


def test_interrupted(run, answers, dump):
    answers(KeyboardInterrupt())
    done = run("verify", dump)
    assert (done.exit_code, done.stderr.strip()) == (130, "error: interrupted")


def test_a_missing_file_names_the_nearest(run, dump):
    done = run("verify", dump.with_name("dunp.csv"))
    assert done.exit_code == 3
    assert done.stderr == f"error: {dump.with_name('dunp.csv')}: there is no such file\ntry: {dump}\n"


@pytest.mark.parametrize(
    ("options", "error", "hint"),
    [
        (["--format", "jsn"], "--format: no such choice: 'jsn'", "json"),
        (["--show", "mask"], "--show: no such choice: 'mask'", "masked"),
        (["--fail-on", "plausible"], "--fail-on: no such choice", "one of fabricated, inconclusive"),
        (["--date", "12-06-2023"], "--date: '12-06-2023' is no date", "2023-06-12"),
        (["--date", "2023-02-30"], "--date: '2023-02-30' is no date", "2023-06-12"),
        (["--prior", "1"], "--prior", "leakcheck verify --help"),
        (["--clams", "x"], "no such option '--clams'", "--claims"),
    ],
)
def test_wrong_usage(run, dump, options, error, hint):
    done = run("verify", dump, *options)
    assert done.exit_code == 2
    first, second = done.stderr.splitlines()
    assert first.startswith("error: ")
    assert error in first
    assert second.startswith("try: ")
    assert hint in second


def test_output_goes_to_a_file_whole(run, answers, samples, dump):
    answers(samples.fabricated())
    target = dump.with_name("report.json")
    done = run("verify", dump, "-o", target, "--format", "json", "--color", "always")
    assert done.stdout == ""
    assert done.stderr == f"FABRICATED: does not fit the claimed system (cowin). (report: {target})\n"
    assert json.loads(target.read_text("utf-8"))["verdict"] == "fabricated"
    assert sorted(p.name for p in dump.parent.iterdir()) == ["dump.csv", "report.json"]


def test_output_never_replaces_the_evidence(run, answers, samples, dump):
    answers(samples.fabricated())
    done = run("verify", dump, "-o", dump)
    assert done.exit_code == 2
    assert dump.read_text() == "a\n1\n"


def test_output_that_cannot_be_written_is_wrong_usage(run, answers, samples, dump):
    answers(samples.fabricated())
    done = run("verify", dump, "-o", dump.with_name("no") / "x.txt")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
def test_output_to_a_device_writes_into_it(run, answers, samples, dump):
    answers(samples.fabricated())
    assert run("verify", dump, "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_quiet_is_one_line(run, answers, samples, dump):
    answers(samples.fabricated())
    done = run("verify", dump, "-q")
    assert done.output == "FABRICATED: does not fit the claimed system (cowin).\n"
    assert json.loads(run("verify", dump, "-q", "--format", "json").stdout)["schema"] == 1


@pytest.mark.parametrize(("show", "seen"), [("masked", False), ("none", False), ("values", True)])
def test_values_only_when_asked_for(run, answers, samples, dump, show, seen):
    answers(samples.fabricated())
    for format_ in ("text", "json"):
        said = run("verify", dump, "--show", show, "--format", format_).stdout
        assert (samples.BORN in said) is seen


def test_colour_follows_flag_and_environment(run, answers, samples, dump, monkeypatch):
    answers(samples.fabricated())
    assert "\x1b" not in run("verify", dump).output
    assert "\x1b[" in run("verify", dump, "--color", "always").output
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("verify", dump).output
    assert "\x1b" not in run("verify", dump, "--color", "never").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("verify", dump).output


def test_paste_reads_to_the_end(run, answers, samples):
    calls = answers(samples.fabricated())
    done = run("paste", "--claims", "cowin", "--date", "2023-06-12", input="Name: A. Sharma\nAge: 41\n")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert calls[0][0] == b"Name: A. Sharma\nAge: 41\n"
    assert calls[0][1]["claims"] == "cowin"


@pytest.mark.parametrize("nothing", ["", " \n\t\n"])
def test_paste_of_nothing_is_no_verdict(run, nothing):
    done = run("paste", input=nothing)
    assert done.exit_code == 3
    assert done.stderr.startswith("error: nothing was pasted\ntry: ")


def test_the_pipe_is_spooled_and_judged(run):
    people = b"name,age\n" + b"".join(b"A. Sharma,%d\n" % n for n in range(20, 60))
    done = run("verify", "-", "--format", "json", input=people)
    assert done.exit_code == 0
    tree = json.loads(done.stdout)
    assert (tree["reading"]["source"], tree["ledger"]["rows"]) == ("standard input", 40)


def test_a_folder_is_one_claim_with_the_flag(run, tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("name,age\nA. Sharma,41\nB. Rao,35\n")
    done = run("verify", tmp_path, "--folder", "--format", "json")
    assert json.loads(done.stdout)["ledger"]["rows"] == 4
