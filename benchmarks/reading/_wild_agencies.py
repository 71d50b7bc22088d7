"""Tables of statistics agencies: years as names, series, catalogues, titles, labels by level."""

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
    lines,
    sentence,
    thousands,
)

EXCEL = Writer(",", eol="\r\n")
GERMAN = Writer(";", eol="\r\n")


def year_names(rng: random.Random) -> Wild:
    """A table lying on its side: the header is mostly years, its corner often empty."""
    first = 1990 + rng.randint(0, 9)
    names = [rng.choice(("Indicator", "", "Country")), *[str(first + i) for i in range(rng.randint(6, 20))]]
    rows = [
        [
            f"{r}",
            *[
                rng.choice((f"{rng.uniform(0, 99):.1f}", "..", f"{rng.uniform(0, 99):.2f}"))
                for _ in names[1:]
            ],
        ]
        for r in rng.sample(REGIONS, 8)
    ]
    return Wild(EXCEL.text([names, *rows]).encode("utf-8-sig"), names, rows)


def bureau(rng: random.Random) -> Wild:
    """A German statistical office: titles, header in rows, ``-`` and ``.`` for missing, copyright."""
    above = [
        "Bevölkerung: Kreise, Stichtag, Geschlecht;;;;",
        "Fortschreibung des Bevölkerungsstandes;;;;",
        "Bevölkerung (Anzahl);;;;",
    ]
    groups = ["", "", "Geschlecht", "", ""]
    names = ["Schlüssel", "Kreis", "männlich", "weiblich", "Insgesamt"]
    rows = [
        [
            f"{rng.randint(1, 16):02}{rng.randint(100, 999)}",
            f"  {rng.choice(REGIONS)}, Landkreis",
            *[
                rng.choice((str(rng.randint(9000, 90000)), "-", "."))
                if rng.random() < 0.2
                else str(rng.randint(9000, 90000))
                for _ in range(3)
            ],
        ]
        for _ in range(rng.randint(10, 40))
    ]
    text = lines(*above, eol="\r\n") + GERMAN.text([groups, names, *rows])
    text += lines(
        "__________;;;;",
        "(C)opyright Amt für Statistik, 2020;;;;",
        "Stand: 01.07.2020 / 12:04:11;;;;",
        eol="\r\n",
    )
    return Wild(text.encode("latin-1"), names, rows, optional=(groups,))


def bank_catalogue(rng: random.Random) -> Wild:
    """A development bank's indicator file: quoted title lines, then a header and a comma too many."""
    years = [str(1995 + i) for i in range(rng.randint(8, 25))]
    names = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *years, ""]
    rows = [
        [
            r,
            r[:3].upper(),
            "Population, total",
            "SP.POP.TOTL",
            *[str(rng.randint(10**5, 10**8)) if rng.random() < 0.9 else "" for _ in years],
            "",
        ]
        for r in REGIONS
    ]
    loud = Writer(",", eol=",\r\n", always=True)
    text = lines(
        '"Data Source","Development Indicators",', "", '"Last Updated Date","2021-07-30",', "", eol="\r\n"
    )
    text += loud.text([row[:-1] for row in (names, *rows)])
    bare = {i: (row[:-1],) for i, row in enumerate(rows)}
    return Wild(text.encode("utf-8-sig"), names, rows, (names[:-1],), bare)


def time_series(rng: random.Random) -> Wild:
    """A statistics office's series: facts about the series, then periods; the first line reads as header."""
    names = ["Title", "CPI INDEX 00: ALL ITEMS 2015=100"]
    facts = [
        ["CDID", "D7BT"],
        ["PreUnit", ""],
        ["Unit", "Index, base year = 100"],
        ["Release Date", "20-10-2021"],
        ["Next release", "17 November 2021"],
    ]
    rows = [[str(1988 + i), f"{50 + i * 1.7:.1f}"] for i in range(30)]
    rows += [[f"{1988 + i} Q{q}", f"{50 + i * 1.7 + q / 10:.1f}"] for i in range(30) for q in range(1, 5)]
    loud = Writer(",", always=True)
    return Wild(loud.text([names, *facts, *rows]).encode(), names, rows, ((),), optional=[names, *facts])


def title_prose(rng: random.Random) -> Wild:
    """Sentences with commas above a table of semicolons, and a source line below."""
    names = ["Gemeinde", "Fläche (km²)", "Einwohner", "Dichte"]
    rows = [
        [
            rng.choice(REGIONS),
            f"{rng.randint(1, 90)},{rng.randint(10, 99)}",
            thousands(rng, "."),
            f"{rng.randint(20, 900)},{i % 10}",
        ]
        for i in range(rng.randint(8, 40))
    ]
    text = lines(sentence(rng, 14), "Gebietsstand: 31.12.2018, vorläufig", "", eol="\r\n")
    text += GERMAN.text([names, *rows]) + lines("", "Quelle: Landesamt, eigene Berechnung", eol="\r\n")
    return Wild(text.encode("cp1252"), names, rows)


def indented_labels(rng: random.Random) -> Wild:
    """Row labels indented by level, headings of a level without figures."""
    names = ["Item of account", "Plan", "Actual"]
    rows: Rows = []
    out: Rows = []
    heads: Rows = []
    for region in rng.sample(REGIONS, 4):
        heads.append([region, "", ""])
        out.append(heads[-1])
        for subject in rng.sample(SUBJECTS, 4):
            rows.append([f"    {subject}", thousands(rng), f"({thousands(rng)})"])
            out.append(rows[-1])
    return Wild(EXCEL.text([names, *out]).encode(), names, rows, optional=heads)


def label_band(rng: random.Random) -> Wild:
    """The header starts in the third column of a page with a blank margin above and on the left."""
    names = ["", "", "Ward", "Polling place", "Electors"]
    rows = [
        ["", "", rng.choice(AREAS), f"{rng.choice(CITIES)} Hall, Room {rng.randint(1, 9)}", thousands(rng)]
        for _ in range(rng.randint(6, 30))
    ]
    blank = [""] * 5
    return Wild(EXCEL.text([blank, blank, names, *rows, blank]).encode(), names, rows)


KINDS = (
    year_names, bureau, bank_catalogue, time_series, title_prose, indented_labels, label_band,
)  # fmt: skip
