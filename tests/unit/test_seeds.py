"""Seed recovery: the generator's arithmetic, paths back from a value, and whole searches over few seeds."""

import random
import time

import pytest

pytest.importorskip("faker", reason="seed recovery needs the extra attribution")
np = pytest.importorskip("numpy", reason="numpy is not installed")

from faker import Faker  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from leakcheck.forensics.seeds import locales, sieve, twister  # noqa: E402
from leakcheck.forensics.seeds.amounts import line_through, ranges  # noqa: E402
from leakcheck.forensics.seeds.bench import Bench  # noqa: E402
from leakcheck.forensics.seeds.habits import habits  # noqa: E402
from leakcheck.forensics.seeds.paths import Finder  # noqa: E402
from leakcheck.forensics.seeds.program import program  # noqa: E402
from leakcheck.forensics.seeds.scripted import Scripted  # noqa: E402
from leakcheck.forensics.seeds.search import Limits, search  # noqa: E402
from leakcheck.forensics.seeds.sheet import sheet_of  # noqa: E402
from leakcheck.forensics.seeds.tape import Tape  # noqa: E402


@settings(max_examples=15, deadline=None)
@given(st.one_of(st.integers(0, 2**32 - 1), st.integers(2**32, 2**64 - 1)))
def test_outputs_are_those_of_python(seed):
    made = twister.words(np.array([seed], dtype=np.uint64), 60)[:, 0].tolist()
    source = random.Random(seed)
    assert made == [source.getrandbits(32) for _ in range(60)]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 2000))
def test_a_tape_starts_anywhere_and_knows_where_it_stands(seed, at):
    tape = Tape(seed, locales.generator_of("en_US"))
    source = random.Random(seed)
    for _ in range(at):
        source.getrandbits(32)
    tape.seek(at)
    assert [tape.random.getrandbits(32) for _ in range(5)] == [source.getrandbits(32) for _ in range(5)]
    assert tape.reached(at) == at + 5


@pytest.mark.parametrize("name", ["name", "email", "uuid4", "job", "city", "postcode", "ssn", "ipv4"])
def test_the_seed_that_made_a_value_is_on_its_path(name):
    generator, source = locales.generator_of("en_IN"), Scripted()
    outputs = twister.words(np.arange(2048, dtype=np.uint64), 120)
    for seed in (3, 1999):
        generator.random = random.Random(seed)
        said = str(getattr(generator, name)())
        generator.random = source
        path, chance = Finder(lambda: str(getattr(generator, name)()), source, 20_000).paths(said)
        places, _ = sieve.passing(path, outputs, 0)
        assert seed in places
        assert len(places) <= 2048 * chance * 8 + 3, "the path must tell seeds apart"


@settings(max_examples=30, deadline=None)
@given(st.integers(-20_000, 20_000), st.integers(20, 40_000), st.integers(0, 10**6))
def test_a_line_through_dates_gives_each_of_them(start, width, seed):
    source = random.Random(seed)
    draws = [source.random() for _ in range(40)]
    pairs = [(draw, float(int(start + 30_000 + width * draw) - 30_000)) for draw in draws]
    first, wide = line_through(pairs)
    assert all(np.floor(first + wide * draw) == amount for draw, amount in pairs)


def test_no_line_goes_through_shuffled_dates():
    source = random.Random(1)
    assert line_through([(source.random(), float(source.randrange(9000))) for _ in range(40)]) is None


@pytest.mark.parametrize(
    ("low", "high", "rows"),
    [(18, 80, 200), (1500, 20000, 250), (0, 99, 400), (1, 100, 400), (1000, 9999, 300)],
)
def test_bounds_people_choose_come_first(low, high, rows):
    source = random.Random(rows)
    assert (low, high, 1) in ranges([source.randint(low, high) for _ in range(rows)])[:6]


def made(record, seed, rows=40, locale="en_IN"):
    fake = Faker(locale)
    fake.seed_instance(seed)
    return table([record(fake) for _ in range(rows)])


def table(records):
    cells = [[None if c is None else str(c) for c in r] for r in records]
    return sheet_of([f"c{i}" for i in range(len(records[0]))], cells)


def looked_for(sheet, seeds=0, locale="en_IN", jobs=1):
    return search(sheet, Limits(seeds, time.monotonic() + 60, jobs), [locale])


def printed(found, sheet):
    """Rows that the program prints, run as it stands."""
    rows = []
    names = [column.name for column in sheet.columns]
    exec(compile(program(found, sheet, names), "program", "exec"), {"print": rows.append})  # noqa: S102
    return rows


