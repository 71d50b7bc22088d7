"""read: what is shown without judging, the records for other tools, and the lines that were refused."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import jsonschema
import pytest
from pyarrow import parquet

import leakcheck
from leakcheck import api, discover
from leakcheck.cli import _judging
from leakcheck.model import LINE_CLASSES
from leakcheck.writers._guard import unguard

HERE = Path(leakcheck.__file__).parent
SAMPLES = Path(__file__).parents[2] / "samples"
SCHEMA = json.loads((HERE / "cli" / "reading-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NAMES, MOBILE = ("Asha Sharma", "Bala Rao", "Chitra Das"), "9876543210"
BROKEN = f"""Export of 3 March
name;mobile;note
{NAMES[0]};{MOBILE};=1+1
{NAMES[1]};9812345670
name;mobile;note
"{NAMES[2]};9712345678;ok
D. Iyer;9612345678;a;b;c
E. Khan;9512345678;-5
"""


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.csv"
    path.write_text(BROKEN)
    return path


def written(path, kind):
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    if kind == "jsonl":
        return [json.loads(line) for line in path.read_text("ascii").splitlines()]
    return parquet.read_table(path).to_pylist()


def test_the_account_says_what_was_understood(run, broken):
    done = run("read", broken)
    assert (done.exit_code, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    for part in (
        "format csv: Delimited text",
        "encoding utf-8 (every byte fits)",
        "delimiter semicolon (next best: ",
        "header ",
        '2. mobile -> mobile (label "mobile" means mobile',
        "First 4 records (values masked) line 3 name: A••• S•••••",
        "4 records in 8 lines, every line in one class",
        "rejected 1 blank 0",
        "line 7, rejected: 5 cells where 3 were expected",
        "sha256 ",
        f"next: leakcheck verify {broken}",
    ):
        assert part in said, part
    assert all(name.replace("_", " ") in said for name in LINE_CLASSES)
    assert not [secret for secret in (*NAMES, MOBILE, "=1+1") if secret in done.stdout]


def test_json_follows_its_schema_and_says_the_same(run, broken):
    done = run("read", broken, "--format", "json")
    tree = json.loads(done.stdout)
    VALIDATOR.validate(tree)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    (file,) = tree["files"]
    assert done.stdout.isascii()
    assert file["ledger"]["lines"] == sum(file["ledger"][name] for name in LINE_CLASSES) == 8
    assert [row["line"] for row in file["rows"]] == [3, 4, 6, 8]
    assert [column["field"] for column in file["columns"]][:2] == ["name", "mobile"]
    assert file["rows"][1]["cells"][2] is None
    assert run("read", broken, "--format", "json").stdout == done.stdout


@pytest.mark.parametrize(
    "name", sorted(p.name for p in SAMPLES.iterdir() if p.suffix in (".csv", ".txt", ".json"))
)
def test_every_sample_is_read_and_fits_the_schema(run, name):
    done = run("read", SAMPLES / name, "--format", "json", "--rows", 2)
    assert done.exit_code == 0, done.stderr
    VALIDATOR.validate(json.loads(done.stdout))


@pytest.mark.parametrize(("rows", "shown"), [(0, []), (1, [3]), (1000, [3, 4, 6, 8])])
def test_as_many_rows_as_asked_for(run, broken, rows, shown):
    tree = json.loads(run("read", broken, "--rows", rows, "--format", "json").stdout)
    assert [row["line"] for row in tree["files"][0]["rows"]] == shown
    assert run("read", broken, "--rows", -1).exit_code == 2


@pytest.mark.parametrize(("show", "seen"), [("masked", False), ("none", False), ("values", True)])
def test_values_only_when_asked_for(run, broken, tmp_path, show, seen):
    out = tmp_path / "out"
    for options in (
        (),
        ("-f", "json"),
        ("--to", "csv"),
        ("--to", "jsonl"),
        ("-o", out),
        ("--to", "csv", "-o", out),
    ):
        done = run("read", broken, "--show", show, *options)
        said = done.stdout + (out.read_text("utf-8") if out.exists() else "")
        assert (NAMES[0] in said, MOBILE in said) == (seen, seen)
        assert done.exit_code == 0
        out.unlink(missing_ok=True)


def test_several_files_go_on_after_one_that_cannot_be_read(run, broken, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    done = run("read", broken, empty, tmp_path / "gone.csv", broken, "-f", "json")
    assert done.exit_code == 3
    assert [file["source"] for file in json.loads(done.stdout)["files"]] == [str(broken)] * 2
    assert f"error: {empty}: is empty" in done.stderr
    assert "gone.csv: there is no such file" in done.stderr
    assert run("read", broken, broken).stdout.count("Lines\n") == 2
    alone = run("read", empty)
    assert (alone.exit_code, alone.stdout) == (3, "")


def test_a_pipe_is_read_once(run):
    done = run("read", "-", input=BROKEN.encode())
    assert done.exit_code == 0
    assert done.stdout.startswith("standard input: ")
    assert "next: leakcheck verify -" in done.stdout
    assert (
        run("read", "-", "--to", "jsonl", "--show", "values", input=BROKEN.encode()).stdout.count("\n") == 4
    )


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_records_are_written_with_their_lines(run, broken, tmp_path, kind):
    out = tmp_path / f"out.{kind}"
    done = run("read", broken, "--to", kind, "-o", out, "--show", "values")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"4 records (in {out})\n"
    rows = written(out, kind)
    assert [int(row["line"]) for row in rows] == [3, 4, 6, 8]
    assert [unguard(row["note"] or "") for row in rows] == ["=1+1", "", "ok", "-5"]
    assert next(iter(rows[0])) == "line"
    assert ("guarded" in rows[0]) == (kind == "csv")
    run("read", broken, "--to", kind, "-o", out, "--show", "values", "--no-lines")
    assert list(written(out, kind)[0]) == ["name", "mobile", "note"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken.csv", out.name]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_written_cells_are_masked_unless_asked_for(run, broken, tmp_path, kind):
    out = tmp_path / "out"
    run("read", broken, "--to", kind, "-o", out, "-q")
    first = written(out, kind)[0]
    assert (first["name"], first["mobile"]) == ("A••• S•••••", "•" * 10)


def test_every_record_leads_back_to_its_bytes(run, tmp_path):
    """Round trip: file and line give the raw bytes of each of 1,000 records."""
    source, out = SAMPLES / "dump-registration.csv", tmp_path / "out.jsonl"
    run("read", source, "--to", "jsonl", "-o", out, "--show", "values")
    raw = source.read_bytes().split(b"\n")
    rows = written(out, "jsonl")[:1000]
    assert len(rows) == 1000
    for row in rows:
        line = next(csv.reader([raw[row.pop("line") - 1].decode("utf-8")]))
        assert [cell or "" for cell in row.values()] == line


@pytest.mark.parametrize("name", [n for n in discover.names("readers") if n != "frame"])
def test_whatever_is_read_is_written_row_for_row(run, tmp_path, name):
    """The count is checked inside: a reader whose ledger counts other rows than it gives ends in code 70."""
    example = discover.load("readers", name).EXAMPLE
    path = tmp_path / "evidence"
    path.write_bytes(example)
    account = run("read", path, "-f", "json", "--input-format", name)
    if name == "image" and "needs the extra" in account.stderr:
        pytest.skip("no engine that reads images is installed")
    rows = json.loads(account.stdout)["files"][0]["ledger"]["rows"]
    for kind in ("csv", "jsonl", "parquet"):
        out = tmp_path / f"out.{kind}"
        assert run("read", path, "--input-format", name, "--to", kind, "-o", out).exit_code == 0
        assert len(written(out, kind)) == rows > 0


def test_parquet_needs_a_file(run, broken):
    done = run("read", broken, "--to", "parquet")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: --to parquet: cannot go to standard output\ntry: -o FILE\n"


@pytest.mark.parametrize("flag", [["--to", "csv"], ["--rejects", "r.csv"]])
def test_rows_are_written_of_one_file(run, broken, flag):
    done = run("read", broken, broken, *flag)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: {flag[0]}: ")


def test_rejects_are_lines_with_class_reason_and_masked_text(run, broken, tmp_path):
    out = tmp_path / "rejects.csv"
    done = run("read", broken, "--rejects", out)
    assert done.stderr == f"3 lines were repaired or rejected (in {out})\n"
    assert [list(row.values()) for row in written(out, "csv")] == [
        ["4", "repaired", "1 cell(s) missing at the end", "•••• •••;••••••••••"],
        ["6", "repaired", "stray quote kept as text", '"•••••• •••;••••••••••;••'],
        ["7", "rejected", "5 cells where 3 were expected", "•. ••••;••••••••••;•;•;•"],
    ]
    run("read", broken, "--rejects", out, "--show", "values", "--to", "jsonl")
    assert written(out, "csv")[0]["text"] == f"{NAMES[1]};9812345670"
    run("read", broken, "--rejects", out, "--show", "none")
    assert {row["text"] for row in written(out, "csv")} == {""}


def test_verify_writes_the_same_rejects(run, broken, tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert run("verify", broken, "--rejects", one, "-q").exit_code == 0
    run("read", broken, "--rejects", other)
    assert one.read_bytes() == other.read_bytes()
    piped = run("verify", "-", "--rejects", other, input=BROKEN.encode())
    assert piped.exit_code == 0, piped.stderr
    assert one.read_bytes() == other.read_bytes()


def test_rejects_of_a_clean_file_is_a_header(run, tmp_path):
    out = tmp_path / "rejects.csv"
    done = run("read", "-", "--rejects", out, input=b"name,age\nA. Sharma,41\nB. Rao,35\n")
    assert done.stderr == f"0 lines were repaired or rejected (in {out})\n"
    assert out.read_text() == '"line","class","reason","text"\n'


def test_every_refused_line_is_written(run, tmp_path):
    out = tmp_path / "rejects.csv"
    damaged = (f"A{n},{n}" + ",x,y" * (n % 4 == 0) for n in range(2000))
    done = run("read", "-", "--rejects", out, input="name,age\n{}\n".format("\n".join(damaged)).encode())
    assert done.stderr == f"500 lines were repaired or rejected (in {out})\n"
    assert [int(row["line"]) for row in written(out, "csv")] == [n + 2 for n in range(0, 2000, 4)]


def test_formulas_in_refused_lines_are_guarded(run, tmp_path):
    out, lines = tmp_path / "rejects.csv", "\n".join(f"A{n},{n}" for n in range(20, 50))
    run(
        "read",
        "-",
        "--rejects",
        out,
        "--show",
        "values",
        input=f"name,age\n{lines}\n=1+1,2,3,4\nB,7\n".encode(),
    )
    assert [row["text"] for row in written(out, "csv")] == ["'=1+1,2,3,4"]


@pytest.mark.parametrize(
    "options", [["-o", "{evidence}"], ["--to", "csv", "-o", "{evidence}"], ["--rejects", "{evidence}"],
                ["-o", "{link}"], ["--to", "csv", "-o", "x.csv", "--rejects", "./x.csv"]]
)  # fmt: skip
def test_nothing_replaces_the_evidence_or_another_output(run, broken, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    link = tmp_path / "link.csv"
    link.hardlink_to(broken)
    done = run("read", broken, *(o.format(evidence=broken, link=link) for o in options))
    assert done.exit_code == 2
    assert broken.read_text() == BROKEN
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken.csv", "link.csv"]
    if "--to" not in options and "{link}" not in options:
        assert run("verify", broken, *(o.format(evidence=broken) for o in options)).exit_code == 2


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000, "\udcff"])
def test_a_name_no_file_can_have_is_not_there(run, tmp_path, name):
    for command in ("read", "verify", "lint"):
        done = run(command, tmp_path / name)
        assert done.exit_code == 3
        assert "there is no such file" in done.stderr


def test_nothing_replaces_a_file_of_the_folder_that_is_judged(run, broken, tmp_path):
    for command in (("read",), ("verify", "--folder")):
        done = run(*command, tmp_path, "-o", broken)
        assert (done.exit_code, broken.read_text()) == (2, BROKEN)


def test_lines_of_several_files_and_of_archives_are_found_again(run, broken, tmp_path):
    folder, out = tmp_path / "folder", tmp_path / "rejects.csv"
    folder.mkdir()
    (folder / "a.csv").write_text(BROKEN)
    (folder / "b.csv.gz").write_bytes(gzip.compress(BROKEN.encode()))
    (folder / "c.csv").write_text("town,river\nPune,Mula\nDelhi,Yamuna\n")
    assert run("verify", folder, "--folder", "--rejects", out, "--show", "values").exit_code == 0
    rows = written(out, "csv")
    half = [row["text"] for row in rows][:3]
    assert half[0] == f"{NAMES[1]};9812345670"
    assert [row["text"] for row in rows] == [*half, *half, ""]
    assert [int(row["line"]) for row in rows] == [4, 6, 7, 12, 14, 15, 16]
    assert "c.csv not read" in rows[-1]["reason"]


def test_a_failing_read_leaves_no_output(run, broken, tmp_path, monkeypatch):
    def understand(*_args, **_more):
        raise ZeroDivisionError

    out = tmp_path / "out.csv"
    out.write_text("old")
    monkeypatch.setattr(api, "understand", understand)
    assert run("read", broken, "--to", "csv", "-o", out).exit_code == 70
    assert out.read_text() == "old"


def test_a_lost_row_is_a_defect_and_leaves_no_file(run, broken, tmp_path, monkeypatch):
    """If a writer were handed fewer rows than the ledger counts, nothing would be put in place."""
    from leakcheck.cli import _rows

    real = _rows.shown_blocks
    monkeypatch.setattr(_rows, "shown_blocks", lambda *given: iter(list(real(*given))[:-1]))
    done = run("read", broken, "--to", "jsonl", "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 70
    assert "4 records read, 0 written" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["broken.csv"]


def test_a_pipe_gets_no_control_character(run):
    data = b"name,note\nA. Sharma,\x1b[2Jx\nB. Rao,\xe2\x80\xaey\tz\nC. Das,\xc2\x9b31m\n"
    for kind in ("csv", "jsonl"):
        done = run("read", "-", "--to", kind, "--show", "values", input=data)
        assert done.exit_code == 0, done.stderr
        assert not [c for c in done.stdout if (ord(c) < 0x20 and c != "\n") or c in "\x7f\x9b\u202e"]
        assert "A. Sharma" in done.stdout


def test_a_file_gets_the_cells_as_they_are(run, tmp_path):
    out = tmp_path / "out.csv"
    run(
        "read",
        "-",
        "--to",
        "csv",
        "--show",
        "values",
        "-o",
        out,
        input=b"name,note\nA. Sharma,\x1b[2J\nB. Rao,y\n",
    )
    assert written(out, "csv")[0]["note"] == "\x1b[2J"


def test_how_to_read_can_be_told(run, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes("name!age\nA. Šarma!41\nB. Rao!35\n".encode("cp1250"))
    done = run("read", path, "--delimiter", "!", "--encoding", "cp1250", "--to", "jsonl", "--show", "values")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == ["A. Šarma", "B. Rao"]
    assert "cp1250 (as told)" in run("read", path, "--delimiter", "!", "--encoding", "cp1250").stdout
    assert run("read", path, "--encoding", "utf-8").exit_code == 3
    assert run("read", path, "--encoding", "nonesuch").exit_code == 2
    mapped = run("read", path, "--delimiter", "!", "--map", "age=birth_year", "--format", "json")
    assert json.loads(mapped.stdout)["files"][0]["columns"][1]["field"] == "birth_year"


def test_budgets_can_be_set_and_errors_name_the_flag(run, tmp_path):
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"name,age\n" + b"A. Sharma,41\n" * 300_000))
    for command in ("read", "verify"):
        done = run(command, path, "--max-bytes", 100_000)
        assert done.exit_code == 3
        assert "--max-bytes" in done.stderr
    assert run("read", path, "--max-ratio", 2).exit_code == 3
    assert run("read", path, "--max-ratio", 2000).exit_code == 0
    assert run("read", path, "--max-depth", 0).exit_code == 2


def test_every_budget_has_its_flag(run):
    from leakcheck.readers.intake.budget import FLAGS

    for command in ("verify", "paste", "lint", "read"):
        for flag in FLAGS.values():
            done = run(command, "x", flag, "none")
            refused = "not a valid integer" in done.stderr or "is no size" in done.stderr
            assert (done.exit_code, refused) == (2, True), flag


def test_a_member_of_an_archive_can_be_named(run, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "name,age\nA. Sharma,41\nB. Rao,35\n")
        archive.writestr("b.csv", "town,river\nPune,Mula\nDelhi,Yamuna\nAgra,Yamuna\n")
    done = run("read", path, "--member", "b.csv", "--to", "jsonl", "--show", "values")
    assert json.loads(done.stdout.splitlines()[0])["town"] == "Pune"
    assert run("read", path, "--member", "c.csv").exit_code == 2


@pytest.mark.parametrize("command", ["verify", "lint"])
def test_judging_takes_the_same_reading_options(run, tmp_path, monkeypatch, command):
    seen = []
    real = api.verify
    monkeypatch.setattr(api, "verify", lambda *a, **k: seen.append(k.get("read_options")) or real(*a, **k))
    path = tmp_path / "x.csv"
    path.write_text("name!age\nA. Sharma!41\nB. Rao!35\n")
    run(command, path, "--delimiter", "!")
    run(command, path)
    assert seen[0].delimiter == "!"
    assert seen[1] is None


def test_a_file_that_changes_meanwhile_is_said(run, broken, tmp_path, monkeypatch):
    real = _judging.opened

    def opened(path, options):
        evidence = real(path, options)
        path.write_text(BROKEN * 2)
        return evidence

    monkeypatch.setattr("leakcheck.cli.read.opened", opened)
    done = run("read", broken, "--to", "csv", "-o", tmp_path / "out.csv")
    assert done.exit_code in (0, 3)  # read before the change, or refused: never a mixture
    assert (tmp_path / "out.csv").exists() == (done.exit_code == 0)


def _hear_interrupts():
    """A test run in the background of a shell is deaf to Ctrl-C, and so would be its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_kill_leaves_nothing_behind(tmp_path, name):
    big, folder = tmp_path / "big.csv", tmp_path / "out"
    folder.mkdir()
    big.write_text("name,age\n" + "".join(f"A{n % 977} Rao,{n % 90}\n" for n in range(600_000)))
    command = [
        sys.executable,
        "-m",
        "leakcheck",
        "read",
        str(big),
        "--to",
        "csv",
        "-o",
        str(folder / "o.csv"),
    ]
    environ = {"PYTHONPATH": str(HERE.parent), "PATH": os.environ["PATH"]}
    with subprocess.Popen(  # noqa: S603
        command,
        env=environ,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - no threads here; no other way to reset a signal
    ) as running:
        until = time.monotonic() + 20
        while not list(folder.iterdir()) and time.monotonic() < until:
            time.sleep(0.01)
        running.send_signal(getattr(signal, name))
        assert running.wait(20) == 130
        assert running.stderr.read().strip() == b"error: interrupted"
    assert not list(folder.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "options", [["-o", "/dev/full"], ["--to", "csv", "-o", "/dev/full"], ["--rejects", "/dev/full"]]
)
def test_a_full_disk_is_one_clear_error(run, broken, options):
    done = run("read", broken, *options)
    assert done.exit_code == 2
    assert "error: /dev/full: cannot be written (No space left on device)" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_closed_pipe_is_quiet(tmp_path):
    big = tmp_path / "big.csv"
    big.write_text("name,age\n" + "".join(f"A{n % 977} Rao,{n % 90}\n" for n in range(30_000)))
    script = f"{sys.executable} -m leakcheck read {big} --to csv | head -c 10; test ${{PIPESTATUS[0]}} -eq 0"
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", script],
        env={"PYTHONPATH": str(HERE.parent), "PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'"line","na', b"")
