"""`leakcheck.frozen` makes what `dataclasses` makes."""

from __future__ import annotations

import copy
import dataclasses
import functools
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


@dataclass(slots=True)
class Counter:
    """One that changes, with factories and fields of which something is said."""

    rows: list[int] = frozen.field(default_factory=list)
    total: int = 0
    asked: int = frozen.field(default=0, compare=False, repr=False)

    def __post_init__(self):
        self.total += len(self.rows)


@dataclasses.dataclass(slots=True)
class UsualCounter:
    """The same by `dataclasses`."""

    rows: list[int] = field(default_factory=list)
    total: int = 0
    asked: int = field(default=0, compare=False, repr=False)

    def __post_init__(self):
        self.total += len(self.rows)


@pytest.mark.parametrize("kind", [Counter, UsualCounter])
def test_one_that_changes(kind):
    counter = kind([1, 2], 1, asked=7)
    assert (counter.total, counter.asked) == (3, 7)
    assert repr(counter) == f"{kind.__name__}(rows=[1, 2], total=3)"
    assert counter == kind([1, 2], 1) != kind([1, 2])
    counter.rows.append(3)
    counter.total = 5
    assert kind().rows == []
    assert kind().rows is not kind().rows
    with pytest.raises(TypeError, match="unhashable"):
        hash(counter)
    assert copy.deepcopy(counter) == pickle.loads(pickle.dumps(counter)) == counter  # noqa: S301 - made here
    assert [f.name for f in dataclasses.fields(kind) if f.compare] == ["rows", "total"]
    assert not hasattr(counter, "__dict__")


def test_ours_is_made_here():
    assert {Counter, Many} <= set(frozen._OURS)
    assert str(inspect.signature(Counter)) == str(inspect.signature(UsualCounter))


@dataclass(frozen=True, slots=True)
class Many:
    """Made often enough for its constructor to be compiled."""

    x: int
    rows: tuple[int, ...] = frozen.field(default_factory=tuple)
    y: int = 2


def test_the_constructor_compiled_later_does_the_same():
    made = [Many(n, y=n) for n in range(100)]
    assert [(m.x, m.rows, m.y) for m in made] == [(n, (), n) for n in range(100)]
    for wrong in ({"x": 1, "z": 2}, {}):
        with pytest.raises(TypeError):
            Many(**wrong)
    with pytest.raises(TypeError, match="x"):
        Many(1, x=1)


@dataclass(frozen=True)
class Roomy:
    """One without slots, whose property is kept."""

    x: int
    y: int = 3

    @functools.cached_property
    def twice(self):
        return [self.x * 2]

    def __repr__(self):
        return "roomy"


def test_one_without_slots():
    roomy = Roomy(1)
    assert roomy.twice is roomy.twice
    assert (roomy.y, Roomy.y, repr(roomy), roomy) == (3, 3, "roomy", Roomy(1, 3))
    assert dataclasses.replace(roomy, x=2) == replace(roomy, x=2) == Roomy(2)
    assert copy.deepcopy(roomy) == pickle.loads(pickle.dumps(Roomy(1))) == roomy  # noqa: S301 - made here
    with pytest.raises(dataclasses.FrozenInstanceError):
        roomy.x = 2
    assert Roomy in frozen._OURS
    assert [f.name for f in dataclasses.fields(roomy)] == ["x", "y"]
