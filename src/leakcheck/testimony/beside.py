"""Facts beside the likelihood ratio: where values come from, and where in the file records differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from leakcheck.forensicmodel import Origin, Stretch
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

DEMONSTRATION, PUBLIC = "known_demonstration", "known_public"


def origins_of(specimen: Specimen) -> Iterator[Origin]:
    """Fake-data libraries whose lists and grammars the values keep to, and well-known tables."""
    from leakcheck.forensics.fingerprints.matching import known_tables
    from leakcheck.forensics.generators.attribution import attribute

    for known in known_tables(specimen):
        kind = DEMONSTRATION if known.kind == "demonstration" else PUBLIC
        said = sentence(f"forensics.{kind}", title=known.title, n=len(known.columns))
        yield Origin(kind, known.title, said, known.columns)
    for made in attribute(specimen):
        places = tuple(sorted({match.place for match in made.fields}))
        yield Origin("generator", f"{made.generator} {made.locale}".strip(), made.sentence, places)


def stretches_of(specimen: Specimen) -> Iterator[Stretch]:
    """Where in the file records look copied, dragged or different; nothing where all are alike."""
    from leakcheck.forensics.rowmap.build import row_map

    segments = row_map(specimen)
    for segment in segments if len(segments) > 1 else ():
        facts: dict[str, Any] = dict(segment.facts)
        said = sentence(f"stretch.{segment.looks}", **facts)
        yield Stretch(
            segment.first_row,
            segment.last_row,
            segment.first_line,
            segment.last_line,
            segment.looks,
            said,
        )
