"""The program that makes the rows again, as text; it holds no value of the table.

Where a list of choices belongs into it, the program takes the spelling from the table itself, by record
number;
with the values allowed, the list is written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from leakcheck.forensics.seeds.calls import Amount, Call, Exact, Hidden, Level, Threshold
from leakcheck.forensics.seeds.search import Found
from leakcheck.forensics.seeds.sheet import Sheet

_HEAD = """\
# Needs Faker {version}; another version has other lists and other draws.
from faker import Faker

fake = Faker({locale!r})
Faker.seed({seed})
"""
_PRIVATE = "fake = fake._factories[0]  # one generator: its `random` is what the seed set\n"


def program(found: Found, sheet: Sheet, names: Sequence[str], values: bool = False) -> str:
    """Write the program of a proof.

    Parameters
    ----------
    found : Found
        With a proof.
    names : sequence of str
        What to call the columns, safe to print.
    values : bool
        Whether lists of choices may be written out.
    """
    proof = found.proof
    if proof is None:
        raise ValueError("nothing was proved")
    lines = [_HEAD.format(version=found.version, locale=found.locale, seed=proof.seed)]
    if proof.skipped or any(not isinstance(call, Exact) for call in proof.calls):
        lines.append(_PRIVATE)
    if proof.skipped:
        lines.append(f"fake.random.getrandbits({32 * proof.skipped})  # draws before the first record\n")
    lines.append(f"for record in range({sheet.rows}):\n    row = {{}}\n")
    lines += [_step(call, sheet, names, values) for call in proof.calls]
    lines.append("    print(row)\n")
    return "".join(lines)


def _step(call: Call, sheet: Sheet, names: Sequence[str], values: bool) -> str:
    if isinstance(call, Hidden):
        return f"    {call.code}  # drawn for something no column shows\n"
    targets = ", ".join(f"row[{names[place]!r}]" for place in call.columns)
    if isinstance(call, Exact):
        return f"    {targets} = {_unique(call)}\n"
    if isinstance(call, Level):
        listed = [call.found.get(i) for i in range(call.size)]
        return f"    {targets} = fake.random.choice({_levels(listed, call, sheet, values)})\n"
    if isinstance(call, Threshold):
        return _by_threshold(call, targets, sheet, values)
    assert isinstance(call, Amount)  # noqa: S101 - the only sort left
    return f"    {targets} = fake.random.random()  # larger is later; its ends depend on the day of the run\n"


def _unique(call: Exact) -> str:
    """Say `fake.unique` where a value was drawn again."""
    return re.sub(r"\bfake\.", "fake.unique.", call.code) if call.redrawn else call.code


def _levels(listed: Sequence[str | None], call: Level | Threshold, sheet: Sheet, values: bool) -> str:
    if values:
        return repr(listed)
    cells = sheet.columns[call.columns[0]].cells
    places = [cells.index(level) + 1 if level is not None else None for level in listed]
    return f"[f'as in record {{n}}' for n in {places}]"


def _by_threshold(call: Threshold, targets: str, sheet: Sheet, values: bool) -> str:
    spans = sorted((span[0], span[1], level) for level, span in call.spans.items())
    levels = _levels([level for _, _, level in spans], call, sheet, values)
    ends = [(one[1] + two[0]) / 2 for one, two in pairwise(spans)]
    drawn = "fake.random.randint(1, 100)" if call.percent else "fake.random.random()"
    return f"    drawn = {drawn}\n    {targets} = {levels}[sum(drawn > end for end in {ends})]\n"
