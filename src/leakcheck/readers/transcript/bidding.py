"""How much a text looks like labels and values: on content alone, before any label list is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from leakcheck.folding import fold_label
from leakcheck.pattern import pattern
from leakcheck.readers.intake.labelwords import is_label_wording
from leakcheck.readers.intake.options import no_label
from leakcheck.readers.transcript.judge import LabelJudge
from leakcheck.readers.transcript.likeness import resembles
from leakcheck.readers.transcript.lines import Token, tokens

_MAX_LINES = 400
_LONG = 2_000
_TITLE_LINES = 5
_COVERED = 0.8
_AGAIN = 0.6
_FEWEST, _MOST = 3, 60
CARDS = 0.99
_CELLS = pattern(r"\s{0,3}\|\s{0,3}|\t{1,9}|\s{2,60}")
_QUOTED = ('"', '{"', "[{")


def text_bid(lines: Sequence[str]) -> float:
    """Score between 0 and 1 for the first lines of a text."""
    lines = [line[:_LONG] for line in lines[:_MAX_LINES]]
    found, habits = tokens(lines, LabelJudge(no_label))
    content = [token for token in found if token.kind not in ("blank", "noise", "rule", "counter", "part")]
    labelled = [token for token in content if _is_labelled(token)]
    labels = Counter(fold_label(label) for label in _labels(labelled))
    if not labels or (len(labels) == 1 and labelled[0].kind == "label"):
        return 0.0
    share = _share(_without_talk(content), labelled)
    if share > _COVERED and are_cards(found):
        return CARDS
    total = sum(labels.values())
    known = sum(count for label, count in labels.items() if is_label_wording(label)) / total
    again = sum(count for count in labels.values() if count > 1) / total
    if share > _COVERED and again >= _AGAIN and len(labels) >= _FEWEST and _are_messages(content):
        return CARDS
    spoken = sum(": " in token.text or token.text.endswith(":") for token in labelled) / len(labelled)
    quoted = sum(token.text.startswith(_QUOTED) for token in content) * 2 > len(content)
    score = share * min(
        1.0, 0.25 + 0.7 * max(min(1.0, 2.5 * known), again, bool(habits.segment)) + 0.3 * spoken
    )
    return score * 0.5 if quoted else score


def are_cards(found: Sequence[Token]) -> bool:
    """Whether one record stands below the other, the same labels in front of every one's values.

    Each begins behind a blank line, a rule or a counter, and shows most of the labels of the one before; a
    damaged spelling counts. A table of two columns does not do that, however evenly its first column repeats.
    """
    cards: list[list[str]] = [[]]
    for token in found:
        if token.kind in ("blank", "rule", "counter"):
            cards += [[]] if cards[-1] else []
        elif token.kind == "pairs" and _is_labelled(token):
            cards[-1].append(fold_label(token.pairs[0][0]))
    cards = [card for card in cards if card]
    sizes = {len(set(card)) for card in cards[:-1]}
    if len(cards) < 2 or min(sizes) < _FEWEST or max(sizes) > _MOST:
        return False
    pairs = list(pairwise(cards))
    return sum(_share_of_labels(one, other) >= _AGAIN for one, other in pairs) * 5 >= 4 * len(pairs)


def _are_messages(content: Sequence[Token]) -> bool:
    """Whether nearly every line begins with the sender and time of a chat message."""
    return sum(token.opens for token in content) * 5 >= 4 * len(content)


def _share_of_labels(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the labels of `other` that `one` has too."""
    return sum(resembles(label, one) for label in other) / len(other)


def _is_labelled(token: Token) -> bool:
    """Whether a line has a label; a value that is cut by bars, or begins with a comma, is a table's."""
    if token.kind != "pairs":
        return token.kind == "label"
    value = token.pairs[-1][1]
    cells = _CELLS.split(token.text)
    if len(cells) > 1 and all(": " in cell or cell.rstrip().endswith(":") for cell in cells):
        return True
    return "|" not in value and "\t" not in value and "  " not in value and not value.startswith((",", ";"))


def _labels(labelled: Sequence[Token]) -> list[str]:
    return [label for token in labelled for label, _ in token.pairs if label] + [
        t.text for t in labelled if t.kind == "label"
    ]


def _without_talk(content: list[Token]) -> list[Token]:
    """Lines from the first label to the last: a few words above and below say nothing against labels."""
    start = next(i for i, token in enumerate(content) if _is_labelled(token))
    below = next(i for i, token in enumerate(reversed(content)) if _is_labelled(token))
    content = content[: len(content) - below + 1] if 1 < below <= _TITLE_LINES else content
    return content[start:] if start <= _TITLE_LINES else content


def _share(content: Sequence[Token], labelled: Sequence[Token]) -> float:
    """Share of lines that are a label, or belong to the one above."""
    covered = 0
    near = False
    for token in content:
        is_labelled = _is_labelled(token)
        covered += is_labelled or near
        near = is_labelled
    return (covered + len(labelled)) / (2 * len(content))
