"""Tables as machines write them: databases, sensors, accounts, data loggers, statistics programs."""

from __future__ import annotations

import random

from benchmarks.reading._wild_case import (
    CITIES,
    WORDS,
    Rows,
    Wild,
    Writer,
    day,
    lines,
    pad,
    person,
    sentence,
    thousands,
)

EXCEL = Writer(",", eol="\r\n")


def city_portal(rng: random.Random) -> Wild:
    """An American city: capitals, twelve-hour times, addresses over three lines with a point."""
    names = ["CASE NUMBER", "OPENED", "STATUS", "BLOCK", "X COORDINATE", "LATITUDE", "LONGITUDE", "LOCATION"]
    rows: Rows = []
    for _ in range(rng.randint(10, 40)):
        lat, lon = f"{rng.uniform(30, 42):.9f}", f"-{rng.uniform(70, 99):.9f}"
        street = f"{rng.randint(1, 9000)} {rng.choice(WORDS).upper()} ST"
        spot = f"{street}\n{rng.choice(CITIES).upper()}, IL\n({lat}, {lon})"
        rows.append(
            [
                f"HX{rng.randint(10**5, 10**6)}",
                day(rng, "{m:02}/{d:02}/{y} 11:15:00 PM"),
                rng.choice(("Open", "Closed - Dup")),
                f"0{rng.randint(10, 99)}XX W {rng.choice(WORDS).upper()} AVE",
                "",
                lat,
                lon,
                rng.choice((spot, f"POINT ({lon} {lat})", "")),
            ]
        )
    return Wild(Writer(",").text([names, *rows]).encode(), names, rows)


def long_html(rng: random.Random) -> Wild:
    """A content system's dump: HTML with attributes in doubled quotes over many lines, CRLF inside."""
    names = ["nid", "title", "body", "tags", "changed"]
    rows = [
        [
            str(100 + i),
            sentence(rng, 4),
            "\r\n".join(
                [
                    '<p class="lead">' + sentence(rng, 30) + "</p>",
                    "",
                    "<ul>",
                    *[f"<li>{sentence(rng, 6)}</li>" for _ in range(3)],
                    f'</ul><a href="https://example.org/?a=1&b=2;c">{sentence(rng, 3)}</a>',
                ]
            ),
            ",".join(rng.sample(WORDS, 3)),
            day(rng) + " 10:00",
        ]
        for i in range(rng.randint(5, 25))
    ]
    return Wild(EXCEL.text([names, *rows]).encode(), names, rows)


def decimal_commas(rng: random.Random) -> Wild:
    """French accounts: blanks in thousands, decimal commas, the euro sign behind."""
    names = ["Date opération", "Libellé", "Débit", "Crédit", "Solde", "Taux"]
    rows = [
        [
            day(rng, "{d:02}/{m:02}/{y}"),
            f"VIR {person(rng).upper()}, réf. {rng.randint(1, 999)}",
            rng.choice(("", f"-{thousands(rng, ' ')},{rng.randint(10, 99)} €")),
            rng.choice(("", f"{thousands(rng, ' ')},{rng.randint(10, 99)} €")),
            f"{thousands(rng, ' ')},00 €",
            f"{rng.randint(0, 9)},{rng.randint(0, 9)} %",
        ]
        for _ in range(rng.randint(8, 40))
    ]
    return Wild(Writer(";", eol="\r\n").text([names, *rows]).encode("cp1252"), names, rows)


def bank_statement(rng: random.Random) -> Wild:
    """Account facts, a blank, the statement, a closing balance."""
    names = ["Txn Date", "Value Date", "Description", "Ref No./Cheque No.", "Debit", "Credit", "Balance"]
    rows = [
        [
            day(rng, "{d} Jan {y}"),
            day(rng, "{d} Jan {y}"),
            rng.choice(("BY TRANSFER-INB--", "ATM WDL-ATM CASH 12 MAIN BR-", "TO CLEARING, CHQ")),
            "TRANSFER FROM 49",
            rng.choice(("", "1,200.00")),
            rng.choice(("", "23,000.50")),
            f"{thousands(rng)}.00",
        ]
        for _ in range(rng.randint(8, 40))
    ]
    facts = [
        ["Account Name", ":", "M/s Example"],
        ["Address", ":", "12 Mill Lane"],
        ["Branch", ":", "CASTLE"],
        ["Drawing Power", ":", "0.00"],
    ]
    width = rng.choice((3, 7))
    text = EXCEL.text([pad(f, width) for f in facts]) + "\r\n" + EXCEL.text([names, *rows])
    return Wild((text + "\r\n**This is a computer generated statement\r\n").encode(), names, rows)


def utf16_tabs(rng: random.Random) -> Wild:
    """The spreadsheet's "Unicode text"."""
    names = ["Név", "Város", "Összeg", "Megjegyzés"]
    rows = [
        [
            person(rng),
            rng.choice(("Győr", "Pécs", "Eger")),
            f"{thousands(rng, ' ')} Ft",
            rng.choice(("", 'a "régi" ház', "két sor\nitt")),
        ]
        for _ in range(rng.randint(5, 30))
    ]
    return Wild(Writer("\t", eol="\r\n").text([names, *rows]).encode("utf-16"), names, rows)


