"""Invented people for the screenshots: labels as bots write them, values nobody has."""

from __future__ import annotations

import random

FIELDS = (
    "name", "gender", "birth_year", "age", "mobile", "id_number", "reference_id", "vaccine", "dose1_date",
    "center_name", "pin_code", "district", "email",
)  # fmt: skip
LABELS = {
    "english": ("Name", "Gender", "Year of Birth", "Age", "Mobile Number", "ID Number", "Reference ID",
                "Vaccine", "Dose 1 Date", "Center Name", "Pincode", "District", "Email"),
    "hindi": ("नाम", "लिंग", "जन्म वर्ष", "आयु", "मोबाइल नंबर", "आधार नंबर", "संदर्भ आईडी", "टीका",
              "पहली खुराक की तारीख", "केंद्र का नाम", "पिन कोड", "जिला", "ईमेल"),
}  # fmt: skip
_ENGLISH = {
    "first": ("Asha", "Ravi", "Meena", "Sunil", "Kiran", "Latha", "Gopal", "Farah", "Imran", "Leela",
              "Joseph", "Dev"),
    "last": ("Sharma", "Rao", "Patil", "Das", "Khan", "Nair", "Singh", "Gupta", "Iyer", "Joshi", "Verma",
             "Mishra"),
    "gender": ("Male", "Female"),
    "vaccine": ("COVISHIELD", "COVAXIN", "SPUTNIK V"),
    "center_name": ("PHC Rampur", "CHC Bhilwadi", "District Hospital Site 2", "UPHC Gandhi Nagar",
                    "GBPS School"),
    "district": ("Pune", "Lucknow", "Nagpur", "Jaipur", "Indore", "Kanpur Nagar"),
}  # fmt: skip
_HINDI = {
    "first": ("आशा", "रवि", "मीना", "सुनील", "किरण", "लता", "गोपाल", "फराह", "इमरान", "लीला", "विजय", "देव"),
    "last": ("शर्मा", "राव", "पाटिल", "दास", "खान", "नायर", "सिंह", "गुप्ता", "अय्यर", "जोशी", "वर्मा", "मिश्रा"),
    "gender": ("पुरुष", "महिला"),
    "vaccine": ("कोविशील्ड", "कोवैक्सीन"),
    "center_name": ("सामुदायिक केंद्र रामपुर", "जिला अस्पताल", "शहरी स्वास्थ्य केंद्र", "प्राथमिक विद्यालय"),
    "district": ("पुणे", "लखनऊ", "नागपुर", "जयपुर", "इंदौर", "कानपुर नगर"),
}


def choose_fields(chance: random.Random) -> list[str]:
    """Five to nine fields in the usual order, the name always first."""
    chosen = {"name", *chance.sample(FIELDS[1:], chance.randint(4, 8))}
    return [field for field in FIELDS if field in chosen]


def counter(language: str, number: int, total: int) -> str:
    """Heading over one of several records."""
    return f"परिणाम {number} / {total}" if language == "hindi" else f"Result {number} of {total}"


def choose_kind(chance: random.Random, language: str) -> str:
    """How a bot writes: ``mixed`` is Hindi labels with English values, bilingual labels, or turns."""
    return chance.choice(("labels", "bilingual", "turns")) if language == "mixed" else language


def record(chance: random.Random, kind: str, fields: list[str]) -> list[tuple[str, str]]:
    """One invented person as labels and values; `kind` from `choose_kind`."""
    labels = {key: dict(zip(FIELDS, LABELS[key], strict=True)) for key in LABELS}
    found = []
    for place, field in enumerate(fields):
        words = _HINDI if kind == "hindi" or (kind == "turns" and place % 2) else _ENGLISH
        label = labels["hindi" if kind in ("hindi", "labels") or words is _HINDI else "english"][field]
        if kind == "bilingual":
            label = f"{labels['english'][field]} / {labels['hindi'][field]}"
        found.append((label, _value(chance, field, words)))
    return found


def _value(chance: random.Random, field: str, words: dict[str, tuple[str, ...]]) -> str:
    if field == "name":
        return f"{chance.choice(words['first'])} {chance.choice(words['last'])}"
    if field in words:
        return chance.choice(words[field])
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1940, 2003)
    digits = f"{chance.randrange(10**14):014}"
    dates = (f"{day:02}-{month:02}-2021", f"{day:02}/{month:02}/2021", f"{day} Aug 2021")
    pan = f"ABCP{chance.choice('KLMRS')}{digits[:4]}{chance.choice('DEFGH')}"
    numbers = (f"{digits[:4]} {digits[4:8]} {digits[8:12]}", f"XXXXXXXX{digits[:4]}", pan)
    account = chance.choice(_ENGLISH["first"]).lower() + chance.choice((".", "_", "")) + digits[:3]
    return {
        "birth_year": str(year),
        "age": str(2021 - year),
        "mobile": chance.choice(("9", "8", "7", "+91 9")) + digits[:9],
        "id_number": chance.choice(numbers),
        "reference_id": digits,
        "dose1_date": chance.choice(dates),
        "pin_code": "4" + digits[:5],
        "email": f"{account}@example.org",
    }[field]
