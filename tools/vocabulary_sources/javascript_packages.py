"""faker-js, its predecessor faker.js 5, chance and casual: archives made by ``npm pack``."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from vocabulary_sources import Bundle, walk

_ARCHIVES = {"faker-js": "faker-js-faker-", "faker.js": "faker-5", "chance": "chance-", "casual": "casual-"}
_ARRAY = re.compile(r"(\w+):\s*\[([^\[\]]*)\]")
_TEXT = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def _open(place: Path, library: str, room: Path) -> Bundle:
    archive = sorted(place.glob(_ARCHIVES[library] + "*.tgz"))[-1]
    folder = room / library
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    about = json.loads((folder / "package" / "package.json").read_text(encoding="utf-8"))
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    return Bundle(library, about["version"], str(about.get("license", "MIT")), archive.name, checksum)


def _casual(bundle: Bundle, folder: Path) -> None:
    providers = folder / "package" / "src" / "providers"
    for path in sorted(providers.rglob("*.js")):
        locale = "en_US" if path.parent == providers else path.parent.name
        for key, body in _ARRAY.findall(path.read_text(encoding="utf-8")):
            texts = [single or double for single, double in _TEXT.findall(body)]
            bundle.add(locale, f"{path.stem}.{key}", [text.replace("\\'", "'") for text in texts])


def read(place: Path) -> list[Bundle]:
    """Bundles of the four libraries; `place` holds their archives. Needs ``node``."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        bundles = {library: _open(place, library, room) for library in _ARCHIVES}
        script = Path(__file__).with_name("node_packages.mjs")
        folders = [str(room / library / "package") for library in ("faker-js", "faker.js", "chance")]
        told = subprocess.run(["node", str(script), *folders], capture_output=True, check=True)  # noqa: S603, S607
        for library, locales in json.loads(told.stdout).items():
            for locale, tree in locales.items():
                for key, values in walk(tree):
                    bundles[library].add(locale, key, values)
        _casual(bundles["casual"], room / "casual")
    return list(bundles.values())
