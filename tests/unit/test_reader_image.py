"""Images: sizes by their header, engines behind a seam, one clear error where something is missing."""

from __future__ import annotations

import io
import json
import os
import struct
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import Budget, BudgetError, ReadOptions, from_bytes, image, read
from leakcheck.readers.ocr import combining, layout, letters, limits, rapid, tesseract
from leakcheck.readers.ocr.equipment import Equipment, installed
from leakcheck.readers.ocr.limits import ChildError, Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.pixelsize import pixel_size
from leakcheck.readers.ocr.rapid import Second
from leakcheck.readers.ocr.signature import image_kind
from leakcheck.readers.ocr.words import Box, Line, Word

needs_engine = pytest.mark.skipif(
    not installed().is_enough, reason="neither tesseract nor the extra ocr is installed"
)


# --- pictures made by hand, engines that say what they are told -------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 8, height: int = 8, *, rows: bytes | None = None) -> bytes:
    data = zlib.compress((b"\0" + b"\xff" * width) * height if rows is None else rows)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def laid(text: str, sure: float | Sequence[float] = 95.0) -> tuple[Line, ...]:
    """Lines of text as an engine would find them, 10 pixels a letter, 30 a line."""
    found = []
    rows = text.split("\n")
    for row, words in enumerate(rows):
        column, line = 0, []
        for word in words.split(" "):
            if word:
                value = sure if isinstance(sure, float) else sure[row]
                box = Box(column, 30 * row, column + 10 * len(word), 30 * row + 20)
                line.append(Word(word, value, box))
            column += 10 * len(word) + 6
        if line:
            found.append(Line(tuple(line)))
    return tuple(found)


class Fake:
    """An engine that finds what it was given; as a second one it reads every spot as told."""

    name = title = "fake 1.0"

    def __init__(self, lines: tuple[Line, ...], spots: Sequence[Word] = (), reason: str = "") -> None:
        self._lines, self._spots, self._reason = lines, spots, reason
        self.asked: list[Box] = []

    def lines(self, picture: Picture, _limits: Limits) -> tuple[Line, ...]:
        if self._reason:
            raise ChildError(self._reason)
        assert len(picture.grey) == picture.width * picture.height
        return self._lines

    def reread(self, _picture: Picture, spots: Sequence[Box], _covered: Any, _limits: Limits) -> Second:
        if self._reason:
            raise ChildError(self._reason)
        self.asked = list(spots)
        return Second(tuple(self._spots), self._lines)


def blank(_kind: str, _data: bytes, _pixels: int, _limits: Limits) -> Picture:
    return Picture(4, 4, b"\xff" * 16)


def read_with(first: Fake | None, second: Fake | None = None, data: bytes | None = None) -> Table:
    equipment = Equipment(blank, first, second)
    return image.read_with(from_bytes(data or png(), "shot"), ReadOptions(), equipment)


