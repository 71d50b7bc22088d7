"""CONTRIBUTING.md is followed to the letter: each recipe is one file, added to a copy and used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
RECIPES = dict(RECIPE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))

USES = {
    "idnumbers/in_tan.py": """
        from leakcheck import discover
        import pyarrow as pa
        tan = discover.load("idnumbers", "in_tan")
        assert tan.validate("dela 12345-b") == "DELA12345B"
        assert tan.validate_column(pa.array(["DELA12345B", "12", None])).tolist() == [1, 3, 0]
    """,
    "rules/operators/ends_with.py": """
        from leakcheck.rules.compiler import _condition
        from leakcheck.rules.record import Record
        from leakcheck.rules.setting import Setting
        condition = _condition({"name": {"ends_with": "Sharma"}}, "recipe", {"name"}, 0)
        assert condition.scalar(Record.of(1, {"name": "A. SHARMA"}, Setting())) == 2
        assert condition.scalar(Record.of(1, {"name": "A. Verma"}, Setting())) == 0
    """,
    "packs/library.toml": """
        import leakcheck.api as api
        assert api.check_pack("library").problems == ()
        report = api.verify("Library Card: 123456\\nDOB: 12-03-1982\\n", claims="library")
        assert [f.rule for f in report.result.findings if f.tally.failed] == ["library.card-shape"]
    """,
    "reports/oneline.py": """
        import leakcheck
        report = leakcheck.verify("Name: A. Sharma\\nDOB: 12-03-1982\\nAge: 41\\n", claims="cowin")
        assert report.render("oneline").endswith(f"{report.verdict.score}\\n")
    """,
    "readers/ini.py": """
        import leakcheck
        text = b"[1]\\nname = A. Sharma\\nage = 41\\n[2]\\nname = R. Kumar\\nage = 30\\n"
        report = leakcheck.verify(text, claims="cowin", input_format="ini")
        assert report.result.ledger.rows == 2 and report.result.reading.format == "ini"
    """,
    "readers/containers/zlibstream.py": """
        import zlib
        import leakcheck
        from leakcheck.readers import from_bytes, read
        people = b"name,age\\n" + b"".join(b"A. Sharma,%d\\n" % n for n in range(20, 60))
        packed = zlib.compress(people)
        report = leakcheck.verify(packed)
        assert report.result.ledger.rows == 40
        assert "inside standard input (zlib)" in report.result.reading.notes
        table = read(from_bytes(packed[:-20]))
        assert 0 < sum(len(block) for block in table.blocks) < 40, table.reading
        assert "the zlib data breaks off" in table.ledger().events[-1].reason
        assert read(from_bytes(b"x^2,y^2\\n4,9\\n1,4\\n")).reading.format == "csv"
    """,
    "writers/ltsv.py": r"""
        import io
        from leakcheck import discover
        from leakcheck.model import Block
        from leakcheck.writers import Sheet
        out = io.BytesIO()
        block = Block([2, 3], (["A. Sharma", None], ["a\tb\n", "c\\d"]))
        discover.load("writers", "ltsv").write(Sheet(("na:me", "note"), lambda: iter([block])), out)
        rows = out.getvalue().decode().splitlines()
        assert [row.replace("\t", " | ") for row in rows] == [
            r"line:2 | na\x3ame:A. Sharma | note:a\x09b\x0a",
            r"line:3 | note:c\x5cd",
        ], rows
        from click.testing import CliRunner
        from leakcheck.cli import main
        people = b"name,age\nA. Sharma,41\nB. Rao,35\n"
        done = CliRunner().invoke(main, ["read", "-", "--to", "ltsv", "--show", "values"], input=people)
        assert done.exit_code == 0 and "name:A. Sharma" in done.output, done.output
    """,
    "forensics/signals/commonest_class.py": """
        from leakcheck import discover
        from leakcheck.forensics.statistics import makers
        from leakcheck.forensics.table.build import specimen_of
        signal = discover.load("forensics.signals", "commonest_class")
        makes = (signal.genuine, signal.fabricated)
        kept, made = (signal.measure(specimen_of(*make(1, 400))) for make in makes)
        assert kept.value > made.value, (kept, made)
        assert signal.measure(specimen_of(("a",), [["1"]] * 10)) is None
        import csv, io, json, leakcheck
        header, rows = makers.independent(1, 200)
        out = io.StringIO()
        csv.writer(out).writerows([header, *rows])
        tree = json.loads(leakcheck.verify(out.getvalue().encode(), input_format="csv").to_json())
        listed = {r["signal"]: r for r in tree["forensics"]["readings"]}
        assert listed["commonest_class"]["value"] and not listed["commonest_class"]["counted"]
    """,
    "cli/fields.py": """
        from click.testing import CliRunner
        from leakcheck.cli import main
        result = CliRunner().invoke(main, ["fields"])
        assert result.exit_code == 0 and "birth_date" in result.output
        assert "fields" in CliRunner().invoke(main, ["--help"]).output
    """,
    "labels/nl.toml": """
        import leakcheck
        report = leakcheck.verify("Naam: A. Sharma\\nGeboortedatum: 12-03-1982\\nAge: 41\\n", claims="cowin")
        assert report.result.mapping.fields()["birth_date"] == 1
    """,
}


@pytest.mark.parametrize("place", sorted(USES))
def test_recipe_needs_one_file(place: str, tmp_path: Path) -> None:
    text = RECIPES[f"src/leakcheck/{place}"]
    copy = tmp_path / "leakcheck"
    shutil.copytree(ROOT / "src" / "leakcheck", copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert not (copy / place).exists()
    (copy / place).write_text(text, encoding="utf-8")
    script = "\n".join(line[8:] for line in USES[place].splitlines())
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_recipe_is_used() -> None:
    assert {name.removeprefix("src/leakcheck/") for name in RECIPES} == set(USES)
