"""What every command promises: help with examples, fast and safe, clean errors."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import leakcheck
from leakcheck import discover
from leakcheck.cli import main
from leakcheck.cli._group import Command

SOURCE = str(Path(leakcheck.__file__).parents[1])
HEAVY = ("numpy", "pandas", "pyarrow", "rich", "rapidfuzz", "dateutil", "stdnum")
HOSTILE = (
    "\x1b[31m\x1b]0;x\x07\x1b]52;c;YQ==\x07\x9b31m\r\n\t\x08\x7f"
    "\u202e\u2066\u200b\ufeff\u2028[/b][link=x]:smile:"
)
SGR = re.compile(rb"\x1b\[[0-9;]*m")


def commands():
    """Every command by the words that call it."""
    context = click.Context(main, info_name="leakcheck")
    found = {}
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        found[(name,)] = command
        inner = getattr(command, "commands", {})
        found |= {(name, sub): inner[sub] for sub in sorted(inner)}
    return found


COMMANDS = commands()
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs pseudo-terminals and a POSIX shell")
each = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def run(*args, **options):
    return CliRunner().invoke(main, list(args), **options)


def process(*args, stdin=b"", **environ):
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *args],
        input=stdin,
        env={"PYTHONPATH": SOURCE, "PATH": os.environ["PATH"], **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_every_file_is_a_command():
    assert {words[0] for words in COMMANDS} == set(discover.names("cli"))
    assert {"verify", "paste", "lint", "explain", "packs", "completion"} <= set(discover.names("cli"))


@each
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_leads_with_examples_that_call_it(words, flag):
    done = run(*words, flag)
    assert done.exit_code == 0
    assert "Usage: leakcheck " + " ".join(words) in done.output
    lines = done.output.splitlines()
    if isinstance(COMMANDS[words], Command):
        assert lines[0] == "Examples:"
        assert all(f"leakcheck {' '.join(words)}" in line for line in lines[1:3])
    assert max(map(len, lines)) <= 100


@each
def test_every_option_says_what_it_does(words):
    assert [p.name for p in COMMANDS[words].params if isinstance(p, click.Option) and not p.help] == []
    assert COMMANDS[words].get_short_help_str()


@each
def test_an_unknown_option_gets_two_clean_lines(words):
    done = run(*words, "--nonesuch")
    assert done.exit_code == 2
    first, second = done.stderr.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("try: ")


@each
def test_hostile_arguments_come_back_as_text(words):
    for args in (
        [HOSTILE],
        [f"--{HOSTILE}"],
        ["--format", HOSTILE],
        ["--claims", HOSTILE, HOSTILE],
        [HOSTILE] * 3,
    ):
        done = run(*words, *args, input="x")
        assert done.exit_code in (1, 2, 3)
        assert not [
            c for c in done.output if (ord(c) < 0x20 and c != "\n") or c in "\x7f\x9b\u202e\u2028\u200b"
        ]
        assert "Traceback" not in done.output


def test_help_imports_nothing_heavy():
    listed = "\n".join(f"run({list(words)})" for words in ((), *COMMANDS))
    code = (
        "import sys; from leakcheck.cli import main\n"
        "def run(words):\n"
        "    try: main([*words, '--help'])\n"
        "    except SystemExit as left: assert left.code == 0, words\n"
        f"{listed}\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = process("-c", code)
    assert done.stderr.decode().strip() == "[]", done.stderr


def test_version():
    done = process("-m", "leakcheck", "--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"leakcheck {leakcheck.__version__}")


def test_no_command_shows_help_and_is_wrong_usage():
    done = run()
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage: leakcheck" in done.stderr


def test_a_mistyped_command_is_suggested_never_run():
    done = run("verfy", "x")
    assert done.exit_code == 2
    assert done.stderr == "error: no command called 'verfy'\ntry: verify (or: leakcheck --help)\n"


@POSIX
@pytest.mark.parametrize(
    "args", [["verify"], ["explain"], ["packs", "show"], ["lint"], ["verfy"]], ids=" ".join
)
def test_nothing_hostile_reaches_a_terminal(args):
    import pty

    said = b""
    parent, child = pty.openpty()
    hostile = HOSTILE.replace("\x00", "")
    command = [sys.executable, "-m", "leakcheck", *args, hostile]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=child, stdout=child, stderr=child, env={"PYTHONPATH": SOURCE, "TERM": "xterm-256color"}
    ) as running:
        os.close(child)
        try:
            while piece := os.read(parent, 65536):
                said += piece
        except OSError:  # Linux says so when the other end has closed
            pass
        assert running.wait(30) in (2, 3)
    os.close(parent)
    left = SGR.sub(b"", said).replace(b"\r\n", b"\n")
    assert b"error: " in left
    assert not [byte for byte in left if (byte < 0x20 and byte != 0x0A) or byte == 0x7F]
    assert not set(left.decode()) & set("\x9b\u202e\u2066\u200b\ufeff\u2028")


@POSIX
def test_a_closed_pipe_leaves_no_traceback():
    script = f"{sys.executable} -m leakcheck packs new clinic | head -c 10; test ${{PIPESTATUS[0]}} -eq 0"
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", script],
        env={"PYTHONPATH": SOURCE, "PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""
    assert done.stdout == b"# A pack sa"[:10]
    assert done.returncode == 0


def test_an_ascii_terminal_gets_escapes_not_an_error(tmp_path):
    skeleton = run("packs", "new", "clinic").stdout.replace(
        "<The interface>", "\u092b\u0949\u0930\u094d\u092e"
    )
    pack = tmp_path / "clinic.toml"
    pack.write_text(skeleton, encoding="utf-8")
    done = process(
        "-m", "leakcheck", "packs", "show", "clinic", "--pack", str(pack), PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0, done.stderr
    assert b"form: \\u092b\\u0949" in done.stdout
