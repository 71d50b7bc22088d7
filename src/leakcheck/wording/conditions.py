"""Conditions of a rule in words, so that a reader can check what was tested without reading TOML."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from leakcheck import discover
from leakcheck.wording import has, sentence

_MOST = 8
_NUMBER_OPERATORS = ("checksum", "well_formed")


def describe(table: Mapping[str, Any], titles: Mapping[str, str]) -> str:
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
    if not table:
        return sentence("condition.always")
    return sentence("condition.and").join(_part(name, test, titles) for name, test in table.items())


def _part(name: str, test: Any, titles: Mapping[str, str]) -> str:
    if name in ("all", "any"):
        parts = sentence(f"condition.{name}_join").join(describe(inner, titles) for inner in test)
        return sentence(f"condition.{name}", parts=parts)
    if name == "not":
        return sentence("condition.not", part=describe(test, titles))
    tests = {test: True} if isinstance(test, str) else test
    field = _title(name, titles)
    return sentence("condition.and").join(
        _test(field, op, argument, titles) for op, argument in tests.items()
    )


def _test(field: str, operator: str, argument: Any, titles: Mapping[str, str]) -> str:
    if operator == "gap":
        return sentence(
            "condition.gap", field=field, start=_title(argument["from"], titles), days=_days(argument)
        )
    key = f"condition.{operator}"
    if not has(key):
        return sentence("condition.other", field=field, operator=operator, argument=_words(argument, titles))
    if isinstance(argument, Mapping):
        values = {name: _words(value, titles) for name, value in argument.items()}
        other = values.pop("field", "")
        return sentence(key, **{"tolerance": "0", **values, "field": field, "other": other})
    words = _number(argument) if operator in _NUMBER_OPERATORS else _words(argument, titles)
    return sentence(key, field=field, argument=words)


def _days(gap: Mapping[str, Any]) -> str:
    low, high = gap.get("at_least"), gap.get("at_most")
    if low is not None and high is not None:
        return sentence("condition.days_between", low=low, high=high)
    return sentence(
        "condition.days_least" if low is not None else "condition.days_most",
        days=low if high is None else high,
    )


def _number(stem: str) -> str:
    return str(discover.load("idnumbers", stem).TITLE) if stem in discover.names("idnumbers") else stem


def _title(name: str, titles: Mapping[str, str]) -> str:
    return titles.get(name) or name.replace("_", " ")


def _words(argument: Any, titles: Mapping[str, str]) -> str:
    if isinstance(argument, list):
        shown = ", ".join(_words(item, titles) for item in argument[:_MOST])
        more = len(argument) - _MOST
        return sentence("condition.more", shown=shown, n=more) if more > 0 else shown
    if isinstance(argument, datetime.date):
        return argument.isoformat()
    return _title(argument, titles) if argument in titles else str(argument)
