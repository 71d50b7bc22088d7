"""A few places with their own state, postcode and dialling code, visited unequally."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from calibration.ingredients.cast import weights


@dataclass(frozen=True, slots=True)
class Place:
    """A city, the state it lies in, the beginning of its postcodes and of its telephone numbers."""

    city: str
    state: str
    postcode: str
    dial: str


def visit(rng: random.Random, places: list[Place], rows: int, postcode: int = 5) -> dict[str, list[str]]:
    """Columns city, state, postcode and phone that agree; postcodes have `postcode` digits."""
    home = rng.choices(places, weights(rng, len(places)), k=rows)
    tail = max(postcode - len(places[0].postcode), 0)
    form = rng.choice(["{0}-{1}-{2}", "({0}) {1}-{2}", "{0}{1}{2}", "{0} {1}{2}", "+1-{0}-{1}-{2}"])
    return {
        "city": [place.city for place in home],
        "state": [place.state for place in home],
        "postcode": [place.postcode + "".join(rng.choices("0123456789", k=tail)) for place in home],
        "phone": [
            form.format(place.dial, rng.randint(200, 999), f"{rng.randrange(10000):04d}") for place in home
        ],
    }


def invent(rng: random.Random, city: Callable[[], str], state: Callable[[], str], count: int) -> list[Place]:
    """Places whose names come from a generator; codes are drawn once for each."""
    return [
        Place(city(), state(), f"{rng.randrange(1000):03d}", str(rng.randint(201, 989))) for _ in range(count)
    ]
