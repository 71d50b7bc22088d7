"""Mapping: labels in any spelling and language, values that overrule them, and mappings set by hand."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from leakcheck import discover
from leakcheck.errors import PackError, UsageError
from leakcheck.idnumbers import status
from leakcheck.mapping.assign import assign
from leakcheck.mapping.basic import TYPES
from leakcheck.mapping.lexicon import Lexicon
from leakcheck.mapping.shapes import Shapes, shape_scores
from leakcheck.model import FieldMapping, NumberStatus
from leakcheck.packfile import FieldSpec, read_pack

CAMPAIGN_FIELDS = tuple(FieldSpec(name, name.replace("_", " "), kind) for name, kind in TYPES.items())


@cache
def lexicon() -> Lexicon:
    return Lexicon.build(CAMPAIGN_FIELDS)


@cache
def without_packs() -> Lexicon:
    return Lexicon.build(())


def best(label: str, words: Lexicon | None = None) -> str | None:
    found = (words or lexicon()).match(label)
    return found[0].field if found else None


def mapped(table: dict[str, list[str | None]], **options: object) -> FieldMapping:
    return assign(list(table), list(table.values()), CAMPAIGN_FIELDS, lexicon(), **options)  # type: ignore[arg-type]


def fields(table: dict[str, list[str | None]], **options: object) -> list[str | None]:
    return [c.field for c in mapped(table, **options).columns]


@cache
def aadhaars(count: int) -> list[str | None]:
    """Invented numbers whose check digit is right."""
    validate = discover.load("idnumbers", "in_aadhaar").validate
    stems = [f"2{(i * 7919) % 10**10:010d}" for i in range(count)]
    return [next(s + d for d in "0123456789" if status(validate, s + d) is NumberStatus.VALID) for s in stems]


LABELS = {
    "Name": "name",
    "Full Name of Beneficiary": "name",
    "Name / नाम": "name",
    "नाम (Name)": "name",
    "Father/Husband Name": "father_name",
    "S/O": "father_name",
    "Name of Mother": "mother_name",
    "D.O.B": "birth_date",
    "Date of Birth (as per Aadhaar)": "birth_date",
    "जन्मतिथि": "birth_date",
    "janam tithi": "birth_date",
    "YOB": "birth_year",
    "birthYear": "birth_year",
    "Age (yrs)": "age",
    "Sex (M/F)": "gender",
    "Mobile No.": "mobile",
    "Registered mobile": "mobile",
    "Registered Mobile Number": "mobile",
    "Phone 2": "mobile",
    "लाभार्थी का मोबाइल नंबर": "mobile",
    "Aadhaar No. (12 digits)": "aadhaar",
    "Aadhaar number of beneficiary": "aadhaar",
    "PAN_NO": "pan",
    "A/C No.": "bank_account",
    "photo_id_number": "id_number",
    "ID Number": "id_number",
    "ID No": "id_number",
    "photo_id_type": "id_type",
    "Unique Health ID (UHID)": "health_id",
    "Address Line 1": "address",
    "beneficiary_reference_id": "reference_id",
    "refId": "reference_id",
    "Name of vaccine": "vaccine",
    "vaccine name": "vaccine",
    "Dose 2 Vaccine": "vaccine",
    "Dose 1 Date": "dose1_date",
    "Date of Dose 1": "dose1_date",
    "dose1_date": "dose1_date",
    "2nd dose date": "dose2_date",
    "Precaution dose date": "dose3_date",
    "Vaccinated by": "vaccinated_by",
    "Vaccinated at": "center_name",
    "centre name": "center_name",
    "Dose 1 centre": "center_name",
    "Vaccination site address": "center_address",
    "टीकाकरण केंद्र का पता": "center_address",
    "credentialSubject.name": "name",
    "$.beneficiaries[0].name": "name",
    "/data/0/name": "name",
    "credentialSubject.address.streetAddress": "address",
    "credentialSubject.address.addressRegion": "state",
    "credentialSubject.address.postalCode": "pin_code",
    "evidence[0].totalDoses": "total_doses",
    "evidence.0.verifier.name": "vaccinated_by",
    "facility.name": "center_name",
    "appointments[0].name": "center_name",
    "facility.address": "center_address",
    "facility.address.pincode": "center_address",
    "evidence[0].facility.address.district": "center_address",
    "session.state_name": "center_address",
    "vaccinator.address": "center_address",
    "father.name": "father_name",
    "Sex[M/F]": "gender",
    "வயது": "age",
    "জন্ম তারিখ": "birth_date",
    "Vaccine Name / ভ্যাকসিনের নাম": "vaccine",
    "fecha de nacimiento": "birth_date",
}


@pytest.mark.parametrize(("label", "field"), LABELS.items(), ids=list(LABELS))
def test_labels_are_understood(label: str, field: str) -> None:
    assert best(label) == field


DAMAGED = {
    "D0B": "birth_date",
    "M0bile": "mobile",
    "Mobi1e Nurnber": "mobile",
    "Gendor": "gender",
    "Dote of Birth": "birth_date",
    "dose l date": "dose1_date",
    "जन्म तिथी": "birth_date",
}


@pytest.mark.parametrize(("label", "field"), DAMAGED.items(), ids=list(DAMAGED))
def test_damaged_labels_are_forgiven_and_called_so(label: str, field: str) -> None:
    found = lexicon().match(label)[0]
    assert (found.field, found.how) == (field, "fuzzy")
    assert found.score < 1


STRANGERS = (
    *("S.No.", "Sl. No.", "Remarks", "brother name", "father mobile", "nominee.mobile", "Aadhaar verified"),
    *("PAN status", "House number", "place of birth", "center_id", "appointments[0].date", "", "…", "Gate"),
)


@pytest.mark.parametrize("label", STRANGERS)
def test_what_means_nothing_is_given_no_meaning(label: str) -> None:
    assert [m for m in lexicon().match(label) if m.score >= 0.5] == []


@pytest.mark.parametrize("label", ["ID", "Type", "Number"])
def test_words_too_general_score_below_what_a_column_needs(label: str) -> None:
    assert lexicon().match(label)[0].score < 0.5


def test_an_owner_nobody_knows_is_not_the_person() -> None:
    assert all(m.score < 0.5 for m in lexicon().match("issuers[0].name"))


@pytest.mark.parametrize("label", ["Name of vaccine", "Vaccinated by", "Batch number", "Date"])
def test_campaign_labels_mean_nothing_without_a_pack_rather_than_a_person(label: str) -> None:
    assert without_packs().match(label) == ()
    assert without_packs().is_label(label) >= 0.9


def test_both_meanings_of_a_double_label_are_offered() -> None:
    assert {m.field for m in lexicon().match("DOB/YOB")} == {"birth_date", "birth_year"}


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Date of Birth", 1.0, 1.0), ("M0bile", 0.8, 0.99), ("S.No.", 0.9, 0.9), ("A. Sharma", 0.0, 0.0),
    ("Sector 5, House 12", 0.0, 0.0), ("Name " * 40, 0.0, 0.0),
])  # fmt: skip
def test_labels_are_told_from_values(text: str, low: float, high: float) -> None:
    assert low <= lexicon().is_label(text) <= high


def test_packs_come_before_label_files_and_merge() -> None:
    specs = (
        FieldSpec("pan", "PAN", "in_pan", ("Steuer",)),
        FieldSpec("pan", "PAN", "text", ("fiscal code",)),
    )
    words = Lexicon.build((*specs, FieldSpec("hall_ticket", "Hall ticket", "text", ("name of hall",))))
    assert [best(label, words) for label in ("steuer", "Fiscal-Code", "Name of hall")] == [
        "pan",
        "pan",
        "hall_ticket",
    ]
    assert words.type_of("pan") == "in_pan"


def test_languages_can_be_chosen_and_files_given(tmp_path: Path) -> None:
    assert best("வயது", Lexicon.build(CAMPAIGN_FIELDS, languages=("en",))) is None
    file = tmp_path / "eo.toml"
    file.write_text(
        'language = "eo"\nname = "Esperanto"\nsource = "-"\n[labels]\nname = ["nomo"]\n', encoding="utf-8"
    )
    assert best("Nomo", Lexicon.build((), files=[file])) == "name"
    file.with_name("xx.toml").write_text('[labels]\nname = "nomo"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"xx\.toml"):
        Lexicon.build((), files=[file.with_name("xx.toml")]).match("nomo")


def test_every_alias_of_every_shipped_pack_means_its_field() -> None:
    for path in discover.data_files("packs"):
        pack = read_pack(path)
        words = Lexicon.build(pack.fields)
        for spec in pack.fields:
            for alias in spec.aliases:
                assert spec.name in [m.field for m in words.match(alias)], (path.name, alias)


OVERRULED = {
    "years under DOB": ({"DOB": ["1982", "1990", "२००१"]}, "birth_year"),
    "dates under year of birth": ({"Year of Birth": ["12-03-1982", "1990-04-13"]}, "birth_date"),
    "years under age": ({"Age": ["1982", "1999"]}, "birth_year"),
    "ages under year of birth": ({"Birth year": ["41", "22"]}, "age"),
    "PAN under Aadhaar": ({"Aadhaar": ["ABCPE1234F", "AAAPL1234C"]}, "pan"),
    "e-mail under name": ({"Name": ["a@example.org", "b@example.org"]}, "email"),
    "Aadhaar under phone": ({"Phone": aadhaars(3)}, "aadhaar"),
    "Aadhaar under reference id": ({"Reference ID": aadhaars(12)}, "aadhaar"),
    "numbers under ID type": ({"ID Proof": ["AB12345678", "998877665"]}, "id_number"),
    "vaccine under dose": ({"Dose 1": ["COVISHIELD", "COVAXIN"]}, "vaccine"),
    "centre under address": ({"Address": ["PHC Rampur", "Govt School, Station Road"]}, "center_address"),
    "Hindi centre under address": ({"पता": ["सामुदायिक स्वास्थ्य केंद्र, रामपुर"]}, "center_address"),
}


@pytest.mark.parametrize(("table", "field"), OVERRULED.values(), ids=list(OVERRULED))
def test_shape_overrules_label_and_says_so(table: dict[str, list[str | None]], field: str) -> None:
    (column,) = mapped(table).columns
    assert column.field == field
    assert f"so {field}" in column.why


KEPT = {
    "malformed values stay where the rules can fail them": ({"Aadhaar": ["123", "99999"]}, "aadhaar"),
    "wrong check digits too": ({"Aadhaar": ["234123412345", "234123412347"]}, "aadhaar"),
    "and a wrong first digit, though it passes as another number": ({"Aadhaar": ["100000000004"]}, "aadhaar"),
    "one phone number that passes as an employee's is chance": ({"Phone": ["100000000004"]}, "mobile"),
    "one passing reference id is chance": ({"Reference ID": aadhaars(1)}, "reference_id"),
    "a home near a hospital": (
        {"Address": ["H.No 4, near City Hospital", "12 MG Road, opp. PHC"]},
        "address",
    ),
    "masked mobile": ({"Mobile": ["******3210", "******9912"]}, "mobile"),
    "no values": ({"Mob. No.": [None, "", "N/A"]}, "mobile"),
    "the date of a campaign": ({"Date": ["12-06-2021"]}, "dose_date"),
    "a reference under ID": ({"ID": ["12345678901234", "1234567890123"]}, "reference_id"),
    "kinds of document under type": ({"Type": ["Aadhaar Card", "Voter ID"]}, "id_type"),
}


@pytest.mark.parametrize(("table", "field"), KEPT.values(), ids=list(KEPT))
def test_a_clear_label_stays(table: dict[str, list[str | None]], field: str) -> None:
    assert fields(table) == [field]


def test_columns_without_label_are_known_by_their_shape_alone() -> None:
    table: dict[str, list[str | None]] = {
        "column 1": ["A. Sharma", "B. Rao"],
        "column 2": ["9876543210", "9123456780"],
        "c3": ["ABCPE1234F", "AAAPL1234C"],
        "": ["12-03-1982", "01-02-1990"],
        "5": ["COVISHIELD", "COVAXIN"],
        "column 6": aadhaars(4),
        "(heading)": ["Result 1 of 2", "Result 2 of 2"],
    }
    found = mapped(table)
    assert [c.field for c in found.columns] == [None, "mobile", "pan", None, "vaccine", "aadhaar", "heading"]
    assert found.columns[1].why.startswith("no label; 100 % of values look like")
    assert fields({"column 1": aadhaars(1)}) == [None]


def test_one_column_a_field_and_the_others_say_who_was_first() -> None:
    found = mapped({"Nm.": ["1", "2"], "Name": ["A. Sharma", "B. Rao"], "naam": ["C. Das", "D. Roy"]})
    assert [c.field for c in found.columns] == [None, "name", None]
    assert found.columns[2].why == "second column for name, after column 2"
    assert [c.runner_up for c in found.columns] == ["name", None, "name"]
    assert len(found.notes) == 2


def test_near_ties_are_reported() -> None:
    vague = mapped({"Photo ID": [None]})
    assert vague.columns[0].field is None
    assert vague.columns[0].why == "could be id_type or id_number"
    double = mapped({"DOB/YOB": [None]})
    assert double.columns[0].runner_up == "birth_year"
    assert "birth_year" in double.notes[0]


@pytest.mark.parametrize(("types", "numbers", "field"), [
    (["PAN Card", "6"], ["ABCPE1234F", "AAAPL1234C"], "pan"),
    (["Aadhaar Card", "1"], ["XXXXXXXX1234", "XXXXXXXX1299"], "aadhaar"),
    (["Aadhaar", "Passport"], ["234123412346", "A1234567"], "id_number"),
    (["Voter ID", "12"], ["not readable", "12"], "voter_id"),
])  # fmt: skip
def test_id_numbers_are_given_to_their_document(
    types: list[str | None], numbers: list[str | None], field: str
) -> None:
    found = mapped({"id_type": types, "id_number": numbers})
    assert [c.field for c in found.columns] == ["id_type", field]


def test_a_document_that_has_its_own_column_is_not_given_a_second() -> None:
    assert fields({"PAN": ["ABCPE1234F"], "ID number": ["AAAPL1234C"]}) == ["pan", "id_number"]


def test_a_damaged_value_is_not_taken_for_another_number() -> None:
    assert fields({"DOB": ["l2-03-1982"]}) == [
        "birth_date"
    ]  # squeezed, it has the shape of a passport number


def test_transcribed_values_may_hold_one_confusable() -> None:
    table: dict[str, list[str | None]] = {
        "Mobile": ["98765432l0"],
        "DOB": ["l2-03-1982"],
        "Age": ["4I"],
    }
    assert [c.shape for c in mapped(table).columns] == [0.0, 0.0, 0.0]
    assert [c.shape for c in mapped(table, transcribed=True).columns] == [1.0, 1.0, 1.0]


def test_reasons_are_sentences_without_values() -> None:
    found = mapped({"Mob. No.": [*["9876543210"] * 98, "none at all", "12"]})
    assert (
        found.columns[0].why
        == 'label "Mob. No." means mobile; 98 % of values look like Indian mobile numbers'
    )
    one = mapped({"Age": ["41"], "Gender": ["x1"]})
    assert one.columns[0].why == 'label "Age" means age; its value looks like an age'
    assert one.columns[1].why == 'label "Gender" means gender, though its value does not look like a gender'


def test_overrides_name_columns_in_any_spelling_or_by_number() -> None:
    table: dict[str, list[str | None]] = {"Full_Name": ["A. Sharma"], "x": ["1982"], "DOB": ["1990"]}
    assert fields(table, overrides={"full name": "father_name", "#2": "birth_year"})[:2] == [
        "father_name",
        "birth_year",
    ]
    assert fields(table, overrides={"DOB": "none"})[2] is None
    assert mapped(table, overrides={"x": "pan"}).columns[1].why == "set by hand"


@pytest.mark.parametrize(("overrides", "message", "hint"), [
    ({"Nmae": "name"}, "no column called", '"Name" (or #1)'),
    ({"zzz": "name"}, "no column called", "#1=field"),
    ({"#9": "name"}, "no column", "#1 to #4"),
    ({"#²": "name"}, "no column called", "#1=field"),
    ({"Name": "dob"}, "no field called", '"Name=birth_date"'),
    ({"Name": "mobil"}, "no field called", '"Name=mobile"'),
    ({"Name": "qqqq"}, "no field called", "birth_date"),
    ({"Phone": "mobile"}, "2 columns are called", '"#2=field"'),
    ({"Name": "pan", "Age": "pan"}, "two columns", "one column"),
    ({"Name": "pan", "#1": "uan"}, "mapped twice", "once"),
])  # fmt: skip
def test_wrong_overrides_are_refused_with_a_suggestion(
    overrides: dict[str, str], message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        assign(["Name", "phone ", "PHONE", "Age"], [[], [], [], []], (), without_packs(), overrides)
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_hostile_headers_are_harmless_in_refusals() -> None:
    with pytest.raises(UsageError) as caught:
        assign(["Name\x1b]0;x\x07\u202e"], [[]], (), without_packs(), {"Name]0;x\x1b": "name"})
    assert not {"\x1b", "\x07", "\u202e"} & set(str(caught.value) + caught.value.hint)


def test_check_digits_decide_only_when_they_beat_chance() -> None:
    proven, one = shape_scores(aadhaars(20)), shape_scores(aadhaars(1))
    assert proven["in_aadhaar"] == 1.0
    assert one["in_aadhaar"] == 0.5
    random_digits = [f"2{(i * 7919) % 10**11:011d}" for i in range(200)]
    assert shape_scores(random_digits)["in_aadhaar"] <= 0.5
    assert shape_scores(random_digits)["cowin_reference_id"] == 1.0


def test_shapes_of_basic_kinds() -> None:
    scores = shape_scores(["12-03-1982", "1982", "03/1982", None, "N/A"])
    kinds = ("date", "date_day", "date_month", "year")
    assert [round(scores[k], 2) for k in kinds] == [0.67, 0.33, 0.33, 0.33]
    assert shape_scores(["Male", "F", "पुरुष"])["gender"] == 1.0
    assert shape_scores(["0", "41 yrs", "126"])["age"] == pytest.approx(2 / 3)
    assert set(shape_scores([]).values()) == {0.0}


def test_at_most_a_thousand_values_are_looked_at() -> None:
    assert len(Shapes(["x1"] * 12_345)) <= 1000
    assert Shapes(["1982"] * 1500 + ["a"] * 1500).share("year") == pytest.approx(0.5, abs=0.01)


RECORD: dict[str, list[str | None]] = {
    "Name": ["A. Sharma"],
    "Age": ["41"],
    "Gender": ["Male"],
    "Date of Birth": ["12-03-1982"],
    "Mobile": ["9876543210"],
    "Aadhaar": ["234123412346"],
    "Address": ["12 MG Road"],
    "Vaccine": ["COVISHIELD"],
    "Dose 1 Date": ["12-06-2021"],
    "Beneficiary Reference ID": ["12345678901234"],
    "Vaccinated at": ["PHC Rampur"],
    "Photo ID Type": ["PAN Card"],
}


def test_a_pasted_record_is_mapped_without_heavy_imports() -> None:
    mapped(RECORD)
    code = (
        "import sys; from leakcheck import discover; from leakcheck.packfile import read_pack\n"
        "from leakcheck.mapping.assign import assign; from leakcheck.mapping.lexicon import Lexicon\n"
        "f = [s for p in discover.data_files('packs') for s in read_pack(p).fields]\n"
        f"t = {RECORD!r}\n"
        "m = assign(list(t), list(t.values()), f, Lexicon.build(f))\n"
        "assert m.index_of('aadhaar') == 5, m\n"
        "print(sorted({'numpy', 'pandas', 'pyarrow', 'rapidfuzz', 'dateutil'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert out.stdout.strip() == "[]"
