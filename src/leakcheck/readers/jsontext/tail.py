"""The last record of a short paste that breaks off: its whole members."""

from __future__ import annotations

from leakcheck.readers.jsontext.grammar import Failure, Parsed, parse
from leakcheck.readers.jsontext.wrapping import skip

SHORT = 8_192
WHY = "the record breaks off; its whole members were kept"


def whole_members(text: str, place: int) -> Parsed | None:
    """Members of the object at `place` up to where the text breaks off, or None when there is none.

    Only a person's paste is mended like this; from a file the record that breaks off is rejected.
    """
    members = []
    end = place
    place = skip(text, place + 1)
    while text[place : place + 1] == '"':
        key = parse(text, place)
        colon = skip(text, key.end) if isinstance(key, Parsed) else len(text)
        if isinstance(key, Failure) or text[colon : colon + 1] != ":":
            break
        value = parse(text, skip(text, colon + 1))
        if isinstance(value, Failure) or (value.end >= len(text) and isinstance(value.content, str)):
            break
        members.append((key.content, value.content))
        end = value.end
        place = skip(text, end)
        if text[place : place + 1] != ",":
            break
        place = skip(text, place + 1)
    return Parsed(tuple(members), end) if members else None
