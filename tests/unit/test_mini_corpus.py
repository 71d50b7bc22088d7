"""A small corpus that every machine has: tables made here, and genuine ones that Python itself ships.

The full evaluation is `docs/accuracy.md`. Here the scores are pinned, so that a change of a signal, of the
kinds of columns or of the weights is seen where it happens: after a calibration they are written anew by
``python tests/unit/test_mini_corpus.py``.
"""

from __future__ import annotations

import csv
import html.entities
import io
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import leakcheck
from leakcheck.forensics.statistics import makers

PINNED = Path(__file__).with_name("mini_corpus.json")
WITHIN = 0.05
ROWS = 300
Table = tuple[list[str], list[list[str]]]


def characters(start: int) -> Table:
    """Characters of Unicode with their properties, in the order of their codes: a genuine register."""
    header = ["code", "category", "direction", "combining", "mirrored", "width", "script"]
    rows = []
    for code in range(start, start + 4 * ROWS):
        char = chr(code)
        name = unicodedata.name(char, "")
        if name and len(rows) < ROWS:
            told = (unicodedata.category(char), unicodedata.bidirectional(char), unicodedata.combining(char))
            more = (unicodedata.mirrored(char), unicodedata.east_asian_width(char), name.split()[0])
            rows.append([str(code), *map(str, told), *map(str, more)])
    return header, rows


def entities() -> Table:
    """Names of characters in HTML, with how they are written: a genuine list, by name."""
    rows = [
        [name, str(len(text)), str(ord(text[0])), unicodedata.category(text[0]), str(name.endswith(";"))]
        for name, text in sorted(html.entities.html5.items())
    ]
    return ["entity", "length", "code", "category", "closed"], rows[:ROWS]


def genuine() -> Iterator[tuple[str, Table]]:
    for start in (0x20, 0x370, 0x590, 0x900, 0x1E00, 0x2000, 0x3040):
        yield f"unicode-{start:x}", characters(start)
    yield "html-entities", entities()
    for seed in range(6):
        yield f"coherent-{seed}", makers.coherent(seed, ROWS)


def fabricated() -> Iterator[tuple[str, Table]]:
    for seed in range(6):
        yield f"independent-{seed}", makers.independent(seed, ROWS)


def judged(table: Table) -> tuple[str, float]:
    out = io.StringIO()
    csv.writer(out).writerows([table[0], *([cell or "" for cell in row] for row in table[1])])
    told = leakcheck.verify(out.getvalue().encode(), input_format="csv", jobs=1).result
    assert told.forensics is not None
    return told.verdict.word, told.forensics.log10_lr_unbounded


def scores() -> dict[str, tuple[str, float]]:
    return {name: judged(table) for name, table in (*genuine(), *fabricated())}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[str, float]]:
    return scores()


def test_nothing_genuine_is_called_fabricated(found: dict[str, tuple[str, float]]) -> None:
    assert [name for name, _ in genuine() if found[name][0] == "fabricated"] == []


def test_everything_invented_is_called_fabricated(found: dict[str, tuple[str, float]]) -> None:
    assert [name for name, _ in fabricated() if found[name][0] != "fabricated"] == []


def test_the_two_do_not_overlap(found: dict[str, tuple[str, float]]) -> None:
    assert max(found[name][1] for name, _ in genuine()) < min(found[name][1] for name, _ in fabricated())


def test_scores_are_as_pinned(found: dict[str, tuple[str, float]]) -> None:
    """Of the tables made here; those of Unicode grow with every version of Python."""
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    made = {name: score for name, (_, score) in found.items() if name in pinned}
    assert made == pytest.approx(pinned, abs=WITHIN)


if __name__ == "__main__":
    told = {name: round(score, 3) for name, (_, score) in scores().items()}
    kept = {name: score for name, score in told.items() if not name.startswith(("unicode", "html"))}
    PINNED.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(told, file=sys.stderr)
