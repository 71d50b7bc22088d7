"""The numbers behind the words: `strengths.toml`, read once, checked, frozen.

Why: every number stands in one file with its reason beside it, so that a calibration run can replace
it and a reader can argue with it. Code holds none.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from leakcheck import parsed
from leakcheck.errors import PackError
from leakcheck.frozen import dataclass, replace
from leakcheck.packfile import EVASIONS, SOURCE_KINDS, STRENGTHS
from leakcheck.tomltable import TomlTable

Points = tuple[tuple[float, float], ...]
_FILE = Path(__file__).with_name("strengths.toml")


@dataclass(frozen=True, slots=True)
class Word:
    """What a strength word means: w, concentration of the genuine Beta, (a, b) of the forger's."""

    knows: float
    concentration: float
    forger: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cap:
    """Most a family may say, log10, both non-negative."""

    against: float
    favour: float


@dataclass(frozen=True, slots=True)
class Signals:
    """Families of forensic signals: the most they may say together, and from where one counts; log10."""

    against: float
    favour: float
    family: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the verdict; see ``[verdict]`` in the file. The two LRs are held as log10."""

    fabricated: float
    plausible: float
    families: int
    family: float
    decisive: float
    against: float
    records: int
    power_families: int
    power: float
    graded: str


@dataclass(frozen=True, slots=True, eq=False)
class Strengths:
    """Every number of the weighing room; compared and hashed by identity."""

    words: Mapping[str, Word]
    evasion: Mapping[str, float]
    chance_concentration: float
    reliability: Mapping[str, float]
    reliability_cap: Mapping[str, float]
    denial_limit: float
    rate_only_records: int
    exact_states: int
    what_ifs: int
    caps: Mapping[str, Cap]
    signals: Signals
    ceiling_against: Points
    ceiling_favour: Points
    limits: Limits

    def knows(self, strength: str, evasion: str | None) -> float:
        """Share of forgers who get a rule right (w): by its evasion word, else by its strength."""
        return self.words[strength].knows if evasion is None else self.evasion[evasion]

    def cap(self, family: str) -> Cap:
        """Cap of a family; unknown families have the default one, those of signals are capped before."""
        if is_signal(family):
            return _UNCAPPED
        return self.caps.get(family, self.caps["default"])


_UNCAPPED = Cap(10.0, 10.0)
SIGNAL = "signal."


@cache
def without_favour(book: Strengths) -> Strengths:
    """The same strengths, but no family of rules speaks for a claim.

    Why where signals are heard: that dates follow each other and fields agree is measured by them already
    (`leaky_order`, `date_pair_correlation`, …), on genuine tables; counted again as rules that pass, by an
    assumed strength, it would stand against measured evidence of invention twice.
    """
    silent = {family: Cap(cap.against, 0.0) for family, cap in book.caps.items()}
    return replace(book, caps=silent)


def is_signal(family: str) -> bool:
    """Whether a family is one of forensic signals, by its name: packs cannot use a dot there."""
    return family.startswith(SIGNAL)


@cache
def load() -> Strengths:
    """Read the file that ships with leakcheck.

    Raises
    ------
    PackError
        Naming the table and the key, when the file was edited into something impossible.
    """
    raw = _FILE.read_bytes()
    known = parsed.table_of(_FILE, raw)
    return parse(raw, _FILE.name) if known is None else _strengths(TomlTable(known, _FILE.name))


def parse(raw: bytes, where: str) -> Strengths:
    """Parse and check the bytes of a strengths file; see `load`."""
    import tomllib

    try:
        top = TomlTable(tomllib.loads(raw.decode("utf-8")), where)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackError(f"is not TOML ({type(error).__name__})", where=where) from None
    return _strengths(top)


def _strengths(top: TomlTable) -> Strengths:
    top.only(
        "strength",
        "evasion",
        "by_chance",
        "reliability",
        "reliability_cap",
        "denial",
        "rate_only",
        "states",
        "what_if",
        "family",
        "signals",
        "ceiling",
        "verdict",
    )
    words, families = _table(top, "strength"), _table(top, "family")
    words.only(*STRENGTHS)
    return Strengths(
        words={name: _word(_table(words, name)) for name in STRENGTHS},
        evasion=_evasions(_only(top, "evasion", *EVASIONS)),
        chance_concentration=_number(_only(top, "by_chance", "concentration"), "concentration", low=1),
        reliability=_grades(_only(top, "reliability", *"ABCDEF")),
        reliability_cap=_kinds(_table(top, "reliability_cap")),
        denial_limit=_number(_only(top, "denial", "limit"), "limit"),
        rate_only_records=_whole(_only(top, "rate_only", "records"), "records"),
        exact_states=_whole(_only(top, "states", "exact"), "exact"),
        what_ifs=_whole(_only(top, "what_if", "most"), "most"),
        caps={name: _cap(_table(families, name)) for name in ("default", *families.table)},
        signals=_signals(_only(top, "signals", "against", "for", "family")),
        ceiling_against=_points(_only(top, "ceiling", "against", "for"), "against"),
        ceiling_favour=_points(_table(top, "ceiling"), "for"),
        limits=_limits(_table(top, "verdict")),
    )


def _table(parent: TomlTable, key: str) -> TomlTable:
    return TomlTable(parent.get(key, dict, required=True), f"{parent.where}, {key}")


def _evasions(t: TomlTable) -> dict[str, float]:
    return {word: _number(t, word, low=1e-6, high=1 - 1e-6) for word in EVASIONS}


def _only(parent: TomlTable, key: str, *known: str) -> TomlTable:
    table = _table(parent, key)
    table.only(*known)
    return table


def _number(t: TomlTable, key: str, *, low: float = 0.0, high: float = 1e6) -> float:
    return _within(t, key, t.get(key, (int, float), required=True), low, high)


def _whole(t: TomlTable, key: str) -> int:
    return int(_within(t, key, t.get(key, int, required=True), 1, 10**9))


def _within(t: TomlTable, key: str, value: Any, low: float, high: float) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not low <= value <= high:  # not a number compares false
        raise t.refuse(key, f"must hold numbers from {low:g} to {high:g}")
    return float(value)


def _numbers(t: TomlTable, key: str, low: float, high: float) -> tuple[float, ...]:
    return tuple(_within(t, key, v, low, high) for v in t.get(key, list, required=True))


def _word(t: TomlTable) -> Word:
    t.only("knows", "concentration", "forger")
    pair = _numbers(t, "forger", 0.01, 1e6)
    if len(pair) != 2:
        raise t.refuse("forger", "must be two numbers")
    return Word(
        _number(t, "knows", low=1e-6, high=1 - 1e-6),
        _number(t, "concentration", low=1),
        (pair[0], pair[1]),
    )


def _grades(t: TomlTable) -> dict[str, float]:
    """Grades A1-F6; better grades (1-5 in a row, A-E in a column) may not be less reliable."""
    rows = {letter: _numbers(t, letter, 1e-6, 1 - 1e-6) for letter in "ABCDEF"}
    for letter, row in rows.items():
        if len(row) != 6 or list(row[:5]) != sorted(row[:5], reverse=True):
            raise t.refuse(letter, "must be six numbers, falling from 1 to 5")
    for better, worse in itertools.pairwise("ABCDE"):
        if any(a < b for a, b in zip(rows[better], rows[worse], strict=True)):
            raise t.refuse(worse, f"must nowhere exceed {better!r}")
    return {f"{letter}{i}": r for letter, row in rows.items() for i, r in enumerate(row, 1)}


def _kinds(t: TomlTable) -> dict[str, float]:
    t.only(*SOURCE_KINDS)
    return {kind: _number(t, kind, low=1e-6, high=1 - 1e-6) for kind in t.table}


def _cap(t: TomlTable) -> Cap:
    t.only("against", "for")
    return Cap(_number(t, "against", high=10), _number(t, "for", high=10))


def _signals(t: TomlTable) -> Signals:
    return Signals(_number(t, "against"), _number(t, "for"), _number(t, "family"))


def _points(t: TomlTable, key: str) -> Points:
    pairs = t.get(key, list, required=True)
    if not pairs or not all(isinstance(p, list) and len(p) == 2 for p in pairs):
        raise t.refuse(key, "must be pairs [records, log10 LR]")
    points = tuple((_within(t, key, n, 1, 1e12), _within(t, key, y, 0, 10)) for n, y in pairs)
    for (n, low), (m, high) in itertools.pairwise(points):
        if n >= m or low > high:
            raise t.refuse(key, "must rise")
    return points


def _limits(t: TomlTable) -> Limits:
    t.only(
        "fabricated",
        "plausible",
        "families",
        "family",
        "decisive",
        "against",
        "records",
        "power_families",
        "power",
        "graded",
    )
    limits = Limits(
        fabricated=math.log10(_number(t, "fabricated", low=1.0)),
        plausible=math.log10(_number(t, "plausible", low=1.0)),
        families=_whole(t, "families"),
        family=_number(t, "family"),
        decisive=_number(t, "decisive"),
        against=_number(t, "against"),
        records=_whole(t, "records"),
        power_families=_whole(t, "power_families"),
        power=_number(t, "power"),
        graded=t.text("graded"),
    )
    if limits.against >= limits.fabricated:
        raise t.refuse("against", "must lie below 'fabricated'")
    return limits
