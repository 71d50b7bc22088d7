"""What genuine tables say of the rules in packs: `python -m calibration.rules PAGE MANIFEST...`.

Every rule that is judged without a claim is tried on every genuine table. Where records of enough independent
sources could be tried, its failure rate can be held against the `tolerance` the pack states; all others stay
stated assumptions, and the page says so. Nothing here changes a pack: a tolerance that does not hold is a
finding for whoever maintains it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import leakcheck
from calibration.manifest import Entry, read_manifests
from leakcheck.packshelf import shipped

ENOUGH = 10
"""Independent sources from which on a rate is held against the tolerance."""
Tried = dict[str, dict[str, tuple[int, int]]]


def tried_on(tables: Iterable[Entry]) -> Tried:
    """Failed and tried records of each rule, by source."""
    found: Tried = defaultdict(lambda: defaultdict(lambda: (0, 0)))
    for table in tables:
        report = leakcheck.verify(table.path, jobs=1)
        for finding in report.result.findings:
            if finding.kind == "rule" and finding.tally.tried:
                failed, tried = found[finding.rule][table.sources[0]]
                found[finding.rule][table.sources[0]] = (
                    failed + finding.tally.failed,
                    tried + finding.tally.tried,
                )
    return found


def page(found: Tried) -> str:
    """The page: one line for each rule that could be tried."""
    rules = {rule.id: rule for pack in shipped() for rule in pack.rules if rule.axis == "collected"}
    lines = [
        "# Rules on genuine tables\n",
        "Written by `python -m calibration.rules`; do not edit. Rules judged without a claim, on the genuine",
        "tables of [corpora.md](corpora.md). A source counts once: mean over sources of the share that fails",
        "of the records tried.\n",
        "| rule | sources | records | failing, mean over sources | stated tolerance | |",
        "|---|---|---|---|---|---|",
    ]
    for name in sorted(found):
        shares = [failed / tried for failed, tried in found[name].values()]
        mean, records = sum(shares) / len(shares), sum(tried for _, tried in found[name].values())
        stated = rules[name].tolerance
        lines.append(
            f"| `{name}` | {len(shares)} | {records:,} | {100 * mean:.2f} % | {100 * stated:g} % "
            f"| {_said(len(shares), mean, stated)} |"
        )
    silent = len(set(rules) - set(found))
    lines.append(
        f"\n{silent} of {len(rules)} rules found nothing to try in these tables: assumptions, as they stand."
    )
    return "\n".join(lines) + "\n"


def _said(sources: int, mean: float, stated: float) -> str:
    if sources < ENOUGH:
        return f"fewer than {ENOUGH} sources: stays an assumption"
    return "holds" if mean <= stated else "does not hold"


def main() -> None:
    """Try every rule on every genuine table of the manifests and write the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("page", type=Path)
    asked.add_argument("manifests", type=Path, nargs="+")
    options = asked.parse_args()
    tables = [t for t in read_manifests(options.manifests) if t.label == "real"]
    options.page.write_text(page(tried_on(tables)), encoding="utf-8")


if __name__ == "__main__":
    main()
