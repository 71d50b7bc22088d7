"""What the text report says and never says; the sentences it is made of."""

import re
import runpy
import tomllib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from rich.cells import cell_len

import leakcheck
from leakcheck.extent import Partial, Sample
from leakcheck.model import LINE_CLASSES, AxisWeight, Example, Ledger, Tally, Verdict, WhatIf
from leakcheck.reports import RenderOptions, json, text
from leakcheck.reports._cells import KINDS
from leakcheck.wording import catalogue, has, sentence
from leakcheck.wording.odds import band, times

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "cli" / "results.py"))
FABRICATED, UNCLAIMED = SAMPLES["fabricated"](), SAMPLES["unclaimed"]()
HOSTILE = "[/b][link=http://a]:smile:\x1b[31m\x1b]0;x\x07\u202e\x9b1m\r\n\t\x00\udc80\U000e0041"
SGR = re.compile(r"\x1b\[[0-9;]*m")


def render(result, **options):
    return text.render(result, RenderOptions(**options))


def unwrapped(result, **options):
    return " ".join(render(result, **options).split())


def test_the_answer_stands_first():
    assert render(FABRICATED).splitlines()[0] == "FABRICATED: does not fit the claimed system (cowin)."
    assert render(UNCLAIMED).splitlines()[0] == "INCONCLUSIVE: too little to test."


@pytest.mark.parametrize(
    ("word", "reason", "line"),
    [
        ("plausible", "nothing-against", "PLAUSIBLE: nothing found against it; that is not proof."),
        ("fabricated", "invented", "FABRICATED: the rows look invented."),
        ("inconclusive", "both-ways", "INCONCLUSIVE: evidence both ways."),
        ("inconclusive", "a new reason", "INCONCLUSIVE: a new reason."),
    ],
)
def test_headlines(word, reason, line):
    result = replace(FABRICATED, verdict=replace(FABRICATED.verdict, word=word, reason=reason))
    assert render(result).splitlines()[0] == line


def test_every_reason_the_bench_gives_has_a_headline():
    from leakcheck.weighing.verdict import REASONS

    words = {"invented": "fabricated", "misattributed": "fabricated", "nothing-against": "plausible"}
    for reason in REASONS:
        word = words.get(reason, "inconclusive")
        assert has(f"verdict.{word}.{reason}")


def test_what_it_rests_on_and_what_would_change_it():
    said = unwrapped(FABRICATED)
    assert "about 13 times likelier if the records come from elsewhere" in said
    assert "one record can never say more than about 20 times" in said
    assert "one record is too little to speak for it" in said
    assert (
        "- Adult records carry a year of birth, never a full date [operator-api-v2] [ministry-2023]" in said
    )
    assert "Without anything published by Example Ministry this would be inconclusive (score 40)." in said
    assert "Without source operator-api-v2 this would be inconclusive (score 38)." in said
    assert "Without any denial this would be" in said
    assert "Left out because you said so: source folklore." in said
    assert "Without the identifiers checks" not in said


def test_nothing_would_change_it():
    verdict = replace(FABRICATED.verdict, without=(WhatIf("source", "x", "fabricated", 7),))
    assert "Leaving out any one source" in unwrapped(replace(FABRICATED, verdict=verdict))


