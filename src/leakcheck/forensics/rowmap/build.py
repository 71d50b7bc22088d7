"""From a specimen to the segments of its row map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.rowmap.jumps import Jump, jumps
from leakcheck.forensics.rowmap.segment import Segment
from leakcheck.forensics.rowmap.stretched import Stretch, copied, dragged
from leakcheck.forensics.rowmap.strips import Strips, strips_of

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

LEAST_ROWS = 64
MOST_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class _Part:
    """Strips `first` up to `end`, and what they look like."""

    first: int
    end: int
    looks: str = "alike"
    score: float = 0.0
    columns: tuple[int, ...] = ()


def row_map(specimen: Specimen) -> tuple[Segment, ...]:
    """Ranges of rows and what they look like, in the order of the file; together all rows, once each.

    One segment ``alike`` where nothing stands out, or below 64 records. Copied stretches come first, then
    dragged ones, then places where independent columns jump together; of the parts that a jump divides the
    longest counts as the body of the table, the others are ``different``.
    """
    if not specimen.size:
        return ()
    strips = strips_of(specimen)
    if specimen.size < LEAST_ROWS:
        return (_segment(specimen, strips, _Part(0, strips.number)),)
    changes = jumps(specimen, strips)
    filled = [one for one in dragged(specimen, strips) if not _outweighed(one, changes)]
    stretched = _apart([*copied(specimen, strips), *filled])
    found = [jump for jump in changes if not _explained(jump, stretched)]
    return tuple(_segment(specimen, strips, part) for part in _parts(strips, stretched, found))


def _apart(found: list[Stretch]) -> list[Stretch]:
    """Those that do not overlap, copied ones first, then the longest; at most three, in order."""
    kept: list[Stretch] = []
    for one in sorted(found, key=lambda x: (x.looks != "copied", x.first - x.last, x.first)):
        if len(kept) < 3 and all(one.last < other.first or one.first > other.last for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)


def _outweighed(one: Stretch, changes: tuple[Jump, ...]) -> bool:
    """Whether more columns jump at an edge of a dragged stretch than were dragged: another table."""
    near = [jump for jump in changes if min(abs(jump.strip - one.first), abs(jump.strip - one.last - 1)) <= 2]
    return any(len(set(jump.columns) - set(one.columns)) > len(one.columns) for jump in near)


def _explained(jump: Jump, stretched: list[Stretch]) -> bool:
    """Whether a jump lies in, or at the edge of, a stretch that is named already."""
    return any(one.first - 2 <= jump.strip <= one.last + 3 for one in stretched)


def _parts(strips: Strips, stretched: list[Stretch], found: list[Jump]) -> list[_Part]:
    """The table cut at every jump and at both ends of every stretch."""
    edges = {
        0,
        *(one.strip for one in found),
        *(s.first for s in stretched),
        *(s.last + 1 for s in stretched),
    }
    cuts = sorted(edge for edge in edges if edge < strips.number)[:MOST_SEGMENTS]
    ends = [*cuts[1:], strips.number]
    named = {one.first: one for one in stretched}
    free = [(b - a, -a) for a, b in zip(cuts, ends, strict=True) if a not in named]
    body = -max(free)[1] if free else -1
    return [_part(a, b, named.get(a), found, a == body) for a, b in zip(cuts, ends, strict=True)]


def _part(first: int, end: int, named: Stretch | None, found: list[Jump], body: bool) -> _Part:
    """What the strips between two cuts look like."""
    if named is not None:
        return _Part(first, end, named.looks, named.share, named.columns)
    beside = [jump for jump in found if jump.strip in (first, end)]
    if body or not beside:
        return _Part(first, end)
    best = max(beside, key=lambda jump: (len(jump.columns), jump.score))
    return _Part(first, end, "different", best.score, best.columns)


def _segment(specimen: Specimen, strips: Strips, part: _Part) -> Segment:
    """A part, with the rows and lines it stands for."""
    a, b = int(strips.starts[part.first]), int(strips.starts[part.end])
    last = b == specimen.size
    kept_a, kept_b = int(specimen.sample[a]), int(specimen.sample[b - 1])
    return Segment(
        first_row=1 if a == 0 else int(specimen.places[kept_a]) + 1,
        last_row=specimen.rows if last else int(specimen.places[int(specimen.sample[b])]),
        first_line=int(specimen.lines[0 if a == 0 else kept_a]),
        last_line=int(specimen.lines[-1 if last else kept_b]),
        looks=part.looks,
        score=round(part.score, 3),
        columns=part.columns,
        facts=_facts(specimen, part, a, b),
    )


def _facts(specimen: Specimen, part: _Part, a: int, b: int) -> dict[str, int | float]:
    """Numbers for a sentence about the sampled records from a up to b."""
    blank = sum(int((specimen.codes(column)[a:b] < 0).sum()) for column in specimen.columns)
    facts: dict[str, int | float] = {"blank": round(100 * blank / max(1, (b - a) * len(specimen.columns)), 1)}
    if part.looks == "different":
        facts["jumping"] = len(part.columns)
    elif part.looks != "alike":
        facts["copies" if part.looks == "copied" else "steady"] = round(100 * part.score)
    return facts
