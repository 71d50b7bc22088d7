"""pandas frames as text: nothing invented, nothing lost."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.readers import from_bytes, from_frame, read


def columns(frame: pd.DataFrame) -> dict[str, list[str | None]]:
    table = read(from_frame(frame))
    blocks = [*table.blocks]
    assert table.ledger().rows == len(frame)
    return {name: [cell for b in blocks for cell in b.columns[j]] for j, name in enumerate(table.columns)}


def test_kinds_of_columns() -> None:
    frame = pd.DataFrame(
        {
            "whole with gaps": [1, None, 3],
            "fractions": [1.5, 2, None],
            "no gaps": [1.0, 2.0, 3.0],
            "nullable": pd.array([1, None, 2], dtype="Int64"),
            "days": pd.to_datetime(["2021-01-02", None, "2021-03-04"]),
            "times": pd.to_datetime(["2021-01-02 10:30", None, "2021-03-04 00:00"]),
            "mixed": pd.Series([datetime.date(2020, 1, 1), b"x", np.int64(3)], dtype=object),
            "text": pd.Series(["0042", None, "A\ud800"], dtype=object),
            "arrow": pd.Series(["x", None, "y"], dtype="string[pyarrow]"),
            "category": pd.Categorical(["p", None, "q"]),
            "flag": pd.Series([True, None, False], dtype="boolean"),
        }
    )
    assert columns(frame) == {
        "whole with gaps": ["1", None, "3"],
        "fractions": ["1.5", "2.0", None],
        "no gaps": ["1.0", "2.0", "3.0"],
        "nullable": ["1", None, "2"],
        "days": ["2021-01-02", None, "2021-03-04"],
        "times": ["2021-01-02T10:30:00", None, "2021-03-04T00:00:00"],
        "mixed": ["2020-01-01", "x", "3"],
        "text": ["0042", None, "A\\ud800"],
        "arrow": ["x", None, "y"],
        "category": ["p", None, "q"],
        "flag": ["True", None, "False"],
    }
    notes = read(from_frame(frame)).reading.notes
    assert any("'.0'" in note for note in notes)


def test_names() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=["a", "a", ""], index=pd.Index([7], name="id"))
    assert columns(frame) == {"id": ["7"], "a": ["1"], "a (2)": ["2"], "column 4": ["3"]}
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", "p"), ("x", "")]))
    assert columns(levels) == {"x p": ["1"], "x": ["2"]}


def test_rows_are_numbered_by_position() -> None:
    frame = pd.DataFrame({"a": range(20_000)}, index=range(50_000, 70_000))
    table = read(from_frame(frame))
    lines = [line for block in table.blocks for line in block.rows]
    assert lines == list(range(1, 20_001))
    ledger = table.ledger()
    assert (ledger.lines, ledger.parsed, ledger.rows) == (20_000, 20_000, 20_000)


def test_hash_follows_content_only() -> None:
    frame = pd.DataFrame({"a": ["1", "2"], "b": ["x", None]})
    same = pd.DataFrame(
        {"a": pd.array(["1", "2"], dtype="string[pyarrow]"), "b": pd.Series(["x", None], dtype=object)}
    )
    other = pd.DataFrame({"a": ["1", "2"], "b": ["x", ""]})
    assert from_frame(frame).sha256 == from_frame(same).sha256
    assert from_frame(frame).sha256 == from_frame(frame.copy()).sha256
    assert from_frame(frame.rename(columns={"a": "c"})).sha256 != from_frame(frame).sha256
    assert from_frame(other).size == from_frame(frame).size


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"a": []}), pd.DataFrame(index=[1, 2])])
def test_nothing_in_it(frame: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="no rows"):
        from_frame(frame)


def test_wrong_kinds_of_evidence() -> None:
    with pytest.raises(InputError, match="not a pandas DataFrame"):
        from_frame([1, 2])
    with pytest.raises(UsageError, match="does not fit"):
        read(from_frame(pd.DataFrame({"a": [1]})), input_format="csv")
    with pytest.raises(UsageError, match="does not fit"):
        read(from_bytes(b"a,b\n1,2\n"), input_format="frame")
