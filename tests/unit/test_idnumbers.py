"""Facts and traps of single identity numbers."""

from __future__ import annotations

import pytest

from leakcheck.errors import ChecksumError, MaskedError, NumberError, ShapeError
from leakcheck.idnumbers import (
    card,
    cowin_certificate_id,
    cowin_reference_id,
    email,
    iban,
    in_aadhaar,
    in_abha,
    in_driving_licence,
    in_epic,
    in_gstin,
    in_ifsc,
    in_mobile,
    in_pan,
    in_passport,
    in_pin_code,
    in_uan,
    in_virtual_id,
    status,
    uuid,
)
from leakcheck.idnumbers.checksums import mod36, verhoeff
from leakcheck.model import NumberStatus


@pytest.mark.parametrize(
    "text", ["2341 2341 2346", "2341-2341-2346", "'234123412346", "234123412346.0", "२३४१२३४१२३४६"]
)
def test_spellings_of_one_aadhaar(text: str) -> None:
    assert in_aadhaar.validate(text) == "234123412346"


@pytest.mark.parametrize(
    "text", ["123412341234", "222222222222", "2341234123460", "23412341234", "23412341234Ⅵ", "²34123412346x"]
)
def test_aadhaar_shape(text: str) -> None:
    with pytest.raises(ShapeError):
        in_aadhaar.validate(text)


def test_aadhaar_check_digit_catches_swapped_neighbours() -> None:
    with pytest.raises(ChecksumError):
        in_aadhaar.validate("324123412346")


@pytest.mark.parametrize(
    "text",
    [
        "XXXX XXXX 2346",
        "xxxxxxxx2346",
        "********2346",
        "••••••••2346",
        "2341########",
        "●●●●-●●●●-2346",
        "XXXX2346",
    ],
)
def test_masked_aadhaar(text: str) -> None:
    with pytest.raises(MaskedError):
        in_aadhaar.validate(text)


@pytest.mark.parametrize("text", ["XXXXXXXXAB12", "X23412341234", "**", "2346", "X" * 41])
def test_not_every_x_is_a_mask(text: str) -> None:
    with pytest.raises(ShapeError):
        in_aadhaar.validate(text)


def test_eight_asterisks_and_four_characters_mask_any_document() -> None:
    for number in (in_passport, in_pan, in_epic, in_driving_licence, in_aadhaar):
        with pytest.raises(MaskedError):
            number.validate("********1234")


def test_virtual_id_is_sixteen_digits() -> None:
    assert in_virtual_id.validate("2341234123412341")
    with pytest.raises(ShapeError):
        in_virtual_id.validate("1341234123412341")


def test_pan_names_holder_and_initial() -> None:
    assert in_pan.parts("abcpk1234z") == {"holder": "P", "holder_meaning": "individual", "initial": "K"}
    assert in_pan.parts("ABCEL9999Q")["holder_meaning"] == "limited liability partnership"
    assert in_pan.parts("ABCDE1234F") == {}


@pytest.mark.parametrize(
    "text", ["ABCDE1234F", "AAAPA0000A", "AAAPA123A", "AAAP11234A", "ſAAPA1234A1", "AAAPAI234A"]
)
def test_pan_shape(text: str) -> None:
    with pytest.raises(ShapeError):
        in_pan.validate(text)


@pytest.mark.parametrize("text", ["AAAPAXXXXA", "AAAPA****A", "XXXXX1234A", "XXXXXX234A"])
def test_masked_pan(text: str) -> None:
    with pytest.raises(MaskedError):
        in_pan.validate(text)


def test_a_dotless_i_is_no_letter_of_a_number() -> None:
    with pytest.raises(ShapeError):
        in_passport.validate("ı1234567")


def test_passport_folklore_is_not_applied() -> None:
    for text in ("Q1234567", "X1234567", "Z0000000"):
        assert in_passport.validate(text) == text


def test_epic() -> None:
    assert in_epic.parts("abc1234566") == {"series": "ABC"}
    with pytest.raises(ChecksumError):
        in_epic.validate("ABC1234567")