def records(table: Table) -> list[dict[str, str]]:
    found = [
        {name: cell for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for block in table.blocks
        for row in zip(*block.columns, strict=True)
    ]
    assert table.ledger().check().rows == len(found)
    return found


# --- from words to a table --------------------------------------------------------------------------------


def test_a_picture_becomes_the_table_its_text_would_become() -> None:
    text = "Name: Asha Rao\nAge: 41\n\nName: Dev Khan\nAge: 35"
    table = read_with(Fake(laid(text)))
    assert table.reading.format == "image"
    assert table.reading.transcribed
    assert table.reading.details["engine"] == "fake 1.0"
    assert table.reading.details["confidence"] == "95 %"
    assert records(table) == [{"Name": "Asha Rao", "Age": "41"}, {"Name": "Dev Khan", "Age": "35"}]


def test_hash_and_size_are_those_of_the_image() -> None:
    evidence = from_bytes(png(), "shot")
    table = image.read_with(evidence, ReadOptions(), Equipment(blank, Fake(laid("Name: A\nAge: 4")), None))
    records(table)
    assert (table.reading.sha256, table.reading.size) == (evidence.sha256, evidence.size)
    assert table.ledger().size == evidence.size


def test_doubtful_lines_are_events_and_stay_in_their_class() -> None:
    table = read_with(Fake(laid("Name: Asha Rao\nAge: 41\nMobile: 9000000001", [95.0, 41.0, 90.0])))
    assert records(table)[0]["Age"] == "41"
    ledger = table.ledger()
    assert (ledger.lines, ledger.parsed) == (3, 3)
    assert [(e.line, e.kind) for e in ledger.events] == [(2, "uncertain")]
    assert ledger.events_total == 1
    assert table.reading.details["doubtful_lines"] == "1"
    assert any("2 of 7 words" in note for note in table.reading.notes)


def test_options_about_text_do_not_reach_the_picture() -> None:
    options = ReadOptions(encoding="utf-16-le", delimiter=";")
    table = image.read_with(from_bytes(png()), options, Equipment(blank, Fake(laid("Name: A\nAge: 4")), None))
    assert records(table) == [{"Name": "A", "Age": "4"}]


def test_a_picture_without_labels_is_refused_without_its_text() -> None:
    with pytest.raises(InputError) as caught:
        read_with(Fake(laid("Asha went to the lake")))
    assert "Asha" not in str(caught.value) + caught.value.hint
    assert caught.value.hint
    with pytest.raises(InputError):
        read_with(Fake(()))


# --- two engines ------------------------------------------------------------------------------------------


def word(text: str, sure: float) -> Word:
    return Word(text, sure, Box(0, 0, 10, 10))


@pytest.mark.parametrize(
    ("first", "sure", "second", "surer", "read_as"),
    [
        ("टीका: SPUTNIK ५", 90.0, "SPUTNIKV", 99.0, "टीका: SPUTNIK V"),
        ("टीका: 65875 School", 50.0, "GBPSSchool", 99.0, "टीका: GBPS School"),
        ("Name: Meena Patil", 95.0, "Name:MeenaPatil", 99.0, "Name: Meena Patil"),
        ("ID: XXXXXXXX4620", 93.0, "ID:XXXXXXXx4620", 99.0, "ID: XXXXXXXX4620"),
        ("ID: 2000000068258", 40.0, "ID:XXXXXXXX8258", 98.0, "ID: XXXXXXXX8258"),
        ("Age: 41", 95.0, "Age:47", 30.0, "Age: 41"),
        ("Age: 41", 95.0, "", 99.0, "Age: 41"),
        ("Vaccine: CoVAXIN", 95.0, "Vaccine:COVAXIN", 96.0, "Vaccine: COVAXIN"),
    ],
)
def test_words_are_reconciled(first: str, sure: float, second: str, surer: float, read_as: str) -> None:
    (line,) = laid(first, sure)
    runs = combining.foreign_runs(line)
    assert len(runs) == 1
    assert combining.combine(line, runs, [word(second, surer)]).text == read_as


def test_where_engines_differ_the_lower_confidence_stays() -> None:
    (line,) = laid("Age: 41", 95.0)
    told = combining.combine(line, [(0, 2)], [word("Age:47", 70.0)])
    assert [w.confidence for w in told.words] == [95.0, 70.0]


def test_devanagari_is_never_given_to_the_second_engine() -> None:
    (line,) = laid("नाम: आशा राव")
    assert combining.foreign_runs(line) == []
    (line,) = laid("Name / नाम: Asha Rao")
    assert combining.foreign_runs(line) == [(0, 2), (3, 5)]
    (line,) = laid("आयु: ४१")
    assert combining.foreign_runs(line) == []


def test_the_second_engine_corrects_and_adds_lines() -> None:
    first = Fake(laid("Name: Asha Rao\nAge: 41"))
    extra = tuple(Line((w._replace(box=Box(0, 60, 200, 80)),)) for w in (word("Mobile: 9000000001", 97.0),))
    second = Fake(extra, [word("Name:AshaRao", 99.0), word("Age:41", 99.0)])
    table = read_with(first, second)
    assert records(table) == [{"Name": "Asha Rao", "Age": "41", "Mobile": "9000000001"}]
    assert table.reading.details["engine"] == "fake 1.0 + fake 1.0"
    assert len(second.asked) == 2


@pytest.mark.parametrize(("text", "sure"), [("x", 99.0), ("Mobile: 9", 50.0), ("Я%口口口", 99.0)])
def test_what_only_the_second_engine_sees_must_look_like_text(text: str, sure: float) -> None:
    extra = (Line((Word(text, sure, Box(0, 90, 50, 110)),)),)
    table = read_with(Fake(laid("नाम: आशा\nआयु: 41")), Fake(extra, [word("41", 99.0)]))
    records(table)
    assert table.ledger().lines == 2


# --- layout and letters -----------------------------------------------------------------------------------


def test_pieces_on_one_height_are_one_line_and_bubbles_stand_apart() -> None:
    def at(text: str, left: int, top: int) -> Line:
        return Line((Word(text, 90.0, Box(left, top, left + 40, top + 20)),))

    pieces = [at("41", 90, 32), at("Age:", 0, 30), at("Name:", 0, 0), at("B.", 50, 1)]
    pieces += [at("End", 0, 190), at("x", 0, 60)]
    assert [layout.typed(line) for line in layout.arrange(pieces)] == ["Name: B.", "Age:  41", "x", "", "End"]


def test_a_tilted_line_stays_one_line() -> None:
    words = tuple(Word("w", 90.0, Box(50 * n, 6 * n, 50 * n + 40, 6 * n + 20)) for n in range(5))
    lines = [Line(words[:3]), Line(words[3:])]
    assert [len(line.words) for line in layout.arrange(lines)] == [5]


def test_a_number_cut_in_two_is_one_number() -> None:
    line = Line((Word("123", 90.0, Box(0, 0, 30, 20)), Word("4", 90.0, Box(31, 0, 40, 20))))
    assert layout.typed(line) == "1234"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("lyer", "Iyer"), ("lmran", "Imran"), ("lndore", "Indore"), ("lbs", "lbs"), ("llama", "llama"),
     ("lake", "lake"), ("l234", "l234"), ("lnX", "lnX"), ("lhasa", "lhasa"), ("l", "l"), ("", "")],
)  # fmt: skip
def test_a_small_l_no_word_begins_with_is_a_capital_i(text: str, read_as: str) -> None:
    line, count = letters.settled(Line((word(text, 90.0),)))
    assert line.text == read_as
    assert count == (text != read_as)


