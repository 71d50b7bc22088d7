"""ISCII where it is named: the whole file, in every reader, wherever the pieces end."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leakcheck
from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes, read
from leakcheck.readers.intake.encodings import iscii, isciicodec

isciicodec.register()
HINDI = "राम कुमार"
ENCODED = iscii.encode(HINDI)
TOLD = ReadOptions(encoding="iscii")


@pytest.mark.parametrize(
    "pattern",
    [
        (b"name,age\n", b"%s,41\n"),
        (b"", b'{"name": "%s", "age": 41}\n'),
        (b"CREATE TABLE p (name text, age int);\n", b"INSERT INTO p VALUES ('%s',41);\n"),
        (b"| name | age |\n|---|---|\n", b"| %s | 41 |\n"),
    ],
    ids=["csv", "json", "sql", "markdown"],
)
def test_every_reader_takes_it(pattern: tuple[bytes, bytes]) -> None:
    data = pattern[0] + (pattern[1] % ENCODED) * 30
    table = read(from_bytes(data), options=TOLD)
    cells = [block.columns[0][row] for block in table.blocks for row in range(len(block))]
    assert cells == [HINDI] * 30
    assert table.reading.encoding == "iscii"


def test_it_is_judged() -> None:
    report = leakcheck.verify(b"name,age\n" + b"%s,41\n" % ENCODED * 30, read_options=TOLD)
    assert report.result.mapping.fields()["name"] == 0


def test_what_is_not_iscii_is_refused() -> None:
    with pytest.raises(InputError, match="does not decode in the encoding named"):
        read(from_bytes("name,age\nJos\u00e9 \u0080,41\n".encode("latin-1")), options=TOLD)


@given(st.lists(st.binary(max_size=12) | st.just(ENCODED), max_size=8))
@settings(max_examples=200, deadline=None)
def test_pieces_may_end_anywhere(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    decoder = codecs.getincrementaldecoder("iscii")("replace")
    text = "".join(decoder.decode(piece) for piece in pieces) + decoder.decode(b"", True)
    assert text == iscii.decode(whole)