def test_the_order_of_the_columns_is_found():
    def record(f):
        mail, name = f.email(), f.name()
        return [name, f.date_of_birth(), mail, f.random_element(["x", "y", "z"])]

    found = looked_for(made(record, 4321))
    assert found.proof.seed == 4321
    assert {place for call in found.proof.calls for place in call.columns} == {0, 1, 2, 3}


def test_a_seed_that_is_no_habit_is_found():
    found = looked_for(made(lambda f: [f.name(), f.city()], 14321), 20_000)
    assert found.proof.seed == 14321


def test_two_processes_say_what_one_says():
    sheet = made(lambda f: [f.name(), f.city()], 42)
    one, two = (looked_for(sheet, jobs=jobs) for jobs in (1, 2))
    assert program(one, sheet, ["a", "b"]) == program(two, sheet, ["a", "b"])


def test_names_by_sex_and_a_worked_out_mail():
    def record(f):
        sex = f.random_element(["M", "F"])
        name = f.name_male() if sex == "M" else f.name_female()
        return [name, sex, f.phone_number(), name.lower().replace(" ", ".") + "@corp.example"]

    sheet = made(record, 7, locale="en_US")
    found = looked_for(sheet, locale="en_US")
    assert found.proof.seed == 7
    rows = printed(found, sheet)
    assert [row["c0"] for row in rows] == list(sheet.columns[0].cells)
    assert [row["c2"] for row in rows] == list(sheet.columns[2].cells)


def test_a_mail_of_which_only_the_domain_is_drawn():
    def record(f):
        first, last = f.first_name(), f.last_name()
        return [first, last, f"{first}.{last}@{f.free_email_domain()}".lower(), f.date_of_birth()]

    found = looked_for(made(record, 3))
    assert [(call.columns, call.part) for call in found.proof.calls][1:] == [((2,), "behind @"), ((3,), "")]


def test_columns_made_one_after_the_other():
    fake = Faker("en_IN")
    fake.seed_instance(99)
    columns = [
        [f() for _ in range(50)] for f in (fake.first_name, fake.last_name, fake.date_of_birth, fake.city)
    ]
    sheet = table(list(zip(*columns, strict=True)))
    found = looked_for(sheet)
    assert [call.columns for call in found.proof.calls] == [(0,), (1,), (2,), (3,)]
    assert [row["c3"] for row in printed(found, sheet)] == list(sheet.columns[3].cells)


def test_draws_that_no_column_shows_are_passed_over():
    def record(f):
        name, _ = f.name(), f.paragraph()
        return [name, f.email() if f.boolean() else None, f.job()]

    sheet = made(record, 2024, rows=60)
    found = looked_for(sheet)
    assert found.proof.seed == 2024
    assert [row["c0"] for row in printed(found, sheet)] == list(sheet.columns[0].cells)


def explained(sheet, seed):
    bench = Bench("en_IN", sheet)
    bench.find_roads()
    leads = (call for call in bench.exact if call.code == "fake.name()")
    return bench.replay.explain(seed, next(leads), 0)


def test_one_changed_record_ends_the_proof():
    sheet = made(lambda f: [f.name(), f.email()], 42)
    rows = [list(row) for row in zip(*(c.cells for c in sheet.columns), strict=True)]
    assert explained(sheet_of(["a", "b"], rows), 42) is not None
    rows[20] = ["Asha Qwrtz", "asha@qwrtz.example"]
    assert explained(sheet_of(["a", "b"], rows), 42) is None


def test_another_seed_is_no_proof():
    sheet = made(lambda f: [f.name(), f.email()], 42)
    assert all(explained(sheet, seed) is None for seed in (0, 41, 43))


def test_time_that_is_up_is_said():
    sheet = made(lambda f: [f.name(), f.email()], 2**40 + 17)
    found = search(sheet, Limits(10**6, time.monotonic() - 1), ["en_IN"])
    assert found.proof is None
    assert found.out_of_time


def test_the_program_makes_the_rows_and_holds_no_cell():
    sheet = made(lambda f: [f.unique.first_name(), f.email()], 2024, rows=30)
    found = looked_for(sheet)
    text, rows = program(found, sheet, ["c0", "c1"]), printed(found, sheet)
    assert len(rows) == 30
    for place in (0, 1):
        assert [row[f"c{place}"] for row in rows] == list(sheet.columns[place].cells)
    assert not [cell for column in sheet.columns for cell in column.cells if cell in text]


def test_habits_hold_each_seed_once_and_days_in_four_spellings():
    assert len(set(habits())) == len(habits())
    assert {42, 20240229, 29022024, 2292024, 240229} <= set(habits())
