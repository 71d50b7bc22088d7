"""``--jobs``: more workers, the same bytes; nothing left behind, no error lost."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from leakcheck import api
from leakcheck.cli import main
from leakcheck.engines import memory, pool, processes
from leakcheck.engines.memory import MemoryPlan
from leakcheck.errors import InternalError

HEADER = "name,birth_year,mobile,pin_code,address\n"
LINES = 160_000
"""About 9 MiB: several chunks of 4 MiB, so that workers are asked."""


def rows(seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    street = ["Main Road", "Temple Street", "Lake View"]
    return [
        f'A. Rao,{1940 + i % 60},9{i * 7919 % 10**9:09},{110001 + i % 900},"{i}, {rng.choice(street)}"'
        for i in range(LINES)
    ]


def damaged(lines: list[str]) -> list[str]:
    rng = random.Random(2)
    for place in rng.sample(range(len(lines)), 12):
        lines[place] = rng.choice(
            [lines[place][:20], "# " + lines[place], "", lines[place] + ",more", 'x"' + lines[place]]
        )
    return lines


def with_line_ends(lines: list[str]) -> list[str]:
    return [line.replace(", ", ",\n", 1) if i % 997 == 5 else line for i, line in enumerate(lines)]


def with_footer(lines: list[str]) -> list[str]:
    return [*lines, "", "Total,,,," + str(len(lines)), "printed on 1 May"]


def run(file: Path, jobs: int) -> str:
    told = ["--claims", "cowin", "-f", "json", "--jobs", str(jobs)]
    said = CliRunner().invoke(main, ["verify", str(file), *told])
    assert said.exit_code == 0, said.output
    return said.output


@pytest.mark.parametrize("change", [list, damaged, with_line_ends, with_footer])
def test_the_report_is_the_same_whatever_the_number_of_workers(tmp_path, change):
    file = tmp_path / "many.csv"
    file.write_text(HEADER + "\n".join(change(rows())) + "\n", encoding="utf-8")
    alone, *others = (run(file, jobs) for jobs in (1, 2, 4))
    assert all(other == alone for other in others)
    assert json.loads(alone)["ledger"]["rows"] > LINES * 0.99


def test_lists_of_cells_reach_the_workers_too(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "plan_memory", lambda _, jobs: MemoryPlan(jobs=jobs, batch_rows=500))
    file = tmp_path / "odd.csv"
    lines = rows()[:12_000]
    lines[6_000:9_000] = [line + "," for line in lines[6_000:9_000]]
    file.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    assert run(file, 3) == run(file, 1)


@pytest.mark.skipif(not processes.can_fork(), reason="workers are threads here")
def test_a_worker_that_is_killed_is_an_error_and_no_silent_gap(tmp_path, monkeypatch):
    file = tmp_path / "many.csv"
    file.write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")
    forked, fork = [], processes._fork

    def watched(*given):
        forked.append(fork(*given))
        os.kill(forked[-1], signal.SIGKILL)
        return forked[-1]

    monkeypatch.setattr(processes, "_fork", watched)
    with pytest.raises(InternalError, match="ended too early"):
        api.verify(file, claims="cowin", jobs=2)
    assert forked
    for child in forked:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_what_workers_hand_in_meanwhile_is_not_lost(tmp_path, monkeypatch):
    file = tmp_path / "twice.csv"
    lines = rows()
    file.write_text(HEADER + "\n".join([*lines, *lines[:70_000]]) + "\n", encoding="utf-8")
    alone = run(file, 1)
    monkeypatch.setattr(pool, "HELD_ROWS", 1)
    assert run(file, 3) == alone
    found = {each["rule"]: each["counts"] for each in json.loads(alone)["findings"]}
    assert found["duplication.records"]["fail"] == 140_000


def test_no_worker_outlives_the_run(tmp_path):
    file = tmp_path / "many.csv"
    file.write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")
    before = threading.active_count()
    api.verify(file, claims="cowin", jobs=3)
    until = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_sandbox_without_files_in_memory_gets_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_name: str) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "memfd_create", forbidden, raising=False)
    assert not processes.can_fork()


@pytest.mark.skipif(not processes.can_fork(), reason="no files in memory")
def test_a_chunk_comes_out_of_the_ring_as_it_went_in() -> None:
    ring = processes.Ring()
    try:
        ring.put(0, b"a" * 100)
        ring.put(1, b"bc" * 70_000)
        assert (ring.get(1, 140_000), ring.get(0, 100)) == (b"bc" * 70_000, b"a" * 100)
        with pytest.raises(InternalError):
            ring.get(2, 5)
    finally:
        ring.close()


def test_libraries_are_told_to_start_no_threads_unless_somebody_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    memory.spare_threads()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    memory.spare_threads()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
