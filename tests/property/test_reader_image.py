"""Images under random and damaged input: an answer or an `InputError`; headers never raise anything else."""

from __future__ import annotations

import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes, image
from leakcheck.readers.ocr import combining, layout
from leakcheck.readers.ocr.equipment import Equipment
from leakcheck.readers.ocr.limits import Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.pixelsize import pixel_size
from leakcheck.readers.ocr.signature import SMALLEST, image_kind
from leakcheck.readers.ocr.words import Box, Line, Word

MARKS = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08",
    b"RIFF\0\0\0\0WEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8L", b"RIFF\0\0\0\0WEBPVP8X", b"BM" + bytes(12) + b"(\0\0\0",
)  # fmt: skip
WORDS = st.lists(
    st.builds(
        Word,
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
        st.floats(0, 100),
        st.builds(
            lambda x, y, w, h: Box(x, y, x + w, y + h),
            st.integers(0, 500), st.integers(0, 500), st.integers(0, 90), st.integers(0, 40),
        ),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip
LINES = st.lists(WORDS.map(lambda words: Line(tuple(words))), max_size=8)


class Fixed:
    """An engine that always finds the same."""

    name = title = "fixed"

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines

    def lines(self, _picture: Picture, _limits: Limits) -> tuple[Line, ...]:
        return self._lines


def blank(_kind: str, _data: bytes, _pixels: int, _limits: Limits) -> Picture:
    return Picture(1, 1, b"\xff")


def png(seed: int = 1) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 20, 20, 8, 0, 0, 0, 0))
    rows = zlib.compress(random.Random(seed).randbytes(420))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@given(st.sampled_from(MARKS), st.binary(max_size=300))
def test_a_header_has_a_size_or_none(mark: bytes, rest: bytes) -> None:
    data = mark + rest
    kind = image_kind(data)
    assert kind in (*SMALLEST, None)
    if kind is not None:
        size = pixel_size(kind, data)
        assert size is None or min(size) > 0


@given(st.binary(max_size=64))
def test_bids_are_between_0_and_1(head: bytes) -> None:
    assert image.bid(head) in (0.0, 0.99)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_whatever_an_engine_finds_the_ledger_holds(lines: list[Line]) -> None:
    equipment = Equipment(blank, Fixed(tuple(lines)), None)
    try:
        table = image.read_with(from_bytes(png()), ReadOptions(), equipment)
        rows = sum(len(block) for block in table.blocks)
    except InputError as error:
        assert error.hint
        return
    assert table.ledger().check().rows == rows


@given(LINES)
def test_layout_keeps_every_word(lines: list[Line]) -> None:
    kept = [word for line in layout.arrange(lines) for word in line.words]
    assert sorted(kept) == sorted(word for line in lines for word in line.words)
    assert all("\n" not in layout.typed(line) for line in layout.arrange(lines))


@given(WORDS, st.text(max_size=40), st.floats(0, 100))
def test_combining_keeps_words_and_their_places(words: list[Word], text: str, sure: float) -> None:
    line = Line(tuple(words))
    runs = combining.foreign_runs(line)
    second = [Word(text, sure, combining.spot(line, run)) for run in runs]
    told = combining.combine(line, runs, second)
    assert [word.box for word in told.words] == [word.box for word in words]
    assert all(word.text for word in told.words)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_images_end_in_one_clear_error_or_a_table(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(png(seed))
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    equipment = Equipment(blank, Fixed((Line((Word("Name: A", 90.0, Box(0, 0, 9, 9)),)),)), None)
    try:
        table = image.read_with(from_bytes(bytes(data)), ReadOptions(), equipment)
    except InputError as error:
        if not (error.hint and error.where):
            pytest.fail("an error that does not say where and what to try")
    else:
        assert sum(len(block) for block in table.blocks) == 1
