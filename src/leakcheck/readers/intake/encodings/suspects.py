"""Hindi encodings that no rule can prove: ISCII and the font Kruti Dev are only suspected.

A column (or the whole of the lines) is suspected when enough of its words are common Hindi words in that
reading. Nothing is changed by it: the record stays as it was read, `reread` shows the other reading.
UTF-7 and its like are pure ASCII and stay as written too.

Why so strict: a published detector takes 14 of 20 English names and passwords for Kruti Dev.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from leakcheck import parsed
from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

_DELIMITERS = ("\t", "|", ",", ";")
_SPACE = pattern(r"[\s,;|\"()/]{1,100}")
_UTF7 = pattern(r"\+(?:[A-Za-z0-9+/]{3,400})-")
_LEAST_DISTINCT = 3
_LEAST_SHARE = 0.2
_MAX_LINES = 5_000
_NAMES = {"iscii": "ISCII (IS 13194)", "krutidev-010": "the font encoding Kruti Dev 010", "utf-7": "UTF-7"}
# Kruti Dev spellings that are everyday English, initials or abbreviations too: they prove nothing.
_ENGLISH = frozenset({"us", "dk", "ds", "dh", "dks", "ls", "gS", "ij", "fd", "tks", "rks", "gh", "Hkh", "dj",
                      "gks", "nks", "ge", "th", "uke", "fnu", "eas", "vc", "tc", "lHkh", "lkFk",
                      "flag", "jke",
                      "ekg", "HkkbZ", "xyh", "fir"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suspicion:
    """An encoding the text may be in.

    `share` is the largest share of words in one column (or in all lines) that are common Hindi words
    when read so, `sample_count` the number of words that share was taken over.
    """

    encoding: str
    share: float
    sample_count: int

    def sentence(self) -> str:
        """One sentence for `Reading.notes`."""
        name = _NAMES[self.encoding]
        if self.encoding == "utf-7":
            return f"{self.sample_count:,} line(s) look like {name}; they were kept as written"
        found = f"{self.share:.0%} of {self.sample_count:,} words of one column are common Hindi words"
        return f"suspected: Hindi in {name} ({found} when read so); kept as written"


def suspects(lines: Iterable[bytes | str]) -> tuple[Suspicion, ...]:
    """Test at most 5,000 lines (raw bytes, or text already decoded) for ISCII, Kruti Dev and UTF-7."""
    taken = [line for line, _ in zip(lines, range(_MAX_LINES), strict=False)]
    raw = [line.decode("latin-1") for line in taken if isinstance(line, bytes) and not line.isascii()]
    text = [line.decode("cp1252", "replace") if isinstance(line, bytes) else line for line in taken]
    found = (_hindi("iscii", raw), _hindi("krutidev-010", text), _utf7(text))
    return tuple(one for one in found if one is not None)


def reread(encoding: str, line: bytes | str) -> str:
    """The other reading of a line: ISCII wants the bytes, Kruti Dev the text."""
    from leakcheck.readers.intake.encodings import iscii, krutidev

    if encoding == "iscii":
        return iscii.decode(line if isinstance(line, bytes) else line.encode("latin-1", "replace"))
    text = line.decode("cp1252", "replace") if isinstance(line, bytes) else line
    if encoding == "utf-7":
        return text.encode("utf-8", "replace").decode("utf-7", "replace")
    return krutidev.decode(text)


def _hindi(encoding: str, lines: list[str]) -> Suspicion | None:
    """Share of Hindi words by column; the better of all columns and the whole lines."""
    if not lines:  # spelling the word list costs more than a short text
        return None
    spelled = _spelled(encoding)
    # All delimiters are blanks to _SPACE: too few words in all lines are too few in any column.
    if len(spelled.intersection(_SPACE.split("\n".join(lines)))) < _LEAST_DISTINCT:
        return None
    columns: dict[int, Counter[str]] = defaultdict(Counter)
    delimiter = _delimiter(lines)
    for line in lines:
        cells = line.split(delimiter) if delimiter else [line]
        for place, cell in enumerate(cells[:200]):
            columns[place].update(word for word in _SPACE.split(cell) if _is_word(word))
    columns[-1] = sum((column for place, column in columns.items() if place >= 0), Counter())
    shares = [_share(words, spelled) for words in columns.values()]
    share, count = max(shares, default=(0.0, 0))
    return Suspicion(encoding, share, count) if share >= _LEAST_SHARE else None


def _share(words: Counter[str], spelled: frozenset[str]) -> tuple[float, int]:
    hits = words.keys() & spelled
    count = words.total()
    enough = len(hits) >= _LEAST_DISTINCT
    return (sum(words[hit] for hit in hits) / count if enough else 0.0), count


def _is_word(text: str) -> bool:
    return 1 < len(text) <= 40 and not text.isdecimal()


def _delimiter(lines: list[str]) -> str:
    """The delimiter nine lines in ten hold, if any; Kruti Dev itself uses most of them as letters."""
    least = len(lines) * 9 // 10 + 1
    return next((d for d in _DELIMITERS if sum(d in line for line in lines) >= least), "")


@cache
def _spelled(encoding: str) -> frozenset[str]:
    """The word list encoded, so that a word is looked up without decoding it."""
    return frozenset(parsed.words(encoding)) or spelled(encoding)


def spelled(encoding: str) -> frozenset[str]:
    """Encode the word list; see `leakcheck.parsed` for why this is done beforehand."""
    from leakcheck.readers.intake.encodings import iscii, krutidev
    from leakcheck.readers.intake.encodings.hindi import WORDS

    if encoding == "iscii":
        return frozenset(code.decode("latin-1") for word in WORDS if (code := iscii.encode(word)) is not None)
    return frozenset(map(krutidev.encode, WORDS)) - _ENGLISH


def _utf7(lines: list[str]) -> Suspicion | None:
    count = sum(_holds_utf7(line) for line in lines if "+" in line)
    return Suspicion("utf-7", count / len(lines), count) if count >= _LEAST_DISTINCT else None


def _holds_utf7(line: str) -> bool:
    return any(_is_utf7(token) for token in _UTF7.findall(line[:4_000]))


def _is_utf7(token: str) -> bool:
    try:
        text = token.encode("ascii").decode("utf-7")
    except UnicodeError:
        return False
    return bool(text) and not text.isascii() and all(char.isalpha() or char in " '’.-" for char in text)
