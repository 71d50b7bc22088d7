"""Tables in members of packages: what calibration reads, and scripts of SQL, fixtures, HTML and source code.

A table of the list is read by the ending of its member; `header` names the columns of one that has no names.
"""

from __future__ import annotations

import ast
import csv
import gzip
import io
import json
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from calibration._decoding import decode
from calibration.table import Table, from_columns

_SQL = (".sql", ".inc")
_SPACED = ("dataset1.csv", "dataset2.csv", "dataset3.csv", "dataset4a.csv", "dataset4b.csv")

_INSERT = re.compile(
    r"\bINSERT\s+(?:IGNORE\s+)?INTO\s+[`\"\[]?([\w ]+?)[`\"\]]?\s*(?:\(([^)]*)\))?\s*VALUES\s*", re.IGNORECASE
)
_TOKEN = re.compile(r"\s*(?:[xXnN]?'((?:[^'\\]|''|\\.)*)'|([(),;])|([^\s'(),;][^,();\r\n]*))")
_EXPORT = re.compile(r"^\s*export\s+default\s*")


def table_of(data: bytes, path: str, wanted: str, header: Sequence[str] = (), delimiter: str = "") -> Table:
    """Table of an archive's member.

    Parameters
    ----------
    data : bytes
        The member.
    path : str
        Its name: how it is read follows from its ending.
    wanted : str
        The table, model, key or variable within it, where it holds several.
    header : sequence of str
        Names of the columns of a member that does not name them.
    delimiter : str
        Of a delimited file, unless its ending tells.

    Raises
    ------
    ValueError
        If no reader knows the ending, or a record is not as long as `header`.
    """
    if path.endswith(".gz"):
        return table_of(gzip.decompress(data), path.removesuffix(".gz"), wanted, header, delimiter)
    if path.endswith(_SQL):
        return _from_sql(_text(data), wanted.lower(), header)
    if path.endswith(".py"):
        return _named(header, _literals(data.decode("utf-8"), wanted))
    if path.endswith(".html"):
        return _from_html(data.decode("utf-8"))
    if path.endswith(".js"):
        return decode(_EXPORT.sub("", data.decode("utf-8")).rstrip().rstrip(";").encode(), "records.json")
    if path.endswith("initial_data.json"):
        records = [each["fields"] for each in json.loads(data) if each["model"] == wanted]
        return decode(json.dumps(records).encode(), "records.json")
    if header or delimiter:
        return _delimited(_text(data), header, delimiter or ",")
    return _stripped(decode(data, path)) if path.endswith(_SPACED) else decode(data, path, wanted)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _named(header: Sequence[str], rows: list[list[str]]) -> Table:
    wrong = [len(row) for row in rows if len(row) != len(header)]
    if wrong or not rows:
        raise ValueError(f"{len(header)} columns named, records of {sorted(set(wrong))}")
    return Table(tuple(header), rows)


def _from_sql(text: str, wanted: str, header: Sequence[str]) -> Table:
    rows: list[list[str]] = []
    for match in _INSERT.finditer(text):
        if match[1].strip().lower() == wanted:
            rows += _tuples(text, match.end())
            listed = match[2].split(",") if match[2] else []
            header = header or [name.strip().strip('`"[]').lower() for name in listed]
    return _named(header, [row for row in rows if len(row) == len(header)])


def _tuples(text: str, at: int) -> Iterator[list[str]]:
    """Records of one statement, from after VALUES to the semicolon or to what is no value."""
    row: list[str] | None = None
    while match := _TOKEN.match(text, at):
        at = match.end()
        if match[2] == "(":
            row = []
        elif match[2] == ")" and row is not None:
            yield row
            row = None
        elif match[2] == ";" or (match[2] is None and row is None):
            return
        elif match[2] is None and row is not None:
            row.append(_value(match))


def _value(match: re.Match[str]) -> str:
    if match[1] is not None:
        return re.sub(r"\\(.)", r"\1", match[1].replace("''", "'"))
    value = match[3].strip()
    return "" if value.upper() == "NULL" else value


def _literals(text: str, wanted: str) -> list[list[str]]:
    """Records of the first assignment to a name, in Python source that is parsed, never run."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == wanted:
            records = ast.literal_eval(node.value)
            return [["" if cell is None else str(cell) for cell in record] for record in records]
    raise ValueError(f"no records named {wanted}")


def _delimited(text: str, header: Sequence[str], delimiter: str) -> Table:
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True) if row]
    return _named(header or rows[0], rows if header else rows[1:])


class _Cells(HTMLParser):
    """Cells of the rows of a page, and its column names."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.rows: list[list[str]] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a record or a cell."""
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self._open = self.rows[-1] if tag == "td" else self.names
            self._open.append("")

    def handle_endtag(self, tag: str) -> None:
        """Text after a cell belongs to none."""
        if tag in ("td", "th"):
            self._open = None

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._open is not None:
            self._open[-1] += data


def _from_html(text: str) -> Table:
    page = _Cells()
    page.feed(text)
    header = list(dict.fromkeys(name.strip() for name in page.names))
    return _named(header, [[cell.strip() for cell in row] for row in page.rows if row])


def _stripped(table: Table) -> Table:
    header = tuple(name.strip() for name in table.header)
    return from_columns(header, [[cell.strip() for cell in table.column(at)] for at in range(len(header))])
