"""Files and folders that change or vanish while they are read: one clear line, exit code 3, no traceback."""

import pathlib
import shutil

import pytest

from leakcheck import api, understanding

PEOPLE = "name,age\n" + "".join(f"A. Sharma,{n % 60 + 20}\n" for n in range(5_000))


@pytest.fixture
def people(tmp_path):
    file = tmp_path / "data" / "people.csv"
    file.parent.mkdir()
    file.write_text(PEOPLE)
    return file


def grow(file):
    file.write_text(PEOPLE + "B. Rao,35\n")


def shrink(file):
    file.write_text(PEOPLE[:1_000])


def remove(file):
    file.unlink()


def remove_folder(file):
    shutil.rmtree(file.parent)


def become_folder(file):
    file.unlink()
    file.mkdir()


HARMS = [grow, shrink, remove, remove_folder, become_folder]


@pytest.fixture
def harmed(monkeypatch, people):
    """Do harm once the file is open and hashed, before its rows are read."""

    def ready(harm):
        real = understanding.read

        def read(evidence, **options):
            monkeypatch.setattr(understanding, "read", real)
            harm(people)
            return real(evidence, **options)

        monkeypatch.setattr(understanding, "read", read)
        return people

    return ready


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize(
    "command",
    [
        lambda file: ["verify", file],
        lambda file: ["verify", file, "--rejects", file.parent.parent / "rejects.csv"],
        lambda file: ["verify", file.parent, "--folder"],
        lambda file: ["read", file],
        lambda file: ["read", file, "--to", "csv", "--show", "values"],
        lambda file: ["lint", file],
        lambda file: ["lint", file.parent],
    ],
    ids=["verify", "rejects", "folder", "read", "to", "lint", "lint-folder"],
)
def test_one_line_and_three(run, harmed, command, harm):
    done = run(*command(harmed(harm)))
    assert done.exit_code == 3, done.output
    assert done.stdout == ""
    assert "while it" in done.stderr or "no longer" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("harm", [grow, remove])
def test_what_vanishes_behind_the_first_rows_is_said_too(run, monkeypatch, people, harm):
    real = api.local.run

    def late(blocks, *rest):
        harm(people)
        return real(blocks, *rest)

    monkeypatch.setattr(api.local, "run", late)
    done = run("verify", people, "--rejects", people.parent.parent / "rejects.csv")
    assert done.exit_code in (0, 3)
    assert "Traceback" not in done.output
    assert "stopped" not in done.output


def test_a_folder_that_vanishes_while_it_is_searched(run, monkeypatch, people):
    def gone(self, pattern):
        raise FileNotFoundError(2, "No such file or directory", str(self))

    monkeypatch.setattr(pathlib.Path, "rglob", gone)
    done = run("lint", people.parent)
    assert done.exit_code == 3
    assert "cannot be searched to the end (No such file or directory)" in done.stderr


def test_files_that_vanish_from_a_folder_are_events_and_the_rest_is_read(run, monkeypatch, people):
    other = people.with_name("z.csv")
    other.write_text(PEOPLE)
    real = understanding.read

    def read(evidence, **options):
        people.unlink()
        return real(evidence, **options)

    monkeypatch.setattr(understanding, "read", read)
    done = run("verify", people.parent, "--folder")
    assert done.exit_code == 0, done.output
    assert "vanished" in done.stdout
