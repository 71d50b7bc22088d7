"""The program that makes the rows again, as text; it holds no cell of the table.

Where a list of choices belongs into it, the program names the record that shows the entry; with the values
allowed, the list is written out. Bounds of numbers and patterns are arguments of the maker's program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from leakcheck.forensics.seeds.amounts import line_through
from leakcheck.forensics.seeds.calls import Amount, Call, Exact, Hidden, Level, Sexed, Sought, Threshold
from leakcheck.forensics.seeds.search import Found
from leakcheck.forensics.seeds.sheet import Sheet

_HEAD = """\
# Needs Faker {version}; another version has other lists and other draws.
from faker import Faker

fake = Faker({locale!r})
Faker.seed({seed})
rows = [{{}} for _ in range({rows})]
"""


def program(found: Found, sheet: Sheet, names: Sequence[str], values: bool = False) -> str:
    """Write the program of a proof.

    Parameters
    ----------
    found : Found
        With a proof.
    names : sequence of str
        What to call the columns, safe to print.
    values : bool
        Whether lists of choices and ends of dates may be written out.
    """
    proof = found.proof
    if proof is None:
        raise ValueError("nothing was proved")
    lines = [_HEAD.format(version=found.version, locale=found.locale, seed=proof.seed, rows=sheet.rows)]
    if proof.skipped:
        lines.append(f"fake.random.getrandbits({32 * proof.skipped})  # draws before the first record\n")
    for loop in proof.loops:
        lines.append("for record, row in enumerate(rows):\n")
        for call in loop.calls:
            lines += _Step(sheet, names, values, proof.calls).lines(call)
    lines.append("for row in rows:\n    print(row)\n")
    return "".join(lines)


class _Step:
    """Writes one call of the loop."""

    def __init__(self, sheet: Sheet, names: Sequence[str], values: bool, calls: Sequence[Call]) -> None:
        self._sheet, self._names, self._values = sheet, names, values
        self._drawn = {call.columns[0]: call for call in calls if isinstance(call, Level | Threshold)}

    def lines(self, call: Call) -> Iterator[str]:
        """Lines that draw what the call draws, and fill its columns."""
        if isinstance(call, Sought):
            skipped = [call.skipped.get(row, 0) for row in range(self._sheet.rows)]
            yield f"    for _ in range({skipped}[record]):  # drawn for something no column shows\n"
            yield "        fake.random.getrandbits(32)\n"
            yield from self.lines(call.call)
            return
        if isinstance(call, Hidden):
            yield f"    {call.code}  # drawn for something no column shows\n"
            return
        yield from self._filled(call, ", ".join(self._target(place, call.part) for place in call.columns))

    def _target(self, place: int, part: str) -> str:
        return f"row[{self._names[place] + (f' ({part})' if part else '')!r}]"

    def _filled(self, call: Call, targets: str) -> Iterator[str]:
        if isinstance(call, Exact):
            yield f"    {targets} = {self._called(call)}\n"
        elif isinstance(call, Sexed):
            yield f"    {targets} = {self._by_sex(call)}\n"
        elif isinstance(call, Level):
            listed = [call.found.get(i) for i in range(call.size)]
            yield f"    {targets} = fake.random.choice({self._levels(listed, call)})\n"
        elif isinstance(call, Threshold):
            spans = sorted((span[0], span[1], level) for level, span in call.spans.items())
            ends = [(one[1] + two[0]) / 2 for one, two in pairwise(spans)]
            levels = self._levels([level for _, _, level in spans], call)
            yield f"    drawn = fake.random.{'randint(1, 100)' if call.percent else 'random()'}\n"
            yield f"    {targets} = {levels}[sum(drawn > end for end in {ends})]\n"
        elif isinstance(call, Amount):
            line = line_through(call.pairs) if self._values else None
            amount = (
                f"int({line[0]!r} + {line[1]!r} * fake.random.random())" if line else "fake.random.random()"
            )
            unit = "days or seconds since 1970" if line else "larger is later; the ends depend on the day"
            yield f"    {targets} = {amount}  # {unit}\n"

    def _called(self, call: Exact) -> str:
        """Say `fake.unique` where a value was drawn again, and where nothing is drawn."""
        keys = (
            f"[made[key] for made in [{call.code}] for key in {list(call.keys)}]" if call.keys else call.code
        )
        code = re.sub(r"\bfake\.", "fake.unique.", keys) if call.redrawn else keys
        if not call.skips_blank:
            return code
        blank = [row for row, text in enumerate(call.folded) if text is None]
        return f"None if record in {blank} else {code}"

    def _by_sex(self, call: Sexed) -> str:
        listed = {level: f"({options[0].code})" for level, options in call.left.items() if level is not None}
        place = next((i for i, column in enumerate(self._sheet.columns) if column.cells is call.by), None)
        if place is None or place not in self._drawn:
            kinds = list(dict.fromkeys(listed.values()))
            which = [kinds.index(listed[level]) if level in listed else 0 for level in call.by]
            chosen = ", ".join(f"lambda: {kind}" for kind in kinds)
            return f"[{chosen}][{which}[record]]()"
        shown = zip(self._levels(list(listed), self._drawn[place]), listed.values(), strict=True)
        inside = ", ".join(f"{level!r}: lambda: {code}" for level, code in shown)
        return f"{{{inside}}}[{self._target(place, self._drawn[place].part)}]()"

    def _levels(self, levels: Sequence[str | None], call: Level | Threshold) -> list[str | None]:
        if self._values:
            return list(levels)
        cells = call.cells
        return [f"as in record {cells.index(level) + 1}" if level is not None else None for level in levels]
