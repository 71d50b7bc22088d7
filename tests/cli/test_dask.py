"""``--engine dask``: a real scheduler and two workers on loopback, and the bytes of a run on this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import distributed  # noqa: F401 - the extra is part of the tests: without it they must fail, not be left out
import pytest

import leakcheck
from leakcheck.engines import spanrun

SPAN = str(1 << 20)
PRELOAD = '''
import json, os, signal
from pathlib import Path
from leakcheck.engines import columnwise, spans

folder = Path(os.environ["LEAKCHECK_TEST_ORDERS"])
judge_blocks = columnwise.judge_blocks  # a preload is run twice

def disturbed(blocks, share, place):
    """In the middle of the part that holds a record, do what a file says."""
    def some():
        at = place
        for block in blocks:
            yield block
            at += len(block)
            for order in folder.glob("*.json"):
                told = json.loads(order.read_text())
                if not at - len(block) <= told["record"] < at:
                    continue
                if told["do"] == "raise":
                    raise ValueError("A. Rao,9000000001")
                if told["do"] == "die":
                    os.kill(os.getpid(), signal.SIGKILL)
                order.unlink()
                (folder / "killed").write_text(str(os.getpid()))
                os.kill(os.getpid(), signal.SIGKILL)
    judge_blocks(some(), share, place)

spans.judge_blocks = disturbed
'''


def lines(rows: int, *, damaged: bool) -> Iterator[str]:
    """Rows of a table of people who do not exist."""
    yield "name,birth_year,mobile,pin_code,address"
    for i in range(rows):
        number = f"9{i * 7919 % 10**9:09}"
        place = (
            f'"Plot {i}, Sector 7\nNear the school"' if damaged and i % 9 == 5 else f'"Plot {i}, Sector 7"'
        )
        line = f"A. Rao,{1880 + i % 150},{number},{110001 + i % 900},{place}"
        if damaged and i % 50 == 7:
            line = (line.replace(",", ";", 1), line[:20], "", line + ",x", line.replace('"', "", 1))[
                i // 50 % 5
            ]
        yield line


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.orders = folder / "orders"
        self.orders.mkdir()
        (folder / "preload.py").write_text(PRELOAD)
        self._file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard")
        for _ in range(2):
            self.worker()
        while not self._file.exists():
            time.sleep(0.05)
        while not (text := self._file.read_text()):
            time.sleep(0.05)
        self.address = str(json.loads(text)["address"])

    def worker(self) -> None:
        """Start one more."""
        told = [
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--preload",
            str(self.folder / "preload.py"),
        ]
        self._start("distributed.cli.dask_worker", *told, "--local-directory", str(self.folder))

    def _start(self, module: str, *told: str) -> None:
        here = ["--scheduler-file", str(self._file), "--host", "127.0.0.1"]
        log = (self.folder / "log").open("ab")
        command = [sys.executable, "-m", module, *here, *told]
        self.processes.append(subprocess.Popen(command, env=self.env, stdout=log, stderr=log))  # noqa: S603
        log.close()

    @property
    def env(self) -> dict[str, str]:
        """What the processes find: this leakcheck, and where orders stand."""
        found = {"PYTHONPATH": str(Path(leakcheck.__file__).parents[1]), "PYTHONWARNINGS": "ignore"}
        return {**os.environ, **found, "LEAKCHECK_TEST_ORDERS": str(self.orders)}

    def order(self, record: int, do: str) -> None:
        """Have a worker disturbed when it judges a record."""
        (self.orders / f"{record}.json").write_text(json.dumps({"record": record, "do": do}))

    def verify(self, file: Path, *told: str) -> subprocess.CompletedProcess[str]:
        """Run the command line on the cluster."""
        return run(self.env, file, "--engine", "dask", "--scheduler", self.address, "--span", SPAN, *told)

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def run(env: dict[str, str], file: Path, *told: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "leakcheck",
        "verify",
        str(file),
        "--claims",
        "cowin",
        "-f",
        "json",
        *told,
    ]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.close()


@pytest.fixture(scope="module", params=["clean", "damaged", "several"])
def evidence(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    texts = [f"{line}\n" for line in lines(60_000, damaged=request.param != "clean")]
    if request.param != "several":
        (folder / "people.csv").write_text("".join(texts))
        return folder / "people.csv"
    (folder / "a.csv").write_text("".join(texts[:30_000]))
    (folder / "b.csv").write_text(
        "birth_year,name,mobile,pin_code,address\n1950,B. Rao,9000000000,110001,x\n" * 3
    )
    (folder / "c.csv").write_text(texts[0] + "".join(texts[30_000:]))
    (folder / "d.csv").write_text("colour,size\nred,3\nblue,4\n")
    return folder


def test_the_report_is_that_of_one_machine(shared: Cluster, evidence: Path) -> None:
    folder = ["--folder"] if evidence.is_dir() else []
    here, there = run(shared.env, evidence, *folder), shared.verify(evidence, *folder)
    assert there.returncode == 0, there.stderr
    assert there.stderr == ""
    assert there.stdout == here.stdout
    assert json.loads(there.stdout)["ledger"]["rows"] > 50_000


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "people.csv"
    path.write_text("".join(f"{line}\n" for line in lines(60_000, damaged=False)))
    return path


def test_a_local_cluster_needs_no_scheduler(shared: Cluster, people: Path) -> None:
    there = run(shared.env, people, "--engine", "dask", "--jobs", "2", "--span", SPAN)
    assert there.stdout == run(shared.env, people).stdout
    assert there.stderr == ""


def test_an_address_is_opened_by_the_workers(shared: Cluster, people: Path) -> None:
    there = shared.verify(Path("file:" + str(people)))
    assert there.returncode == 0, there.stderr
    here = json.loads(run(shared.env, people).stdout)
    found = json.loads(there.stdout)
    assert found["reading"]["source"] == f"file://{people}"
    for name in ("reading", "claim"):
        del found[name], here[name]
    assert found == here


@pytest.mark.parametrize(
    ("address", "said", "code"),
    [
        ("file:/no/such/file.csv", "cannot be read (FileNotFoundError)", 3),
        ("nonsense:/x", "cannot be read", 3),
    ],
)
def test_an_address_that_leads_nowhere_is_one_clear_line(
    shared: Cluster, address: str, said: str, code: int
) -> None:
    there = shared.verify(Path(address))
    assert there.returncode == code
    assert said in there.stderr
    assert "Traceback" not in there.stderr


def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Cluster, people: Path) -> None:
    cluster.order(45_000, "kill")
    there = cluster.verify(people)
    assert (cluster.orders / "killed").exists()
    assert sum(process.poll() == -signal.SIGKILL for process in cluster.processes) == 1
    assert there.returncode == 0, there.stderr
    assert there.stdout == run(cluster.env, people).stdout


@pytest.mark.parametrize("do", ["raise", "die"])
def test_a_poisoned_span_is_reported_with_its_range(cluster: Cluster, people: Path, do: str) -> None:
    for _ in range(4 if do == "die" else 0):
        cluster.worker()
    cluster.order(45_000, do)
    there = cluster.verify(people)
    assert there.stdout == ""
    assert there.returncode == 70
    said = " ".join(there.stderr.split())
    assert "failed on every worker that tried them" in said
    if do == "raise":
        assert "bytes 2,097,111 to 3,145,716 (lines 39,779 to 59,563)" in said
    else:  # dask suspects every span that waited on a worker when it died
        assert re.search(r"bytes [\d,]+ to [\d,]+ \(lines [\d,]+ to [\d,]+\) failed", said)
    assert "9000000001" not in said
    assert "Traceback" not in said


def test_a_file_the_workers_do_not_find_is_one_clear_line(
    shared: Cluster, people: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "moved.csv"
    copy.write_bytes(people.read_bytes())
    # what the workers see is another file under that name: it changed since the client looked
    code = (
        "import os, sys; from leakcheck.engines.spanrun import SpanRun; begin = SpanRun.__init__\n"
        "def late(self, *told):\n    os.truncate(sys.argv[2], 3_000_000); begin(self, *told)\n"
        "SpanRun.__init__ = late\nfrom leakcheck.cli import main; main()"
    )
    told = ["verify", str(copy), "--claims", "cowin", "--engine", "dask", "--scheduler", shared.address]
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *told],
        env=shared.env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert there.returncode == 3
    assert "changes while it is read" in there.stderr


def test_without_a_scheduler_or_the_extra_there_is_one_clear_line(people: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(leakcheck.__file__).parents[1])}
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from leakcheck.cli import main; main()"
    )  # fmt: skip
    told = ["verify", str(people), "--claims", "cowin", "--engine", "dask"]
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *told], env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert there.returncode == 2
    assert "dask is not installed" in there.stderr
    assert "leakcheck-verify[dask]" in there.stderr


class Gone:
    """A task that nobody does, and a client of a cluster in which somebody is there from time to time."""

    def __init__(self, there: list[int]) -> None:
        self.there = there

    def done(self) -> bool:
        return False

    def result(self, timeout: float) -> None:
        raise TimeoutError

    def nthreads(self) -> dict[str, int]:
        return {"worker": self.there.pop(0)} if self.there and self.there[0] else self.there.clear() or {}


def test_a_cluster_that_lost_all_its_workers_is_one_clear_line() -> None:
    gone = Gone([1, 1])
    with pytest.raises(spanrun.NobodyLeftError, match="no worker is left"):
        spanrun.awaited(gone, gone, 0.0)
    assert not gone.there
