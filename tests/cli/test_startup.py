"""What may be loaded before the first answer: a slow import is seen here, whatever the machine.

No times: which modules are there when the process ends tells what start-up costs.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import leakcheck

ROOT = Path(__file__).parents[2]
ALWAYS_TOO_HEAVY = {
    "numpy", "pandas", "pyarrow", "dateutil", "rapidfuzz", "rich.console", "rich.text", "asyncio", "email",
    "http", "logging", "socket", "ssl", "subprocess", "multiprocessing", "concurrent.futures", "sqlite3",
    "importlib.metadata", "importlib.resources", "unittest", "zipfile", "traceback", "pkgutil",
}  # fmt: skip
NOT_FOR_HELP = {
    "dataclasses", "pathlib", "difflib", "tempfile", "hashlib", "tomllib", "rich",
    "leakcheck.api", "leakcheck.model", "leakcheck.readers", "leakcheck.packfile", "leakcheck.cli.paste",
    "leakcheck.cli.packs", "leakcheck.cli._options",
}  # fmt: skip
NOT_FOR_A_RECORD = {
    "leakcheck.readers.ocr.scan", "leakcheck.readers.ocr.equipment", "leakcheck.readers.sqldump.survey",
    "leakcheck.readers.jsontext.walk", "leakcheck.readers.markup.grid", "leakcheck.readers.markup.assembly",
    "leakcheck.readers.workbook.columnar", "leakcheck.cli._rejects", "leakcheck.cli._reading", "html",
}  # fmt: skip
TELL = """
import sys
sys.argv[0] = "leakcheck"
from leakcheck.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(*args, given=b""):
    """Modules loaded by one command line, run in a process of its own."""
    paths = os.pathsep.join([str(Path(leakcheck.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    environ = {k: v for k, v in os.environ.items() if not k.startswith("COV")} | {"PYTHONPATH": paths}
    ran = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", TELL, *args], input=given, capture_output=True, env=environ, check=True
    )
    code, *modules = ran.stderr.decode().splitlines()[-1].split()
    assert code == "0"
    assert ran.stdout
    return set(modules)


@pytest.fixture(scope="module")
def already():
    """What the interpreter itself loads here, tools of the test environment included."""
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, check=True
    )
    return set(ran.stdout.decode().split())


def test_help_loads_the_catalogue_and_no_command(already):
    modules = loaded("--help") - already
    assert not modules & (ALWAYS_TOO_HEAVY | NOT_FOR_HELP)


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--claims", "cowin"), ("--quiet",)])
def test_a_pasted_record_loads_one_reader(already, options):
    given = (ROOT / "samples" / "bot-reply-en.txt").read_bytes()
    modules = loaded("paste", *options, given=given) - already
    assert not modules & (ALWAYS_TOO_HEAVY | NOT_FOR_A_RECORD)
    assert "leakcheck.readers.transcript.lines" in modules


@pytest.mark.parametrize("sample", ["bot-reply-hi.txt", "certificate-international.txt"])
def test_other_scripts_and_labels_may_ask_for_widths_and_distances_only(already, sample):
    modules = loaded("paste", given=(ROOT / "samples" / sample).read_bytes()) - already
    assert not modules & ((ALWAYS_TOO_HEAVY | NOT_FOR_A_RECORD) - {"rapidfuzz"})


def test_colour_is_what_rich_is_for(already):
    given = (ROOT / "samples" / "bot-reply-en.txt").read_bytes()
    assert "rich.console" in loaded("paste", "--color", "always", given=given)
