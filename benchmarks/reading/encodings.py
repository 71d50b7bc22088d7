"""How often bytes of unknown encoding come out as exactly the text they were made from.

    python benchmarks/reading/run.py encodings
    PYTHONPATH=src python -m benchmarks.reading.encodings [--half tuning] [--seed 7] [--against]

Set E1: 15 languages in their encodings and in UTF-8 and UTF-16 with and without marks, 20 bytes to 100 kB.
Set E2: 9 further languages. E3: files of mixed encodings, line by line. E4: mojibake repaired.
Rows are leak-like and invented, put together by seed. The rules were worked out on `encodings_words.toml`
(``--half tuning``); the figures are of `encodings_heldout.toml`, disjoint from it. Why two
files: a split by seed moves words between the halves from one seed to the next, and holds nothing out.
Right means: every character of every line is identical.
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reading._sheet import Sheet

from leakcheck.errors import LeakcheckError
from leakcheck.readers.intake import mojibake
from leakcheck.readers.intake.decoding import decode
from leakcheck.readers.intake.source import from_bytes

TITLE = "bytes of unknown encoding"
SIZES = (20, 60, 200, 1_000, 10_000, 100_000)
UNICODE = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16")
Words = dict[str, dict[str, dict[str, Any]]]
_HERE = Path(__file__).parent
_WORDS: Words = tomllib.loads((_HERE / "encodings_words.toml").read_text("utf-8"))
_HELD_OUT: Words = tomllib.loads((_HERE / "encodings_heldout.toml").read_text("utf-8"))
_LISTS = ("names", "family", "places", "words")


class Sample(NamedTuple):
    """Bytes, the text they were made from, and what they stand for."""

    language: str
    encoding: str
    size: int
    data: bytes
    text: str


def measure(quick: bool) -> Sheet:
    """Figures of the held-out half against the goals; `quick` leaves out 100 kB and all seeds but one."""
    sheet = Sheet(("what", "figure", "goal", ""))
    sizes = SIZES[:-1] if quick else SIZES
    for title, group, seeds, goal in (("E1", "first", 3, 99.5), ("E2", "second", 4, 97.0)):
        samples = list(make_samples(group, "held-out", range(7, 8 if quick else 7 + seeds), sizes))
        found = [(sample.size, _right(sample, _leakcheck)) for sample in samples]
        small, large = ([right for size, right in found if (size >= 200) == big] for big in (False, True))
        sheet.goal(f"{title}: exact of {len(found):,}", _percent(small + large), goal, unit=" %")
        sheet.goal(f"{title}: exact from 200 B", _percent(large), 100 if title == "E1" else 97, unit=" %")
    mixed = [exact for _, exact in _mixed("held-out", 7)]
    sheet.goal("E3: mixed files, lines exact", sum(mixed) / len(mixed) / 10, 99.5, unit=" %")
    good, tried = (sum(column) for column in zip(*(row[1:] for row in _mojibake("held-out")), strict=True))
    sheet.goal("E4: mojibake repaired", 100 * good / tried, 95, unit=" %")
    return sheet


def main() -> None:
    """Print the shares by size, language and set."""
    options = _arguments()
    rules = {"leakcheck": _leakcheck} | (_others() if options.against else {})
    for title, group, seeds in (("E1", "first", 3), ("E2", "second", 4)):
        samples = list(make_samples(group, options.half, range(options.seed, options.seed + seeds)))
        print(f"{title}: {len(samples):,} samples, half {options.half!r}, seeds from {options.seed}")
        for name, rule in rules.items():
            _report(name, samples, rule, by_language=name == "leakcheck")
    print("E3: mixed files of 1,000 lines: lines exact")
    for name, exact in _mixed(options.half, options.seed):
        print(f"  {name:45} {exact:,}")
    print("E4: mojibake repaired exactly")
    for name, good, tried in _mojibake(options.half):
        print(f"  {name:10} {good:,} of {tried:,}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--against", action="store_true", help="also chardet and chardetng alone, where installed"
    )
    return parser.parse_args()


def make_samples(group: str, half: str, seeds: range, sizes: tuple[int, ...] = SIZES) -> Iterator[Sample]:
    """Yield samples of all languages of a set, in all their encodings and sizes."""
    for language, entry in _WORDS[group].items():
        for encoding in (*UNICODE, *entry["encodings"]):
            for size in sizes:
                for seed in seeds:
                    chance = random.Random(f"{seed} {language} {encoding} {size}")
                    text = make_text(vocabulary(language, half), chance, encoding, size)
                    yield Sample(language, encoding, size, text.encode(encoding), text)


def vocabulary(language: str, half: str) -> list[list[str]]:
    """Word lists of one half; a held-out word that stands anywhere in the other half is dropped."""
    known = {word for entry in _entries(_WORDS) for name in _LISTS for word in entry[name].split()}
    entry = _entry(_WORDS if half == "tuning" else _HELD_OUT, language)
    lists = [sorted(set(entry[name].split()) - (set() if half == "tuning" else known)) for name in _LISTS]
    if not all(lists):
        raise ValueError(f"{language}: a word list of half {half!r} is empty")
    return lists


def _entries(words: Words) -> Iterator[dict[str, Any]]:
    return (entry for group in words.values() for entry in group.values())


def _entry(words: Words, language: str) -> dict[str, Any]:
    return next(group[language] for group in words.values() if language in group)


def make_text(lists: list[list[str]], chance: random.Random, encoding: str, size: int) -> str:
    """Rows as they leak, cut to `size` bytes behind a whole character."""
    rows: list[str] = []
    length = 0
    while length < size:
        rows.append(_row(lists, chance, len(rows)))
        length += len((rows[-1] + "\n").encode(encoding, "ignore"))
    text = _encodable("\n".join(rows), encoding)
    while len(text.encode(encoding)) > size:
        over = len(text.encode(encoding)) - size
        text = text[: -max(1, over // 4)]
    return text.rstrip("\n")


def _encodable(text: str, encoding: str) -> str:
    """Vietnamese needs its accents apart in cp1258; a word no encoding can hold is left out."""
    if encoding == "cp1258":
        text = _apart(text)
    return text.encode(encoding, "ignore").decode(encoding)


def _apart(text: str) -> str:
    tones = dict.fromkeys("\u0300\u0301\u0303\u0309\u0323")
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = [part for part in parts if part in tones]
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out.append(base + "".join(tone))
    return "".join(out)


def _row(lists: list[list[str]], chance: random.Random, number: int) -> str:
    names, family, places, words = lists
    mark = chance.choice(",,,;\t|") if number == 0 else ","
    person = f"{chance.choice(names)} {chance.choice(family)}"
    street = f"{chance.choice(words)} {chance.randint(1, 240)}"
    phone = f"9{chance.randint(10**8, 10**9 - 1)}"
    mail = f"user{chance.randint(1, 99999)}@example.org"
    cells = (person, str(chance.randint(1940, 2008)), street, chance.choice(places), phone, mail)
    return mark.join(cells)


def _leakcheck(data: bytes) -> str:
    return "\n".join(decode(from_bytes(data)).lines())


def _others() -> dict[str, Callable[[bytes], str]]:
    import chardet
    from chardetng_py import detect

    return {
        "chardet": lambda data: data.decode(chardet.detect(data)["encoding"] or "ascii"),
        "chardetng alone": lambda data: data.decode(detect(data, allow_utf8=True)),
        "UTF-8, else cp1252": _simple,
    }


def _simple(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "backslashreplace")


def _right(sample: Sample, rule: Callable[[bytes], str]) -> bool:
    try:
        return rule(sample.data).removeprefix("\ufeff") == sample.text
    except (LeakcheckError, UnicodeError, LookupError):
        return False


def _report(name: str, samples: list[Sample], rule: Callable[[bytes], str], *, by_language: bool) -> None:
    sizes: dict[int, list[bool]] = defaultdict(list)
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    spent: list[float] = []
    for sample in samples:
        begin = time.process_time()
        right = _right(sample, rule)
        if sample.size == SIZES[-1]:
            spent.append(time.process_time() - begin)
        sizes[sample.size].append(right)
        kinds[sample.language, sample.encoding] += [] if right else [sample.size]
    every = [right for found in sizes.values() for right in found]
    from_200 = [right for size, found in sizes.items() if size >= 200 for right in found]
    cells = "  ".join(f"{size} B {_share(found)}" for size, found in sizes.items())
    middle = sorted(spent)[len(spent) // 2] * 1000
    print(
        f"  {name:20} {cells}  all {_share(every)}  from 200 B {_share(from_200)}  {middle:.1f} ms at 100 kB"
    )
    if by_language:
        for (language, encoding), wrong in kinds.items():
            if wrong:
                print(f"    wrong: {language} in {encoding}: {', '.join(f'{size} B' for size in wrong)}")


def _share(found: list[bool]) -> str:
    return f"{_percent(found):.1f} %"


def _percent(found: list[bool]) -> float:
    return 100 * sum(found) / len(found)


MIXES = (
    ("utf-8", "cp1252", "french"), ("utf-8", "cp1251", "russian"), ("utf-8", "koi8-r", "russian"),
    ("utf-8", "cp932", "japanese"), ("utf-8", "gb18030", "chinese"), ("utf-8", "euc_kr", "korean"),
    ("utf-8", "cp1250", "polish"), ("utf-8", "cp1256", "arabic"),
    ("cp1251", "koi8-r", "russian"), ("cp932", "euc_jp", "japanese"), ("cp1251", "cp866", "russian"),
)  # fmt: skip


def _mixed(half: str, seed: int) -> Iterator[tuple[str, int]]:
    for base, odd, language in MIXES:
        for share in (0.002, 0.05, 0.3):
            chance = random.Random(f"{seed} {base} {odd} {share}")
            lists = vocabulary(language, half)
            rows = [_row(lists, chance, 1) for _ in range(1_000)]
            codecs = [odd if chance.random() < share else base for _ in rows]
            raw = b"".join(row.encode(codec) + b"\n" for row, codec in zip(rows, codecs, strict=True))
            read = list(decode(from_bytes(raw)).lines())
            exact = sum(a == b for a, b in zip(rows, read, strict=True))
            yield f"{base} with {share:.1%} {odd} ({language})", exact


def _mojibake(half: str) -> Iterator[tuple[str, int, int]]:
    texts = []
    for language in (language for group in _WORDS.values() for language in group):
        lists = vocabulary(language, half)
        texts += [f"{a} {b}" for a, b in zip(lists[0], lists[1], strict=False) if not (a + b).isascii()]
    for codec in ("latin-1", "cp1252", "double", "cp1251", "mac_roman", "cp437"):
        pairs = [(text, broken) for text in texts if (broken := _break(text, codec)) not in (None, text)]
        yield codec, sum(mojibake.repair(broken or "") == text for text, broken in pairs), len(pairs)


def _break(text: str, codec: str) -> str | None:
    try:
        if codec == "double":
            return text.encode("utf-8").decode("latin-1").encode("utf-8").decode("latin-1")
        return text.encode("utf-8").decode(codec)
    except UnicodeDecodeError:
        return None


if __name__ == "__main__":
    main()
