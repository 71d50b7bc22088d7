"""A dask cluster, found or started here; `leakcheck.engines.spanrun` is what is done on it.

The only module that knows dask, or opens an address: one that a person has named. A scheduler lets in whoever
can reach it, and runs whatever it is sent: see ``docs/scale.md`` before it listens on a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from leakcheck.engines.parting import Account, Job
from leakcheck.engines.spanrun import SpanRun
from leakcheck.errors import InputError, LeakcheckError, UsageError
from leakcheck.readers.intake.parts import PartOpener
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.safe import show

if TYPE_CHECKING:
    from leakcheck.readers.intake.odometer import Odometer

SPAN = 64 << 20
_PIECE = 1 << 20
_REMOTE_BLOCK = 8 << 20
_PATIENCE = 60
_SPAWNED = "distributed.nanny.pre-spawn-environ"
_MISSING = "pip install 'leakcheck-verify[dask]'"


@dataclass(frozen=True)
class Dask:
    """Runs a job on a cluster.

    Parameters
    ----------
    scheduler : str, optional
        Its address; without one a cluster is started on this machine.
    workers : int, optional
        Workers of that cluster; one for each core if not said.
    span : int
        Bytes (whole MiB) of one task.
    tell : callable
        Told the reason when the evidence cannot be read in parts.
    """

    scheduler: str | None = None
    workers: int | None = None
    span: int = SPAN
    tell: Callable[[str], None] = field(default=lambda _reason: None, repr=False)

    def wants(self, _size: int) -> bool:
        """Whatever the size: it was asked for."""
        return True

    def refuse(self, reason: str) -> None:
        """Say that it is judged here, and why."""
        self.tell(reason)

    def run(self, job: Job) -> Account:
        """Have everything judged, and take over what was counted.

        Raises
        ------
        UsageError
            When dask is not installed, or no worker can be reached.
        LeakcheckError
            When a span fails again and again; it is named with its bytes and lines.
        """
        with self._client() as client:
            return SpanRun(client, job, self.span).finish()

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            import distributed
        except ImportError:
            raise UsageError("dask is not installed", where="--engine", hint=_MISSING) from None
        if self.scheduler is None:
            with _local(distributed, self.workers) as cluster, _connected(distributed, cluster) as client:
                yield client
            return
        with _connected(distributed, self.scheduler) as client:
            yield client


@dataclass(frozen=True)
class RemoteFile(PartOpener):
    """A file at an address such as ``s3://bucket/dump.csv``, opened by fsspec and its drivers.

    `mark` tells one state of it from another, where the store has such a mark.
    """

    address: str
    name: str
    size: int
    mark: str

    def open(self, _odometer: Odometer | None = None) -> BinaryIO:
        """Return a stream over it.

        Raises
        ------
        InputError
            When it cannot be opened, or is not what it was.
        """
        system, path, size, mark = _looked_up(self.address)
        if (size, mark) != (self.size, self.mark):
            raise InputError("changes while it is read", where=self.name, hint="copy it and check the copy")
        with _told(self.address):
            return cast("BinaryIO", system.open(path, "rb", block_size=_REMOTE_BLOCK))


def open_address(address: str) -> Evidence:
    """Open what stands at an address, and hash it in one pass.

    Raises
    ------
    InputError
        When it cannot be read, or is empty.
    UsageError
        When there is no driver for such addresses.
    """
    _, _, size, mark = _looked_up(address)
    file, digest = RemoteFile(address, address, size, mark), hashlib.sha256()
    with file.open() as stream, _told(address):
        head = piece = stream.read(HEAD)
        while piece:
            digest.update(piece)
            piece = stream.read(_PIECE)
    if not head:
        raise InputError("is empty", where=show(address), hint="give a file with at least one record")
    return Evidence(address, head, digest.hexdigest(), size, file)


def _looked_up(address: str) -> tuple[Any, str, int, str]:
    """File system, path, size, and whatever mark the store gives."""
    try:
        import fsspec
    except ImportError:
        raise UsageError("dask is not installed", where=show(address), hint=_MISSING) from None
    with _told(address):
        system, path = fsspec.core.url_to_fs(address)
        info = system.info(path)
    marks = (info.get(name) for name in ("ETag", "etag", "md5Hash", "mtime", "LastModified"))
    return system, path, int(info["size"]), next((str(mark) for mark in marks if mark is not None), "")


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Whatever a driver raises as one clear line; its words may hold keys, so only the kind is told."""
    try:
        yield
    except (LeakcheckError, KeyboardInterrupt):
        raise
    except ImportError:
        hint = "install the driver of fsspec for it, such as s3fs"
        raise UsageError("no driver for such addresses", where=show(address), hint=hint) from None
    except Exception as error:
        why = f"cannot be read ({type(error).__name__})"
        raise InputError(why, where=show(address), hint="is it there, and may you read it?") from None


@contextmanager
def _local(distributed: Any, workers: int | None) -> Iterator[Any]:
    """A cluster on the loopback interface, closed to other users of the machine by certificates of its own.

    By default dask has workers give memory back to the system in pieces of 64 KiB, which costs more time than
    judging does: without that setting the system's own is used.
    """
    import logging

    import dask

    try:
        security = distributed.Security.temporary()
    except ImportError:  # cryptography is not there
        security = None
    spawned = dict(dask.config.get(_SPAWNED, {}))
    spawned.pop("MALLOC_TRIM_THRESHOLD_", None)
    with dask.config.set({_SPAWNED: spawned}), distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
        security=security,
    ) as cluster:  # fmt: skip
        yield cluster


@contextmanager
def _connected(distributed: Any, address: Any) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        why = f"no scheduler can be reached there ({type(error).__name__})"
        raise UsageError(why, where=f"--scheduler {show(str(address))}", hint="is it running?") from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        yield client
    except TimeoutError:
        hint = "start some: dask worker ADDRESS"
        raise UsageError("the scheduler has no workers", where="--scheduler", hint=hint) from None
    finally:
        client.close()
