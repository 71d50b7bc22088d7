"""Imitations of the mess in open data: everything here was written by hand or generated, none downloaded.

Five invented publications (a budget, schools, air quality, bus stops, a register of works) are dressed
as spreadsheets come out of offices: title blocks, units, notes, subtotals, repeated headers, thousands
separators, decimal commas, ragged trailing delimiters, Excel's ``sep=``, footers, second tables.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks.reading._score import Totals, Variant, read_variant
from benchmarks.reading._sheet import Sheet
from benchmarks.reading._tables import CITIES, WORDS, Rows, Writer

TITLE = "open data as offices publish it"

Made = tuple[str, list[str], Rows]
Dress = Callable[[Writer, list[str], Rows], tuple[str, list[str], Rows, Rows]]


def budget(rng: random.Random) -> Made:
    """Thousands separators, percent, missing marks, subtotals."""
    header = ["Department", "Head of account", "Budget 2019-20", "Actual 2019-20", "Change"]
    rows = [
        [
            rng.choice(("Health", "Education", "Roads", "Water & Sewerage", "Parks")),
            f"{rng.choice(WORDS)} {rng.choice(('salaries', 'repairs', 'grants, other', 'fuel'))}",
            f"{rng.randint(1, 99)},{rng.randint(100, 999)},{rng.randint(100, 999)}",
            rng.choice((f"{rng.randint(100, 999)},{rng.randint(100, 999)}", "n/a", "-")),
            f"{rng.randint(-20, 40)}%",
        ]
        for _ in range(rng.randint(25, 60))
    ]
    return "budget", header, rows


def schools(rng: random.Random) -> Made:
    """Names with apostrophes and commas, addresses, telephone numbers, empty cells."""
    header = ["Sl. No.", "School Name", "Address", "Ward", "Phone", "Students (total)", "Remarks"]
    rows = [
        [
            str(i + 1),
            rng.choice(("St. Mary's", "Govt. High School", "People's Academy", "Zilla Parishad School")),
            f"{rng.randint(1, 90)}, {rng.choice(WORDS).title()} Road, {rng.choice(CITIES)}",
            f"Ward {rng.randint(1, 30)}",
            rng.choice((f"020-{rng.randint(2000000, 2999999)}", "")),
            rng.choice((str(rng.randint(40, 900)), "")),
            rng.choice(("", "", 'known as "the old school"', "see note (a)", "building\nunder repair")),
        ]
        for i in range(rng.randint(25, 60))
    ]
    return "schools", header, rows


def air(rng: random.Random) -> Made:
    """Times, decimal commas, many columns of numbers, gaps."""
    header = ["Messzeit", "Station", "PM10 [µg/m³]", "PM2,5 [µg/m³]", "NO2", "Temp (°C)"]
    rows = [
        [
            f"{i % 28 + 1:02}.03.2021 {i % 24:02}:00",
            rng.choice(("Nord", "Süd", "Mitte")),
            f"{rng.randint(1, 90)},{rng.randint(0, 9)}",
            rng.choice((f"{rng.randint(1, 40)},{rng.randint(0, 9)}", "", "--")),
            str(rng.randint(1, 99)),
            f"-{rng.randint(0, 9)},{rng.randint(0, 9)}",
        ]
        for i in range(rng.randint(30, 80))
    ]
    return "air", header, rows


def stops(rng: random.Random) -> Made:
    """Codes, coordinates, flags."""
    header = ["stop_id", "stop_name", "stop_lat", "stop_lon", "zone", "wheelchair"]
    rows = [
        [
            f"S{rng.randint(1000, 9999)}",
            f"{rng.choice(CITIES)} {rng.choice(('Depot', 'Gate 2', 'Chowk; east', 'Market (N)'))}",
            f"{rng.uniform(8, 30):.5f}",
            f"{rng.uniform(70, 90):.5f}",
            rng.choice("ABC"),
            rng.choice(("0", "1")),
        ]
        for _ in range(rng.randint(20, 70))
    ]
    return "stops", header, rows


def works(rng: random.Random) -> Made:
    """Long sentences with every delimiter, inches, dates in words, amounts in rupees."""
    header = ["Work order", "Date", "Description of the work", "Contractor", "Amount"]
    rows = [
        [
            f"WO/{rng.randint(1, 99)}/{rng.randint(2015, 2021)}",
            f"{rng.randint(1, 28)} {rng.choice(('March', 'June', 'July'))} {rng.randint(2015, 2021)}",
            rng.choice(
                (
                    'laying of 6" pipe; two bends, one valve',
                    "painting | whitewash, first floor",
                    "supply of desks: 40, chairs: 80",
                    "repair of the roof",
                )
            ),
            rng.choice(("Gupta & Sons", "A. Rao (regd.)", "M/s Das, Patna")),
            f"₹{rng.randint(1, 99)},{rng.randint(10, 99)},{rng.randint(100, 999)}",
        ]
        for _ in range(rng.randint(20, 50))
    ]
    return "works", header, rows


def _as_is(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    return w.text([header, *rows]), header, rows, []


def _title_block(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    block = [["Municipal Corporation", *[""] * (len(header) - 1)], ["Annual statement, 2021"], [""]]
    return w.text([*block, header, *rows]), header, rows, []


def _title_prose(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    text = f"Table 4.2 Statement of the year{w.eol}Source: Directorate, as on 31-03-2021{w.eol}{w.eol}"
    return text + w.text([header, *rows]), header, rows, []


def _units(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    units = ["", *["(in units)"] * (len(header) - 1)]
    return w.text([header, units, *rows]), header, rows, [units]


def _column_numbers(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    numbers = [f"({i + 1})" for i in range(len(header))]
    return w.text([header, numbers, *rows]), header, rows, [numbers]


def _notes(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    notes = (
        f"{w.eol}Note: figures are provisional{w.eol}(a) includes the old building{w.eol}* estimated{w.eol}"
    )
    return w.text([header, *rows]) + notes, header, rows, []


def _padded_notes(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    blank = [""] * (len(header) - 1)
    notes = [["", *blank], ["Source: records of the board", *blank], ["* provisional", *blank]]
    return w.text([header, *rows, *notes]), header, rows, []


def _subtotals(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    made: Rows = []
    optional: Rows = []
    for i, row in enumerate(rows):
        made.append(row)
        if i % 9 == 8:
            optional.append(["Sub Total", *[""] * (len(header) - 2), row[-1]])
            made.append(optional[-1])
    optional.append(["Grand Total", *[""] * (len(header) - 2), "100"])
    return w.text([header, *made, optional[-1]]), header, rows, optional


def _sections(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    made: Rows = []
    optional: Rows = []
    for i, row in enumerate(rows):
        if i % 8 == 0:
            optional.append([f"District {i // 8 + 1}", *[""] * (len(header) - 1)])
            made.append(optional[-1])
        made.append(row)
    return w.text([header, *made]), header, rows, optional


def _repeated(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    made = [r for i, row in enumerate(rows) for r in ([[], header, row] if i and i % 12 == 0 else [row])]
    return w.text([header, *made]), header, rows, []


def _loose_ends(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    ends = w.delimiter * 3
    lines = [w.row(row) + (ends if i % 2 else "") for i, row in enumerate([header, *rows])]
    return w.eol.join(lines) + w.eol, header, rows, []


def _all_loose(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    wide = [[*row, "", ""] for row in [header, *rows]]
    return w.text(wide), wide[0], wide[1:], []


def _short_ends(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    cut = [row[:-1] if row[-1] == "" else row for row in rows]
    return w.text([header, *cut]), header, cut, []


def _sep_line(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    return f"sep={w.delimiter}{w.eol}" + w.text([header, *rows]), header, rows, []


def _spanning_header(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    group = ["", "", "Figures of the year", *[""] * (len(header) - 3)]
    return w.text([group, header, *rows]), header, rows, [group]


def _broken_header(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    names = [name.replace(" ", "\n", 1) for name in header]
    return w.text([names, *rows]), names, rows, []


def _two_tables(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    second = [["abstract", "count"], ["schools", "41"], ["works", "17"], ["stops", "9"]]
    return w.text([header, *rows]) + w.eol + w.text(second), header, rows, second


def _quoted_all(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    loud = Writer(w.delimiter, w.quote, w.escape, w.eol, always=True)
    return loud.text([header, *rows]), header, rows, []


def _no_header(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    return w.text(rows), [], rows, []


def _left_margin(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    wide = [["", *row] for row in [header, *rows]]
    return w.text(wide), wide[0], wide[1:], []


def _index(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    wide = [[str(i), *row] for i, row in enumerate(rows)]
    return w.text([["", *header], *wide]), ["", *header], wide, []


def _everything(w: Writer, header: list[str], rows: Rows) -> tuple[str, list[str], Rows, Rows]:
    blank = [""] * (len(header) - 1)
    above = [["REPORT", *blank], ["as on 31-03-2021", *blank], ["", *blank]]
    text = w.text([*above, header, *rows]) + w.eol + w.text([["Prepared by the clerk", *blank]])
    return text + f"Page 1 of 1{w.eol}", header, rows, []


DRESSES: tuple[Dress, ...] = (
    _as_is, _title_block, _title_prose, _units, _column_numbers, _notes, _padded_notes, _subtotals, _sections,
    _repeated, _loose_ends, _all_loose, _short_ends, _sep_line, _spanning_header, _broken_header, _two_tables,
    _quoted_all, _no_header, _left_margin, _index, _everything,
)  # fmt: skip
PUBLICATIONS = (budget, schools, air, stops, works)
WRITERS = (Writer(","), Writer(";", eol="\r\n"), Writer("\t"), Writer(",", eol="\r\n"), Writer("|"))


def variants() -> Iterator[Variant]:
    """Every publication in every dress, the writers going round; encodings go with them."""
    for p, publication in enumerate(PUBLICATIONS):
        for d, dress in enumerate(DRESSES):
            for step in (0, 2):
                rng = random.Random(f"{p} {d} {step}")
                name, header, rows = publication(rng)
                writer = WRITERS[(p + d + step) % len(WRITERS)]
                text, header, rows, optional = dress(writer, header, rows)
                codec = ("utf-8", "utf-8-sig")[(p + d) % 2]
                label = f"{name} {writer.delimiter!r}"
                kind = dress.__name__.strip("_").replace("_", " ")
                yield Variant(kind, label, text.encode(codec), header, rows, {}, optional)


def measure(quick: bool) -> Sheet:
    """Score all; there are few, so `quick` changes nothing."""
    del quick
    sheet = Sheet(("figure", "value", "goal", ""))
    total = Totals()
    kinds: dict[str, Totals] = {}
    for variant in variants():
        found = read_variant(variant.data)
        total.add(variant, found)
        kinds.setdefault(variant.kind, Totals()).add(variant, found)
    sheet.goal("mean score, 0 to 10", total.mean, 9.30)
    sheet.goal("records exactly aligned", total.share, 98.3, unit=" %")
    sheet.goal("files not loaded", total.errors, 0, most=True)
    sheet.goal("files losing a record unreported", total.losing, 0, most=True)
    sheet.add("files", len(total.scores))
    for kind, part in kinds.items():
        sheet.add(f"{kind} ({len(part.scores)})", f"{part.mean:.3f}", f"{part.share:.2f} %")
    for points, text in sorted(total.worst)[:15]:
        sheet.add(f"worst: {text}", f"{points:.3f}")
    return sheet
