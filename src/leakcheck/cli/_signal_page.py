"""What `explain` says of a forensic signal: from the signal's own file."""

from __future__ import annotations

from string import Formatter

from leakcheck import discover
from leakcheck.cli._rule_page import Part
from leakcheck.wording import sentence

_PREFIX, _ROOM = "signal.", "forensics.signals"


def signal_ids() -> list[str]:
    """Ids of all signals, as they stand in reports."""
    return [_PREFIX + name for name in discover.names(_ROOM)]


def signal_page(rule: str) -> tuple[str, list[Part]]:
    """Title and parts of the page on one signal."""
    name = rule.removeprefix(_PREFIX)
    module = discover.load(_ROOM, name)
    family = sentence(f"family.{module.FAMILY}")
    direction = sentence("explain.signal_high" if module.TOWARDS > 0 else "explain.signal_low")
    parts = [
        Part(sentence("explain.signal_says"), (_open(module.SENTENCE), _open(module.SENTENCE_FOR))),
        Part(sentence("explain.signal_statistic"), (module.FORMULA, direction)),
        Part(sentence("explain.scope"), (sentence("explain.signal_scope", n=module.MINIMUM, family=family),)),
        Part(sentence("explain.sources"), tuple(module.SOURCES)),
        Part(sentence("explain.innocent"), tuple(module.INNOCENT) or (sentence("explain.nothing"),)),
    ]
    return sentence("explain.title", title=module.TITLE, rule=rule), parts


def _open(text: str) -> str:
    """A sentence with a mark where the numbers of a table will stand."""
    return "".join(said + ("…" if name is not None else "") for said, name, _, _ in Formatter().parse(text))
