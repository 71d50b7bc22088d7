"""E-mail address: a bounded, pragmatic addr-spec, local@domain.

What RFC 5322 also allows and nobody has (quoted local parts, comments, address literals, a domain
without a dot) is refused. Letters beyond ASCII are taken, as RFC 6531 does. Syntax only: whether the
domain exists is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import MaskedError
from leakcheck.folding import fold_value
from leakcheck.idnumbers._spelling import refuse_shape, when_valid
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "E-mail address"
SOURCES = (
    Source(
        id="rfc-5321",
        title="RFC 5321: Simple Mail Transfer Protocol (lengths, domains)",
        publisher="IETF",
        url="https://www.rfc-editor.org/rfc/rfc5321",
        kind="standard",
        grade="A1",
    ),
    Source(
        id="rfc-5322",
        title="RFC 5322: Internet Message Format (dot-atom)",
        publisher="IETF",
        url="https://www.rfc-editor.org/rfc/rfc5322",
        kind="standard",
        grade="A1",
    ),
)
EXAMPLES = (
    "a.sharma@example.com",
    "<Name+Tag@Sub.Example.ORG>",
    "mailto:o'neil_1@example.co.in",
    "नाम@example.com",
)
_LONGEST, _LONGEST_LOCAL, _LONGEST_LABEL = 254, 64, 63
_ATEXT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~")
_HIDDEN_RUN = pattern("[*#•●]{2}")
_HIDDEN_LOCAL = pattern("[Xx]{3,64}")
_SURELY_VALID = r"^[0-9A-Za-z_+-]+(\.[0-9A-Za-z_+-]+)*@([0-9A-Za-z]+(-+[0-9A-Za-z]+)*\.)+[A-Za-z]{2,}$"
_SHORT = 64


def compact(text: str) -> str:
    """Address without angle brackets and ``mailto:``, its domain case-folded; the local part stays."""
    kept = fold_value(text)
    if kept[:1] == "<" and kept[-1:] == ">":
        kept = kept[1:-1]
    if kept[:7].lower() == "mailto:":
        kept = kept[7:]
    local, at, domain = kept.rpartition("@")
    return local + at + domain.casefold()


def validate(text: str) -> str:
    """Return the compact address.

    Raises
    ------
    MaskedError
        When it has an @ and a run of two signs of hiding, or only X before the @.
    ShapeError
        When it is no local@domain within the bounds above.
    """
    address = compact(text)
    local, at, domain = address.rpartition("@")
    if at and len(address) <= _LONGEST and (_HIDDEN_RUN.search(address) or _HIDDEN_LOCAL.fullmatch(local)):
        raise MaskedError("part of the address is hidden")
    if len(address) > _LONGEST or not _is_local(local) or not _is_domain(domain):
        raise refuse_shape("not local@domain")
    return address


def _is_local(local: str) -> bool:
    if len(local) > _LONGEST_LOCAL or not all(local.split(".")):
        return False
    return all(c in _ATEXT or c == "." or _is_foreign(c) for c in local)


def _is_domain(domain: str) -> bool:
    *labels, top = domain.split(".")
    if not labels or not all(_is_label(label) for label in (*labels, top)):
        return False
    return len(top) >= 2 and (top.startswith("xn--") or not any(c.isdecimal() or c == "-" for c in top))


def _is_label(label: str) -> bool:
    if not label or len(label) > _LONGEST_LABEL or label[0] == "-" or label[-1] == "-":
        return False
    return all(c == "-" or (c.isascii() and c.isalnum()) or _is_foreign(c) for c in label)


def _is_foreign(character: str) -> bool:
    """Printable and beyond ASCII; blanks, controls and lone surrogates are not printable."""
    return not character.isascii() and character.isprintable()


def mask(text: str) -> str:
    """Hide all but the first character and the domain; a text that is no address is hidden whole.

    >>> mask("a.sharma@example.com")
    'a***@example.com'
    """
    local, _, domain = when_valid(validate, text).rpartition("@")
    return f"{local[0]}***@{domain}" if local else "***"


def parts(text: str) -> dict[str, str]:
    """Give `local` and `domain` (case-folded); nothing when the address is not valid."""
    local, _, domain = when_valid(validate, text).rpartition("@")
    return {"local": local, "domain": domain} if local else {}


def by_chance() -> float:
    """Every local@domain of the right shape validates: there is no check."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8.

    Short addresses of the commonest characters are settled by RE2 in one pass (its repetitions
    cannot backtrack); every other value goes to the scalar form once.
    """
    import numpy as np
    import pyarrow as pa

    from leakcheck.idnumbers._column import judge_each, plain, present_rows
    from leakcheck.model import NumberStatus

    array = plain(column)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    codes = np.full(len(array), NumberStatus.MISSING, dtype=np.int8)
    rows = present_rows(array)
    sure = _are_surely_valid(array)
    codes[sure] = NumberStatus.VALID
    left = rows[~sure[rows]]
    if left.size:
        codes[left] = judge_each(array.take(pa.array(left)), validate)
    return codes


def _are_surely_valid(array: pa.StringArray) -> NDArray[np.bool_]:
    import pyarrow as pa
    import pyarrow.compute as pc

    from leakcheck.idnumbers._buffers import flags

    short = pc.less_equal(pc.binary_length(array), pa.scalar(_SHORT, pa.int32()))
    simple = pc.and_(short, pc.match_substring_regex(array, _SURELY_VALID))
    hidden = pc.match_substring_regex(array, "^[Xx]{3,}@")
    found = pc.and_(simple, pc.invert(hidden)).fill_null(False)
    return flags(found)
