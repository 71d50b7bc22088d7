"""What `explain` says of a rule: headings and paragraphs, before they are wrapped or marked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.model import Source
from leakcheck.packfile import Pack, Rule, RuleExample
from leakcheck.tomltable import Period
from leakcheck.wording import sentence
from leakcheck.wording.conditions import describe
from leakcheck.wording.fields import fill


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its paragraphs; `address` marks those that end in a web address."""

    heading: str
    paragraphs: tuple[str, ...]
    addresses: tuple[str, ...] = ()


def title_of(rule: Rule) -> str:
    """Give the headline of the page."""
    return sentence("explain.title", title=rule.title, rule=rule.id)


def parts_of(pack: Pack, rule: Rule) -> list[Part]:
    """Say what a rule tests, why, who says so, and what else it could be."""
    titles = {field.name: field.title for field in pack.fields}
    sources = [source for source in pack.sources if source.id in rule.sources]
    nothing = (sentence("explain.nothing"),)
    return [
        Part(sentence("explain.failing"), (fill(rule.explain, {}, titles),)),
        Part(sentence("explain.applies"), (describe(rule.when, titles),)),
        Part(sentence("explain.expects"), (describe(rule.expect, titles),)),
        Part(sentence("explain.scope"), tuple(_scope(pack, rule))),
        Part(sentence("explain.weight"), tuple(_weight(rule))),
        Part(sentence("explain.sources"), tuple(map(source_text, sources)), tuple(s.url for s in sources)),
        Part(sentence("explain.innocent"), rule.innocent or nothing),
        Part(sentence("explain.examples"), tuple(map(_example, rule.examples)) or nothing),
    ]


def _scope(pack: Pack, rule: Rule) -> Iterator[str]:
    yield sentence("explain.pack", id=pack.id, version=pack.version, title=pack.title)
    titles = [f"{s.title} ({s.id})" for s in pack.surfaces if s.id in rule.surfaces]
    yield sentence("explain.surfaces", surfaces="; ".join(titles) or sentence("explain.surfaces_all"))
    yield period_text(rule.valid)


def period_text(period: Period) -> str:
    """Say when something holds."""
    dates: dict[str, Any] = {"start": period.start, "end": period.end}
    which = {(True, True): "both", (True, False): "from", (False, True): "to", (False, False): "always"}
    return sentence(f"explain.valid_{which[period.start is not None, period.end is not None]}", **dates)


def _weight(rule: Rule) -> Iterator[str]:
    about = sentence(f"axis.{rule.axis}.about")
    facts = {"strength": rule.strength, "about": about, "family": rule.family, "status": rule.status}
    yield sentence("explain.strength", **facts)
    if rule.status != "stable":
        yield sentence("explain.status_note")
    yield sentence("explain.tolerance", percent=_percent(rule.tolerance))
    if rule.by_chance is not None:
        yield sentence("explain.by_chance", percent=_percent(rule.by_chance))
    if rule.rate_only:
        yield sentence("explain.rate_only")


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"


def source_text(source: Source) -> str:
    """Name a source, when it spoke, and what its grade means."""
    text = sentence("explain.source", title=source.title, publisher=source.publisher, kind=source.kind)
    if source.published:
        text = sentence("explain.published", text=text, published=source.published.isoformat())
    reliability, credibility = (sentence(f"grade.{mark}") for mark in source.grade)
    grade = sentence("explain.grade", grade=source.grade, source=reliability, statement=credibility)
    return f"{text}; {grade}"


def _example(example: RuleExample) -> str:
    cells = [
        sentence("explain.cell", field=field, value=value) for field, value in example.records[-1].items()
    ]
    text = sentence("explain.example", outcome=example.outcome.value, cells=", ".join(cells))
    if len(example.records) > 1:
        text = sentence("explain.example_last", text=text, n=len(example.records))
    return sentence("explain.example_why", text=text, why=example.why) if example.why else text
