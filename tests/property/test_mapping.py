"""Mapping promises that hold for any input: total, deterministic, one column a field, hands win."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakcheck import discover
from leakcheck.mapping.assign import assign
from leakcheck.mapping.basic import TYPES
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.mapping.shapes import shape_scores
from leakcheck.packfile import FieldSpec

FIELDS = tuple(FieldSpec(name, name, kind) for name, kind in TYPES.items())


@cache
def lexicon() -> Lexicon:
    return Lexicon.build(FIELDS)


ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates included
LABELS = st.sampled_from(
    (
        *(
            "Name",
            "DOB",
            "Date of Birth",
            "नाम",
            "Mobile / मोबाइल",
            "facility.address.pincode",
            "ID",
            "",
            "column 3",
        ),
        *("Dose 1 Date", "Adress", "(heading)", "वय", "Type", "Aadhaar No. (12 digits)", "a" * 5000),
    )
)
VALUES = st.sampled_from(
    (
        *(
            "A. Sharma",
            "1982",
            "12-03-1982",
            "9876543210",
            "234123412346",
            "ABCPE1234F",
            "41",
            "M",
            "COVISHIELD",
        ),
        *(
            "",
            "N/A",
            "PHC Rampur",
            "H.No 4, Gali 2",
            "a@example.org",
            "XXXXXXXX1234",
            "²³",
            "\ud800",
            "PAN Card",
        ),
        "9" * 5000,
    )
)
CELLS = st.lists(st.none() | VALUES | ANY_TEXT, max_size=6)
TABLES = st.lists(st.tuples(LABELS | ANY_TEXT, CELLS), max_size=8)
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(TABLES, st.booleans())
def test_mapping_is_total_deterministic_ordered_and_one_to_one(
    table: list[tuple[str, list[str | None]]], transcribed: bool
) -> None:
    columns, sample = [c for c, _ in table], [v for _, v in table]
    found = assign(columns, sample, FIELDS, lexicon(), transcribed=transcribed)
    assert [c.column for c in found.columns] == columns
    assert [c.index for c in found.columns] == list(range(len(columns)))
    fields = [c.field for c in found.columns if c.field]
    assert len(fields) == len(set(fields))
    assert all(c.why and 0 <= c.label <= 1 and 0 <= c.shape <= 1 for c in found.columns)
    assert found == assign(columns, sample, FIELDS, Lexicon.build(FIELDS), transcribed=transcribed)


@relaxed
@given(TABLES, st.data())
def test_an_override_always_wins(table: list[tuple[str, list[str | None]]], data: st.DataObject) -> None:
    table = [*table, ("Name", ["A. Sharma"])]
    columns, sample = [c for c, _ in table], [v for _, v in table]
    index = data.draw(st.integers(0, len(columns) - 1))
    field = data.draw(st.sampled_from(sorted(TYPES)))
    found = assign(columns, sample, FIELDS, lexicon(), {f"#{index + 1}": field})
    assert found.columns[index].field == field
    assert [c.index for c in found.columns if c.field == field] == [index]


@relaxed
@given(st.lists(ANY_TEXT.filter(lambda v: len(v.strip()) > 3), min_size=1, max_size=3), LABELS)
def test_no_value_enters_a_reason(values: list[str], label: str) -> None:
    marked = [f"{v}\N{SNOWMAN}" for v in values]
    found = assign([label, "Name"], [marked, marked], FIELDS, lexicon())
    assert "\N{SNOWMAN}" not in "".join(c.why for c in found.columns) + "".join(found.notes)


@relaxed
@given(st.lists(LABELS | ANY_TEXT, max_size=12), ANY_TEXT)
def test_what_a_label_means_does_not_depend_on_what_was_asked_before(before: list[str], label: str) -> None:
    asked = Lexicon.build(FIELDS)
    for other in before:
        asked.match(other)
    assert asked.match(label) == Lexicon.build(FIELDS).match(label)
    assert 0 <= asked.is_label(label) <= 1


@relaxed
@given(CELLS, st.booleans())
def test_shape_scores_are_shares_of_every_kind(values: list[str | None], transcribed: bool) -> None:
    scores = shape_scores(values, transcribed=transcribed)
    assert set(discover.names("idnumbers")) <= set(scores)
    assert all(0 <= share <= 1 for share in scores.values())


@relaxed
@given(
    st.sampled_from(["Date of Birth", "Beneficiary Name", "Mobile Number", "Vaccine Name", "Gender"]),
    st.data(),
)
def test_one_wrong_letter_in_a_long_word_is_forgiven(label: str, data: st.DataObject) -> None:
    long_word = max(label.split(), key=len)
    start = label.index(long_word)
    position = data.draw(st.integers(start + 1, start + len(long_word) - 1))
    damaged = f"{label[:position]}x{label[position + 1 :]}"
    assert lexicon().match(damaged)[0].field == lexicon().match(label)[0].field
