"""How much the answer rests on: a run that was stopped, a sample, and how sure its shares are."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.extent import Partial, Sample
from leakcheck.model import Finding, Result
from leakcheck.reports._lines import Line, Section
from leakcheck.weighing.interval import LEVEL, clopper_pearson
from leakcheck.wording import sentence


def banner(result: Result) -> Section:
    """Say above everything else that not all of the evidence was judged."""
    return Section("", tuple(Line(said, "finding") for said in warnings(result)))


def warnings(result: Result) -> Iterator[str]:
    """One sentence for a run that was stopped, one for a sample."""
    if result.partial:
        yield _stopped(result.partial)
    if result.sample:
        yield _drawn(result.sample, result.partial is not None)


def _stopped(partial: Partial) -> str:
    records = sentence("count.records", n=partial.rows)
    if partial.bytes is None or partial.total is None:
        return sentence("extent.partial_unmeasured", line=partial.line, records=records)
    return sentence(
        "extent.partial", line=partial.line, done=partial.bytes, total=partial.total, records=records
    )


def _drawn(sample: Sample, is_partial: bool) -> str:
    if sample.is_whole:
        return sentence("extent.sample_whole", asked=sample.asked, of=sample.of)
    key = "extent.sample_partial" if is_partial else "extent.sample"
    records = sentence("count.records", n=sample.of)
    return sentence(key, size=sample.size, records=records, seed=sample.seed)


def remainder(result: Result) -> Iterator[Line]:
    """What the account of a partial or sampled run must add."""
    if result.partial:
        more = result.ledger.rows - result.partial.rows
        if more > 0:
            yield Line(sentence("extent.unjudged", n=more))
        yield Line(sentence("extent.unread"))
    if result.sample and not result.sample.is_whole:
        yield Line(sentence("extent.intervals"))


def share(finding: Finding, result: Result) -> tuple[float, float] | None:
    """Bounds (0 to 1) of the share of failing records among all this check can be tried on.

    None when all records were judged, and of a check that saw the whole table although rules saw a sample.
    """
    tally = finding.tally
    if result.sample is None or result.sample.is_whole or finding.kind != "rule" or not tally.tried:
        return None
    return clopper_pearson(tally.failed, tally.tried)


def share_words(finding: Finding, result: Result) -> list[str]:
    """The bounds in per cent, low rounded down and high rounded up; nothing where there are none."""
    bounds = share(finding, result)
    if bounds is None:
        return []
    return [sentence("extent.share", low=_percent(bounds[0], 0), high=_percent(bounds[1], 1))]


def _percent(bound: float, up: int) -> str:
    """Two decimals, rounded outwards."""
    whole = int(bound * 10_000)
    return f"{(whole + (up if whole < bound * 10_000 else 0)) / 100:.2f}"


def share_tree(finding: Finding, result: Result) -> dict[str, dict[str, float]]:
    """The same for programs."""
    bounds = share(finding, result)
    if bounds is None:
        return {}
    seen = finding.tally.failed / finding.tally.tried
    return {"share": {"failing": seen, "low": bounds[0], "high": bounds[1], "level": LEVEL}}
