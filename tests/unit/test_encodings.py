"""Encodings through the public doors: rules, line-by-line reading, visible escapes, suspicions,
mojibake."""

from __future__ import annotations

import sys

import pytest

from leakcheck.readers.intake import mojibake
from leakcheck.readers.intake.decoding import decode, decode_head
from leakcheck.readers.intake.encodings import iscii, krutidev
from leakcheck.readers.intake.encodings.guessing import guess
from leakcheck.readers.intake.encodings.hindi import WORDS
from leakcheck.readers.intake.encodings.suspects import reread, suspects
from leakcheck.readers.intake.source import from_bytes

RUSSIAN = "Иван Кузнецов,41,улица Лесная 12,Казань"
FRENCH = "José Lefèvre,41,allée Évreux 12,Besançon"
JAPANESE = "山田 太郎,41,表示能力 12,東京都"
CHINESE = "王 建国,41,街道 12,北京市"


def lines(data: bytes) -> list[str]:
    return list(decode(from_bytes(data)).lines())


def needs_detector() -> None:
    pytest.importorskip("chardetng_py", reason="the statistical guess is chardetng's")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp866", RUSSIAN), ("cp1252", FRENCH), ("cp932",
        JAPANESE),
        ("euc_jp", JAPANESE), ("iso2022_jp", JAPANESE), ("gb18030", CHINESE), ("utf-32", RUSSIAN),
        ("utf-16-le", RUSSIAN), ("utf-16-be", CHINESE),
    ],
)  # fmt: skip
def test_whole_files(codec: str, text: str) -> None:
    needs_detector()
    rows = [text] * 20
    assert lines("\n".join(rows).encode(codec)) == rows


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866"])
def test_mixed_lines_come_out_right_each_by_itself(codec: str) -> None:
    needs_detector()
    rows = [RUSSIAN.encode(codec if n % 7 == 3 else "utf-8") for n in range(70)]
    decoded = decode(from_bytes(b"\n".join(rows)))
    assert list(decoded.lines()) == [RUSSIAN] * 70
    assert [event.line for event in decoded.events()] == list(range(4, 71, 7))
    assert decoded.encoding.startswith("utf-8, in part ")


def test_two_legacy_encodings_that_alternate() -> None:
    needs_detector()
    rows = [RUSSIAN.encode("koi8-r" if n % 2 else "cp1251") for n in range(8_000)]
    assert lines(b"\n".join(rows)) == [RUSSIAN] * 8_000


def test_trail_bytes_that_look_like_delimiters_stay_inside_their_character() -> None:
    needs_detector()
    rows = ["表|ソ|能|予|十|貼", "ポスト|表示|ソフト|噂|欺|構"] * 10
    raw = "\n".join(rows).encode("cp932")
    assert raw.count(b"|") + raw.count(b"\\") > "\n".join(rows).count("|")
    assert lines(raw) == rows


def test_numbered_lines_say_how_they_were_read() -> None:
    decoded = decode(from_bytes(b"a,b\nJos\xe9,1\nplain,2\n"))
    assert [(line.number, line.text) for line in decoded.numbered()] == [
        (1, "a,b"),
        (2, "José,1"),
        (3, "plain,2"),
    ]
    assert [bool(line.how) for line in decoded.numbered()] == [False, True, False]
    assert decoded.encoding == "cp1252"
    assert not list(decoded.events()), "the encoding of the whole says it already"


def test_a_line_that_the_encoding_of_the_whole_does_not_fit_is_an_event() -> None:
    rows = [*("Jos\xe9 Mu\xf1oz,Logro\xf1o" for _ in range(20)), "Jos\x81,1"]
    decoded = decode(from_bytes("\n".join(rows).encode("latin-1")))
    assert decoded.encoding == "cp1252"
    assert list(decoded.lines())[-1] == "Jos\\x81,1"
    (event,) = decoded.events()
    assert (event.line, event.kind, event.reason) == (21, "decoded", "read as Windows-1252 with escapes")


def test_damaged_utf8_is_escaped_and_named_not_read_as_another_encoding() -> None:
    whole = "रवि कुमार,४१,पुणे".encode()
    decoded = decode(from_bytes(whole + b"\n" + whole[:-1] + b"\n" + whole))
    assert list(decoded.lines())[1].endswith("\\xe0\\xa5")
    assert decoded.encoding == "utf-8"
    assert "the first at line 2" in decoded.notes[0]


def test_a_file_cut_in_a_character_keeps_its_last_line() -> None:
    whole = "रवि कुमार\n".encode() * 3
    assert lines(whole + "José".encode()[:-1]) == ["रवि कुमार"] * 3 + ["Jos\\xc3"]


def test_odd_forms_of_utf8() -> None:
    assert lines(b"grin \xed\xa0\xbd\xed\xb8\x80,1\n") == ["grin 😀,1"]
    assert lines("नाम".encode() + b" \xed\xa0\x80,1\n") == ["नाम \\ud800,1"]
    assert lines("नाम".encode() + b" \xc0\xaf,1\n") == ["नाम \\xc0\\xaf,1"]


def test_lone_surrogates_in_utf16_become_text() -> None:
    data = "name,age\nरवि".encode("utf-16-le") + b"\x00\xd8" + ",41\n".encode("utf-16-le")
    decoded = decode(from_bytes(b"\xff\xfe" + data))
    assert list(decoded.lines()) == ["name,age", "रवि\\ud800,41"]
    assert [event.line for event in decoded.events()] == [2]


