"""A checkpoint: how far a run has come and what it has counted, in one file, whole or not there.

It holds raw cells (the examples of a report), so only its owner may read it. Whoever can write to the folder
could forge one; it is therefore JSON and plain arrays, never pickled objects, and nothing in it is executed.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leakcheck.errors import InternalError, UsageError
from leakcheck.safe import show

FORMAT = "1"
_CONTENT = "content"
_BYTES = "$bytes"
_ARRAY = "$array"
_ITEMS = "$items"
_NONE = "is no checkpoint of leakcheck that can be used"
_HINT = "the command it was made with; or remove it, and the run begins anew"
_OTHER = {
    "format": "is a checkpoint of another version of leakcheck",
    "version": "is a checkpoint of another version of leakcheck",
    "evidence": "is a checkpoint of other evidence",
    "options": "is a checkpoint of a run with other options or packs",
}


def write(path: Path, marks: Mapping[str, str], content: Any) -> None:
    """Write a checkpoint beside its place, and move it there.

    Parameters
    ----------
    marks : mapping of str to str
        What it belongs to (``evidence``, ``options``, ``version``); `read` asks for the same.
    content : Any
        Lists, tuples, dicts, numbers, texts, bytes, None and numpy arrays.

    Raises
    ------
    UsageError
        When it cannot be written.
    """
    import numpy as np

    arrays: list[Any] = []
    text = json.dumps({"marks": {**marks, "format": FORMAT}, "state": _plain(content, arrays)})
    named = {f"array_{i}": array for i, array in enumerate(arrays)}
    named[_CONTENT] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".leakcheck-")  # readable by its owner alone
        with os.fdopen(handle, "wb") as out:
            np.savez(out, **named)
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(path)
    except OSError as error:
        why = f"cannot be written ({error.strerror or type(error).__name__})"
        raise UsageError(why, where=show(str(path)), hint="another path after --checkpoint") from None
    finally:
        if part:
            Path(part).unlink(missing_ok=True)


def read(path: Path, marks: Mapping[str, str]) -> Any:
    """The content of a checkpoint; None when there is none.

    Raises
    ------
    UsageError
        When it belongs to something else, is no checkpoint, or belongs to another user.
    """
    try:
        if not path.exists():
            return None
        _refuse_foreign(path)
        written, arrays = _opened(path.read_bytes())
        state = _restored(written["state"], arrays)
        found = dict(written["marks"])
    except OSError as error:
        raise _refused(path, f"cannot be read ({error.strerror})") from None
    except (
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        EOFError,
        RecursionError,
        zipfile.BadZipFile,
    ):
        raise _refused(path, _NONE) from None
    for name, mark in {"format": FORMAT, **marks}.items():
        if found.get(name) != mark:
            raise _refused(path, _OTHER[name])
    return state


def refused(path: Path) -> UsageError:
    """The error for a checkpoint whose content makes no sense; the caller raises it."""
    return _refused(path, _NONE)


def _refused(path: Path, why: str) -> UsageError:
    return UsageError(why, where=show(str(path)), hint=_HINT)


def _refuse_foreign(path: Path) -> None:
    status = path.lstat()
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if not own or path.is_symlink() or not path.is_file():
        raise ValueError("owner")


def _opened(data: bytes) -> tuple[Any, Mapping[str, Any]]:
    """JSON text and arrays; whatever would unpack to more than it takes on disk is refused."""
    import numpy as np

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
    if any(one.compress_type != zipfile.ZIP_STORED or one.file_size > len(data) for one in entries):
        raise ValueError("packed")
    if len({one.filename for one in entries}) < len(entries) or len(entries) * 22 > len(data):
        raise ValueError("entries")
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return json.loads(arrays.pop(_CONTENT).tobytes()), arrays


def _plain(value: Any, arrays: list[Any]) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one, arrays) for one in value]
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: _plain(one, arrays) for key, one in value.items()}
        return {_ITEMS: [[_plain(key, arrays), _plain(one, arrays)] for key, one in value.items()]}
    if isinstance(value, bytes):
        return {_BYTES: value.hex()}
    return _plain_array(value, arrays)


def _plain_array(value: Any, arrays: list[Any]) -> Any:
    import numpy as np

    if isinstance(value, np.generic):
        return value.item()
    if not isinstance(value, np.ndarray) or value.dtype.hasobject:
        raise InternalError(f"checkpoint: a state holds a {type(value).__name__}")
    arrays.append(value)
    return {_ARRAY: len(arrays) - 1}


def _restored(value: Any, arrays: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_restored(one, arrays) for one in value]
    if not isinstance(value, dict):
        return value
    if _ARRAY in value:
        return arrays[f"array_{int(value[_ARRAY])}"]
    if _BYTES in value:
        return bytes.fromhex(value[_BYTES])
    if _ITEMS in value:
        return {_restored(key, arrays): _restored(one, arrays) for key, one in value[_ITEMS]}
    return {key: _restored(one, arrays) for key, one in value.items()}
