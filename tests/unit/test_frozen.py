"""`leakcheck.frozen` makes what `dataclasses` makes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from typing import ClassVar

import pytest

from leakcheck import frozen
from leakcheck.frozen import dataclass, replace


@dataclass(frozen=True, slots=True)
class Point:
    """A point."""

    x: int
    name: str = "a"
    tags: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.x


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """The same by `dataclasses`."""

    x: int
    name: str = "a"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Single:
    """One field."""

    x: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that needs a factory is left to `dataclasses`."""

    kind: ClassVar[int] = 3
    x: list[int] = field(default_factory=list)


def test_printing_comparing_and_hashing_are_the_same():
    assert repr(Point(1, "b")) == repr(Usual(1, "b")).replace("Usual", "Point")
    assert Point(1) == Point(1, "a", ()) != Point(2)
    assert Point(1) != Usual(1)
    assert hash(Point(1, "b")) == hash(Usual(1, "b"))
    assert hash(Single(7)) == hash((7,))
    assert {Point(1): 1}[Point(1)] == 1


def test_it_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'x'"):
        Point(1).x = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'x'"):
        del Point(1).x
    assert not hasattr(Point(1), "__dict__")


def test_dataclasses_knows_it():
    assert dataclasses.is_dataclass(Point)
    assert [f.name for f in dataclasses.fields(Point)] == ["x", "name", "tags"]
    assert [f.default for f in dataclasses.fields(Point(1))] == [dataclasses.MISSING, "a", ()]
    assert dataclasses.asdict(Point(1)) == {"x": 1, "name": "a", "tags": ()}
    assert dataclasses.replace(Point(1), name="c") == Point(1, "c")
    assert Point.__dataclass_params__.frozen


def test_a_copy_with_changes():
    assert replace(Point(1, "b"), x=5) == Point(5, "b")
    assert replace(Usual(1, "b"), x=5) == Usual(5, "b")
    with pytest.raises(TypeError, match="nothing"):
        replace(Point(1), nothing=5)


def test_the_constructor_takes_what_it_should():
    assert Point(x=1, tags=("t",)).tags == ("t",)
    assert str(inspect.signature(Point)) == str(inspect.signature(Usual))
    for wrong in ((), (1, "b", (), 4)):
        with pytest.raises(TypeError):
            Point(*wrong)


def test_copies_pickles_and_patterns():
    point = Point(1, "b", ("t",))
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - made here
    assert copy.deepcopy(point) == copy.copy(point) == point
    match point:
        case Point(x, name):
            assert (x, name, point.twice) == (1, "b", 2)


def test_what_it_does_not_know_is_left_to_dataclasses():
    assert Filled([1]) == Filled([1])
    assert Filled().x == []
    assert Filled not in frozen._OURS
    assert Point in frozen._OURS
    with pytest.raises(TypeError, match="only frozen"):
        dataclass(frozen=True, slots=False)
