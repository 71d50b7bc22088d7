"""Bytes that are text in no encoding end in one clear error; old encodings, keys and blobs do not."""

from __future__ import annotations

import random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.cli import main
from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes, read
from leakcheck.readers.intake.decoding import decode
from leakcheck.readers.intake.encodings.noise import is_noise

RUSSIAN = "Иванов Пётр Сергеевич,Санкт-Петербург,улица Большая Морская"
OLD = [
    (RUSSIAN, ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic")),
    ("Παπαδόπουλος Γεώργιος,Θεσσαλονίκη", ("cp1253", "iso8859-7")),
    ("محمد عبد الرحمن,القاهرة,مصر", ("cp1256",)),
    ("王小明,北京市海淀区,李丽华,上海市浦东新区张江镇", ("gb18030", "big5hkscs")),
    ("山田太郎,東京都千代田区,ヤマダタロウ", ("cp932", "euc_jp")),
    ("김철수,서울특별시 강남구", ("cp949",)),
    ("สมชาย ใจดี,กรุงเทพมหานคร", ("cp874",)),
]


def noise(seed: int, width: int, rows: int) -> bytes:
    chance = random.Random(seed)
    cells = [bytes(chance.randrange(0x80, 0x100) for _ in range(width)) for _ in range(rows * 4)]
    return b"".join(b",".join(cells[at : at + 4]) + b"\n" for at in range(0, rows * 4, 4))


@pytest.mark.parametrize("width", [3, 8, 40])
@pytest.mark.parametrize("rows", [20, 500])
@pytest.mark.parametrize("seed", range(8))
def test_noise_between_commas_is_refused_with_a_way_out(seed: int, width: int, rows: int) -> None:
    with pytest.raises(InputError, match="text in no known encoding") as caught:
        decode(from_bytes(noise(seed, width, rows)))
    assert "--encoding" in caught.value.hint


def test_it_can_be_read_all_the_same_when_the_encoding_is_named() -> None:
    table = read(from_bytes(noise(1, 8, 50)), options=ReadOptions(encoding="koi8-r", delimiter=","))
    assert sum(len(block) for block in table.blocks) >= 49


def test_the_command_line_says_it_in_one_line_and_ends_with_three() -> None:
    for command in (["verify", "-"], ["read", "-"]):
        done = CliRunner().invoke(main, command, input=noise(3, 12, 60))
        assert done.exit_code == 3
        assert "text in no known encoding" in done.output
        assert "--encoding" in done.output


@pytest.mark.parametrize(("text", "codec"), [(text, codec) for text, codecs in OLD for codec in codecs])
@pytest.mark.parametrize("rows", [3, 40])
def test_old_encodings_are_no_noise(text: str, codec: str, rows: int) -> None:
    data = "".join(f"{text}\n" for _ in range(rows)).encode(codec, "replace")
    assert not is_noise(data.splitlines())


def test_a_column_of_binary_keys_is_a_table_all_the_same() -> None:
    chance = random.Random(5)
    keys = [bytes(chance.randrange(0x80, 0x100) for _ in range(16)) for _ in range(200)]
    data = b"".join(b"A. Sharma,%d,a.sharma%d@example.in,%s\n" % (n, n, key) for n, key in enumerate(keys))
    decode(from_bytes(b"name,age,email,key\n" + data))


def test_a_few_lines_of_noise_do_not_cost_the_rest() -> None:
    rows = [b"A. Sharma,%d" % n for n in range(400)]
    lines = list(decode(from_bytes(b"\n".join([b"name,age", *rows, noise(2, 20, 20)]))).lines())
    assert lines[1:401] == [row.decode() for row in rows]


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_answer_on_little(data: bytes) -> None:
    high = bytes(byte for byte in data if byte >= 0x80)[:119]
    assert not is_noise([high])
