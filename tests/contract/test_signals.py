"""What every signal promises; a new file in the room is tested by being there."""

from __future__ import annotations

import math
import string
from collections.abc import Callable
from functools import cache
from types import ModuleType

import pytest

from leakcheck import discover
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.table.specimen import Specimen

ROOM = "forensics.signals"
NAMES = discover.names(ROOM)
FAMILIES = {
    "dependence", "uniformity", "equal_likelihood", "calendar", "order", "vocabulary", "agreement", "contact",
    "shape", "fill", "duplication", "seam", "digits",
}  # fmt: skip
ROWS, SEEDS = 400, range(5)
each = pytest.mark.parametrize("module", [discover.load(ROOM, name) for name in NAMES], ids=NAMES)
Table = tuple[tuple[str, ...], list[list[str | None]]]


def secret(i: int) -> str:
    return f"zq{chr(97 + i % 7)}vx"


HOSTILE: dict[str, Table] = {
    "no record": (("a", "b"), []),
    "no column": ((), []),
    "one record": (("name", "age", "date"), [["A. Sharma", "41", "2021-03-01"]]),
    "one value": (("age", "status"), [["41", "x"]] * 300),
    "nothing there": (("age", "date", "name"), [[None, "", "n/a"]] * 300),
    "one header": (("", "", "", ""), [[str(i), str(i * i % 7), secret(i), None] for i in range(300)]),
    "lone surrogates": (("\udc80", "b"), [["\udc80" + chr(65 + i % 5), "\ud800"] for i in range(300)]),
    "huge numbers": (
        ("amount", "other", "age"),
        [[f"1e{300 + i % 9}", f"-{10**250 + i}", f"{10**17 + i}"] for i in range(300)],
    ),
    "long exponents": (("amount", "b"), [["1e2147483648", f"5E1234567890{i}"] for i in range(300)]),
    "no number": (("amount", "age"), [[("nan", "inf", "-inf", "1")[i % 4], "Infinity"] for i in range(300)]),
    "tiny numbers": (("amount", "b"), [[f"{i % 50}e-320", f"0.{'0' * 200}{i}"] for i in range(300)]),
    "two values": (("a", "b", "c", "d", "e", "f"), [[str(i % 2)] * 6 for i in range(300)]),
    "nearly one value": (tuple("abcdef"), [["x" if i else "y"] * 6 for i in range(300)]),
    "impossible dates": (("date", "born"), [[f"2021-02-{i % 40:02}", f"{i:04}-00-00"] for i in range(300)]),
    "ends of time": (("date", "b"), [[("0001-01-01", "9999-12-31")[i % 2], secret(i)] for i in range(300)]),
    "wide": (tuple(f"c{i}" for i in range(60)), [[str((i * k) % 11) for k in range(60)] for i in range(120)]),
    "control characters": (("a\x00", "b"), [["\x00\x1b[31m" + str(i % 9), "\u202e"] for i in range(300)]),
}  # fmt: skip


@cache
def hostile(name: str) -> Specimen:
    return specimen_of(*HOSTILE[name])


@cache
def built(header: tuple[str, ...], records: tuple[tuple[str | None, ...], ...], turn: int) -> Specimen:
    """Signals whose makers give the same table share its specimen, as in a run."""
    assert turn in (1, 2)
    return specimen_of(header, records)


def specimen_from(table: Table, turn: int = 1) -> Specimen:
    return built(tuple(table[0]), tuple(map(tuple, table[1])), turn)


@cache
def made(maker: Callable[[int, int], Table], seed: int, rows: int) -> Specimen:
    return specimen_from(maker(seed, rows))


def judged(module: ModuleType, maker: str, seed: int, rows: int = ROWS) -> Measurement | None:
    found: Measurement | None = module.measure(made(getattr(module, maker), seed, rows))
    return found


