"""A zero byte and the codes of a terminal in plain text do not make it a wide encoding."""

from __future__ import annotations

import pytest

from leakcheck.readers.intake.encodings.wide import wide_without_mark

ROWS = "".join(f"\x1b]0;x\x07A. Sharma,{i},2021-02-03,x{i}@example.com\n" for i in range(60))


@pytest.mark.parametrize("place", range(4))
def test_hostile_text_stays_what_it_is(place: int) -> None:
    head = "na\x1b[31mme\u202e,amount,date,mail\n" + " " * place + "\x00"
    assert wide_without_mark((head + ROWS).encode()) is None


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("line", ["name,age\n", "имя,возраст\n", "नाम,आयु\n", "பெயர்,வயது\n", "姓名,年龄\n"])
def test_wide_text_is_still_seen(codec: str, line: str) -> None:
    assert wide_without_mark((line * 80).encode(codec)) == codec
