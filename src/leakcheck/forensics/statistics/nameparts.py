"""How often each first name, last name and e-mail domain stands in the sample, whatever column holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

    Counted = tuple[tuple[int, "NDArray[np.int64]"], ...]


def first_names(specimen: Specimen) -> Counted:
    """Place and counts of every column of first names; of full names the first word."""
    return _names(specimen, "first_name", _first)


def last_names(specimen: Specimen) -> Counted:
    """Place and counts of every column of last names; of full names the last word."""
    return _names(specimen, "last_name", _last)


def domains(specimen: Specimen) -> Counted:
    """Place and counts of the domains of every column of e-mail addresses."""
    made = specimen.once("counts.domains", lambda: tuple(_each(specimen, "email", _domain)))
    return cast("Counted", made)


def _names(specimen: Specimen, kind: str, part: Callable[[str], str]) -> Counted:
    def make() -> Counted:
        alone = [(column.place, specimen.counts(column)) for column in specimen.of(kind)]
        return tuple(alone) or tuple(_each(specimen, "full_name", part))

    return cast("Counted", specimen.once(("counts", kind), make))


def _each(specimen: Specimen, kind: str, part: Callable[[str], str]) -> Counted:
    return tuple((column.place, _counts(specimen, column, part)) for column in specimen.of(kind))


def _counts(specimen: Specimen, column: Column, part: Callable[[str], str]) -> NDArray[np.int64]:
    """Counts of a part of the texts, in order of first appearance; no zeros."""
    import numpy as np

    numbers: dict[str, int] = {}
    found = [part(text) for text in column.values]
    code_of = np.array([numbers.setdefault(text, len(numbers)) if text else -1 for text in found] + [-1])
    codes = code_of[specimen.codes(column)]
    counts = np.bincount(codes[codes >= 0], minlength=1)
    return counts[counts > 0]


def _first(text: str) -> str:
    """First given name: the first word, behind the comma of ``Last, First``."""
    words = text.casefold().rpartition(",")[2].split(maxsplit=2)
    if len(words) > 1 and words[0].endswith("."):  # Dr., Mrs.
        words = words[1:]
    return words[0] if words else ""


def _last(text: str) -> str:
    """Last name: the last word, or what stands before the comma."""
    before, comma, _ = text.casefold().partition(",")
    return before.strip() if comma else before.rpartition(" ")[2]


def _domain(text: str) -> str:
    return text.rpartition("@")[2].casefold() if "@" in text else ""
