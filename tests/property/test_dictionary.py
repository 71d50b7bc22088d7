"""Dictionaries of a run: codes stand for the texts of their block, whatever came before and however found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.rules import dictionary, textcolumn
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.wordcodes import LONGEST, WordCodes
from leakcheck.rules.valuestore import Seen

CELLS = st.one_of(
    st.dates().map(str),
    st.integers(0, 120).map(str),
    st.text("ab -é", max_size=20),
    st.sampled_from(["", "N/A", "Delhi"]),
    st.none(),
)
DAYS = st.dates().map(str) | st.sampled_from(["", "2021-01-16", "2021-01-17"])


@settings(max_examples=60, deadline=None)
@given(length=st.integers(1, LONGEST), data=st.data())
def test_words_find_what_they_were_made_of_and_nothing_else(length: int, data: st.DataObject) -> None:
    import numpy as np

    texts = st.binary(min_size=length, max_size=length)
    known = data.draw(st.lists(texts, min_size=1, max_size=60, unique=True))
    asked = data.draw(st.lists(st.one_of(st.sampled_from(known), texts), min_size=1, max_size=80))
    words = WordCodes.of(length, known, list(range(7, 7 + len(known))))
    found = words.find(np.frombuffer(b"".join(asked), np.uint8).reshape(-1, length))
    for text, code in zip(asked, found.tolist(), strict=True):
        # What shares its place in every table may be left to the caller, but nothing is taken for another.
        assert code in (-1, 7 + known.index(text) if text in known else -1)


def test_words_of_many_days_are_nearly_all_found() -> None:
    import datetime

    import numpy as np

    days = [(datetime.date(2021, 1, 1) + datetime.timedelta(n)).isoformat().encode() for n in range(1000)]
    words = WordCodes.of(10, days, list(range(1000)))
    found = words.find(np.frombuffer(b"".join(days), np.uint8).reshape(-1, 10))
    assert (found == np.arange(1000)).mean() > 0.99


@settings(max_examples=60, deadline=None)
@given(
    blocks=st.lists(
        st.lists(CELLS, min_size=1, max_size=40) | st.lists(DAYS, min_size=9, max_size=40),
        min_size=1,
        max_size=5,
    ),
    room=st.sampled_from([3, 8192]),
    wide=st.booleans(),
)
def test_codes_of_a_block_stand_for_its_texts(blocks: list[list[str | None]], room: int, wide: bool) -> None:
    import pyarrow as pa

    seen, kind = Seen(), pa.large_string() if wide else pa.string()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textcolumn, "_repeats", lambda _: True)
        patch.setattr(dictionary, "MOST", room)
        for texts in blocks * 2:
            column = BlockTexts(len(texts), {"name": pa.array(texts, kind)}, seen).column("name")
            assert column is not None
            lengths = column.lane("length", len, 0, dtype="int32").rows().tolist()
            lost = column.lost().rows().tolist()
            known = column.known().rows().tolist()
            held = [None if text is None or not known[i] else text for i, text in enumerate(texts)]
            assert [column.text(i) for i in range(len(texts))] == held
            assert lengths == [len(text or "") for text in held]
            assert not any(lost)


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(st.text("ab ", max_size=6), min_size=1, max_size=30), data=st.data())
def test_rows_are_picked_with_their_bytes(texts: list[str], data: st.DataObject) -> None:
    import numpy as np
    import pyarrow as pa

    plain = PlainText.of(pa.array(texts, pa.string()))
    rows = sorted(data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1)))
    part = plain.subset(np.array(rows))
    cells = [part.data[a:b].tobytes().decode() for a, b in zip(part.starts, part.ends, strict=True)]
    assert cells == [texts[row] for row in rows]
    assert [rows[i] for i in part.odd] == [row for row in rows if row in plain.odd.tolist()]
    assert plain.holding(plain.data == ord("b")).tolist() == ["b" in text for text in texts]


def test_the_values_of_a_run_are_let_go_with_it() -> None:
    import datetime
    import gc
    import weakref

    import pyarrow as pa

    days = [(datetime.date(2021, 1, 1) + datetime.timedelta(n % 50)).isoformat() for n in range(500)]
    seen = Seen()
    texts = BlockTexts(len(days), {"dose1_date": pa.array(days, pa.string())}, seen)
    assert texts.dates("dose1_date").rows().all()
    left = weakref.ref(seen.store("dose1_date"))
    del seen, texts
    gc.collect()
    assert left() is None
