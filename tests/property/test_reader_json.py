"""JSON: what is written comes back under any layout; damage is named by line; the ledger holds."""

from __future__ import annotations

import contextlib
import io
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import from_bytes, read
from leakcheck.readers.jsontext import source

KEY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6).filter(lambda k: "." not in k)
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
FLAT = st.dictionaries(KEY, SCALAR, min_size=1, max_size=5)
DEEP = st.dictionaries(KEY, st.recursive(SCALAR, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEY, v, max_size=3)), min_size=1, max_size=4)  # fmt: skip
DAMAGE = [
    *('{"a": }', '{"a": 1, "b": [', '{"a": "x}', "{", '{"a": 1} {', '{"a" "b"}'),
    *('{"a": 1, "b": {"c": 2}', "junk", '{"a": 1, "b": {"c": ["' + "x" * 5_000),
]
LAYOUTS = ("array", "pretty", "lines", "concatenated", "wrapped")


def opened(data: bytes) -> Table:
    return read(from_bytes(data), input_format="json")


def rows(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [
        (line, {n: c for n, c in zip(table.columns, cells, strict=True) if c is not None})
        for block in table.blocks
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]


def written(records: list[Any], layout: str, *, ascii_only: bool = True) -> str:
    texts = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    if layout == "pretty":
        return json.dumps(records, indent=2, ensure_ascii=ascii_only)
    if layout == "lines":
        return "\n".join(texts) + "\n"
    if layout == "concatenated":
        return "".join(texts)
    array = "[" + ",\n".join(texts) + "]"
    return f'{{"status": "ok", "data": {array}, "count": 1}}' if layout == "wrapped" else array


def as_cells(record: dict[str, Any]) -> dict[str, str]:
    return {key: v if isinstance(v, str) else json.dumps(v) for key, v in record.items() if v is not None}


@given(
    records=st.lists(FLAT, min_size=2, max_size=8), layout=st.sampled_from(LAYOUTS), ascii_only=st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_round_trip(records: list[dict[str, Any]], layout: str, ascii_only: bool) -> None:
    text = written(records, layout, ascii_only=ascii_only)
    table = opened(text.encode())
    assert [cells for _, cells in rows(table)] == [as_cells(record) for record in records]
    ledger = table.ledger()
    assert (ledger.rejected, ledger.repaired) == (0, 0)
    assert table.reading.details["grammar"] != "not strict JSON"


@given(records=st.lists(DEEP, min_size=2, max_size=6), layout=st.sampled_from(LAYOUTS))
@settings(max_examples=80, deadline=None)
def test_nested_records_are_counted_right(records: list[dict[str, Any]], layout: str) -> None:
    table = opened(written(records, "lines" if layout == "wrapped" else layout).encode())
    assert len(rows(table)) == len(records)
    assert table.ledger().rejected == 0


@given(
    count=st.integers(3, 300),
    bad=st.integers(0, 299),
    damage=st.sampled_from(DAMAGE),
    layout=st.sampled_from(["lines", "array"]),
)
@settings(max_examples=120, deadline=None)
def test_only_the_bad_line_is_reported(count: int, bad: int, damage: str, layout: str) -> None:
    bad = 1 + bad % (count - 2) if layout == "array" else bad % count  # the last may take the "]"
    lines = [f'{{"a": {i}, "b": {{"c": [{i}]}}}}' for i in range(count)]
    lines[bad] = damage
    text = "\n".join(lines) + "\n" if layout == "lines" else "[\n" + ",\n".join(lines) + "\n]\n"
    first = 1 if layout == "lines" else 2
    table = opened(text.encode())
    found = {line: cells["a"] for line, cells in rows(table) if line != bad + first}  # the last may be mended
    expected = {i + first: str(i) for i in range(count) if i != bad}
    ledger = table.ledger()
    assert {event.line for event in ledger.events} == {bad + first}
    assert found == expected


@given(
    count=st.integers(2, 40),
    cut=st.integers(1, 10_000),
    layout=st.sampled_from(LAYOUTS),
    seed=st.integers(0, 9),
)
@settings(max_examples=150, deadline=None)
def test_whole_records_before_a_cut(count: int, cut: int, layout: str, seed: int) -> None:
    records = [{"name": f"A{i}", "x": {"y": i}, "note": "z" * seed, "fill": "w" * 250} for i in range(count)]
    text = written(records, layout)
    cut %= len(text)
    whole, rest = 0, text[: cut + 1]
    ends = [
        i for i in range(len(rest)) if rest.endswith('w"}', 0, i + 1) or rest.endswith('w"\n  }', 0, i + 1)
    ]
    whole = len(ends)
    try:
        table = opened(rest.encode())
    except InputError:
        assert whole == 0
        return
    found = rows(table)
    ledger = table.ledger()
    assert [cells["name"] for _, cells in found[:whole]] == [f"A{i}" for i in range(whole)]
    assert len(found) - whole <= (len(rest) <= 8_192)
    assert all(cells["x.y"] == str(i) for i, (_, cells) in enumerate(found[:whole]))
    is_clean = (
        layout in ("lines", "concatenated")
        and rest.rstrip("\n").endswith("}")
        and not rest.rstrip("\n").endswith('}, "')
    )
    if not is_clean and cut + 1 < len(text.rstrip("\n")):
        assert ledger.events_total > 0


PIECES = [*(bytes([b]) for b in b'{}[],:"\'\\\n\r\t 0-n\x00\xff'), b"\xef\xbb\xbf", b"\\u", b"NaN", b"//", b"/*", b'{"a":', b"[{", b"\n{", b"},", b'{"data":[']  # fmt: skip


@given(data=st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=40).map(b"".join))
@settings(max_examples=400, deadline=None)
def test_anything(data: bytes) -> None:
    check(data)


@given(
    records=st.lists(DEEP, min_size=1, max_size=4),
    layout=st.sampled_from(LAYOUTS),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=200, deadline=None)
def test_mutated(records: list[dict[str, Any]], layout: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(written(records, layout).encode())
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(data))
        data[place : place + chance.randint(0, 3)] = chance.choice(PIECES)
    check(bytes(data))


def check(data: bytes) -> None:
    """An answer or an `InputError`; lines in order and inside the file; the same whatever the pieces."""
    outcomes = []
    for chunk in (1 << 20, 7):
        source.text_pieces, kept = _small_pieces(chunk), source.text_pieces
        try:
            table = opened(data)
            found = rows(table)
            ledger = table.ledger()
            assert ledger.rows == len(found) > 0
            assert all(1 <= line <= ledger.lines for line, _ in found)
            assert [line for line, _ in found] == sorted(line for line, _ in found)
            outcomes.append((found, ledger))
        except InputError as error:
            outcomes.append(error.message)  # type: ignore[arg-type]
        finally:
            source.text_pieces = kept
    assert outcomes[0] == outcomes[1]


def _small_pieces(size: int) -> Any:
    def pieces(stream: io.BytesIO, skip: int, codec: str, errors: str) -> Any:
        text = stream.read()[skip:].decode(codec, errors)
        yield from (text[i : i + size] for i in range(0, len(text), size))

    return pieces


HOSTILE = {
    "brackets": lambda n: "[" * n,
    "braces": lambda n: "{" * n,
    "objects": lambda n: '{"a":' * (n // 5),
    "objects on lines": lambda n: '{"a":\n' * (n // 6),
    "keys": lambda n: '{"' * (n // 2),
    "single quotes": lambda n: "{'" * (n // 2),
    "good and bad": lambda n: '{"a":1}\n{"\n' * (n // 11),
    "good and bad in a list": lambda n: "[" + '{"a":1},{"a"},\n' * (n // 15),
    "cut lists": lambda n: '{"a":[{\n' * (n // 8),
    "mixed brackets": lambda n: '[{"a":[' * (n // 7),
    "wrappers": lambda n: '{"data":[{"a":1},' * (n // 17),
    "quotes": lambda n: '{"a":1}' + '"' * n,
    "backslashes": lambda n: '{"a":"' + "\\" * n,
    "blanks": lambda n: '{"a":1}' + " " * n + "x",
    "blank lines": lambda n: '{"a":1}' + "\n" * n + "x",
    "comments": lambda n: '{"a":1,' + "/*" * (n // 2),
    "commas": lambda n: '[{"a":1}' + "," * n,
    "time stamps": lambda n: "[12/06/23, 10:31] x\n" * (n // 20),
    "closing": lambda n: '{"a":1}' + "]" * n,
    "empty objects": lambda n: "{}\n" * (n // 3),
    "changing keys": lambda n: "\n".join(f'{{"k{i % 300}":1}}' for i in range(n // 12)),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_shapes_end_with_nothing_but_an_input_error(shape: str) -> None:
    with contextlib.suppress(InputError):
        for _ in opened(HOSTILE[shape](100_000).encode()).blocks:
            pass
