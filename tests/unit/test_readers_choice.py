"""Which reader reads what: by content alone."""

from __future__ import annotations

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.readers import ReadOptions, formats, from_bytes, from_text, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name,age\nRavi,34\n", "csv"),
        ("Name,DOB,Mobile\nA. Sharma,12-03-1982,9876543210", "csv"),
        ("name;age\nRavi;34", "csv"),
        ("Name\tAge\tGender\nRavi\t34\tM\n", "csv"),
        ("name|dob|mobile\nA|12-03-1982|98\n", "csv"),
        ("a@example.org:pass1\nb@example.com:secret\nc@example.net:hunter2\n", "combolist"),
        ("user1:pass1\nuser2:pass2\nuser3:qwerty\n", "combolist"),
        ("time,event\n10:30,Login: ok\n10:31,Logout: ok\n", "csv"),
        ('id,payload\n1,"{""a"": 1}"\n2,"{""a"": 2}"\n', "csv"),
        ("id\n1\n2\n3\n", "csv"),
        ("name\nRavi\nAsha\n", "csv"),
        ("Ravi,34,Pune", "csv"),
        ('key,info\nOffence:,x and y\nTerm:,"a, b"\nOffence:,z\n', "csv"),
        ("SAMPLE OF THE DATABASE\nname | city | age\nA | Pune | 41\nB | Goa | 35\n", "csv"),
        ("| id | name | age |\n|---|---|---|\n| 1 | A | 3 |\n", "markdown"),
        ("Name: Ravi", "text"),
        ("Name - Ravi\nAge - 34", "text"),
        ("Name=Ravi\nAge=34", "text"),
        ("Name | Ravi\nAge | 34\nGender | M\n", "text"),
        ("Name\tRavi\nAge\t34\nGender\tM\n", "text"),
        ("name: x, age: 3, gender: m", "text"),
        ("Name: A, Age: 3, Gender: M\nName: B, Age: 4, Gender: F\nName: C, Age: 5, Gender: F\n", "text"),
        (
            "1. shade red; form round; size 3\n2. shade blue; form x; size 4\n3. shade red; form y; size 5",
            "text",
        ),
        (
            "Certificate for COVID-19 Vaccination\nBeneficiary Name\nA. Sharma\nAge\n34\nGender\nMale\n",
            "text",
        ),
        ("Hi, I got this from the bot:\n\nName: A. Sharma\nAge: 41\n\nIs it real?", "text"),
        ("नाम: रवि\nउम्र: ३४", "text"),
        ("পুরো নাম: Anirban Das\nজন্ম সাল: 1982\n", "text"),
        ("🔹Name: A\n🔹DOB: 1\n", "text"),
        ("Dose 1:\nDate: 1\nVaccine: X\n", "text"),
        ("{'name': 'A', 'age': 41}", "text"),
        ('{"name": "A"}', "json"),
        ('[{"name": "A"}]', "json"),
        ('{"a": 1}\n{"a": 2}\n', "json"),
        ('Bot: here\n{"name": "A",\n "age": 3}', "json"),
        ('{\n  "name": "A",\n  "age": 3\n}', "json"),
        ("<table>\n<tr><td>name</td><td>age</td></tr>\n<tr><td>A</td><td>3</td></tr></table>", "html"),
    ],
)
def test_best_bid(text: str, name: str) -> None:
    assert read(from_text(text)).reading.format == name
    assert read(from_bytes(text.encode("utf-16"))).reading.format == name


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "This is a letter. It goes on and on, with a comma.\nAnd has another line of so many words.\n",
        "x",
    ],
)
def test_nothing_fits(text: str) -> None:
    with pytest.raises(InputError, match="nothing that looks like records") as caught:
        read(from_text(text))
    assert "csv" in caught.value.hint


def test_names_of_files_do_not_matter() -> None:
    assert read(from_bytes(b'{"name": "A"}', "x.csv")).reading.format == "json"


def test_unknown_format() -> None:
    with pytest.raises(UsageError) as caught:
        read(from_text("name,age\nA,1\n"), input_format="cvs")
    assert "'csv'" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        read(from_text("name,age\nA,1\n"), input_format="zzzzzz")
    assert all(name in caught.value.hint for name in formats())


def test_a_delimiter_means_delimited_text() -> None:
    table = read(from_text("Name: A\nAge: 41\n"), options=ReadOptions(delimiter=":"))
    assert table.reading.format == "csv"


def test_a_named_encoding_counts_for_the_choice() -> None:
    data = '{"name": "A"}'.encode("utf-16-be")
    assert read(from_bytes(data), options=ReadOptions(encoding="utf-16-be")).reading.format == "json"
