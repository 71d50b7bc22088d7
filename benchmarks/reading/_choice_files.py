"""Whole files of every text format for the choice of the reader; the makers of other sets are used again."""

from __future__ import annotations

import html
import itertools
import json
import random
import string
from collections.abc import Callable

from benchmarks.reading import _chatlayouts, _heldlayouts, json_suite, sql, textrecords
from benchmarks.reading._dialect_cells import LONE, TIDY, WILD, named
from benchmarks.reading._dialect_files import LEVELS
from benchmarks.reading._tables import FIRST, WORDS, Rows, people

Layout = Callable[[random.Random], str]
_TABLES = {"aligned", "pair_tables"}  # drawn as tables: more than one reader is right
TALK = ("Found this on a channel.", "Hi, is this real? Got it today", "See below, thanks:", "Bot says:")


def delimited(rng: random.Random) -> str:
    """Any file of the dialect sets that has a delimiter."""
    while True:
        _, delimiter, text = LEVELS[rng.choice(("tidy", "polluted", "wild"))](rng)
        if delimiter:
            return text


def records(rng: random.Random) -> str:
    """Labels and values, in every layout of the record sets."""
    layouts = {**_chatlayouts.TUNING, **_heldlayouts.HELD_OUT}
    name = rng.choice(sorted(set(layouts) - _TABLES))
    language = rng.choice(("english", "hindi", "hinglish"))
    noise = rng.choice((0.0, 0.0, 0.01, 0.03))
    return textrecords.sample(rng, layouts[name], language, "tuning", noise).text


def _secret(rng: random.Random, sign: str) -> str:
    sign = sign.strip(" ")
    letters = string.ascii_letters + string.digits
    strange = "".join(rng.choice(letters + string.punctuation + sign) for _ in range(rng.randint(6, 14)))
    usual = rng.choice(WORDS) + str(rng.randint(0, 9999)) + rng.choice(("", "!", "@", sign))
    return rng.choice((usual, usual, usual.title(), strange, str(rng.randint(10**5, 10**9))))


def credentials(rng: random.Random) -> str:
    """Mail or user and password, hash and salt, or URL in front; separators also inside the password."""
    sign = rng.choice((":", ":", ":", ";", "|", "\t", " : "))
    layout = rng.choice(("mail", "mail", "user", "hash", "salted", "url"))
    lines = []
    for number in range(rng.randint(12, 80)):
        user = f"{rng.choice(FIRST).lower()}{rng.choice('._-')}{rng.choice(WORDS)}{number}"
        mail = f"{user}@example.{rng.choice(('in', 'org', 'com'))}"
        hashed = f"{rng.getrandbits(128):032x}"
        link = f"https://{rng.choice(WORDS)}.example.org/{rng.choice(('', 'login', 'a/b.php?x=1'))}"
        parts = {
            "mail": (mail, _secret(rng, sign)), "user": (user, _secret(rng, sign)), "hash": (mail, hashed),
            "salted": (user, hashed, _secret(rng, ".")[:6]), "url": (link, mail, _secret(rng, sign)),
        }[layout]  # fmt: skip
        lines.append(sign.join(parts))
    banner = ["===== fresh list, free download =====", ""] if rng.random() < 0.3 else []
    return "\n".join([*banner, *lines]) + "\n"


def objects(rng: random.Random) -> str:
    """JSON in all shapes, sometimes after a line of talk."""
    shape = rng.choice(json_suite.SHAPES)
    count = rng.randint(1 if "lines" not in shape else 2, 12)
    made = [json_suite.person(rng, number, shape) for number in range(count)]
    if "lines" in shape:
        return "\n".join(made) + "\n"
    body = "[" + ",\n".join(made) + "]"
    body = json.dumps({"status": "ok", "data": json.loads(body)}) if shape == "wrapped" else body
    return (rng.choice(TALK) + "\n" if rng.random() < 0.15 else "") + body + "\n"


def dumps(rng: random.Random) -> str:
    """The head of a dump of six programs."""
    kind = rng.choice(sql.KINDS)
    head = "".join(itertools.islice(sql.dump(kind, 1, rng.randint(0, 50)), 3))
    return head[: rng.randint(5_000, 60_000)]


def _small(rng: random.Random) -> Rows:
    makers = [rng.choice((*TIDY, *WILD[:30])) for _ in range(rng.randint(2, 6))]
    rows = [[" ".join(make(rng).split()) for make in makers] for _ in range(rng.randint(1, 20))]
    return [[f"{named(m)} {j}" for j, m in enumerate(makers)], *rows]


def drawn(rng: random.Random) -> str:
    """Tables drawn in text: Markdown, mysql, psql."""
    rows = [[cell.replace("|", "/") or "-" for cell in row] for row in _small(rng)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    style = rng.choice(("markdown", "mysql", "psql"))
    if style == "psql":
        ruler = "-+-".join("-" * w for w in widths)
        lines = [" " + line for line in lines]
        return "\n".join([lines[0], f"-{ruler}-", *lines[1:], f"({len(rows) - 1} rows)", ""])
    if style == "markdown":
        ruler = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
        return "\n".join([f"| {lines[0]} |", ruler, *(f"| {line} |" for line in lines[1:]), ""])
    ruler = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    return "\n".join([ruler, f"| {lines[0]} |", ruler, *(f"| {line} |" for line in lines[1:]), ruler, ""])


def pages(rng: random.Random) -> str:
    """HTML tables, bare or in a page, on few or many lines."""
    end = rng.choice(("\n", "\n", ""))
    cells = [[html.escape(cell) for cell in row] for row in _small(rng)]
    body = end.join(
        "<tr>" + end.join(f"<t{'dh'[n == 0]}>{c}</t{'dh'[n == 0]}>" for c in row) + "</tr>"
        for n, row in enumerate(cells)
    )
    table = f"<table class='x'>{end}{body}{end}</table>\n"
    head = "<!DOCTYPE html>\n<html><head><title>List</title></head>\n"
    page = f"{head}<body><h1>Persons</h1>{table}</body></html>\n"
    return page if rng.random() < 0.5 else table


def columns(rng: random.Random) -> str:
    """One column of typed values, which is delimited text too."""
    make = rng.choice(LONE[:17])
    return "\n".join([named(make), *(make(rng) for _ in range(rng.randint(2, 30)))]) + "\n"


def persons(rng: random.Random) -> str:
    """Delimited persons: the columns that leaks and credential lists share."""
    sign = rng.choice((",", ";", "|", "\t", ":"))
    header, rows = people(rng, rng.randint(2, 30))
    wanted = sorted(rng.sample(range(len(header)), rng.randint(3, len(header))))
    mailed = [["mail", *(header[j] for j in wanted)]]
    for n, row in enumerate(rows):
        clean = [" ".join(row[j].replace(sign, " ").replace('"', "").split()) for j in wanted]
        mailed.append([f"user{n}@example.org", *clean])
    return "\n".join(sign.join(row) for row in mailed) + "\n"


FORMATS: dict[str, tuple[str, Layout]] = {
    "delimited": ("csv", delimited), "one column": ("csv", columns), "persons with mail": ("csv", persons),
    "records": ("text", records), "credentials": ("combolist", credentials), "JSON": ("json", objects),
    "SQL": ("sql", dumps), "drawn tables": ("markdown", drawn), "HTML": ("html", pages),
}  # fmt: skip
