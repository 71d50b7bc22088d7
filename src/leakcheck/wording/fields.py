"""Names of fields as words, and sentences of packs that name them as ``{field}``."""

from __future__ import annotations

from collections.abc import Mapping

from leakcheck.pattern import pattern
from leakcheck.wording import has, sentence

_PLACE = pattern(r"\{([a-z][a-z0-9_]{0,40})\}")


def title(name: str, titles: Mapping[str, str] | None = None) -> str:
    """Put a field's name in words: those of the pack, those of the catalogue, or the name itself.

    >>> title("birth_date"), title("age_then"), title("birth_date", {"birth_date": "Date of birth"})
    ('birth date', 'age at the time', 'Date of birth')
    """
    if titles and titles.get(name):
        return titles[name]
    return sentence(f"field.{name}") if has(f"field.{name}") else name.replace("_", " ")


def fill(template: str, values: Mapping[str, str], titles: Mapping[str, str] | None = None) -> str:
    """Replace every ``{field}``; one without a value is named. Other braces stay as they are.

    >>> fill("The age ({age}) and {birth_year} {2} {", {"age": "••"})
    'The age (••) and birth year {2} {'
    """
    return _PLACE.sub(lambda match: values.get(match[1]) or title(match[1], titles), template)
