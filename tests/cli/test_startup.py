"""What may be loaded before the first answer: a slow import is seen here, whatever the machine.

No times: which modules are there when the process ends tells what start-up costs.
"""

import importlib.util
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
PLAIN = b"Name: Asha Sharma\nGender: Female\nYear of birth: 1981\nMobile: 9812345670\nVaccine: COVISHIELD\n"
NOT_FOR_A_PLAIN_RECORD = {
    "tomllib", "csv", "difflib", "tempfile", "bz2", "lzma",
    # other readers, containers and everything about tables
    "leakcheck.readers.containers", "leakcheck.readers.combo.vote",
    "leakcheck.readers.sqldump.bidding",
    "leakcheck.readers.markup.drawnbid", "leakcheck.readers.jsontext.grammar",
    "leakcheck.readers.workbook.limits",
    "leakcheck.readers.intake.bidding", "leakcheck.readers.intake.dialect",
    "leakcheck.readers.intake.delimited",
    "leakcheck.readers.intake.rowengine", "leakcheck.readers.intake.arrowchunks",
    "leakcheck.readers.intake.chaining", "leakcheck.readers.intake.partplan",
    # encodings that no byte points to
    "leakcheck.readers.intake.encodings.eastern", "leakcheck.readers.intake.encodings.krutidev",
    "leakcheck.readers.intake.encodings.iscii", "leakcheck.readers.intake.encodings.noise",
    # engines and kernels for many records
    "leakcheck.engines.columnwise", "leakcheck.engines.splitting", "leakcheck.engines.threads",
    "leakcheck.engines.processes", "leakcheck.rules.textcolumn", "leakcheck.rules.kernels.searching",
    "leakcheck.rules.kernels.bounded", "leakcheck.rules.joining",
    # numbers that no field holds
    "leakcheck.idnumbers.in_pin_code", "leakcheck.idnumbers.in_gstin", "leakcheck.idnumbers.in_aadhaar",
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


@pytest.mark.parametrize("options", [(), ("--claims", "cowin")])
def test_a_plain_record_loads_nothing_of_tables_and_many_records(already, options):
    modules = loaded("paste", *options, given=PLAIN) - already
    assert not modules & (ALWAYS_TOO_HEAVY | NOT_FOR_A_RECORD | NOT_FOR_A_PLAIN_RECORD)
    for room in ("readers.containers", "readers.combo", "readers.intake.dialects"):
        assert f"leakcheck.{room}" not in modules


@pytest.mark.parametrize("module", sorted(m for m in NOT_FOR_A_PLAIN_RECORD if m.startswith("leakcheck")))
def test_what_may_not_be_loaded_is_still_called_so(module):
    assert importlib.util.find_spec(module)


@pytest.mark.parametrize("sample", ["bot-reply-hi.txt", "certificate-international.txt"])
def test_other_scripts_and_labels_may_ask_for_widths_and_distances_only(already, sample):
    modules = loaded("paste", given=(ROOT / "samples" / sample).read_bytes()) - already
    assert not modules & ((ALWAYS_TOO_HEAVY | NOT_FOR_A_RECORD) - {"rapidfuzz"})


def test_colour_is_what_rich_is_for(already):
    given = (ROOT / "samples" / "bot-reply-en.txt").read_bytes()
    assert "rich.console" in loaded("paste", "--color", "always", given=given)
