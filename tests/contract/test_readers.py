"""What every reader promises; a new file in `readers/` is held to it without being named here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leakcheck import discover
from leakcheck.errors import InputError
from leakcheck.readers import Evidence, ReadOptions, formats, from_bytes, from_text, read
from leakcheck.readers.intake import choice
from leakcheck.readers.intake.binaries import is_plain

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = discover.names("readers")
BYTES = [
    name
    for name in NAMES
    if discover.load("readers", name).EXAMPLE is not None
    and getattr(discover.load("readers", name), "is_usable", lambda: True)()
]
TEXT = [name for name in BYTES if b"\x00" not in discover.load("readers", name).EXAMPLE]
HEAVY = ("numpy", "pandas", "pyarrow", "rapidfuzz", "dateutil", "rich")


def drain(data: bytes, name: str | None) -> int:
    """Number of records; the ledger is checked."""
    table = read(from_bytes(data), input_format=name)
    count = sum(len(block) for block in table.blocks)
    assert table.ledger().check().rows == count
    return count


def test_the_formats_are_the_files() -> None:
    assert formats() == NAMES
    assert {"csv", "text", "json", "frame"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_shape_of_a_reader(name: str) -> None:
    reader = discover.load("readers", name)
    assert isinstance(reader.TITLE, str)
    assert reader.TITLE
    assert reader.EXAMPLE is None or isinstance(reader.EXAMPLE, bytes)
    assert callable(reader.bid)
    assert callable(reader.read)


@pytest.mark.parametrize("name", BYTES)
def test_a_reader_reads_its_example_and_wins_it(name: str) -> None:
    example = discover.load("readers", name).EXAMPLE
    assert drain(example, name) > 0
    table = read(from_bytes(example))
    assert table.reading.format == name
    assert all(table.columns)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "head", [b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b'"', b"{", b"a" * 65_536, bytes(range(256))]
)
def test_bids_lie_between_0_and_1_and_never_raise(name: str, head: bytes) -> None:
    assert 0.0 <= discover.load("readers", name).bid(head) <= 1.0


def heads() -> list[bytes]:
    """Heads of every example, of every sample, and of a text that suits each of them a little."""
    found = [discover.load("readers", name).EXAMPLE for name in BYTES]
    found += [path.read_bytes()[:65_536] for path in sorted(SAMPLES.iterdir()) if path.is_file()]
    return [*found, *(a + b"\n" + b for a in found[:9] for b in found[:9] if b"\x00" not in a + b)]


@pytest.mark.parametrize("name", NAMES)
def test_no_reader_bids_more_than_it_says(name: str) -> None:
    reader = discover.load("readers", name)
    assert max(map(reader.bid, heads())) <= getattr(reader, "MOST_BID", 1.0)


def test_leaving_bids_out_changes_no_choice() -> None:
    for head in heads():
        every = {name: discover.load("readers", name).bid(head) for name in NAMES}
        asked = choice._bids(head)
        assert asked.items() <= every.items()
        assert list(asked) == sorted(asked)
        assert max(asked, key=lambda n: asked[n]) == max(every, key=lambda n: every[n])


@pytest.mark.parametrize("name", [name for name in BYTES if name not in TEXT])
def test_a_binary_format_is_never_plain_text(name: str) -> None:
    assert not is_plain(discover.load("readers", name).EXAMPLE)


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_is_never_found_in_bytes(name: str) -> None:
    reader = discover.load("readers", name)
    if reader.EXAMPLE is None:
        assert all(reader.bid(discover.load("readers", other).EXAMPLE) == 0 for other in BYTES)


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize(
    "data",
    [
        b" \n",
        b"\x00" * 100,
        b"\xff" * 100,
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"word " * 2_000_000,
        b"\x1b[2J\x07\x08" * 20,
        "क".encode() * 1000,
        "क".encode()[:2],
    ],
)
def test_records_or_one_clear_error(name: str, data: bytes) -> None:
    try:
        assert drain(data, name) > 0
    except InputError as error:
        if not (error.message and error.hint and error.where):
            pytest.fail("an error that does not say what, where and what to try")


@pytest.mark.parametrize("name", BYTES)
def test_truncated_examples(name: str) -> None:
    example = discover.load("readers", name).EXAMPLE
    for end in range(1, len(example), 1 + len(example) // 200):
        try:
            assert drain(example[:end], name) > 0
        except InputError:
            continue


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_examples_in_other_encodings(name: str, codec: str) -> None:
    example = discover.load("readers", name).EXAMPLE
    other = example.decode().encode(codec)
    assert drain(other, name) == drain(other, None) == drain(example, name)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_examples_with_other_line_ends(name: str, end: str) -> None:
    example = discover.load("readers", name).EXAMPLE
    other = example.decode().replace("\n", end)
    assert drain(other.encode(), None) == drain(example, None)
    assert drain(other.rstrip(end).encode(), None) == drain(example, None)


@pytest.mark.parametrize("name", BYTES)
def test_reading_says_what_was_read(name: str) -> None:
    evidence = from_bytes(discover.load("readers", name).EXAMPLE, "a\x1b[2Jname")
    reading = read(evidence, input_format=name).reading
    assert (reading.source, reading.format, reading.size) == ("a\x1b[2Jname", name, evidence.size)
    assert reading.sha256 == evidence.sha256
    assert reading.encoding
    assert all(isinstance(v, str) for v in reading.details.values())


def test_reading_twice_is_reading_the_same() -> None:
    for name in BYTES:
        evidence: Evidence = from_bytes(discover.load("readers", name).EXAMPLE)
        tables = [read(evidence, options=ReadOptions()) for _ in range(2)]
        blocks = [[(list(b.rows), b.columns) for b in table.blocks] for table in tables]
        assert blocks[0] == blocks[1]
        assert tables[0].reading == tables[1].reading


def test_no_heavy_import_for_a_paste() -> None:
    code = (
        "import sys; from leakcheck.readers import from_text, read\n"
        "rows = '<tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr>'\n"
        "for text in ('Name: A\\nAge: 1', 'name,age\\nA,1\\n', '{\"a\": 1}', rows):\n"
        "    table = read(from_text(text)); [*table.blocks]; table.ledger()\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_answer_does_not_depend_on_how_text_arrives() -> None:
    text = "Name: A\nAge: 41\n"
    assert read(from_text(text)).reading.sha256 == read(from_bytes(text.encode())).reading.sha256
