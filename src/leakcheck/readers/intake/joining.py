"""Records whose quoted field runs over line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leakcheck.frozen import replace
from leakcheck.readers.intake.dialect import NAMES, Dialect
from leakcheck.readers.intake.profile import NO_PROFILE, Profile
from leakcheck.readers.intake.repair import Repair, others, settle
from leakcheck.readers.intake.strictly import cells_of, cells_of_lines

MAX_JOINED = 60
_MAX_TRUSTED = 400
_MAX_TRIES = 4
_LONGEST = 16 << 20


def joined(lines: Sequence[str], dialect: Dialect, profile: Profile) -> tuple[Repair, int] | None:
    """Cells of a record whose quoted field runs over line ends, and the number of lines it takes.

    `lines` begin with the one in which the quote opens.
    Accepted only if the quote really closes within 60 lines (400 in a file whose quotes all obey the rules)
    and the width is right, or can be put right; and not if the pieces already are records on their own.
    """
    delimiter, quote = dialect.delimiter, dialect.quote
    if not delimiter or not quote or quote not in lines[0]:
        return None
    if not _opens(lines[0], delimiter, quote):
        return _in_another(lines, dialect)
    alone = len(lines[0].split(delimiter)) == dialect.width
    found: tuple[Repair, int] | None = None
    for count, whole in _closings(lines, dialect, profile, alone=alone):
        if len(whole) == dialect.width:
            return Repair(list(whole), "", found=len(whole)), count
        if found is None and abs(len(whole) - dialect.width) == 1:
            mended = settle(whole, dialect, profile)
            found = (mended, count) if mended.fits else None
    return found or _in_another(lines, dialect)


def _closings(
    lines: Sequence[str], dialect: Dialect, profile: Profile, *, alone: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield where the quote may close, with the cells; stop at a line that is a record on its own."""
    quote, delimiter = dialect.quote, dialect.delimiter
    if not _may_close("\n".join(lines[1 : reach(dialect)]), delimiter, quote):
        return
    odd, tries, size = lines[0].count(quote) % 2, 0, len(lines[0])
    for count, line in enumerate(lines[1 : reach(dialect)], 2):
        size += len(line)
        quotes = line.count(quote)
        odd = (odd + quotes) % 2
        if size > _LONGEST or tries == _MAX_TRIES:
            return
        if line.count(delimiter) >= dialect.width - 1 and (alone or not quotes):
            cells = cells_of(line, dialect)
            if (
                cells is not None
                and len(cells) == dialect.width
                and _is_record(cells, dialect, profile, alone=alone)
            ):
                return
        if not quotes or (odd and not dialect.escape) or not _may_close(line, delimiter, quote):
            continue
        whole = cells_of_lines(lines[:count], dialect)
        tries += 1
        if whole is not None:
            yield count, whole


def _is_record(cells: Sequence[str], dialect: Dialect, profile: Profile, *, alone: bool) -> bool:
    """Whether a line inside quotes is a record on its own; where quotes are trusted only its columns tell."""
    if dialect.runs_over:
        return dialect.width > 2 and profile.is_telling() and not profile.misfits(cells)
    return alone or not profile.misfits(cells)


def reach(dialect: Dialect) -> int:
    """Lines a record may take."""
    return _MAX_TRUSTED if dialect.runs_over else MAX_JOINED


def _may_close(text: str, delimiter: str, quote: str) -> bool:
    """Whether a quote in these lines stands before a delimiter, a blank or an end."""
    return any(quote + end in text for end in (delimiter, "\n", " ")) or text.endswith(quote)


def _in_another(lines: Sequence[str], dialect: Dialect) -> tuple[Repair, int] | None:
    """A record under another delimiter than the rest, over line ends."""
    for other in others(dialect):
        if not _opens(lines[0], other, dialect.quote):
            continue
        foreign = replace(dialect, delimiter=other)
        for count, whole in _closings(lines, foreign, NO_PROFILE, alone=False):
            if len(whole) == dialect.width:
                return Repair(list(whole), f"delimited by {NAMES[other]} unlike the other lines"), count
    return None


def _opens(line: str, delimiter: str, quote: str) -> bool:
    """Whether a field may begin with a quote in this line."""
    return line.startswith(quote) or delimiter + quote in line or delimiter + " " + quote in line