def test_evidence_is_sorted_into_its_sections():
    said = render(FABRICATED)
    order = [
        "Against it",
        "holds only a year",
        "Speaks for it",
        "check digit",
        "Seen, but",
        "draft rule",
        "3 checks could not be tried",
        "cowin.dose-gap, cowin.dose-order",
        "Not checkable: access",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert "row 2: birth_date ••-••-••••, age ••, name A••• S•••••\n" in said
    assert "source [operator-api-v2] Registration API, version 2 (grade B2) https://example.org/api" in said
    assert "harmless if: international certificate" in said
    full = render(FABRICATED, verbose=True)
    assert "Registration API, version 2. Example Ministry, 2021-04-25. Grade B2." in full


def test_many_sources_are_numbered_not_dropped():
    sources = tuple(replace(SAMPLES["API"], id=f"s{i}", publisher=f"P{i}") for i in range(6))
    finding = replace(SAMPLES["BIRTH"], sources=tuple(s.id for s in sources[1:]))
    said = unwrapped(replace(FABRICATED, findings=(finding,), sources=sources))
    assert "and 3 more: [s3] [s4] [s5]" in said
    full = unwrapped(replace(FABRICATED, findings=(finding,), sources=sources), verbose=True)
    assert "[s5] Registration API, version 2. P5" in full


def test_an_absent_cell_is_said_only_where_nothing_is_there():
    example = Example(2, (("email", None), ("mobile", None)))
    finding = replace(SAMPLES["BIRTH"], tally=Tally(failed=1, rows=(2,), examples=(example,)))
    said = unwrapped(replace(FABRICATED, findings=(finding,)))
    assert "row 2: email is absent, mobile is absent" in said
    assert "a full date of birth (birth date); this" in said


def test_rows_and_what_was_left_out():
    tally = Tally(passed=10, failed=90, rows=tuple(range(2, 22)))
    result = replace(FABRICATED, findings=(replace(SAMPLES["BIRTH"], tally=tally),))
    assert "fails on 90 of 100; rows 2, 3, 4, 5, 6, 7, 8, 9 and 82 more" in unwrapped(result)


def test_many_findings_are_counted_not_dropped():
    many = tuple(replace(SAMPLES["BIRTH"], rule=f"a.b{i}") for i in range(20))
    said = render(replace(FABRICATED, findings=many))
    assert said.count("harmless if:") == 6
    assert said.count("- Adult records carry") == 10
    assert "and 4 more (all of them: --format json)" in said


def test_the_account_names_every_class_of_line():
    ledger = Ledger(lines=len(LINE_CLASSES), rows=2, **dict.fromkeys(LINE_CLASSES, 1))
    said = unwrapped(replace(FABRICATED, ledger=ledger))
    expected = (
        "2 records in 9 lines: 1 header, 1 read, 1 repaired, 1 rejected, 1 blank, 1 comment,"
        " 1 before the table, 1 after it, 1 repeated header."
    )
    assert expected in said


def test_a_proposal_leads_to_the_next_command():
    last = render(UNCLAIMED, command="leakcheck verify dump.csv").splitlines()[-1]
    assert last == "next: leakcheck verify dump.csv --claims cowin"
    assert render(FABRICATED).splitlines()[-1] == "next: leakcheck explain cowin.adult-birth-year-only"


def test_the_system_axis_is_silent_without_a_claim():
    axes = (AxisWeight("collected", 0.5, 1.0, 3), AxisWeight("system", 0.5, 1.0, 3))
    result = replace(UNCLAIMED, verdict=Verdict("inconclusive", "both-ways", 40, axes))
    assert "From the claimed system?" not in render(result)


@pytest.mark.parametrize("show", ["masked", "none"])
@pytest.mark.parametrize("form", [text, json])
def test_no_value_unless_asked_for(form, show):
    said = form.render(FABRICATED, RenderOptions(show=show))
    assert not [secret for secret in SAMPLES["SECRETS"] if secret in said]


@pytest.mark.parametrize("form", [text, json])
def test_values_when_asked_for(form):
    said = form.render(FABRICATED, RenderOptions(show="values"))
    assert SAMPLES["BORN"] in said
    assert SAMPLES["NAME"] in said


@pytest.mark.parametrize("width", [40, 50, 61, 100])
@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("result", [FABRICATED, UNCLAIMED], ids=["fabricated", "unclaimed"])
def test_no_line_is_wider_than_the_terminal(result, color, width):
    said = render(result, width=width, color=color, command="leakcheck verify " + "x" * 200)
    assert max(cell_len(SGR.sub("", line)) for line in said.splitlines()) <= width
    assert not [line for line in said.splitlines() if line != line.rstrip()]


def test_narrower_than_forty_is_forty():
    assert render(FABRICATED, width=3) == render(FABRICATED, width=40)


def test_colour_adds_nothing_but_colour():
    assert "\x1b" not in render(FABRICATED)
    coloured = render(FABRICATED, color=True)
    assert coloured != render(FABRICATED)
    assert SGR.sub("", coloured) == render(FABRICATED)


def test_the_environment_has_no_say(monkeypatch):
    before = render(FABRICATED)
    for name, value in {"COLUMNS": "20", "FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert render(FABRICATED) == before


def poisoned(tree):
    """The same result with every text replaced by a hostile one."""
    if isinstance(tree, str):
        return HOSTILE
    if is_dataclass(tree):
        names = [f.name for f in fields(tree)]
        kept = {"axis", "word", "field", "kind", "grade"}
        return replace(tree, **{n: poisoned(getattr(tree, n)) for n in names if n not in kept})
    if isinstance(tree, tuple):
        return tuple(map(poisoned, tree))
    if isinstance(tree, dict):
        return {poisoned(key): poisoned(value) for key, value in tree.items()}
    return tree


@pytest.mark.parametrize("show", ["masked", "values", "none"])
@pytest.mark.parametrize("color", [True, False])
def test_hostile_text_anywhere_stays_text(color, show):
    said = render(poisoned(FABRICATED), color=color, show=show, command=HOSTILE)
    left = SGR.sub("", said) if color else said
    assert not [c for c in left if ord(c) < 0x20 and c != "\n"]
    assert not set(left) & set("\x7f\x9b\u202e\udc80\U000e0041")
    assert "[/b][link=http://a]:smile:\\x1b[31m" in unwrapped(poisoned(FABRICATED), show=show)


@pytest.mark.parametrize(
    ("log10", "said", "verbal"),
    [
        (0.31, "2", "limited"),
        (1.0, "10", "moderate"),
        (2.5, "320", "moderately strong"),
        (-3.2, "1,600", "strong"),
        (5.9, "790,000", "very strong"),
        (float("inf"), "more than a million", "very strong"),
    ],
)
def test_odds_in_words(log10, said, verbal):
    assert (times(log10), band(log10)) == (said, verbal)


def test_sentences_never_print_controls_and_choose_the_number():
    assert sentence("paste.empty") == "nothing was pasted"
    assert sentence("count.records", n=0) == "0 records"
    assert "\\x1b" in sentence("error.line", what="\x1b")
    with pytest.raises(KeyError):
        sentence("count")
    with pytest.raises(KeyError):
        sentence("no.such.key")


def keys(tree, path=()):
    for name, entry in tree.items():
        if isinstance(entry, dict) and "other" not in entry:
            yield from keys(entry, (*path, name))
        else:
            yield ".".join((*path, name))


def test_every_sentence_is_used_and_every_used_one_exists():
    sources = {path: path.read_text() for path in Path(leakcheck.__file__).parent.rglob("*.py")}
    code = "\n".join(sources[path] for path in sorted(sources))
    named = set(re.findall(r'"([a-z]+\.[a-z_.-]+)"', code)) | set(
        re.findall(r"""sentence\(["']([^"'{]+)""", code)
    )
    open_ended = re.findall(r'f"([a-z]+\.[a-z_]*)\{', code)
    known = set(keys(catalogue()))
    unused = [k for k in known if k not in named and not any(k.startswith(start) for start in open_ended)]
    options = set(re.findall(r'key="([a-z_]+)"', code))
    assert [k for k in unused if not (k.startswith("option.") and k[7:] in options)] == []
    assert [k for k in re.findall(r'sentence\(\s*"([^"{]+)"', code) if not has(k)] == []
    assert [k for k in options if not has(f"option.{k}") and not has(f"help.{k}.text")] == []


def test_every_language_has_every_sentence():
    folder = Path(leakcheck.__file__).parent / "wording"
    for path in folder.glob("*.toml"):
        assert set(keys(tomllib.loads(path.read_text("utf-8")))) == set(keys(catalogue())), path.name


def test_every_hidden_kind_is_a_number_type_or_a_name():
    from leakcheck import discover

    assert set(KINDS.values()) <= {"name", *discover.names("idnumbers")}


def test_a_partial_run_says_so_first():
    stopped = replace(FABRICATED, partial=Partial(1_205, 1_000, 5_000_000, 9_000_000))
    assert unwrapped(stopped).startswith(
        "PARTIAL: stopped at line 1,205, 5,000,000 of 9,000,000 bytes read; the verdict is of 1,000 records "
        "only. FABRICATED: "
    )
    unmeasured = unwrapped(replace(FABRICATED, partial=Partial(2, 1)))
    assert unmeasured.startswith("PARTIAL: stopped at line 2; the verdict is of 1 record only.")
    assert "What comes after these lines was not read." in unmeasured
    read = replace(FABRICATED.ledger, rows=1_003)
    more = unwrapped(replace(stopped, ledger=read))
    assert "3 records more were read, but not judged." in more


def test_a_sample_says_so_and_how_sure_its_shares_are():
    sampled = replace(FABRICATED, sample=Sample(500, 9_000, 500, 7))
    said = unwrapped(sampled)
    assert said.startswith("SAMPLE: 500 of 9,000 records, drawn at random with seed 7;")
    tried = [f for f in sampled.findings if f.tally.tried and f.kind == "rule"]
    shares = [part.split(")")[0] for part in said.split("failing in the whole file: ")[1:]]
    assert tried
    assert shares
    assert all("95 % sure" in share for share in shares)
    tree = json.render(sampled, RenderOptions())
    assert tree.count('"share"') == len(tried)
    whole = unwrapped(replace(FABRICATED, sample=Sample(90, 90, 500, 7)))
    assert whole.startswith("SAMPLE: 500 records were asked for; there are 90, and all were judged.")
    assert "failing in the whole file" not in whole
    both = unwrapped(replace(sampled, partial=Partial(2, 9_000)))
    assert "SAMPLE: 500 of the 9,000 records read" in both


@pytest.mark.parametrize(("failed", "low", "high"), [(0, "0.00", "0.37"), (1000, "99.63", "100.00")])
def test_shares_are_rounded_outwards(failed, low, high):
    first = FABRICATED.findings[0]
    finding = replace(first, kind="rule", tally=Tally(passed=1000 - failed, failed=failed))
    said = unwrapped(replace(FABRICATED, findings=(finding,), sample=Sample(1000, 9000, 1000, 0)))
    assert f"failing in the whole file: {low} to {high} % (95 % sure)" in said