def row_names(rng: random.Random) -> Wild:
    """A statistics program writes row names without a name for their column."""
    names = ["mpg", "cyl", "disp", "am", "car type"]
    rows = [
        [
            f"{rng.choice(WORDS)} {i + 1}",
            f"{rng.uniform(10, 34):.1f}",
            rng.choice("468"),
            rng.choice(("NA", "160")),
            rng.choice("01"),
            rng.choice(WORDS),
        ]
        for i in range(rng.randint(8, 40))
    ]
    gap = rng.choice((" ", ","))
    text = gap.join(f'"{n}"' for n in names) + "\n"
    text += "".join(gap.join([f'"{r[0]}"', *r[1:5], f'"{r[5]}"']) + "\n" for r in rows)
    return Wild(text.encode(), names, rows, (["", *names],))


def query_console(rng: random.Random) -> Wild:
    """A database console: names, a line of dashes, padded cells, a count of rows."""
    names = ["id", "full_name", "created_at", "balance"]
    rows = [
        [str(i + 1), person(rng), day(rng) + " 10:11:12.5", f"{rng.uniform(0, 999):.2f}"]
        for i in range(rng.randint(5, 30))
    ]
    wide = [max(len(r[i]) for r in (names, *rows)) for i in range(4)]
    text = " " + " | ".join(n.center(w) for n, w in zip(names, wide, strict=True)) + "\n"
    text += "+".join("-" * (w + 2) for w in wide) + "\n"
    for row in rows:
        text += f" {row[0]:>{wide[0]}} | {row[1]:<{wide[1]}} | {row[2]:<{wide[2]}} | {row[3]:>{wide[3]}}\n"
    return Wild((text + f"({len(rows)} rows)\n\n").encode(), names, rows)


def dashed_names(rng: random.Random) -> Wild:
    """A server's command line: commas, dashes under the names, a count below."""
    names = ["OrderID", "Customer", "OrderDate", "Freight"]
    rows = [
        [str(10248 + i), person(rng), day(rng) + " 00:00:00.000", f"{rng.uniform(0, 90):.4f}"]
        for i in range(rng.randint(5, 40))
    ]
    text = EXCEL.text([names, ["-------", "--------", "---------", "-------"], *rows])
    return Wild((text + f"\r\n({len(rows)} rows affected)\r\n").encode(), names, rows)


def null_marks(rng: random.Random) -> Wild:
    r"""A database's tab export: ``\\N`` for nothing, quotes that mean nothing."""
    names = ["id", "name", "note", "path", "parent"]
    rows = [
        [
            str(i),
            person(rng),
            rng.choice(("\\N", '5" pipe', 'the "old" one', '"quoted start, loose')),
            f"C:\\data\\{rng.choice(WORDS)}",
            rng.choice(("\\N", "4")),
        ]
        for i in range(rng.randint(8, 40))
    ]
    return Wild(Writer("\t", quote="").text([names, *rows]).encode(), names, rows)


def backslash_quotes(rng: random.Random) -> Wild:
    """A database's comma export: quotes escaped by a backslash, everything quoted but numbers."""
    names = ["id", "headline", "teaser", "views"]
    rows = [
        [
            str(i),
            f'{rng.choice(WORDS)} "{rng.choice(WORDS)}", {rng.choice(WORDS)}',
            sentence(rng, 9),
            str(rng.randint(0, 999)),
        ]
        for i in range(rng.randint(8, 40))
    ]
    text = lines(",".join(f'"{n}"' for n in names))
    for r in rows:
        middle = [c.replace('"', '\\"') for c in r[1:3]]
        text += f'{r[0]},"{middle[0]}","{middle[1]}",{r[3]}\n'
    return Wild(text.encode(), names, rows)


def logger(rng: random.Random) -> Wild:
    """A temperature logger: a plot title, names with commas and serial numbers, empty ends."""
    names = [
        "#",
        "Date Time, GMT+01:00",
        "Temp, °C (LGR S/N: 20193, SEN S/N: 20193)",
        "Host Connected (LGR S/N: 20193)",
        "End Of File",
    ]
    rows = [
        [str(i + 1), day(rng, "{m:02}/{d:02}/{y} 04:15:00 PM"), f"{rng.uniform(-5, 30):.3f}", "", ""]
        for i in range(rng.randint(10, 60))
    ]
    rows[-1][2:] = ["", "Logged", "Logged"]
    text = '"Plot Title: 20193_pond"\r\n' + EXCEL.text([names, *rows])
    return Wild(text.encode("utf-8-sig"), names, rows)


def station_file(rng: random.Random) -> Wild:
    """A data logger's file: a line about the station, names, units and kinds of value."""
    above = '"TOA5","CR1000_Hill","CR1000","4391","CR1000.Std.13","CPU:met.CR1","12345","Table1"'
    names = ["TIMESTAMP", "RECORD", "BattV", "AirTC", "RH"]
    units, kinds = ["TS", "RN", "Volts", "Deg C", "%"], ["", "", "Min", "Avg", "Smp"]
    rows = [
        [
            day(rng) + " 00:15:00",
            str(i),
            f"{rng.uniform(11, 13):.2f}",
            rng.choice((f"{rng.uniform(-5, 30):.2f}", "NAN")),
            f"{rng.uniform(10, 99):.1f}",
        ]
        for i in range(rng.randint(8, 60))
    ]
    text = lines(above, *[",".join(f'"{c}"' for c in r) for r in (names, units, kinds)])
    text += lines(*[f'"{r[0]}",' + ",".join(r[1:]).replace("NAN", '"NAN"') for r in rows])
    return Wild(text.encode(), names, rows, optional=(units, kinds))


KINDS = (
    city_portal,
    long_html,
    decimal_commas,
    bank_statement,
    utf16_tabs,
    row_names,
    query_console,
    dashed_names,
    null_marks,
    backslash_quotes,
    logger,
    station_file,
)
