"""Where the records are in JSON: the object, the elements of a list, the list inside a wrapper, the lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from leakcheck.readers.intake.jsonscan import JsonScanner, Value
from leakcheck.readers.intake.labelwords import is_label_wording

_WRAPPER_NAMES = """data result results record records rows items entries list values beneficiaries
beneficiary members response payload body users user persons people patients content docs hits output"""
WRAPPERS = frozenset(_WRAPPER_NAMES.split())
_OPENING = re.compile(r"[{\[]")
_NEXT_LINE = re.compile(r"\n(?=[{\[])")
_KNOWN = 0.8
_FEW = 2
_MAX_DEPTH = 4


class Document(NamedTuple):
    """One JSON text: its span and its records; `whole` is False when it breaks off."""

    start: int
    end: int
    records: list[Value]
    whole: bool = True
    wrapped: bool = False


def documents(scanner: JsonScanner, is_label: Callable[[str], float]) -> Iterator[Document]:
    """Find every JSON text that holds records, whatever stands between them.

    After one that is broken the search goes on at the next line that begins like JSON without
    indentation, never inside: an inner object must not pass for a record.
    """
    place = count = 0
    while (opening := _OPENING.search(scanner.text, place)) is not None:
        start = opening.start()
        found = (
            _list(scanner, start) if opening[0] == "[" else _object(scanner, start, is_label, lone=not count)
        )
        if found is None:
            place = start + 1
            continue
        if found.records:
            count += 1
            yield found
        place = found.end
        if not found.whole:
            following = _NEXT_LINE.search(scanner.text, max(place, start + 1))
            if following is None:
                return
            place = following.end()


def _list(scanner: JsonScanner, start: int) -> Document | None:
    """Records of a list; None when it is something else in brackets, such as a chat's time stamp."""
    elements = list(scanner.elements(start))
    records = [
        element for element in elements if isinstance(element.content, dict | list) and element.content
    ]
    if not records:
        return None
    end = scanner.skip(elements[-1].end)
    whole = scanner.text[end : end + 1] == "]"
    return Document(start, end + 1 if whole else elements[-1].end, records, whole)


def _object(
    scanner: JsonScanner, start: int, is_label: Callable[[str], float], *, lone: bool
) -> Document | None:
    """Record or wrapper; of objects in a row (JSON lines) each is a record, unless it is named a wrapper."""
    found = scanner.value(start)
    if found is None:
        return _broken(scanner, start)
    if not found.content:
        return None
    lone = lone and not scanner.text.startswith("{", scanner.skip(found.end))
    inner = _record_list(scanner, start, is_label if lone else None, 0)
    if inner is None:
        return Document(start, found.end, [found])
    records = (
        [e for e in scanner.elements(inner) if e.content]
        if scanner.text[inner] == "["
        else [scanner.value(inner)]
    )
    return Document(start, found.end, [r for r in records if r is not None], wrapped=True)


def _broken(scanner: JsonScanner, start: int) -> Document | None:
    """Save the whole records of a list that breaks off, else the whole members of the last object."""
    members = list(scanner.members(start))
    if not members:
        return None
    last = members[-1][1]
    if isinstance(last, int) and scanner.text[last : last + 1] == "[":
        inside = _list(scanner, last)
        if inside is not None:
            return Document(start, inside.end, inside.records, whole=False, wrapped=True)
    whole = {key: value for key, value in members if isinstance(value, Value)}
    is_last = _NEXT_LINE.search(scanner.text, start + 1) is None
    end = max((value.end for value in whole.values()), default=start + 1)
    content = {key: value.content for key, value in whole.items()}
    return Document(start, end, [Value(start, content, end)] if content and is_last else [], whole=False)


def _record_list(
    scanner: JsonScanner, start: int, is_label: Callable[[str], float] | None, depth: int
) -> int | None:
    """Place of what a wrapping object wraps, or None when the object itself is the record.

    An object is a wrapper when it holds objects in a list and hardly any labels of its own: a
    person with a list of appointments is one record. Without `is_label` only its name makes a wrapper.
    """
    members = [(key, value) for key, value in scanner.members(start) if isinstance(value, Value)]
    lists = [(key, value) for key, value in members if _holds_objects(value.content)]
    if lists:
        key, value = max(lists, key=lambda item: len(item[1].content))
        outer = list(chain.from_iterable(_plain_keys(k, v.content) for k, v in members))
        inner = list(dict.fromkeys(k for element in value.content[:50] for k in element))
        return value.start if _is_wrapper(key, outer, inner, is_label) else None
    inside = [
        value for key, value in members if isinstance(value.content, dict) and key.casefold() in WRAPPERS
    ]
    if len(inside) != 1 or depth >= _MAX_DEPTH:
        return None
    deeper = _record_list(scanner, inside[0].start, is_label, depth + 1)
    return inside[0].start if deeper is None else deeper


def _plain_keys(key: str, content: Any) -> list[str]:
    """Keys of plain values, those one level down included."""
    if isinstance(content, dict):
        return [inner for inner, value in content.items() if not isinstance(value, dict | list)]
    return [] if isinstance(content, list) else [key]


def _holds_objects(content: Any) -> bool:
    return (
        isinstance(content, list) and bool(content) and all(isinstance(element, dict) for element in content)
    )


def _is_wrapper(
    key: str, outer: list[str], inner: list[str], is_label: Callable[[str], float] | None
) -> bool:
    if is_label is None:
        return key.casefold() in WRAPPERS and len(outer) <= _FEW
    known_outer, known_inner = (sum(_is_known(k, is_label) for k in keys[:60]) for keys in (outer, inner))
    if key.casefold() in WRAPPERS:
        return known_outer <= _FEW
    if known_outer or known_inner:
        return known_outer < min(_FEW, known_inner)
    return len(outer) < len(inner)


def _is_known(key: str, is_label: Callable[[str], float]) -> bool:
    return is_label_wording(key) or is_label(key) >= _KNOWN
