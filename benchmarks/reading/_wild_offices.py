"""Tables as offices publish them: header rows, notes, units, totals, blocks, merged cells, title lines."""

from __future__ import annotations

import random

from benchmarks.reading._wild_case import (
    AREAS,
    CITIES,
    REGIONS,
    SUBJECTS,
    Rows,
    Wild,
    Writer,
    day,
    lines,
    pad,
    person,
    thousands,
)

EXCEL = Writer(",", eol="\r\n")
GERMAN = Writer(";", eol="\r\n")


def _census(rng: random.Random, columns: int, count: int, mark: str = "") -> Rows:
    return [
        [f"{rng.choice(AREAS)} {i + 1}", *[thousands(rng, mark) for _ in range(columns)]]
        for i in range(count)
    ]


def two_row_header(rng: random.Random) -> Wild:
    """Years merged over sexes: the years stand once, then blanks."""
    years = [str(2011 + 2 * i) for i in range(rng.randint(2, 4))]
    top = ["Area", *[cell for year in years for cell in (year, "", "")]]
    low = ["", *["Male", "Female", "Total"] * len(years)]
    rows = _census(rng, len(low) - 1, rng.randint(6, 40))
    text = EXCEL.text([top, low, *rows])
    joined = ["Area", *[f"{y} {s}" for y in years for s in ("Male", "Female", "Total")]]
    return Wild(text.encode(), low, rows, (top, joined), optional=(top, low))


def three_row_header(rng: random.Random) -> Wild:
    """Title, merged groups, names and a line of column numbers."""
    names = ["Sl. No.", "District", "Sanctioned", "Filled", "Vacant", "Sanctioned", "Filled", "Vacant"]
    groups = ["", "", "Teachers", "", "", "Clerks", "", ""]
    numbers = [str(i + 1) for i in range(8)]
    title = pad(["Statement showing posts as on 31.03.2019"], 8)
    rows = [
        [str(i + 1), rng.choice(CITIES), *[str(rng.randint(0, 400)) for _ in range(6)]]
        for i in range(rng.randint(8, 30))
    ]
    data = EXCEL.text([title, groups, names, numbers, *rows]).encode()
    return Wild(data, names, rows, optional=(groups, numbers))


def units_below(rng: random.Random) -> Wild:
    """A row of units under the names, a measuring network's habit."""
    names = ["Site", "Date", "Flow", "Level", "Turbidity", "Temperature"]
    units = ["", "dd/mm/yyyy", "m3/s", "m", "NTU", "deg C"]
    rows = [
        [
            rng.choice(AREAS),
            day(rng, "{d:02}/{m:02}/{y}"),
            f"{rng.uniform(0, 90):.2f}",
            f"{rng.uniform(0, 5):.3f}",
            rng.choice(("", "<1", str(rng.randint(1, 60)))),
            f"{rng.uniform(2, 25):.1f}",
        ]
        for _ in range(rng.randint(5, 50))
    ]
    return Wild(EXCEL.text([names, units, *rows]).encode("cp1252"), names, rows, optional=(units,))


def starred_notes(rng: random.Random) -> Wild:
    """Footnotes under the table, each starred or numbered, some with commas nobody quoted."""
    names = ["Authority", "2019/20 (£)", "2020/21 (£)*", "Change (%)"]
    rows = [
        [
            rng.choice(AREAS) + rng.choice(("", " *", " (r)")),
            thousands(rng),
            thousands(rng),
            f"{rng.randint(-9, 9)}.{i % 10}%",
        ]
        for i in range(rng.randint(10, 40))
    ]
    notes = [
        "* Includes arrears, interest and fees",
        "(r) revised",
        "1. Figures may not add up, owing to rounding",
    ]
    tail = [",,,", *(notes if rng.random() < 0.5 else [f'"{n}",,,' for n in notes])]
    data = EXCEL.text([names, *rows]) + lines(*tail, eol="\r\n")
    return Wild(data.encode("cp1252"), names, rows)


def block_totals(rng: random.Random) -> Wild:
    """Blocks by region, each with a total and a blank line of commas."""
    names = ["Region", "Product", "Quarter 1", "Quarter 2", "Quarter 3"]
    rows: Rows = []
    out: Rows = []
    spare: Rows = [["", "", "", "", ""]]
    for region in rng.sample(REGIONS, 4):
        for i in range(rng.randint(2, 7)):
            rows.append(
                [
                    region if i == 0 else "",
                    rng.choice(SUBJECTS),
                    *[thousands(rng, "", 5000) for _ in range(3)],
                ]
            )
            out.append(rows[-1])
        spare.append([f"Total {region}", "", *[thousands(rng, "", 9000) for _ in range(3)]])
        out += [spare[-1], spare[0]]
    spare.append(["GRAND TOTAL", "", "1", "2", "3"])
    return Wild(EXCEL.text([names, *out, spare[-1]]).encode(), names, rows, optional=spare * 4)


