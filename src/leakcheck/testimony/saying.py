"""A signal's sentence with the numbers of a table in it."""

from __future__ import annotations

import math
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.forensics.table.reading import Reading


_AUDIBLE = math.log10(1.5)
"""Below it the sentence of suspicion would claim what the value hardly shows."""


def said(module: ModuleType, reading: Reading, log10_lr: float, towards: int | None = None) -> str:
    """What a signal says of this table: its sentence for the side the value falls on, numbers put in.

    Parameters
    ----------
    log10_lr : float
        What the value weighs; above 0 for invention.
    towards : int, optional
        Side on which the question asked has its fabricated tables. Where that is not the signal's own side,
        weight against the table rests on a value its sentence of suspicion does not describe.
    """
    turned = log10_lr if towards in (None, module.TOWARDS) else -log10_lr
    text: str = module.SENTENCE if turned >= _AUDIBLE else module.SENTENCE_FOR
    return text.format_map({name: _Fact(fact) for name, fact in reading.facts.items()})


class _Fact:
    """A number in a sentence: as the sentence asks for, else with separators and two or three digits."""

    def __init__(self, fact: int | float | str) -> None:
        self._fact = fact

    def __format__(self, spec: str) -> str:
        fact = self._fact
        if spec or isinstance(fact, str):
            return format(fact, spec)
        if isinstance(fact, int) or float(fact).is_integer():
            return f"{int(fact):,}"
        return f"{fact:.2g}" if abs(fact) < 10 else f"{fact:,.1f}"
