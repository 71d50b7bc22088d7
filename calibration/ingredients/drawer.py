"""Dice and settings of one export of a schema-based web generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from calibration.ingredients.lists import shares

Draw = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Drawer:
    """Dice and the settings of one export: its day, the format of its dates and money."""

    rng: random.Random
    today: datetime
    pattern: str
    money: str

    def date(self, years: float = 1.0, clock: bool = False) -> Draw:
        """A date of the last `years`; the default window of such sites is twelve months."""
        span = int(years * 365 * 86400)
        form = "%Y-%m-%d %H:%M:%S" if clock else self.pattern

        def draw() -> str:
            day = self.today - timedelta(seconds=self.rng.randrange(span))
            if form != "m/d/Y":
                return day.strftime(form)
            return f"{day.month}/{day.day}/{day.year}"

        return draw

    def whole(self, low: int, high: int) -> Draw:
        """Whole numbers, all equally likely."""
        return lambda: str(self.rng.randint(low, high))

    def pick(self, values: list[str]) -> Draw:
        """One of a list, all equally likely."""
        return lambda: self.rng.choice(values)

    def weighted(self, key: str) -> Draw:
        """One of a weighted list."""
        values, weights = shares(key)
        return lambda: self.rng.choices(values, weights)[0]

    def digits(self, *patterns: str) -> Draw:
        """# for a digit, ^ for a capital, % for a hexadecimal digit."""
        pattern = self.rng.choice(patterns)
        signs = {"#": "0123456789", "^": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "%": "0123456789abcdef"}
        return lambda: "".join(self.rng.choice(signs[c]) if c in signs else c for c in pattern)

    def cash(self, low: float, high: float) -> Draw:
        """Money as the export writes it."""
        return lambda: self.money.format(self.rng.uniform(low, high))

    def coded(self) -> Callable[[object], str]:
        """A pattern for identifiers."""
        draw = self.digits("##-#######", "###-##-####", "^^-####", "#########", "^###")
        return lambda row: draw()


def drawer(rng: random.Random) -> Drawer:
    """Settings of one export."""
    today = datetime(2014, 6, 1) + timedelta(days=rng.randrange(4300))
    return Drawer(
        rng, today, rng.choice(["m/d/Y", "m/d/Y", "m/d/Y", "%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d"]),
        rng.choice(["${:.2f}", "${:.2f}", "{:.2f}", "€{:.2f}", "£{:.2f}"]),
    )  # fmt: skip
