"""The one door of the room: evidence and sources in, verdict out.

Why "what if": a reader must see what a verdict rests on, so it is taken again without each source,
each publisher, each family, and without any denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leakcheck.errors import InternalError
from leakcheck.frozen import dataclass, replace
from leakcheck.model import AxisWeight, FamilyWeight, Source, Verdict, WhatIf
from leakcheck.weighing.axes import weigh_axis
from leakcheck.weighing.evidence import Evidence, RuleWeight, Weighed
from leakcheck.weighing.reliability import distrusted, publisher_of
from leakcheck.weighing.strengths import Strengths, load
from leakcheck.weighing.verdict import Scales, decide, posterior
from leakcheck.weighing.weight import Item, Weight, measure, weigh_one

__all__ = ["Evidence", "Weighed", "weigh"]
_DIGITS = 6  # of printed log10 LRs: platforms' lgamma differ in the sixteenth


@dataclass(frozen=True, slots=True)
class _Case:
    sources: Mapping[str, Source]
    claimed: bool
    prior: float
    book: Strengths
    known: dict[tuple[str, frozenset[str]], Weight]

    def put(self, items: Sequence[Item], gone: frozenset[str], *, brief: bool = False) -> Scales:
        weights = tuple(self._weight(i, gone.intersection(i.evidence.sources)) for i in items)
        names = ("collected", "system") if self.claimed else ("collected",)
        axes = tuple(weigh_axis(n, weights, self.book, brief=brief) for n in names)
        return Scales(axes, weights, self.book)

    def _weight(self, item: Item, gone: frozenset[str]) -> Weight:
        """Weigh one check, once for the sources of its own that are gone: a what-if changes few."""
        key = item.evidence.rule, gone
        if key not in self.known:
            self.known[key] = weigh_one(item, self.sources, gone, self.claimed, self.book)
        return self.known[key]

    def decide(self, items: Sequence[Item], gone: frozenset[str]) -> Verdict:
        return decide(self.put(items, gone, brief=True), self.prior)


def weigh(
    evidence: Sequence[Evidence],
    sources: Mapping[str, Source],
    *,
    claimed: bool,
    distrust: Sequence[str] = (),
    prior: float = 0.5,
    strengths: Strengths | None = None,
) -> Weighed:
    """Weigh evidence into a verdict; pure, deterministic, and blind to the order of the evidence.

    Parameters
    ----------
    evidence : sequence of Evidence
        One per check; rule ids must differ.
    sources : mapping of str to Source
        By id; must hold every source the evidence cites.
    claimed : bool
        Whether a system was claimed: without, there is no system axis.
    distrust : sequence of str
        Source ids, publishers or kinds of source (``denial``) to leave out.
    prior : float
        Probability, before the evidence, that the claim is genuine. Moves only the score.
    strengths : Strengths, optional
        Other numbers than those that ship.

    Returns
    -------
    Weighed
        All log10 LRs rounded to six digits.

    Raises
    ------
    UsageError
        For a prior outside 0-1, or a `distrust` that names nothing.
    InternalError
        For two pieces of evidence with one id, or a cited source that is not given.
    """
    case = _Case(sources, claimed, prior, strengths or load(), {})
    items = [measure(e, case.book) for e in sorted(evidence, key=lambda e: e.rule)]
    if len({i.evidence.rule for i in items}) < len(items):
        raise InternalError("two pieces of evidence have one rule id")
    gone = distrusted(sources, distrust)
    scales = case.put(items, gone)
    verdict = decide(scales, prior)
    return Weighed(
        verdict=replace(verdict, axes=_rounded(verdict.axes), without=tuple(_what_ifs(case, items, gone))),
        rules={w.evidence.rule: _rule_weight(w) for w in scales.weights},
        posteriors={a.axis: posterior(a.log10_lr, prior) for a in scales.axes},
    )


def _rule_weight(weight: Weight) -> RuleWeight:
    e = weight.evidence
    return RuleWeight(
        e.rule, e.axis, e.family, _round(weight.log10_lr), weight.part is not None, weight.why_not
    )


def _what_ifs(case: _Case, items: Sequence[Item], gone: frozenset[str]) -> Iterator[WhatIf]:
    """Decide again without each source, publisher, denial and family that had a say.

    At most `what_ifs` sources and families, strongest first: a pack may come from a stranger.
    """
    weights = sorted(case.put(items, gone).weights, key=lambda w: -abs(w.log10_lr))
    heard, most = [w.evidence for w in weights if w.part], case.book.what_ifs
    cited = dict.fromkeys(i for e in heard for i in e.sources if i not in gone)
    for kind, name, lost in _groups({i: case.sources[i] for i in list(cited)[:most]}):
        yield _what_if(kind, name, case.decide(items, gone | lost))
    for family in sorted(list(dict.fromkeys(e.family for e in heard))[:most]):
        left = [i for i in items if i.evidence.family != family]
        yield _what_if("family", family, case.decide(left, gone))


def _groups(cited: Mapping[str, Source]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """(kind of what-if, name, source ids to leave out)."""
    for i in sorted(cited):
        yield "source", i, frozenset({i})
    for key in sorted({publisher_of(s) for s in cited.values()}):
        ids = sorted(i for i, s in cited.items() if publisher_of(s) == key)
        if len(ids) > 1:  # else the what-if of its one source says it
            yield "publisher", cited[ids[0]].publisher, frozenset(ids)
    denials = frozenset(i for i, s in cited.items() if s.kind == "denial")
    if denials:
        yield "source-kind", "denial", denials


def _what_if(kind: str, name: str, verdict: Verdict) -> WhatIf:
    return WhatIf(kind, name, verdict.word, verdict.score)


def _rounded(axes: tuple[AxisWeight, ...]) -> tuple[AxisWeight, ...]:
    return tuple(
        replace(
            a,
            log10_lr=_round(a.log10_lr),
            ceiling=_round(a.ceiling),
            families=tuple(map(_family, a.families)),
        )
        for a in axes
    )


def _family(family: FamilyWeight) -> FamilyWeight:
    return replace(family, log10_lr=_round(family.log10_lr))


def _round(value: float) -> float:
    return round(value, _DIGITS) + 0.0  # no minus zero
