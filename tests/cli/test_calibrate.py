"""calibrate: a user's own genuine tables move the genuine side, and only that."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from leakcheck.cli import main
from leakcheck.forensics.statistics.makers import coherent, independent
from leakcheck.weighing.signalbook import FILE


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def write(folder: Path, number: int, make=independent, rows: int = 200) -> Path:
    header, records = make(number, rows)
    path = folder / f"t{number}.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header, *([cell or "" for cell in row] for row in records)])
    return path


def ratio(path: Path, *words: object) -> float:
    return float(
        json.loads(run("verify", path, "--format", "json", *words).stdout)["forensics"]["log10_lr_any"]
    )


def test_tables_said_to_be_genuine_make_their_like_less_suspect(tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "weights.json"
    own.mkdir()
    for number in range(12):
        write(own, number)
    done = run("calibrate", "--add", own, "--output", out)
    assert done.exit_code == 0, done.output
    assert "12 tables counted in" in done.stderr
    suspect = write(tmp_path, 99)
    assert ratio(suspect, "--weights", out) < ratio(suspect)
    before, after = (json.loads(path.read_bytes()) for path in (FILE, out))
    assert after["counts"]["own_tables"] == 12
    for name, entry in before["detectors"]["generated"]["signals"].items():
        fakes = [
            sum(map(sum, (n["fake"] for n in e["nodes"])))
            for e in (entry, after["detectors"]["generated"]["signals"][name])
        ]
        assert fakes[0] == fakes[1], name


def test_the_report_names_the_weights(tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "weights.json"
    own.mkdir()
    table = write(own, 1, coherent)
    assert run("calibrate", "--add", table, "--output", out).exit_code == 0
    versions = [
        json.loads(run("verify", table, "--format", "json", *words).stdout)["versions"]["weights"]
        for words in ((), ("--weights", out))
    ]
    assert versions[0] != versions[1]


def test_what_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "short.csv").write_text("name,age\nA. Sharma,41\n")
    out = tmp_path / "weights.json"
    short = run("calibrate", "--add", tmp_path / "short.csv", "--output", out)
    assert (short.exit_code, out.exists()) == (3, False)
    assert "fewer than 30 records" in short.stderr
    for words in (
        ("calibrate", "--add", tmp_path / "nix", "--output", out),
        ("verify", tmp_path / "short.csv", "--weights", tmp_path / "nix"),
        ("verify", write(tmp_path, 5), "--weights", tmp_path / "nix"),
    ):
        done = run(*words)
        assert done.exit_code in (0, 3), done.output
        assert "Traceback" not in done.output
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{}")
    done = run("verify", tmp_path / "t5.csv", "--weights", damaged)
    assert done.exit_code == 3
    assert "unknown schema" in done.stderr
    damaged.write_text(json.dumps(json.loads(FILE.read_bytes()) | {"signals": "0" * 64}))
    for words in (
        ("verify", tmp_path / "t5.csv", "--weights", damaged),
        ("calibrate", "--add", tmp_path / "t5.csv", "--weights", damaged, "--output", out),
    ):
        done = run(*words)
        assert (done.exit_code, out.exists()) == (3, False)
        assert "another version's signals" in done.stderr
