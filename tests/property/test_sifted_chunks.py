"""Chunks of which only some lines are clean: the same rows, lines and ledger as line by line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.readers import csv as reader
from leakcheck.readers import from_bytes, read
from leakcheck.readers.intake import arrowchunks, decoding, physical
from leakcheck.readers.intake.encodings import beyond, streaming

ODD = (
    "",
    "\n\n\n",
    ",,,",
    " ,, ,",
    "1,2",
    "lone",
    "a,b,c,d,e",
    "a,b\nx,y\n1,2\n3,4\n5,6",
    "\n7,8\n9,1\n2,2\n3,1\n1,1",
    '"open,1,x,2020-01-02',
    '"open,1,x,2020-01-02\nand,2,y,2020-01-03\nover",3,z,2020-01-04',
    '"run\nover",4,"li""ne\n",2021-02-03',
    '"a\n\n\nb",5,"x,y",2021-02-03',
    '"q",6,"x ""y"" z",2021-02-04',
    '"q"r,6,x,2021-02-04',
    'r"q",6,x,2021-02-04',
    "name,age,city,day",
    "Total,17,,",
    "Total,,,",
    "# remark",
    "#n,4,c,2020-01-02",
    " n,4,c,2020-01-02",
    "-----",
    "x,9,y,2020-01",
    "x 9,y,2020-01-05",
    "x,,9,y,2020-01-05",
    "x|9|y|2020-01-05",
    "stray\"quote,7,it's,2020-01-05",
    "nul\x00,7,p,2020-01-05",
    "é\ufeffü,8,Köln,2020-01-05",
    "\ufeffmark,8,c1,2020-01-05",
)
RETURNS = ("carriage,7,a\rreturn,1,q,2020-01-05", "n\r\r,2", '"q\r",3,c,2020-01-05')
BAD = (
    "bad\udcff,7,p,2020-01-05",
    "bad,7,p\udcc3,2020-01-05",
    "M\udcfcller,7,K\udcf6ln,2020-01-05",
    '"bad\udcff,7,p,2020-01-05',
    "b\udcff,7",
    "प\udcff्रिया शर्मा,7,पुणे,2020-01-05",
)
WIDE = ("Zoë,7,Köln,2020-01-05", "प्रिया,7,पुणे,2020-01-05", '"प्रि,या",7,पुणे,2020-01-05')
TAILS = (
    "",
    "\n\nTotal,17,,\nSource: somewhere\n",
    "\nx,1",
    '"never closed,3,p,2020-01-01\n',
    "\nन\udce0\udca4",
)


def table(seed: int, odd: int, kinds: tuple[str, ...], tail: str, end: str) -> bytes:
    """A table of which one line in `odd` is unusual."""
    rng = random.Random(seed)
    lines = ["name,age,city,day"]
    for i in range(rng.randrange(300, 900)):
        strange = i > 110 and rng.random() < 1 / odd
        plain = f"n{i},{20 + i % 50},c{i % 7},20{10 + i % 12}-0{1 + i % 9}-1{i % 9}"
        lines.append(rng.choice(kinds) if strange else plain)
    return "\n".join([*lines, tail]).replace("\n", end).encode("utf-8", "surrogateescape")


@contextmanager
def small_steps(step: int, *, large: bool) -> Iterator[mock.Mock]:
    """Chunks of about `step` bytes; with `large` those that can be go through Arrow."""
    with ExitStack() as stack:
        for module, name, value in (
            (reader, "_LARGE", 1 if large else 1 << 60),
            (physical, "CHUNK", step),
            (decoding, "HEAD", 2_000),
            (decoding, "GATHERED", 2),
            (decoding, "_LAST", 50),
            (beyond, "_SMALL", 0),
            (streaming, "_CACHED", 100),
        ):
            stack.enter_context(mock.patch.object(module, name, value))
        sifted = mock.Mock(side_effect=arrowchunks._sifted)
        stack.enter_context(mock.patch.object(arrowchunks, "_sifted", sifted))
        yield sifted


def all_of(data: bytes) -> tuple[Any, ...]:
    found = read(from_bytes(data), input_format="csv")
    rows = []
    for block in found.blocks:
        columns = [list(c) if isinstance(c, list | tuple) else c.to_pylist() for c in block.columns]
        rows += list(zip(map(int, block.rows), *columns, strict=True))
    return found.columns, found.reading, rows, found.ledger()


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    step=st.sampled_from([150, 400, 3_000]),
    odd=st.sampled_from([3, 10, 60]),
    kinds=st.sampled_from(
        [ODD, BAD, ODD + BAD, WIDE, WIDE + BAD, ODD + WIDE, ODD + WIDE + BAD, ODD + RETURNS]
    ),
    tail=st.sampled_from(TAILS),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_chunks_with_odd_lines_are_as_line_by_line(
    seed: int, step: int, odd: int, kinds: tuple[str, ...], tail: str, end: str
) -> None:
    data = table(seed, odd, kinds, tail, end)
    with small_steps(step, large=False):
        slow = all_of(data)
    with small_steps(step, large=True):
        fast = all_of(data)
    assert fast == slow


def test_odd_lines_do_not_keep_a_chunk_from_arrow() -> None:
    data = table(5, 20, ODD + BAD, "", "\n")
    with small_steps(3_000, large=True) as sifted:
        all_of(data)
    assert sifted.called
