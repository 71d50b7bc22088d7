"""One clean file, polluted in every way the literature on messy CSV describes.

Every variant is made here from invented tables under a fixed seed. Kinds: dialect, line ends, header,
text around the table, empty rows and columns, ragged rows, quotes out of place, encodings, several
tables, and odd shapes. Source of the list of pollutions: G. Vitagliano et al., "Pollock: A Data
Loading Benchmark", PVLDB 16(8), 2023, section 3; nothing is taken from its files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.reading._score import Totals, Variant, read_variant
from benchmarks.reading._sheet import Sheet
from benchmarks.reading._tables import BASES, Rows, Writer

TITLE = "one file, polluted"
SEED = 20231
PROSE = ("Statement of the board", "exported on request", "for internal use only", "See the notes below")


def variants(base: str, seed: int = SEED, stride: int = 1) -> Iterator[Variant]:
    """All variants of one base table; `stride` leaves out cells for the ragged kinds."""
    rng = random.Random(f"{base}{seed}")
    header, rows = BASES[base](rng)
    for family in (_dialects, _line_ends, _headers, _surroundings, _emptiness, _encodings, _tables, _shapes):
        yield from family(header, rows)
    yield from _cells(header, rows, rng, stride)


def _plain(kind: str, name: str, text: str, header: Sequence[str], rows: Rows) -> Variant:
    return Variant(kind, name, text.encode("utf-8"), header, rows)


def _dialects(header: list[str], rows: Rows) -> Iterator[Variant]:
    for delimiter in [",", ";", "\t", "|", "^", "~", ":", ", ", "\x01", "\x1f"]:
        for always in (False, True):
            for quote in ('"', "'"):
                writer = Writer(delimiter, quote, always=always)
                yield _plain(
                    "dialect", repr((delimiter, quote, always)), writer.text([header, *rows]), header, rows
                )
    for escape in ("\\", ""):
        for delimiter in (",", ";", "\t"):
            text = Writer(delimiter, escape=escape).text([header, *rows])
            yield _plain("dialect", f"escape {escape!r} {delimiter!r}", text, header, rows)
    flat = [[c.replace("\n", " ").replace(" ", "_") or "-" for c in row] for row in rows]
    yield _plain("dialect", "blank", Writer(" ").text([_joined(header), *flat]), _joined(header), flat)


def _joined(header: list[str]) -> list[str]:
    return [name.replace(" ", "_") for name in header]


def _line_ends(header: list[str], rows: Rows) -> Iterator[Variant]:
    for name, eol in (("LF", "\n"), ("CR", "\r"), ("CRLF", "\r\n")):
        text = Writer(eol=eol).text([header, *rows])
        yield _plain("line end", name, text, header, rows)
        yield _plain("line end", f"{name}, last missing", text.removesuffix(eol), header, rows)
        yield _plain("line end", f"{name}, last doubled", text + eol, header, rows)
    ends = ("\n", "\r\n", "\r")
    mixed = "".join(Writer(eol=ends[i % 3]).text([row]) for i, row in enumerate([header, *rows]))
    yield _plain("line end", "mixed", mixed, header, rows)


def _headers(header: list[str], rows: Rows) -> Iterator[Variant]:
    text = Writer().text
    yield _plain("header", "missing", text(rows), [], rows)
    yield _plain("header", "twice", text([header, header, *rows]), header, rows)
    yield _plain("header", "one name more", text([[*header, "spare"], *rows]), [*header, "spare"], rows)
    yield _plain("header", "one name less", text([header[:-1], *rows]), header[:-1], rows)
    same = [header[0], header[1], header[1], *header[3:]]
    yield _plain("header", "name twice", text([same, *rows]), same, rows)
    blank = [header[0], "", *header[2:]]
    yield _plain("header", "name empty", text([blank, *rows]), blank, rows)
    group = ["general", *[""] * (len(header) - 2), "rest"]
    yield _plain("header", "groups above", text([group, header, *rows]), header, rows)
    units = ["(unit)"] * len(header)
    yield _plain("header", "units below", text([header, units, *rows]), header, rows)
    for every in (5, 20):
        again = [r for i, row in enumerate(rows) for r in ([header, row] if i and i % every == 0 else [row])]
        yield _plain("header", f"again every {every}", text([header, *again]), header, rows)


def _surroundings(header: list[str], rows: Rows) -> Iterator[Variant]:
    body = Writer().text([header, *rows])
    pad = "," * (len(header) - 1)
    for count in (1, 2, 3, 5, 8, 13, 20, 30):
        prose = "".join(f"{PROSE[i % 4]} {i}\n" for i in range(count))
        keyed = "".join(f"{PROSE[i % 4]}: {i}\n" for i in range(count))
        padded = "".join(f"{PROSE[i % 4]} {i}{pad}\n" for i in range(count))
        commas = "".join(f'"{PROSE[i % 4]}, part {i}, of {count}"\n' for i in range(count))
        for name, lines in (("prose", prose), ("keyed", keyed), ("padded", padded), ("quoted", commas)):
            yield _plain("preamble", f"{name} {count}", lines + body, header, rows)
            yield _plain("preamble", f"{name} {count} and blank", lines + "\n" + body, header, rows)
            yield _plain("footer", f"{name} {count}", body + lines, header, rows)
            yield _plain("footer", f"blank and {name} {count}", body + "\n" + lines, header, rows)
    comments = "".join(f"# {PROSE[i % 4]} {i}\n" for i in range(3))
    yield _plain("comment", "above", comments + body, header, rows)
    yield _plain("comment", "below", body + comments, header, rows)
    halves = Writer().text([header, *rows[:40]]), Writer().text(rows[40:])
    yield _plain("comment", "inside", comments.join(halves), header, rows)
    yield _plain("excel", "sep=", "sep=,\r\n" + body, header, rows)
    yield _plain("excel", "sep=;", "sep=;\r\n" + Writer(";").text([header, *rows]), header, rows)


def _emptiness(header: list[str], rows: Rows) -> Iterator[Variant]:
    text = Writer().text
    pad = "," * (len(header) - 1)
    for name, line in (("blank line", ""), ("only delimiters", pad), ("blanks", "   ")):
        halves = text([header, *rows[:40]]), text(rows[40:])
        yield _plain("empty", f"{name} inside", f"{line}\n".join(halves), header, rows)
        yield _plain("empty", f"{name} above", f"{line}\n" + "".join(halves), header, rows)
        yield _plain("empty", f"{name} below", "".join(halves) + f"{line}\n" * 3, header, rows)
        spread = "".join(text([row]) + f"{line}\n" for row in [header, *rows])
        yield _plain("empty", f"{name} everywhere", spread, header, rows)
    for at in (0, len(header) // 2, len(header)):
        wide = [[*row[:at], "", *row[at:]] for row in [header, *rows]]
        yield _plain("empty", f"column {at}", text(wide), wide[0], wide[1:])
    trailing = "".join(Writer().row(row) + ",\n" for row in rows)
    loose = [[*row, ""] for row in rows]
    yield Variant(
        "empty",
        "trailing delimiter in the rows",
        (text([header]) + trailing).encode(),
        header,
        loose,
        {i: [row] for i, row in enumerate(rows)},
    )


def _encodings(header: list[str], rows: Rows) -> Iterator[Variant]:
    text = Writer().text([header, *rows])
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"):
        yield Variant("encoding", codec, text.encode(codec), header, rows)
    nul = text.replace("paid", "pa\x00id")
    spoilt = [[c.replace("paid", "pa\x00id") for c in row] for row in rows]
    also = {i: [row] for i, row in enumerate(rows)}
    yield Variant("encoding", "NUL inside cells", nul.encode(), header, spoilt, also)
    yield _plain("encoding", "mark in the middle", text.replace("\n", "\n\ufeff", 3), header, rows)


def _tables(header: list[str], rows: Rows) -> Iterator[Variant]:
    """A second table below; see the comment for what counts."""
    text = Writer().text
    first = text([header, *rows])
    for name, width in (("same", len(header)), ("fewer", len(header) - 2), ("more", len(header) + 2)):
        more = [[*row, "x1", "77"][:width] for row in rows[:30]]
        names = [f"{name}2" for name in [*header, "aux", "sum"]][:width]
        for gap in ("", "\n", "\n\n"):
            both = (first + gap + text([names, *more])).encode()
            # Rows of another width belong to another table: told apart and reported, or kept, not lost.
            same = name == "same"
            right, loose = (rows + more, [names]) if same else (rows, [names, *more])
            yield Variant("tables", f"{name} width, gap {len(gap)}", both, header, right, optional=loose)


def _shapes(header: list[str], rows: Rows) -> Iterator[Variant]:
    text = Writer().text
    yield _plain("shape", "one row", text([header, rows[0]]), header, rows[:1])
    yield _plain("shape", "two rows", text([header, *rows[:2]]), header, rows[:2])
    yield _plain("shape", "one column of numbers", "amount\n" + "12.5\n" * 50, ["amount"], [["12.5"]] * 50)
    words = [[row[0]] for row in rows]
    yield _plain("shape", "one column", text([["key"], *words]), ["key"], words)
    two = [row[:2] for row in rows]
    yield _plain("shape", "two columns", text([header[:2], *two]), header[:2], two)
    wide = [[str(i * j) for j in range(600)] for i in range(20)]
    names = [f"n{j}" for j in range(600)]
    yield _plain("shape", "wide", text([names, *wide]), names, wide)
    yield _plain("shape", "long", text([header, *rows * 60]), header, rows * 60)


def _cells(header: list[str], rows: Rows, rng: random.Random, stride: int) -> Iterator[Variant]:
    """Pollute one cell of one record: all columns of every third record or so."""
    picked = [(r, c) for r in range(0, len(rows), 3) for c in range(len(header))][::stride]
    for r, c in picked:
        for kind in ("missing", "extra", "unquoted", "quote start", "quote mid", "quote end", "unclosed"):
            made = _spoilt(kind, rows[r], c)
            if made is not None:
                line, truth, also = made
                body = Writer().text([header, *rows[:r]]) + line + "\n" + Writer().text(rows[r + 1 :])
                right = [*rows[:r], truth, *rows[r + 1 :]]
                yield Variant(kind, f"record {r}, cell {c}", body.encode(), header, right, {r: also})
    for r in range(0, len(rows), 3):
        for other in (";", "\t", "|"):
            body = Writer().text([header, *rows[:r]]) + Writer(other).text([rows[r]])
            body += Writer().text(rows[r + 1 :])
            yield _plain("delimiter", f"{other!r} in record {r}", body, header, rows)


def _spoilt(kind: str, row: list[str], c: int) -> tuple[str, list[str], list[list[str]]] | None:
    """Line, the truth, and further right readings of one record with one cell polluted."""
    writer = Writer()
    cells = [writer.cell(cell) for cell in row]
    if kind == "extra":
        return ",".join([*cells[: c + 1], "", *cells[c + 1 :]]), row, [[*row[: c + 1], "", *row[c + 1 :]]]
    if kind == "missing":
        return _glued(cells, row, c)
    if kind == "unclosed":
        if not cells[c].endswith('"') or "\n" in row[c]:
            return None
        spoilt = [*cells[:c], cells[c][:-1], *cells[c + 1 :]]
        open_end = ",".join(cells[c:])[1:].replace('""', '"')
        naive = [[*row[:c], part, *row[c + 1 :]] for part in (cells[c][:-1], '"' + row[c])]
        return ",".join(spoilt), row, [*naive, [*row[:c], open_end]]
    if cells[c] != row[c] or not row[c]:
        return None
    at = {"quote start": 0, "quote mid": len(row[c]) // 2, "quote end": len(row[c])}.get(kind, 1)
    if kind == "unquoted":
        bent = row[c][:at] + "," + row[c][at:]
        naive_split = [*row[:c], row[c][:at], row[c][at:], *row[c + 1 :]]
        line = ",".join([*cells[:c], bent, *cells[c + 1 :]])
        return line, [*row[:c], bent, *row[c + 1 :]], [naive_split]
    bent = row[c][:at] + '"' + row[c][at:]
    return ",".join([*cells[:c], bent, *cells[c + 1 :]]), [*row[:c], bent, *row[c + 1 :]], [row]


def _glued(cells: list[str], row: list[str], c: int) -> tuple[str, list[str], list[list[str]]] | None:
    if c + 1 >= len(row) or cells[c] != row[c] or cells[c + 1] != row[c + 1]:
        return None
    glued = row[c] + row[c + 1]
    line = ",".join([*cells[:c], glued, *cells[c + 2 :]])
    naive = [*row[:c], glued, *row[c + 2 :]]
    return line, row, [naive, [*row[:c], glued, "", *row[c + 2 :]], [*row[:c], "", glued, *row[c + 2 :]]]


def measure(quick: bool) -> Sheet:
    """Score every variant of every base table."""
    sheet = Sheet(("figure", "value", "goal", ""))
    total = Totals()
    kinds: dict[str, Totals] = {}
    for base in BASES:
        for variant in variants(base, stride=7 if quick else 1):
            found = read_variant(variant.data)
            total.add(variant, found)
            kinds.setdefault(variant.kind, Totals()).add(variant, found)
    sheet.goal("mean score, 0 to 10", total.mean, 9.95)
    sheet.goal("records exactly aligned", total.share, 99.1, unit=" %")
    sheet.goal("files not loaded", total.errors, 0, most=True)
    sheet.goal("files losing a record unreported", total.losing, 0, most=True)
    sheet.goal("slowest file, CPU seconds", total.slowest, 2, most=True)
    sheet.add("files", len(total.scores))
    for kind, part in kinds.items():
        sheet.add(f"{kind} ({len(part.scores)})", f"{part.mean:.3f}", f"{part.share:.2f} %")
    for points, text in sorted(total.worst)[:12]:
        sheet.add(f"worst: {text}", f"{points:.3f}")
    return sheet
