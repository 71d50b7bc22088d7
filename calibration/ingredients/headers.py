"""Headers as different authors write them."""

from __future__ import annotations

import random

from calibration.ingredients.lists import themes

STYLES = ("snake", "snake", "snake", "snake", "title", "title", "title", "camel", "pascal", "lower", "upper",
          "upper_words", "joined", "capital")  # fmt: skip
_ACRONYMS = {"id", "dob", "ip", "url", "uuid", "pan", "gpa", "bmi", "doj", "ctc", "ssn", "iban", "upi", "ts"}


def style_of(rng: random.Random) -> str:
    """A manner of writing headers, by how common it is."""
    return rng.choice(STYLES)


def written(words: str, style: str) -> str:
    """Words of a header in a style, such as ``first name`` as ``firstName``."""
    parts = words.split(" ")
    big = [part.upper() if part in _ACRONYMS else part.capitalize() for part in parts]
    return {
        "snake": "_".join(parts),
        "title": " ".join(big),
        "camel": parts[0] + "".join(part.capitalize() for part in parts[1:]),
        "pascal": "".join(big),
        "lower": " ".join(parts),
        "upper": "_".join(parts).upper(),
        "upper_words": " ".join(parts).upper(),
        "joined": "".join(parts),
        "capital": " ".join(parts).capitalize(),
    }[style]


def headers(fields: list[str], theme: str, rng: random.Random) -> tuple[str, ...]:
    """A header for each field; no two alike."""
    style, synonyms = style_of(rng), themes()["headers"]
    made: list[str] = []
    for field in fields:
        words = rng.choice(synonyms.get(field, field.replace("_", " ")).split("|"))
        name = written(words.replace("{theme}", theme.rstrip("s").replace("_", " ")), style)
        if name in made:
            name = written(field.replace("_", " "), style)
        made.append(name if name not in made else f"{name}_{len(made)}")
    return tuple(made)
