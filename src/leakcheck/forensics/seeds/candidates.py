"""Which calls may have filled which column: asked of the installed Faker, not of a list of headings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from os.path import commonprefix
from typing import Any

from leakcheck.forensics.seeds import amounts
from leakcheck.forensics.seeds.calls import Amount, Call, Exact, Level, Sexed, Threshold
from leakcheck.forensics.seeds.paths import canonical
from leakcheck.forensics.seeds.sheet import Column, Sheet, column_of

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


def pairs(sheet: Sheet, runs: dict[str, Callable[[Any], Any]]) -> Iterator[Exact]:
    """A full name cut into two neighbouring columns, and names and places drawn one after the other."""
    joint = [(f"fake.{code}().split(' ', 1)", runs[code], False) for code in _WHOLE if code in runs]
    for one, two in _JOINT:
        if one in runs and two in runs:
            run = _joined(f"{{{one}}} {{{two}}}", one, two)
            joint += [(f"fake.{one}(), fake.{two}()", run, swap) for swap in (False, True)]
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
