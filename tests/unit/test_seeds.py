"""Seed recovery: the generator's arithmetic, paths back from a value, and whole searches over few seeds."""

import random
import time

import pytest

pytest.importorskip("faker")
np = pytest.importorskip("numpy")

from faker import Faker  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from leakcheck.forensics.seeds import locales, sieve, twister  # noqa: E402
from leakcheck.forensics.seeds.habits import habits  # noqa: E402
from leakcheck.forensics.seeds.paths import Finder  # noqa: E402
from leakcheck.forensics.seeds.program import program  # noqa: E402
from leakcheck.forensics.seeds.scripted import Scripted  # noqa: E402
from leakcheck.forensics.seeds.search import Limits, search  # noqa: E402
from leakcheck.forensics.seeds.sheet import sheet_of  # noqa: E402


@settings(max_examples=15, deadline=None)
@given(st.one_of(st.integers(0, 2**32 - 1), st.integers(2**32, 2**64 - 1)))
def test_outputs_are_those_of_python(seed):
    made = twister.words(np.array([seed], dtype=np.uint64), 60)[:, 0].tolist()
    source = random.Random(seed)
    assert made == [source.getrandbits(32) for _ in range(60)]


@pytest.mark.parametrize("name", ["name", "email", "uuid4", "job", "city", "postcode", "ssn"])
def test_the_seed_that_made_a_value_is_on_its_path(name):
    generator, source = locales.generator_of("en_IN"), Scripted()
    outputs = twister.words(np.arange(2048, dtype=np.uint64), 120)
    for seed in (3, 1999):
        generator.random = random.Random(seed)
        said = str(getattr(generator, name)())
        generator.random = source
        path, chance = Finder(lambda: str(getattr(generator, name)()), source).paths(said)
        places, _ = sieve.passing(path, outputs, 0)
        assert seed in places
        assert len(places) <= 2048 * chance * 8 + 3, "the path must tell seeds apart"


def made(record, seed, rows=40, locale="en_IN"):
    fake = Faker(locale)
    fake.seed_instance(seed)
    records = [record(fake) for _ in range(rows)]
    return sheet_of([f"c{i}" for i in range(len(records[0]))], [[str(c) for c in r] for r in records])


def looked_for(sheet, seeds=0):
    return search(sheet, Limits(seeds, time.monotonic() + 60), ["en_IN"])


def test_a_seed_is_found_whatever_the_order_of_the_columns():
    def record(f):
        mail, name = f.email(), f.name()
        return [name, f.date_of_birth(), mail, f.random_element(["x", "y", "z"])]

    found = looked_for(made(record, 4321))
    assert found.proof.seed == 4321
    assert {place for call in found.proof.calls for place in call.columns} == {0, 1, 2, 3}


def test_a_seed_that_is_no_habit_is_found():
    found = looked_for(made(lambda f: [f.name(), f.city()], 14321), 20_000)
    assert found.proof.seed == 14321


def test_one_changed_cell_ends_the_proof():
    sheet = made(lambda f: [f.name(), f.email()], 42)
    rows = [list(row) for row in zip(*(c.cells for c in sheet.columns), strict=True)]
    rows[20][0], rows[20][1] = "Asha Qwrtz", "asha@qwrtz.example"
    assert looked_for(sheet_of(["a", "b"], rows)).proof is None


def test_an_unseeded_file_is_not_found():
    assert looked_for(made(lambda f: [f.name(), f.email()], 2**40 + 17)).proof is None


def test_the_program_makes_the_rows_and_holds_no_cell():
    sheet = made(lambda f: [f.name(), f.email()], 2024, rows=30)
    text = program(looked_for(sheet), sheet, ["name", "mail"])
    printed = []
    exec(compile(text, "program", "exec"), {"print": printed.append})  # noqa: S102
    assert len(printed) == 30
    assert [row["name"] for row in printed] == list(sheet.columns[0].cells)
    assert [row["mail"] for row in printed] == list(sheet.columns[1].cells)
    assert not [cell for column in sheet.columns for cell in column.cells if cell in text]


def test_habits_hold_each_seed_once_and_days_in_four_spellings():
    assert len(set(habits())) == len(habits())
    assert {42, 20240229, 29022024, 2292024, 240229} <= set(habits())
