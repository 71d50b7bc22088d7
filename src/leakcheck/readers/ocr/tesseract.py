"""Tesseract, the program, where it is installed: reads Latin and Devanagari, and sees blanks between words.

Source: measured on rendered chat bubbles, ``eng+hin`` in page mode 4 reads Hindi best of all engines that
need no network. The picture goes in through standard input; the program gets no path.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache

from leakcheck.readers.ocr.limits import ChildError, Limits
from leakcheck.readers.ocr.picture import Picture
from leakcheck.readers.ocr.words import Box, Line, Word

_PAGE = ("--psm", "4")
_WANTED = ("eng", "hin")
_VERSION = re.compile(r"tesseract v?(\d{1,4}(?:\.\d{1,4}){0,3})")
_WORD = "5"  # level of a row in its table: 5 is a word
_FIELDS = 12


class Tesseract:
    """The program at `path` with the languages it has of those wanted."""

    name = "tesseract"

    def __init__(self, path: str, version: str, languages: tuple[str, ...]) -> None:
        self._path = path
        self.version = version
        self.languages = languages

    @property
    def title(self) -> str:
        """For the reading."""
        return f"tesseract {self.version} ({'+'.join(self.languages)})"

    def lines(self, picture: Picture, limits: Limits) -> tuple[Line, ...]:
        """Recognise the whole picture.

        Raises
        ------
        ChildError
            When the program fails.
        """
        asked = [self._path, "-", "-", "-l", "+".join(self.languages), *_PAGE, "-c", "tessedit_create_tsv=1"]
        return tuple(_parsed(limits.run(asked, picture.pgm()).decode("utf-8", "replace")))


@cache
def find() -> Tesseract | None:
    """The program, when it is there, runs and has English or Hindi."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    limits = Limits()
    try:
        version = _VERSION.search(limits.run([path, "--version"]).decode("utf-8", "replace"))
        listed = limits.run([path, "--list-langs"]).decode("utf-8", "replace").split()
    except ChildError:
        return None
    languages = tuple(language for language in _WANTED if language in listed)
    return Tesseract(path, version[1] if version else "of unknown version", languages) if languages else None


def _parsed(table: str) -> Iterator[Line]:
    """Its table of words to lines: level, page, block, paragraph, line, word, box (4), confidence, text."""
    rows = (row.split("\t") for row in table.splitlines())
    words = [row for row in rows if len(row) == _FIELDS and row[0] == _WORD and row[11].strip()]
    for _, group in itertools.groupby(words, key=lambda row: row[2:5]):
        yield Line(tuple(_word(row) for row in group))


def _word(row: Sequence[str]) -> Word:
    left, top, width, height = (int(cell) for cell in row[6:10])
    return Word(row[11].strip(), max(0.0, float(row[10])), Box(left, top, left + width, top + height))
