"""Results built by hand, for tests of everything that prints. All persons and numbers are invented."""

from __future__ import annotations

import datetime

from leakcheck.model import (
    AxisWeight,
    Claim,
    ColumnMapping,
    Context,
    Example,
    FamilyWeight,
    FieldMapping,
    Finding,
    Ledger,
    LineEvent,
    Reading,
    Result,
    Source,
    Tally,
    Untested,
    Verdict,
    WhatIf,
)

NAME, BORN, MOBILE = "Asha Sharma", "12-03-1982", "9876543210"
SECRETS = (NAME, "Sharma", BORN, "1982", MOBILE)

API = Source(
    "operator-api-v2",
    "Registration API, version 2",
    "Example Ministry",
    "https://example.org/api",
    "schema",
    "B2",
    datetime.date(2021, 4, 25),
)
DENIAL = Source(
    "ministry-2023", "Statement of June 2023", "Example Ministry", "https://example.org/no", "denial", "C3"
)
BIRTH = Finding(
    rule="cowin.adult-birth-year-only",
    title="Adult records carry a year of birth, never a full date",
    family="schema",
    axis="system",
    strength="strong",
    tally=Tally(
        passed=0,
        failed=1,
        rows=(2,),
        examples=(
            Example(2, (("birth_date", BORN), ("age", "41"), ("name", NAME), ("passport_number", None))),
        ),
        notes=("mobile: valid if 'O' at place 3 is read as '0'",),
    ),
    sources=("operator-api-v2", "ministry-2023"),
    explain="The record shows a full date of birth ({birth_date}); this interface holds only a year.",
    innocent=("international certificate, where the date is required", "1 January written for 'year only'"),
    log10_lr=1.1,
)
AADHAAR = Finding(
    rule="in.aadhaar.checksum",
    title="Aadhaar number has its check digit",
    family="identifiers",
    axis="collected",
    strength="moderate",
    tally=Tally(passed=1),
    sources=("operator-api-v2",),
    explain="Wrong check digit.",
    log10_lr=-0.2,
)
DRAFT = Finding(
    rule="cowin.draft",
    title="Something not yet stable",
    family="schema",
    axis="system",
    strength="weak",
    tally=Tally(failed=1, rows=(2,)),
    sources=("gone",),
    explain="Not yet stable.",
    weighed=False,
    why_not="draft rule",
)
SILENT = Finding(
    rule="cowin.other",
    title="Speaks of other records",
    family="schema",
    axis="system",
    strength="weak",
    tally=Tally(not_applicable=1),
    sources=("operator-api-v2",),
    explain="Other.",
)


def fabricated() -> Result:
    """One pasted record that does not fit the system it is said to come from."""
    return Result(
        verdict=Verdict(
            "fabricated",
            "misattributed",
            7,
            (
                AxisWeight("collected", 0.0, 0.0, 1, (FamilyWeight("identifiers", -0.2),)),
                AxisWeight("system", 1.1, 1.3, 1, (FamilyWeight("schema", 1.1, True),)),
            ),
            ("cowin.adult-birth-year-only",),
            (
                WhatIf("source", "operator-api-v2", "inconclusive", 38),
                WhatIf("publisher", "Example Ministry", "inconclusive", 40),
                WhatIf("source-kind", "denial", "inconclusive", 12),
                WhatIf("family", "identifiers", "fabricated", 6),
            ),
        ),
        claim=Claim("reply.txt", "cowin", None, datetime.date(2023, 6, 12)),
        reading=Reading(
            "reply.txt", "text record", "utf-8", 120, "0" * 64, {"labels": "4", "runner_up": "csv"}, (), True
        ),
        ledger=Ledger(
            lines=5,
            parsed=4,
            rejected=1,
            rows=1,
            size=120,
            events=(LineEvent(5, "rejected", "no label"),),
            events_total=1,
        ),
        mapping=FieldMapping(
            (
                ColumnMapping(0, "Name", "name", "label", 1.0, 0.5),
                ColumnMapping(1, "Date of Birth", "birth_date", "label and shape", 1.0, 1.0, "dose1_date"),
                ColumnMapping(2, "नोट", None, ""),
                ColumnMapping(3, MOBILE, "mobile", f'"{MOBILE}" looks like one', 0.0, 1.0),
            ),
            ("two columns look like name",),
        ),
        findings=(AADHAAR, BIRTH, DRAFT, SILENT),
        untested=(
            Untested("cowin.dose-gap", "Dose gap", "no column looks like dose1_date"),
            Untested("cowin.dose-order", "Dose order", "no column looks like dose1_date"),
        ),
        sources=(API, DENIAL),
        context=(
            Context(
                "cowin.otp", "The API needs a one-time password.", "access, not content", ("ministry-2023",)
            ),
        ),
        versions={"leakcheck": "0.1.0", "pack cowin": "1.0 (abc)"},
        surfaces={"registration": 1},
        distrusted=("folklore",),
        seed=3,
    )


def unclaimed() -> Result:
    """A table nobody said anything about: columns like a known system, little to test."""
    return Result(
        verdict=Verdict("inconclusive", "too-little", 50, (AxisWeight("collected", 0.0, 0.0, 0),)),
        claim=Claim("dump.csv"),
        reading=Reading("dump.csv", "csv", "utf-8", 44, "1" * 64, {"delimiter": ","}),
        ledger=Ledger(lines=3, header=1, parsed=2, rows=2, size=44),
        mapping=FieldMapping((ColumnMapping(0, "pin", "pin_code", "label", 0.9, 0.9),)),
        findings=(),
        untested=(),
        sources=(),
        context=(),
        versions={"leakcheck": "0.1.0"},
        proposal="cowin",
    )
