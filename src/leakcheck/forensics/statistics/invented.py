"""Two tables of invented people for the contract tests of the vocabulary, contact and agreement signals.

`collected` has names made of syllables that no library lists, addresses that fit, and numbers that can be;
`boxed` has the generic names, places and words everybody writes first, put together as Faker does. Nobody
in them exists; e-mail domains and telephone numbers are reserved ones or made to be impossible.
"""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.makers import syllables
from leakcheck.idnumbers.checksums import luhn, verhoeff

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = list[str | None]
    Rows = list[Row]
    Table = tuple[tuple[str, ...], Rows]

HEADER = (
    "first_name", "last_name", "sex", "birth_date", "age", "email", "phone", "mobile", "city",
    "street_address", "company", "job", "remarks", "aadhaar", "pan",
)  # fmt: skip
_MEN = "John James Michael Robert William Daniel Matthew Andrew Joshua Kevin Brian Ryan Mark Paul".split()  # noqa: SIM905
_WOMEN = "Mary Jennifer Jessica Sarah Emily Lisa Laura Linda Susan Karen Nancy Amanda Ashley Megan".split()  # noqa: SIM905
_LAST = (  # noqa: SIM905
    "Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White "
    "Harris Martin Thompson Garcia Martinez Robinson Clark Lewis Lee Walker Hall Allen Young King Wright"
).split()
_LOREM = (  # noqa: SIM905
    "ab accusamus accusantium ad adipisci alias aliquam aliquid amet animi aperiam architecto asperiores "
    "aspernatur assumenda at atque aut autem beatae blanditiis commodi consectetur consequatur consequuntur "
    "corporis corrupti culpa cum cumque cupiditate debitis delectus deleniti deserunt dicta dignissimos "
    "distinctio dolor dolore dolorem doloremque dolores doloribus dolorum ducimus ea eaque earum eius "
    "eligendi enim eos error esse est et eum eveniet ex excepturi exercitationem expedita"
).split()
_JOBS = (  # noqa: SIM905
    "Accountant Actor Architect Barrister Solicitor Dentist Journalist Surveyor Translator Optometrist "
    "Chiropodist Osteopath Banker Herbalist Musician Podiatrist Psychotherapist Dancer Secretary"
).split()
_SITES = (  # noqa: SIM905
    "google.com facebook.com amazon.com nytimes.com bbc.co.uk wikipedia.org cnn.com ibm.com nasa.gov "
    "reddit.com ebay.com dell.com"
).split()
_TOWNS = (  # noqa: SIM905
    "Aurora Arlington Austin Dallas Boston Denver Chicago Houston Memphis Seattle Phoenix Portland Tucson "
    "Atlanta Miami Cleveland Baltimore Nashville Detroit Milwaukee Albuquerque Omaha Oakland Tulsa Tampa "
    "Cincinnati Pittsburgh Anchorage Newark Buffalo"
).split()
_FIRMS = (  # noqa: SIM905
    "Boeing Pfizer Walmart Intel Chevron Costco Humana Comcast FedEx Dell Cisco Nike Kroger Aetna Staples "
    "Sprint Tyson Xerox Gap Oracle"
).split()
_TODAY = datetime.date(2024, 6, 30)


def collected(seed: int, rows: int) -> Table:
    """A table in which the columns know of the same person; same seed, same table."""
    rng = random.Random(seed)  # noqa: S311 - a table to test with
    men, women = syllables(120, 2), syllables(120, 2, 31)
    return HEADER, [_person(rng, rng.choice((men, women)) is women, men, women) for _ in range(rows)]


