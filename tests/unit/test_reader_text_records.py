"""Transcribed text: layouts and damage met in chat replies, and what is settled only when asked for."""

from __future__ import annotations

import pytest

from leakcheck import api
from leakcheck.readers import ReadOptions, from_bytes, read

Records = list[dict[str, str | None]]


def records(text: str, *, settle: bool = False) -> Records:
    table = read(from_bytes(text.encode()), options=ReadOptions(settle=settle))
    assert table.reading.format == "text"
    found: Records = []
    for block in table.blocks:
        found += [dict(zip(table.columns, row, strict=True)) for row in zip(*block.columns, strict=True)]
    table.ledger().check()
    return found


def understood(text: str) -> Records:
    known = api.understand(text.encode())
    return [
        dict(zip(known.table.columns, row, strict=True))
        for block in known.blocks
        for row in zip(*block.columns, strict=True)
    ]


def test_marks_of_a_quoted_reply_are_no_part_of_values() -> None:
    text = "> Name: A. Rao\n> Centre: Camp Four\n>\n>> Name: B. Das\n>> Centre: Camp Five\n"
    assert records(text) == [
        {"Name": "A. Rao", "Centre": "Camp Four"},
        {"Name": "B. Das", "Centre": "Camp Five"},
    ]


def test_fences_of_a_block_of_code_are_no_part_of_values() -> None:
    text = "```text\nName:A. Rao\nPlace:Pune\n\nName:B. Das\nPlace:Agra\n```\n"
    assert [r["Place"] for r in records(text)] == ["Pune", "Agra"]


def test_unknown_labels_on_lines_of_their_own_are_found_by_their_place() -> None:
    one = "Name\nA. Rao\nShade\nred\nMobile\n9000000001\n"
    other = "Name\nB. Das\nShade\nblue\nMobile\n9000000002\n"
    assert [r["Shade"] for r in understood(f"{one}\n{other}")] == ["red", "blue"]


def test_a_street_in_the_next_line_is_no_label() -> None:
    text = (
        "Name: A. Rao\nAddress: 317, Temple\nStreet, Agra\nAge: 46\n\n"
        "Name: B. Das\nAddress: 3, MG\nRoad, Pune\nAge: 5\n"
    )
    assert [r["Address"] for r in understood(text)] == ["317, Temple Street, Agra", "3, MG Road, Pune"]


def test_a_place_named_like_a_label_stays_a_value() -> None:
    text = (
        "Name: A. Rao\nFacility:\n  District Hospital\nAge: 46\n\n"
        "Name: B. Das\nFacility:\n  Camp Five\nAge: 5\n"
    )
    assert [r["Facility"] for r in understood(text)] == ["District Hospital", "Camp Five"]


def test_a_negative_blood_group_is_complete() -> None:
    text = "Name: A. Rao\nGroup: AB-\nPlot: Five\n\nName: B. Das\nGroup: O-\nPlot: Six\n"
    assert [r["Plot"] for r in records(text)] == ["Five", "Six"]


def test_a_label_damaged_beyond_likeness_is_known_by_its_neighbours() -> None:
    text = (
        "Name: A. Rao\nAayu: 4\nZila: Agra\n\n"
        "Name: B. Das\nAavv: 5\nZila: Pune\n\n"
        "Name: C. Nair\nAayu: 6\nZila: Goa\n"
    )
    assert [r["Aayu"] for r in understood(text)] == ["4", "5", "6"]


def test_neighbours_do_not_make_one_known_label_into_another() -> None:
    text = "Name: A. Rao\nFather Name: X. Rao\nAge: 4\n\nName: B. Das\nMother Name: Y. Das\nAge: 5\n"
    assert [r.get("Mother Name") for r in understood(text)] == [None, "Y. Das"]


def test_a_label_broken_over_two_lines_is_put_together() -> None:
    text = (
        "Name: A. Rao\nBlood Group: A+\nAge: 4\n\n"
        "Name: B. Das\nBlood\nGroup: O+\nAge: 5\n\n"
        "Name: C. Nair\nBlood Group: B+\nAge: 6\n"
    )
    assert [(r["Name"], r["Blood Group"]) for r in understood(text)] == [
        ("A. Rao", "A+"),
        ("B. Das", "O+"),
        ("C. Nair", "B+"),
    ]


