"""What the whole paste shows about itself, for the parser of single lines."""

from __future__ import annotations

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """Layout habits of one paste.

    `weak` holds the separators (``-``, ``|``, ``gap``) that divide labels from values here even
    where the label is not known; `inner` the folded labels seen further along lines; `labels`
    those seen in front of a separator and a value. `mostly_pairs`: most lines have a label; `alone`:
    labels stand on lines of their own; `below`: so they do, or nothing follows their separators;
    `bare`: nothing stands between label and value (``Age 34``).
    `stacked`: folded labels that stand on lines of their own, known ones and those that come again there.
    `double_spaced`: a blank line stands between any two lines and divides nothing. `trailing`:
    punctuation that ends values. `framed`: labels stand in brackets, and nothing else between them and their
    values (``[Age] 34``). `segment` and `prefixes`: the layout ``Name Ravi; Age 34`` (see `segments`).
    """

    weak: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    mostly_pairs: bool = False
    alone: bool = False
    below: bool = False
    stacked: frozenset[str] = frozenset()
    bare: bool = False
    double_spaced: bool = False
    trailing: str = ""
    framed: bool = False
    segment: str = ""
    prefixes: tuple[str, ...] = ()
