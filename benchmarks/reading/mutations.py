"""Ten thousand damaged files in every format: no traceback, no hang, every line accounted for.

By itself, with other seeds or more files, or one file again::

    python benchmarks/reading/mutations.py [--files N] [--seed N] [--write INDEX FILE]
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.reading._mutants import DAMAGES, FORMATS, people  # noqa: E402 - run as a file, the path comes first
from benchmarks.reading._sheet import Sheet  # noqa: E402
from fuzz.mutation import mutated  # noqa: E402

from fuzz import invariant  # noqa: E402

TITLE = "mutated files of every format"
FILES, QUICK_FILES = 10_000, 1_000
SECONDS = 5.0
_KILLED_AFTER = 30
_LARGEST = 1 << 21
_FORCED = 0.25


@dataclass(frozen=True)
class Outcome:
    """One file: whether it was read, its CPU time, and what went wrong (empty: nothing)."""

    index: int
    seconds: float
    was_read: bool
    fault: str = ""


def mutant(seed: int, index: int) -> tuple[bytes, str, str]:
    """Bytes of a file, the reader it is given to (mostly the one that content chooses), and what it is."""
    chance = random.Random(f"{seed} {index}")
    form = chance.choice(list(FORMATS))
    data, done = FORMATS[form](people(chance)), []
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice(list(DAMAGES))
        done.append(name)
        data = mutated(
            data, _LARGEST, chance.getrandbits(32), lambda d, _, n=name: DAMAGES[n](d, chance) if d else d
        )
    target = chance.choice(invariant.targets()) if chance.random() < _FORCED else invariant.ANY
    return data[:_LARGEST] or b"\n", target, f"{form}: {', '.join(done)}"


def outcomes(files: int, seed: int) -> Iterator[Outcome]:
    """Read all files in a child process; one that kills it is its fault, and the next child goes on."""
    context = get_context("fork")
    first = 0
    while first < files:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_read_from, args=(first, files, seed, theirs))
        child.start()
        theirs.close()
        try:
            while first < files:
                yield ours.recv()
                first += 1
        except EOFError:
            child.join()
            yield Outcome(first, _KILLED_AFTER, False, f"the process ended with {child.exitcode}")
            first += 1
        child.join()


def _read_from(first: int, files: int, seed: int, out: Connection) -> None:
    for index in range(first, files):
        data, target, _ = mutant(seed, index)
        signal.setitimer(
            signal.ITIMER_PROF, _KILLED_AFTER
        )  # ends the process: a hang in C hears no exception
        began, fault, was_read = time.process_time(), "", False
        try:
            was_read = invariant.check(data, target)
        except Exception as error:
            fault = f"{type(error).__name__} in {_place(error)}"
        out.send(Outcome(index, time.process_time() - began, was_read, fault))
    signal.setitimer(signal.ITIMER_PROF, 0)
    out.close()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"


def measure(quick: bool, seed: int = 11, files: int = 0) -> Sheet:
    """All files; the goals are none of everything."""
    files = files or (QUICK_FILES if quick else FILES)
    sheet = Sheet(("files", "value", "goal", ""))
    found = list(outcomes(files, seed))
    assert len(found) == files
    sheet.add(
        "mutated files read or refused",
        f"{files:,}",
        f"seed {seed}",
        f"{sum(o.was_read for o in found):,} read",
    )
    sheet.goal("tracebacks, broken promises, deaths", sum(bool(o.fault) for o in found), 0, most=True)
    sheet.goal("over 5 s of CPU", sum(o.seconds > SECONDS for o in found), 0, most=True)
    slowest = max(found, key=lambda o: o.seconds)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    sheet.add("slowest", f"{slowest.seconds:.2f} s", f"file {slowest.index}", mutant(seed, slowest.index)[2])
    sheet.add("memory", f"{peak} MiB", "", "")
    for one in [o for o in found if o.fault or o.seconds > SECONDS][:20]:
        _, target, what = mutant(seed, one.index)
        sheet.add(f"file {one.index}", one.fault or f"{one.seconds:.1f} s", target, what)
    return sheet


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=QUICK_FILES)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", nargs=2, metavar=("INDEX", "FILE"))
    told = parser.parse_args()
    if told.write:
        Path(told.write[1]).write_bytes(mutant(told.seed, int(told.write[0]))[0])
    else:
        print(measure(False, told.seed, told.files).text())
