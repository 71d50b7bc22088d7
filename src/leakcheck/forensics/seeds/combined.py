"""Calls over more or less than one cell: names cut in two, joined or by sex, profiles, parts of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from os.path import commonprefix
from typing import Any

from leakcheck.forensics.seeds.calls import Exact, Sexed
from leakcheck.forensics.seeds.paths import canonical
from leakcheck.forensics.seeds.sheet import Column, Sheet, column_of

_LOOKED_AT = 10
_COMPOSED = (
    ("{first_name} {last_name}", "first_name", "last_name"),
    ("{first_name_male} {last_name}", "first_name_male", "last_name"),
    ("{first_name_female} {last_name}", "first_name_female", "last_name"),
    ("{last_name} {first_name}", "last_name", "first_name"),
    ("{city}, {state}", "city", "state"),
    ("{city}, {state_abbr}", "city", "state_abbr"),
)
_WHOLE = ("name", "name_male", "name_female")
_JOINT = (
    ("first_name", "last_name"),
    ("first_name_male", "last_name"),
    ("first_name_female", "last_name"),
    ("city", "state"),
    ("last_name", "first_name"),
)
_PROFILE = ("username", "name", "sex", "address", "mail")
_LONG_PROFILE = ("job", "company", "ssn", "residence", "blood_group")


def composed(names: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Two calls in one cell, as people join a first name and a last name."""
    for form, one, two in _COMPOSED:
        if one in names and two in names:
            code = f"f'{form}'".replace("{", "{fake.").replace("}", "()}")
            yield code, _joined(form, one, two)


def _joined(form: str, one: str, two: str) -> Callable[[Any], Any]:
    return lambda generator: form.format(**{name: getattr(generator, name)() for name in (one, two)})


def parts(column: Column) -> Iterator[tuple[str, Column]]:
    """Pieces of cells that may be drawn alone: behind an @, and behind what all cells begin with."""
    shown = [cell for cell in column.cells if cell is not None]
    if len(column.levels) < 2:
        return
    if all(cell.count("@") == 1 for cell in shown):
        yield "behind @", _cut(column, lambda cell: cell.partition("@")[2])
        return
    common = commonprefix(shown)  # noqa: RUF071 - letters, not paths
    while common and common[-1].isalnum():
        common = common[:-1]
    if common:
        yield "behind the common beginning", _cut(column, lambda cell: cell[len(common) :])


def _cut(column: Column, cut: Callable[[str], str]) -> Column:
    return column_of(column.name, [cell and (cut(cell) or None) for cell in column.cells])


def sexed(sheet: Sheet, calls: Sequence[Exact]) -> Iterator[Sexed]:
    """Names that depend on a column of two to four levels."""
    from itertools import groupby

    deciding = [column for column in sheet.columns if 2 <= len(column.levels) <= 4]
    names = sorted((c for c in calls if "name" in c.code), key=lambda call: call.columns)
    for columns, options in groupby(names, key=lambda call: call.columns):
        listed = list(options)
        kinds = {code for call in listed for code in ("first", "last") if f"fake.{code}_name" in call.code}
        for by in deciding:
            for kind in ("", *sorted(kinds)):
                some = [call for call in listed if _is_sexed(call.code, kind)]
                if len(some) > 1:
                    yield Sexed(columns, by.cells, some)


def _is_sexed(code: str, kind: str) -> bool:
    start = f"fake.{kind}_name" if kind else "fake.name"
    return code.startswith((start, "f'{fake.first")) and "male" in code


def whole_profiles(sheet: Sheet, generator: Any) -> Iterator[Exact]:
    """Records of ``simple_profile`` and ``profile``, where the headings are its keys."""
    for code in ("simple_profile", "profile"):
        keys = _PROFILE if code == "simple_profile" else _PROFILE + _LONG_PROFILE
        places = {c.name.strip().casefold(): i for i, c in enumerate(sheet.columns)}
        known = [key for key in keys if key in places]
        if len(known) < 3 or (code == "profile") != any(key in _LONG_PROFILE for key in known):
            continue
        columns = tuple(places[key] for key in known)
        folded = tuple(
            canonical(" ".join(sheet.columns[i].cells[row] or "" for i in columns))
            for row in range(sheet.rows)
        )
        call = Exact(columns, f"fake.{code}()", _profiled(code, known), folded, 16.0)
        call.keys = tuple(known)
        yield call


def _profiled(code: str, keys: Sequence[str]) -> Callable[[Any], Any]:
    def run(generator: Any) -> str:
        made = getattr(generator, code)()
        return " ".join(str(made[key]) for key in keys)

    return run


def pairs(sheet: Sheet, runs: dict[str, Callable[[Any], Any]]) -> Iterator[Exact]:
    """A full name cut into two neighbouring columns, and names and places drawn one after the other."""
    joint: list[tuple[str, Callable[[Any], Any], bool]] = []
    for one, two in _JOINT:
        if one in runs and two in runs:
            run = _joined(f"{{{one}}} {{{two}}}", one, two)
            joint += [(f"fake.{one}(), fake.{two}()", run, swap) for swap in (False, True)]
    joint += [(f"fake.{code}().split(' ', 1)", runs[code], False) for code in _WHOLE if code in runs]
    for left in range(len(sheet.columns) - 1):
        one_column, two_column = sheet.columns[left : left + 2]
        if not (_is_words(one_column) and _is_words(two_column)):
            continue
        for code, run, swap in joint:
            order = (left + 1, left) if swap else (left, left + 1)
            texts = zip(*(sheet.columns[i].folded for i in order), strict=True)
            folded = tuple(f"{a} {b}" if a and b else None for a, b in texts)
            yield Exact(order, code, run, folded, one_column.entropy + two_column.entropy)


def _is_words(column: Column) -> bool:
    shown = [cell for cell in column.folded[:40] if cell][:_LOOKED_AT]
    return bool(shown) and not any(any(c in "@0123456789" for c in cell) for cell in shown)
