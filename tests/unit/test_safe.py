"""The one door out, case by case (reference: terminal attacks, Trojan Source)."""

import pytest

from leakcheck import discover
from leakcheck.safe import heading, initials, mask, reveal, show

ATTACKS = {
    "colour": ("\x1b[31m", "\\x1b[31m"),
    "window title": ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
    "clipboard": ("\x1b]52;c;YQ==\x07", "\\x1b]52;c;YQ==\\x07"),
    "link": ("\x1b]8;;http://a\x1b\\", "\\x1b]8;;http://a\\x1b\\"),
    "device control": ("\x1bP+q\x1b\\", "\\x1bP+q\\x1b\\"),
    "8-bit CSI": ("\x9b31m", "\\x9b31m"),
    "carriage return": ("a\rb", "a\\x0db"),
    "line feed": ("a\nb", "a\\x0ab"),
    "tab": ("a\tb", "a\\x09b"),
    "backspace": ("a\x08b", "a\\x08b"),
    "NUL": ("a\x00b", "a\\x00b"),
    "DEL": ("a\x7fb", "a\\x7fb"),
    "NEL": ("a\x85b", "a\\x85b"),
    "line separator": ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
    "bidi override": ("a\u202eb", "a\\u202eb"),
    "bidi isolate": ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    "bidi marks": ("\u200e\u200f\u061c", "\\u200e\\u200f\\u061c"),
    "zero width": ("a\u200bb\u2060c\ufeffd", "a\\u200bb\\u2060c\\ufeffd"),
    "joiner in Latin": ("a\u200db\u200cc", "a\\u200db\\u200cc"),
    "joiner after digits": ("१\u200d२", "१\\u200d२"),
    "two joiners": ("क्\u200d\u200dष", "क्\u200d\\u200dष"),
    "tags": ("a\U000e0041", "a\\U000e0041"),
    "variation selector": ("a\ufe0fb\U000e0100", "a\\ufe0fb\\U000e0100"),
    "private use": ("a\ue000\U000f0000", "a\\ue000\\U000f0000"),
    "lone surrogate": ("a\udc80", "a\\udc80"),
    "noncharacter": ("a\uffffb\ufdd0", "a\\uffffb\\ufdd0"),
    "blank letter": ("a\u3164b\u115f", "a\\u3164b\\u115f"),
    "soft hyphen": ("a\u00adb", "a\\xadb"),
}


@pytest.mark.parametrize(("text", "shown"), ATTACKS.values(), ids=ATTACKS)
def test_show_makes_visible(text, shown):
    assert show(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "अमित शर्मा",
        "क्\u200dष",
        "நண்பர்\u200cகள்",
        "ਸਿੰਘ",
        "محمد",
        "王伟",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "naïve – “quoted”",
        "[/b] :smile: \\x1b",
    ],
)
def test_show_leaves_spelling_alone(text):
    assert show(text) == text


def test_show_cuts_with_the_count():
    assert show("x" * 201) == "x" * 200 + "… (+1)"
    assert show("\x1b" * 60) == "\\x1b" * 50 + "… (+10)"
    assert show("王" * 101) == "王" * 100 + "… (+1)"
    assert show("x" * 200) == "x" * 200


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("12-03-1982", "••-••-••••"),
        ("१२/०३/१९८२", "••/••/••••"),
        ("A. Sharma", "•. ••••••"),
        ("अमित शर्मा", "•••• •••••"),
        ("Ⓐⓑ½²Ⅳ", "•••••"),
        ("\U000e0041\ue000\u200d", "•••"),
        ("a\x1b[31m", "•\\x1b[•••"),
        ("₹ 500", "• •••"),
    ],
)
def test_mask_keeps_only_the_form(text, masked):
    assert mask(text) == masked


def test_mask_falls_back_when_the_number_type_refuses():
    def refuse(_text):
        raise ValueError("98765")

    assert mask("98765", refuse) == "•••••"
    assert mask("98765", lambda text: "\x1b" + text[-2:]) == "\\x1b65"


def test_initials_of_every_word():
    assert initials("asha  KUMARI sharma") == "a•••  K••••• s•••••"
    assert initials("9876543210 x1") == "•••••••••• x•"


@pytest.mark.parametrize("kind", discover.names("idnumbers"))
def test_reveal_uses_the_number_types_mask(kind):
    number = discover.load("idnumbers", kind)
    for example in number.EXAMPLES:
        masked = reveal(example, "masked", kind)
        assert masked == show(number.mask(example))
        assert number.compact(masked) != number.compact(example)
    assert reveal("Asha Sharma 99", "masked", kind) == "•••• •••••• ••"


def test_reveal_masks_a_number_with_a_wrong_check_digit_like_a_right_one():
    assert reveal("2341 2341 2340", "masked", "in_aadhaar").endswith("2340")
    assert "2341" not in reveal("2341 2341 2340", "masked", "in_aadhaar")


@pytest.mark.parametrize("kind", [None, "text", "date", "year", "category", "no-such-type", "../x"])
def test_reveal_hides_everything_else(kind):
    assert reveal("Asha 1982", "masked", kind) == "•••• ••••"


def test_reveal_denies_by_default():
    assert reveal("Asha", "vales") == "••••"
    assert reveal("Asha", "none") == reveal(None, "values") == ""
    assert reveal("A\x1b", "values") == "A\\x1b"


def test_heading_hides_a_record_taken_for_a_header():
    assert heading("PAN_NO") == "PAN_NO"
    assert heading("९८७६५४३२१०") == "••••••••••"
    assert heading("98765", "values") == "98765"