def _person(rng: random.Random, is_woman: bool, men: Sequence[str], women: Sequence[str]) -> list[str | None]:
    lasts, towns = syllables(700, 3, 7), syllables(60, 4, 99)
    first, last = rng.choice(women if is_woman else men), rng.choice(lasts)
    born = _TODAY - datetime.timedelta(days=int(rng.gammavariate(6, 2500)) + 6000)
    age = _TODAY.year - born.year - ((_TODAY.month, _TODAY.day) < (born.month, born.day))
    boxes = f"{first}.{last}", f"{first[0]}{last}", f"{last}{born.year % 100}", f"{first}_{last}"
    aadhaar = f"{rng.randrange(2, 10)}{rng.randrange(10**10):010}"
    place = rng.choice(towns)
    return [
        first,
        last,
        "F" if is_woman else "M",
        born.isoformat(),
        str(age),
        f"{rng.choice(boxes)}@post{rng.randrange(30)}.net".lower(),
        f"(2{rng.randrange(20, 99)}) 5{rng.randrange(20, 99)}-{rng.randrange(10**4):04}",
        f"+91 {rng.randrange(6, 10)}{rng.randrange(10**9):09}",
        place,
        f"{rng.choice(lasts)} path {rng.randrange(90)}, {place}",
        f"{rng.choice(lasts)} {place} works",
        f"{rng.choice(lasts)} keeper".lower(),
        " ".join(rng.choice(lasts).lower() for _ in range(9)),
        aadhaar + verhoeff.check_digit(aadhaar),
        f"{_letters(rng, 3)}P{last[0]}{rng.randrange(1, 9999):04}{_letters(rng, 1)}",
    ]


def boxed(seed: int, rows: int) -> Table:
    """A table every cell of which is drawn alone from a short list or a grammar."""
    rng = random.Random(seed)  # noqa: S311 - a table to test with
    return HEADER, [_unrelated(rng, rng.choice) for _ in range(rows)]


def _unrelated(rng: random.Random, choice: Callable[[Sequence[str]], str]) -> list[str | None]:
    born = _TODAY - datetime.timedelta(days=rng.randrange(6500, 32_000))
    aadhaar = f"{rng.randrange(2, 10)}{rng.randrange(10**10):010}"
    one, two, three = choice(_LAST), choice(_LAST), choice(_LAST)
    domain = choice((choice(_SITES), f"example.{choice(('com', 'org', 'net'))}"))
    boxes = f"user{rng.randrange(10**4)}", f"{choice(_MEN)}.{choice(_LAST)}"
    words = " ".join(choice(_LOREM) for _ in range(9))
    return [
        choice(_MEN + _WOMEN),
        choice(_LAST),
        choice("MF"),
        born.isoformat(),
        str(rng.randrange(18, 91)),
        f"{choice(boxes)}@{domain}".lower(),
        f"({_digits(rng, 3)}) {_digits(rng, 3)}-{_digits(rng, 4)}x{_digits(rng, 3)}",
        f"+91 {rng.randrange(10**10):010}",
        f"{choice(('North ', 'Port ', 'Lake '))}{choice(_MEN)}{choice(('ville', 'town', ''))}",
        f"{rng.randrange(100, 9999)} {two} {choice(('Lane', 'Ports'))} Apt. {rng.randrange(900):03}",
        choice((f"{one}, {two} and {three}", f"{one} Group", f"{one}-{two}")),
        choice(_JOBS),
        words.capitalize() + ".",
        aadhaar + luhn.check_digit(aadhaar),
        f"{_letters(rng, 5)}{rng.randrange(1, 9999):04}{_letters(rng, 1)}",
    ]


def listed(seed: int, rows: int) -> Table:
    """Like `boxed`, with towns and firms everybody knows in place of those of a grammar."""
    rng = random.Random(seed)  # noqa: S311 - a table to test with
    return _replaced(boxed(seed, rows), lambda _: {"city": rng.choice(_TOWNS), "company": rng.choice(_FIRMS)})


def paired(seed: int, rows: int) -> Table:
    """Like `collected`, with well-known first names, each with its sex."""
    rng = random.Random(seed)  # noqa: S311 - a table to test with

    def named(row: Row) -> dict[str, str]:
        return {"first_name": rng.choice(_MEN if row[2] == "M" else _WOMEN)}

    return _replaced(collected(seed, rows), named)


def formulaic(seed: int, rows: int) -> Table:
    """Like `collected`, with every e-mail address made by the one recipe first.last."""

    def addressed(row: Row) -> dict[str, str]:
        return {"email": f"{row[0]}.{row[1]}@{(row[5] or '').rpartition('@')[2]}".lower()}

    return _replaced(collected(seed, rows), addressed)


def _replaced(table: Table, change: Callable[[Row], dict[str, str]]) -> Table:
    """The table with some cells of each record changed."""
    header, rows = table
    made: Rows = []
    for row in rows:
        changed = change(row)
        made.append([changed.get(name, cell) for name, cell in zip(header, row, strict=True)])
    return header, made


def _digits(rng: random.Random, count: int) -> str:
    return f"{rng.randrange(10**count):0{count}}"


def _letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(count))
