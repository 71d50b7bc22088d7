"""The shipped samples through the real thing: an answer, in every format, without a single value."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import leakcheck

ROOT = Path(__file__).parents[2]
SOURCE = Path(leakcheck.__file__).parents[1]
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in {".csv", ".txt"})
SCHEMA = json.loads((SOURCE / "leakcheck" / "reports" / "report-1.schema.json").read_text("utf-8"))
PASTED = "Name: Asha Sharma\nAge: 41\nDate of Birth: 12-03-1982\nMobile: 9876543210\nAadhaar: 234123412346\n"
VERDICTS = ("PLAUSIBLE: ", "FABRICATED: ", "INCONCLUSIVE: ")
samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)


def numbers(text):
    """Every whole number of seven digits or more: no report may repeat one."""
    return set(re.findall(r"\d{7,}", text.translate({ord(c): None for c in " -"})))


@samples
def test_text_answers_first_and_hides_every_number(run, path):
    done = run("verify", path, "--claims", "cowin")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(VERDICTS)
    assert done.stdout.splitlines()[-1].startswith("next: leakcheck ")
    said = re.sub(r"\bhttps?://\S+", "", done.stdout[: done.stdout.index("\nTo repeat this\n")])
    assert numbers(said) & numbers(path.read_text("utf-8", errors="replace")) == set()


@samples
def test_json_keeps_to_the_schema(run, path):
    done = run("verify", path, "--claims", "cowin", "--format", "json")
    assert done.exit_code == 0, done.output
    tree = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(tree)
    shown = json.dumps([tree["findings"], tree["mapping"], tree["ledger"]], ensure_ascii=False)
    assert numbers(shown) & numbers(path.read_text("utf-8", errors="replace")) == set()


def test_the_same_run_gives_the_same_bytes(run):
    path = ROOT / "samples" / "broken.csv"
    assert run("verify", path, "--format", "json").stdout == run("verify", path, "--format", "json").stdout


def test_a_pasted_record_is_judged_without_the_heavy_libraries():
    code = (
        "import sys\n"
        "from leakcheck.cli import main\n"
        "try: main(['paste', '--claims', 'cowin'])\n"
        "except SystemExit as left: assert left.code == 0, left.code\n"
        "print([m for m in ('numpy', 'pandas', 'pyarrow') if m in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(  # noqa: S603 - our own code
        command,
        input=PASTED.encode(),
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.decode().startswith(VERDICTS), done.stderr
    assert done.stderr.decode().strip() == "[]"


def test_the_founding_case(run):
    done = run("paste", "--claims", "cowin", input=PASTED)
    assert done.exit_code == 0
    assert "cowin.adult-birth-year-only" in done.stdout
    assert "The record shows a full date of birth (••-••-••••)" in " ".join(done.stdout.split())
    assert not [
        secret for secret in ("Asha", "Sharma", "1982", "9876543210", "2341") if secret in done.stdout
    ]


def test_lint_of_the_samples_finds_something(run):
    done = run("lint", ROOT / "samples" / "dump-careless.csv", "--claims", "cowin")
    assert done.exit_code == 1
    assert re.search(r"dump-careless\.csv:\d+: india_identity\.aadhaar-check-digit: ", done.stdout)


def test_every_shipped_rule_can_be_explained(run):
    from leakcheck import packshelf

    for pack in packshelf.shipped():
        assert run("packs", "show", pack.id).exit_code == 0
        for rule in pack.rules:
            done = run("explain", rule.id)
            assert done.exit_code == 0, rule.id
            assert not re.search(r"\{[a-z]", done.stdout.split("Where and when")[0].replace("{1", "")), (
                rule.id
            )


def test_shipped_packs_pass_their_check(run):
    done = run("packs", "check")
    assert done.exit_code == 0, done.output
