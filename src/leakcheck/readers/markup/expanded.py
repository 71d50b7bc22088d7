r"""One value a line under a line that counts the records: psql ``\x`` and mysql ``\G``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leakcheck.frozen import dataclass, field
from leakcheck.pattern import pattern
from leakcheck.readers.markup.rulers import plain_drawing

if TYPE_CHECKING:
    from leakcheck.readers.markup.pairs import Pair

_PSQL = pattern(r"[+*\s-]{0,40}\[ RECORD \d{1,12} \][+=\s-]{0,4000}")
_MYSQL = pattern(r"\*{3,60} {1,3}\d{1,12}\. row \*{3,60}")
_FOOT = pattern(r"\d{1,12} rows? in set|\(\d{1,12} rows?\)|Query OK|mysql> ")
_LABEL = pattern(r" {0,200}([^\s:|][^:|\n]{0,80}):(?: |$)")


def is_record_line(line: str) -> str:
    """Which client counts a record here: ``psql``, ``mysql``, or nothing.

    >>> is_record_line("-[ RECORD 1 ]---"), is_record_line("*** 1. row ***"), is_record_line("a: b")
    ('psql', 'mysql', '')
    """
    if "[ RECORD " in line and _PSQL.fullmatch(plain_drawing(line)):
        return "psql"
    return "mysql" if line.startswith("***") and _MYSQL.fullmatch(line.rstrip()) else ""


def expanded_pairs(lines: Iterable[str]) -> Iterator[Pair]:
    """Labels and values, grouped by record; a value over several lines is joined by blanks."""
    from leakcheck.readers.markup.pairs import Pair

    client, group = "", 0
    held = _Held()
    for number, line in enumerate(lines, 1):
        found = is_record_line(line)
        if found:
            client, group = found, group + 1
        elif not line.strip() or _FOOT.match(line):
            client = ""
        label, value = (None, "") if found or not client else _READ[client](line)
        if label is None and client and not found:
            held.add(value, number, client)
            continue
        yield from held.take()
        if label is not None:
            held = _Held(Pair(group, label, value, number, number), [value])
    yield from held.take()


@dataclass(slots=True)
class _Held:
    """A pair whose value may go on in the next lines."""

    pair: Pair | None = None
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, value: str, number: int, client: str) -> None:
        from leakcheck.readers.markup.grid import MAX_CELL

        if self.pair is None or self.size > MAX_CELL:
            return
        if client == "psql":
            self.pieces[-1] = self.pieces[-1].removesuffix("+").rstrip()
        self.pieces.append(value)
        self.size += len(value) + 1
        self.pair = self.pair._replace(last=number)

    def take(self) -> Iterator[Pair]:
        if self.pair is not None:
            yield self.pair._replace(value=" ".join(self.pieces).strip())
        self.pair = None


def _psql(line: str) -> tuple[str | None, str]:
    """Label and value around the first bar; no label where a value goes on."""
    drawn = plain_drawing(line)
    framed = drawn.startswith("|")
    at = drawn.find("|", 1 if framed else 0)
    if at < 0:
        return None, line.strip()
    end = len(drawn.rstrip()) - 1 if framed and drawn.rstrip().endswith("|") else len(line)
    label = line[framed:at].strip().removesuffix("+").strip()
    return label or None, line[at + 1 : end].strip()


def _mysql(line: str) -> tuple[str | None, str]:
    found = _LABEL.match(line)
    return (found[1].strip(), line[found.end() :].strip()) if found else (None, line.strip())


_READ = {"psql": _psql, "mysql": _mysql}
