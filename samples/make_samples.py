"""Make the samples again: every person, number and place in them is invented here, from one seed.

Run it with ``make samples``; a test asserts that the files in this folder are what it writes.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
import sys
from pathlib import Path

from stdnum import verhoeff

HERE = Path(__file__).parent
SEED = 20230612
FIRST = [
    "Aarti",
    "Anil",
    "Bina",
    "Deepak",
    "Farida",
    "Gopal",
    "Hema",
    "Imran",
    "Jaya",
    "Kiran",
    "Lata",
    "Manoj",
    "Nisha",
    "Om",
    "Pooja",
    "Ravi",
    "Sunita",
    "Tarun",
    "Usha",
    "Vijay",
]
LAST = [
    "Sharma",
    "Kumar",
    "Verma",
    "Gupta",
    "Reddy",
    "Nair",
    "Das",
    "Khan",
    "Patel",
    "Singh",
    "Rao",
    "Iyer",
    "Joshi",
    "Mishra",
    "Yadav",
]
TOWNS = [
    ("Rampur", "Uttar Pradesh", "244901"),
    ("Mysuru", "Karnataka", "570001"),
    ("Kochi", "Kerala", "682001"),
    ("Nashik", "Maharashtra", "422001"),
    ("Patna", "Bihar", "800001"),
]
STREETS = ["Gandhi Road", "Station Road", "Nehru Nagar"]
START = datetime.date(2021, 3, 1)


def name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def digits(rng: random.Random, count: int, first: str = "0123456789") -> str:
    return rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def aadhaar(rng: random.Random) -> str:
    body = digits(rng, 11, "23456789")
    return body + str(verhoeff.calc_check_digit(body))


def pan(rng: random.Random, holder: str) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return (
        "".join(rng.choice(letters) for _ in range(3))
        + "P"
        + holder.rsplit(maxsplit=1)[-1][0]
        + digits(rng, 4)
        + rng.choice(letters)
    )


def write_csv(path: str, header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    (HERE / path).write_text(text.getvalue(), encoding="utf-8")


def careless_dump(rng: random.Random, count: int = 2000) -> None:
    """What somebody writes who has never seen the system: full dates of birth, home addresses,
    digits without check digits, vaccines before their time."""
    header = [
        "Beneficiary Name",
        "Father's Name",
        "DOB",
        "Gender",
        "Mobile No",
        "Aadhaar",
        "PAN",
        "Address",
        "PIN",
        "State",
        "Vaccine",
        "Dose 1 Date",
        "Dose 2 Date",
    ]
    rows = []
    for _ in range(count):
        who = name(rng)
        town, state, _ = rng.choice(TOWNS)
        born = datetime.date(1940, 1, 1) + datetime.timedelta(rng.randrange(23000))
        first = datetime.date(2020, 11, 1) + datetime.timedelta(rng.randrange(800))
        letters = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(5))
        rows.append(
            [
                who,
                name(rng),
                born.strftime("%d/%m/%Y"),
                rng.choice(["Male", "Female"]),
                digits(rng, 10, "3456789"),
                digits(rng, 12, "23456789"),
                letters + digits(rng, 4) + rng.choice("ABCDEFGHJK"),
                f"{rng.randrange(1, 400)}, {rng.choice(STREETS)}, {town}",
                digits(rng, 6, "123456789"),
                state,
                rng.choice(["Covishield", "Covaxin", "Sputnik V", "Corbevax"]),
                first.strftime("%d-%m-%Y"),
                (first + datetime.timedelta(rng.randrange(-20, 90))).strftime("%d-%m-%Y"),
            ]
        )
    write_csv("dump-careless.csv", header, rows)


def registration_dump(rng: random.Random, count: int = 2000) -> None:
    """What the registration interface is documented to return, with the slips real data have."""
    header = [
        "beneficiary_reference_id",
        "name",
        "birth_year",
        "gender",
        "mobile_number",
        "photo_id_type",
        "photo_id_number",
        "comorbidity_ind",
        "vaccination_status",
        "vaccine",
        "dose1_date",
        "dose2_date",
    ]
    kinds = ["Aadhaar Card"] * 8 + ["PAN Card", "Voter ID", "Driving License"]
    rows = []
    for _ in range(count):
        year = int(rng.triangular(1936, 2003, 1988))
        earliest = (
            START
            if year <= 1962
            else datetime.date(2021, 4, 1)
            if year <= 1977
            else datetime.date(2021, 5, 1)
        )
        first = earliest + datetime.timedelta(int(rng.expovariate(1 / 70)))
        if rng.random() < 0.01:
            first = START - datetime.timedelta(rng.randrange(5, 40))  # health workers came first
        vaccine = "COVISHIELD" if rng.random() < 0.82 else "COVAXIN"
        gap = rng.randrange(84, 110) if vaccine == "COVISHIELD" else rng.randrange(28, 42)
        second = first + datetime.timedelta(gap + (rng.randrange(-40, 60) if rng.random() < 0.04 else 0))
        done = rng.random() < 0.86
        rows.append(
            [
                digits(rng, 13, "123456789"),
                name(rng),
                str(year),
                rng.choices(["Male", "Female", "Others"], [52, 47.6, 0.4])[0],
                digits(rng, 10, "6789"),
                rng.choice(kinds),
                "********" + digits(rng, 4),
                "Y" if rng.random() < 0.05 else "N",
                "Vaccinated" if done else "Partially Vaccinated",
                vaccine,
                first.strftime("%d-%m-%Y"),
                second.strftime("%d-%m-%Y") if done else "",
            ]
        )
    write_csv("dump-registration.csv", header, rows)


def bot_replies(rng: random.Random) -> None:
    """Transcripts of a chat bot's reply as a journalist would type them from a screenshot."""
    number, tax = aadhaar(rng), pan(rng, "Sunita Verma")
    (HERE / "bot-reply-en.txt").write_text(
        "[12/06/2023, 10:31 AM] Bot:\n"
        "✅ Result 1 of 1\n"
        "🔹 Name: Anil Sharma\n"
        "🔹 Gender: Male\n"
        "🔹 Date of Birth: 12-03-1982\n"
        f"🔹 Mobile: 98{digits(rng, 8)}\n"
        f"🔹 Aadhaar: {number[:4]} {number[4:8]} {number[8:]}\n"
        "🔹 Address: 14, Gandhi Road, Rampur, Uttar Pradesh 244901\n"
        "🔹 Vaccine: COVISHIELD\n"
        "🔹 Dose 1 Date: 14-05-2021\n"
        "🔹 Vaccination Centre: PHC Rampur\n",
        encoding="utf-8",
    )
    (HERE / "bot-reply-hi.txt").write_text(
        "[12/06/2023, 10:34] बॉट:\n"
        "• नाम: सुनीता वर्मा\n"
        "• लिंग: महिला\n"
        "• जन्म तिथि: २५-०८-१९७५\n"
        f"• मोबाइल नंबर: 97{digits(rng, 8)}\n"
        f"• पैन: {tax}\n"
        "• पता: ७२, नेहरू नगर, पटना, बिहार\n"
        "• वैक्सीन का नाम: कोविशील्ड\n"
        "• खुराक की तारीख: २०-०६-२०२१\n"
        "• टीकाकरण का स्थान: प्राथमिक स्वास्थ्य केंद्र, पटना\n",
        encoding="utf-8",
    )


