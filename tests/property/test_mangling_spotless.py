"""Columns ruled out at a glance: the close look would have found nothing in them."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.readers.intake import mangling

VALUES = (
    *("9.1E+11", "9,1e+12", "123456789012345600", "1234567890123456", "44259", "44259.5", "٣٣٣٣٣"),
    *("02-Jan", "MAY 12", "ſep 3", "3 ſept", "3-Mar\n", "Market 12", "12/03/2021", "31.12.99", "2021-03-12"),
    *("#REF!", "####", "#", "0123", "123", "1234", "98765432", "na", "N/A", " ", "", " 44259 ", "A. Kumar"),
)
NUMBERS = st.integers(3, 10).flatmap(
    lambda size: st.lists(
        st.one_of(st.integers(10**size, 10 ** (size + 1) - 1), st.integers(10 ** (size - 1), 10**size - 1)),
        min_size=8,
        max_size=30,
    )
)
CELLS = st.one_of(
    st.lists(st.one_of(st.none(), st.sampled_from(VALUES), st.text(max_size=5)), max_size=20),
    NUMBERS.map(lambda numbers: [str(number) for number in numbers]),
    st.builds(
        lambda numbers, short: [*map(str, numbers), *short],
        NUMBERS,
        st.lists(st.sampled_from(("12", "123", "0", "na")), max_size=4),
    ),
)


@given(name=st.sampled_from(("mobile", "age", "dob", "")), cells=CELLS)
def test_what_is_ruled_out_has_no_mark(name, cells):
    with mock.patch.object(mangling, "_is_spotless", return_value=False):
        looked_at = mangling.signs(name, cells)
    assert mangling.signs(name, cells) == looked_at
