"""Faker and Mimesis, as installed beside this script."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from importlib import metadata
from pathlib import Path

from vocabulary_sources import Bundle, walk

_PROVIDERS = ("person", "address", "company", "job", "internet", "lorem")


def _bundle(library: str, distribution: str, licence: str) -> Bundle:
    found = metadata.distribution(distribution)
    record = found.read_text("RECORD") or ""
    own = sorted(
        line for line in record.splitlines() if "__pycache__" not in line and "dist-info" not in line
    )
    own = [line for line in own if not line.startswith("..")]
    checksum = hashlib.sha256("\n".join(own).encode()).hexdigest()
    return Bundle(library, found.version, licence, f"{distribution} {found.version} (RECORD)", checksum)


def _faker() -> Bundle:
    bundle = _bundle("Faker", "Faker", "MIT")
    for kind in _PROVIDERS:
        package = importlib.import_module(f"faker.providers.{kind}")
        for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
            _provider(bundle, kind, found.name)
    return bundle


def _provider(bundle: Bundle, kind: str, locale: str) -> None:
    provider = importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
    for name in sorted(dir(provider)):
        value = getattr(provider, name)
        if not name.startswith("__") and isinstance(value, list | tuple | dict):
            bundle.add(locale, f"{kind}.{name}", value)


def _mimesis() -> Bundle:
    bundle = _bundle("Mimesis", "mimesis", "MIT")
    datasets = Path(str(importlib.import_module("mimesis.datasets").__file__)).parent
    for path in sorted(datasets.glob("*/*.json")):
        if path.stem in {"person", "address", "finance", "text"}:
            for key, values in walk(json.loads(path.read_text(encoding="utf-8"))):
                bundle.add(path.parent.name, f"{path.stem}.{key}", values)
    bundle.add("all", "person.usernames", importlib.import_module("mimesis.datasets.int.person").USERNAMES)
    internet = importlib.import_module("mimesis.datasets.int.internet")
    bundle.add("all", "internet.email_domains", internet.EMAIL_DOMAINS)
    return bundle


def read(_place: Path) -> list[Bundle]:
    """Bundles of both libraries."""
    return [_faker(), _mimesis()]
