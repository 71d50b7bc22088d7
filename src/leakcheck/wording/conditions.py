"""Conditions of a rule in words, so that a reader can check what was tested without reading TOML."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from leakcheck import discover
from leakcheck.wording import has, sentence
from leakcheck.wording.fields import title

_MOST = 8
_ROOM = "rules.operators"
_NAMES_NUMBER = ("checksum", "well_formed")
_NAMES_FIELD = (
    *("before", "after", "on_or_before", "on_or_after", "equals_year_of", "same_as", "differs_from"),
    *("from", "born", "on", "key", "field"),
)
Titles = Mapping[str, str]


def describe(table: Mapping[str, Any], titles: Titles) -> str:
    """Say what a table of conditions asks for; nothing at all asks for nothing.

    Parameters
    ----------
    table : mapping
        `when` or `expect` of a rule.
    titles : mapping of str to str
        Field names with the words a reader knows them by.

    Examples
    --------
    >>> describe({"age": {"at_least": 18}, "birth_date": "absent"}, {"birth_date": "Date of birth"})
    'age is at least 18, and Date of birth is not given'
    """
    return sentence("condition.and").join(_clauses(table, titles)) or sentence("condition.always")


def _clauses(table: Mapping[str, Any], titles: Titles) -> Iterator[str]:
    """Give the conditions of a table that must all hold; nested `all` adds to them."""
    for name, test in table.items():
        if name == "all":
            for inner in test:
                yield from _clauses(inner, titles)
        elif name == "any":
            parts = sentence("condition.join").join(_one(inner, titles) for inner in test)
            yield sentence("condition.any", parts=parts)
        elif name == "not":
            yield sentence("condition.not", part=_one(test, titles))
        else:
            tests = {test: True} if isinstance(test, str) else test
            yield from (_test(title(name, titles), key, argument, titles) for key, argument in tests.items())


def _one(table: Mapping[str, Any], titles: Titles) -> str:
    """Put a whole table in one clause."""
    clauses = list(_clauses(table, titles))
    if len(clauses) == 1:
        return clauses[0]
    return sentence("condition.all", parts=sentence("condition.join").join(clauses))


def _test(field: str, operator: str, argument: Any, titles: Titles) -> str:
    key = f"condition.{operator}"
    if not has(key):
        words = _own_words(operator, _words("", argument, titles))
        return sentence("condition.own", field=field, words=words)
    if not isinstance(argument, Mapping):
        return sentence(key, field=field, argument=_words(operator, argument, titles))
    values = {name: _words(name, value, titles) for name, value in argument.items()}
    values |= {"other": values.get("field", ""), "field": field, "days": _days(argument)}
    return sentence(key, **{"tolerance": "0", **values})


def _own_words(operator: str, argument: str) -> str:
    """Use the words an operator brings itself, so that a new one needs no entry in a catalogue."""
    known = operator in discover.names(_ROOM)
    words = getattr(discover.load(_ROOM, operator), "WORDS", "") if known else ""
    return str(words).replace("{}", argument) or f"{operator} {argument}"


def _days(argument: Mapping[str, Any]) -> str:
    low, high = argument.get("at_least"), argument.get("at_most")
    if low is not None and high is not None:
        return sentence("condition.days_between", low=low, high=high)
    if low is not None:
        return sentence("condition.days_least", days=low)
    return sentence("condition.days_most", days=high)


def _words(name: str, argument: Any, titles: Titles) -> str:
    if isinstance(argument, list):
        shown = ", ".join(_words("", item, titles) for item in argument[:_MOST])
        more = len(argument) - _MOST
        return sentence("condition.more", shown=shown, n=more) if more > 0 else shown
    if isinstance(argument, Mapping):
        return ", ".join(f"{key} {_words(key, value, titles)}" for key, value in argument.items())
    if isinstance(argument, datetime.date):
        return argument.isoformat()
    if not isinstance(argument, str):
        return str(argument)
    if name in _NAMES_NUMBER:
        known = argument in discover.names("idnumbers")
        return str(discover.load("idnumbers", argument).TITLE) if known else argument
    if name in _NAMES_FIELD:
        return title(argument, titles)
    return argument if name in ("precision", "name") else f"'{argument}'"