# --- sizes by the header, and what is refused -------------------------------------------------------------

GIF = b"GIF89a\x05\x00\x04\x00\x80\x00\x00" + bytes(6) + b"\x2c" + struct.pack("<HHHH", 0, 0, 7, 3) + bytes(9)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x01\x02\x03\x04\x01\x01\x11\x00" + bytes(90)
TIFF = (
    b"II*\x00" + struct.pack("<IH", 8, 2)
    + struct.pack("<HHIHH", 256, 3, 1, 263, 0) + struct.pack("<HHII", 257, 4, 1, 9)
)  # fmt: skip
BMP = b"BM" + bytes(12) + struct.pack("<Iii", 40, 6, -9) + bytes(30)
VP8L = b"RIFF\x20\x00\x00\x00WEBPVP8L\x10\x00\x00\x00\x2f" + ((9 - 1) | ((5 - 1) << 14)).to_bytes(4, "little")
VP8X = b"RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + bytes(4) + b"\x08\x00\x00\x02\x00\x00"
VP8 = b"RIFF\x20\x00\x00\x00WEBPVP8 \x10\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x08\x00\x04\x40"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(70_000, 3, rows=b""), "PNG", (70_000, 3)),
        (JPEG, "JPEG", (0x304, 0x102)),
        (GIF, "GIF", (7, 4)),
        (TIFF, "TIFF", (263, 9)),
        (BMP, "BMP", (6, 9)),
        (VP8L, "WebP", (9, 5)),
        (VP8X, "WebP", (9, 3)),
        (VP8, "WebP", (8, 4)),
    ],
)
def test_size_by_the_header(data: bytes, kind: str, size: tuple[int, int]) -> None:
    assert image_kind(data) == kind
    assert pixel_size(kind, data) == size
    assert image.bid(data) > 0.9


@pytest.mark.parametrize("data", [png(), JPEG, GIF, TIFF, BMP, VP8L, VP8X, VP8])
def test_a_header_that_breaks_off_has_no_size(data: bytes) -> None:
    kind = image_kind(data)
    assert kind is not None
    for end in range(len(data)):
        pixel_size(kind, data[:end])
    assert pixel_size(kind, data[:9]) is None


