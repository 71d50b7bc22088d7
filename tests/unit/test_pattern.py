"""Patterns that are compiled late are sound all the same."""

import importlib
import re
from pathlib import Path

import pytest

import leakcheck
from leakcheck.pattern import Uncompiled, pattern

ROOT = Path(leakcheck.__file__).parent
USERS = sorted(path for path in ROOT.rglob("*.py") if "leakcheck.pattern import" in path.read_text("utf-8"))


def name_of(path):
    return ".".join(("leakcheck", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("path", USERS, ids=name_of)
def test_every_pattern_compiles(path):
    values = list(vars(importlib.import_module(name_of(path))).values())
    values += [inner for value in values if type(value) is dict for inner in value.values()]
    found = [value for value in values if type(value) is Uncompiled]
    assert found
    assert all(isinstance(re.compile(value.pattern, value.flags), re.Pattern) for value in found)


def test_it_answers_as_a_compiled_one_does():
    late, early = pattern("(a+)b", re.I), re.compile("(a+)b", re.I)
    assert late.fullmatch("AAb")[1] == early.fullmatch("AAb")[1]
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)
    assert pattern(rb"\d").findall(b"a1b2") == [b"1", b"2"]
    with pytest.raises(AttributeError):
        late.nothing  # noqa: B018


def test_a_wrong_one_says_so_when_it_is_used():
    with pytest.raises(re.error):
        pattern("(").match("x")
