"""Write ``src/leakcheck/parsed/*.json`` anew from the TOML files of the package; see `leakcheck.parsed`.

Run it after any change to a pack, a label file, the catalogue, the strengths or the folding of labels.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leakcheck import discover, packshelf, parsed
from leakcheck.mapping.basic import EXTRA
from leakcheck.mapping.index import spelled
from leakcheck.packfile import parse_pack
from leakcheck.readers.intake.encodings.suspects import spelled as spelled_words
from leakcheck.rules.safe_regex import compile_now


def contents() -> dict[str, str]:
    """Text of every file of `leakcheck.parsed`, by its name, from the TOML files as they are now."""
    files = {room: _written({p.stem: _entry(p) for p in discover.data_files(room)}) for room in parsed.ROOMS}
    own = {*_pack_aliases()}
    others = {*_label_aliases(), *(alias for _, alias in EXTRA)} - own
    for name, aliases in ((parsed.SPELLINGS, own), (parsed.LABEL_SPELLINGS, others)):
        files[name] = _written({alias: spelled(alias) for alias in sorted(aliases)})
    words = {name: sorted(spelled_words(name)) for name in ("iscii", "krutidev-010")}
    files[parsed.WORDS] = _written(words | {parsed.PATTERNS: _patterns()})
    return {f"{name}.json": text for name, text in files.items()}


def _entry(path: Path) -> dict[str, Any]:
    raw = path.read_bytes()
    entry = {"mark": parsed.mark(raw), "table": tomllib.loads(raw.decode("utf-8"))}
    if path.parent.name == "packs":
        entry[parsed.FINGERPRINT] = packshelf.fingerprint(parse_pack(raw, path.name))
    return entry


def _patterns() -> list[str]:
    """Every regular expression of a shipped rule; one that is not safe raises here."""
    found = {text for p in discover.data_files("packs") for text in _matched(_entry(p)["table"]["rule"])}
    for text in found:
        compile_now(text)
    return sorted(found)


def _matched(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "matches" and isinstance(text, str))
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _matched(inner)


def _pack_aliases() -> list[str]:
    fields = packshelf.fields_of(packshelf.shipped())
    titles = [f.title for pack in packshelf.shipped() for f in pack.fields]
    return [*titles, *(alias for f in fields for alias in (f.name, *f.aliases))]


def _label_aliases() -> list[str]:
    tables = (_entry(path)["table"]["labels"] for path in discover.data_files("labels"))
    return [alias for table in tables for aliases in table.values() for alias in aliases]


def _written(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_dated, allow_nan=False)
    return text + "\n"


def _dated(value: object) -> dict[str, str]:
    if type(value) is not datetime.date:
        raise TypeError(f"no form in JSON for {type(value).__name__}")
    return {parsed.DATE: value.isoformat()}


def main() -> None:
    """Write the files."""
    for name, text in contents().items():
        Path(parsed.__file__).with_name(name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
