"""Files made with Faker in many hands' styles, and how many seeds are found in what time.

    python benchmarks/seeds/run.py              # all files
    python benchmarks/seeds/run.py --only 3     # the first three

A style is a function that writes one record; none of them is known to the search, which asks the installed
Faker
what each column could be. Seeds below 10**6 are drawn with a fixed seed; every fourth file has a usual one.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USUAL = (42, 1234, 20240115, 2023, 99, 1337)


def customers(f, i):
    """Order as in the file."""
    return {"id": i, "name": f.name(), "email": f.email(), "phone": f.phone_number(), "city": f.city()}


def members(f, i):
    """Names apart, two dates."""
    return {"first": f.first_name(), "last": f.last_name(), "born": f.date_of_birth(minimum_age=18,
    maximum_age=80),
            "mail": f.safe_email(), "joined": f.date_between("-5y", "today")}  # fmt: skip


def staff(f, i):
    """Levels and amounts."""
    return {"staff_no": f"E{i + 1000}", "job": f.job(), "company": f.company(), "name": f.name(),
            "pay": f.random_int(20000, 90000), "grade": f.random_element(["A", "B", "C", "D"])}  # fmt: skip


def accounts(f, i):
    """No names."""
    return {"uuid": f.uuid4(), "user": f.user_name(), "active": f.boolean(chance_of_getting_true=70),
            "seen": f.date_time_this_year().isoformat(sep=" ", timespec="seconds")}  # fmt: skip


def parcels(f, i):
    """Drawn in another order."""
    mail, who = f.free_email(), f.name()
    return {"who": who, "street": f.street_address().replace("\n", " "), "mail": mail, "zip": f.postcode()}


def patients(f, i):
    """Light columns lead, one in capitals."""
    sex = f.random_element(("M", "F"))
    return {"sex": sex, "age": f.random_int(0, 99), "first": f.first_name(), "last": f.last_name(),
            "city": f.city().upper(), "blood": f.random_element(["A+", "B+", "O+", "AB+", "O-"])}  # fmt: skip


def split_names(f, i):
    """An e-mail worked out, a pattern."""
    first, last = f.first_name(), f.last_name()
    return {"first": first, "last": last, "mail": f"{first}.{last}@corp.example".lower(),
    "tel": f.phone_number(),
            "ref": f.bothify("??-####", letters="ABCDEFGHIJKLMNOPQRSTUVWXYZ")}  # fmt: skip


def letters(f, i):
    """Long addresses, dates written differently."""
    return {
        "name": f.name(),
        "address": f.address().replace("\n", ", "),
        "dob": f.date_of_birth().strftime("%d/%m/%Y"),
    }


STYLES = (customers, members, staff, accounts, parcels, patients, split_names, letters)
LOCALES = ("en_US", "en_IN", "de_DE", "fr_FR", "en_GB", "es_ES", "pt_BR", "it_IT")


def write(path: Path, number: int, rng: random.Random) -> tuple[str, str, int, int]:
    """Write one file; its style, locale, seed and records."""
    from faker import Faker

    style, locale = STYLES[number % len(STYLES)], LOCALES[(number * 3 + number // len(STYLES)) % len(LOCALES)]
    rows = rng.choice([30, 60, 100, 250, 1000])
    seed = USUAL[number // 4 % len(USUAL)] if number % 4 == 0 else rng.randrange(10**6)
    fake = Faker(locale)
    if number % 2:
        fake.seed_instance(seed)
    else:
        Faker.seed(seed)
    records = [style(fake, i) for i in range(rows)]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(records[0]))
        writer.writeheader()
        writer.writerows(records)
    return style.__name__, locale, seed, rows


def main() -> None:
    """Make the files, run the command on each, print what was proven."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, default=24)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=10**6)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    rng, proven, slowest = random.Random(5), 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.only):
            path = Path(folder) / f"{number:02}.csv"
            style, locale, seed, rows = write(path, number, rng)
            if number < asked.skip:
                continue
            begun = time.monotonic()
            call = [sys.executable, "-m", "leakcheck", "attribute", str(path), "--format", "json",
                    "--seeds", str(asked.seeds), "--jobs", str(asked.jobs)]  # fmt: skip
            done = subprocess.run(call, capture_output=True, text=True, check=False)
            took = time.monotonic() - begun
            said = json.loads(done.stdout) if done.stdout else {"outcome": done.stderr[-200:]}
            right = said.get("seed") == seed
            proven, slowest = proven + right, max(slowest, took)
            drawn = sum(column["made_by"] is not None for column in said.get("columns", []))
            print(f"{number:2} {style:12} {locale} {rows:5} records  seed {seed:8}  {said['outcome']:9}"
                  f" {'right' if right else 'WRONG':5} {drawn} columns {took:6.1f} s",
                  flush=True)  # fmt: skip
    print(f"{proven} of {asked.only - asked.skip} proven; slowest {slowest:.1f} s")


if __name__ == "__main__":
    main()
