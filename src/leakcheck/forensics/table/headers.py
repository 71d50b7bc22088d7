"""What a header says about the kind of a column, by its words; mapped fields say it in all languages.

Headers are hostile: only their first letters are looked at, and nothing of them is ever repeated.
"""

from __future__ import annotations

from leakcheck.folding import fold_value
from leakcheck.forensics.table import headerwords as known
from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

_CAMEL = pattern(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = pattern(r"[^\s\d!-/:-@\[-`{-~]{1,40}|#")
_LONGEST = 120
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Header:
    """Words of a header, case-folded, and what they say.

    Parameters
    ----------
    words : frozenset of str
        Single words, and all of them written together.
    says : frozenset of str
        Kinds of columns (`id`, `phone`, …) and marks (`birth`, `age`, `year`, `date`, `person`, `numbering`).
    """

    words: frozenset[str]
    says: frozenset[str]


def header_of(name: str, field: str | None) -> Header:
    """Read a header.

    >>> sorted(header_of("FirstName", None).says), sorted(header_of("date_of_birth", None).says)
    (['first_name'], ['birth', 'date'])
    """
    found = [word.casefold() for word in _WORD.findall(_CAMEL.sub(" ", fold_value(name[:_LONGEST])))]
    words = frozenset((*found, "".join(found)))
    says: set[str] = set()
    if len(found) <= _MOST_WORDS:  # a question of a survey is no name of a column
        says = {kind for kind, own in known.WORDS.items() if own & words} | _more(found, words)
    says |= {known.BY_FIELD[field]} if field in known.BY_FIELD else set()
    if words & known.MEASURE and not words & {"birth"} and field is None:
        says -= {"id", "age"}
    return Header(words, frozenset(says))


def _more(found: list[str], words: frozenset[str]) -> set[str]:
    """What the order of the words says, and all of them together."""
    says: set[str] = set()
    if found and (found[-1] in known.NUMBER or found[0] in known.AHEAD):
        says = {"id"} if words & known.WORDS["id"] else {"id", "numbering"}
    return says if words & known.PART else says | _name(found)


def _name(found: list[str]) -> set[str]:
    """Whose name it is, or which part of one."""
    bare = set(found) - known.NAME - known.FILLING
    is_name = bool(known.NAME & set(found))
    for kind, part in (("first_name", known.FIRST), ("last_name", known.LAST)):
        if bare & part and not bare - part - known.PERSON and (is_name or len(found) == 1):
            return {kind}
    if is_name and (bare <= known.PERSON or (bare & known.PERSON and not bare & known.THING)):
        return {"full_name"}
    return {"person"} if bare and bare <= known.PERSON and len(found) <= 2 else set()