def test_driving_licence_year_only_where_it_can_be_read() -> None:
    assert in_driving_licence.parts("MH-12 2011 0012345")["year"] == "2011"
    assert in_driving_licence.parts("OR0519990012345")["state"] == "Odisha|Orissa"
    assert "year" not in in_driving_licence.parts("MH1290110012345")
    assert "year" not in in_driving_licence.parts("RJ13/DLC/12/123456")
    with pytest.raises(ShapeError):
        in_driving_licence.validate("XY1220110012345")
    with pytest.raises(ShapeError):
        in_driving_licence.validate("MH12ABCDEFGHIJK")


@pytest.mark.parametrize(
    "text",
    [
        "+91-98765-43210",
        "0091 9876543210",
        "09876543210",
        "919876543210",
        "(+91) 98765 43210",
        "9876543210.0",
    ],
)
def test_spellings_of_one_mobile(text: str) -> None:
    assert in_mobile.validate(text) == "9876543210"


@pytest.mark.parametrize(
    "text", ["5876543210", "987654321", "98765432100", "0876543210", "+929876543210", "9198765432101"]
)
def test_mobile_shape(text: str) -> None:
    with pytest.raises(ShapeError):
        in_mobile.validate(text)


def test_masked_mobile_behind_a_prefix() -> None:
    for text in ("+91XXXXXX3210", "91******3210", "98XXXXX210"):
        with pytest.raises(MaskedError):
            in_mobile.validate(text)


def test_pin_code_says_where() -> None:
    assert in_pin_code.parts("190001")["state"] == "Jammu and Kashmir|Jammu & Kashmir|Ladakh"
    assert in_pin_code.parts("400001") == {
        "state": "Maharashtra|Goa",
        "circle": "Maharashtra",
        "zone": "Western",
    }
    assert "Puducherry" in in_pin_code.parts("533464")["state"].split("|")


def test_army_post_is_never_refused() -> None:
    for prefix in range(90, 100):
        assert in_pin_code.parts(f"{prefix}0056") == {
            "circle": "Army Postal Service",
            "zone": "Army Postal Service",
        }


@pytest.mark.parametrize("prefix", [10, 29, 35, 54, 55, 65, 66, 86, 87, 88, 89])
def test_pin_prefixes_not_in_use(prefix: int) -> None:
    with pytest.raises(ShapeError):
        in_pin_code.validate(f"{prefix}0001")


def test_every_pin_prefix_belongs_to_its_zone() -> None:
    for prefix, area in in_pin_code.areas().items():
        assert bool(area.state) == (prefix[0] != "9")
        assert area.zone
    assert len(in_pin_code.areas()) == 79


def gstin(head: str) -> str:
    return head + mod36.check_character(head)


@pytest.mark.parametrize("code", ["38", "96", "97", "99"])
def test_gstin_of_states_python_stdnum_does_not_know(code: str) -> None:
    assert in_gstin.parts(gstin(f"{code}AAAPA1234A1Z"))["state_code"] == code


def test_gstin_parts() -> None:
    found = in_gstin.parts(gstin("21AAAPA1234A2Z"))
    assert found == {"state_code": "21", "state": "Odisha|Orissa", "pan": "AAAPA1234A", "entity": "2"}
    assert in_gstin.parts(gstin("26AAAPA1234A2Z"))["state"].startswith("Dadra and Nagar Haveli|")


def test_gstin_of_deductors_and_collectors() -> None:
    assert in_gstin.parts(gstin("07AAAPA1234A1D"))["pan"] == "AAAPA1234A"
    assert in_gstin.parts(gstin("07AAAPA1234A1C"))["pan"] == "AAAPA1234A"
    assert in_gstin.parts(gstin("07DELA12345B1D"))["tan"] == "DELA12345B"


@pytest.mark.parametrize(
    "head",
    [
        "39AAAPA1234A1Z",
        "00AAAPA1234A1Z",
        "07AAADA1234A1Z",
        "07AAAPA1234A0Z",
        "07AAAPA1234A1Y",
        "07DELA12345B1Z",
    ],
)
def test_gstin_shape(head: str) -> None:
    with pytest.raises(ShapeError):
        in_gstin.validate(gstin(head))


def test_ifsc_zero_and_bank() -> None:
    assert in_ifsc.parts("abcd0ef1234") == {"bank": "ABCD"}
    with pytest.raises(ShapeError):
        in_ifsc.validate("ABCDO123456")
    with pytest.raises(MaskedError):
        in_ifsc.validate("ABCD0XXXXXX")


