"""Looking for words in all cells at once: by their first characters, then exactly."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.frozen import dataclass
from leakcheck.rules.kernels.beginnings import beginning
from leakcheck.rules.kernels.plaintext import label_bytes
from leakcheck.rules.kernels.truth import as_truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Bytes, Flags, Places, PlainText

_FACTOR = 7_919


def containing(words: frozenset[str], plain: PlainText) -> Flags:
    """Rows of which the label contains one of the words; meaningless for odd rows.

    Only rows that hold two neighbouring characters of each of some word, the rarest, are looked at closely.
    """
    import numpy as np

    pairs = _rare_pairs(words, plain)
    if not pairs:
        return _containing(words, plain)
    likely = np.flatnonzero(plain.holding(_standing(pairs, plain.data)))
    if len(likely) * 2 > len(plain):
        return _containing(words, plain)
    found = np.zeros(len(plain), np.bool_)
    if len(likely):
        found[likely] = _containing(words, plain.subset(likely))
    return found


def _standing(pairs: Sequence[tuple[int, int]], data: Bytes) -> Flags:
    """Bytes at which one of some pairs of characters begins, in small or capital letters."""
    import numpy as np

    small = data | np.uint8(0x20)
    equal = {code: small == code for code in sorted({code for pair in pairs for code in pair})}
    found = np.zeros(len(data), np.bool_)
    for first, second in pairs:
        found[:-1] |= equal[first][:-1] & equal[second][1:]
    return found


def _rare_pairs(words: frozenset[str], plain: PlainText) -> Sequence[tuple[int, int]]:
    """Pairs of letters, rare here, one of which stands in every row that contains a word; or none at all."""
    import numpy as np

    found = _PAIRS.get(words)
    if found is None:
        choices = [_letter_pairs(word) for word in sorted(words)]
        if len(choices) > _MOST_WORDS or not all(choices):
            found = ()
        else:
            sample = plain.data[:_SAMPLE] | np.uint8(0x20)
            counts = np.bincount(sample[:-1].astype(np.intp) * 256 + sample[1:], minlength=2**16)
            found = tuple(sorted({min(c, key=lambda p: (counts[p[0] * 256 + p[1]], p)) for c in choices}))
        if len(_PAIRS) >= _MOST_KEPT:
            _PAIRS.clear()
        _PAIRS[words] = found
    return found


def _letter_pairs(word: str) -> list[tuple[int, int]]:
    """Neighbouring small letters of a word."""
    pairs = itertools.pairwise(word)
    return [(ord(a), ord(b)) for a, b in pairs if (a + b).isascii() and (a + b).isalpha()]


_PAIRS: dict[frozenset[str], tuple[tuple[int, int], ...]] = {}
_MOST_KEPT = 256
_MOST_WORDS = 32
_SAMPLE = 16_384


def _containing(words: frozenset[str], plain: PlainText) -> Flags:
    """The same in full.

    Punctuation counts as blanks, and a word without a blank stands in the label if it stands in the text.
    The label's own spacing is made only where part of another word is followed by more blanks than one.
    """
    import numpy as np

    if "" in words:
        return np.ones(len(plain), np.bool_)
    text = plain.translated()
    found = np.zeros(len(plain), np.bool_)
    single, spaced = _sorted_words(words)
    for word in single.shorter:
        found |= text.flags_at(_starting(text.data, np.flatnonzero(text.data == word[0]), word), len(word))
    if _any_apart(text, spaced.longer):
        _find_longer(text, single.longer, found)
        _find_longer(plain.label(), spaced.longer, found)
    else:
        _find_longer(text, single.longer + spaced.longer, found)
    return found


def _any_apart(text: PlainText, words: Sequence[bytes]) -> bool:
    """Whether two blanks stand behind some part of a word, anywhere."""
    import numpy as np

    if not words:
        return False
    blank = text.data == ord(" ")
    pairs = np.flatnonzero(blank[:-1] & blank[1:])
    parts = {part for word in words for part in word.split(b" ")[:-1]}
    return any(len(_starting(text.data, pairs[pairs >= len(p)] - len(p), p)) for p in sorted(parts))


def _find_longer(text: PlainText, words: Sequence[bytes], found: Flags) -> None:
    """Look for words of three characters or more.

    Words are put into eight groups; a table for each of the first three places says which groups have
    that character there. Where the three answers share a group, its words are compared.
    Source: the "Teddy" prefilter of Hyperscan (Wang et al., NSDI 2019), with table look-ups for shuffles.
    """
    import numpy as np

    if not words or len(text.data) < 3:
        return
    data = text.data.tobytes()
    tables = _tables(tuple(words))
    first, second, third = (np.frombuffer(data.translate(table), np.uint8) for table in tables)
    places = np.flatnonzero((first[:-2] & second[1:-1] & third[2:]) != 0)
    if len(places):
        _find_exactly(text, words, places, found)


@lru_cache(maxsize=256)
def _tables(words: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """For each of three places and every byte: in which of eight groups it stands there, as bits."""
    tables = [bytearray(256) for _ in range(3)]
    for number, word in enumerate(words):
        for table, code in zip(tables, word, strict=False):
            table[code] |= 1 << number * 8 // len(words)
    return tuple(map(bytes, tables))


def _find_exactly(plain: PlainText, words: Sequence[bytes], places: Places, found: Flags) -> None:
    heads = plain.data[places]
    for word in words:
        start = _starting(plain.data, places[heads == word[0]], word)
        if len(start):
            found |= plain.flags_at(start, len(word))


def _starting(data: Bytes, places: Places, word: bytes) -> Places:
    """Places at which the word stands."""
    places = places[places + len(word) <= len(data)]
    for offset, code in enumerate(word):
        if not len(places):
            break
        places = places[data[places + offset] == code]
    return places


@dataclass(frozen=True, slots=True)
class _Words:
    longer: tuple[bytes, ...]
    shorter: tuple[bytes, ...]


@lru_cache(maxsize=256)
def _sorted_words(words: frozenset[str]) -> tuple[_Words, _Words]:
    """Words without a blank, of three characters or more and shorter; and words with one."""
    known = sorted(word.encode("ascii") for word in words if word.isascii())
    single, spaced = [w for w in known if b" " not in w], [w for w in known if b" " in w]
    short = tuple(w for w in single if len(w) < 3)
    return _Words(tuple(w for w in single if len(w) > 2), short), _Words(tuple(spaced), ())


def are_labels(words: frozenset[str], plain: PlainText) -> NDArray[np.int8]:
    """Truth codes: rows of which the label is one of the words; `ASK` where the scalar form must be asked.

    Only rows of which the first two characters and the last may stand in one of the words are made labels.
    """
    import numpy as np

    if "" in words or plain.is_label:
        label = plain.label()
        return label.ask_odd(as_truth(being(words, label)))
    truth = np.zeros(len(plain), np.int8)
    if not len(plain.data):
        return truth
    heads, tails, least = _ends_of(words)
    likely, _ = beginning(plain, *heads)
    likely = likely[tails.take(plain.bytes_at(plain.ends[likely] - 1))]
    likely = likely[plain.lengths[likely] >= least]
    if len(likely):
        label = plain.subset(likely).label()
        truth[likely] = label.ask_odd(as_truth(being(words, label)))
    return truth


@lru_cache(maxsize=256)
def _ends_of(words: frozenset[str]) -> tuple[tuple[Flags, Flags], Flags, int]:
    """May a text whose label is a word begin so, by one byte and by two, or end so; least length of a word.

    Marks are taken for blanks, which may stand in front of a label and behind it.
    """
    import numpy as np

    known = [word.encode("ascii") for word in words if word.isascii()]
    heads, tails = np.zeros((256, 256), np.bool_), np.zeros(256, np.bool_)
    folded = np.frombuffer(label_bytes(), np.uint8)
    heads[folded == ord(" ")] = True
    tails[folded == ord(" ")] = True
    for word in known:
        first = np.flatnonzero(folded == word[0])[:, None]
        heads[first, np.flatnonzero(folded == word[1]) if len(word) > 1 else slice(None)] = True
        tails[folded == word[-1]] = True
    return (np.asarray(heads.any(axis=1)), heads.ravel()), tails, min(map(len, known), default=0)


def being(words: frozenset[str], plain: PlainText) -> Flags:
    """Rows that are one of the words; meaningless for odd rows."""
    import numpy as np

    found = np.zeros(len(plain), np.bool_)
    for length, of_length in _by_length(words):
        rows = plain.rows_of(length)
        if length == 0:
            found |= plain.lengths == 0
        elif rows is None or len(rows):
            found |= plain.spread(length, _being(of_length, plain, length))
    return found


def _being(words: tuple[bytes, ...], plain: PlainText, length: int) -> Flags:
    import numpy as np

    places = sorted({0, length // 3, 2 * length // 3, length - 1})
    keys: NDArray[np.uint16] | None = None
    table = np.zeros(2**16, np.bool_)
    for place in places:
        characters = plain.places(length, place, place + 1)[0]
        keys = characters.astype(np.uint16) if keys is None else keys * np.uint16(_FACTOR) + characters
    for word in words:
        key = 0
        for place in places:
            key = (key * _FACTOR + word[place]) & 0xFFFF
        table[key] = True
    found = table.take(np.asarray(keys))
    likely = np.flatnonzero(found)
    found[likely] = False
    if len(likely):
        cells = plain.cells(length)[likely]
        for word in words:
            found[likely[np.equal(cells, np.frombuffer(word, np.uint8)).all(axis=1)]] = True
    return np.asarray(found)


@lru_cache(maxsize=256)
def _by_length(words: frozenset[str]) -> tuple[tuple[int, tuple[bytes, ...]], ...]:
    groups: dict[int, list[bytes]] = {}
    for word in sorted(words):
        if word.isascii():
            groups.setdefault(len(word), []).append(word.encode("ascii"))
    return tuple((length, tuple(found)) for length, found in sorted(groups.items()))


def hidden(plain: PlainText) -> Flags:
    """Rows with two of ``*#`` or three x together: part of the value is hidden."""
    import numpy as np

    data, found = plain.data, np.zeros(len(plain), np.bool_)
    stars = (data == ord("*")) | (data == ord("#"))
    if stars.any():
        found |= plain.flags_at(np.flatnonzero(stars[:-1] & stars[1:]), 2)
    x = (data | 0x20) == ord("x")
    if x.any():
        found |= plain.flags_at(np.flatnonzero(x[:-2] & x[1:-1] & x[2:]), 3)
    return found
