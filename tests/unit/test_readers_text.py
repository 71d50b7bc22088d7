"""Transcribed text: the layouts people paste, one by one."""

from __future__ import annotations

import pytest

from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.model import Table
from leakcheck.readers import ReadOptions, from_text, read

LABELS = """
name; full name; beneficiary name; age; gender; sex; date of birth; dob; mobile; mobile no; mobile
number; phone; email; aadhaar; aadhaar no; pan; address; pin code; district; state; vaccine; vaccine
name; dose; dose date; date of dose; date; batch; batch no; centre; center; vaccination at;
vaccinated by; vaccination status; id; id type; beneficiary reference id; certificate id; s/o; slot;
नाम; लाभार्थी का नाम; उम्र; आयु; लिंग; जन्म तिथि; मोबाइल नंबर; पता; टीका; naam; umr; ling; pata
"""
KNOWN = {fold_label(label) for label in LABELS.split(";")}


def is_label(text: str) -> float:
    return 1.0 if fold_label(text) in KNOWN else 0.0


def opened(text: str) -> Table:
    return read(from_text(text), input_format="text", options=ReadOptions(is_label=is_label))


def records(text: str) -> list[dict[str, str]]:
    table = opened(text)
    found = [
        {name: cell for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for block in table.blocks
        for row in zip(*block.columns, strict=True)
    ]
    table.ledger()
    return found


def record(text: str) -> dict[str, str]:
    (one,) = records(text)
    return one


PLAIN = {"Name": "A. Sharma", "Age": "41", "Gender": "F"}


@pytest.mark.parametrize(
    "text",
    [
        "Name: A. Sharma\nAge: 41\nGender: F",
        "Name : A. Sharma\nAge : 41\nGender : F",
        "Name:A. Sharma\nAge:41\nGender:F",
        "Name - A. Sharma\nAge - 41\nGender - F",
        "Name – A. Sharma\nAge – 41\nGender — F",
        "Name- A. Sharma\nAge-41\nGender -F",
        "Name = A. Sharma\nAge=41\nGender= F",
        "Name| A. Sharma\nAge | 41\nGender |F",
        "| Name | A. Sharma |\n|------|-----------|\n| Age | 41 |\n| Gender | F |",
        "Name：A. Sharma\nAge： 41\nGender ：F",
        "Name :- A. Sharma\nAge:-41\nGender :-F",
        "Name => A. Sharma\nAge -> 41\nGender → F",
        "Name\tA. Sharma\nAge\t41\nGender\tF",
        "Name     A. Sharma\nAge      41\nGender   F",
        "Name A. Sharma\nAge 41\nGender F",
        "🔹 Name: A. Sharma\n✅Age: 41\n▪ Gender: F",
        "• Name: A. Sharma\n* Age: 41\n- Gender: F",
        "1. Name: A. Sharma\n2) Age: 41\n(3) Gender: F",
        "1️⃣ Name: A. Sharma\n2️⃣ Age: 41\n👩 Gender: F",
        "**Name:** A. Sharma\n**Age**: 41\n__Gender:__ F",
        "*Name:* A. Sharma\n*Age*: *41*\n`Gender`: `F`",
        "> Name: A. Sharma\n> Age: 41\n> Gender: F",
        "<b>Name:</b> A. Sharma<br>\n<i>Age</i>: 41<br>Gender: F",
        '"Name": "A. Sharma",\n"Age": 41,\n"Gender": "F"',
        "{'Name': 'A. Sharma', 'Age': 41, 'Gender': 'F'}",
        "Name: A. Sharma, Age: 41, Gender: F",
        "Name: A. Sharma; Age: 41; Gender: F",
        "Name: A. Sharma | Age: 41 | Gender: F",
        "Name: A. Sharma  Age: 41\tGender: F",
        "Name: A. Sharma Age: 41 Gender: F",
        "Name:A. Sharma,Age:41,Gender:F",
        "Name - A. Sharma, Age - 41, Gender - F",
        "Name | A. Sharma | Age | 41\nGender | F",
        "Name A. Sharma; Age 41; Gender F",
        "Name\nA. Sharma\nAge\n41\nGender\nF",
        "Name\n\nA. Sharma\n\nAge\n\n41\n\nGender\n\nF",
        "Name\n: A. Sharma\nAge\n:\n41\nGender\n: F",
        "Name\nAge\nGender\nA. Sharma\n41\nF",
        "Name: A. Sharma\n\nAge: 41\n\nGender: F",
        "Name:\nA. Sharma\nAge:\n41\nGender:\nF",
        "[12/06/23, 10:31 AM] Bot: Name: A. Sharma\nAge: 41\nGender: F",
        "[12/06/23, 10:31:07] Bot:\nName: A. Sharma\nAge: 41\n10:31 ✓✓\nGender: F",
        "12/06/2023, 10:31 - +91 98765 43210: Name: A. Sharma\n12/06/2023, 10:32 - Bot: Age: 41\nGender: F",
        "CoWIN Bot, [12.06.23 10:31]\nName: A. Sharma\nAge: 41\nGender: F",
        "Forwarded from CoWIN Bot\nName: A. Sharma\nAge: 41\nGender: F",
        "\u200e[12/06/23, 10:31\u202fAM] Bot: \u200eName: A. Sharma\nAge: 41\nGender: F",
        "[12/06/23, 10:31 AM] Name: A. Sharma\nAge: 41\nGender: F",
        "━━━━━━━━\nName: A. Sharma\nAge: 41\nGender: F\n━━━━━━━━",
        "Name; A. Sharma\nAge. 41\nGender: F",
    ],
)
def test_layouts(text: str) -> None:
    assert record(text) == PLAIN


def test_hindi_and_devanagari_digits() -> None:
    text = "नाम: रवि कुमार\nउम्र - ४१\nजन्म तिथि : १२/०३/१९८२\nपता- मकान ५,\nगांधी नगर"
    assert record(text) == {
        "नाम": "रवि कुमार",
        "उम्र": "४१",
        "जन्म तिथि": "१२/०३/१९८२",
        "पता": "मकान ५, गांधी नगर",
    }


def test_visarga_as_colon() -> None:
    assert record("नामः रवि\nउम्रः 41") == {"नाम": "रवि", "उम्र": "41"}


def test_bilingual_labels() -> None:
    text = "Name / नाम : Ravi\nउम्र (Age): 41\nGender | लिंग: M"
    assert record(text) == {"Name / नाम": "Ravi", "उम्र (Age)": "41", "Gender | लिंग": "M"}
    above = "Beneficiary Name\nलाभार्थी का नाम\nA. Sharma\nAge / आयु\n41"
    assert record(above) == {"Beneficiary Name / लाभार्थी का नाम": "A. Sharma", "Age / आयु": "41"}


def test_values_stay_whole() -> None:
    text = (
        "Name: Anne-Marie O'Neil\nTime: 10:30\nSite: https://example.org/a?b=c:d\nMobile: +91 98******10\n"
        "DOB: 12-03-1982 10:30 AM\nID: Aadhaar - 1234 5678 9012\nLatitude:-33.8\nEmail: -\nNote: (a: b, c)"
    )
    assert record(text) == {
        "Name": "Anne-Marie O'Neil",
        "Time": "10:30",
        "Site": "https://example.org/a?b=c:d",
        "Mobile": "+91 98******10",
        "DOB": "12-03-1982 10:30 AM",
        "ID": "Aadhaar - 1234 5678 9012",
        "Latitude": "-33.8",
        "Email": "-",
        "Note": "(a: b, c)",
    }


def test_addresses_are_not_cut() -> None:
    text = "Address: H.No: 12, Gali No: 3,\nNear: Temple, Delhi - 110001\nNoida - 201301\nAge: 41"
    one = record(text)
    assert one["Age"] == "41"
    assert one["Address"].startswith("H.No: 12, Gali No: 3, Near: Temple, Delhi - 110001")


def test_wrapped_values() -> None:
    text = (
        "Name: A.\nSharma\nAddress: 12 MG Road,\nNear Temple,\nPune\nMobile: 98765\n43210\nThank you\nAge: 41"
    )
    assert record(text) == {
        "Name": "A. Sharma",
        "Address": "12 MG Road, Near Temple, Pune",
        "Mobile": "98765 43210",
        "Age": "41",
    }


def test_empty_values_are_kept_empty() -> None:
    assert record("Name:\nAge: 41\nEmail :\nGender: F") == {
        "Name": "",
        "Age": "41",
        "Email": "",
        "Gender": "F",
    }


def test_several_records() -> None:
    both = [PLAIN, {"Name": "B. Rao", "Age": "35", "Gender": "M"}]
    first, second = "Name: A. Sharma\nAge: 41\nGender: F\n", "Name: B. Rao\nAge: 35\nGender: M\n"
    assert records(first + second) == both
    assert records(first + "\n" + second) == both
    assert records(f"{first}---\n{second}===\n") == both
    assert records(f"Result 1 of 2\n{first}Result 2 of 2\n{second}") == both
    assert records(f"Record 1:\n{first}\nRecord 2:\n{second}") == both
    assert records(f"-[ RECORD 1 ]------\n{first}-[ RECORD 2 ]------\n{second}") == both
    assert records(f"*** 1. row ***\n{first}*** 2. row ***\n{second}") == both
    assert records(f"(1/2)\n{first}(2/2)\n{second}") == both
    assert records("Name: A. Sharma, Age: 41, Gender: F\nName: B. Rao, Age: 35, Gender: M") == both
    assert records("[12/06/23, 10:31] Bot: " + first + "[12/06/23, 10:32] Bot: " + second) == both
    assert records("Name: A\nName: B\nName: C") == [{"Name": "A"}, {"Name": "B"}, {"Name": "C"}]


def test_records_of_unlike_length() -> None:
    text = "Name: A\nAge: 41\nMobile: 98\n\nName: B\nMobile: 99\n\nName: C\nAge: 35\nGender: F"
    assert [r["Name"] for r in records(text)] == ["A", "B", "C"]


def test_numbered_people() -> None:
    assert records("Member 1: Ravi\nAge: 41\nMember 2: Asha\nAge: 35") == [
        {"Member": "Ravi", "Age": "41"},
        {"Member": "Asha", "Age": "35"},
    ]
    assert (
        records("1. Ravi Kumar\nAge: 41\nMobile: 98\n2. Sita Devi\nAge: 30\nMobile: 99")[1]["(heading)"]
        == "2. Sita Devi"
    )


def test_a_repeated_label_inside_a_record_is_numbered() -> None:
    text = "Name: A\nMobile: 1\nMobile: 2\nAge: 41"
    assert record(text) == {"Name": "A", "Mobile": "1", "Mobile (2)": "2", "Age": "41"}


def test_sections_of_one_record_are_not_cut() -> None:
    text = "Name: A\nAge: 41\n\nVaccine: X\nDate: 1\n\nVaccine: Y\nDate: 2"
    assert record(text) == {
        "Name": "A",
        "Age": "41",
        "Vaccine": "X",
        "Date": "1",
        "Vaccine (2)": "Y",
        "Date (2)": "2",
    }
    text = "Name: A\n------\nVaccination Details\nVaccine: X\nPersonal Details:\nAge: 41"
    assert record(text) == {"Name": "A", "Vaccine": "X", "Age": "41"}


def test_doses() -> None:
    expected = {
        "Name": "A",
        "Dose 1 Date": "1 Jan",
        "Dose 1 Vaccine": "X",
        "Dose 2 Date": "2 Feb",
        "Dose 2 Vaccine": "Y",
    }
    assert record("Name: A\nDose 1:\nDate: 1 Jan\nVaccine: X\nDose 2:\nDate: 2 Feb\nVaccine: Y") == expected
    assert record("Name: A\nDose 1: Date: 1 Jan, Vaccine: X\nDose 2: Date: 2 Feb, Vaccine: Y") == expected
    assert record("Name: A\nDose 1 - Date: 1 Jan, Vaccine: X\nDose 2 - Date: 2 Feb, Vaccine: Y") == expected
    assert record("Name: A\nDose 1\nDate\n1 Jan\nVaccine\nX\nDose 2\nDate\n2 Feb\nVaccine\nY") == expected
    text = "1st Dose\nDate: 1 Jan\n2nd Dose Details\nDate: 2 Feb\nName: A"
    assert record(text) == {"1st Dose Date": "1 Jan", "2nd Dose Date": "2 Feb", "Name": "A"}


def test_the_place_has_its_own_address() -> None:
    text = "Name: A\n\nVaccination Centre Details\nCentre: PHC\nAddress: Pune\nPin Code: 411001"
    assert record(text)["Vaccination Centre Address"] == "Pune"
    text = "Name: A\nCentre:\nName: PHC\nAddress: Pune\n\nAge: 41"
    assert record(text) == {"Name": "A", "Centre Name": "PHC", "Centre Address": "Pune", "Age": "41"}


def test_headings() -> None:
    text = (
        "Certificate for COVID-19 Vaccination\nIssued in India\n\nName: A\nAge: 41\n\nTogether we will win\n"
    )
    table = opened(text)
    assert table.columns == ("(heading)", "Name", "Age")
    (block,) = table.blocks
    assert list(block.rows) == [1]
    assert block.columns[0] == ["Certificate for COVID-19 Vaccination; Issued in India"]
    ledger = table.ledger()
    assert (ledger.parsed, ledger.blank, ledger.footer, ledger.rows) == (4, 2, 1, 1)


def test_a_certificate() -> None:
    text = (
        "Certificate for COVID-19 Vaccination\nBeneficiary Details\nBeneficiary Name\nA. Sharma\nAge\n41\n"
        "ID\nAadhaar # XXXXXXXX1234\nBeneficiary Reference ID\n12345678901234\nVaccination Details\n"
        "Vaccine Name\nCOVISHIELD\nDate of Dose\n12 Jun 2021 (Batch no. 4121Z001)\nVaccinated by\nS. Devi\n"
        "Vaccination at\nPHC Baner,\nPune\n“Together, India will defeat COVID-19”\n"
    )
    assert record(text) == {
        "(heading)": "Certificate for COVID-19 Vaccination; Beneficiary Details",
        "Beneficiary Name": "A. Sharma",
        "Age": "41",
        "ID": "Aadhaar # XXXXXXXX1234",
        "Beneficiary Reference ID": "12345678901234",
        "Vaccine Name": "COVISHIELD",
        "Date of Dose": "12 Jun 2021 (Batch no. 4121Z001)",
        "Vaccinated by": "S. Devi",
        "Vaccination at": "PHC Baner, Pune",
    }


def test_segments_without_separators() -> None:
    rows = [("a1", "Tony", "red"), ("a2", "Ann", "blue"), ("b", "X", "red")]
    text = "\n".join(f"{n}. serial {a}; first word {b}; colour {c}" for n, (a, b, c) in enumerate(rows, 1))
    assert records(text)[1] == {"serial": "a2", "first word": "Ann", "colour": "blue"}


def test_unknown_labels_are_labels_too() -> None:
    assert record("Foo: 1\nBar Baz: 2\nQux: a, b") == {"Foo": "1", "Bar Baz": "2", "Qux": "a, b"}


def test_a_time_below_a_label_is_its_value() -> None:
    assert record("Name\nA. Sharma\nSlot\n10:31 AM\nAge\n41\n10:32") == {
        "Name": "A. Sharma",
        "Slot": "10:31 AM",
        "Age": "41",
    }


def test_first_spelling_names_the_column() -> None:
    assert opened("Mobile No.: 1\nAge: 2\n\nMOBILE NO: 3\nAge: 4").columns == ("Mobile No.", "Age")


def test_damaged_labels_join_their_column() -> None:
    text = "\n\n".join(f"{name}: A{i}\nAge: {i}" for i, name in enumerate(["Name", "Narne", "Name", "Nome"]))
    table = opened(text)
    assert table.columns == ("Name", "Age")
    assert any("2 label(s)" in note for note in table.reading.notes)
    assert len(records(text)) == 4
    assert record("Gender: F\nSender: Bot") == {"Gender": "F", "Sender": "Bot"}


def test_every_line_is_accounted_for() -> None:
    text = "hello\n\n[12/06/23, 10:31] Bot: Name: A\nAge: 41\n10:31\n---\nName: B\nAge: 35\n\nthat is all"
    table = opened(text)
    assert [list(block.rows) for block in table.blocks] == [[3, 7]]
    ledger = table.ledger()
    assert ledger.lines == 10
    assert (ledger.parsed, ledger.blank, ledger.comment, ledger.footer, ledger.preamble) == (4, 2, 2, 1, 1)


def test_transcripts_are_marked() -> None:
    assert opened("Name: A").reading.transcribed


@pytest.mark.parametrize("text", ["just words", "12:30\n13:45", "----\n====", "🔹", "a\nb\nc"])
def test_no_label(text: str) -> None:
    with pytest.raises(InputError, match="no line with a label"):
        opened(text)


def test_the_caller_is_asked_seldom() -> None:
    asked: list[str] = []

    def count(text: str) -> float:
        asked.append(text)
        return is_label(text)

    text = "Name: A. Sharma\nAge: 41\nAddress: Pune\nMH\n" * 500
    table = read(from_text(text), input_format="text", options=ReadOptions(is_label=count))
    assert sum(len(block) for block in table.blocks) == 500
    assert len(asked) < 20
