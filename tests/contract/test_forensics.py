"""What every check of the whole table promises; a new file in the room is tested by being there."""

from __future__ import annotations

from types import ModuleType

import pytest

from leakcheck import discover
from leakcheck.model import Block, Source

NAMES = discover.names("forensics")
each = pytest.mark.parametrize("module", [discover.load("forensics", name) for name in NAMES], ids=NAMES)
CELLS: list[str | None] = ["9.1E+11", None, "", "\udc80", "=1", "A. Sharma", "#REF!", "x" * 5_000]


@each
def test_no_record_is_no_finding(module: ModuleType) -> None:
    assert tuple(module.Collector(("a", "b"), {0: "name"}).finish()) == ()


@each
@pytest.mark.parametrize("is_arrow", [False, True])
def test_findings_cite_what_is_there_and_quote_nothing(module: ModuleType, is_arrow: bool) -> None:
    import pyarrow as pa

    plain = [cell and cell.replace("\udc80", "?") for cell in CELLS]
    column = pa.array(plain, pa.string()) if is_arrow else CELLS
    collector = module.Collector(("a",), {0: "mobile"})
    collector.update(Block(range(2, 2 + len(CELLS)), (column,)))
    sources = {source.id for source in collector.sources if isinstance(source, Source)}
    for finding in collector.finish():
        assert set(finding.sources) <= sources
        assert finding.rule.partition(".")[0] == finding.kind
        assert finding.title
        assert finding.explain
        assert finding.innocent
        assert all(2 <= row < 2 + len(CELLS) for row in finding.tally.rows)
        assert finding.weighed or finding.why_not
        assert not [note for note in finding.tally.notes for cell in ("A. Sharma", "9.1E+11") if cell in note]
