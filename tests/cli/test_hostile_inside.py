"""The strings of `hostile.py` as names inside files: archive entries, sheets, SQL tables, columns of types.

Together with `test_hostile.py` these are the places a string can come from: field, header, file name, archive
entry, sheet name, JSON key, configuration and command line.
"""

import io
import re
import runpy
import tarfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

HOSTILE = runpy.run_path(str(Path(__file__).with_name("test_hostile.py")))
clean, encoded, argument, table = (HOSTILE[name] for name in ("clean", "encoded", "argument", "table"))
each = HOSTILE["each"]
WAYS = (
    ("read",),
    ("read", "-f", "json"),
    ("read", "--to", "jsonl", "--show", "values"),
    ("verify", "--claims", "cowin"),
    ("verify", "-f", "json"),
    ("lint", "--claims", "cowin"),
)
RECORD = table([["name", "age"], ["A. Sharma", "41"], ["B. Rao", "35"], ["C. Das", "29"]])
OTHER = table([["city", "pin"], ["Pune", "411001"], ["Goa", "403001"]])
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def spoken(clean, path, batch):
    """Every way to read a file; then some of the names asked for."""
    for way in WAYS:
        clean(way[0], path, *way[1:])
    for option in ("--member", "--table"):
        for text in batch[::20]:
            clean("read", path, option, argument(text) or "x")


@each
def test_in_an_archive_entry(clean, tmp_path, batch):
    """Some entries are read, some are another table, some are nothing: all three kinds are named."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, text in enumerate(batch):
            entry = zipfile.ZipInfo("x")
            entry.filename = re.sub("[\ud800-\udfff]", "?", text)[:500] + " " * (number % 3) + str(number)
            archive.writestr(entry, (RECORD, OTHER, b"\x00\x01", RECORD[:9])[number % 4])
    path = tmp_path / "x.zip"
    path.write_bytes(packed.getvalue())
    spoken(clean, path, batch)


@each
def test_in_a_tar_entry(clean, tmp_path, batch):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for number, text in enumerate(batch):
            entry = tarfile.TarInfo(argument(text)[:500] or "x")
            entry.type = tarfile.SYMTYPE if number % 5 == 4 else tarfile.REGTYPE
            entry.linkname = entry.name
            data = (RECORD, OTHER)[number % 2] if entry.isreg() else b""
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    path = tmp_path / "x.tar"
    path.write_bytes(packed.getvalue())
    spoken(clean, path, batch)


def workbook(names):
    """A workbook whose sheets have these names; each string also as Excel escapes what XML cannot hold."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in (("name", "age"), ("A. Sharma", "41"), ("B. Rao", "35"))
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    escaped = [NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", name)[:200] or "x" for name in names]
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(escaped, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, len(escaped) + 1)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{sheets}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>'
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return packed.getvalue()


@each
def test_in_a_sheet_name(clean, tmp_path, batch):
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(batch))
    spoken(clean, path, batch)
    assert clean("read", path).exit_code == 0
    for text in batch[1::6]:
        path.write_bytes(workbook([text]))
        clean("read", path)
        clean("verify", path)


@each
def test_in_the_name_of_an_sql_table(clean, tmp_path, batch):
    path = tmp_path / "x.sql"
    rows = "('A. Sharma','41'),('B. Rao','35')"
    names = (text.replace("`", "``") for text in batch)
    statements = (f"INSERT INTO `{name}` (`name`,`age`) VALUES {rows};\n" for name in names)  # noqa: S608
    path.write_bytes(encoded("".join(statements)))
    spoken(clean, path, batch)


@each
def test_in_a_column_of_a_typed_file(clean, tmp_path, batch):
    """Parquet holds names and cells that no text file can."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [re.sub("[\ud800-\udfff]", "?", text)[:500] or "x" for text in batch]
    path = tmp_path / "x.parquet"
    columns = [pa.array([name, "A. Sharma", None]) for name in names]
    pq.write_table(pa.table(columns, names=[f"{name} {n}" for n, name in enumerate(names)]), path)
    for way in WAYS:
        clean(way[0], path, *way[1:])
