"""Attacks by what a file is called, what it is, and what happens to it and to the output meanwhile.

Each function gets an empty folder, fills it, and gives the command line and what may come of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading._bombs import DONE, EITHER, REFUSED, ROWS

USAGE = frozenset({2})
STOPPED = frozenset({0, 3, 130})
Meddling = Callable[["subprocess.Popen[bytes]"], None]


@dataclass(frozen=True)
class Case:
    """One command line.

    `makes` are the files it may leave behind, `makes_not` those it must not; `during` runs while it runs.
    """

    args: tuple[str, ...]
    codes: frozenset[int]
    stdin: bytes = b""
    during: Meddling | None = None
    makes: tuple[str, ...] = ()
    makes_not: tuple[str, ...] = ()
    closes_early: bool = False


def _written(folder: Path, name: str, data: bytes = ROWS) -> str:
    (folder / name).write_bytes(data)
    return name


def _large(folder: Path) -> str:
    return _written(folder, "large.csv", ROWS + ROWS.partition(b"\n")[2] * 20_000)


def _named(name: str, *others: str) -> Callable[[Path], Case]:
    """A file with a name that some library would take for a pattern, an address or an option."""

    def make(folder: Path) -> Case:
        for other in others:
            _written(folder, other, b"secret,other\nX,Y\n")
        _written(folder, name)
        return Case(("read", "--", name), DONE)

    return make


def _absent(name: str) -> Callable[[Path], Case]:
    return lambda _: Case(("read", "--", name), REFUSED)


def _standard_input(folder: Path) -> Case:
    """A file called ``-`` is not what is meant by it."""
    _written(folder, "-", b"secret")
    return Case(("read", "-"), DONE, ROWS)


def _fifo(folder: Path) -> Case:
    os.mkfifo(folder / "pipe")
    return Case(("read", "pipe"), REFUSED)


def _socket(folder: Path) -> Case:
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        place = os.open(folder, os.O_RDONLY)
        made.bind(f"/proc/self/fd/{place}/door")
        os.close(place)
    return Case(("read", "door"), REFUSED)


def _link_to_itself(folder: Path) -> Case:
    (folder / "loop").symlink_to("loop")
    return Case(("read", "loop"), REFUSED)


def _folder(folder: Path) -> Case:
    (folder / "d").mkdir()
    return Case(("verify", "d"), REFUSED)


def _folder_of_traps(folder: Path) -> Case:
    (folder / "d").mkdir()
    os.mkfifo(folder / "d" / "pipe.csv")
    (folder / "d" / "loop").symlink_to(folder / "d")
    (folder / "d" / "out").symlink_to("/etc/passwd")
    _written(folder, "d/a.csv")
    return Case(("verify", "d", "--folder"), EITHER)


def _without_permission(folder: Path) -> Case:
    (folder / _written(folder, "x.csv")).chmod(0)
    return Case(("read", "x.csv"), EITHER if os.geteuid() == 0 else REFUSED)


def _growing(folder: Path) -> Case:
    path = folder / _large(folder)

    def grow(process: subprocess.Popen[bytes]) -> None:
        with path.open("ab") as file:
            while process.poll() is None:
                file.write(b"D. Late,1,Delhi\n")
                file.flush()
                time.sleep(0.01)

    return Case(("read", path.name), REFUSED, during=grow)


def _shrinking(folder: Path) -> Case:
    path = folder / _large(folder)

    def shrink(process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None and path.stat().st_size > 100:
            os.truncate(path, path.stat().st_size - 1000)
            time.sleep(0.01)

    return Case(("read", path.name), REFUSED, during=shrink)


def _vanishing(folder: Path) -> Case:
    path = folder / _large(folder)

    def remove(_: subprocess.Popen[bytes]) -> None:
        time.sleep(0.1)
        path.unlink()

    return Case(("read", path.name), EITHER, during=remove)


def _signalled(kind: signal.Signals) -> Callable[[Path], Case]:
    """Told to stop in the middle of writing: no half of a file may be left."""

    def make(folder: Path) -> Case:
        name = _large(folder)

        def stop(process: subprocess.Popen[bytes]) -> None:
            time.sleep(0.9)
            process.send_signal(kind)

        args = ("read", name, "--to", "csv", "-o", "out.csv", "--show", "values")
        return Case(args, frozenset({0, 130, 143, -15}), during=stop, makes=("out.csv",))

    return make


def _to_full_disk(folder: Path) -> Case:
    return Case(
        ("read", _large(folder), "--to", "csv", "-o", "/dev/full", "--show", "values"), frozenset({2, 3})
    )


def _report_to_full_disk(folder: Path) -> Case:
    return Case(("verify", _written(folder, "x.csv"), "-o", "/dev/full"), frozenset({2, 3}))


def _into_closed_folder(folder: Path) -> Case:
    (folder / "d").mkdir(mode=0o500)
    codes = DONE if os.geteuid() == 0 else USAGE
    return Case(("verify", _written(folder, "x.csv"), "-o", "d/report"), codes, makes=("d/report",))


def _into_missing_folder(folder: Path) -> Case:
    return Case(("verify", _written(folder, "x.csv"), "-o", "no/such/report"), frozenset({2, 3}))


def _over_itself(folder: Path) -> Case:
    return Case(("read", _written(folder, "x.csv"), "--to", "csv", "-o", "x.csv", "--show", "values"), USAGE)


def _over_itself_by_link(folder: Path) -> Case:
    _written(folder, "x.csv")
    (folder / "y.csv").hardlink_to(folder / "x.csv")
    return Case(("read", "x.csv", "--to", "csv", "-o", "y.csv", "--show", "values"), USAGE)


def _closed_pipe(folder: Path) -> Case:
    args = ("read", _large(folder), "--to", "csv", "--show", "values")
    return Case(args, frozenset({0, 141, -13}), closes_early=True)


def _report_to_closed_pipe(folder: Path) -> Case:
    return Case(("verify", _written(folder, "x.csv"), "-f", "json"), frozenset({0, 141}), closes_early=True)


def _rejects_then_refused(folder: Path) -> Case:
    """A file that fails at its end must not leave an output behind."""
    import gzip

    _written(folder, "bomb.gz", gzip.compress(ROWS + b"A. Sharma,41,Pune\n" * 5_000_000))
    args = ("read", "bomb.gz", "--to", "csv", "-o", "out.csv", "--show", "values")
    return Case(args, REFUSED, makes_not=("out.csv",))


PLACES: dict[str, Callable[[Path], Case]] = {
    "a named pipe": _fifo,
    "a socket": _socket,
    "a link to itself": _link_to_itself,
    "a folder": _folder,
    "a folder of traps": _folder_of_traps,
    "/dev/zero": lambda _: Case(("read", "/dev/zero"), REFUSED),
    "/dev/tty": lambda _: Case(("read", "/dev/tty"), REFUSED),
    "/proc/self/mem": lambda _: Case(("read", "/proc/self/mem"), REFUSED),
    "an empty file": lambda folder: Case(("read", _written(folder, "x.csv", b"")), REFUSED),
    "no permission": _without_permission,
    "growing while read": _growing,
    "shrinking while read": _shrinking,
    "removed while read": _vanishing,
    "named data[1].csv": _named("data[1].csv", "data1.csv"),
    "named x*.csv": _named("x*.csv", "xa.csv", "xb.csv"),
    "named ?.csv": _named("?.csv", "a.csv"),
    "named -": _standard_input,
    "named --help": _named("--help"),
    "named with ESC": _named("a\x1b[2J\x1b]0;x\x07.csv"),
    "named with a line feed": _named("a\nerror: forged.csv"),
    "named with bidi signs": _named("\u202evsc.csv"),
    "named in bytes that are no UTF-8": _named(os.fsdecode(b"a\xff\xfe.csv")),
    "named ~root": _named("~root"),
    "named |cat": _named("|cat"),
    "http://x": _absent("http://127.0.0.1:9/x.csv"),
    "file:///etc/passwd": _absent("file:///etc/passwd"),
    "s3://x/y": _absent("s3://x/y.parquet"),
    "a name of 5,000 letters": _absent("x" * 5_000),
    "nothing on standard input": lambda _: Case(("verify", "-"), REFUSED),
    "output to a full disk": _to_full_disk,
    "report to a full disk": _report_to_full_disk,
    "report into a closed folder": _into_closed_folder,
    "report into no folder": _into_missing_folder,
    "output over the evidence": _over_itself,
    "output over the evidence by a link": _over_itself_by_link,
    "output to a closed pipe": _closed_pipe,
    "report to a closed pipe": _report_to_closed_pipe,
    "output of a file that fails at its end": _rejects_then_refused,
    "interrupted": _signalled(signal.SIGINT),
    "told to end": _signalled(signal.SIGTERM),
}