def certificate(rng: random.Random) -> None:
    """The international certificate, where a full date of birth is right."""
    (HERE / "certificate-international.txt").write_text(
        "Certificate for COVID-19 Vaccination (International travel)\n"
        "Issued in India by Ministry of Health & Family Welfare, Govt. of India\n"
        f"Certificate ID: {digits(rng, 11, '123456789')}\n"
        "Name: Deepak Rao\n"
        "Date of Birth (YYYY-MM-DD): 1979-11-23\n"
        "Age: 42\n"
        "Gender: Male\n"
        f"Passport Number: {rng.choice('KLMNPRST')}{digits(rng, 7, '123456789')}\n"
        f"Beneficiary Reference ID: {digits(rng, 13, '123456789')}\n"
        "Vaccine Name: COVISHIELD\n"
        "Dose Number: 2\n"
        "Date of Dose: 2021-09-02\n"
        "Vaccination Status: Fully Vaccinated (2 Doses)\n"
        "Vaccinated By: Sister Hema\n"
        "Vaccination At: District Hospital Mysuru, Karnataka\n",
        encoding="utf-8",
    )


def broken_file(rng: random.Random) -> None:
    """Damage of every day: a title above, short and long rows, an open quote, a repeated header, a total."""
    head = "name;birth_year;gender;mobile_number;vaccine;dose1_date\n"
    lines = ["Export of 12.06.2023\n", "\n", head]
    for i in range(40):
        year = rng.randrange(1950, 2000)
        who, mobile = name(rng), digits(rng, 10, "6789")
        row = f"{who};{year};Female;{mobile};COVAXIN;{rng.randrange(1, 29):02d}-06-2021\n"
        damage = {
            7: row.replace(";COVAXIN", ""),
            13: '"' + row,
            19: row.replace("\n", ";;extra\n"),
            25: head + row,
            31: row.replace("Female", "F\u00e9male"),
        }
        lines.append(damage.get(i, row))
    lines.append("40 records\n")
    raw = "".join(lines).encode("utf-8")
    (HERE / "broken.csv").write_bytes(raw.replace("é".encode(), b"\xe9"))


def main() -> int:
    for number, make in enumerate((careless_dump, registration_dump, bot_replies, certificate, broken_file)):
        make(random.Random(SEED + number))
    return 0


if __name__ == "__main__":
    sys.exit(main())
