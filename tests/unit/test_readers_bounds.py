"""The budgets of field, columns and cells hold in every reader, and each says which flag raises it."""

import hashlib
import io
import json
import zipfile

import pytest

from leakcheck import discover
from leakcheck.cli import main
from leakcheck.model import Block, Ledger, LineEvent, Reading, Table
from leakcheck.readers import Budget, BudgetError, ReadOptions, formats, from_bytes, read
from leakcheck.readers.intake.bounds import bounded

BYTES = [name for name in formats() if discover.load("readers", name).EXAMPLE is not None and name != "image"]
LONG = "x" * 1_500_000
FIELDS = {
    "combolist": f"a@example.in:{LONG}\nb@example.in:y\nc@example.in:z\n",
    "html": f"<table><tr><td>name</td><td>note</td></tr>\n<tr><td>A</td><td>{LONG}</td></tr>\n"
    "<tr><td>B</td><td>y</td></tr></table>",
    "json": json.dumps([{"name": "A", "note": LONG}, {"name": "B", "note": "y"}], indent=1),
    "markdown": f"| name | note |\n|---|---|\n| A | {LONG} |\n| B | y |\n",
    "sql": f"INSERT INTO t (name, note) VALUES ('A','{LONG}'),\n('B','y');\n",  # noqa: S608
    "text": f"Name: A\nNote: {LONG}\n\nName: B\nNote: y\n",
}


def options(**limits):
    return ReadOptions(budget=Budget(**limits))


def drain(data, name=None, **limits):
    data = data.encode() if isinstance(data, str) else data
    table = read(from_bytes(data), input_format=name, options=options(**limits))
    rows = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
    return table, rows, table.ledger().check()


@pytest.mark.parametrize("name", FIELDS)
def test_a_long_field_is_cut_and_reported(name):
    """The row stays; what was left out is known by its length and hash."""
    _, rows, ledger = drain(FIELDS[name], name)
    cells = [cell for row in rows for cell in row if cell]
    assert max(map(len, cells)) == 1_000_000
    told = [event for event in ledger.events if "characters was cut to 1,000,000" in event.reason]
    assert len(told) == 1
    assert "--max-field" in told[0].reason
    assert hashlib.sha256(LONG.encode()).hexdigest()[:16] in told[0].reason
    assert ledger.repaired == 1


@pytest.mark.parametrize("name", FIELDS)
def test_a_raised_budget_keeps_the_field(name):
    _, rows, ledger = drain(FIELDS[name], name, field=2_000_000)
    assert LONG in [cell for row in rows for cell in row]
    assert not any("was cut to" in event.reason for event in ledger.events)


@pytest.mark.parametrize("name", BYTES)
def test_too_many_cells_end_in_one_error(name):
    with pytest.raises(BudgetError, match="cells") as caught:
        drain(discover.load("readers", name).EXAMPLE, name, cells=1)
    assert "--max-cells" in caught.value.hint


@pytest.mark.parametrize("name", BYTES)
def test_too_many_columns_end_in_one_error(name):
    with pytest.raises(BudgetError, match="more than 1 columns") as caught:
        drain(discover.load("readers", name).EXAMPLE, name, columns=1)
    assert "--max-columns" in caught.value.hint


def sheet(rows):
    """A workbook whose texts are shared."""
    main_space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate((("worksheet", "worksheets/a.xml"), ("sharedStrings", "s.xml")), 1)
    )
    parts = {
        "xl/workbook.xml": f'<workbook {main_space} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1"'
        ' r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
        "xl/worksheets/a.xml": f"<worksheet {main_space}><sheetData>{rows}</sheetData></worksheet>",
        "xl/s.xml": f"<sst {main_space}><si><t>name</t></si><si><t>{'x' * 900_000}</t></si></sst>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_one_text_meant_a_thousand_times_is_too_much():
    """Six kilobytes that stand for 900 million characters; nothing of that size is ever made."""
    row = "<row><c t='s'><v>{}</v></c></row>"
    data = sheet(row.format(0) + row.format(1) * 1_000)
    assert len(data) < 10_000
    with pytest.raises(BudgetError, match="repeats its text") as caught:
        drain(data, "xlsx")
    assert "--max-ratio" in caught.value.hint
    _, rows, _ = drain(data, "xlsx", ratio=1_000_000)
    assert len(rows) == 1_000


def test_a_span_of_a_long_text_is_too_much():
    rows = "<tr><td>2</td></tr>" * 2_000
    head = f"<table><tr><td>a</td><td>b</td></tr><tr><td rowspan=2000>{'x' * 900_000}</td><td>1</td></tr>"
    with pytest.raises(BudgetError, match="repeats its text"):
        drain(f"{head}{rows}</table>", "html")


def test_long_names_of_columns_are_cut_and_stay_apart():
    long = "n" * 50_000
    table, _, _ = drain(json.dumps([{f"{long}1": "a", f"{long}2": "b"}] * 3), "json")
    assert [len(name) <= 10_010 for name in table.columns] == [True, True]
    assert len(set(table.columns)) == 2
    assert any("names of columns were cut" in note for note in table.reading.notes)


def test_a_line_that_was_repaired_already_stays_one_line():
    """Events come together, lines are counted once."""
    reading = Reading("x", "csv", "utf-8", 20, "0" * 64, {}, ())
    event = LineEvent(2, "repaired", "a reason")
    ledger = Ledger(lines=3, rows=2, size=20, header=1, parsed=1, repaired=1, events=(event,), events_total=1)
    block = Block([2, 3], (["y" * 9, None], ["z", "w" * 9]))
    table = Table(("a", "b"), reading, iter([block]), lambda: ledger)
    bound = bounded(table, Budget(field=5), from_bytes(b"a,b\n1,2\n3,4\n"))
    assert [[*column] for b in bound.blocks for column in b.columns] == [["y" * 5, None], ["z", "w" * 5]]
    found = bound.ledger()
    assert (found.parsed, found.repaired, found.events_total) == (0, 2, 3)
    assert [e.line for e in found.events] == [2, 2, 3]


@pytest.mark.parametrize("command", ["read", "verify"])
@pytest.mark.parametrize(
    ("flag", "value", "code"), [("--max-columns", "1", 3), ("--max-cells", "1", 3), ("--max-field", "1", 0)]
)
def test_the_flags_are_there(tmp_path, command, flag, value, code):
    from click.testing import CliRunner

    path = tmp_path / "x.csv"
    path.write_text("name,age\nA. Sharma,41\nB. Rao,35\n")
    done = CliRunner().invoke(main, [command, str(path), flag, value])
    assert done.exit_code == code
    assert (flag in done.output) == (code == 3) or flag == "--max-field"
    assert CliRunner().invoke(main, [command, str(path), flag, "0"]).exit_code == 2
