"""Patterns of the safe subset to sequences of character classes."""

from __future__ import annotations

from leakcheck.pattern import pattern
from leakcheck.rules.kernels.byteclass import ALL, ignoring_case, mask_of

MOST_SEQUENCES = 128
MOST_PLACES = 64
_LEAST_RUN = 4
_REPEAT = pattern(r"\?|\{(\d{1,3})(,(\d{1,3}))?\}")
_DIGITS = mask_of("0123456789")
_WORD = mask_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
_SPACE = mask_of(" \t\n\r\f\v")
_ESCAPES = {"d": _DIGITS, "D": ALL & ~_DIGITS, "w": _WORD, "W": ALL & ~_WORD, "s": _SPACE, "S": ALL & ~_SPACE}

Sequences = list[tuple[int, ...]]
Runs = list[tuple[int, int, int]]


class Unexpandable(Exception):  # noqa: N818 - a turn of the way, no error
    """The pattern has too many forms, or asks for more than classes in a row."""


def expand(body: str, ignore_case: bool) -> tuple[Sequences, Runs]:
    """Sequences of class masks, and runs (mask, least, most) of a single repeated class.

    Raises
    ------
    Unexpandable
        See there.
    """
    parser = _Parser(body, ignore_case)
    runs: Runs = []
    sequences: Sequences = []
    for part in parser.alternatives(runs):
        sequences += part
    if parser.position < len(body):
        raise Unexpandable
    return _few(sequences), runs


def _few(sequences: Sequences) -> Sequences:
    if len(sequences) > MOST_SEQUENCES or any(len(s) > MOST_PLACES for s in sequences):
        raise Unexpandable
    return sequences


class _Parser:
    def __init__(self, body: str, ignore_case: bool) -> None:
        self.body, self.ignore_case, self.position = body, ignore_case, 0

    def _peek(self) -> str:
        return self.body[self.position : self.position + 1]

    def _next(self) -> str:
        character = self._peek()
        if not character:
            raise Unexpandable
        self.position += 1
        return character

    def alternatives(self, runs: Runs | None = None) -> list[Sequences]:
        """Each alternative's sequences; with `runs`, a lone repeated class is put there instead."""
        found = [self._sequence(runs)]
        while self._peek() == "|":
            self.position += 1
            found.append(self._sequence(runs))
        return found

    def _sequence(self, runs: Runs | None) -> Sequences:
        found: Sequences = [()]
        first = True
        while self._peek() not in ("", "|", ")"):
            atoms = self._atom()
            least, most = self._repeat()
            ends = self._peek() in ("", "|", ")")
            alone = first and ends and len(atoms) == 1 and len(atoms[0]) == 1
            if runs is not None and alone and most - least >= _LEAST_RUN:
                runs.append((atoms[0][0], least, most))
                return []
            found = _few([a + b for a in found for b in _repeated(atoms, least, most)])
            first = False
        return found

    def _repeat(self) -> tuple[int, int]:
        match = _REPEAT.match(self.body, self.position)
        if match is None:
            return 1, 1
        self.position = match.end()
        if match[0] == "?":
            return 0, 1
        return int(match[1]), int(match[3] or match[1])

    def _atom(self) -> Sequences:
        character = self._next()
        if character == "(":
            if self._peek() == "?":
                self.position += 2
            found = [s for part in self.alternatives() for s in part]
            if self._next() != ")":
                raise Unexpandable
            return _few(found)
        if character in "^$*+{":
            raise Unexpandable
        mask = {".": ALL}.get(character)
        if mask is None:
            mask = self._class() if character == "[" else self._single(character)
        return [(mask,)]

    def _single(self, character: str) -> int:
        mask = self._escape() if character == "\\" else mask_of(character)
        return ignoring_case(mask) if self.ignore_case else mask

    def _escape(self) -> int:
        character = self._next()
        if character in _ESCAPES:
            return _ESCAPES[character]
        if character.isalnum():
            raise Unexpandable
        return mask_of(character)

    def _class(self) -> int:
        negated = self._peek() == "^"
        self.position += negated
        mask, first = 0, True
        while first or self._peek() != "]":
            character, first = self._next(), False
            if character == "[":
                raise Unexpandable
            mask |= self._escape() if character == "\\" else self._range(character)
        self.position += 1
        mask = ignoring_case(mask) if self.ignore_case else mask
        return ALL & ~mask if negated else mask

    def _range(self, low: str) -> int:
        following = self.body[self.position : self.position + 2]
        if not following.startswith("-") or following[1:] in ("]", ""):
            return mask_of(low)
        self.position += 2
        if following[1] in "\\[-":
            raise Unexpandable
        return mask_of("".join(map(chr, range(ord(low), min(ord(following[1]), 127) + 1))))


def _repeated(atoms: Sequences, least: int, most: int) -> Sequences:
    found: Sequences = []
    grown: Sequences = [()]
    for times in range(most + 1):
        if times >= least:
            found += grown
        if times < most:
            grown = _few([a + b for a in grown for b in atoms])
    return _few(found)