@pytest.mark.parametrize(
    "text", [b"BM,name\n1,A. Sharma\n", b"RIFFLE,a\n1,2\n", b"GIF,JPEG\n1,2\n", b"II,MM\n1,2\n"]
)
def test_tables_that_begin_like_an_image_are_tables(text: bytes) -> None:
    assert image_kind(text) is None
    assert read(from_bytes(text)).reading.format == "csv"


def test_a_bomb_is_refused_by_its_header_before_anything_is_decoded() -> None:
    def never(*_: object) -> Picture:
        raise AssertionError("decoded")

    equipment = Equipment(never, Fake(()), None)
    bomb = from_bytes(png(60_000, 60_000, rows=bytes(99)))
    with pytest.raises(BudgetError, match="60,000 x 60,000") as caught:
        image.read_with(bomb, ReadOptions(), equipment)
    assert "--max-memory" in caught.value.hint
    fits = ReadOptions(budget=Budget(memory=60_000 * 60_000 * 40))
    with pytest.raises(AssertionError, match="decoded"):
        image.read_with(bomb, fits, equipment)


def test_the_usual_budget_allows_about_fifty_megapixels() -> None:
    assert 50_000_000 < Budget().memory // 40 < 60_000_000


def test_a_picture_that_breaks_off_is_refused() -> None:
    with pytest.raises(InputError, match="damaged PNG"):
        read_with(Fake(laid("Name: A")), data=png(200, 200)[:-20])


@pytest.mark.parametrize("reason", ["crashed", "was stopped at its limits"])
def test_an_engine_that_fails_is_one_clear_error(reason: str) -> None:
    for first, second in ((Fake((), reason=reason), None), (Fake(laid("Name: A")), Fake((), reason=reason))):
        with pytest.raises(InputError, match=reason) as caught:
            read_with(first, second, data=png(9, len(reason)))
        assert caught.value.hint


def test_a_decoder_that_fails_is_one_clear_error() -> None:
    def broken(*_: object) -> Picture:
        raise ChildError("crashed")

    with pytest.raises(InputError, match="cannot be decoded"):
        image.read_with(from_bytes(png(5, 7)), ReadOptions(), Equipment(broken, Fake(()), None))


@pytest.mark.parametrize("equipment", [Equipment(None, Fake(()), None), Equipment(blank, None, None)])
def test_without_engine_or_decoder_one_line_says_what_to_install(equipment: Equipment) -> None:
    with pytest.raises(InputError, match='needs the extra "ocr"') as caught:
        image.read_with(from_bytes(png()), ReadOptions(), equipment)
    assert "pip install 'leakcheck-verify[ocr]'" in caught.value.hint
    assert "tesseract" in caught.value.hint


def test_what_is_lacking_is_said() -> None:
    equipment = Equipment(blank, Fake(laid("Name: A\nAge: 4")), None, ("read without tesseract: x",))
    table = image.read_with(from_bytes(png()), ReadOptions(), equipment)
    assert "read without tesseract: x" in table.reading.notes


def test_equipment_is_found_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract.shutil, "which", lambda _name: None)
    monkeypatch.setattr(rapid.importlib.util, "find_spec", lambda _name: None)
    tesseract.find.cache_clear()
    rapid.find.cache_clear()
    try:
        found = installed()
    finally:
        tesseract.find.cache_clear()
        rapid.find.cache_clear()
    assert (found.first, found.second) == (None, None)
    assert not found.is_enough
    assert len(found.lacking) == 2
    assert "rapidocr_onnxruntime" not in sys.modules


def test_the_same_picture_is_recognised_once() -> None:
    class Counting(Fake):
        count = 0

        def lines(self, picture: Picture, limits: Limits) -> tuple[Line, ...]:
            self.count += 1
            return super().lines(picture, limits)

    engine = Counting(laid("Name: A\nAge: 4"))
    equipment = Equipment(blank, engine, None)
    for _ in range(3):
        records(image.read_with(from_bytes(png(3, 3)), ReadOptions(), equipment))
    assert engine.count == 1


# --- children ---------------------------------------------------------------------------------------------

posix = pytest.mark.skipif(os.name != "posix", reason="limits are a thing of POSIX")


