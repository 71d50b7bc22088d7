"""What every identity number promises, whichever file adds it."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest

from leakcheck import discover
from leakcheck.errors import ChecksumError, MaskedError, NumberError
from leakcheck.idnumbers import status
from leakcheck.model import NumberStatus, Source
from leakcheck.packfile import SOURCE_KINDS

NAMES = discover.names("idnumbers")
MODULES = [pytest.param(discover.load("idnumbers", name), id=name) for name in NAMES]

# Characters that a mask leaves readable: so many first, so many last. A new type adds itself here.
VISIBLE = {
    "card": (0, 4),
    "cowin_certificate_id": (0, 4),
    "cowin_reference_id": (0, 4),
    "iban": (2, 4),
    "in_aadhaar": (0, 4),
    "in_abha": (0, 4),
    "in_driving_licence": (0, 4),
    "in_epic": (0, 4),
    "in_gstin": (2, 3),
    "in_ifsc": (4, 0),
    "in_mobile": (0, 4),
    "in_passport": (0, 4),
    "in_pin_code": (2, 0),
    "in_uan": (0, 4),
    "in_virtual_id": (0, 4),
    "uuid": (0, 4),
}

# The random strings `by_chance` speaks of: A letter, 9 digit, 1 digit but 0, 2 digit from 2, X either,
# h hexadecimal; all else as written. A new type adds itself here.
SHAPES = {
    "card": "9" * 16,
    "cowin_certificate_id": "1" + "9" * 10,
    "cowin_reference_id": "9" * 13,
    "email": "hhhhhhhh@hhhh.in",
    "iban": "DE" + "9" * 20,
    "in_aadhaar": "2" + "9" * 11,
    "in_abha": "9" * 14,
    "in_driving_licence": "AA" + "9" * 13,
    "in_epic": "AAA" + "9" * 7,
    "in_gstin": "99AAAAA9999AXZX",
    "in_ifsc": "AAAA0XXXXXX",
    "in_mobile": "9" * 10,
    "in_pan": "AAAAA9999A",
    "in_passport": "A" + "9" * 7,
    "in_pin_code": "1" + "9" * 5,
    "in_uan": "9" * 12,
    "in_virtual_id": "2" + "9" * 15,
    "uuid": "h" * 32,
}
LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
CLASSES = {
    "A": LETTERS,
    "9": DIGITS,
    "1": DIGITS[1:],
    "2": DIGITS[2:],
    "X": DIGITS + LETTERS,
    "h": DIGITS + "abcdef",
}
DEVANAGARI = str.maketrans(DIGITS, "०१२३४५६७८९")
FULL_WIDTH = str.maketrans(DIGITS, "０１２３４５６７８９")


def name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def scalar(module: ModuleType, texts: list[str | None]) -> list[NumberStatus]:
    return [status(module.validate, text) for text in texts]


def vector(module: ModuleType, texts: list[str | None]) -> list[int]:
    codes = module.validate_column(pa.array(texts, pa.string()))
    assert codes.dtype == np.int8
    assert codes.shape == (len(texts),)
    return list(codes)


def digit_changes(number: str) -> list[str]:
    places = [i for i, c in enumerate(number) if c in DIGITS]
    return [number[:i] + d + number[i + 1 :] for i in places for d in DIGITS if d != number[i]]


def odd_forms(module: ModuleType) -> list[str | None]:
    """Examples as people, spreadsheets and masks write them, and what is not a number at all."""
    forms: list[str | None] = [
        None,
        "",
        " ",
        "\t",
        "N/A",
        " n.a. ",
        "null",
        "-",
        "- -",
        "''",
        "unknown",
        "0",
        "X",
    ]
    forms += [
        "XXXX",
        "****",
        "########",
        "**12",
        "12**34",
        "x" * 41,
        "#N/A",
        "not  available",
        "उपलब्ध नहीं",
        "é",
    ]
    for example in module.EXAMPLES:
        plain = module.compact(example)
        forms += [
            example,
            plain,
            plain.lower(),
            plain.upper(),
            f"'{plain}",
            f"{plain}.0",
            f" {plain}\n",
            f"{plain}\x1f",
        ]
        forms += [
            "-".join(plain),
            plain[::-1],
            plain[1:],
            plain + "0",
            plain[:-1] + "X",
            plain[:3] + " " + plain[3:],
        ]
        forms += [
            plain.translate(DEVANAGARI),
            plain.translate(FULL_WIDTH),
            plain.replace("0", "O"),
            plain + "²",
        ]
        for hidden in "Xx*•#●":
            forms += [
                hidden * (len(plain) - 4) + plain[-4:],
                plain[:2] + hidden * (len(plain) - 2),
                hidden * 8 + plain[-4:],
            ]
            forms += [
                plain[:4] + hidden * 2 + plain[6:],
                plain[:4] + hidden * 4 + plain[8:],
                hidden + plain[1:],
            ]
        forms += digit_changes(plain)
    return forms


def test_the_folder_holds_the_types_the_packs_name() -> None:
    assert set(NAMES) == set(SHAPES)
    assert set(NAMES) == {*VISIBLE, "email", "in_pan"}


@pytest.mark.parametrize("module", MODULES)
def test_public_names(module: ModuleType) -> None:
    assert module.TITLE
    assert module.EXAMPLES
    for name in ("compact", "validate", "mask", "parts", "by_chance", "validate_column"):
        assert callable(getattr(module, name))


@pytest.mark.parametrize("module", MODULES)
def test_examples_validate(module: ModuleType) -> None:
    for example in module.EXAMPLES:
        number = module.validate(example)
        assert number == module.compact(example) == module.validate(number)
        assert all(isinstance(v, str) and v for v in module.parts(example).values())
    assert set(vector(module, list(module.EXAMPLES))) == {NumberStatus.VALID}


@pytest.mark.parametrize("module", MODULES)
def test_a_check_digit_refuses_every_change_of_one_digit(module: ModuleType) -> None:
    for example in module.EXAMPLES:
        changed = scalar(module, list(digit_changes(module.compact(example))))
        if NumberStatus.BAD_CHECKSUM in changed:
            assert NumberStatus.VALID not in changed


def test_which_types_have_a_check_digit() -> None:
    def checked(name: str) -> bool:
        module = discover.load("idnumbers", name)
        changes = digit_changes(module.compact(module.EXAMPLES[0]))
        return NumberStatus.BAD_CHECKSUM in scalar(module, list(changes))

    expected = {"card", "iban", "in_aadhaar", "in_epic", "in_gstin", "in_uan", "in_virtual_id"}
    assert {name for name in NAMES if checked(name)} == expected


@pytest.mark.parametrize("module", MODULES)
def test_two_speeds_one_meaning(module: ModuleType) -> None:
    forms = odd_forms(module)
    found = vector(module, forms)
    wrong = [(f, s, v) for f, s, v in zip(forms, scalar(module, forms), found, strict=True) if s != v]
    assert not wrong
    assert found[0] == NumberStatus.MISSING


@pytest.mark.parametrize("module", MODULES)
def test_any_kind_of_string_column(module: ModuleType) -> None:
    forms = odd_forms(module)
    plain = pa.array(forms, pa.string())
    expected = module.validate_column(plain)
    chunks = pa.chunked_array([plain[:7], plain[7:]])
    for column in (chunks, plain.cast(pa.large_string()), plain.dictionary_encode()):
        assert (module.validate_column(column) == expected).all()
    assert (module.validate_column(plain.slice(3, 20)) == expected[3:23]).all()
    assert len(module.validate_column(plain[:0])) == 0
    assert set(module.validate_column(pa.nulls(3, pa.string()))) == {NumberStatus.MISSING}


@pytest.mark.parametrize("module", MODULES)
def test_other_scripts_digits_are_digits(module: ModuleType) -> None:
    example = module.compact(module.EXAMPLES[0])
    if name_of(module) != "email":
        assert module.validate(example.translate(DEVANAGARI)) == module.validate(example)


@pytest.mark.parametrize("module", MODULES)
def test_mask_hides_all_but_what_it_says(module: ModuleType) -> None:
    for example in module.EXAMPLES:
        masked, number = module.mask(example), module.compact(example)
        if name_of(module) == "email":
            local, _, domain = number.rpartition("@")
            assert masked == f"{local[0]}***@{domain}"
        elif name_of(module) == "in_pan":
            assert masked == f"XXX{number[3:5]}XXXXX"
        else:
            head, tail = VISIBLE[name_of(module)]
            bare, number = re.sub(r"[ -]", "", masked), number.replace("-", "")
            hidden = len(number) - head - tail
            assert bare.upper() == (number[:head] + "X" * hidden + number[head + hidden :]).upper()
        with pytest.raises(MaskedError):
            module.validate(masked)
        assert vector(module, [masked]) == [NumberStatus.MASKED]


@pytest.mark.parametrize("module", MODULES)
def test_mask_of_another_shape_shows_nothing(module: ModuleType) -> None:
    assert set(module.mask("Q7" * 30)) <= set("Xx*")


@pytest.mark.parametrize("module", MODULES)
def test_by_chance_agrees_with_a_simulation(module: ModuleType) -> None:
    shape, rounds = SHAPES[name_of(module)], 40_000
    draw = random.Random(name_of(module))
    columns = [draw.choices(CLASSES.get(c, c), k=rounds) for c in shape]
    codes = module.validate_column(pa.array(list(map("".join, zip(*columns, strict=True)))))
    chance = module.by_chance()
    error = (chance * (1 - chance) / rounds) ** 0.5 + 1e-4
    assert abs((codes == NumberStatus.VALID).mean() - chance) < 4.5 * error


@pytest.mark.parametrize("module", MODULES)
def test_sources_say_who_says_so(module: ModuleType) -> None:
    assert module.SOURCES
    assert len({source.id for source in module.SOURCES}) == len(module.SOURCES)
    for source in module.SOURCES:
        assert isinstance(source, Source)
        assert re.fullmatch(r"https://[a-z0-9.-]+(/\S*)?", source.url)
        assert re.fullmatch(r"[A-F][1-6]", source.grade)
        assert source.kind in SOURCE_KINDS


def refusal(module: ModuleType, text: str) -> str:
    try:
        module.validate(text)
    except NumberError as error:
        return f"{error} {error.hint} {error.where} {error.__cause__}"
    return ""


@pytest.mark.parametrize("module", MODULES)
def test_refusals_never_repeat_the_value(module: ModuleType) -> None:
    number = module.compact(module.EXAMPLES[0])
    for text in (number[:-1], number + "77", *digit_changes(number)):
        assert text not in refusal(module, text)


def test_scalar_forms_import_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from leakcheck import discover\n"
        "for name in discover.names('idnumbers'):\n"
        "    module = discover.load('idnumbers', name)\n"
        "    if name == 'iban': continue\n"  # asks python-stdnum for the registry
        "    for example in module.EXAMPLES:\n"
        "        module.validate(example), module.parts(example), module.mask(example)\n"
        "print(sorted({'numpy', 'pandas', 'pyarrow', 'stdnum', 'ssl'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_checksum_errors_are_told_from_shape_errors() -> None:
    aadhaar = discover.load("idnumbers", "in_aadhaar")
    with pytest.raises(ChecksumError):
        aadhaar.validate("234123412347")
