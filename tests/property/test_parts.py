"""A table read in parts: the same rows, lines and ledger as in one go, wherever it is cut."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.model import Block, Ledger
from leakcheck.readers import ReadOptions, open_evidence, read
from leakcheck.readers import csv as reader
from leakcheck.readers.intake import physical
from leakcheck.readers.intake.parts import FileAccount, Outcome, PartReader, Splittable, splittable

STEP = 512
ODD = (
    "",
    "\n\n\n",
    "1,2",
    "lone",
    "a,b,c,d,e",
    "a,b\nx,y\n1,2\n3,4\n5,6",
    "\n7,8\n9,1\n2,2\n3,1\n1,1",
    '"open,1,x,2020-01-02',
    '"run\nover",4,"li""ne\n",2021-02-03',
    '"a\n\n\nb",5,"x,y",2021-02-03',
    "name,age,city,day",
    "Total,,,",
    "# remark",
    "-----",
    "x,9,y,2020-01",
    "stray\"quote,7,it's,2020-01-05",
    "nul\x00,7,p,2020-01-05",
    "é\ufeffü,8,Köln,2020-01-05",
    "carriage,7,a\rreturn,1,q,2020-01-05",
)
TAILS = ("", "\n\nTotal,17,,\nSource: somewhere\n", "\nx,1", '"never closed,3,p,2020-01-01\n')


def text(seed: int, odd: int, tail: str, end: str) -> str:
    """A table of which one line in `odd` is unusual."""
    rng = random.Random(seed)
    lines = ["name,age,city,day"]
    for i in range(rng.randrange(150, 700)):
        strange = i > 120 and rng.random() < 1 / odd
        plain = f"n{i},{20 + i % 50},c{i % 7},20{10 + i % 12}-0{1 + i % 9}-1{i % 9}"
        lines.append(rng.choice(ODD) if strange else plain)
    return "\n".join([*lines, tail]).replace("\n", end)


def rows(blocks: Iterable[Block]) -> Iterator[tuple[Any, ...]]:
    """Records with their lines."""
    for block in blocks:
        columns = [c.to_pylist() if hasattr(c, "to_pylist") else c for c in block.columns]
        yield from zip(block.rows, *columns, strict=True)


def in_one_go(path: Path, options: dict[str, Any]) -> tuple[list[Any], Ledger, Splittable | str]:
    """All rows, the ledger, and what reading in parts needs."""
    seen: list[Any] = []
    told = ReadOptions(notice=lambda *opened: seen.append(opened), **options)
    table = read(open_evidence(path), input_format="csv", options=told)
    every = list(rows(table.blocks))
    return every, table.ledger(), splittable(seen[-1], told)


def in_parts(table: Splittable, span: int) -> tuple[list[Any], Ledger]:
    """The same, each part begun where the one before ended."""
    every: list[Any] = []
    account, position, cuts = FileAccount(table), table.start, table.cuts(span)
    while position.offset < table.file.size:
        found, outcome = part(table, position, next(cut for cut in cuts if cut > position.offset))
        every += found
        account.absorb(outcome.account)
        position = outcome.end
    return every, account.ledger(position.line)


def part(table: Splittable, start: Any, stop: int) -> tuple[list[Any], Outcome]:
    """One part, by what another process would have."""
    one = PartReader(pickle.loads(pickle.dumps(table)), start, stop)  # noqa: S301 - made here
    return list(rows(one.blocks())), one.outcome()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


@settings(max_examples=120, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    odd=st.sampled_from([3, 12, 60, 100_000]),
    tail=st.sampled_from(TAILS),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mixed"]),
    end=st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    span=st.integers(1, 9),
    fast=st.booleans(),
)
def test_parts_give_the_same_rows_and_ledger(  # noqa: PLR0917 - drawn by name
    folder: Path, seed: int, odd: int, tail: str, codec: str, end: str, span: int, fast: bool
) -> None:
    path = folder / "table.csv"
    written = text(seed, odd, tail, end)
    if codec == "mixed":
        lines = written.encode().split(b"\n")
        data = b"\n".join(line.decode().encode("latin-1", "replace") if i % 3 else line
                          for i, line in enumerate(lines))  # fmt: skip
    else:
        data = written.encode(codec, "replace")
    path.write_bytes(data)
    large = mock.patch.object(reader, "_LARGE", 0 if fast else 1 << 60)
    with mock.patch.object(physical, "CHUNK", STEP), large:
        every, ledger, table = in_one_go(path, {})
        if isinstance(table, str):
            assert "damaged" in table
            return
        found, account = in_parts(table, span * STEP)
    assert found == every
    assert account == ledger
