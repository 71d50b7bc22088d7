"""Tables as programs hand them over: logs, reports, maps, forms, and exports with delimiters of their own."""

from __future__ import annotations

import random

from benchmarks.reading._wild_case import (
    AREAS,
    CITIES,
    REGIONS,
    SUBJECTS,
    WORDS,
    Rows,
    Wild,
    Writer,
    day,
    lines,
    person,
    sentence,
    thousands,
)

EXCEL = Writer(",", eol="\r\n")


def web_log(rng: random.Random) -> Wild:
    """A web server's access log: blanks, brackets, quotes, no names."""
    rows: Rows = []
    split: dict[int, list[list[str]]] = {}
    text = ""
    for i in range(rng.randint(10, 60)):
        host, when = (
            f"192.0.2.{rng.randint(1, 254)}",
            f"{rng.randint(1, 28):02}/Mar/2021:10:{rng.randint(0, 59):02}:01",
        )
        ask, agent = (
            f"GET /{rng.choice(WORDS)}?q={rng.choice(WORDS)} HTTP/1.1",
            "Mozilla/5.0 (X11; Linux) Gecko",
        )
        code, size = rng.choice(("200", "404", "304")), rng.choice(("-", str(rng.randint(100, 99999))))
        rows.append([host, "-", "-", f"[{when}", "+0000]", ask, code, size, "-", agent])
        split[i] = [
            [host, "-", "-", f"[{when} +0000]", ask, code, size, "-", agent],
            [host, "-", "-", f"{when} +0000", ask, code, size, "-", agent],
        ]
        text += f'{host} - - [{when} +0000] "{ask}" {code} {size} "-" "{agent}"\n'
    return Wild(text.encode(), (), rows, also=split)


def commented(rng: random.Random) -> Wild:
    """Comment lines, the last of them with the names behind its mark."""
    names = ["time", "mag", "depth", "place"]
    rows = [
        [
            day(rng) + "T01:02:03Z",
            f"{rng.uniform(1, 7):.1f}",
            f"{rng.uniform(0, 90):.2f}",
            f"{rng.randint(1, 90)} km NW of {rng.choice(CITIES)}",
        ]
        for _ in range(rng.randint(6, 50))
    ]
    marked = rng.random() < 0.5
    sep = rng.choice((",", "\t", ";"))
    text = lines(
        "# catalogue of events, provisional",
        f"# generated {day(rng)}; see README",
        ("#" if marked else "") + sep.join(names),
    )
    alternatives = (["#time", *names[1:]],) if marked else ()
    return Wild((text + Writer(sep).text(rows)).encode(), names, rows, alternatives)


def accounts_report(rng: random.Random) -> Wild:
    """An enterprise program's list: bars outside and inside, rules of dashes, minus signs behind."""
    names = ["Doc. no.", "Vendor", "Pstng Date", "Amount in LC", "Curr."]
    rows = [
        [
            str(5100000000 + i),
            person(rng),
            day(rng, "{d:02}.{m:02}.{y}"),
            f"{thousands(rng, '.')},{rng.randint(10, 99)}" + rng.choice(("", "-")),
            "EUR",
        ]
        for i in range(rng.randint(8, 40))
    ]
    wide = [max(len(r[i]) for r in (names, *rows)) for i in range(5)]
    rule = "-" * (sum(wide) + 6)
    body = ["|" + "|".join(c.ljust(w) for c, w in zip(r, wide, strict=True)) + "|" for r in (names, *rows)]
    text = lines(
        "31.03.2021      Vendor line items        1", "", rule, body[0], rule, *body[1:], rule, eol="\r\n"
    )
    edge = {i: (["", *r, ""], [*r, ""]) for i, r in enumerate(rows)}
    return Wild(text.encode("cp1252"), names, rows, (["", *names, ""],), edge)


def shapes(rng: random.Random) -> Wild:
    """A map layer: outlines as text with commas, and points as JSON, inside quotes."""
    names = ["WKT", "gid", "name", "geo_point_2d", "geo_shape"]
    rows = []
    for i in range(rng.randint(4, 20)):
        spots = [f"{rng.uniform(1, 9):.6f} {rng.uniform(40, 50):.6f}" for _ in range(rng.randint(4, 40))]
        rows.append(
            [
                f"POLYGON (({','.join(spots)}))",
                str(i),
                rng.choice(AREAS),
                "48.85, 2.35",
                f'{{"type": "Point", "coordinates": [{spots[0].replace(" ", ", ")}]}}',
            ]
        )
    return Wild(Writer(rng.choice(",;")).text([names, *rows]).encode(), names, rows)


