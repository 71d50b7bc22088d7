"""Write the vocabularies of data generators (hashes only) from installed packages and archives.

Needs, in an environment of its own: Faker, mimesis, PyYAML, numpy; ``node`` and ``dpkg-deb`` on the
path; and a folder of archives made by ``npm pack`` (@faker-js/faker, faker@5.5.3, chance, casual) and
``apt-get download`` (ruby-faker, ruby-ffaker, php-faker, libdata-faker-perl). The same packages give
the same bytes.

    PYTHONPATH=src:tools python tools/build_vocabularies.py ARCHIVES

writes src/leakcheck/forensics/vocabularies/words.bin and calibration/vocabularies.toml.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from vocabulary_sources import (
    Bundle,
    debian_packages,
    javascript_packages,
    mockaroo,
    python_packages,
    textbook,
)
from vocabulary_sources.fields import LARGEST, SMALLEST, field_of

from leakcheck.forensics.vocabularies.shelf import MAGIC, PATH
from leakcheck.forensics.vocabularies.spelling import number, spell

_ROOT = Path(__file__).resolve().parent.parent
_READERS = (python_packages, javascript_packages, debian_packages, mockaroo, textbook)

Owner = tuple[int, str]
EVERYBODY: Owner = (-1, "all")
"""Owner of the two lists of first names that over three times as many lists call male than female,
or the other way round; only of names that a list kept has."""
Lists = dict[tuple[frozenset[int], str], list[Owner]]


def gather(bundles: list[Bundle]) -> dict[str, Lists]:
    """Lists of each field: their numbers and part, and all who have exactly them."""
    words: dict[tuple[str, Owner], set[int]] = defaultdict(set)
    sides: dict[str, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for at, bundle in enumerate(bundles):
        for (locale, key), values in bundle.words.items():
            field, part = field_of(key)
            found = {number(spell(text)) for text in values if usable(text)} if field else set()
            words[field, (at, locale)] |= found
            if part:
                sides[field][part].update(found)
    fields: dict[str, Lists] = defaultdict(lambda: defaultdict(list))
    kept: dict[str, set[int]] = defaultdict(set)
    for (field, owner), found in sorted(words.items()):
        if SMALLEST.get(field, 20) <= len(found) <= LARGEST.get(field, 0):
            fields[field][frozenset(found), ""].append(owner)
            kept[field] |= found
    for field, parts in sides.items():
        for part, other in (("female", "male"), ("male", "female")):
            found = {word for word, count in parts[part].items() if count > 3 * parts[other][word]}
            fields[field][frozenset(found & kept[field]), part].append(EVERYBODY)
    return fields


def usable(text: str) -> bool:
    """Whether a text is a word of its own: no template, no code, at least one letter."""
    return not any(mark in text for mark in "{}#%<>=") and any(c.isalpha() for c in spell(text))


def pack(lists: Lists, start: int) -> tuple[dict[str, Any], bytes]:
    """Entry of the head and the bytes of one field; `start` is where its bytes begin after the head."""
    ordered = sorted(lists.items(), key=lambda item: (item[1], item[0][1]))
    of_word: dict[int, list[int]] = defaultdict(list)
    for place, ((found, _part), _owners) in enumerate(ordered):
        for word in found:
            of_word[word].append(place)
    sets = {chosen: at for at, chosen in enumerate(sorted(set(map(tuple, of_word.values()))))}
    words = sorted(of_word)
    steps = np.diff(np.array([0, *words], dtype=np.uint64)).astype("<u4")
    width = 3 if steps.max() < 2**24 else 4
    arrays = {
        "words": steps.view(np.uint8).reshape(-1, 4)[:, :width].ravel(),
        "sets": np.array([sets[tuple(of_word[word])] for word in words], dtype="<u2"),
        "starts": np.cumsum([0, *map(len, sets)]).astype("<u4"),
        "members": np.array([place for chosen in sets for place in chosen], dtype="<u2"),
    }
    if len(sets) >= 2**16:
        raise ValueError("more sets than 16 bits count")
    about: dict[str, Any] = {
        "width": width,
        "lists": [[owners, part, len(found)] for (found, part), owners in ordered],
    }
    body = b""
    for key, array in arrays.items():
        about[key] = [start + len(body), len(array)]
        body += array.tobytes()
    return about, body


def assemble(bundles: list[Bundle]) -> bytes:
    """The whole file."""
    fields = gather(bundles)
    libraries = [{"name": b.library, "version": b.version, "licence": b.licence} for b in bundles]
    base = 0
    while True:  # places depend on the length of the head, and the other way round
        head: dict[str, Any] = {"fields": {}, "libraries": libraries}
        body = b""
        for field in sorted(fields):
            head["fields"][field], more = pack(fields[field], base + len(body))
            body += more
        text = json.dumps(head, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
        needed = len(MAGIC) + 4 + len(text)
        if needed == base:
            return MAGIC + len(text).to_bytes(4, "little") + text + body
        base = needed


def account(bundles: list[Bundle], size: int) -> str:
    """The list of what was taken from where, as TOML."""
    lines = ["# Written by tools/build_vocabularies.py; do not edit.", f"bytes = {size}", ""]
    for bundle in bundles:
        fields = sorted({field for _, key in bundle.words if (field := field_of(key)[0])})
        locales = len({locale for locale, key in bundle.words if field_of(key)[0]})
        lines += [
            "[[library]]",
            f'name = "{bundle.library}"',
            f'version = "{bundle.version}"',
            f'licence = "{bundle.licence}"',
            f'package = "{bundle.package}"',
            f'sha256 = "{bundle.sha256}"',
            f"locales = {locales}",
            f"fields = {json.dumps(fields)}",
            "",
        ]
    return "\n".join(lines)


def main(place: Path) -> None:
    """Read everything, write both files."""
    bundles = [bundle for reader in _READERS for bundle in reader.read(place)]
    data = assemble(bundles)
    PATH.write_bytes(data)
    (_ROOT / "calibration" / "vocabularies.toml").write_text(account(bundles, len(data)), encoding="utf-8")
    sys.stdout.write(f"{len(data):,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
