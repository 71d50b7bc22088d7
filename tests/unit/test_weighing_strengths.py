"""The numbers file: what ships is sane, what is impossible is refused by table and key."""

from __future__ import annotations

import math
import re
from importlib import resources

import pytest

from leakcheck.errors import PackError
from leakcheck.weighing.strengths import load, parse

TEXT = resources.files("leakcheck.weighing").joinpath("strengths.toml").read_text(encoding="utf-8")


def test_what_ships() -> None:
    book = load()
    words = [book.words[w] for w in ("weak", "moderate", "strong")]
    assert [w.knows for w in words] == sorted((w.knows for w in words), reverse=True)
    assert len(book.reliability) == 36
    assert book.limits.fabricated == pytest.approx(math.log10(12))
    assert book.denial_limit < book.limits.fabricated
    assert book.cap("no such family") == book.caps["default"]


def test_recycling_is_a_fact_and_never_weighed() -> None:
    cap = load().cap("recycling")
    assert (cap.against, cap.favour) == (0, 0)


def test_every_number_says_where_it_comes_from() -> None:
    lines = [line for line in TEXT.splitlines() if "=" in line.split("#")[0]]
    sections = re.split(r"^\[", TEXT, flags=re.M)[1:]
    bare = [s.splitlines()[0] for s in sections if "#" not in s]
    assert bare == []
    assert len(lines) > 50


@pytest.mark.parametrize(
    ("old", "new", "where", "key"),
    [
        ("knows = 0.85", "knows = 1.0", "strength, weak", "knows"),
        ("knows = 0.85", 'knows = "x"', "strength, weak", "knows"),
        ("knows = 0.85", "", "strength, weak", "knows"),
        ("forger = [1.0, 1.0]", "forger = [1.0]", "strength, weak", "forger"),
        ("concentration = 4.0", "concentration = nan", "strength, weak", "concentration"),
        ("A = [0.99, 0.98,", "A = [0.99, 0.995,", "reliability", "A"),
        ("A = [0.99,", "A = [1.0,", "reliability", "A"),
        ("C = [0.90,", "C = [0.98,", "reliability", "C"),
        ("denial = 0.5", "deniall = 0.5", "reliability_cap", "deniall"),
        ("[10, 2.0]", "[10, 0.2]", "ceiling", "against"),
        ("[10, 2.0]", "[10]", "ceiling", "against"),
        ("records = 30                   # fewer", "records = 0 # fewer", "rate_only", "records"),
        ("families = 2", "families = true", "verdict", "families"),
        ("against = 0.3 ", "against = 2.0 ", "verdict", "against"),
        ("[states]", "[stats]", "strengths.toml", "stats"),
    ],
)
def test_impossible_numbers_are_refused(old: str, new: str, where: str, key: str) -> None:
    assert old in TEXT
    with pytest.raises(PackError) as caught:
        parse(TEXT.replace(old, new, 1).encode(), "strengths.toml")
    assert where in caught.value.where
    assert repr(key) in caught.value.message


@pytest.mark.parametrize("raw", [b"\xff", b"[strength", b""])
def test_not_the_file_at_all(raw: bytes) -> None:
    with pytest.raises(PackError):
        parse(raw, "strengths.toml")
