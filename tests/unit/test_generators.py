"""Attribution: names the generator whose lists and grammars a table fits, and nothing else."""

from __future__ import annotations

import random

import pytest

from leakcheck.forensics.generators.attribution import attribute
from leakcheck.forensics.generators.candidates import candidates
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import names, split
from leakcheck.forensics.table.build import specimen_of

FIRST = (  # noqa: SIM905
    "John James Michael Robert William Mary Jennifer Jessica Sarah Emily Daniel Lisa Laura Linda Susan Karen"
).split()
LAST = (  # noqa: SIM905
    "Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White "
    "Martin Harris Thompson Garcia Martinez Robinson Clark Lewis Lee Walker Hall Allen Young King Wright"
).split()


def test_invented_names_of_no_list_are_attributed_to_nobody() -> None:
    for seed in range(3):
        assert attribute(specimen_of(*collected(seed, 200))) == []


@pytest.mark.parametrize("rows", [60, 200])
def test_textbook_names_and_grammars_are_attributed(rows: int) -> None:
    found = attribute(specimen_of(*boxed(1, rows)))
    assert found
    assert found[0].strength >= 3
    assert any("Luhn" in habit for one in found for habit in one.habits)


def test_a_short_list_beats_a_longer_one_that_has_everything() -> None:
    rng = random.Random(7)
    rows = [[rng.choice(FIRST), rng.choice(LAST)] for _ in range(80)]
    ranked = candidates(specimen_of(("first_name", "last_name"), rows))
    sizes = [sum(match.size for match in one.matches) for one in ranked[:1]]
    assert sizes[0] < 200
    assert ranked[0].library == "textbook"


def test_one_stranger_in_ten_silences_it() -> None:
    rng = random.Random(9)
    strangers = [f"{a}{b}zor" for a in ("Bra", "Kel", "Vin", "Tos") for b in ("ma", "ni", "ru", "so")]
    rows = [[rng.choice(FIRST + strangers), rng.choice(LAST + strangers)] for _ in range(200)]
    assert attribute(specimen_of(("first_name", "last_name"), rows)) == []


def test_the_sentence_holds_nothing_of_the_table() -> None:
    header, rows = boxed(3, 120)
    stranger = "Zyxwvut"
    rows = [[stranger if place == 12 else cell for place, cell in enumerate(row)] for row in rows]
    header = tuple(f"{name} {stranger}" for name in header)
    for one in attribute(specimen_of(header, rows)):
        assert stranger not in one.sentence
        assert not any(name in one.sentence for name in (*FIRST, *LAST))


def test_attribution_is_the_same_every_time() -> None:
    specimens = [specimen_of(*boxed(5, 150)) for _ in range(2)]
    assert attribute(specimens[0]) == attribute(specimens[1])


def test_hostile_and_tiny_tables_are_silent() -> None:
    assert attribute(specimen_of(("name",), [])) == []
    assert (
        attribute(specimen_of(("name", "city"), [["\ud800", None], ["," * 500, "()"], ["", "x" * 5000]]))
        == []
    )


def test_full_names_are_split_in_both_orders_and_compounds_taken_apart() -> None:
    assert split("Kumar, Anil") == ("anil", "kumar")
    assert split("Herr Dr. Jan van den Berg") == ("jan", "van den berg")
    assert split("Cher") == ("", "")
    rows = [["Anil Smith-Jones"], ["Bela de la Rossi Dr"]] * 20
    found = names(specimen_of(("full_name",), rows), "last_name")
    assert set(found[0].spelt) >= {"smith", "jones"}
