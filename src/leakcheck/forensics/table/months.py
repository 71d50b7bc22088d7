"""Names of months, by their first letters, in the languages most tables are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAMES = (
    "jan january januar januari janvier janv enero ene janeiro gennaio gen gennaio जनवरी",
    "feb february februar februari février févr fév fevrier febrero fevereiro fev febbraio फरवरी फ़रवरी",
    "mar march märz mär mrz maart mrt mars marzo março marco मार्च",
    "apr april avril avr abril abr aprile अप्रैल",
    "may mai mei mayo maio mag maggio मई",
    "jun june juni juin junio junho giugno giu जून",
    "jul july juli juillet juil julio julho luglio lug जुलाई",
    "aug august augustus août aout agosto ago अगस्त",
    "sep sept september septembre septiembre setembro set settembre सितंबर सितम्बर",
    "oct october oktober okt octobre octubre outubro out ottobre ott अक्टूबर अक्तूबर",
    "nov november novembre noviembre novembro नवंबर नवम्बर",
    "dec december dezember dez desember décembre déc decembre diciembre dic dezembro dicembre दिसंबर दिसम्बर",
)
_MONTHS = {word: number for number, words in enumerate(_NAMES, 1) for word in words.split()}


def month_numbers(words: Any) -> NDArray[np.int64]:
    """Months 1 to 12 of an Arrow array of words, 0 for other words; shape (n,)."""
    import numpy as np

    encoded = words.dictionary_encode()
    known = [_MONTHS.get((word or "").casefold(), 0) for word in encoded.dictionary.to_pylist()]
    places: NDArray[np.intp] = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.array([*known, 0], np.int64)[places]
