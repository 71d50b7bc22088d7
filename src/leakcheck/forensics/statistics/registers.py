"""Two invented tables with one header: a register kept day by day, and one drawn by a random generator.

Why: the contract test of a signal of order, calendar or frequency wants the habits of collecting (rows in
order of arrival, quiet Sundays, few common names and many rare ones, batches by branch, blanks that come
together), and the same columns without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = tuple[list[str], list[list[str | None]]]

HEADER = [
    "record_id", "registered", "closed", "branch", "status", "first_name", "last_name", "city", "email",
    "amount", "remark",
]  # fmt: skip
_EPOCH = 17897  # 2019-01-01
_OPENINGS = ("Ba", "Do", "Fe", "Gu", "Ki", "La", "Mo", "Ne", "Pi", "Ra", "Su", "Ta", "Vo", "Wi", "Ya", "Ze")
_MIDDLES = ("la", "mi", "no", "ru", "sa", "ti", "ve", "ko", "da", "pe")
_ENDINGS = ("n", "r", "s", "l", "m", "th", "nd", "x")
_BRANCHES = ("North", "South", "East", "West", "Harbour", "Mill")
_STATES = ("open", "settled", "refused", "waiting")


def register(seed: int, rows: int) -> Table:
    """A table as a register leaves it."""
    import numpy as np

    rng = np.random.default_rng([seed, 1])
    days = _arrivals(rng, rows)
    order = np.arange(rows)
    branch = (order // 9 * 7919 + order // 40) % len(_BRANCHES)
    amounts = np.round(np.exp(rng.normal(4, 1, rows)) * (1 + branch), -1)
    columns = [
        [f"{x}" for x in 40_000 + np.cumsum(rng.integers(1, 30, rows))],
        _stamps(np.sort(days + np.clip(rng.normal(13, 2, rows), 0, 23.9) / 24)),
        _dates(np.minimum(days + rng.exponential(40, rows), days.max())),
        [_BRANCHES[x] for x in branch],
        [_STATES[x] for x in np.where(rng.random(rows) < 0.7, branch % 4, _zipf(rng, 4, rows))],
        [_word(x, 1) for x in _zipf(rng, 600, rows)],
        [_word(x, 3) for x in _zipf(rng, 900, rows)],
        [_word(x, 5) for x in _zipf(rng, 400, rows)],
        _addresses(rng, _zipf(rng, 80, rows)),
        [f"{x:.0f}" for x in amounts],
        [None if (i // 25) % 3 else _word(x, 9) for i, x in enumerate(_zipf(rng, 300, rows))],
    ]
    return list(HEADER), [list(row) for row in zip(*columns, strict=True)]


def drawn(seed: int, rows: int) -> Table:
    """The same header, every cell drawn evenly and on its own."""
    import numpy as np

    rng = np.random.default_rng([seed, 2])
    days = _EPOCH + rng.random(rows) * 3 * 365.2425
    columns = [
        [f"{x}" for x in rng.permutation(rows * 20)[:rows] + 40_000],
        _stamps(days),
        _dates(_EPOCH - 400 + rng.random(rows) * 2 * 365.2425),
        [_BRANCHES[x] for x in rng.integers(0, len(_BRANCHES), rows)],
        [_STATES[x] for x in rng.integers(0, 4, rows)],
        [_word(x, 1) for x in rng.integers(0, 90, rows)],
        [_word(x, 3) for x in rng.integers(0, 120, rows)],
        [_word(x, 5) for x in rng.integers(0, 90, rows)],
        _addresses(rng, rng.integers(0, 30, rows)),
        [f"{x}" for x in rng.integers(10, 5000, rows)],
        [None if rng.random() < 0.6 else _word(x, 9) for x in rng.integers(0, 300, rows)],
    ]
    return list(HEADER), [list(row) for row in zip(*columns, strict=True)]


def dragged(seed: int, rows: int) -> Table:
    """`drawn`, with numbers that count on, a cycle of names and an end filled downwards."""
    header, records = drawn(seed, rows)
    for i, record in enumerate(records):
        record[9] = str(250 + 5 * i)
        record[5] = _word(i % 7, 1)
        if i > rows * 0.8:
            record[7] = _word(3, 5)
    return header, records


def padded(seed: int, rows: int) -> Table:
    """`register`, with half of its records under new numbers and addresses as the second half."""
    header, records = register(seed, rows)
    for i in range(rows // 2, rows):
        source = records[(i * 7 + seed) % (rows // 2)]
        name, _, domain = str(source[8]).partition("@")
        records[i] = [f"{90_000 + i * 3}", *source[1:8], f"{name[3:]}.{i * 37 % 101}@{domain}", *source[9:]]
    return header, records


def glued(seed: int, rows: int) -> Table:
    """Half a `drawn` table of one kind under half of another: shares, lengths and ranges jump together."""
    header, records = drawn(seed, rows)
    for record in records[rows // 2 :]:
        record[3] = _BRANCHES[len(str(record[9])) % 2]
        record[4] = _STATES[0]
        record[9] = str(int(str(record[9])) + 90_000)
        record[7] = f"{record[7]} ({record[6]})"
        record[10] = record[10] or "none given"
    return header, records


def _arrivals(rng: np.random.Generator, rows: int) -> NDArray[np.float64]:
    """Days in order of arrival: bursts and pauses, hardly a Sunday, a summer rush, first days of a month."""
    import numpy as np

    gaps = rng.exponential(1.0, rows) * np.exp(rng.normal(0, 1.6, rows))
    days = _EPOCH + np.cumsum(gaps * 900 / gaps.sum())
    summer = (days % 365.2425 > 150) & (rng.random(rows) < 0.6)
    days = np.where(summer, days - (days % 365.2425) + 90 + rng.random(rows) * 30, days)
    days = np.floor(days)
    weekend = (days + 3) % 7 >= 5
    days = np.where(weekend & (rng.random(rows) < 0.9), days + 2, days)
    first = (
        np.floor(days)
        .astype("datetime64[D]")
        .astype("datetime64[M]")
        .astype("datetime64[D]")
        .astype(np.int64)
    )
    return np.sort(np.where(rng.random(rows) < 0.08, first, days).astype(float))


def _zipf(rng: np.random.Generator, size: int, rows: int) -> NDArray[np.int64]:
    """Places in a list, the k-th 1/k as likely as the first."""
    import numpy as np

    weights = 1 / np.arange(1, size + 1)
    return rng.choice(size, rows, p=weights / weights.sum())


def _word(place: int, room: int) -> str:
    """An invented word; the same for the same place and room."""
    x = int(place) * 31 + room * 7
    first = _OPENINGS[int(place) % 16]
    return (
        first + _MIDDLES[int(place) // 16 % 10] + _MIDDLES[(x // 10) % 10] + _ENDINGS[int(place) // 160 % 8]
    )


def _addresses(rng: np.random.Generator, domains: NDArray[np.int64]) -> list[str]:
    """E-mail addresses that do not count on."""
    names = rng.permutation(len(domains) * 8)[: len(domains)]
    return [
        f"{_word(n, 11).lower()}{n % 97}@{_word(d, 7).lower()}.test"
        for n, d in zip(names, domains, strict=True)
    ]


def _dates(days: NDArray[np.float64]) -> list[str]:
    """ISO dates."""
    import numpy as np

    return [str(x) for x in np.floor(days).astype("datetime64[D]")]


def _stamps(days: NDArray[np.float64]) -> list[str]:
    """Dates with a time of day."""
    import numpy as np

    return [str(x).replace("T", " ") for x in np.round(days * 86400).astype("datetime64[s]")]


def sorted_draw(seed: int, rows: int) -> Table:
    """`drawn`, sorted by its first date."""
    header, records = drawn(seed, rows)
    return header, sorted(records, key=lambda record: str(record[1]))


def few_columns(seed: int, rows: int) -> Table:
    """Branch, status and first name of `register`: persons come back."""
    header, records = register(seed, rows)
    return header[3:6], [record[3:6] for record in records]


def few_columns_drawn(seed: int, rows: int) -> Table:
    """Names, city, amount and remark of `drawn`: no record occurs twice."""
    header, records = drawn(seed, rows)
    return header[5:8] + header[9:], [record[5:8] + record[9:] for record in records]


def returning(seed: int, rows: int) -> Table:
    """`register`, in which every third record is of a person who was there before."""
    header, records = register(seed, rows)
    for i in range(2, rows, 3):
        records[i][5:8] = records[(i * 5) // 7][5:8]
    return header, records


def copied(seed: int, rows: int) -> Table:
    """`register`, in which every third record repeats an earlier one but for its number."""
    header, records = register(seed, rows)
    for i in range(2, rows, 3):
        records[i][1:] = records[(i * 5) // 7][1:]
    return header, records
