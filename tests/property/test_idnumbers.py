"""Identity numbers on hostile input: two speeds with one meaning, and python-stdnum as the oracle."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import discover
from leakcheck.errors import NumberError
from leakcheck.idnumbers import status
from leakcheck.idnumbers.checksums import luhn, mod36, mod97, verhoeff
from leakcheck.model import NumberStatus

NAMES = discover.names("idnumbers")
DIGITS = st.text("0123456789", min_size=1, max_size=24)
CHARACTERS = st.text(mod36.ALPHABET, min_size=1, max_size=34)
POOL = "0123456789AFPXZafxz -.'/+()@*#•●_,:{}\t\x1f\n९²ſıé"


@st.composite
def edited(draw: st.DrawFn, name: str) -> str:
    """An example with up to four characters changed, put in, left out or hidden."""
    module = discover.load("idnumbers", name)
    text: str = draw(st.sampled_from(module.EXAMPLES))
    if draw(st.booleans()):
        text = module.compact(text)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 1, 1, 2, 4, 8))))
        run = draw(st.sampled_from((0, 1, 1, 2, 4, 8)))
        text = text[:start] + draw(st.sampled_from(POOL)) * run + text[end:]
    return text


def cells(name: str) -> st.SearchStrategy[list[str | None]]:
    words = st.sampled_from(["", " ", "NA", "n/a ", "--", "nil", "None", "not  available", "?", "\\N"])
    noise = st.text(max_size=20) | st.text(POOL, max_size=40) | words | st.none()
    return st.lists(edited(name) | noise, max_size=12)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_column_equals_cells(name: str, data: st.DataObject) -> None:
    module, texts = discover.load("idnumbers", name), data.draw(cells(name))
    codes = module.validate_column(pa.array(texts, pa.string()))
    assert list(codes) == [status(module.validate, text) for text in texts]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_text_is_judged_and_only_number_errors_are_raised(name: str, data: st.DataObject) -> None:
    module: ModuleType = discover.load("idnumbers", name)
    text = data.draw(edited(name) | st.text(st.characters(exclude_categories=()), max_size=40))
    assert isinstance(module.compact(text), str)
    assert isinstance(module.mask(text), str)
    facts = module.parts(text)
    try:
        number = module.validate(text)
    except NumberError:
        assert facts == {}
        return
    assert number == module.compact(text)
    assert module.validate(number) == number


@pytest.mark.parametrize("name", NAMES)
def test_long_hostile_text_takes_no_time_worth_naming(name: str) -> None:
    module = discover.load("idnumbers", name)
    texts = [character * 200_000 for character in "1aX*-.@ é"] + ["a@" * 50_000, "1-" * 50_000, "a." * 50_000]
    expected = [status(module.validate, text) for text in texts]
    assert list(module.validate_column(pa.array(texts))) == expected
    assert NumberStatus.VALID not in expected


def places(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("ascii"), np.uint8).reshape(-1, 1)


@given(DIGITS)
def test_verhoeff(text: str) -> None:
    from stdnum import verhoeff as oracle

    assert verhoeff.checksum(text) == oracle.checksum(text)
    assert verhoeff.is_valid(text) == verhoeff.are_valid(places(text) - 48)[0]
    assert verhoeff.are_valid(places(text + verhoeff.check_digit(text)) - 48)[0]


@given(DIGITS)
def test_luhn(text: str) -> None:
    from stdnum import luhn as oracle

    assert luhn.checksum(text) == oracle.checksum(text)
    assert luhn.is_valid(text) == luhn.are_valid(places(text) - 48)[0]
    assert luhn.are_valid(places(text + luhn.check_digit(text)) - 48)[0]


@given(CHARACTERS)
def test_mod36(text: str) -> None:
    from stdnum import luhn as oracle

    assert mod36.checksum(text) == oracle.checksum(text, mod36.ALPHABET)
    assert mod36.is_valid(text) == mod36.are_valid(places(text))[0]
    assert mod36.are_valid(places(text + mod36.check_character(text)))[0]


@given(CHARACTERS)
def test_mod97(text: str) -> None:
    from stdnum.iso7064 import mod_97_10 as oracle

    assert mod97.remainder(text) == oracle.checksum(text)
    assert mod97.is_valid(text) == mod97.are_valid(places(text))[0]
    assert mod97.are_valid(places(text + mod97.check_digits(text)))[0]


@settings(max_examples=200)
@given(st.text("0123456789", min_size=11, max_size=11), st.booleans())
def test_aadhaar_agrees_with_python_stdnum(head: str, right: bool) -> None:
    from stdnum.in_ import aadhaar as oracle

    number = head + (verhoeff.check_digit(head) if right else "0")
    ours = status(discover.load("idnumbers", "in_aadhaar").validate, number)
    assert (ours == NumberStatus.VALID) == oracle.is_valid(number)


@settings(max_examples=200)
@given(st.from_regex(r"[0-9]{2}[A-Z]{3}[ABCFGHJLPTK][A-Z][0-9]{4}[A-Z][1-9A-Z]Z", fullmatch=True))
def test_what_python_stdnum_accepts_is_accepted(head: str) -> None:
    from stdnum.in_ import gstin, pan

    number = head.translate(str.maketrans("०१", "01")) + mod36.check_character(head)
    for oracle, name, text in ((gstin, "in_gstin", number), (pan, "in_pan", number[2:12])):
        if oracle.is_valid(text):
            assert discover.load("idnumbers", name).validate(text) == text


@settings(max_examples=100)
@given(
    st.sampled_from(["DE", "GB", "NL", "FR", "MT", "NO", "IN", "ZZ"]),
    st.text("0123456789ABZ", min_size=11, max_size=27),
)
def test_iban_agrees_with_python_stdnum(country: str, account: str) -> None:
    from stdnum import iban as oracle

    number = country + mod97.check_digits(account + country) + account
    ours = status(discover.load("idnumbers", "iban").validate, number)
    assert (ours == NumberStatus.VALID) == oracle.is_valid(number, check_country=False)