@posix
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os.abort()", "crashed"),
        ("raise SystemExit(3)", "failed"),
        ("x = bytearray(3 << 30)", "failed"),
        ("while True: pass", "limits"),
        ("open('/tmp/leakcheck-must-not-be-there', 'w').write('x' * 9999)", "failed|crashed"),
    ],
)
def test_a_child_is_held_to_its_limits(code: str, reason: str) -> None:
    if "open" in code:
        code = "import tempfile; f = tempfile.TemporaryFile(); f.write(b'x' * 99999); f.flush()"
    with pytest.raises(ChildError, match=reason):
        Limits(seconds=1).run([sys.executable, "-c", code])


def test_a_missing_program_is_a_failed_child() -> None:
    with pytest.raises(ChildError):
        Limits().run(["/nonexistent/program"])


def test_what_a_child_prints_on_the_error_stream_is_dropped(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import sys; sys.stderr.write('secret'); print('out')"
    assert Limits().run([sys.executable, "-c", code]).strip() == b"out"
    assert capfd.readouterr() == ("", "")


def test_children_inherit_nothing_but_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "x")
    code = "import os, json; print(json.dumps(dict(os.environ)))"
    found = json.loads(Limits().run([sys.executable, "-c", code]))
    assert "HTTPS_PROXY" not in found
    assert found["OMP_THREAD_LIMIT"] == "1"


def test_limits_are_named_in_one_place() -> None:
    assert replace(Limits(), memory=1).memory == 1
    assert limits.Limits().seconds == 20


# --- with engines -----------------------------------------------------------------------------------------


@needs_engine
def test_the_example_is_read() -> None:
    table = read(from_bytes(image.EXAMPLE or b""))
    assert records(table) == [{"Name": "A. Sharma", "Age": "41", "Mobile": "9000000001"}]
    assert table.reading.details["image"] == "PNG, 330 x 150 pixels"


def drawn(**saved: Any) -> bytes:
    from PIL import Image as pil  # noqa: N813

    picture = pil.open(io.BytesIO(image.EXAMPLE or b""))
    out = io.BytesIO()
    change = saved.pop("change", lambda p: p)
    change(picture.convert(saved.pop("mode", "L"))).save(out, **saved)
    return out.getvalue()


@needs_engine
@pytest.mark.parametrize(
    ("saved", "note"),
    [
        ({"format": "JPEG", "quality": 60}, ""),
        ({"format": "WEBP", "lossless": True}, ""),
        ({"format": "BMP"}, ""),
        ({"format": "GIF", "save_all": True, "twice": True}, "only the first was read"),
        ({"format": "TIFF", "save_all": True, "twice": True}, "only the first was read"),
        ({"format": "PNG", "mode": "RGBA"}, ""),
    ],
)
def test_every_format_reads_the_same(saved: dict[str, Any], note: str) -> None:
    if saved.pop("twice", False):
        from PIL import Image as pil  # noqa: N813

        saved = {**saved, "append_images": [pil.new("L", (330, 150), 255)]}
    table = read(from_bytes(drawn(**saved)))
    assert records(table) == [{"Name": "A. Sharma", "Age": "41", "Mobile": "9000000001"}]
    assert not note or any(note in told for told in table.reading.notes)


@needs_engine
def test_the_orientation_the_camera_recorded_is_honoured() -> None:
    from PIL import Image as pil  # noqa: N813

    exif = pil.Exif()
    exif[0x0112] = 6

    def turned(picture: Any) -> Any:
        return picture.rotate(90, expand=True, fillcolor=255)

    data = drawn(format="JPEG", quality=90, exif=exif, change=turned)
    table = read(from_bytes(data))
    assert records(table)[0]["Name"] == "A. Sharma"
    assert any("EXIF" in note for note in table.reading.notes)


@needs_engine
def test_white_on_black_is_read() -> None:
    data = drawn(format="PNG", change=lambda p: p.point(lambda v: 255 - v))
    assert records(read(from_bytes(data)))[0]["Mobile"] == "9000000001"


@needs_engine
def test_a_white_picture_is_one_clear_error() -> None:
    with pytest.raises(InputError) as caught:
        read(from_bytes(png(300, 200)))
    assert caught.value.hint


@needs_engine
def test_a_damaged_picture_is_one_clear_error(capfd: pytest.CaptureFixture[str]) -> None:
    for data in (png(300, 200, rows=b"\0" * 50), drawn(format="JPEG")[:900]):
        with pytest.raises(InputError, match="cannot be decoded"):
            read(from_bytes(data))
    assert capfd.readouterr() == ("", "")
