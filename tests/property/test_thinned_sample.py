"""The thinned sample, and what passes over cells quickly: the same as the plain way, whatever cells hold."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.folding import MISSING, fold_value, is_missing
from leakcheck.forensics.stores.thinned import ThinnedSample
from leakcheck.model import Block


@given(
    total=st.integers(1, 300),
    most=st.integers(1, 40),
    cuts=st.lists(st.integers(1, 299), max_size=5),
    arrow=st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_lists_and_arrow_columns_in_any_pieces_give_every_nth_record(total, most, cuts, arrow):
    cells = [None if n % 7 == 3 else f"A. Rao {n}" for n in range(total)]
    sample = ThinnedSample(1, most)
    edges = [0, *sorted({cut for cut in cuts if cut < total}), total]
    for start, stop, as_arrow in zip(edges, edges[1:], arrow, strict=False):
        column = cells[start:stop]
        piece = pa.array(column, pa.string()) if as_arrow else column
        sample.add(Block(range(start + 2, stop + 2), (piece,)), start)
    step = next(3**n for n in range(9) if -(-total // 3**n) <= most)
    kept = list(range(0, total, step))
    assert sample.told() == (kept, [place + 2 for place in kept], [[cells[place] for place in kept]])


@given(
    st.one_of(st.sampled_from(sorted(MISSING)), st.text(max_size=18)), st.sampled_from(("", " ", "7", "٣"))
)
def test_what_ends_in_a_digit_is_never_missing(text, end):
    whole = text + end
    blank = not whole or whole.isspace()
    assert is_missing(whole) == (blank or (len(whole) < 16 and fold_value(whole).casefold() in MISSING))
