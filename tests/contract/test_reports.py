"""What every report format promises; what the JSON schema promises."""

import json
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leakcheck
from leakcheck import discover
from leakcheck.model import (
    LINE_CLASSES,
    ColumnMapping,
    Context,
    Example,
    FieldMapping,
    Ledger,
    LineEvent,
    Source,
    Tally,
    Untested,
    WhatIf,
)
from leakcheck.reports import RenderOptions

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "cli" / "results.py"))
RESULTS = {name: SAMPLES[name]() for name in ("fabricated", "unclaimed")}
SCHEMA = json.loads((Path(leakcheck.__file__).parent / "reports" / "report-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TOP_KEYS = {
    "schema",
    "verdict",
    "reason",
    "score",
    "axes",
    "claim",
    "reading",
    "ledger",
    "mapping",
    "findings",
    "untested",
    "without",
    "sources",
    "context",
    "surfaces",
    "versions",
    "hashes",
    "seed",
    "distrusted",
    "proposal",
    "carried_by",
    "meaning",
}
formats = pytest.mark.parametrize("name", discover.names("reports"))
TEXT = st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf"]), max_size=12)
COUNT = st.integers(0, 10**9)


def render(name, result, **options):
    return discover.load("reports", name).render(result, RenderOptions(**options))


@formats
def test_format_has_its_names(name):
    module = discover.load("reports", name)
    assert "/" in module.MEDIA_TYPE
    assert module.SUFFIX.startswith(".")
    assert module.__doc__


@formats
@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_format_ends_with_a_newline_and_repeats_itself(name, result):
    said = render(name, result)
    assert said.endswith("\n")
    assert said == render(name, result)
    said.encode("utf-8")


@formats
@pytest.mark.parametrize("show", ["masked", "none", "nonsense"])
def test_format_prints_no_value_unless_asked_for(name, show):
    said = render(name, RESULTS["fabricated"], show=show)
    assert not [secret for secret in SAMPLES["SECRETS"] if secret in said]


@formats
def test_format_says_that_plausible_is_not_proof(name):
    assert "not proof" in " ".join(render(name, RESULTS["unclaimed"]).split())


@formats
def test_format_does_not_depend_on_the_hash_seed(name):
    code = (
        "import runpy, sys; from leakcheck import discover; from leakcheck.reports import RenderOptions;"
        "r = runpy.run_path(sys.argv[1])['fabricated']();"
        "sys.stdout.buffer.write(discover.load('reports', sys.argv[2]).render(r, RenderOptions()).encode())"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parents[1] / "cli" / "results.py"), name]
    source = str(Path(leakcheck.__file__).parents[1])
    said = {
        subprocess.run(  # noqa: S603 - our own code
            command, env={"PYTHONHASHSEED": seed, "PYTHONPATH": source}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {render(name, RESULTS["fabricated"]).encode()}


OPTIONAL = {"forensics", "partial", "sample", "share"}
"""Only of a whole table, of a run that was stopped, and of a sample: reports without them stay valid."""


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) - OPTIONAL == set(SCHEMA["required"]) == TOP_KEYS


def test_schema_is_closed_everywhere():
    def objects(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for child in node.values():
                yield from objects(child)
        elif isinstance(node, list):
            for child in node:
                yield from objects(child)

    found = list(objects(SCHEMA))
    assert len(found) > 10
    assert all(node["additionalProperties"] is False or "properties" not in node for node in found)
    named = [node for node in found if "properties" in node]
    assert all(set(node["required"]) == set(node["properties"]) - OPTIONAL for node in named)


def check(result, **options):
    said = render("json", result, **options)
    assert said.isascii()
    tree = json.loads(said)
    VALIDATOR.validate(tree)
    assert set(tree) == TOP_KEYS
    return tree


@pytest.mark.parametrize("show", ["masked", "values", "none"])
@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_json_keeps_to_the_schema(result, show):
    tree = check(result, show=show)
    assert sum(tree["ledger"][name] for name in LINE_CLASSES) == tree["ledger"]["lines"]


def test_json_says_what_the_result_holds():
    tree = check(RESULTS["fabricated"])
    first = tree["findings"][0]
    assert (tree["schema"], tree["verdict"], tree["score"]) == (1, "fabricated", 7)
    assert first["rule"] == "cowin.adult-birth-year-only"
    assert first["counts"] == {"pass": 0, "fail": 1, "not-applicable": 0, "unknown": 0}
    assert first["rows"] == [2]
    assert {"field": "birth_date", "value": "••-••-••••"} in first["examples"][0]["cells"]
    assert {"field": "passport_number", "value": None} in first["examples"][0]["cells"]
    assert [f["log10_lr"] for f in tree["findings"]] == sorted(
        (f["log10_lr"] for f in tree["findings"]), reverse=True
    )
    assert [s["id"] for s in tree["sources"]] == ["ministry-2023", "operator-api-v2"]
    assert tree["mapping"][3]["column"] == "••••••••••"
    assert tree["hashes"] == {"sha256": "0" * 64}
    assert "two columns look like name" in tree["reading"]["notes"]


def test_json_refuses_what_is_no_number():
    axes = (replace(RESULTS["fabricated"].verdict.axes[0], log10_lr=float("nan")),)
    broken = replace(RESULTS["fabricated"], verdict=replace(RESULTS["fabricated"].verdict, axes=axes))
    with pytest.raises(ValueError, match="JSON compliant"):
        render("json", broken)


@st.composite
def results(draw):
    """Results with any text in every place that the input or a pack can reach."""
    base = RESULTS["fabricated"]
    cells = st.lists(st.tuples(TEXT, st.none() | TEXT), max_size=3).map(tuple)
    examples = st.lists(st.builds(Example, COUNT, cells, TEXT), max_size=2).map(tuple)
    tally = draw(
        st.builds(Tally, COUNT, COUNT, COUNT, COUNT, st.lists(COUNT, max_size=3).map(tuple), examples)
    )
    finding = replace(
        base.findings[0],
        tally=tally,
        title=draw(TEXT),
        explain=draw(TEXT),
        innocent=(draw(TEXT),),
        log10_lr=draw(st.floats(-9, 9)),
    )
    column = ColumnMapping(0, draw(TEXT), draw(st.none() | TEXT), draw(TEXT), draw(st.floats(0, 1)))
    return replace(
        base,
        claim=replace(base.claim, evidence=draw(TEXT), pack=draw(st.none() | TEXT)),
        reading=replace(
            base.reading, source=draw(TEXT), details={draw(TEXT): draw(TEXT)}, notes=(draw(TEXT),)
        ),
        ledger=Ledger(
            lines=1, parsed=1, rows=1, events=(LineEvent(1, draw(TEXT), draw(TEXT)),), events_total=1
        ),
        mapping=FieldMapping((column,), (draw(TEXT),)),
        findings=(finding, *base.findings[1:]),
        untested=(Untested(draw(TEXT), draw(TEXT), draw(TEXT)),),
        sources=(Source(draw(TEXT), draw(TEXT), draw(TEXT), draw(TEXT), "press", "F6", None, draw(TEXT)),),
        context=(Context("c", draw(TEXT), draw(TEXT), ("gone",)),),
        verdict=replace(base.verdict, without=(WhatIf("source", draw(TEXT), "plausible", 60),)),
        surfaces={draw(TEXT): draw(COUNT)},
    )


@settings(max_examples=60, deadline=None)
@given(results(), st.sampled_from(["masked", "values", "none"]))
def test_any_text_in_any_place_keeps_to_the_schema(result, show):
    check(result, show=show)


@settings(max_examples=40, deadline=None)
@given(results(), st.integers(20, 120), st.sampled_from(discover.names("reports")))
def test_no_format_lets_a_control_character_out(result, width, name):
    said = render(name, result, width=width, show="values")
    assert not [c for c in said if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0]
