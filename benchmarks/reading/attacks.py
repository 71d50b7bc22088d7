"""Files and places made to hurt, each read by a child process that is watched from outside.

By itself, only the attacks whose names hold a word::

    python benchmarks/reading/attacks.py [--quick] [WORD ...]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.reading._bombs import BOMBS  # noqa: E402 - run as a file, the path comes first
from benchmarks.reading._places import PLACES, Case  # noqa: E402
from benchmarks.reading._sheet import Sheet  # noqa: E402
from benchmarks.reading._traps import TABLES, TEXTS, WORKBOOKS  # noqa: E402

import leakcheck  # noqa: E402

TITLE = "attack files and places"
BOMB, QUICK_BOMB = 2 << 30, 400 << 20
SECONDS, MEMORY = 20, 1 << 30
_KILLED_AFTER = 300
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_ABROAD = [Path("/absolute.csv"), Path("/climbs.csv")]


@dataclass
class Outcome:
    """What became of one command line, as seen from outside."""

    name: str
    code: int
    seconds: float
    peak: int
    faults: dict[str, str] = field(default_factory=dict)


def cases(folder: Path, quick: bool, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Case]]:
    """Make the attacks one by one in `folder`, which is emptied by whoever runs them."""
    scale, bomb = (1, QUICK_BOMB) if quick else (10, BOMB)
    groups = ((BOMBS, bomb), (WORKBOOKS, scale), (TEXTS, scale), (TABLES, scale))
    turn = 0
    for attacks, size in groups:
        for name, (codes, make) in attacks.items():
            if not _is_meant(name, words):
                continue
            _made_apart(folder / "attack.dat", make, size)
            turn += 1
            for command in ("read", "verify")[turn % 2 :][:1] if quick else ("read", "verify"):
                yield f"{name} ({command})", Case((command, "attack.dat"), codes)
            (folder / "attack.dat").unlink()
    for name, place in PLACES.items():
        if _is_meant(name, words):
            yield name, place(folder)


def _made_apart(path: Path, make: Callable[[int], bytes], size: int) -> None:
    """Make the file in a process of its own: a child's peak of memory begins at that of its parent."""
    maker = get_context("fork").Process(target=lambda: path.write_bytes(make(size)))
    maker.start()
    maker.join()
    assert maker.exitcode == 0, "the attack could not be made"


def _is_meant(name: str, words: tuple[str, ...]) -> bool:
    return not words or any(word in name for word in words)


def run(name: str, case: Case, room: Path) -> Outcome:
    """Run one command line in ``room/a/b``, and look at everything it did."""
    here = room / "a" / "b"
    before = _listing(room)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        code, used = _watched(case, here, (said, complained))
        said.seek(0)
        complained.seek(0)
        outcome = Outcome(name, code, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
        _judge(outcome, case, said.read(), complained.read())
    new = _listing(room) - before - {str(here / made) for made in case.makes}
    new |= {str(path) for path in _ABROAD if path.exists()}
    new |= {made for made in case.makes_not if (here / made).exists()}
    if new:
        outcome.faults["file made elsewhere"] = f"{len(new)} new"
    return outcome


def _watched(case: Case, here: Path, streams: tuple[object, object]) -> tuple[int, resource.struct_rusage]:
    environ = {
        "PYTHONPATH": str(Path(leakcheck.__file__).parents[1]),
        "PATH": os.environ.get("PATH", ""),
        "TMPDIR": str(here.parent.parent / "tmp"),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    out: object = subprocess.PIPE if case.closes_early else streams[0]
    process = subprocess.Popen(
        [sys.executable, "-m", "leakcheck", *case.args],
        cwd=here, env=environ, stdin=subprocess.PIPE, stdout=out, stderr=streams[1],  # type: ignore[call-overload]
    )  # fmt: skip
    killer = threading.Timer(_KILLED_AFTER, process.kill)
    killer.start()
    meddler = threading.Thread(target=case.during, args=(process,)) if case.during else None
    try:
        assert process.stdin is not None
        process.stdin.write(case.stdin)
        process.stdin.close()
        if case.closes_early and process.stdout is not None:
            process.stdout.read(20)
            process.stdout.close()
        if meddler is not None:
            meddler.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        killer.cancel()
    if meddler is not None:
        meddler.join()
    return process.returncode, used


def _judge(outcome: Outcome, case: Case, said: bytes, complained: bytes) -> None:
    faults, code = outcome.faults, outcome.code
    if code not in case.codes:
        faults["exit code"] = f"{code}, not {sorted(case.codes)}"
    for raw in (said, complained):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            faults["unclean output"] = "no UTF-8"
            continue
        if "Traceback" in text or (code < 0 and code not in case.codes):
            faults["traceback or signal"] = text.strip().rpartition("\n")[2][:60]
        if _UNSEEN.search(text):
            faults["unclean output"] = ascii(_UNSEEN.search(text)[0])  # type: ignore[index]
    lines = complained.decode("utf-8", "replace").splitlines()
    starts = [line.partition(":")[0] for line in lines]
    if code in (2, 3) and (starts[:1] != ["error"] or starts[1:] not in ([], ["try"])):
        faults["not one clean line"] = f"{len(lines)} lines"
    if outcome.seconds > SECONDS:
        faults["too slow"] = f"{outcome.seconds:.0f} s"
    if outcome.peak > MEMORY:
        faults["too much memory"] = f"{outcome.peak >> 20} MiB"


def _listing(room: Path) -> set[str]:
    return {f"{base}/{name}" for base, folders, files in os.walk(room) for name in (*folders, *files)}


def outcomes(quick: bool, words: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """Run all attacks, each in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        here = room / "a" / "b"
        here.mkdir(parents=True)
        (room / "tmp").mkdir()
        for name, case in cases(here, quick, words):
            yield run(name, case, room)
            if "attack.dat" not in case.args:
                _empty(here)


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), key=lambda p: len(p.parts), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


FAULTS = ("exit code", "traceback or signal", "not one clean line", "unclean output", "file made elsewhere")


def measure(quick: bool, words: tuple[str, ...] = ()) -> Sheet:
    """All attacks; goals on exit codes, lines, files, time and memory."""
    sheet = Sheet(("attack", "value", "goal", ""))
    found = list(outcomes(quick, words))
    sheet.goal("attacks", len({o.name.partition(" (")[0] for o in found}), 0 if words else 60)
    for kind in FAULTS:
        sheet.goal(kind, sum(kind in o.faults for o in found), 0, most=True)
    sheet.goal("most CPU", max(o.seconds for o in found), SECONDS, most=True, unit=" s")
    sheet.goal("most memory", max(o.peak for o in found) / 1e6, MEMORY / 1e6, most=True, unit=" MB")
    for o in found:
        if o.faults:
            sheet.add(o.name, *("; ".join(f"{k}: {v}" for k, v in o.faults.items()), "", "FAULT"))
    for o in sorted(found, key=lambda o: -o.seconds)[: len(found) if words else 8]:
        sheet.add(o.name, f"{o.seconds:.1f} s", f"{o.peak >> 20} MiB", f"exit code {o.code}")
    return sheet


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("words", nargs="*")
    told = parser.parse_args()
    began = time.monotonic()
    print(measure(told.quick, tuple(told.words)).text())
    print(f"{time.monotonic() - began:.0f} s")
