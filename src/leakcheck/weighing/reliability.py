"""Who stands behind a rule, and how reliable they are.

r comes from the Admiralty grade (NATO AJP-2.1: A-F for the source, 1-6 for the information) and is
capped by kind: a denial comes from an interested party. Sources of one publisher are one voice: a rule
that cites several of them has the best one's r, never their sum.

Why publishers: two pages of one ministry are wrong together. Different publishers are taken as
independent, which `leakcheck.weighing.states` uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leakcheck.errors import InternalError, PackError, UsageError
from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass
from leakcheck.model import Source
from leakcheck.packfile import SOURCE_KINDS
from leakcheck.weighing.strengths import Strengths


@dataclass(frozen=True, slots=True)
class Backing:
    """Publishers behind one rule with their r, sorted; whether all are denials, one is well graded."""

    publishers: tuple[tuple[str, float], ...] = ()
    denial_only: bool = False
    graded: bool = False


def reliability(source: Source, book: Strengths) -> float:
    """Return r of one source: 0-1, exclusive."""
    if source.grade not in book.reliability:
        raise PackError("key 'grade' must look like 'B2'", where=f"source {source.id}")
    return min(book.reliability[source.grade], book.reliability_cap.get(source.kind, 1.0))


def publisher_of(source: Source) -> str:
    """Key of a source's publisher: spelling folded; a source without one stands for itself."""
    return fold_label(source.publisher) or source.id


def distrusted(sources: Mapping[str, Source], distrust: Iterable[str]) -> frozenset[str]:
    """Ids of the sources to leave out.

    Parameters
    ----------
    distrust : iterable of str
        Each a source id, a publisher (however spelled) or a kind of source such as ``denial``.

    Raises
    ------
    UsageError
        When a word names nothing.
    """
    return frozenset(i for word in distrust for i in _named(sources, word))


def back(
    cited: Iterable[str], sources: Mapping[str, Source], gone: frozenset[str], book: Strengths
) -> Backing | None:
    """Backing of a rule by what is left of its sources, or None when nothing is left.

    Raises
    ------
    InternalError
        When a rule cites a source that is not given.
    """
    kept = [_find(sources, i) for i in sorted(set(cited)) if i not in gone]
    if not kept:
        return None
    best: dict[str, float] = {}
    for source in kept:
        key = publisher_of(source)
        best[key] = max(best.get(key, 0.0), reliability(source, book))
    spoken = [s for s in kept if s.kind != "denial"]
    graded = any(s.grade[0] in book.limits.graded for s in spoken)
    return Backing(tuple(sorted(best.items())), not spoken, graded)


def _find(sources: Mapping[str, Source], source: str) -> Source:
    if source not in sources:
        raise InternalError("a rule cites a source that is not given", where=source)
    return sources[source]


def _named(sources: Mapping[str, Source], word: str) -> set[str]:
    publisher = fold_label(word)
    found = {i for i, s in sources.items() if word in (i, s.kind) or publisher == publisher_of(s)}
    if found or word in SOURCE_KINDS:
        return found
    known = sorted({*sources, *(s.publisher for s in sources.values()), *SOURCE_KINDS})
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else "name a source id, a publisher or a kind such as denial"
    raise UsageError("no source, publisher or kind to distrust has this name", where="--distrust", hint=hint)
