"""Lanes: what is computed on few values is what would be computed on those of all records."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.rules.lanes import EACH, Coding, Lane, fold

LANES = st.lists(
    st.one_of(
        st.sampled_from([0, 1, 2]),
        st.lists(st.sampled_from([0, 1, 2]), min_size=6, max_size=6),
        st.tuples(
            st.sampled_from(["one", "other"]), st.lists(st.sampled_from([0, 1, 2]), min_size=3, max_size=3)
        ),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(drawn=LANES, least=st.booleans())
def test_lanes_fold_as_their_rows_do(drawn: list[object], least: bool) -> None:
    import numpy as np

    codings = {
        "one": Coding(np.array([0, 1, 2, 0, 1, 2]), 3),
        "other": Coding(np.array([2, 2, 0, 0, 1, 1]), 3),
    }
    lanes = []
    for values in drawn:
        if isinstance(values, int):
            lanes.append(Lane.constant(values, 6))
        elif isinstance(values, tuple):
            lanes.append(Lane(np.array(values[1], np.int8), codings[values[0]], 6))
        else:
            lanes.append(Lane(np.array(values, np.int8), EACH, 6))
    found = fold(np.minimum if least else np.maximum, lanes)
    expected = [
        (min if least else max)(row) for row in zip(*(lane.rows().tolist() for lane in lanes), strict=True)
    ]
    assert found.rows().tolist() == expected
    assert [found.count(value) for value in (0, 1, 2)] == [expected.count(value) for value in (0, 1, 2)]