def test_pure_hindi_utf16_without_one_ascii_character() -> None:
    text = "रविकुमारसीतादेवीमोहन"
    assert lines(text.encode("utf-16-le")) == [text]


def test_without_a_detector_windows_1252_is_assumed_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chardetng_py", None)
    monkeypatch.setitem(sys.modules, "chardet", None)
    assert guess([FRENCH.encode("cp1252")]).how == "default"
    decoded = decode(from_bytes(FRENCH.encode("cp1252")))
    assert list(decoded.lines()) == [FRENCH]
    assert "no detector is installed" in decoded.notes[0]


def test_bids_see_the_same_text_as_readers() -> None:
    data = (RUSSIAN + "\n").encode("cp1251") * 5
    assert decode_head(data) == lines(data)


def test_the_two_hindi_codes_give_back_every_word_of_the_list() -> None:
    import unicodedata

    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    for word in WORDS:
        assert apart(krutidev.decode(krutidev.encode(word))) == apart(word)
        assert apart(iscii.decode(iscii.encode(word) or b"")) == apart(word)


def test_iscii_is_suspected_and_both_readings_are_kept() -> None:
    rows = ["राम कुमार,41,दिल्ली", "सीता देवी,35,पटना", "मोहन शर्मा,28,भोपाल"]
    raw = [iscii.encode(row) or b"" for row in rows]
    decoded = decode(from_bytes(b"\n".join(raw)))
    assert [one.encoding for one in decoded.suspicions] == ["iscii"]
    assert any(note.startswith("suspected: Hindi in ISCII") for note in decoded.notes)
    assert [line.encode("cp1252") for line in decoded.lines()] == raw
    assert [reread("iscii", line) for line in raw] == rows


def test_krutidev_is_suspected_by_column_and_left_as_written() -> None:
    rows = [f"{n}\t{name}\tPune" for n, name in enumerate(["jke dqekj", "lhrk nsoh", "eksgu 'kekZ"])]
    decoded = decode(from_bytes("\n".join(rows).encode()))
    assert list(decoded.lines()) == rows
    assert [one.encoding for one in decoded.suspicions] == ["krutidev-010"]
    assert reread("krutidev-010", "lhrk nsoh") == "सीता देवी"


def test_english_names_and_passwords_are_not_suspected() -> None:
    words = [
        "Flag",
        "Luke",
        "Jake",
        "Duke",
        "Kite",
        "Asha",
        "Suresh",
        "jk123",
        "dqx!",
        "xyz;abc",
        "ls",
        "us",
        "ds",
        "the",
        "user:pass",
        "qwerty",
    ]
    assert suspects([f"{a} {b},{a}@example.org:{b}" for a in words for b in words]) == ()


def test_utf7_is_named_and_kept() -> None:
    rows = ["Jos+AOk-phine", "K+APY-ln", "M+AOE-laga"]
    found = suspects(rows)
    assert [(one.encoding, one.sample_count) for one in found] == [("utf-7", 3)]
    assert reread("utf-7", rows[1]) == "Köln"


@pytest.mark.parametrize(
    "text", ["José Núñez", "रवि कुमार", "Łukasz Wójcik", "Иван Петров", "İstanbul", "São Tomé"]
)
def test_mojibake_is_repaired_once_and_twice(text: str) -> None:
    once = text.encode().decode("latin-1")
    assert mojibake.repair(once) == text
    assert mojibake.repair(once.encode().decode("latin-1")) == text


_WRAPPERS = ("{}", "“{}”", "‘{}’", "„{}“", "«{}»", "{}…", "{}–{}", "{}™", "{} €", "{}®", "&amp; {}", "{}’s")
_CLEAN = (
    "José", "JOSÉ", "SÃO PAULO", "MANHÃ", "IRMÃ", "NÃO", "Ärger", "ÄÖÜ", "STRAẞE", "Île", "ANDRÉ",
    "Ångström", "ÅÄÖ",
    "रवि कुमार", "श्रीमती सीता देवी", "தமிழ்", "ঢাকা", "Иван", "ИВАН", "Їжак", "Ні", "ΓΙΩΡΓΟΣ",
    "שלום", "محمد", "ﬁnal", "ﬂow",
    "ＡＢＣ", "１２３", "😀", "👩🏽‍💻", "P@ss—word", "naïve", "½ cup", "5 °C", "x² + y³", "© 2023", "東京",
    "서울", "Ｊｏｓé", "Dvořák",
    "ŁÓDŹ", "Şükrü", "Nguyễn", "Đặng",
)  # fmt: skip


def test_clean_strings_are_left_alone() -> None:
    clean = [wrapper.replace("{}", text) for wrapper in _WRAPPERS for text in _CLEAN]
    assert len(set(clean)) > 500
    assert [text for text in clean if mojibake.repair(text) is not None] == []


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ('Month,Income\nJan,"£457,140"\nFeb,"£693,523"\n', "cp1252"),
        ("name,price\nCafé,£3.50\nThé,£2.10\n", "cp1252"),
        ("µg/m³,1\n20,3\n", "cp1252"),
        ("St Anne’s School,“quoted”\nboys’ club,1\n", "cp1252"),
        ("Łódź,1\nKraków,2\nGdańsk,3\n", "cp1250"),
        ("Był,1\nmiał,2\n", "cp1250"),
    ],
)
def test_signs_of_trade_are_not_letters_of_another_country(text: str, codec: str) -> None:
    assert "\n".join(decode(from_bytes(text.encode(codec))).lines()) == text.rstrip("\n")
