"""Which calls may have filled which column: asked of the installed Faker, not of a list of headings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from leakcheck.forensics.seeds import amounts
from leakcheck.forensics.seeds.calls import Amount, Call, Exact, Level, Threshold
from leakcheck.forensics.seeds.paths import canonical
from leakcheck.forensics.seeds.sheet import Column

_MOST_LEVELS = 40
_LENGTHS = (
    20,
    25,
    30,
    40,
    50,
    60,
    70,
    75,
    80,
    90,
    100,
    120,
    140,
    150,
    160,
    180,
    200,
    250,
    255,
    256,
    300,
    400,
    500,
)
_SAMPLES = 40
_LOOKED_AT, _ALIKE = 10, 0.7
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


def providers(generator: Any) -> dict[str, Callable[[Any], Any]]:
    """Every call without arguments that gives a text or a number, short names first: they are the usual ones.

    Tried out on a source of its own.
    """
    kept, found = generator.random, {}
    generator.random = random.Random(0)  # noqa: S311
    try:
        for name in sorted(vars(generator), key=lambda name: (len(name), name)):
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
        fitting = sum(low <= len(cell) <= high and _kinds(cell) <= kinds for cell in shown)
        return bool(shown) and fitting >= _ALIKE * len(shown)


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
        _exact(place, column, f"fake.{code}()" if code.isidentifier() else code, run)
        for code, run in runs.items()
        if looks.alike(code, column)
    ]
    found += [*_numbers(place, column), *_patterns(place, column), *_texts(place, column)]
    return found + [_skipping(call) for call in found if None in column.cells]


def _exact(place: int, column: Column, code: str, run: Callable[[Any], Any]) -> Exact:
    return Exact((place,), code, run, column.folded, column.entropy)


def _skipping(call: Exact) -> Exact:
    """The same, not called where the cell is blank."""
    other = Exact(call.columns, call.code, call.run, call.folded, call.entropy)
    other.skips_blank = True
    return other


def _numbers(place: int, column: Column) -> Iterator[Exact]:
    numbers = amounts.whole_numbers(column.cells)
    if numbers is None or len(set(numbers)) < 3:
        return
    for low, high, step in amounts.ranges(numbers):
        args = f"{low}, {high}" + (f", {step}" if step > 1 else "")
        yield _exact(place, column, f"fake.random_int({args})", _integer(low, high, step))


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
        yield _exact(place, column, f"fake.bothify({args})", _both(pattern, alphabet))


def _texts(place: int, column: Column) -> Iterator[Exact]:
    """Texts and sentences of another length than usual, as long as the longest asks for."""
    shown = [cell for cell in column.cells if cell is not None][:_SAMPLES]
    if not shown or sum(" " in cell and cell.endswith(".") for cell in shown) < _ALIKE * len(shown):
        return
    longest = max(len(cell) for cell in column.levels)
    for most in _LENGTHS:
        if longest <= most <= 2 * longest + 20:
            yield _exact(place, column, f"fake.text(max_nb_chars={most})", _called("text", max_nb_chars=most))
    for words in range(2, 16):
        yield _exact(place, column, f"fake.sentence(nb_words={words})", _called("sentence", nb_words=words))
    for n in range(1, 8):
        yield _exact(place, column, f"fake.paragraph(nb_sentences={n})", _called("paragraph", nb_sentences=n))


def _called(name: str, **settings: int) -> Callable[[Any], Any]:
    return lambda generator: getattr(generator, name)(**settings)


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
    numbers = read[1] if read is not None else amounts.decimals(column.cells)
    if numbers is not None:
        found.append(Amount((place,), numbers))
    return found
