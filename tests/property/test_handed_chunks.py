"""Chunks handed to helpers: the rows of a table are the same with and without help."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.readers import ReadOptions, from_bytes, read
from leakcheck.readers.intake.ahead import handed_rows, outline_of
from leakcheck.writers import cells_of


class Helpers:
    """Helpers of uncertain mood, who parse at once and may be full."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.given = self.taken = 0

    def is_ready(self) -> bool:
        return True

    def has_room(self) -> bool:
        return self.rng.random() < 0.6

    def offer(self, parser, chunk):
        self.given += 1
        parsed = parser.parse(chunk)
        return Task(self, parsed, chunk) if self.rng.random() < 0.9 else None


class Task:
    def __init__(self, helpers, parsed, chunk) -> None:
        self.helpers, self.parsed, self.chunk = helpers, parsed, chunk

    def outline(self):
        return self.parsed and outline_of(self.parsed.columns, self.parsed.starts, self.parsed.lines)

    def take_back(self):
        self.helpers.taken += 1
        return self.chunk


def table(data: bytes, helpers=None):
    found = read(from_bytes(data), input_format="csv", options=ReadOptions(ahead=helpers))
    rows, cells = [], []
    for block in found.blocks:
        handed = handed_rows(block.columns) if helpers else None
        columns = handed.handed.parsed.columns if handed else block.columns
        rows += list(block.rows)
        cells += list(zip(*(cells_of(column) for column in columns), strict=True))
    return rows, cells, found.ledger()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), faults=st.integers(0, 12))
def test_help_changes_nothing(seed, faults):
    rng = random.Random(seed)
    lines = [f"A{i} Rao,{i * 7919 % 10**9:09},Lake View {i % 37}" for i in range(260_000)]
    for _ in range(faults):
        place = rng.randrange(len(lines))
        ends = lines[place] + ",x"
        lines[place] = rng.choice(["", "# note", lines[place][:9], '"a\nb",1,c', "Total,,", ends])
    data = ("name,mobile,address\n" + "\n".join(lines) + "\n").encode()
    helpers = Helpers(seed)
    assert table(data, helpers) == table(data)
    assert helpers.given
