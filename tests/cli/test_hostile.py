"""Hostile strings in every place x every command: clean bytes, a documented exit code, no traceback.

Each string stands in every place; where a run costs more than some milliseconds, strings share a file or
take turns with the commands, so that the whole stays below half a minute.
"""

import csv
import io
import itertools
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import leakcheck
from leakcheck.cli import main

STRINGS = runpy.run_path(str(Path(__file__).with_name("hostile.py")))["STRINGS"]
DOCUMENTED = {0, 1, 2, 3}
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
SHOWN = (("--show", "masked"), ("--show", "values"), ("--show", "none"))
READ = [
    ("read", *show, *kind)
    for show in SHOWN
    for kind in ((), ("-f", "json"), ("--to", "csv"), ("--to", "jsonl"))
]
VERIFY = [("verify", *show, *kind) for show in SHOWN for kind in ((), ("-f", "json"), ("-v",))]
CLAIM = ("--claims", "cowin")
SIZE = 160
BATCHES = [STRINGS[start : start + SIZE] for start in range(0, len(STRINGS), SIZE)]
each = pytest.mark.parametrize("batch", BATCHES, ids=[str(n) for n in range(len(BATCHES))])


@pytest.fixture
def clean(run):
    """Run a command line and look at every byte that came out."""

    def call(*args, input=None):  # noqa: A002 - as in CliRunner
        done = run(*args, input=input)
        for raw in (done.stdout_bytes, done.stderr_bytes):
            said = raw.decode("utf-8")
            assert not UNSEEN.search(said), (args, ascii(UNSEEN.search(said)[0]))
            assert "Traceback" not in said, args
        assert done.exit_code in DOCUMENTED, (args, done.exit_code, done.stderr)
        return done

    return call


def encoded(text):
    return text.encode("utf-8", "surrogatepass")


def argument(text):
    """A string as an operating system would hand it over: no NUL, bytes that are no UTF-8 as surrogates."""
    return encoded(text.replace("\0", "_")).decode("utf-8", "surrogateescape")


