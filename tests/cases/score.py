"""Score leakcheck against the case files: which labels, outcomes and record counts come out as expected.

    python tests/cases/score.py [--only GROUP] [--held-out] [-v]

Every case is judged in-process through ``leakcheck.verify``. Shares are printed by group and by split.
Misses are listed for the development cases only, so that nobody tunes on the held-out third; ``--held-out``
lists those too. Exit 1 if any share of either split is below 97 % or any case ended in a traceback.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import traceback
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = Path(__file__).parent
PASS_MARK = 0.97
KINDS = ("fields", "outcomes", "records")

RULES: dict[str, tuple[str, ...]] = {
    "adult-birth-year-only": ("cowin.adult-birth-year-only",),
    "no-beneficiary-address": ("cowin.no-beneficiary-address",),
    "off-schema-father-name": ("cowin.no-relative-name",),
    "off-schema-email": ("cowin.no-email",),
    "off-schema-geolocation": ("cowin.no-geolocation",),
    "off-schema-bank": ("cowin.no-bank-details",),
    "off-schema-test-result": ("cowin.no-test-result",),
    "gender-vocabulary": ("cowin.gender-vocabulary",),
    "vaccine-vocabulary": ("cowin.vaccine-vocabulary",),
    "vaccine-first-use": (
        "cowin.no-dose-before-programme",
        "cowin.sputnik-first-use",
        "cowin.zycov-d-first-use",
        "cowin.corbevax-first-use",
        "cowin.covovax-first-use",
        "cowin.incovacc-first-use",
        "cowin.gemcovac-om-first-use",
    ),
    "minor-vaccine": ("cowin.born-2005-2007-vaccine", "cowin.born-2008-2010-vaccine"),
    "id-type-minor": ("cowin.minor-id-type",),
    "student-id-anachronism": ("cowin.student-id-from-2022",),
    "dose-order": ("cowin.second-dose-after-first", "cowin.third-dose-after-second"),
    "age-birth-year": ("cowin.age-fits-birth-year",),
    "reference-id-shape": ("cowin.reference-id-length",),
    "certificate-id-shape": ("cowin.certificate-id-length",),
    "aadhaar-checksum": ("india_identity.aadhaar-check-digit", "india_identity.aadhaar-shape"),
    "pan-shape": ("india_identity.pan-shape", "india_identity.pan-holder-letter"),
    "pan-initial": ("india_identity.pan-name-initial",),
    "pin-state": ("india_identity.pin-code-state",),
    "mobile-shape": ("cowin.mobile-ten-digits", "india_identity.mobile-first-digit"),
}
"""Rules that together answer a check: any failure fails it, else any pass passes it."""

ACCEPTED = {
    "pass": {"pass"},
    "fail": {"fail"},
    "not-applicable": {"not-applicable", "untested"},
    "unknown": {"unknown", "untested"},
    "untried": {"not-applicable", "unknown", "untested"},
    "not-fail": {"pass", "not-applicable", "unknown", "untested"},
}


@dataclass(frozen=True, slots=True)
class Case:
    """One pasted text or small file with what must come out; the keys are described in README.md."""

    group: str
    id: str
    title: str
    why: str
    input: str
    records: int
    fields: Mapping[str, str | list[str]]
    outcomes: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    format: str = "text"
    encoding: str = "utf-8"
    claims: str = "cowin"
    date: datetime.date | None = None
    verdict: str | None = None
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One expectation and what was found; `kind` is one of `KINDS`."""

    kind: str
    item: str
    expected: str
    got: str
    right: bool


