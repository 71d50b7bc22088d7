"""The vocabularies: the file as shipped, its spelling, and that no name stands in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.forensics.vocabularies.shelf import MAGIC, PATH, head, load
from leakcheck.forensics.vocabularies.spelling import number, numbers, spell

ROOT = Path(__file__).resolve().parents[2]
FIELDS = sorted(head()["fields"])


def test_the_file_is_small_and_says_what_it_is() -> None:
    assert PATH.stat().st_size <= 1_500_000
    assert PATH.read_bytes().startswith(MAGIC)
    assert {"first_name", "last_name", "city", "company", "job", "domain", "lorem"} <= set(FIELDS)
    assert all(one["version"] and one["licence"] for one in head()["libraries"])


@pytest.mark.parametrize("name", FIELDS)
def test_numbers_are_sorted_and_unique_and_sets_point_at_lists(name: str) -> None:
    field = load(name)
    assert (np.diff(field.words.astype(np.int64)) > 0).all()
    assert len(field.sets) == len(field.words)
    assert field.sets.max() == len(field.starts) - 2
    assert field.starts[0] == 0
    assert field.starts[-1] == len(field.members)
    assert (np.diff(field.starts.astype(np.int64)) > 0).all()
    assert field.members.max() < len(field.lists)


@pytest.mark.parametrize("name", FIELDS)
def test_sizes_of_lists_are_what_the_sets_add_up_to(name: str) -> None:
    field = load(name)
    counted = field.coverage(field.sets.astype(np.int64))
    assert counted.tolist() == [one.size for one in field.lists]


def test_no_name_stands_in_the_file() -> None:
    text = PATH.read_bytes()
    words = {word.decode().casefold() for word in re.findall(rb"[A-Za-z]{5,}", text)}
    for name in ("Johnson", "Sharma", "Schmidt", "Jennifer", "Priya", "Springfield", "Accountant"):
        assert load_any(name), name
        assert name.casefold() not in words


def load_any(name: str) -> bool:
    return any(load(field).find([spell(name)])[0] >= 0 for field in FIELDS)


def test_the_account_names_the_same_libraries_and_versions() -> None:
    account = tomllib.loads((ROOT / "calibration" / "vocabularies.toml").read_text(encoding="utf-8"))
    told = [(one["name"], one["version"], one["licence"]) for one in account["library"]]
    assert told == [(one["name"], one["version"], one["licence"]) for one in head()["libraries"]]
    assert account["bytes"] == PATH.stat().st_size
    assert all(re.fullmatch(r"[0-9a-f]{64}", one["sha256"]) for one in account["library"])


def test_well_known_lists_are_found() -> None:
    last = load("last_name")
    places = last.named("Faker", "en_US")
    assert [last.lists[at].size for at in places] == [1000]
    found = last.find([spell(name) for name in ("Smith", "O'Connor", "Xqzzyvaro")])
    assert (found >= 0).tolist() == [True, True, False]
    assert last.membership(found)[0, list(places)].all()
    assert last.pick(places)[found[0]]


def test_chance_hits_are_as_rare_as_stated() -> None:
    rng = np.random.default_rng(4)
    letters = np.array(list("bcdfgklmnprstvz"))
    words = ["".join(rng.choice(letters, 14)) for _ in range(20_000)]
    hits = int((load("last_name").find(words) >= 0).sum())
    assert hits <= 4  # 20,000 * 80,000 / 2^32 = 0.4 expected


@given(st.text())
def test_spelling_is_settled_and_never_fails(text: str) -> None:
    once = spell(text)
    assert spell(once) == once
    assert 0 <= number(once) < 2**32


def test_spelling_folds_what_generators_and_people_write_differently() -> None:
    assert spell("  Jean–Luc ") == spell("jean luc") == spell("JEAN_LUC")
    assert spell("O’Brien") == spell("OBRIEN")
    assert spell("Müller") == "muller"
    assert spell("Łukasz Ødegård") == "lukasz odegard"
    assert spell("कविता") == "कविता"
    assert numbers([spell("Straße")])[0] == number("strasse")
    assert 0 <= number(spell("\ud800")) < 2**32