def survey(rng: random.Random) -> Wild:
    """A form's answers: whole questions as names, several answers in a cell, half of it empty."""
    names = [
        "Timestamp",
        "How satisfied are you, overall?",
        "Which services do you use? (tick all that apply)",
        "What, if anything,\nshould we do better?",
        "Email Address",
    ]
    picks = ("Library", "Parks, gardens", "Waste", "None of these")
    rows = [
        [
            day(rng, "{m}/{d}/{y} 9:05:01"),
            rng.choice("12345"),
            ", ".join(rng.sample(picks, 2)),
            rng.choice(("", sentence(rng, 20), 'more "green"\n\nand less noise')),
            rng.choice(("", "a@example.org")),
        ]
        for _ in range(rng.randint(5, 40))
    ]
    return Wild(EXCEL.text([names, *rows]).encode(), names, rows)


def survey_codes(rng: random.Random) -> Wild:
    """A survey service: codes, then the questions, then import marks, then answers."""
    names = ["StartDate", "IPAddress", "Q1", "Q2_4_TEXT"]
    asked = ["Start Date", "IP Address", "How old are you?", "Other, please say: - Text"]
    marks = ['{"ImportId":"startDate"}', '{"ImportId":"ip"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}']
    rows = [
        [
            day(rng) + " 10:01:00",
            f"198.51.100.{rng.randint(1, 250)}",
            str(rng.randint(18, 80)),
            rng.choice(("", sentence(rng, 5))),
        ]
        for _ in range(rng.randint(8, 40))
    ]
    return Wild(
        Writer(",").text([names, asked, marks, *rows]).encode("utf-8-sig"),
        names,
        rows,
        optional=(asked, marks),
    )


def mixed_tabs(rng: random.Random) -> Wild:
    """A European statistics file: tabs outside, commas in the first cell, flags behind the figures."""
    names = ["freq,unit,geo\\TIME_PERIOD", *[f"{y} " for y in range(2010, 2010 + rng.randint(4, 12))]]
    rows = [
        [
            f"A,PC,{r[:2].upper()}",
            *[
                rng.choice((f"{rng.uniform(0, 50):.1f} ", ": ", f"{rng.uniform(0, 50):.1f} p", ": c"))
                for _ in names[1:]
            ],
        ]
        for r in REGIONS
    ]
    bare = {i: ([c.strip() for c in r],) for i, r in enumerate(rows)}
    return Wild(
        Writer("\t", quote="").text([names, *rows]).encode(), names, rows, ([n.strip() for n in names],), bare
    )


def odd_delimiters(rng: random.Random) -> Wild:
    """Delimiters of old exports, some of two characters."""
    sep = rng.choice(("::", "||", "~", "^", "\x01", "|", "\t|\t"))
    names = ["code", "subject", "region", "opened", "count"]
    rows = [
        [
            f"K{rng.randint(100, 999)}",
            rng.choice(SUBJECTS),
            f"{rng.choice(REGIONS)}, {rng.choice('NSEW')}",
            day(rng),
            str(rng.randint(1, 99)),
        ]
        for _ in range(rng.randint(8, 40))
    ]
    return Wild(lines(*[sep.join(r) for r in (names, *rows)]).encode(), names, rows)


def wide_blanks(rng: random.Random) -> Wild:
    """Columns held apart by blanks alone, as reports printed on paper were."""
    names = ["STATION", "ELEV", "LAT", "TMAX", "TMIN"]
    rows = [
        [
            rng.choice(WORDS).upper() + str(i),
            str(rng.randint(1, 2999)),
            f"{rng.uniform(30, 60):.2f}",
            f"{rng.uniform(10, 40):.1f}",
            f"{rng.uniform(-20, 9):.1f}",
        ]
        for i in range(rng.randint(8, 40))
    ]
    body = [f"{r[0]:<14}{r[1]:>6}{r[2]:>9}{r[3]:>8}{r[4]:>8}" for r in (names, *rows)]
    return Wild(lines(*body).encode(), names, rows)


KINDS = (
    web_log,
    commented,
    accounts_report,
    shapes,
    survey,
    survey_codes,
    mixed_tabs,
    odd_delimiters,
    wide_blanks,
)
