"""Spreadsheet damage is a finding of its own: mangled, not fabricated, whatever the format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import leakcheck
from leakcheck import api
from leakcheck.folding import is_lost
from leakcheck.forensics.mangling import Collector
from leakcheck.model import Block, Finding
from leakcheck.rules.columns import Columns
from leakcheck.rules.record import Record
from leakcheck.rules.setting import Setting

HEAD = ("name", "mobile", "pin code")
ROWS = [
    (
        f"{chr(65 + n % 26)}. Sharma",
        "9.1E+11" if n % 4 == 0 else f"98300{n * 7919 % 90000 + 10000}",
        str(411000 + n * n),
    )
    for n in range(24)
]


def as_csv() -> bytes:
    return "".join(",".join(row) + "\n" for row in (HEAD, *ROWS)).encode()


def as_xlsx() -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def as_ods() -> bytes:
    names = ("office", "table", "text")
    space = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in (HEAD, *ROWS)
    )
    sheet = f'<office:spreadsheet><table:table table:name="s">{rows}</table:table></office:spreadsheet>'
    tag = "office:document-content"
    content = f"<{tag} {space}><office:body>{sheet}</office:body></{tag}>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", f'<?xml version="1.0"?>{content}')
    return out.getvalue()


def as_frame() -> Any:
    import pandas

    return pandas.DataFrame(ROWS, columns=list(HEAD))


MAKERS: list[Callable[[], Any]] = [as_csv, as_xlsx, as_ods, as_frame]


def marks(report: leakcheck.Report) -> list[Finding]:
    return [finding for finding in report.result.findings if finding.kind == "mangled"]


@pytest.mark.parametrize("make", MAKERS)
def test_one_finding_on_every_format(make: Callable[[], Any]) -> None:
    report = leakcheck.verify(make(), claims="cowin")
    (found,) = marks(report)
    assert found.rule == "mangled.exponent-form"
    assert (found.tally.failed, found.tally.tried) == (6, 24)
    assert found.tally.notes == (
        "column 2 (mobile): 25 % of values in exponent form: a spreadsheet has eaten digits",
    )
    first = 1 if report.result.reading.format == "frame" else 2
    assert found.tally.rows[:2] == (first, first + 4)
    assert found.innocent
    assert not found.weighed
    assert found.log10_lr == 0
    assert {source.id for source in report.result.sources} >= set(found.sources)


def test_it_weighs_nothing_and_its_cells_fail_no_rule() -> None:
    sound = [(name, f"98300{n + 10000}", pin) for n, (name, _, pin) in enumerate(ROWS)]
    clean = "".join(",".join(row) + "\n" for row in (HEAD, *sound)).encode()
    mangled, whole = leakcheck.verify(as_csv(), claims="cowin"), leakcheck.verify(clean, claims="cowin")
    assert mangled.verdict.word == whole.verdict.word
    failing = [f.rule for f in mangled.result.findings if f.tally.failed and f.kind == "rule"]
    assert failing == [f.rule for f in whole.result.findings if f.tally.failed]
    assert not marks(whole)


def test_text_and_json_say_it() -> None:
    report = leakcheck.verify(as_csv())
    text = report.render("text")
    assert "Mangled by a spreadsheet, which is not fabricated (weight 0)" in text
    assert "column 2 (mobile): 25 % of values in exponent form" in text
    assert "harmless if: the file was opened and saved in a spreadsheet" in text
    assert "explain mangled" not in text
    tree = json.loads(report.to_json())
    schema = Path(leakcheck.__file__ or "").parent / "reports" / "report-1.schema.json"
    jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(tree)
    (found,) = [finding for finding in tree["findings"] if finding["kind"] == "mangled"]
    assert found["counts"]["fail"] == 6
    assert not found["weighed"]
    assert "mangled is not fabricated" in found["why_not"]
    assert "98300" not in report.to_json()


def test_read_says_it_without_judging(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from leakcheck.cli import main

    file = tmp_path / "a.csv"
    file.write_bytes(as_csv())
    done = CliRunner().invoke(main, ["read", str(file)])
    assert "column 2 (mobile): 25 % of values in exponent form" in " ".join(done.output.split())


def test_a_large_table_is_sampled_evenly_and_says_so() -> None:
    collector = Collector(["mobile"], {0: "mobile"})
    for start in range(0, 100_000, 1_000):
        cells: list[str | None] = [
            "9.1E+11" if row % 2 else "9830012345" for row in range(start, start + 1_000)
        ]
        collector.update(Block(range(start + 1, start + 1_001), (cells,)))
    (found,) = collector.finish()
    assert found.tally.tried <= 10_000
    assert found.tally.tried + found.tally.unknown == 100_000
    assert 0.45 < found.tally.failed / found.tally.tried < 0.55
    assert "of 100,000 records, spread evenly" in found.tally.notes[-1]


@pytest.mark.parametrize("cut", [1, 7, 500, 1_999])
def test_cutting_the_table_elsewhere_changes_nothing(cut: int) -> None:
    cells: list[str | None] = ["9.1E+11" if row % 5 == 0 else str(row) for row in range(30_000)]

    def found(sizes: Sequence[int]) -> tuple[Finding, ...]:
        collector, start = Collector(["x"], {}), 0
        for size in sizes:
            collector.update(Block(range(start, start + size), (cells[start : start + size],)))
            start += size
        return collector.finish()

    assert found([cut, 30_000 - cut]) == found([30_000])


def test_samples_merge() -> None:
    first, second = Collector(["x"], {}), Collector(["x"], {})
    first.update(Block(range(1, 12_001), (["9.1E+11"] * 12_000,)))
    second.update(Block(range(12_001, 12_101), (["41"] * 100,)))
    first.merge(second)
    (found,) = first.finish()
    assert found.tally.tried + found.tally.unknown == 12_100
    assert found.tally.failed < found.tally.tried


def test_a_lost_value_is_there_but_no_rule_can_judge_it() -> None:
    import numpy as np

    setting = Setting()
    cells: list[str | None] = ["9.1E+11", "####", "#REF!", "98300 04829", None]
    columns = Columns(range(5), {"mobile": cells}, setting)
    records = [Record.of(row, {"mobile": cell}, setting) for row, cell in enumerate(cells)]
    assert columns.present("mobile").tolist() == [True, True, True, True, False]
    assert [record.present("mobile") for record in records] == [True, True, True, True, False]
    assert [record.text("mobile") for record in records] == [None, None, None, "98300 04829", None]
    assert np.flatnonzero(columns.encoded("mobile").codes >= 0).tolist() == [3]
    assert not is_lost("+91 98300 04829")
    assert not is_lost("12E+1")


def test_a_table_work_is_found_by_its_file_name() -> None:
    understood = api.understand(as_csv())
    assert Collector in [type(work) for work in api.table_works(understood)]
