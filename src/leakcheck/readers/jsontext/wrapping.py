"""Where the records are inside an object: itself, or the list it wraps (``{"status": …, "data": […]}``).

An object is a wrapper when it holds objects in a list and hardly any labels of its own: a person with a list
of appointments is one record. Where only the name may decide (one object a line), the list must be called
``data``, ``results`` and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from leakcheck.readers.intake.labelwords import is_label_wording
from leakcheck.readers.jsontext.grammar import Failure, parse

_WRAPPER_NAMES = """data result results record records rows items entries list values beneficiaries
beneficiary members response payload body users user persons people patients content docs hits output"""
WRAPPERS = frozenset(_WRAPPER_NAMES.split())
_KNOWN = 0.8
_FEW = 2
_MAX_DEPTH = 4
_ENOUGH = 60

IsLabel = Callable[[str], float]
Pairs = tuple[tuple[str, Any], ...]


def may_wrap(names: Iterable[str]) -> bool:
    """Whether an object with these keys could be a wrapper by name alone."""
    return any(name.casefold() in WRAPPERS for name in names)


def find_path(content: Pairs, is_label: IsLabel | None, depth: int = 0) -> tuple[str, ...] | None:
    """Keys that lead to what an object wraps, or None when it is a record itself.

    Parameters
    ----------
    is_label : callable, optional
        How sure a key is a known label; without it only the name makes a wrapper.
    """
    lists = [(key, value) for key, value in content if _holds_objects(value)]
    if lists:
        key, value = max(lists, key=lambda item: len(item[1]))
        outer = chain.from_iterable(_plain_keys(k, v) for k, v in content)
        inner = dict.fromkeys(k for element in value[:50] for k, _ in element)
        return (key,) if _is_wrapper(key, list(outer), list(inner), is_label) else None
    inside = [(k, v) for k, v in content if v and isinstance(v, tuple) and k.casefold() in WRAPPERS]
    if len(inside) != 1 or depth >= _MAX_DEPTH:
        return None
    key, value = inside[0]
    return (key, *(find_path(value, is_label, depth + 1) or ()))


def find_broken_path(text: str, place: int, is_label: IsLabel, depth: int = 0) -> tuple[str, ...] | None:
    """Keys to the list of records in an object that is not whole, or too large to be held."""
    outer: list[str] = []
    while (key := parse(text, place := skip(text, place + 1))) and not isinstance(key, Failure):
        if not isinstance(key.content, str) or text[skip(text, key.end) :][:1] != ":":
            return None
        at = skip(text, skip(text, key.end) + 1)
        value = parse(text, at)
        if isinstance(value, Failure):
            return _broken_value(text, at, key.content, outer, is_label, depth)
        if _holds_objects(value.content):
            inner = [k for k, _ in value.content[0]]
            return (key.content,) if _is_wrapper(key.content, outer, inner, is_label) else None
        outer += _plain_keys(key.content, value.content)
        place = skip(text, value.end)
        if text[place : place + 1] != ",":
            return None
    return None


def _broken_value(
    text: str, at: int, key: str, outer: list[str], is_label: IsLabel, depth: int
) -> tuple[str, ...] | None:
    opening = text[at : at + 1]
    if opening == "[":
        first = parse(text, skip(text, at + 1))
        whole = not isinstance(first, Failure) and isinstance(first.content, tuple) and first.content
        inner = [k for k, _ in first.content] if whole and not isinstance(first, Failure) else []
        alike = key.casefold() not in WRAPPERS and not {key, *outer}.isdisjoint(
            inner
        )  # a line cut in its list
        return (key,) if inner and not alike and _is_wrapper(key, outer, inner, is_label) else None
    if opening == "{" and key.casefold() in WRAPPERS and depth < _MAX_DEPTH:
        deeper = find_broken_path(text, at, is_label, depth + 1)
        return (key, *deeper) if deeper else None
    return None


def skip(text: str, place: int) -> int:
    """Next place that is not blank."""
    while text[place : place + 1] in (" ", "\t", "\n"):
        place += 1
    return place


def _plain_keys(key: str, content: Any) -> list[str]:
    """Keys of plain values, those one level down included."""
    if isinstance(content, tuple):
        return [inner for inner, value in content if not isinstance(value, tuple | list)]
    return [] if isinstance(content, list) else [key]


def _holds_objects(content: Any) -> bool:
    return isinstance(content, list) and bool(content) and all(isinstance(e, tuple) for e in content)


def _is_wrapper(key: str, outer: Sequence[str], inner: Sequence[str], is_label: IsLabel | None) -> bool:
    if is_label is None:
        return key.casefold() in WRAPPERS and len(outer) <= _FEW
    known_outer, known_inner = (
        sum(_is_known(k, is_label) for k in keys[:_ENOUGH]) for keys in (outer, inner)
    )
    if key.casefold() in WRAPPERS:
        return known_outer <= _FEW
    if known_outer or known_inner:
        return known_outer < min(_FEW, known_inner)
    return len(outer) < len(inner)


def _is_known(key: str, is_label: IsLabel) -> bool:
    return is_label_wording(key) or is_label(key) >= _KNOWN
