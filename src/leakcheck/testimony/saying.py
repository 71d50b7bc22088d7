"""A signal's sentence with the numbers of a table in it."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.forensics.table.reading import Reading


def said(module: ModuleType, reading: Reading, log10_lr: float) -> str:
    """What a signal says of this table: its sentence for the side the value falls on, numbers put in."""
    text: str = module.SENTENCE if log10_lr > 0 else module.SENTENCE_FOR
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
