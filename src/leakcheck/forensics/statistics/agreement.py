"""What two columns say of the same person: sex and name, e-mail and name, age and birth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from leakcheck.forensics.statistics.vocabulary import parted
from leakcheck.forensics.vocabularies.spelling import spell

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

_MALE = frozenset(
    "m male man men boy mr h hombre homme masculino masculin maschio mann männlich mannlich mal पुरुष".split()  # noqa: SIM905
)
_FEMALE = frozenset(
    "f female woman women girl ms mrs w mujer femme femenino feminin féminin femmina frau weiblich fem "  # noqa: SIM905
    "महिला".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Names by record over the sample.

    Parameters
    ----------
    places : tuple of int
        Columns the names come from.
    first, last : int32 arrays, shape (size,)
        Codes into the spelt names; -1 where missing.
    first_names, last_names : tuple of str
        Spelt names.
    """

    places: tuple[int, ...]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


def people(specimen: Specimen) -> People | None:
    """Names of the first columns of names; None when there are none."""
    return cast("People | None", specimen.once("agreement.people", lambda: _people(specimen)))


def _people(specimen: Specimen) -> People | None:
    import numpy as np

    first = next(specimen.of("first_name"), None)
    last = next(specimen.of("last_name"), None)
    full = next(specimen.of("full_name"), None)
    none = np.full(specimen.size, -1, np.int32), ()
    if first is not None:
        given, given_names = _spelt(specimen, first, [spell(text) for text in first.values])
        family, family_names = (
            _spelt(specimen, last, [spell(text) for text in last.values]) if last is not None else none
        )
        places = (first.place,) if last is None else (first.place, last.place)
        return People(places, given, family, given_names, family_names)
    if full is None:
        return None
    pairs = parted(specimen, full.values)
    given, given_names = _spelt(specimen, full, [pair[0] for pair in pairs])
    family, family_names = _spelt(specimen, full, [pair[1] for pair in pairs])
    return People((full.place,), given, family, given_names, family_names)


def _spelt(specimen: Specimen, column: Column, spelt: list[str]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Codes of the sample's records into distinct spellings."""
    import numpy as np

    numbers: dict[str, int] = {}
    of_code = [numbers.setdefault(text, len(numbers)) if text else -1 for text in spelt]
    return np.array([*of_code, -1], np.int32)[specimen.codes(column)], tuple(numbers)


def sexes(specimen: Specimen) -> tuple[Column, NDArray[np.int32]] | None:
    """The column of sex and, by record of the sample, 0 male, 1 female, -1 other; None when there is none."""
    made = specimen.once("agreement.sexes", lambda: _sexes(specimen))
    return cast("tuple[Column, NDArray[np.int32]] | None", made)


def _sexes(specimen: Specimen) -> tuple[Column, NDArray[np.int32]] | None:
    import numpy as np

    for column in specimen.of("category", "text"):
        folded = [text.casefold().strip(" .") for text in column.values[:40]]
        meant = [0 if text in _MALE else 1 if text in _FEMALE else -1 for text in folded]
        if len(column.values) <= 20 and {0, 1} <= set(meant):
            return column, np.array([*meant, -1], np.int32)[specimen.codes(column)]
    return None


def mailboxes(specimen: Specimen) -> tuple[Column, NDArray[np.int32]] | None:
    """The first column of e-mail addresses and its codes over the sample."""
    column = next(specimen.of("email"), None)
    return (column, specimen.codes(column)) if column is not None else None


def named_mailboxes(specimen: Specimen) -> tuple[int, list[tuple[str, str, str]]] | None:
    """Place of the e-mail column and, for up to 3,000 records, mailbox, first and last name."""
    made = specimen.once("agreement.mailboxes", lambda: _named_mailboxes(specimen))
    return cast("tuple[int, list[tuple[str, str, str]]] | None", made)


def _named_mailboxes(specimen: Specimen) -> tuple[int, list[tuple[str, str, str]]] | None:
    import numpy as np

    names, mail = people(specimen), mailboxes(specimen)
    if names is None or mail is None:
        return None
    column, codes = mail
    rows = np.flatnonzero((codes >= 0) & (names.first >= 0))
    rows = rows[:: -(-len(rows) // 3000) or 1]
    firsts = [name.replace(" ", "") for name in names.first_names]
    lasts = [name.replace(" ", "") for name in names.last_names] + [""]
    told = [
        (column.values[c].partition("@")[0].casefold(), firsts[f], lasts[max(at, -1)])
        for c, f, at in zip(
            codes[rows].tolist(), names.first[rows].tolist(), names.last[rows].tolist(), strict=True
        )
    ]
    return column.place, told
