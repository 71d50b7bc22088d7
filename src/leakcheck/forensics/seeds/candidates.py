"""Which calls may have filled which column: asked of the installed Faker, not of a list of headings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from leakcheck.forensics.seeds import amounts
from leakcheck.forensics.seeds.calls import Amount, Call, Exact, Level, Threshold
from leakcheck.forensics.seeds.paths import canonical
from leakcheck.forensics.seeds.sheet import Column, Sheet

_MOST_LEVELS = 40
_SAMPLES = 24
_LOOKED_AT = 5
# fmt: off
_LEFT_OUT = frozenset((
    "add_provider", "binary", "bothify", "catch_phrase_noun", "csv", "dsv", "psv", "tsv", "enum",
    "fixed_width", "get_arguments", "get_formatter", "get_provider", "get_providers", "hexify", "image",
    "image_url", "json", "json_bytes", "lexify", "locale", "name_nonbinary", "numerify", "parse",
    "paragraphs", "profile", "provider", "pybool", "pydecimal", "pydict", "pyfloat", "pyiterable",
    "pylist", "pyobject", "pyset", "pystr", "pystr_format", "pystruct", "pytimezone", "pytuple",
    "random_choices", "random_digit", "random_element", "random_elements", "random_int",
    "random_letters", "random_sample", "randomize_nb_elements", "sample", "seed", "seed_instance",
    "seed_locale", "sentences", "set_arguments", "set_formatter", "simple_profile", "tar", "texts",
    "time_series", "words", "xml", "zip", "del_arguments", "format", "random", "date_object",
    "date_time", "date_time_ad", "date_time_between", "date_time_between_dates",
    "date_time_this_century", "date_time_this_decade", "date_time_this_month", "date_time_this_year",
    "date_this_century", "date_this_decade", "date_this_month", "date_this_year", "date_between",
    "date_between_dates", "date_of_birth", "future_date", "future_datetime", "past_date",
    "past_datetime", "time", "time_delta", "time_object", "unix_time", "iso8601", "date", "passport_dob",
))
# fmt: on
_COMPOSED = (
    ("{first_name} {last_name}", "first_name", "last_name"),
    ("{first_name_male} {last_name}", "first_name_male", "last_name"),
    ("{first_name_female} {last_name}", "first_name_female", "last_name"),
    ("{last_name} {first_name}", "last_name", "first_name"),
    ("{city}, {state}", "city", "state"),
    ("{city}, {state_abbr}", "city", "state_abbr"),
)


def providers(generator: Any) -> dict[str, Callable[[Any], Any]]:
    """Every call without arguments that gives a text or a number, by name; tried out on a source of its
    own.
    """
    kept, found = generator.random, {}
    generator.random = random.Random(0)  # noqa: S311
    try:
        for name in sorted(vars(generator)):
            if name.startswith("_") or name in _LEFT_OUT or not callable(getattr(generator, name)):
                continue
            if _gives_text(generator, name):
                found[name] = _runner(name)
    finally:
        generator.random = kept
    return found


def _runner(name: str) -> Callable[[Any], Any]:
    return lambda generator: getattr(generator, name)()


def _gives_text(generator: Any, name: str) -> bool:
    try:
        value = getattr(generator, name)()
    except Exception:
        return False
    return (isinstance(value, str | int | float) or type(value).__name__ == "Decimal") and len(
        str(value)
    ) < 400


def composed(names: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Two calls in one cell, as people join a first name and a last name."""
    for form, one, two in _COMPOSED:
        if one in names and two in names:
            code = f"f'{form}'".replace("{", "{fake.").replace("}", "()}")
            yield code, _joined(form, one, two)


def _joined(form: str, one: str, two: str) -> Callable[[Any], Any]:
    return lambda generator: form.format(**{name: getattr(generator, name)() for name in (one, two)})


class Looks:
    """What the words of each provider look like: kinds of characters and lengths of a few samples."""

    def __init__(self, generator: Any, runs: dict[str, Callable[[Any], Any]]) -> None:
        kept = generator.random
        generator.random = random.Random(1)  # noqa: S311
        self._looks = {}
        for code, run in runs.items():
            try:
                said = [canonical(str(run(generator))) for _ in range(_SAMPLES)]
            except Exception:  # noqa: S112
                continue
            lengths = [len(text) for text in said]
            kinds = frozenset().union(*map(_kinds, said))
            self._looks[code] = (min(lengths) * 0.5, max(lengths) * 1.6 + 3, kinds)
        generator.random = kept

    def alike(self, code: str, column: Column) -> bool:
        """Whether the first cells of a column could come from this provider."""
        if code not in self._looks:
            return False
        low, high, kinds = self._looks[code]
        shown = [cell for cell in column.folded[:40] if cell][:_LOOKED_AT]
        return bool(shown) and all(low <= len(cell) <= high and _kinds(cell) <= kinds for cell in shown)