def test_uan_may_start_with_any_digit() -> None:
    for head in ("10000000000", "00000000001", "90000000000"):
        assert in_uan.validate(head + verhoeff.check_digit(head))


def test_abha_check_is_told_not_required() -> None:
    head = "9112345678901"
    assert in_abha.parts(head + verhoeff.check_digit(head)) == {"check": "agrees"}
    wrong = str((int(verhoeff.check_digit(head)) + 1) % 10)
    assert in_abha.validate(head + wrong)
    assert in_abha.parts(head + wrong) == {"check": "differs"}


def test_cowin_reference_lengths() -> None:
    for length in range(9, 18):
        found = status(cowin_reference_id.validate, "1" * length)
        assert found == (NumberStatus.VALID if 12 <= length <= 14 else NumberStatus.MALFORMED)


def test_cowin_certificate_eras() -> None:
    assert cowin_certificate_id.parts("123456789") == {"era": "before 2021-02-08"}
    assert cowin_certificate_id.parts("10000000000") == {"era": "from 2021-02-08"}
    for text in ("01234567890", "1234567890", "123456789012"):
        with pytest.raises(ShapeError):
            cowin_certificate_id.validate(text)


def test_uuid_versions() -> None:
    assert uuid.parts("123E4567-E89B-42D3-A456-426614174000") == {"version": "4"}
    assert uuid.parts("0" * 32) == {"version": "nil"}
    for text in (
        "123e4567-e89b-92d3-a456-426614174000",
        "123e4567-e89b-42d3-7456-426614174000",
        "123e4567e-89b-42d3-a456-426614174000",
    ):
        with pytest.raises(ShapeError):
            uuid.validate(text)
    with pytest.raises(MaskedError):
        uuid.validate("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxx4000")


def test_email_keeps_the_local_part_and_folds_the_domain() -> None:
    assert email.validate(" A.Sharma@Example.COM ") == "A.Sharma@example.com"
    assert email.parts("MAILTO:x@Sub.Example.org") == {"local": "x", "domain": "sub.example.org"}
    assert email.parts("x@उदाहरण.भारत")["domain"] == "उदाहरण.भारत"


@pytest.mark.parametrize(
    "text",
    ["a@b", "@example.com", "a@", "a.example.com", ".a@example.com", "a..b@example.com", "a b@example.com",
     "a@-b.com", "a@b-.com", "a@b.c", "a@1.2.3.4", "a@@example.com", "a" * 65 + "@example.com",
     "a@" + "b" * 64 + ".com", "a@" + "b." * 130 + "com", '"a b"@example.com', "a@exam\ud800ple.com"],
)  # fmt: skip
def test_email_shape(text: str) -> None:
    with pytest.raises(ShapeError):
        email.validate(text)


def test_masked_email() -> None:
    for text in ("a***@example.com", "xxxxx@example.com", "a•••z@example.com", "asharma@****.com"):
        with pytest.raises(MaskedError):
            email.validate(text)
    assert email.validate("xxl@example.com")


def test_card_industry() -> None:
    assert card.parts("4111-1111-1111-1111") == {"industry": "banking and financial"}
    with pytest.raises(ShapeError):
        card.validate("00000000000")


@pytest.mark.parametrize(
    "text",
    ["IN86000000000000001234", "DE8600000000000000123", "NL79ABC10000000123", "GB75ABCD0000001234567A"],
)
def test_iban_structure_by_country(text: str) -> None:
    with pytest.raises(ShapeError):
        iban.validate(text)


def test_iban_without_its_registry_refuses_rather_than_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    from stdnum import numdb

    def broken(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr(numdb, "get", broken)
    iban.structure.cache_clear()
    assert iban.structure("DE") == ""
    iban.structure.cache_clear()


def test_status_tells_nothing_from_wrong() -> None:
    def found(text: str | None) -> NumberStatus:
        return status(in_aadhaar.validate, text)

    assert [found(t) for t in (None, " ", "N/A", "no card")] == [NumberStatus.MISSING] * 3 + [
        NumberStatus.MALFORMED
    ]
    assert found("234123412347") == NumberStatus.BAD_CHECKSUM
    assert issubclass(ShapeError, NumberError)
