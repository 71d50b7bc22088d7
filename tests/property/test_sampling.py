"""The sample is the same however the records come, fair, and said to be one."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leakcheck
from leakcheck import api
from leakcheck.engines.sampling import Sampler, rank, ranks
from leakcheck.errors import UsageError
from leakcheck.model import LINE_CLASSES, Block

SCHEMA = Path(leakcheck.__file__).parent / "reports/report-1.schema.json"
ROWS = 3_000


def block(first: int, count: int, arrow: bool) -> Block:
    places = range(first, first + count)
    cells: list[str | None] = [None if place % 7 == 3 else f"c{place}" for place in places]
    other = [f"d{place}" for place in places]
    columns = (pa.array(cells, pa.string()), pa.array(other)) if arrow else (cells, other)
    return Block([place + 2 for place in places], columns)  # type: ignore[arg-type]


def kept(sampler: Sampler) -> list[tuple[int, tuple[str | None, ...]]]:
    return [
        (row, cells)
        for part in sampler.blocks()
        for row, cells in zip(part.rows, zip(*part.columns, strict=True), strict=True)
    ]


def drawn(cuts: list[int], size: int, seed: int, arrow: bool = False) -> Sampler:
    sampler = Sampler(size, seed)
    for start, stop in itertools.pairwise(cuts):
        sampler.take(block(start, stop - start, arrow))
    return sampler


cuts = st.lists(st.integers(0, 500), max_size=8).map(lambda inner: sorted({0, *inner, 500}))


@given(cuts, st.integers(1, 600), st.integers(-5, 2**70), st.booleans())
def test_however_the_records_are_cut(places: list[int], size: int, seed: int, arrow: bool) -> None:
    whole = drawn([0, 500], size, seed)
    parts = drawn(places, size, seed, arrow)
    assert kept(parts) == kept(whole)
    assert parts.sample() == whole.sample()
    assert len(kept(whole)) == min(size, 500)
    lowest = sorted(range(500), key=lambda place: rank(place, seed))[:size]
    assert [row for row, _ in kept(whole)] == [place + 2 for place in sorted(lowest)]


@given(cuts, st.randoms(), st.integers(1, 50), st.integers(0, 99))
def test_shares_merge_in_any_order(places: list[int], random, size: int, seed: int) -> None:
    shares = []
    for start, stop in itertools.pairwise(places):
        share = Sampler(size, seed)
        share.take(block(start, stop - start, arrow=False), start)
        shares.append(share)
    random.shuffle(shares)
    merged = shares[0]
    for share in shares[1:]:
        merged.merge(share)
    assert kept(merged) == kept(drawn([0, 500], size, seed))
    assert merged.sample().of == 500


@given(st.integers(0, 2**40), st.integers(0, 200), st.integers(-(2**65), 2**65))
def test_both_speeds_give_the_same_ranks(first: int, count: int, seed: int) -> None:
    assert ranks(first, count, seed).tolist() == [rank(first + i, seed) for i in range(count)]


def test_ranks_are_those_of_splitmix64() -> None:
    """First outputs of the generator begun at 0, as its authors publish them."""
    assert [rank(place, 0) for place in range(3)] == [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
    ]


def test_every_record_has_the_same_chance() -> None:
    """10 of 40, 2,000 seeds: each place 500 times, give or take five standard deviations."""
    times = [0] * 40
    for seed in range(2_000):
        for place in sorted(range(40), key=lambda p: rank(p, seed))[:10]:
            times[place] += 1
    assert all(abs(count - 500) < 5 * 19.4 for count in times), times


def test_what_does_not_fit_into_memory_is_refused_in_one_line() -> None:
    sampler = Sampler(10_000_000, 0, memory=50_000)
    with pytest.raises(UsageError, match="a sample of 10,000,000 records holds more than 50,000 bytes"):
        sampler.take(block(0, 500, arrow=False))


def test_memory_is_bounded_by_the_sample() -> None:
    sampler = Sampler(10, 0, memory=400_000)
    for start in range(0, 200_000, 1_000):
        sampler.take(block(start, 1_000, arrow=False))
    assert sampler.sample().of == 200_000


def csv() -> str:
    lines = (
        f"A. Rao,{1940 + i % 60},{1 if i % 5 == 0 else 9}{i // 9:09},{110001 + i % 900}\n"
        for i in range(ROWS)
    )
    return "name,birth_year,mobile,pin_code\n" + "".join(lines)


def json_lines() -> str:
    head, *rows = csv().splitlines()
    names = head.split(",")
    return "".join(json.dumps(dict(zip(names, row.split(","), strict=True))) + "\n" for row in rows)


def sql() -> str:
    head, *rows = csv().splitlines()
    values = ",\n".join("(" + ",".join(f"'{cell}'" for cell in row.split(",")) + ")" for row in rows)
    table = ", ".join(f"{name} text" for name in head.split(","))
    return f"CREATE TABLE people ({table});\nINSERT INTO people VALUES\n{values};\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sampling") / "data.csv"
    path.write_text(csv(), encoding="utf-8")
    return path


def tree(report: api.Report) -> dict:
    return json.loads(report.to_json())


@pytest.mark.parametrize("made", [csv, json_lines, sql])
def test_every_format_reads_all_and_judges_the_sample(made) -> None:
    text = made()
    report = tree(api.verify(text.encode(), claims="cowin", sample=200, seed=5))
    assert report["sample"] == {"size": 200, "of": ROWS, "asked": 200, "seed": 5}
    ledger = report["ledger"]
    assert ledger["rows"] == ROWS
    assert ledger["lines"] == sum(ledger[kind] for kind in LINE_CLASSES)
    assert max(sum(f["counts"].values()) for f in report["findings"] if f["kind"] == "rule") <= 200
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_formats_agree_on_what_is_drawn() -> None:
    """Places, not lines or bytes, decide."""
    counts = [
        {f["rule"]: f["counts"] for f in tree(api.verify(made().encode(), sample=300, seed=2))["findings"]}
        for made in (csv, json_lines, sql)
    ]
    assert len({tuple(sorted(found)) for found in counts}) == 1
    assert counts[0] == counts[1] == counts[2] != {}


def test_the_seed_decides_and_nothing_else(file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "data.csv"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    plain = [tree(api.verify(file, sample=100, seed=1, jobs=jobs)) for jobs in (1, 2)]
    assert plain[0] == plain[1]
    zipped = tree(api.verify(packed, sample=100, seed=1))
    assert [f["rows"] for f in zipped["findings"]] == [f["rows"] for f in plain[0]["findings"]]
    other = tree(api.verify(file, sample=100, seed=2))
    assert [f["rows"] for f in other["findings"]] != [f["rows"] for f in plain[0]["findings"]]


def test_a_sample_of_everything_is_the_same_report(file: Path) -> None:
    whole, sampled = (tree(api.verify(file, claims="cowin", sample=n)) for n in (None, ROWS))
    assert sampled.pop("sample") == {"size": ROWS, "of": ROWS, "asked": ROWS, "seed": 0}
    assert whole == sampled
    more = api.verify(file, claims="cowin", sample=10 * ROWS)
    said = f"SAMPLE: {10 * ROWS:,} records were asked for; there are {ROWS:,}, and all were judged."
    assert said in more.render().replace("\n", " ")


def test_findings_say_how_sure_they_are(file: Path) -> None:
    report = api.verify(file, claims="cowin", sample=250, seed=4)
    text = report.render().replace("\n", " ")
    assert text.startswith(f"SAMPLE: 250 of {ROWS:,} records, drawn at random with seed 4")
    assert "Clopper-Pearson" in text
    rules = [f for f in tree(report)["findings"] if f["kind"] == "rule"]
    assert rules
    for finding in rules:
        share, counts = finding["share"], finding["counts"]
        seen = counts["fail"] / (counts["fail"] + counts["pass"])
        assert share["low"] <= share["failing"] <= share["high"]
        assert share["failing"] == pytest.approx(seen, abs=1e-4)
        assert share["level"] == 0.95


def test_what_counts_over_all_records_is_not_tried_on_a_sample(file: Path) -> None:
    whole = api.verify(file, claims="cowin").result
    sampled = api.verify(file, claims="cowin", sample=500).result
    over_all = {f.rule for f in whole.findings} - {f.rule for f in sampled.findings}
    reasons = {u.rule: u.reason for u in sampled.untested}
    counted = [rule for rule, reason in reasons.items() if "counts over all records" in reason]
    assert counted
    assert set(counted) & over_all
    assert not {f.rule for f in sampled.findings} & set(counted)


def test_shares_are_covered_as_often_as_promised(file: Path) -> None:
    """True share of each rule over the whole file against the interval of 20 samples."""
    whole = {f.rule: f.tally for f in api.verify(file, claims="cowin").result.findings if f.kind == "rule"}
    inside = total = 0
    for seed in range(20):
        for finding in tree(api.verify(file, claims="cowin", sample=150, seed=seed))["findings"]:
            if finding["kind"] == "rule":
                tally = whole[finding["rule"]]
                share = finding["share"]
                total += 1
                inside += share["low"] - 1e-4 <= tally.failed / tally.tried <= share["high"] + 1e-4
    assert inside >= 0.93 * total > 0


@pytest.mark.parametrize("text", ["Name: A. Rao\nYear of birth: 1980\n", "name,birth_year\nA. Rao,1980\n"])
def test_one_record_may_be_sampled(text: str) -> None:
    assert api.verify(text, sample=1).result.sample.size == 1  # type: ignore[union-attr]
