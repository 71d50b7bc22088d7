"""Archives of the registries: fetched with their own clients, checked, and opened without unpacking to disk.

Why the registries' own clients (pip, npm, apt-get): they know the mirrors and keys of the machine they run
on, and no address has to be written down here.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from calibration.corpora import Package

_PATIENCE = 600


def open_archive(path: Path) -> Callable[[str], bytes]:
    """What reads a member of a wheel, a gzipped tar or a Debian package; KeyError if there is none so named.

    Tars are read into memory: the largest of the list is 16 MB.
    """
    if zipfile.is_zipfile(path):
        return zipfile.ZipFile(path).read
    packed = path.read_bytes()
    packed = _data_of_deb(packed) if path.suffix == ".deb" else packed
    tar = tarfile.open(fileobj=io.BytesIO(packed))  # noqa: SIM115  nothing but memory is open

    def read(member: str) -> bytes:
        opened = tar.extractfile(member)
        if opened is None:
            raise KeyError(member)
        return opened.read()

    return read


def fetch_archive(package: Package, folder: Path) -> Path:
    """Archive of a package in `folder`, downloaded unless it is already there; its checksum agrees.

    Raises
    ------
    subprocess.CalledProcessError
        If the registry's client fails.
    ValueError
        If what came is not what the list names.
    """
    plain = re.sub(r"[^A-Za-z0-9.+-]", "_", f"{package.registry}-{package.name}-{package.version}")
    kept = folder / plain
    kept.mkdir(parents=True, exist_ok=True)
    if not any(kept.iterdir()):
        {"pypi": _with_pip, "npm": _with_npm, "debian": _with_apt}[package.registry](package, kept)
    found = sorted(kept.iterdir())
    if len(found) != 1 or sha256_of(found[0].read_bytes()) != package.sha256:
        raise ValueError(f"{package.name} {package.version}: the archive is not the one of the list")
    return found[0]


def sha256_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _with_pip(package: Package, folder: Path) -> None:
    wanted = f"{package.name}=={package.version}"
    _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", wanted], folder)


def _with_npm(package: Package, folder: Path) -> None:
    wanted = f"{package.name}@{package.version}"
    _run(["npm", "pack", "--silent", "--ignore-scripts", wanted], folder)


def _with_apt(package: Package, folder: Path) -> None:
    _run(["apt-get", "download", f"{package.name}={package.version}"], folder)


def _run(command: list[str], folder: Path) -> bytes:
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, timeout=_PATIENCE)
    return done.stdout


def _data_of_deb(data: bytes) -> bytes:
    """The data tar of a Debian package, an ar archive (deb(5)): 60-byte headers, members at even places."""
    at = 8
    while at + 60 <= len(data):
        name = data[at : at + 16].decode("ascii", "replace").strip().rstrip("/")
        size = int(data[at + 48 : at + 58])
        if name.startswith("data.tar"):
            return data[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise ValueError("no data in this Debian package")
