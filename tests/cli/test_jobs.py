"""``--jobs``: more threads, the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leakcheck.cli import main
from leakcheck.engines import batching


def test_the_report_is_the_same_whatever_the_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "BATCH_ROWS", 500)
    rows = (f"A. Rao,{1940 + i % 60},9{i * 7919 % 10**9:09},{110001 + i % 900}" for i in range(30_000))
    file = tmp_path / "many.csv"
    file.write_text("name,birth_year,mobile,pin_code\n" + "\n".join(rows) + "\n", encoding="utf-8")
    said = [
        CliRunner().invoke(main, ["verify", str(file), "--claims", "cowin", "-f", "json", "--jobs", jobs])
        for jobs in ("1", "2", "5")
    ]
    assert [result.exit_code for result in said] == [0, 0, 0]
    assert len({result.output for result in said}) == 1
    assert "30000" in said[0].output
