"""The small parts of an XLSX workbook: which sheets there are, the texts they share, the formats they use.

Source: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles); both the strict and the
transitional names are understood, because only local names are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from leakcheck.readers.workbook.archive import Archive
from leakcheck.readers.workbook.datetext import Shape, format_shape
from leakcheck.readers.workbook.limits import Limits, refuse, too_long
from leakcheck.readers.workbook.sheets import Sheet, count_filled
from leakcheck.readers.workbook.xmlstream import Handler, parse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TEXT_COST = 64


@dataclass(frozen=True, slots=True)
class Book:
    """What a sheet needs to be understood: sheets, shared strings, shape of each cell style, calendar."""

    sheets: tuple[Sheet, ...]
    strings: Sequence[str] = ()
    shapes: Sequence[Shape | None] = ()
    since_1904: bool = False


def local(name: str) -> str:
    """Name without its namespace prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def unescape(text: str) -> str:
    """Undo ``_x000D_`` escapes; a lone surrogate becomes its visible form (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    joined = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return joined.encode("utf-8", "backslashreplace").decode("utf-8")


def read_book(archive: Archive) -> Book:
    """Read everything but the cells.

    Raises
    ------
    InputError
        When a part is missing or damaged, or the shared strings are larger than the budget.
    """
    main = _target(archive, "_rels/.rels", "/officeDocument") or "xl/workbook.xml"
    elements = _collect(archive, main)
    rels = _relations(archive, main)
    targets = {key: target for key, (kind, target) in rels.items() if kind.endswith("/worksheet")}
    sheets = tuple(_sheets(archive, elements.of("sheet"), targets))
    by_kind = {kind.rpartition("/")[2]: target for kind, target in rels.values()}
    strings = by_kind.get("sharedStrings", "xl/sharedStrings.xml")
    styles = by_kind.get("styles", "xl/styles.xml")
    since_1904 = any(a.get("date1904") in ("1", "true") for a in elements.of("workbookPr"))
    return Book(
        sheets,
        _shared_strings(archive, strings) if strings in archive else (),
        _shapes(_collect(archive, styles)) if styles in archive else (),
        since_1904,
    )


@dataclass(slots=True)
class _Elements(Handler):
    """Attributes of all elements with the path of local names above them: for small parts only."""

    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    where: str = ""
    depth: int = 64

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(local(name))
        if len(self.path) > self.depth:
            raise refuse("holds XML nested too deeply", self.where)
        self.found.append(("/".join(self.path[-2:]), {local(k): v for k, v in attributes.items()}))

    def end(self, name: str) -> None:
        self.path.pop()

    def text(self, data: str) -> None:
        return

    def of(self, name: str) -> list[dict[str, str]]:
        """Attributes of the elements of one local name, or of one ``parent/name``."""
        return [
            a for path, a in self.found if path == name or ("/" not in name and path.endswith("/" + name))
        ]


def _collect(archive: Archive, name: str) -> _Elements:
    elements = _Elements(where=archive.where, depth=archive.limits.depth)
    for _ in parse(BytesIO(archive.read(name)), elements, archive.where, archive.limits):
        pass
    return elements


def _relations(archive: Archive, main: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part; what points outside the archive is left out."""
    folder, _, name = main.rpartition("/")
    part = f"{folder}/_rels/{name}.rels"
    if part not in archive:
        return {}
    return {
        a.get("Id", ""): (a.get("Type", ""), _joined(folder, a.get("Target", "")))
        for a in _collect(archive, part).of("Relationship")
        if a.get("TargetMode", "Internal") == "Internal"
    }


def _target(archive: Archive, part: str, kind: str) -> str | None:
    if part not in archive:
        return None
    found = [a for a in _collect(archive, part).of("Relationship") if a.get("Type", "").endswith(kind)]
    return _joined("", found[0].get("Target", "")) if found else None


def _joined(folder: str, target: str) -> str:
    """Resolve a target within the archive; ``..`` only ever climbs to its root."""
    if target.startswith("/"):
        folder = ""
    steps: list[str] = []
    for step in f"{folder}/{target}".replace("\\", "/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _sheets(archive: Archive, elements: list[dict[str, str]], targets: dict[str, str]) -> list[Sheet]:
    """Sheets that have cells, counted only when there is more than one to choose from."""
    found = []
    for position, a in enumerate(elements, 1):
        part = targets.get(a.get("id", "")) if targets else f"xl/worksheets/sheet{position}.xml"
        if part is not None and part in archive:
            found.append(
                Sheet(a.get("name", f"sheet {position}"), part, 0, a.get("state", "visible") != "visible")
            )
    if len(found) < 2:
        return found
    counts = []
    for sheet in found:
        with archive.open(sheet.part) as stream:
            counts.append(count_filled(stream, archive.where))
    return [Sheet(s.name, s.part, count, s.hidden) for s, count in zip(found, counts, strict=True)]


def _shapes(elements: _Elements) -> list[Shape | None]:
    """Shape of each cell style by its number: the entries of ``cellXfs``."""
    codes = {a.get("numFmtId", ""): a.get("formatCode", "") for a in elements.of("numFmts/numFmt")}
    shapes = []
    for a in elements.of("cellXfs/xf"):
        key = a.get("numFmtId", "0")
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 9 else 0
        shapes.append(format_shape(number, codes.get(key)))
    return shapes


class _Strings:
    """Shared strings: runs of rich text joined, readings of Asian scripts (``rPh``) left out."""

    def __init__(self, where: str, limits: Limits) -> None:
        self.done: list[str] = []
        self._where, self._limits = where, limits
        self._pieces: list[str] = []
        self._take = self._aside = False
        self._cost = self._length = self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        self._depth += 1
        if self._depth > self._limits.depth:
            raise refuse("holds XML nested too deeply", self._where)
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._aside = True
        self._take = name == "t" and not self._aside

    def end(self, name: str) -> None:
        name = local(name)
        self._depth -= 1
        self._take = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.done.append(unescape("".join(self._pieces)))
            self._cost += self._length * 2 + _TEXT_COST
            if self._cost > self._limits.strings:
                raise refuse("holds more text than the budget for shared strings", self._where)

    def text(self, data: str) -> None:
        if self._take:
            self._length += len(data)
            if self._length > self._limits.field:
                raise too_long(self._limits, self._where)
            self._pieces.append(data)


def _shared_strings(archive: Archive, name: str) -> list[str]:
    strings = _Strings(archive.where, archive.limits)
    with archive.open(name) as stream:
        for _ in parse(stream, strings, archive.where, archive.limits):
            pass
    return strings.done
