"""Write ``src/leakcheck/parsed/*.json`` anew from the TOML files of the package; see `leakcheck.parsed`.

Run it after any change to a pack, a label file, the catalogue, the strengths or the folding of labels.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

from leakcheck import discover, packshelf, parsed
from leakcheck.mapping.basic import EXTRA
from leakcheck.mapping.index import spelled


def contents() -> dict[str, str]:
    """Text of every file of `leakcheck.parsed`, by its name, from the TOML files as they are now."""
    files = {room: _written({p.stem: _entry(p) for p in discover.data_files(room)}) for room in parsed.ROOMS}
    aliases = sorted({*_pack_aliases(), *_label_aliases(), *(alias for _, alias in EXTRA)})
    files[parsed.SPELLINGS] = _written({alias: spelled(alias) for alias in aliases})
    return {f"{name}.json": text for name, text in files.items()}


def _entry(path: Path) -> dict[str, Any]:
    raw = path.read_bytes()
    return {"mark": parsed.mark(raw), "table": tomllib.loads(raw.decode("utf-8"))}


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