def load_cases(folder: Path = FOLDER, only: str | None = None) -> list[Case]:
    """Read every ``*.toml`` beside this file, in the order of file names and cases."""
    files = sorted(path for path in folder.glob("*.toml") if only in (None, path.stem))
    return [
        Case(group=path.stem, **entry)
        for path in files
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def judge(case: Case) -> dict[str, Any]:
    """Return the JSON report of one case, as a program that uses the package would get it."""
    import leakcheck

    evidence = case.input.encode(case.encoding) if case.format == "csv" else case.input
    report = leakcheck.verify(evidence, claims=case.claims, date=case.date)
    parsed: dict[str, Any] = json.loads(report.to_json())
    return parsed


def normal_label(text: str) -> str:
    """Fold a label: NFKC, case, invisible characters (also shown as \\u200b), bullets and marks around it."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    visible = "".join(c for c in unicodedata.normalize("NFKC", plain) if unicodedata.category(c) != "Cf")
    words = " ".join(visible.casefold().split())
    words = re.sub(r"^\d{1,3}[.)]\s", "", words)
    keep = [i for i, c in enumerate(words) if unicodedata.category(c)[0] in "LMN"]
    return words[keep[0] : keep[-1] + 1] if keep else words


def path_of(label: str) -> list[str]:
    """Split the name of a nested JSON column into its parts, without list positions."""
    return [part for part in re.split(r"[.\[\]/>:]+", normal_label(label)) if part and not part.isdecimal()]


def mapped_fields(mapping: Iterable[Mapping[str, Any]], label: str) -> list[str | None]:
    """Return the fields given to a label: the column of that name, else columns whose path ends in it."""
    columns = list(mapping)
    same = [c["field"] for c in columns if normal_label(c["column"]) == normal_label(label)]
    if same:
        return same
    tail = path_of(label)
    return [c["field"] for c in columns if path_of(c["column"])[-len(tail) :] == tail]


def field_marks(case: Case, report: Mapping[str, Any]) -> Iterator[Mark]:
    for label, wanted in case.fields.items():
        names = [wanted] if isinstance(wanted, str) else wanted
        found = mapped_fields(report["mapping"], label)
        got = " | ".join(str(name) for name in found) if found else "no such column"
        yield Mark("fields", label, " | ".join(names), got, any(name in names for name in found))


def counts_of(report: Mapping[str, Any], check: str) -> dict[str, int] | None:
    """Return the four counts of a check; all zero when it is listed as untested, None when nowhere.

    Of several rules the gravest answers: one that failed, else one that passed.
    """
    found = [dict(f["counts"]) for f in report["findings"] if f["rule"] in RULES[check]]
    if found:
        return max(found, key=lambda c: (c.get("fail", 0), c.get("pass", 0)))
    listed = {entry["rule"] for entry in report.get("untested", ())}
    return {} if listed & set(RULES[check]) else None


def outcome_of(counts: Mapping[str, int] | None) -> str:
    """Reduce counts to one word: the gravest outcome that occurred."""
    if counts is None:
        return "absent"
    order = ("fail", "pass", "unknown", "not-applicable")
    return next((word for word in order if counts.get(word, 0) > 0), "untested")


def outcome_marks(case: Case, report: Mapping[str, Any]) -> Iterator[Mark]:
    for check, wanted in case.outcomes.items():
        got = outcome_of(counts_of(report, check))
        yield Mark("outcomes", check, wanted, got, got in ACCEPTED[wanted])
    for check, parts in case.counts.items():
        counts = counts_of(report, check)
        for word, number in parts.items():
            got_number = "absent" if counts is None else str(counts.get(word, 0))
            yield Mark("outcomes", f"{check} {word}", str(number), got_number, got_number == str(number))
    if case.verdict:
        got = report["verdict"]["word"] if isinstance(report["verdict"], dict) else report["verdict"]
        yield Mark("outcomes", "verdict", case.verdict, got, got == case.verdict)


def record_mark(case: Case, report: Mapping[str, Any]) -> Mark:
    """Compare the number of records: every finding accounts for each record once."""
    sums = [sum(finding["counts"].values()) for finding in report["findings"]]
    got = max(sums) if sums else report.get("ledger", {}).get("rows", 0)
    return Mark("records", "records", str(case.records), str(got), got == case.records)


def marks_of(case: Case, report: Mapping[str, Any]) -> list[Mark]:
    return [*field_marks(case, report), *outcome_marks(case, report), record_mark(case, report)]


EMPTY: dict[str, Any] = {"mapping": [], "findings": [], "verdict": "none"}


def score_case(case: Case) -> tuple[list[Mark], str]:
    """Return the marks of a case and its traceback, empty if there was none (then every mark is a miss)."""
    try:
        return marks_of(case, judge(case)), ""
    except Exception:
        wanted = marks_of(case, EMPTY)
        missed = [Mark(mark.kind, mark.item, mark.expected, "traceback", right=False) for mark in wanted]
        return missed, traceback.format_exc()


@dataclass(slots=True)
class Totals:
    """Right and all marks by kind, and the tracebacks, of one group or split."""

    right: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    tracebacks: int = 0

    def add(self, marks: Iterable[Mark], trace: str) -> None:
        self.cases += 1
        self.tracebacks += bool(trace)
        for mark in marks:
            self.tried[mark.kind] += 1
            self.right[mark.kind] += mark.right

    def share(self, kind: str) -> float:
        return self.right[kind] / self.tried[kind] if self.tried[kind] else 1.0

    def passes(self) -> bool:
        return not self.tracebacks and all(self.share(kind) >= PASS_MARK for kind in KINDS)

    def line(self, name: str) -> str:
        shares = "".join(f"{self.right[k]:>6}/{self.tried[k]:<5}{self.share(k):>6.1%}" for k in KINDS)
        return f"{name:<28}{self.cases:>5}{shares}{self.tracebacks:>5}"


def print_misses(case: Case, marks: Iterable[Mark], trace: str, verbose: bool) -> None:
    missed = [mark for mark in marks if not mark.right]
    if missed and verbose:
        print(f"{case.id}: {case.title}. {case.why}")
    for mark in missed:
        print(f"{case.id}  {mark.kind}  {mark.item!r}: expected {mark.expected}, got {mark.got}")
    if trace:
        print(trace if verbose else f"{case.id}  {trace.splitlines()[-1]}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score leakcheck against tests/cases.")
    parser.add_argument("--only", metavar="GROUP", help="one case file, by its name without .toml")
    parser.add_argument("--held-out", action="store_true", help="list the misses of held-out cases too")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print title, reason and full tracebacks"
    )
    wanted = parser.parse_args(arguments)
    groups: dict[str, Totals] = {}
    splits = {"development": Totals(), "held out": Totals()}
    for case in load_cases(only=wanted.only):
        marks, trace = score_case(case)
        groups.setdefault(case.group, Totals()).add(marks, trace)
        splits["held out" if case.held_out else "development"].add(marks, trace)
        if wanted.held_out or not case.held_out:
            print_misses(case, marks, trace, wanted.verbose)
    if not groups:
        parser.error(f"no case file named {wanted.only}.toml")
    print(f"\n{'':<28}{'cases':>5}" + "".join(f"{kind:>18}" for kind in KINDS) + f"{'tb':>5}")
    for name, totals in [*groups.items(), *splits.items()]:
        print(totals.line(name))
    return 0 if all(totals.passes() for totals in splits.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
