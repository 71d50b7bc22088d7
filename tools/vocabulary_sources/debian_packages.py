"""ruby-faker, ffaker, Faker of PHP and Data::Faker of Perl: archives made by ``apt-get download``.

The version is the one Debian ships, older than the newest of each; their lists hardly change.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from pathlib import Path

from vocabulary_sources import Bundle, walk

_ARCHIVES = {
    "faker-ruby": ("ruby-faker", "MIT"),
    "ffaker": ("ruby-ffaker", "MIT"),
    "FakerPHP": ("php-faker", "MIT"),
    "Data::Faker": ("libdata-faker-perl", "Artistic or GPL-1+"),
}
_PHP = re.compile(r"static \$(\w+)\s*=\s*(?:\[|array\()(.*?)(?:\]|\));", re.DOTALL)
_TEXT = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_PERL = re.compile(r"(\w+)\s*=>\s*\[\s*qw\s*[(/](.*?)[)/]\s*\]", re.DOTALL)


def _open(place: Path, library: str, room: Path) -> tuple[Bundle, Path]:
    package, licence = _ARCHIVES[library]
    archive = sorted(place.glob(f"{package}_*.deb"))[-1]
    folder = room / package
    subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)  # noqa: S603, S607
    version = archive.name.split("_")[1].rsplit("-", 1)[0]
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    return Bundle(library, version, licence, archive.name, checksum), folder


def _ruby(bundle: Bundle, folder: Path) -> None:
    import yaml

    for path in sorted(folder.rglob("lib/locales/**/*.yml")):
        for locale, whole in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
            tree = whole.get("faker", {}) if isinstance(whole, dict) else {}
            rooms = {
                key: tree[key]
                for key in ("name", "address", "company", "internet", "lorem", "job")
                if key in tree
            }
            for key, values in walk(rooms):
                bundle.add(locale, key, values)


def _ffaker(bundle: Bundle, folder: Path) -> None:
    for path in sorted(p for p in folder.rglob("lib/ffaker/data/*/*") if p.is_file()):
        room, _, locale = path.parent.name.partition("_")
        if room in {"name", "address", "company", "job", "lorem", "internet"}:
            values = path.read_text(encoding="utf-8").splitlines()
            bundle.add(locale or "en", f"{room}.{path.name}", values)


def _php(bundle: Bundle, folder: Path) -> None:
    for path in sorted(folder.rglob("Faker/Provider/*.php")) + sorted(folder.rglob("Faker/Provider/*/*.php")):
        locale = "en_US" if path.parent.name == "Provider" else path.parent.name
        text = re.sub(r"^\s*(?://|#|/?\*).*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for key, body in _PHP.findall(text):
            texts = [(single or double).replace("\\'", "'") for single, double in _TEXT.findall(body)]
            bundle.add(locale, f"{path.stem.lower()}.{key}", texts)


def _perl(bundle: Bundle, folder: Path) -> None:
    for path in sorted(folder.rglob("Data/Faker/*.pm")):
        for key, body in _PERL.findall(path.read_text(encoding="utf-8")):
            bundle.add("en_US", f"{path.stem.lower()}.{key}", body.split())


def read(place: Path) -> list[Bundle]:
    """Bundles of the four libraries; `place` holds their archives. Needs ``dpkg-deb`` and PyYAML."""
    fillers = {"faker-ruby": _ruby, "ffaker": _ffaker, "FakerPHP": _php, "Data::Faker": _perl}
    bundles = []
    with tempfile.TemporaryDirectory() as name:
        for library, fill in fillers.items():
            bundle, folder = _open(place, library, Path(name))
            fill(bundle, folder)
            bundles.append(bundle)
    return bundles