def table(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return encoded(text.getvalue())


def commands(batch):
    """Some of the ways to print a file, other ones for each batch, every one for some batch."""
    shift = BATCHES.index(batch)
    ways = [*READ, *(way + CLAIM for way in VERIFY)]
    return [*(ways[(shift + step) % len(ways)] for step in range(0, len(ways), 3)), ("lint", *CLAIM)]


@each
def test_in_a_field(clean, tmp_path, batch):
    """A full date of birth fails the first rule of the pack, so the cells come into the report."""
    path = tmp_path / "x.csv"
    head = ["name", "age", "birth_date", "mobile", "vaccine", "note"]
    rows = [[s, "41", "12-03-1982", s, s, s] for s in batch]
    path.write_bytes(table([head, *rows, ["A. Sharma", *batch[:4], "x"]]))
    for way in commands(batch):
        clean(way[0], path, *way[1:])


@each
def test_in_a_header(clean, tmp_path, batch):
    path = tmp_path / "x.csv"
    path.write_bytes(
        table([["name", "birth_date", *batch], *[["A. Sharma", "12-03-1982", *"x" * len(batch)]] * 3])
    )
    for way in commands(batch):
        clean(way[0], path, *way[1:])


@each
def test_in_a_json_key_and_value(clean, tmp_path, batch):
    path = tmp_path / "x.json"
    records = [{"name": "A. Sharma", "age": "41", key: key, "deep": {key: [key]}} for key in batch]
    path.write_text(json.dumps(records))
    raw = tmp_path / "y.json"
    raw.write_bytes(encoded(json.dumps(records, ensure_ascii=False)))
    for way in commands(batch)[::2]:
        clean(way[0], path, *way[1:])
    clean("read", raw, "--show", "values")


@each
def test_in_pasted_text(clean, batch):
    for text in (
        "".join(f"Name: {s}\nAge: 41\nDate of Birth: 12-03-1982\n\n" for s in batch),
        "\n".join(batch),
    ):
        clean("paste", *CLAIM, "--show", "values", input=encoded(text))
        clean("read", "-", "--show", "values", input=encoded(text))
        clean("verify", "-", "-f", "json", input=encoded(text))


def test_in_a_file_name(clean, tmp_path):
    record = table([["name", "age"], ["A. Sharma", "41"], ["B. Rao", "35", "x", "y"], ["C. Das", "29"]])
    ways = itertools.cycle(
        [("read",), ("lint",), ("verify", "-q"), ("read", "-f", "json"), ("verify",), ("read", "--to", "csv")]
    )
    used = set()
    for text in STRINGS:
        name = os.fsencode(argument(text.replace("/", "_")))[:200]
        if not name or name in (b".", b"..") or name in used:
            continue
        used.add(name)
        path = tmp_path / os.fsdecode(name)
        way = next(ways)
        path.write_bytes(record if len(used) % 4 == 0 else b"")
        assert clean(way[0], path, *way[1:]).exit_code == (0 if len(used) % 4 == 0 else 3)
        if len(used) % 30 == 0:
            clean("read", path, "-q", "-o", str(path) + "-out", "--rejects", str(path) + "-rejects")
            clean("verify", path, "-o", str(path) + "-out")
        path.unlink()
        for command in ("read", "lint", "verify"):
            clean(command, path)


POSITIONS = (
    *(
        ("verify", "{}"),
        ("read", "{}"),
        ("lint", "{}"),
        ("explain", "{}"),
        ("packs", "show", "{}"),
        ("packs", "check", "{}"),
    ),
    *(
        ("packs", "new", "{}"),
        ("packs", "{}"),
        ("completion", "{}"),
        ("{}",),
        ("paste", "{}"),
        ("packs", "list", "{}"),
        ("attribute", "{}"),
        ("calibrate", "--add", "{}", "--output", "OUT"),
    ),
    *(
        ("verify", "FILE", "--claims", "{}"),
        ("verify", "FILE", "--map", "{}"),
        ("verify", "FILE", "--map", "name={}"),
    ),
    *(
        ("verify", "FILE", "--map", "{}=name"),
        ("verify", "FILE", "--input-format", "{}"),
        ("verify", "FILE", "--date", "{}"),
    ),
    *(
        ("verify", "FILE", "--format", "{}"),
        ("verify", "FILE", "--distrust", "{}", "-q"),
        ("verify", "FILE", "--prior", "{}"),
    ),
    *(
        ("verify", "FILE", "--seed", "{}"),
        ("paste", "--pack", "{}"),
        ("read", "FILE", "--to", "{}"),
        ("read", "FILE", "--rows", "{}"),
    ),
    *(
        ("read", "FILE", "--delimiter", "{}"),
        ("read", "FILE", "--encoding", "{}"),
        ("read", "FILE", "--table", "{}"),
    ),
    *(
        ("read", "FILE", "--member", "{}"),
        ("read", "FILE", "--max-bytes", "{}"),
        ("explain", "x", "--format", "{}"),
    ),
    *(
        ("lint", "FILE", "--fail-on", "{}"),
        ("packs", "list", "--pack", "{}"),
        ("verify", "FILE", "--{}"),
        ("read", "FILE", "-{}"),
    ),
)


def test_in_an_argument(clean, tmp_path, monkeypatch):
    """Every string as a file, a rule, a pack and a command; in the value of an option by turns."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "x.csv"
    file.write_text("name,age\nA. Sharma,41\nB. Rao,35\n")
    always, turns = POSITIONS[:6], itertools.cycle(POSITIONS[6:])
    outside = {"//", ".", ".."}  # folders that are there, and not ours to search
    for text in (text for text in map(argument, STRINGS) if text not in outside):
        for position in (*always, *itertools.islice(turns, 1)):
            words = [str(file) if word == "FILE" else word.replace("{}", text) for word in position]
            clean(*words, input="x")


PACK = """[pack]
id = "hostile"
title = "{title}"
version = "{version}"
kind = "system"
summary = "{summary}"
[[source]]
id = "one"
title = "{source}"
publisher = "{publisher}"
url = "https://example.org/x"
kind = "schema"
grade = "B2"
note = "{note}"
[[surface]]
id = "form"
title = "{surface}"
default = true
[[field]]
name = "name"
title = "{field}"
aliases = ["{alias}"]
[[rule]]
id = "hostile.rule"
title = "{rule}"
status = "stable"
family = "schema"
axis = "system"
strength = "strong"
surfaces = ["form"]
sources = ["one"]
when = {{ name = "present" }}
expect = {{ age = "absent" }}
explain = "{explain} {{name}}"
innocent = ["{innocent}"]
[[rule.example]]
outcome = "fail"
record = {{ name = "{example}", age = "41" }}
[[rule.example]]
outcome = "pass"
record = {{ name = "A. Sharma" }}
[[rule.example]]
outcome = "not-applicable"
record = {{ age = "41" }}
[[rule.example]]
outcome = "unknown"
record = {{ name = "A. Sharma" }}
"""
SLOTS = re.findall(r"(?<!{){([a-z]+)}(?!})", PACK)


def quoted(text):
    r"""A text as TOML writes it; what it cannot hold (surrogates) is left out."""
    escaped = json.dumps(re.sub("[\ud800-\udfff]", "", text)[:2000] or "-", ensure_ascii=False)[1:-1]
    return "".join(f"\\U{ord(c):08x}" if not c.isprintable() and c != " " else c for c in escaped)


def test_in_a_pack(clean, tmp_path):
    """Every string is the title of a pack; in its other texts by turns."""
    file, path = tmp_path / "x.csv", tmp_path / "hostile.toml"
    file.write_text("name,age\nA. Sharma,41\nB. Rao,35\n")
    around = itertools.cycle(STRINGS)
    ways = itertools.cycle(
        [
            ("packs", "show", "hostile", "--pack", path),
            ("explain", "hostile.rule", "--pack", path),
            ("verify", file, "--claims", "hostile", "--pack", path),
            ("explain", "hostile.rule", "-f", "markdown", "--pack", path),
            ("verify", file, "-f", "json", "--claims", "hostile", "--pack", path),
            ("lint", file, "--claims", "hostile", "--pack", path),
            ("packs", "check", path),
        ]
    )
    refused = 0
    for text in STRINGS:
        texts = {slot: quoted(next(around)) for slot in SLOTS} | {"title": quoted(text)}
        path.write_text(PACK.format(**texts), encoding="utf-8", newline="\n")
        refused += clean("packs", "list", "--pack", path).exit_code != 0
        if len(text) % 2:
            clean(*next(ways))
    assert refused < len(STRINGS) / 2


def test_every_command_was_tried():
    import click

    tried = {words[0] for words in POSITIONS} | {"paste"}
    assert set(main.list_commands(click.Context(main))) <= tried


@pytest.mark.skipif(os.name == "nt", reason="needs pseudo-terminals")
@pytest.mark.parametrize(
    "way",
    [
        ("read", "--show", "values"),
        ("read", "--to", "csv", "--show", "values"),
        ("verify", "--show", "values"),
    ],
)
def test_on_a_terminal(tmp_path, way):
    """The same through a pseudo-terminal, where colour and width are decided differently."""
    import pty

    path, said = tmp_path / "x.csv", b""
    texts = [text for text in STRINGS if len(text) < 100]
    path.write_bytes(table([["name", "birth_date", "note"], *([s, "12-03-1982", s] for s in texts)]))
    environ = {
        "PYTHONPATH": str(Path(leakcheck.__file__).parents[1]),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "leakcheck", way[0], path, *way[1:]]
    streams = {"stdin": child, "stdout": child, "stderr": subprocess.DEVNULL}  # no progress line
    with subprocess.Popen(command, env=environ, **streams) as running:  # noqa: S603
        os.close(child)
        try:
            while piece := os.read(parent, 65536):
                said += piece
        except OSError:  # Linux says so when the other end has closed
            pass
        assert running.wait(60) == 0
    os.close(parent)
    left = re.sub(rb"\x1b\[[0-9;]*m", b"", said) if way[0] == "verify" else said
    assert not UNSEEN.search(left.replace(b"\r\n", b"\n").decode("utf-8"))
    assert len(said) > 1000
