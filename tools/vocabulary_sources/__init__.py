"""Where the words of data generators are read: one module a kind of package.

Each module has ``read(place) -> list of Bundle``; the words themselves never leave the machine that runs
the script: only their 32-bit hashes go into the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bundle:
    """Everything one library brings.

    Parameters
    ----------
    library, version, licence : str
        As the package states them.
    package, sha256 : str
        What was opened: file name of the package, or of the installed distribution, and its checksum.
    words : dict of (locale, key) to list of str
        Texts under the key the library files them by, such as ``person.first_name.male``.
    """

    library: str
    version: str
    licence: str
    package: str
    sha256: str
    words: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, locale: str, key: str, values: object) -> None:
        """Append every text found in `values`, however deeply it is nested."""
        found = list(leaves(values))
        if found:
            self.words.setdefault((locale.replace("-", "_"), key), []).extend(found)


def leaves(values: object) -> Iterator[str]:
    """Texts of a nested structure; of mappings with weights (numbers) the keys, else the values."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        weighted = values and all(isinstance(value, int | float) for value in values.values())
        for value in values if weighted else values.values():
            yield from leaves(value)
    elif isinstance(values, list | tuple | set | frozenset):
        for value in sorted(values) if isinstance(values, set | frozenset) else values:
            yield from leaves(value)


def walk(tree: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every (dotted path, texts) of a nested mapping whose leaves are lists of texts."""
    if isinstance(tree, dict) and not all(isinstance(value, int | float) for value in tree.values()):
        for key, value in tree.items():
            yield from walk(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, list(leaves(tree))
