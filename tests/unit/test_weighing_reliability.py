"""Grades, publishers, distrust."""

from __future__ import annotations

import pytest

from leakcheck.errors import InternalError, PackError, UsageError
from leakcheck.model import Source
from leakcheck.weighing.reliability import back, distrusted, reliability
from leakcheck.weighing.strengths import load

BOOK = load()


def source(name: str, publisher: str, kind: str = "schema", grade: str = "B2") -> Source:
    return Source(name, name, publisher, "", kind, grade)


SOURCES = {
    s.id: s
    for s in (
        source("api", "Health Authority"),
        source("form", "health  AUTHORITY", "template", "C3"),
        source("mirror", "A Mirror", "template", "C3"),
        source("denial", "Ministry", "denial", "A1"),
        source("tale", "", "folklore", "F6"),
    )
}
NOBODY: frozenset[str] = frozenset()


def test_grades_of_the_design() -> None:
    values = [reliability(source("s", "p", grade=g), BOOK) for g in ("A1", "B2", "C3", "F6")]
    assert values == [0.99, 0.95, 0.8, 0.05]


def test_a_denial_is_capped_whatever_its_grade() -> None:
    assert reliability(SOURCES["denial"], BOOK) == 0.5


def test_unknown_grade_is_refused() -> None:
    with pytest.raises(PackError, match="grade"):
        reliability(source("s", "p", grade="G7"), BOOK)


def test_sources_of_one_publisher_are_one_voice_the_best() -> None:
    backing = back(("form", "api", "api"), SOURCES, NOBODY, BOOK)
    assert backing is not None
    assert backing.publishers == (("health authority", 0.95),)


def test_the_best_source_that_is_still_trusted() -> None:
    backing = back(("form", "api"), SOURCES, frozenset({"api"}), BOOK)
    assert backing is not None
    assert backing.publishers == (("health authority", 0.8),)


def test_publishers_are_kept_apart_and_sorted() -> None:
    backing = back(("mirror", "api", "tale"), SOURCES, NOBODY, BOOK)
    assert backing is not None
    assert [name for name, _ in backing.publishers] == ["a mirror", "health authority", "tale"]


def test_denial_only_depends_on_what_is_left() -> None:
    both = back(("denial", "api"), SOURCES, NOBODY, BOOK)
    rest = back(("denial", "api"), SOURCES, frozenset({"api"}), BOOK)
    assert both is not None
    assert rest is not None
    assert (both.denial_only, both.graded) == (False, True)
    assert (rest.denial_only, rest.graded) == (True, False)


def test_ungradable_source_cannot_carry_the_system_axis() -> None:
    backing = back(("tale",), SOURCES, NOBODY, BOOK)
    assert backing is not None
    assert not backing.graded


def test_nothing_left_is_none() -> None:
    assert back(("api",), SOURCES, frozenset({"api"}), BOOK) is None
    assert back((), SOURCES, NOBODY, BOOK) is None


def test_a_source_nobody_gave_is_a_broken_promise() -> None:
    with pytest.raises(InternalError, match="not given"):
        back(("nowhere",), SOURCES, NOBODY, BOOK)


@pytest.mark.parametrize(
    ("word", "gone"),
    [
        ("api", {"api"}),
        ("Health Authority", {"api", "form"}),
        ("template", {"form", "mirror"}),
        ("denial", {"denial"}),
        ("press", set()),
    ],
)
def test_distrust_by_id_publisher_or_kind(word: str, gone: set[str]) -> None:
    assert distrusted(SOURCES, [word]) == gone


def test_distrusting_nobody_is_an_error_with_a_hint() -> None:
    with pytest.raises(UsageError) as caught:
        distrusted(SOURCES, ["minstry"])
    assert "Ministry" in caught.value.hint or "mirror" in caught.value.hint