def _kinds(text: str) -> frozenset[str]:
    signs = {c for c in text if not c.isalnum() and c not in "' .-"}
    letters = {"latin" if c < "\u0250" else "other" for c in text if c.isalpha()}
    return frozenset(signs | letters | ({"0"} if any(c.isdigit() for c in text) else set()))


def exact_calls(
    place: int, column: Column, runs: dict[str, Callable[[Any], Any]], looks: Looks
) -> list[Exact]:
    """Every call whose words are compared exactly, for one column; none for a counter."""
    if amounts.is_counter(column.cells):
        return []
    found = [
        Exact(
            (place,), f"fake.{code}()" if code.isidentifier() else code, run, column.folded, column.is_unique
        )
        for code, run in runs.items()
        if looks.alike(code, column)
    ]
    return [*found, *_numbers(place, column), *_patterns(place, column)]


def _numbers(place: int, column: Column) -> Iterator[Exact]:
    numbers = amounts.whole_numbers(column.cells)
    if numbers is None or len(set(numbers)) < 3:
        return
    for low, high, step in amounts.ranges(numbers):
        args = f"{low}, {high}" + (f", {step}" if step > 1 else "")
        yield Exact(
            (place,), f"fake.random_int({args})", _integer(low, high, step), column.folded, column.is_unique
        )


def _integer(low: int, high: int, step: int) -> Callable[[Any], Any]:
    return lambda generator: generator.random_int(low, high, step)


def _patterns(place: int, column: Column) -> Iterator[Exact]:
    """Cells of one length with figures and letters in fixed places: numerify and bothify."""
    shown = [cell for cell in column.cells if cell is not None]
    if len(shown) < 8 or len({len(cell) for cell in shown}) != 1 or len(shown[0]) > 40:
        return
    form, letters = [], set()
    for signs in zip(*shown, strict=True):
        kinds = {"#" if c.isdigit() else "?" if c.isascii() and c.isalpha() else c for c in signs}
        if len(kinds) != 1:
            return
        varies, kind = len(set(signs)) > 1, kinds.pop()
        form.append(kind if varies else signs[0])
        letters |= set(signs) if varies and kind == "?" else set()
    text = "".join(form)
    if ("#" not in text and "?" not in text) or any(c in text for c in "%$!@{}"):
        return
    alphabet = _alphabet(letters)
    nonzero = text.replace("#", "%", 1)
    for pattern in (text, *([nonzero] if "#" in text else [])):
        args = repr(pattern) + (f", letters={alphabet!r}" if letters else "")
        yield Exact(
            (place,), f"fake.bothify({args})", _both(pattern, alphabet), column.folded, column.is_unique
        )


def _alphabet(letters: set[str]) -> str:
    import string

    if not any(c.islower() for c in letters):
        return string.ascii_uppercase
    return string.ascii_letters if any(c.isupper() for c in letters) else string.ascii_lowercase


def _both(pattern: str, alphabet: str) -> Callable[[Any], Any]:
    return lambda generator: generator.bothify(pattern, letters=alphabet)


def loose_calls(place: int, column: Column) -> list[Call]:
    """Choices from the column's own levels, and amounts between unknown ends."""
    found: list[Call] = []
    if amounts.is_counter(column.cells):
        return found
    count = len(column.levels)
    if 2 <= count <= _MOST_LEVELS:
        found.append(Level((place,), column.cells, count))
        if count <= 12:
            found.append(Threshold((place,), column.cells, percent=False))
        if count == 2:
            found.append(Threshold((place,), column.cells, percent=True))
    read = amounts.moments(column.cells)
    if read is not None:
        found.append(Amount((place,), read[1]))
    return found


def pairs(sheet: Sheet, runs: dict[str, Callable[[Any], Any]]) -> Iterator[Exact]:
    """A full name cut into two neighbouring columns."""
    for code in ("name", "name_male", "name_female"):
        for left in range(len(sheet.columns) - 1):
            one, two = (sheet.columns[left + k].folded for k in (0, 1))
            if code in runs and all(
                a and b and a.isalpha() for a, b in list(zip(one, two, strict=True))[:_LOOKED_AT]
            ):
                folded = tuple(f"{a} {b}" if a and b else None for a, b in zip(one, two, strict=True))
                yield Exact((left, left + 1), f"fake.{code}().split(' ', 1)", runs[code], folded)
