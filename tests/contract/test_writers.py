"""What every writer promises; a new file in the room is tested by being there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import ModuleType

import pyarrow as pa
import pytest

from leakcheck import discover
from leakcheck.model import Block
from leakcheck.writers import Sheet

NAMES = discover.names("writers")
MODULES = [discover.load("writers", name) for name in NAMES]
each = pytest.mark.parametrize("module", MODULES, ids=NAMES)
HOSTILE = "\x1b]0;x\x07\x9b31m\x00\r\n\t\x7f\u202e\u200b\ufeff\u2028\udc80=1"
BLOCKS = (
    Block([2, 3], (["=1", None], [HOSTILE, ""])),
    Block(pa.array([5, 6]).to_numpy(), (pa.array(["a", None]), pa.array(["b", "c"], pa.large_string()))),
)


def sheet(lines: bool = True) -> Sheet:
    return Sheet(("name", HOSTILE), lambda: iter(BLOCKS), lines)


def written(module: ModuleType, made: Sheet) -> bytes:
    out = io.BytesIO()
    module.write(made, out)
    return out.getvalue()


def test_the_room_holds_what_the_help_says() -> None:
    assert set(NAMES) >= {"csv", "jsonl", "parquet"}


@each
def test_public_names(module: ModuleType) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z.-]+(; charset=utf-8)?", module.MEDIA_TYPE)
    assert re.fullmatch(r"\.[a-z]{2,8}", module.SUFFIX)
    assert isinstance(module.IS_TEXT, bool)


@each
@pytest.mark.parametrize("lines", [True, False])
def test_same_rows_same_bytes(module: ModuleType, lines: bool) -> None:
    assert written(module, sheet(lines)) == written(module, sheet(lines))


@each
def test_text_is_utf8_without_mark(module: ModuleType) -> None:
    data = written(module, sheet())
    if module.IS_TEXT:
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8").endswith("\n")


@each
def test_the_stream_stays_open_and_nothing_else_is_asked_of_it(module: ModuleType) -> None:
    class Out(io.RawIOBase):
        def __init__(self) -> None:
            self.pieces: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.pieces.append(bytes(data))  # type: ignore[call-overload]
            return len(self.pieces[-1])

    out = Out()
    module.write(sheet(), out)
    assert not out.closed
    assert b"".join(out.pieces) == written(module, sheet())


@each
def test_an_error_while_reading_comes_through(module: ModuleType) -> None:
    def blocks() -> Iterator[Block]:
        yield BLOCKS[0]
        raise MemoryError

    with pytest.raises(MemoryError):
        module.write(Sheet(("a", "b"), blocks), io.BytesIO())


@each
def test_no_rows_make_a_whole_file(module: ModuleType) -> None:
    out = io.BytesIO()
    module.write(Sheet(("a",), lambda: iter(())), out)
    assert module.SUFFIX == ".jsonl" or out.getvalue()