MISREAD = [
    ("Mobile", "98O2l50432", "9802150432"),
    ("Aadhaar", "XXXX XXXX 6O34", "XXXX XXXX 6034"),
    ("Date of Birth", "l2/O3/1982", "12/03/1982"),
    ("Date of Birth", "lO Oct 19B2", "10 Oct 1982"),
    ("PAN", "A8CDE12E4F", "A8CDE12E4F"),
    ("PAN", "ABCDE1Z34F", "ABCDE1234F"),
    ("PAN", "A8CDE1234F", "ABCDE1234F"),
    ("Blood Group", "0+", "O+"),
    ("आधार संख्या", "2345 67B9 0123", "2345 6789 0123"),
    ("Name", "O. Sl0an", "O. Sl0an"),
    ("Password", "S5O0l1", "S5O0l1"),
    ("Batch", "41S20O", "41S20O"),
    ("Address", "12 B, Lake Road", "12 B, Lake Road"),
    ("Mobile", "SOS", "SOS"),
]


@pytest.mark.parametrize(("label", "seen", "meant"), MISREAD)
def test_misread_numbers_are_settled_by_their_field_when_asked(label: str, seen: str, meant: str) -> None:
    text = f"Person: one\n{label}: {seen}\n\nPerson: two\n{label}: \n"
    assert records(text)[0][label] == seen
    assert records(text, settle=True)[0][label] == meant


def test_the_shape_of_other_records_settles_a_number_nobody_knows() -> None:
    text = "".join(f"Person: p\nSlip No: {number}\n\n" for number in ("K4471203", "K4471204", "K44712O5"))
    assert [r["Slip No"] for r in records(text, settle=True)] == ["K4471203", "K4471204", "K4471205"]


def test_a_settled_line_is_reported_as_repaired() -> None:
    text = "Name: A. Rao\nMobile: 98O2150432\n"
    table = read(from_bytes(text.encode()), options=ReadOptions(settle=True))
    assert sum(len(block) for block in table.blocks) == 1
    ledger = table.ledger()
    assert (ledger.parsed, ledger.repaired) == (1, 1)
    assert [(event.line, event.kind) for event in ledger.events] == [(2, "repaired")]
    assert any("marked repaired" in note for note in table.reading.notes)


def test_a_judgement_sees_what_stood_there() -> None:
    report = api.verify("Name: A. Rao\nMobile: 98261O4432\n")
    assert report.result.ledger.repaired == 0


def test_tables_of_labels_and_values_below_each_other_are_records() -> None:
    card = "| Field | Value |\n|---|---|\n| Person | {} |\n| Shade | red |\n| Plot | {} |\n\n"
    assert [(r["Person"], r["Plot"]) for r in records(card.format("A", 1) + card.format("B", 2))] == [
        ("A", "1"),
        ("B", "2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[b]Name[/b]: A. Rao\n[b]Camp[/b]: Four\n[hr]\n[b]Name[/b]: B. Das\n[b]Camp[/b]: Five\n[hr]\n",
        "[Name] A. Rao\n[Camp] Four\n[Age] 4\n\n[Name] B. Das\n[Camp] Five\n[Age] 5\n",
        "│ Name: A. Rao │\n│ Camp: Four   │\n└──────┘\n│ Name: B. Das │\n│ Camp: Five   │\n└──────┘\n",
        "**Name**\nA. Rao\n**Camp**\nFour\n---\n**Name**\nB. Das\n**Camp**\nFive\n",
        "1.) Name: A. Rao\n2.) Camp: Four\n\n1.) Name: B. Das\n2.) Camp: Five\n",
        "➖➖➖➖\nName: A. Rao\nCamp: Four\n➖➖➖➖\nName: B. Das\nCamp: Five\n",
        "[+] Record #1\n  Name: A. Rao\n  Camp: Four\n[+] Record #2\n  Name: B. Das\n  Camp: Five\n$\n",
        "Name: A. Rao\nCamp: Four\nPage 1 of 2\nName: B. Das\nCamp: Five\nPage 2 of 2\n",
        "Name: A. Rao // Camp: Four\nName: B. Das // Camp: Five\n",
    ],
)
def test_decoration_between_label_and_value_is_no_part_of_either(text: str) -> None:
    found = [{k: v for k, v in record.items() if k in ("Name", "Camp")} for record in understood(text)]
    assert found == [{"Name": "A. Rao", "Camp": "Four"}, {"Name": "B. Das", "Camp": "Five"}]


def test_the_button_under_each_record_is_no_part_of_its_last_value() -> None:
    text = "".join(
        f"Address: Ward No. {n}, Station Road, Camp Four\nNationality: Indian\nDownload\n\n" for n in range(3)
    )
    assert [record["Nationality"] for record in understood(text)] == ["Indian"] * 3


def test_two_columns_of_bilingual_labels_are_cut_before_the_first_wording() -> None:
    text = "नाम: आशा        डाक कोड / Pincode: 308896\nनाम: रवि        डाक कोड / Pincode: 308897\n"
    assert [record["नाम"] for record in understood(text)] == ["आशा", "रवि"]
