"""The weights file: what each signal's value is worth, read once, checked, frozen.

Only the calibration run writes ``weights.json``; code holds no number of it. A detector asks for one way of
inventing a table (drawn from lists, imitated, dragged) or for one story (`columns shuffled?`); for every
signal it has a step function from the value to a log likelihood ratio (nats) at several sizes of a table,
interpolated in log rows.
A signal without an entry says nothing.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from leakcheck.errors import PackError
from leakcheck.frozen import dataclass

SCHEMA = 2
SCRATCH = "scratch"
"""The question that several detectors answer together: made from scratch?"""
FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Node:
    """Step function of one signal at one size of a table.

    Parameters
    ----------
    rows : int
        Records of the tables it was counted on.
    edges : tuple of float
        Rising; a value, turned so that high speaks for fabrication, is in step i + 1 from ``edges[i]`` on.
    log_lr : tuple of float
        Nats, rising, one for each step.
    real, fake : tuple of int
        Tables in each step, genuine and fabricated; the sums are the tables that had a value.
    """

    rows: int
    edges: tuple[float, ...]
    log_lr: tuple[float, ...]
    real: tuple[int, ...]
    fake: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a value is worth: nats, and (beyond, of all) genuine and fabricated tables of about this size."""

    log_lr: float
    real: tuple[int, int]
    fake: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Curve:
    """One signal of a detector: its direction (+1 or -1) and its nodes, fewest rows first."""

    towards: int
    nodes: tuple[Node, ...]

    def at(self, value: float, rows: int) -> Said:
        """Weight of a value in a table of `rows` records; the counts are those of the nearer size."""
        low, high, share = _between(self.nodes, rows)
        turned = value * self.towards
        first, second = bisect_right(low.edges, turned), bisect_right(high.edges, turned)
        log_lr = low.log_lr[first] * (1 - share) + high.log_lr[second] * share
        node, step = (low, first) if share < 0.5 else (high, second)
        inner = slice(step, None) if log_lr >= 0 else slice(0, step + 1)
        return Said(
            log_lr,
            (sum(node.real[inner]), sum(node.real)),
            (sum(node.fake[inner]), sum(node.fake)),
        )


@dataclass(frozen=True, slots=True)
class Detector:
    """What is asked of all signals: log-odds = sum over families of weight * log-LR, + intercept.

    Parameters
    ----------
    name, question : str
        Of the detector; and what it answers: ``scratch``, together with others, or the story of its name.
    families : mapping of str to float
        Weight of each family, at least 0.
    share : float
        How much of all inventions, before anything is seen, this detector is meant to find.
    """

    name: str
    question: str
    families: Mapping[str, float]
    intercept: float
    share: float
    curves: Mapping[str, Curve]


@dataclass(frozen=True, slots=True, eq=False)
class SignalBook:
    """Everything of the weights file a verdict needs.

    Parameters
    ----------
    signals : str
        SHA-256 of the signals' code the weights were measured with.
    ways : tuple of Detector
        Ways of inventing from scratch: they answer one question together.
    stories : tuple of Detector
        Genuine tables tampered with, one detector each.
    thresholds : mapping of str to float
        Log-odds from which a question is answered with yes, by question.
    plausible, doubt : float
        Log-odds at or below which nothing speaks for invention; of a story, above which it is not excluded.
    floor, cap : float
        Least and most log-odds that are said, whatever the sum.
    minimum_rows, minimum_families, agreeing : int
        Records and families with a value below which nothing is said; families that must speak for invention.
    strong : float
        Nats, after its weight, from which a family counts as speaking.
    rest : float
        What every signal of a family but its strongest counts.
    bound : float
        Nats; the most a family says on either side before its weight.
    """

    signals: str
    ways: tuple[Detector, ...]
    stories: tuple[Detector, ...]
    thresholds: Mapping[str, float]
    plausible: float
    doubt: float
    floor: float
    cap: float
    minimum_rows: int
    minimum_families: int
    agreeing: int
    strong: float
    rest: float
    bound: float


@cache
def load() -> SignalBook:
    """Read the file that ships with leakcheck.

    Raises
    ------
    PackError
        The file is damaged or of a schema this version does not know.
    """
    return read(FILE)