def value(module: ModuleType, maker: str, seed: int) -> float:
    found = judged(module, maker, seed)
    assert found is not None, f"{maker} table of {ROWS} records says nothing"
    return found.value


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def texts_of(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def test_there_are_signals() -> None:
    assert len(NAMES) >= 30
    assert {discover.load(ROOM, name).FAMILY for name in NAMES} <= FAMILIES


@each
def test_says_what_it_is(module: ModuleType) -> None:
    assert module.FAMILY in FAMILIES
    assert module.TOWARDS in (-1, 1)
    assert isinstance(module.MINIMUM, int)
    assert module.MINIMUM >= 1
    spoken = [module.TITLE, module.SENTENCE, module.SENTENCE_FOR]
    for text in [*spoken, *texts_of(module.FORMULA), *texts_of(module.SOURCES), *texts_of(module.INNOCENT)]:
        assert text.strip() == text
        assert len(text) > 3
    assert texts_of(module.SOURCES)
    assert texts_of(module.INNOCENT)
    assert len(module.TITLE) <= 80
    for sentence in (module.SENTENCE, module.SENTENCE_FOR):
        assert placeholders(sentence), "a sentence carries the table's own numbers"
        assert "" not in placeholders(sentence)


@each
def test_tells_invented_from_collected(module: ModuleType) -> None:
    apart = [
        module.TOWARDS * (value(module, "fabricated", seed) - value(module, "genuine", seed))
        for seed in SEEDS
    ]
    assert min(apart) > 0, apart


@each
@pytest.mark.parametrize("maker", ["genuine", "fabricated"])
def test_facts_fill_the_sentences(module: ModuleType, maker: str) -> None:
    found = judged(module, maker, 0)
    assert found is not None
    for sentence in (module.SENTENCE, module.SENTENCE_FOR):
        said = sentence.format(**found.facts)
        assert "{" not in said
        assert "nan" not in said.split()
    assert type(found.value) is float
    assert {type(fact) for fact in found.facts.values()} <= {int, float, str}
    assert {type(place) for place in found.columns} <= {int}
    assert type(found.support) is int


@cache
def made_again(maker: Callable[[int, int], Table]) -> Specimen:
    first, again = maker(0, ROWS), maker(0, ROWS)
    assert first == again
    assert len(again[1]) == ROWS
    return specimen_from(again, turn=2)


@each
@pytest.mark.parametrize("maker", ["genuine", "fabricated"])
def test_makers_and_measurement_repeat(module: ModuleType, maker: str) -> None:
    assert module.measure(made_again(getattr(module, maker))) == judged(module, maker, 0)


@each
def test_is_silent_below_its_minimum(module: ModuleType) -> None:
    for maker in ("genuine", "fabricated"):
        assert judged(module, maker, 0, module.MINIMUM - 1) is None


@each
@pytest.mark.parametrize("name", HOSTILE)
def test_survives_hostile_tables(module: ModuleType, name: str) -> None:
    specimen = hostile(name)
    found: Measurement | None = module.measure(specimen)
    if found is None:
        return
    assert math.isfinite(found.value)
    assert all(0 <= place < len(specimen.columns) for place in found.columns)
    assert all(math.isfinite(fact) for fact in found.facts.values() if not isinstance(fact, str))
    module.SENTENCE.format(**found.facts)


@each
def test_facts_quote_nothing_of_the_input(module: ModuleType) -> None:
    header, records = module.fabricated(1, ROWS)
    found = judged(module, "fabricated", 1)
    assert found is not None
    said = [fact for fact in found.facts.values() if isinstance(fact, str)]
    cells = {cell.lower() for record in records for cell in record if cell and len(cell) > 3}
    assert not [cell for text in said for cell in cells | set(header) if cell in text.lower()]


@cache
def widened(maker: Callable[[int, int], Table]) -> Specimen:
    header, records = maker(2, ROWS)
    return specimen_from(((*header, "remark 2"), [[*record, None] for record in records]))


@each
def test_a_blank_column_changes_nothing(module: ModuleType) -> None:
    """The presence of a column is never a value."""
    plain, wider = judged(module, "genuine", 2), module.measure(widened(module.genuine))
    assert plain is not None
    assert wider is not None
    if module.FAMILY not in ("fill", "duplication", "seam"):
        assert wider.value == pytest.approx(plain.value)
