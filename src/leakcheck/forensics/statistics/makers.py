"""Tables of invented people with one header: one that hangs together, and three fabrications of it.

Why: every signal must tell them apart (its contract test), so what a collected table looks like is written
once. `coherent` imitates the habits of records: common and rare names, sex by name, work by age, city with
postcode and dialling code, business hours, ordered files, amounts that pile up, blanks with a reason.
`independent` draws every cell alone, all values equally likely; `synthesised` draws new records from the
margins and rank correlations of a coherent table; `loosened` exchanges a few of its cells. Nobody in them
exists.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    Rows = list[list[str | None]]
    Table = tuple[tuple[str, ...], Rows]

HEADER = (
    "record_id", "first_name", "last_name", "sex", "birth_date", "age", "occupation", "city", "postcode",
    "phone", "email", "registered_at", "closed_on", "closed_by", "plan", "branch", "amount", "fee", "total",
    "visits",
)  # fmt: skip
_OCCUPATIONS = ("pupil", "student", "employed", "self-employed", "unemployed", "retired")
_PLANS = ("basic", "family", "plus", "premium", "trial")
_BRANCHES = ("north", "south", "east", "west", "centre", "harbour", "valley")
_CLERKS = ("a.varo", "b.lint", "c.moss", "d.ferr", "e.quil")
_DOMAINS = ("post.invalid", "mail.invalid", "box.invalid", "letter.invalid", "note.invalid", "ink.invalid")
_START, _DAYS = 18_628, 730  # 2021-01-01 and two years
_TODAY = _START + _DAYS


@cache
def syllables(count: int, length: int, offset: int = 0) -> tuple[str, ...]:
    """`count` distinct invented words of `length` syllables, the same on every call."""
    onsets = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "st")
    parts = [onset + vowel for vowel in "aeiou" for onset in onsets]
    words: dict[str, None] = {}
    state = 12_345 + offset
    while len(words) < count:
        word = ""
        for _ in range(length):
            state = (state * 1_103_515_245 + 12_345) % 2**31  # a plain generator: names stay for ever
            word += parts[(state >> 8) % len(parts)]
        words[word.capitalize()] = None
    return tuple(words)


def coherent(seed: int, rows: int) -> Table:
    """A table as a clerk's system would export it; same seed, same table."""
    import numpy as np

    rng = np.random.default_rng([seed, 1])
    firsts, lasts, cities = syllables(160, 2), syllables(700, 3, 7), syllables(45, 2, 99)
    first, last, city = (_zipf(rng, len(words), rows) for words in (firsts, lasts, cities))
    age = np.clip(rng.gamma(6.0, 7.0, rows).astype(int), 6, 96)
    born = _TODAY - age * 365.2425 - rng.uniform(1, 360, rows)
    opened = _working_time(rng, rows)
    wait = np.floor(rng.exponential(45.0, rows)) + 1
    is_open = opened + wait > _TODAY
    plan = np.where(age < 25, rng.choice([4, 0, 2], rows, p=[0.5, 0.4, 0.1]), _zipf(rng, 4, rows))
    amount = np.exp(rng.normal(4.0 + 0.5 * plan, 0.8, rows))
    amount = np.where(rng.random(rows) < 0.6, np.ceil(amount / 10) * 10, np.round(amount, 2))
    fee = np.round(amount * 0.02, 2)
    has_email = rng.random(rows) < 1.1 - age / 100
    domain = _zipf(rng, len(_DOMAINS), rows)
    visits = rng.poisson(rng.gamma(0.8, 2.5, rows)) + (plan == 3) * 3
    records: Rows = []
    for i in range(rows):
        town = int(city[i])
        names = firsts[first[i]], lasts[last[i]]
        provider = _DOMAINS[domain[i]]
        records.append([
            str(1001 + i), *names, "F" if first[i] % 2 else "M", _date(born[i]), str(age[i]),
            _occupation(int(age[i]), rng.random()), cities[town],
            f"{20 + town:02}{int(rng.integers(3 + town % 4)):03}",
            f"0{310 + town * 7} {rng.integers(10**6):06}",
            f"{names[0]}.{names[1]}@{provider}".lower() if has_email[i] else None,
            _stamp(opened[i]),
            None if is_open[i] else _date(opened[i] + wait[i]),
            None if is_open[i] else _CLERKS[town % 5],
            _PLANS[plan[i]], _BRANCHES[town % 7], f"{amount[i]:.2f}", f"{fee[i]:.2f}",
            f"{amount[i] + fee[i]:.2f}", str(visits[i]),
        ])  # fmt: skip
    return HEADER, records