def read(path: Path) -> SignalBook:
    """Read a weights file; see `load`."""
    try:
        return parse(json.loads(path.read_bytes()), path.name)
    except (ValueError, RecursionError) as error:
        raise PackError(f"is not JSON ({type(error).__name__})", where=path.name) from None


def of_these_signals(book: SignalBook, where: str) -> SignalBook:
    """Hand a book on if its values were measured by the signals of this version.

    Why refused otherwise: a signal that has changed gives other values, and the old counts would weigh them.

    Raises
    ------
    PackError
        The weights that ship were measured by other code.
    """
    if book.signals != load().signals:
        hint = "make them again with this version: leakcheck calibrate --add"
        raise PackError("weights measured by another version's signals", where=where, hint=hint)
    return book


def parse(raw: Any, where: str) -> SignalBook:
    """Check the content of a weights file and freeze it; see `load`."""
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if schema != SCHEMA:
        raise PackError("weights of an unknown schema", where=where, hint=f"this version reads {SCHEMA}")
    try:
        detectors = tuple(_detector(name, told) for name, told in sorted(raw["detectors"].items()))
        verdict = raw["verdict"]
        thresholds = {question: _number(level) for question, level in verdict["thresholds"].items()}
        ways = tuple(one for one in detectors if one.question == SCRATCH)
        if not ways or {one.question for one in detectors} - set(thresholds):
            raise ValueError("a question without a detector or a threshold")
        return SignalBook(
            signals=str(raw["signals"]),
            ways=ways,
            stories=tuple(one for one in detectors if one.question != SCRATCH),
            thresholds=thresholds,
            plausible=_number(verdict["plausible"]),
            doubt=_number(verdict["doubt"]),
            floor=_number(verdict["floor"]),
            cap=_number(verdict["cap"]),
            minimum_rows=int(verdict["minimum_rows"]),
            minimum_families=int(verdict["minimum_families"]),
            agreeing=int(verdict["agreeing"]),
            strong=_number(verdict["strong"]),
            rest=_number(verdict["rest"]),
            bound=_number(verdict["bound"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackError(f"damaged weights ({type(error).__name__})", where=where) from None


def _detector(name: str, raw: Mapping[str, Any]) -> Detector:
    curves = {signal: _curve(entry) for signal, entry in sorted(raw["signals"].items())}
    families = {family: _number(weight) for family, weight in sorted(raw["families"].items())}
    share = _number(raw["share"])
    if not 0 < share <= 1 or min(families.values(), default=0) < 0:
        raise ValueError("a share lies between 0 and 1, a weight is at least 0")
    return Detector(name, str(raw["question"]), families, _number(raw["intercept"]), share, curves)


def _curve(raw: Mapping[str, Any]) -> Curve:
    nodes = tuple(_node(node) for node in raw["nodes"])
    sizes = [node.rows for node in nodes]
    if not sizes or sizes != sorted(set(sizes)) or sizes[0] < 1 or raw["towards"] not in {1, -1}:
        raise ValueError("sizes must rise and the direction be 1 or -1")
    return Curve(raw["towards"], nodes)


def _node(raw: Mapping[str, Any]) -> Node:
    edges, log_lr = tuple(map(_number, raw["edges"])), tuple(map(_number, raw["log_lr"]))
    real, fake = tuple(map(int, raw["real"])), tuple(map(int, raw["fake"]))
    if not len(edges) + 1 == len(log_lr) == len(real) == len(fake):
        raise ValueError("as many steps as log-LRs and counts")
    if list(edges) != sorted(edges) or list(log_lr) != sorted(log_lr) or min(real + fake) < 0:
        raise ValueError("edges and log-LRs must rise")
    return Node(int(raw["rows"]), edges, log_lr, real, fake)


def _number(raw: Any) -> float:
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError("must be finite")
    return number


def _between(nodes: tuple[Node, ...], rows: int) -> tuple[Node, Node, float]:
    """The nodes on both sides of a size, and how far it lies from the first to the second, in log rows."""
    above = bisect_right([node.rows for node in nodes], rows)
    if above == 0:
        return nodes[0], nodes[0], 0.0
    if above == len(nodes):
        return nodes[-1], nodes[-1], 0.0
    low, high = nodes[above - 1], nodes[above]
    return low, high, math.log(rows / low.rows) / math.log(high.rows / low.rows)
