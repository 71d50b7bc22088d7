r"""Byte order marks, and the one way in which bytes that do not decode are made visible.

Why escapes: a lone surrogate makes every writer raise (JSON, UTF-8, Arrow), and U+FFFD hides what
stood there. ``\x81`` can be read by a person and searched for.
Source: The Unicode Standard 3.10 and 23.8 (signatures); WHATWG Encoding, section 6.
"""

from __future__ import annotations

import codecs

from leakcheck.pattern import pattern

BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
VISIBLE = "leakcheck.visible"
_FLAG = "\ufffe"  # a noncharacter: no text holds it, so it can say "an escape of ours follows"
_FLAGGED = pattern(_FLAG + r"(?=\\[ux])")


def by_mark(head: bytes) -> tuple[int, str] | None:
    """Length of the byte order mark and the codec it names; None without one."""
    return next(((len(bom), codec) for bom, codec in BOMS if head.startswith(bom)), None)


def unflag(text: str) -> tuple[str, bool]:
    """Take the flags of `VISIBLE` out of a text, and say whether there were any."""
    if _FLAG not in text:
        return text, False
    clean, count = _FLAGGED.subn("", text)
    return clean, count > 0


def _visible(error: UnicodeError) -> tuple[str, int]:
    r"""Error handler: a lone surrogate as ``\udXXX``, other bytes as ``\xXX``, with a flag before."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    name = error.encoding.replace("_", "-").lower()
    if name.startswith("utf-16") and len(raw) == 2:
        unit = int.from_bytes(raw, "big" if "be" in name else "little")
        return f"{_FLAG}\\u{unit:04x}", error.end
    return _FLAG + "".join(f"\\x{byte:02x}" for byte in raw), error.end


codecs.register_error(VISIBLE, _visible)
