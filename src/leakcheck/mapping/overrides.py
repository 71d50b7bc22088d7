"""Meanings set by hand: ``--map "column=field"``.

Why strict: a mapping set by hand overrules everything else, so a misspelt one must not pass
silently; each refusal suggests what was probably meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from leakcheck.errors import UsageError
from leakcheck.mapping.keys import squeeze
from leakcheck.mapping.lexicon import Lexicon

NOTHING = frozenset({"", "-", "none"})
"""Fields that mean: leave this column out."""

_LONGEST = 60


def read(
    overrides: Mapping[str, str], columns: Sequence[str], known: Collection[str], lexicon: Lexicon
) -> dict[int, str | None]:
    """Column index to field (None: leave it out) for every override.

    Parameters
    ----------
    overrides : mapping of str to str
        Column, by its name in any spelling or as ``#3`` (counted from 1), to field.
    columns : sequence of str
        Labels of the table.
    known : collection of str
        Fields that exist.
    lexicon : Lexicon
        To suggest ``birth_date`` to whoever writes ``dob``.

    Raises
    ------
    UsageError
        When a column or field does not exist, or one is named twice.
    """
    chosen: dict[int, str | None] = {}
    for name, field in overrides.items():
        index = _column(name, columns)
        meant = _field(name, field.strip(), known, lexicon)
        if index in chosen:
            raise UsageError(
                f"column {_shown(name)} is mapped twice", where="--map", hint="name each column once"
            )
        if meant and meant in chosen.values():
            raise UsageError(
                f"field {_shown(meant)} is given to two columns", where="--map", hint="one column a field"
            )
        chosen[index] = meant
    return chosen


def _column(name: str, columns: Sequence[str]) -> int:
    number = name.strip().removeprefix("#")
    if name.strip().startswith("#") and number.isascii() and number.isdecimal() and len(number) < 7:
        if 1 <= int(number) <= len(columns):
            return int(number) - 1
        raise UsageError(
            f"no column {_shown(name)}", where="--map", hint=f"columns are #1 to #{len(columns)}"
        )
    alike = [i for i, column in enumerate(columns) if column == name] or [
        i for i, column in enumerate(columns) if squeeze(column) == squeeze(name)
    ]
    if len(alike) > 1:
        raise UsageError(
            f"{len(alike)} columns are called {_shown(name)}",
            where="--map",
            hint=f'"#{alike[0] + 1}=field" names one by its number',
        )
    if not alike:
        raise UsageError(
            f"no column called {_shown(name)}", where="--map", hint=_nearest_column(name, columns)
        )
    return alike[0]


def _nearest_column(name: str, columns: Sequence[str]) -> str:
    folded = [squeeze(column) for column in columns]
    import difflib

    near = difflib.get_close_matches(squeeze(name), folded, n=1, cutoff=0.7)
    if not near:
        return f'a column by its number, such as "#1=field" (there are {len(columns)})'
    index = folded.index(near[0])
    return f"{_shown(columns[index])} (or #{index + 1})"


def _field(name: str, field: str, known: Collection[str], lexicon: Lexicon) -> str | None:
    if field in known:
        return field
    if field.casefold() in NOTHING:
        return None
    meant = _nearest_field(field, known, lexicon)
    hint = f'{_shown(name)[:-1]}={meant}"' if meant else "name, birth_date, mobile, aadhaar, pan, …"
    raise UsageError(f"no field called {_shown(field)}", where="--map", hint=hint)


def _nearest_field(field: str, known: Collection[str], lexicon: Lexicon) -> str:
    if found := lexicon.match(field):
        return found[0].field
    import difflib

    near = difflib.get_close_matches(field[:_LONGEST].casefold(), sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def _shown(text: str) -> str:
    """Quoted and harmless to print: headers come from the evidence, and evidence is hostile."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return '"' + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short) + '"'


def pairs(given: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
    """Column to field, of ``column=field`` texts or of a mapping; `UsageError` for a text that is neither."""
    if isinstance(given, Mapping):
        return dict(given)
    found = {}
    for item in given:
        column, sign, field = item.rpartition("=")
        if not sign or not column.strip() or not field.strip():
            raise UsageError("--map needs column=field", hint='for example --map "PAN_NO=pan"')
        found[column.strip()] = field.strip()
    return found