def spacer_columns(rng: random.Random) -> Wild:
    """Empty columns between groups and at the end, empty rows between records."""
    names = ["Borough", "", "Crimes", "Rate", "", "Arrests", "", ""]
    rows = [
        [
            rng.choice(AREAS),
            "",
            str(rng.randint(5, 900)),
            f"{rng.uniform(1, 20):.1f}",
            "",
            str(rng.randint(0, 99)),
            "",
            "",
        ]
        for _ in range(rng.randint(8, 40))
    ]
    blank = [""] * 8
    out = [r for i, row in enumerate(rows) for r in ([row, blank] if i % 6 == 5 else [row])]
    data = EXCEL.text([names, *out]).encode()
    return Wild(data, names, rows, optional=[blank] * (len(out) - len(rows)))


def side_notes(rng: random.Random) -> Wild:
    """Notes typed beside the table, two columns away from it."""
    names = ["Month", "Visitors", "Income", "", ""]
    rows = [
        [f"{m}-19", str(rng.randint(100, 9999)), f"£{thousands(rng)}", "", ""]
        for m in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    ]
    rows[1][4] = "Closed for repairs, two weeks"
    rows[7][4] = "Festival"
    return Wild(EXCEL.text([names, *rows]).encode("cp1252"), names, rows)


def metadata_above(rng: random.Random) -> Wild:
    """Key and value lines above the table, a blank line between."""
    above = [
        ["Dataset", f"{rng.choice(SUBJECTS)} by area"],
        ["Publisher", "Office of Statistics"],
        ["Published", day(rng)],
        ["Contact", "stats@example.org"],
        ["Licence", "Open Government Licence v3.0"],
    ]
    names = ["Area code", "Area", "Year", "Value", "Lower limit", "Upper limit"]
    rows = [
        [
            f"E{rng.randint(10**7, 10**8 - 1)}",
            rng.choice(AREAS),
            str(rng.randint(2001, 2020)),
            *[f"{rng.uniform(0, 100):.1f}" for _ in range(3)],
        ]
        for _ in range(rng.randint(10, 60))
    ]
    wide = [pad(r, 6) for r in above] if rng.random() < 0.5 else above
    blank = [""] * (6 if wide is not above else 1)
    return Wild(EXCEL.text([*wide, blank, names, *rows]).encode(), names, rows)


def several_tables(rng: random.Random) -> Wild:
    """Three tables of one workbook page, each under its own title."""
    text, spare, first = "", [], None
    for n, count in enumerate((rng.randint(14, 30), rng.randint(3, 6), rng.randint(3, 6))):
        names = ["Category", *[str(2015 + i) for i in range(3 + n)]]
        rows = [
            [f"{rng.choice(SUBJECTS)} ({i})", *[thousands(rng, "", 9999) for _ in range(3 + n)]]
            for i in range(count)
        ]
        title = f"Table {n + 1}: {rng.choice(SUBJECTS)} of the year"
        text += EXCEL.text([pad([title], 6), *[pad(r, 6) for r in (names, *rows)], [""] * 6])
        if first is None:
            first = (names, rows)
        else:
            spare += [pad(r, 6) for r in ([title], names, *rows)] + [names, *rows]
    assert first is not None
    names, rows = first
    wide = [pad(row, 6) for row in rows]
    return Wild(text.encode(), pad(names, 6), wide, (names,), {i: (r,) for i, r in enumerate(rows)}, spare)


def merged_first(rng: random.Random) -> Wild:
    """Election results: the seat stands only on its first row; a line of turnout closes each."""
    names = ["Constituency", "Candidate", "Party", "Votes", "Share"]
    parties = ("Green", "Labour & Co-op", "Liberal", "Independent", "People's Party")
    rows: Rows = []
    out: Rows = []
    spare: Rows = []
    for area in AREAS[: rng.randint(3, 8)]:
        for i in range(rng.randint(3, 6)):
            rows.append(
                [
                    area if i == 0 else "",
                    person(rng).upper(),
                    rng.choice(parties),
                    thousands(rng, ",", 40000),
                    f"{rng.uniform(1, 60):.2f}%",
                ]
            )
            out.append(rows[-1])
        spare.append(["", "Turnout", "", thousands(rng), ""])
        out.append(spare[-1])
    return Wild(EXCEL.text([names, *out]).encode(), names, rows, optional=spare)


KINDS = (
    two_row_header, three_row_header, units_below, starred_notes, block_totals, spacer_columns,
    side_notes, metadata_above, several_tables, merged_first,
)  # fmt: skip
