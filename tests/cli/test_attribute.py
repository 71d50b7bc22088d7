"""attribute: what is said of a file that Faker made, and of one it did not."""

import builtins
import csv
import json

import pytest


@pytest.fixture
def invented(tmp_path):
    pytest.importorskip("faker", reason="seed recovery needs the extra attribution")
    from faker import Faker

    fake = Faker("en_IN")
    fake.seed_instance(42)
    rows = [[i, fake.name(), fake.email(), fake.date_of_birth()] for i in range(1, 41)]
    path = tmp_path / "people.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([["id", "name", "mail", "born"], *rows])
    return path, [str(cell) for row in rows for cell in row[1:]]


def test_json_names_the_seed_and_no_value(run, invented):
    path, cells = invented
    done = run("attribute", path, "--locale", "en_IN", "--seeds", "1", "--jobs", "1", "--format", "json")
    assert done.exit_code == 0, done.stderr
    tree = json.loads(done.stdout)
    assert (tree["outcome"], tree["seed"], tree["locale"]) == ("proven", 42, "en_IN")
    assert (tree["records"], tree["columns_reproduced"]) == (40, 2)
    told = [c["compared"] for c in tree["columns"]]
    assert told == ["not drawn", "every cell", "every cell", "every cell, up to its two ends"]
    assert not [cell for cell in cells if cell in done.stdout]


def test_text_says_proven_and_prints_the_program(run, invented):
    done = run("attribute", invented[0], "--locale", "en_IN", "--seeds", "1", "--jobs", "1")
    assert done.exit_code == 0
    assert done.stdout.startswith("PROVEN: made with Faker ")
    assert "Faker.seed(42)" in done.stdout
    assert "reproduces 2 of 4 columns in all 40 records" in done.stdout
    assert "ends are not claimed" in done.stdout


def test_a_file_of_other_making_is_not_found(run, tmp_path):
    pytest.importorskip("faker", reason="seed recovery needs the extra attribution")
    path = tmp_path / "other.csv"
    path.write_text("name,city\n" + "".join(f"Zq Wx{i},Vw{i}\n" for i in range(30)))
    done = run("attribute", path, "--locale", "en_IN", "--seeds", "1", "--jobs", "1")
    assert done.exit_code == 0
    assert done.stdout.startswith("NOT FOUND")
    assert "Locales tried: en_IN." in done.stdout


def test_a_budget_that_runs_out_is_said(run, tmp_path):
    pytest.importorskip("faker", reason="seed recovery needs the extra attribution")
    from faker import Faker

    fake = Faker("en_IN")
    fake.seed_instance(2**40 + 1)
    path = tmp_path / "late.csv"
    path.write_text("name,mail\n" + "".join(f"{fake.name()},{fake.email()}\n" for _ in range(30)))
    done = run("attribute", path, "--locale", "en_IN", "--jobs", "1", "--budget", "1")
    assert done.exit_code == 0
    assert "the budget ran out before all seeds below 10,000,000 were tried" in done.stdout


def test_an_unknown_locale_gets_a_suggestion(run, invented):
    done = run("attribute", invented[0], "--locale", "en_INN")
    assert done.exit_code == 2
    assert "en_IN" in done.stderr


def test_without_faker_one_line_says_what_to_install(run, tmp_path, monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name.split(".")[0] == "faker":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    done = run("attribute", path)
    assert done.exit_code == 3
    assert "leakcheck-verify[attribution]" in done.stderr