def independent(seed: int, rows: int) -> Table:
    """The same columns, every cell drawn alone and evenly; same seed, same table."""
    import numpy as np

    rng = np.random.default_rng([seed, 2])
    firsts, lasts, cities = syllables(160, 2), syllables(700, 3, 7), syllables(45, 2, 99)

    def one(words: Sequence[str]) -> str:
        return words[int(rng.integers(len(words)))]

    def blank(text: str) -> str | None:
        return None if rng.random() < 0.1 else text

    def number(low: int, high: int) -> int:
        return int(rng.integers(low, high))

    records: Rows = [
        [
            str(1001 + i), one(firsts), one(lasts), one("MF"), _date(number(_TODAY - 29_200, _TODAY - 6_600)),
            str(number(18, 81)), one(_OCCUPATIONS), one(cities), f"{number(10_000, 99_999)}",
            f"0{number(200, 900)} {number(0, 10**6):06}", blank(f"{one(firsts)}@{one(_DOMAINS)}".lower()),
            _stamp(_START + _DAYS * rng.random()), blank(_date(number(_START, _TODAY))), blank(one(_CLERKS)),
            one(_PLANS), one(_BRANCHES), f"{rng.uniform(10, 5_000):.2f}", f"{rng.uniform(1, 100):.2f}",
            f"{rng.uniform(10, 5_000):.2f}", str(number(0, 40)),
        ]
        for i in range(rows)
    ]  # fmt: skip
    return HEADER, records


def synthesised(seed: int, rows: int) -> Table:
    """New records from a Gaussian copula fitted to a coherent table; same seed, same table."""
    import numpy as np

    rng = np.random.default_rng([seed, 3])
    _, records = coherent(seed, rows)
    columns = [sorted((row[i] or "" for row in records), key=_size) for i in range(len(HEADER))]
    scores = np.stack([_scores([row[i] or "" for row in records]) for i in range(len(HEADER))])
    drawn = rng.multivariate_normal(np.zeros(len(HEADER)), np.corrcoef(scores), rows, method="eigh").T
    places = np.argsort(np.argsort(drawn, axis=1), axis=1)
    return HEADER, [
        [column[place] or None for column, place in zip(columns, row, strict=True)]
        for row in places.T.tolist()
    ]  # fmt: skip


def loosened(seed: int, rows: int) -> Table:
    """A coherent table, 4 cells in 100 of each column exchanged among themselves; same seed, same table."""
    import numpy as np

    rng = np.random.default_rng([seed, 4])
    _, records = coherent(seed, rows)
    for i in range(len(HEADER)):
        moved = np.flatnonzero(rng.random(rows) < 0.04).tolist()
        cells = [records[k][i] for k in moved]
        for k, cell in zip(moved, cells[1:] + cells[:1], strict=True):
            records[k][i] = cell
    return HEADER, records


def _size(text: str) -> tuple[float, str]:
    """Numbers by size, other texts by the alphabet."""
    return (float(text), "") if text.replace(".", "", 1).isdecimal() else (-1.0, text)


def _scores(cells: Sequence[str]) -> Any:
    """Normal scores of the ranks, ties in order of appearance."""
    from statistics import NormalDist

    import numpy as np

    order = sorted(range(len(cells)), key=lambda i: _size(cells[i]))
    scores = np.empty(len(cells))
    scores[order] = [NormalDist().inv_cdf((i + 0.5) / len(cells)) for i in range(len(cells))]
    return scores


def _zipf(rng: np.random.Generator, classes: int, rows: int) -> Any:
    """Places drawn with chance proportional to 1 / (place + 1)."""
    import numpy as np

    chances = 1 / np.arange(1, classes + 1)
    return rng.choice(classes, rows, p=chances / chances.sum())


def _working_time(rng: np.random.Generator, rows: int) -> Any:
    """Days since 1970 with the hour as fraction, in order: busy weekdays, quiet Sundays, office hours."""
    import numpy as np

    days = np.arange(_START, _TODAY)
    load = np.array([1.0, 1.5, 1.4, 1.2, 1.1, 0.3, 0.05])[(days + 3) % 7]  # day 0 was a Thursday
    load *= np.exp(0.4 * np.sin(days / 58)) * rng.gamma(2.0, 0.5, len(days))
    chosen = np.sort(rng.choice(days, rows, p=load / load.sum()))
    hours = np.clip(rng.normal(11.5, 2.6, rows), 7.5, 19.9)
    return np.sort(chosen + hours / 24)


def _occupation(age: int, luck: float) -> str:
    if age < 17:
        return "pupil"
    if age < 25:
        return "student" if luck < 0.6 else "employed"
    if age > 64:
        return "retired" if luck < 0.93 else "self-employed"
    return "employed" if luck < 0.75 else "self-employed" if luck < 0.9 else "unemployed"


def _date(day: float) -> str:
    import datetime

    return datetime.date.fromordinal(719_163 + int(day)).isoformat()


def _stamp(moment: float) -> str:
    seconds = int(moment % 1 * 86_400)
    return f"{_date(moment)} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
