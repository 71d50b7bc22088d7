"""One line to labels and values, whatever stands between them.

A separator counts by how sure it is: a colon makes a label of any short wording, a dash needs
blanks around it or a known label before it, a gap of blanks needs a known label, and further pairs on the
same line need known labels (or labels the rest of the paste shows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leakcheck.folding import fold_label
from leakcheck.readers.transcript.judge import KNOWN, SURE, LabelJudge, script
from leakcheck.readers.transcript.marks import EDGE, clean_label, clean_value

Pair = tuple[str, str]
MAX_LABEL = 40
_MAX_BILINGUAL = 80
_STRONG = re.compile(r"(?<!\d)[:：﹕꞉∶]|[:：﹕꞉∶](?!\d)|(?<![=<>!])=|->|[→⇒]")
_TRAIL = re.compile(r"[ \t]{0,3}(?:[:：=]{1,2}|-{0,2}>|[-–—](?=[ \t]|[^\W\d]|$)){0,2}[ \t]{0,8}")
_DASH = re.compile(r"\s[-–—]{1,2}\s|\s[-–—]{1,2}$")
_WEAK = re.compile(r"\s?\|\s?|\t+|\s{2,40}|[-–—](?=\s|\w)|[;.](?=\s)|ः(?=\s)|~")
_GAP = re.compile(r"\s{0,3}[,;|•·]\s{0,3}|\t+|\s{2,40}")
_BAD = re.compile(r"[,;?!@<>{}\\]|https?|www|\d{5}|//")
_WORD = re.compile(r"\S{1,60}")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole paste shows: separators in use, labels seen inside lines, labels seen at all."""

    weak: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    double_spaced: bool = False
    trailing: str = ""
    prefixes: tuple[tuple[str, ...], ...] = field(default=())
    segment: str = ""


def split_line(text: str, judge: LabelJudge, habits: Habits) -> list[Pair]:
    """Labels and values of one line that has been cleaned; empty when it holds no label."""
    first = first_label(text, judge, habits)
    if first is None:
        return []
    label, start, separator = first
    if separator in ("|", "\t", "  "):
        row = _alternating(text, separator, judge)
        if row:
            return row
    return _inner(label, text, start, separator, judge, habits)
