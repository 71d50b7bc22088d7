"""Sentences: one catalogue a language (``en.toml``), so that what leakcheck says can be read in one place.

A catalogue is a table of sections; an entry is a text with ``{names}``, or a table ``one`` / ``other``
where the number `n` decides. Nothing from the input reaches a sentence but through `leakcheck.safe`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from leakcheck import discover, parsed
from leakcheck.safe import show

_LONGEST = 10_000


@cache
def catalogue(language: str = "en") -> Mapping[str, Any]:
    """Every sentence of one language.

    Raises
    ------
    KeyError
        When there is no catalogue of that language.
    """
    if not language.isalpha():
        raise KeyError(language)
    try:
        with open(f"{discover.folder('wording')}/{language}.toml", "rb") as stream:  # noqa: PTH123
            raw = stream.read()
    except FileNotFoundError:
        raise KeyError(language) from None
    found = parsed.table("wording", language, raw)
    if found is None:
        import tomllib

        found = tomllib.loads(raw.decode("utf-8"))
    return found


def has(key: str, *, language: str = "en") -> bool:
    """Whether the catalogue has a sentence called `key`."""
    try:
        _entry(key, language)
    except KeyError:
        return False
    return True


def sentence(key: str, /, *, language: str = "en", **values: object) -> str:
    """One sentence with its values put in.

    Parameters
    ----------
    key : str
        Section and name, such as ``verdict.plausible``.
    **values : object
        Texts go through `leakcheck.safe.show`; whole numbers get separators; `n` chooses between
        ``one`` and ``other``.

    Raises
    ------
    KeyError
        When there is no such sentence: a defect of leakcheck, found by the tests.

    Examples
    --------
    >>> sentence("count.records", n=1), sentence("count.records", n=1204)
    ('1 record', '1,204 records')
    """
    entry = _entry(key, language)
    if isinstance(entry, dict):
        entry = entry["one" if values.get("n") == 1 else "other"]
    return str(entry).format(**{name: _printable(value) for name, value in values.items()})


def _entry(key: str, language: str) -> Any:
    entry: Any = catalogue(language)
    for part in key.split("."):
        if not isinstance(entry, Mapping):
            raise KeyError(key)
        entry = entry[part]
    if isinstance(entry, Mapping) and "other" not in entry:
        raise KeyError(key)
    return entry


def _printable(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return show(str(value), _LONGEST)
