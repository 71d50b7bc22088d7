"""Signals, weights and sentences joined: through the public door, on tables made here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import leakcheck
from leakcheck import discover
from leakcheck.errors import InputError, InternalError
from leakcheck.forensics.statistics.makers import coherent, independent
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.reading import Reading
from leakcheck.testimony.saying import said
from leakcheck.weighing.signalbook import load
from leakcheck.wording import sentence

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
Table = tuple[Sequence[str], Sequence[Sequence[str | None]]]


def as_csv(table: Table) -> bytes:
    header, rows = table
    text = io.StringIO()
    csv.writer(text).writerows([header, *([cell or "" for cell in row] for row in rows)])
    return text.getvalue().encode()


def judged(table: Table) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(leakcheck.verify(as_csv(table), input_format="csv").to_json())
    return tree


def test_an_independent_table_looks_invented_and_a_coherent_one_does_not() -> None:
    made, kept = judged(independent(1, 400)), judged(coherent(1, 400))
    assert made["verdict"] == "fabricated"
    assert made["reason"] == "invented"
    assert kept["verdict"] != "fabricated"
    assert made["forensics"]["log10_lr"] > kept["forensics"]["log10_lr"]


def test_every_reading_is_listed_and_the_counted_ones_are_findings() -> None:
    tree = judged(independent(2, 300))
    readings = {reading["signal"]: reading for reading in tree["forensics"]["readings"]}
    counted = {f"signal.{name}" for name, reading in readings.items() if reading["counted"]}
    found = {finding["rule"] for finding in tree["findings"] if finding["kind"] == "signal"}
    assert counted == found
    assert all(r["why_not"] for r in readings.values() if r["value"] is None)
    assert all("{" not in r["sentence"] for r in readings.values())


def test_the_parts_of_the_axis_add_up_to_the_ratio_that_is_told() -> None:
    tree = judged(independent(3, 500))
    axis = next(axis for axis in tree["axes"] if axis["axis"] == "collected")
    parts = sum(f["log10_lr"] for f in axis["families"] if f["family"].startswith("signal."))
    assert abs(parts - tree["forensics"]["log10_lr_unbounded"]) < 0.01
    assert abs(tree["forensics"]["log10_lr"]) <= abs(tree["forensics"]["log10_lr_unbounded"]) + 1e-9


def test_without_a_family_is_told() -> None:
    tree = judged(independent(4, 500))
    assert {w["id"] for w in tree["without"] if w["kind"] == "family"} & {
        f["family"] for f in tree["axes"][0]["families"]
    }


def test_a_short_table_is_not_judged_as_a_whole() -> None:
    header, rows = independent(5, 400)
    assert "forensics" not in judged((header, rows[:20]))


def test_every_story_has_a_name() -> None:
    names = [story.name for story in load().stories]
    assert names
    assert all(sentence(f"story.{name}") for name in names)


def test_a_story_that_is_told_is_named() -> None:
    text = leakcheck.verify(as_csv(independent(6, 400)), input_format="csv").render()
    assert "Signs in the whole table" in text
    assert "{" not in text


def test_an_open_question_is_said_to_be_one() -> None:
    """Signals that were heard and do not decide are not "too little to test"."""
    header, rows = coherent(1, 36)
    kept = [place for place, name in enumerate(header) if name not in {"email", "phone"}]
    tree = judged(([header[at] for at in kept], [[row[at] for at in kept] for row in rows]))
    assert (tree["verdict"], tree["reason"]) == ("inconclusive", "undecided")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [(InputError("too much"), InputError), (MemoryError(), MemoryError), (ValueError("x"), InternalError)],
)
def test_an_interruption_is_no_fault_of_a_signal(
    raised: BaseException, expected: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ceiling on memory interrupts wherever the run is: that must not read as a failed signal."""

    def interrupted(_: object) -> None:
        raise raised

    monkeypatch.setattr(discover.load("forensics.signals", "order_max"), "measure", interrupted)
    with pytest.raises(expected):
        leakcheck.verify(as_csv(coherent(1, 60)), input_format="csv")


def reading_of(name: str) -> tuple[Any, Reading]:
    facts = {"share": 3, "distance": 22}
    return discover.load("forensics.signals", name), Reading(name, "fill", 0.03, "", (0,), facts, 100)


@pytest.mark.parametrize(
    ("log10_lr", "towards", "suspects"),
    [
        (1.0, 1, True),
        (0.1, 1, False),
        (-1.0, 1, False),
        (1.0, -1, False),
        (-1.0, -1, True),
        (0.0, None, False),
    ],
)
def test_a_sentence_of_suspicion_needs_a_value_that_shows_it(
    log10_lr: float, towards: int | None, suspects: bool
) -> None:
    """A question may find the unsuspicious side telling (imitations have no seams): then that is said."""
    module, reading = reading_of("cycle")
    told = said(module, reading, log10_lr, towards)
    assert told.startswith("A column repeats") == suspects
    assert told.startswith("No column repeats") != suspects


def test_one_domain_of_its_own_is_no_list_to_pick_from() -> None:
    """An office writes from one domain: that says nothing, while ten domains in equal shares do."""
    module = discover.load("forensics.signals", "equal_domains")

    def measured(domains: int) -> Any:
        rows = [[f"person{i}@site{i % domains}.org", str(i)] for i in range(200)]
        return module.measure(specimen_of(("email", "number"), rows, {0: "email"}))

    assert measured(1) is None
    assert measured(10).value > 0.9


def test_rules_that_pass_do_not_speak_beside_the_signals() -> None:
    """That dates follow each other is measured by signals: counted again it would outweigh them."""
    tree = json.loads(leakcheck.verify(SAMPLES / "dump-registration.csv", claims="cowin").to_json())
    collected, system = (
        next(axis for axis in tree["axes"] if axis["axis"] == name) for name in ("collected", "system")
    )
    rules = [f for f in collected["families"] if not f["family"].startswith("signal.")]
    assert rules
    assert all(family["log10_lr"] >= 0 for family in rules)
    assert any(family["log10_lr"] < 0 for family in system["families"])
