"""The sample of the spreadsheet check: the same however the records were cut, and whoever saw which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.forensics import mangling
from leakcheck.model import Block

COLUMNS = ("name", "mobile")


def records(start: int, stop: int) -> Block:
    rows = range(start + 2, stop + 2)
    return Block(
        rows,
        (
            [f"A{n} Rao" for n in range(start, stop)],
            ["9.1E+11" if n % 5 == 0 else f"98{n:08}" for n in range(start, stop)],
        ),
    )


def whole(total: int) -> mangling.Collector:
    found = mangling.Collector(COLUMNS, {1: "mobile"})
    found.update(records(0, total))
    return found


@given(
    total=st.integers(2, 400),
    cuts=st.lists(st.integers(1, 399), max_size=6),
    owners=st.lists(st.integers(0, 2), min_size=7, max_size=7),
    most=st.integers(1, 60),
)
def test_shares_add_up_in_any_order(total, cuts, owners, most):
    before = mangling._MOST_RECORDS
    mangling._MOST_RECORDS = most
    try:
        shares = [mangling.Collector(COLUMNS, {1: "mobile"}) for _ in range(3)]
        edges = [0, *sorted({c for c in cuts if c < total}), total]
        for start, stop, owner in zip(edges, edges[1:], owners, strict=False):
            shares[owner].place = start
            shares[owner].update(records(start, stop))
        merged = shares[2].fresh()
        for share in shares:
            merged.absorb(share.state())
        assert merged.finish() == whole(total).finish()
        assert merged.sentences() == whole(total).sentences()
    finally:
        mangling._MOST_RECORDS = before
