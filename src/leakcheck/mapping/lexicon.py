"""The lexicon: what a label means, from the packs first, then from the label files.

Why in stages: a label that a pack spells out costs one look-up; only an unknown label opens the
label files, and only a damaged one loads rapidfuzz. The answer depends on the label, the packs and
the label files alone, never on what was asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from leakcheck import discover
from leakcheck.frozen import replace
from leakcheck.mapping import languages, phrases
from leakcheck.mapping.basic import EXTRA, HEADING, PERSON, TYPES
from leakcheck.mapping.fuzzy import near
from leakcheck.mapping.index import Index, LabelMatch
from leakcheck.mapping.keys import MAX_LABEL, path, squeeze
from leakcheck.mapping.words import GENERIC, IGNORED
from leakcheck.packfile import FieldSpec

__all__ = ["HOME", "LabelMatch", "Lexicon"]

HOME = ("en", "hi")
"""Languages asked before all others: those of the forms and interfaces the packs describe."""

_GENERIC_CAP = 0.5
_MEMO_LIMIT = 4096
_CERTAINLY_A_LABEL = 0.9
_LIKELY_A_LABEL = 0.7
_PERHAPS_A_LABEL = 0.3


class Lexicon:
    """Labels and the fields they mean.

    Parameters
    ----------
    fields : mapping of str to FieldSpec
        Fields of the packs in use, by name.
    files : sequence of Path
        Label files that may be asked.
    """

    def __init__(self, fields: Mapping[str, FieldSpec], files: Sequence[Path]) -> None:
        self.fields = fields
        self.known = PERSON | frozenset(fields)
        self._files = tuple(files)
        self._memo: dict[str, tuple[LabelMatch, ...]] = {}
        self._packs = Index((f.name, a) for f in fields.values() for a in (f.name, *f.aliases, f.title))

    @classmethod
    def build(
        cls,
        fields: Sequence[FieldSpec],
        languages: Sequence[str] | None = None,
        files: Sequence[Path] | None = None,
    ) -> Lexicon:
        """Build from the fields of the packs; label files are opened later, when needed.

        Parameters
        ----------
        fields : sequence of FieldSpec
            Fields of all packs in use. A field of several packs keeps its first type and all aliases.
        languages : sequence of str, optional
            Codes (file stems) of the languages to use; all by default.
        files : sequence of Path, optional
            Label files instead of the package's own.
        """
        merged: dict[str, FieldSpec] = {}
        for spec in fields:
            old = merged.get(spec.name)
            merged[spec.name] = replace(old, aliases=(*old.aliases, *spec.aliases)) if old else spec
        chosen = discover.data_files("labels") if files is None else files
        return cls(merged, [file for file in chosen if languages is None or file.stem in languages])

    def type_of(self, name: str) -> str:
        """Type of value of a field: the pack's word first, then the canonical one."""
        return self.fields[name].type if name in self.fields else TYPES.get(name, "text")

    def match(self, label: str) -> tuple[LabelMatch, ...]:
        """Meanings of a label among the known fields, best first; empty when it has none.

        A label that means a field nobody asked about has no meaning here, rather than another one.
        """
        return tuple(m for m in self._meanings(label) if m.field in self.known)

    def is_label(self, text: str) -> float:
        """How surely a short text is a label at all, of whatever field: between 0 and 1."""
        if len(text) > MAX_LABEL // 2:
            return 0.0
        key = squeeze(text)
        if key in GENERIC or key in IGNORED:
            return _CERTAINLY_A_LABEL
        found = self._meanings(text)
        if not found:
            return 0.0
        if found[0].how == "fuzzy":
            return found[0].score
        return (
            max(found[0].score, _LIKELY_A_LABEL) if found[0].score != phrases.REMARKED else _PERHAPS_A_LABEL
        )

    def _meanings(self, label: str) -> tuple[LabelMatch, ...]:
        label = label[:MAX_LABEL]
        found = self._memo.get(label)
        if found is None:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[label] = _ranked(self._find(label))
        return found

    def _find(self, label: str) -> list[LabelMatch]:
        key = squeeze(label)
        if label == HEADING:
            return [LabelMatch("heading", 1.0, HEADING, "exact")]
        if not key or key in IGNORED:
            return []
        found = self._own(label, key)
        if found or key in GENERIC:
            return found
        foreign = languages.relevant(label, self._files)
        if path(label):  # the owner of a key was not understood: its last word alone may be anybody's
            return phrases.exact(label, foreign) or self._damaged(label, foreign)
        return (
            _first_of(_FOREIGN_READINGS, label, foreign)
            or self._damaged(label, foreign)
            or phrases.remarked(label, self._home)
        )

    def _own(self, label: str, key: str) -> list[LabelMatch]:
        """Meanings by the packs, then by the home languages and the basic set."""
        packed = self._packs.exact.get(key, ())
        if key in GENERIC:
            listed = phrases.exact(label, ())
            named = {m.field for m in listed}
            return listed + [LabelMatch(f, _GENERIC_CAP, a, "exact") for f, a in packed if f not in named]
        if packed:
            return [LabelMatch(field, 1.0, alias, "exact") for field, alias in packed]
        return _first_of(_KEY_READINGS if path(label) else _READINGS, label, self._home)

    @cached_property
    def _home(self) -> tuple[Index, ...]:
        home = [languages.index_of(file) for code in HOME for file in self._files if file.stem == code]
        return (self._packs, *home, _extra())

    def _damaged(self, label: str, foreign: Sequence[Index]) -> list[LabelMatch]:
        indexes = tuple(dict.fromkeys((*self._home, *foreign)))
        return [LabelMatch(field, score, alias, "fuzzy") for (field, alias), score in near(label, indexes)]


_Reading = Callable[[str, Sequence[Index]], list[LabelMatch]]
_READINGS: tuple[_Reading, ...] = (
    phrases.exact,
    phrases.by_words,
    phrases.by_pieces,
    phrases.by_fewer_words,
)
_KEY_READINGS: tuple[_Reading, ...] = (phrases.exact, phrases.by_words, phrases.by_path)
_FOREIGN_READINGS: tuple[_Reading, ...] = (phrases.exact, phrases.by_words, phrases.by_pieces)


@cache
def _extra() -> Index:
    return Index(EXTRA)


def _first_of(readings: Iterable[_Reading], label: str, indexes: Sequence[Index]) -> list[LabelMatch]:
    return next((found for read in readings if (found := read(label, indexes))), [])


def _ranked(found: Iterable[LabelMatch]) -> tuple[LabelMatch, ...]:
    """One match a field, the best; equal scores keep the order of the dictionaries."""
    best: dict[str, LabelMatch] = {}
    for match in found:
        if match.field not in best or match.score > best[match.field].score:
            best[match.field] = match
    return tuple(sorted(best.values(), key=lambda m: -m.score))
