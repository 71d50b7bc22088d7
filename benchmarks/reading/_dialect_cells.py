"""Makers of single cells: everything a column of a foreign table may hold, invented."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.reading._tables import CITIES, FIRST, LAST, REMARKS, WORDS

Maker = Callable[[random.Random], str]
MONTHS = ("Jan", "Feb", "March", "April", "Mai", "June", "Juli", "Aug", "Sept", "Oct", "Nov", "Dec")
HINDI = ("पुणे", "आगरा नगर", "सुरक्षा", "रवि कुमार", "विवरण उपलब्ध", "केंद्र")


def _number(rng: random.Random) -> str:
    return str(rng.randint(1, 10 ** rng.randint(1, 6)))


def _decimal(rng: random.Random) -> str:
    return f"{rng.uniform(-90, 900):.{rng.randint(1, 6)}f}"


def _scientific(rng: random.Random) -> str:
    return f"{rng.uniform(-9, 9):.4e}"


def _comma_decimal(rng: random.Random) -> str:
    return f"{rng.uniform(0, 900):.2f}".replace(".", ",")


def _thousands(rng: random.Random) -> str:
    return f"{rng.randint(1000, 9_999_999):,}"


def _money(rng: random.Random) -> str:
    return rng.choice("$£₹") + f"{rng.randint(1, 90_000):,}.{rng.randint(0, 99):02}"


def _percent(rng: random.Random) -> str:
    return f"{rng.uniform(-5, 99):.1f}%"


def _date(rng: random.Random) -> str:
    return f"{rng.randint(1990, 2021)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _slash_date(rng: random.Random) -> str:
    return f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(1990, 2021)}"


def _dot_date(rng: random.Random) -> str:
    return f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.randint(1990, 2021)}"


def _word_date(rng: random.Random) -> str:
    return f"{rng.choice(MONTHS)} {rng.randint(1, 28)}, {rng.randint(1990, 2021)}"


def _clock(rng: random.Random) -> str:
    return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}" + rng.choice(("", f":{rng.randint(0, 59):02}"))


def _moment(rng: random.Random) -> str:
    return f"{_date(rng)}{rng.choice(' T')}{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00" + rng.choice(
        ("", "Z", "+05:30")
    )


def _duration(rng: random.Random) -> str:
    return f"P{rng.randint(1, 9)}Y{rng.randint(1, 11)}M"


def _name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def _surname_first(rng: random.Random) -> str:
    return f"{rng.choice(LAST)}, {rng.choice(FIRST)}"


def _link(rng: random.Random) -> str:
    port = rng.choice(("", f":80{rng.randint(10, 99)}"))
    return f"http://example.org{port}/{rng.choice(WORDS)}?a={rng.randint(1, 9)}&b={rng.choice(WORDS)}#x"


def _mail(rng: random.Random) -> str:
    return f"{rng.choice(WORDS)}{rng.randint(1, 99)}@example.org"


def _address(rng: random.Random) -> str:
    return f"{rng.randint(1, 90)}, {rng.choice(WORDS).title()} Road, {rng.choice(CITIES)}"


def _sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(4, 24))]
    text = " ".join(w + rng.choice(("", "", "", "", ",", ";", ":", " -")) for w in words).strip(",;: -")
    return text[:1].upper() + text[1:] + rng.choice(".!?")


def _paragraph(rng: random.Random) -> str:
    return rng.choice((" ", "\n", "\n\n")).join(_sentence(rng) for _ in range(rng.randint(2, 5)))


def _listing(rng: random.Random) -> str:
    sign = rng.choice((",", ";", "|", "/", ", ", "; ", " | "))
    return sign.join(rng.choice(WORDS) for _ in range(rng.randint(1, 5)))


def _piped(rng: random.Random) -> str:
    return "|".join(rng.choice(WORDS) for _ in range(3))


def _options(rng: random.Random) -> str:
    return f"{rng.choice(WORDS)}={rng.randint(1, 9)};{rng.choice(WORDS)}={rng.randint(1, 9)}"


def _object(rng: random.Random) -> str:
    return f'{{"{rng.choice(WORDS)}": {rng.randint(1, 9)}, "{rng.choice(WORDS)}": "{rng.choice(WORDS)}"}}'


def _markup(rng: random.Random) -> str:
    return f'<a href="http://example.org/{rng.choice(WORDS)}">{_name(rng)}</a>'


def _code(rng: random.Random) -> str:
    return f"{rng.choice('ABC')}{rng.randint(10, 99)}-{rng.randint(100, 999)}"


def _dashed(rng: random.Random) -> str:
    return f"{rng.choice(WORDS)}-{rng.choice(WORDS)}-{rng.randint(1, 99)}"


def _path(rng: random.Random) -> str:
    return f"/{rng.choice(WORDS)}/{rng.choice(WORDS)}_{rng.randint(1, 9)}.txt"


def _point(rng: random.Random) -> str:
    return f"({rng.uniform(8, 30):.4f}, {rng.uniform(70, 90):.4f})"


def _measure(rng: random.Random) -> str:
    return rng.choice(
        (f'{rng.randint(1, 9)}" pipe', f"{rng.randint(1, 9)}' x {rng.randint(1, 9)}'", "0.5 m²")
    )


def _hex(rng: random.Random) -> str:
    return f"{rng.getrandbits(64):016x}"


def _address4(rng: random.Random) -> str:
    return ".".join(str(rng.randint(1, 254)) for _ in range(4))


def _word(rng: random.Random) -> str:
    return rng.choice(WORDS)


def _title(rng: random.Random) -> str:
    return f"{rng.choice(WORDS).title()} {rng.choice(('of', '&', 'and', 'vs.'))} {rng.choice(WORDS).title()}"


def _labelled(rng: random.Random) -> str:
    return f"{rng.choice(WORDS).title()}: {rng.choice(WORDS)}"


def _hindi(rng: random.Random) -> str:
    return rng.choice(HINDI)


def _city(rng: random.Random) -> str:
    return rng.choice(CITIES)


def _flag(rng: random.Random) -> str:
    return rng.choice(("Y", "N"))


def _maybe(rng: random.Random) -> str:
    return rng.choice(("", "", "", "x", "12"))


def _nothing(rng: random.Random) -> str:
    del rng
    return ""


def _missing(rng: random.Random) -> str:
    return rng.choice(("NA", "-", "n/a", "NULL", "?", "12"))


def _remark(rng: random.Random) -> str:
    return rng.choice(REMARKS)


TIDY: tuple[Maker, ...] = (
    _number, _decimal, _date, _slash_date, _name, _code, _mail, _city, _word, _maybe, _moment, _clock,
    _duration,    _link, _title, _address, _listing, _percent, _flag, _hindi, _thousands,
)  # fmt: skip
BASE: tuple[Maker, ...] = (
    _slash_date, _clock, _number, _code, _decimal, _word, _title, _link, _remark,
)  # fmt: skip
WILD: tuple[Maker, ...] = (
    *TIDY, _scientific, _comma_decimal, _money, _dot_date, _word_date, _surname_first, _sentence, _paragraph,
    _piped, _options, _object, _markup, _dashed, _path, _point, _measure, _hex, _address4, _labelled,
    _nothing,    _missing, _remark, _number, _number, _word,
)  # fmt: skip
TEXTS: tuple[Maker, ...] = (_name, _sentence, _word, _title, _remark, _surname_first, _city, _hindi)
NUMBERS: tuple[Maker, ...] = (_number, _decimal, _scientific)
LONE: tuple[Maker, ...] = (
    _number, _decimal, _date, _slash_date, _word_date, _name, _mail, _link, _moment, _clock, _duration, _word,
    _path, _title, _hex, _address4, _dashed, _dot_date, _percent, _money, _sentence,
)  # fmt: skip


def named(maker: Maker) -> str:
    """A plain column name for a maker."""
    return maker.__name__.strip("_")
