"""How much of a transcript comes out right: made-up ones in usual layouts, clean and damaged (T1)."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from functools import cache

import pytest

from leakcheck.folding import fold_label
from leakcheck.readers import ReadOptions, from_text, read

LABELS: dict[str, dict[str, list[str]]] = {
    "english": {
        "name": ["Name", "Beneficiary Name", "Full Name"],
        "age": ["Age"],
        "gender": ["Gender", "Sex"],
        "birth": ["Date of Birth", "DOB"],
        "mobile": ["Mobile", "Mobile No", "Phone"],
        "aadhaar": ["Aadhaar Number", "Aadhaar"],
        "address": ["Address"],
        "vaccine": ["Vaccine", "Vaccine Name"],
        "dose": ["Date of Dose", "Dose Date"],
        "centre": ["Vaccination at", "Vaccination Center"],
        "batch": ["Batch Number", "Batch"],
    },
    "hindi": {
        "name": ["नाम", "लाभार्थी का नाम"],
        "age": ["उम्र", "आयु"],
        "gender": ["लिंग"],
        "birth": ["जन्म तिथि"],
        "mobile": ["मोबाइल नंबर", "मोबाइल"],
        "aadhaar": ["आधार संख्या", "आधार नंबर"],
        "address": ["पता"],
        "vaccine": ["वैक्सीन का नाम", "टीका"],
        "dose": ["खुराक की तारीख"],
        "centre": ["टीकाकरण का स्थान"],
        "batch": ["बैच संख्या"],
    },
    "hinglish": {
        "name": ["Naam"],
        "age": ["Umr", "Umar"],
        "gender": ["Ling"],
        "birth": ["Janm Tithi"],
        "mobile": ["Mobile Number"],
        "aadhaar": ["Aadhar Number"],
        "address": ["Pata"],
        "vaccine": ["Tika"],
        "dose": ["Khurak ki Tarikh"],
        "centre": ["Tikakaran Kendra"],
        "batch": ["Batch Sankhya"],
    },
}
FURTHER = {
    "reference": ["Beneficiary Reference ID"],
    "pan": ["PAN"],
    "district": ["District", "जिला"],
    "state": ["State", "राज्य"],
    "pin": ["PIN Code", "पिन कोड"],
    "father": ["Father Name", "पिता का नाम"],
    "email": ["Email"],
    "certificate": ["Certificate ID"],
    "status": ["Vaccination Status"],
    "verified": ["ID Verified"],
    "uhid": ["Unique Health ID"],
    "by": ["Vaccinated by"],
    "date": ["Date"],
}
ALIASES = {
    fold_label(alias): meaning
    for labels in (*LABELS.values(), FURTHER)
    for meaning, aliases in labels.items()
    for alias in aliases
}
_LAYOUTS = """colon, spaced colon, dash, equals, bar, full-width colon, emoji, numbered, bold, comma line,
semicolon line, label above value, chat, telegram, bilingual, colon dash, tab, double spaced"""
LAYOUTS = tuple(_LAYOUTS.replace("\n", " ").split(", "))
LANGUAGES = tuple(LABELS)
_NAMES = {
    "english": ["A. Sharma", "Anne-Marie Rao", "B. Rao", "Ravi Kumar", "M. Khan"],
    "hindi": ["रवि कुमार", "सीता देवी", "अ. शर्मा"],
    "hinglish": ["Ravi Kumar", "Sita Devi", "Mohan Lal"],
}
_PLACES = {
    "english": [
        "Flat 2, MG Road, Pune 411001",
        "12 Gandhi Nagar, Near Temple, Jaipur",
        "H.No. 5, Sector 7, Noida - 201301",
    ],
    "hindi": ["मकान 5, गांधी नगर, पुणे 411001"],
    "hinglish": ["Makan 5, Gandhi Nagar, Pune"],
}
_CENTRES = {
    "english": ["PHC Baner", "District Hospital, Satara", "UPHC-2 Kothrud"],
    "hindi": ["जिला अस्पताल पुणे"],
    "hinglish": ["PHC Baner"],
}
_GENDERS = {"english": ["Male", "Female", "M"], "hindi": ["पुरुष", "महिला"], "hinglish": ["Purush", "Mahila"]}
_SWAPS = "O=0 0=O l=1 1=l I=l S=5 5=S B=8 8=B m=rn e=c a=o i=l g=q t=f :=; म=भ ब=व ा= े=ै"
_CONFUSED = dict(pair.split("=") for pair in _SWAPS.split(" "))
_TITLES = ["Certificate for COVID-19 Vaccination", "CoWIN Details found", "यह रिकॉर्ड मिला"]
Record = dict[str, str]
SEEDS = 5


@cache
def meaning(label: str) -> tuple[float, str]:
    """How sure a label is known, and what it means: exact, else the likest alias."""
    folded = fold_label(label)
    if folded in ALIASES:
        return 1.0, ALIASES[folded]
    near = [
        (difflib.SequenceMatcher(None, folded, a).ratio(), m)
        for a, m in ALIASES.items()
        if abs(len(a) - len(folded)) < 4
    ]
    return max(near, default=(0.0, ""))  # fmt: skip


def is_label(text: str) -> float:
    """Certainty for `ReadOptions`."""
    return meaning(text)[0]


def rows_of(text: str, known: Callable[[str], float] = is_label) -> list[dict[str, str | None]]:
    """Records of a text by label, the ledger checked."""
    table = read(from_text(text), input_format="text", options=ReadOptions(is_label=known))
    rows = [
        dict(zip(table.columns, row, strict=True))
        for block in table.blocks
        for row in zip(*block.columns, strict=True)
    ]
    assert table.ledger().rows == len(rows)
    return rows


def damaged(text: str, rate: float, chance: random.Random) -> str:
    """Text with confused characters."""
    return "".join(_CONFUSED[c] if c in _CONFUSED and chance.random() < 1.6 * rate else c for c in text)


def transcript(layout: str, language: str, rate: float, chance: random.Random) -> tuple[str, list[Record]]:
    """One paste of up to four records and what it says."""
    wanted = ["name", *chance.sample([k for k in LABELS[language] if k != "name"], chance.randint(3, 8))]
    labels = {key: chance.choice(LABELS[language][key]) for key in wanted}
    count = chance.choice([1, 1, 2, 3, 4])
    division = chance.choice(["blank", "rule", "counter", "none", "blank"])
    lines = [chance.choice(_TITLES), ""] if chance.random() < 0.25 else []
    answers = []
    for number in range(count):
        lines += _division(division, layout, number, count, chance)
        answer = {key: damaged(_value(key, language, chance), rate, chance) for key in wanted}
        pairs = [(_label(labels[key], key, layout, rate, chance), answer[key], key) for key in wanted]
        body = _written(pairs, layout, lambda: damaged(":", rate, chance), chance)
        if layout == "chat":
            body[0] = f"[12/06/23, 10:3{number} AM] CoWIN Bot: {body[0]}"
        lines += body
        answers.append(answer)
    return "\n".join(lines) + "\n", answers


def _division(division: str, layout: str, number: int, count: int, chance: random.Random) -> list[str]:
    if layout == "telegram":
        return [f"CoWIN Bot, [12.06.23 10:3{number}]"]
    if division == "counter":
        return [f"Result {number + 1} of {count}"]
    if not number or (division == "none" and layout != "label above value"):
        return []
    return [chance.choice(["----------", "====", "— — —"])] if division == "rule" else [""]


def _label(label: str, key: str, layout: str, rate: float, chance: random.Random) -> str:
    if layout == "bilingual":
        both = [damaged(LABELS[language][key][0], rate, chance) for language in ("english", "hindi")]
        return " / ".join(both)
    return damaged(label, rate, chance)


def _written(
    pairs: list[tuple[str, str, str]], layout: str, colon: Callable[[], str], chance: random.Random
) -> list[str]:
    if layout == "semicolon line":
        return ["; ".join(f"{label}{colon()} {value}" for label, value, _ in pairs)]
    if layout == "comma line":
        groups = [pairs[i : i + 3] for i in range(0, len(pairs), 3)]
        return [", ".join(f"{label}{colon()} {value}" for label, value, _ in group) for group in groups]
    lines = []
    for number, (label, value, key) in enumerate(pairs, 1):
        if layout == "label above value":
            lines += [label, value]
            continue
        line = _line(label, value, layout, colon(), number)
        wraps = key == "address" and ", " in value and layout != "tab" and chance.random() < 0.4
        lines += [line[: line.rindex(", ") + 1], line[line.rindex(", ") + 2 :]] if wraps else [line]
        lines += [""] if layout == "double spaced" else []
    return lines


def _line(label: str, value: str, layout: str, colon: str, number: int) -> str:
    forms = {
        "spaced colon": f"{label} {colon} {value}",
        "dash": f"{label} - {value}",
        "equals": f"{label}={value}",
        "bar": f"{label}| {value}",
        "full-width colon": f"{label}：{value}",
        "emoji": f"🔹 {label}{colon} {value}",
        "numbered": f"{number}. {label}{colon} {value}",
        "bold": f"*{label}:* {value}",
        "bilingual": f"{label} {colon} {value}",
        "colon dash": f"{label}:- {value}",
        "tab": f"{label}\t{value}",
    }
    return forms.get(layout, f"{label}{colon} {value}")


def _value(key: str, language: str, chance: random.Random) -> str:
    digits = "".join(chance.choice("0123456789") for _ in range(12))
    values = {
        "name": _NAMES[language],
        "age": [str(chance.randint(18, 90))],
        "gender": _GENDERS[language],
        "birth": [f"{chance.randint(1, 28):02}-{chance.randint(1, 12):02}-{chance.randint(1940, 2000)}"],
        "mobile": [f"9{digits[:9]}", f"+91 98{digits[:3]} {digits[3:8]}"],
        "aadhaar": [f"{digits[:4]} {digits[4:8]} {digits[8:]}", f"XXXX XXXX {digits[:4]}"],
        "address": _PLACES[language],
        "vaccine": ["कोविशील्ड"] if language == "hindi" else ["COVISHIELD", "COVAXIN"],
        "dose": [f"{chance.randint(10, 28)}{'/05/' if language == 'hindi' else ' Jun '}2021"],
        "centre": _CENTRES[language],
        "batch": [f"4121Z{digits[:3]}"],
    }  # fmt: skip
    return chance.choice(values[key])


def score(text: str, answers: list[Record]) -> tuple[int, int, bool]:
    """Fields right, fields asked, and whether the records were cut right."""
    rows = rows_of(text)
    right = sum(
        _squeezed(_by_meaning(row).get(key)) == _squeezed(value)
        for row, answer in zip(rows, answers, strict=False)
        for key, value in answer.items()
    )
    return right, sum(map(len, answers)), len(rows) == len(answers)


def _by_meaning(row: dict[str, str | None]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for column, value in row.items():
        parts = [column, *column.replace("(", "/").replace(")", "/").split("/")]
        sure, key = max(meaning(part) for part in parts if part.strip())
        if sure >= 0.7 and value is not None:
            found.setdefault(key, value)
    return found


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def shares(layouts: tuple[str, ...], rate: float) -> tuple[float, float]:
    right = asked = cut = pastes = 0
    for layout in layouts:
        for language in LANGUAGES:
            for seed in range(SEEDS):
                text, answers = transcript(
                    layout,
                    language,
                    rate,
                    random.Random(f"{layout} {language} {rate} {seed}"),
                )
                good, all_, is_cut = score(text, answers)
                right, asked, cut, pastes = right + good, asked + all_, cut + is_cut, pastes + 1
    return right / asked, cut / pastes


@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_transcripts_come_out_whole(layout: str) -> None:
    fields, records = shares((layout,), 0.0)
    assert fields >= 0.99
    assert records >= 0.98


@pytest.mark.parametrize(("rate", "least"), [(0.01, 0.97), (0.03, 0.95), (0.05, 0.90)])
def test_damaged_transcripts_come_out_nearly_whole(rate: float, least: float) -> None:
    fields, records = shares(LAYOUTS, rate)
    assert fields >= least
    assert records >= 0.98
