"""Read lines that are not all UTF-8, each by itself, and say of each how it was read.

Why line by line: dumps are concatenated from several sources, and one line in Windows-1251 must not
turn a million lines of UTF-8 into mojibake, nor the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from leakcheck.frozen import dataclass
from leakcheck.readers.intake.encodings.beyond import lines_beyond
from leakcheck.readers.intake.encodings.guessing import CYRILLIC, MULTIBYTE, Guess, guess, is_western, title
from leakcheck.readers.intake.encodings.streaming import count_ends
from leakcheck.readers.intake.encodings.utf8 import (
    decode_damaged,
    has_sequence,
    is_certain,
    is_cut,
    is_damaged,
    is_eastern_accident,
    is_utf8,
)
from leakcheck.readers.intake.physical import MARK, split_lines

HOW_SUSPECTED = "Windows-1252, suspected ISCII"
_DAMAGED = "UTF-8 with damage"
_VOTERS = 2_000
_LEAST_HIGH = 8
_HIGH = bytes(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Plan:
    """How lines that are not UTF-8 are read: the main encoding, others in the same file, and what is certain.

    `certain` says that the file surely holds UTF-8 too, `pure` that lines which are not UTF-8 stand only
    where nothing looks like it.
    """

    main: Guess
    others: tuple[str, ...] = ()
    certain: bool = False
    pure: bool = False

    @property
    def encodings(self) -> tuple[str, ...]:
        """Codecs in use, the main one first."""
        return (self.main.encoding, *self.others)


# For suspected ISCII: one reading for all lines, from which its bytes can be had back.
AS_BYTES = Plan(Guess("cp1252", "suspected", False))


def make_plan(lines: Iterable[bytes], *, certain: bool, pure: bool = False) -> Plan:
    """Guess once on all lines given, then look for lines of quite another script or structure."""
    sample = list(lines)
    voters = [raw for raw in sample[:: len(sample) // _VOTERS + 1] if _high(raw) >= _LEAST_HIGH]
    named = [(raw, guess([raw]).encoding) for raw in voters]
    main = _main(sample, named)
    return Plan(main, _others(named, main), certain, pure)


def decode_batches(
    chunks: Iterable[bytes], plan: Plan | None, *, marked: bool = False
) -> Iterator[tuple[list[str], dict[int, str]]]:
    """Lines of each chunk, and (when `marked`) how those were read that are not plain UTF-8, by place.

    A chunk that is all UTF-8, or all in the one encoding of the plan, is decoded in one go.
    """
    for chunk in chunks:
        whole = _at_once(chunk, plan)
        if whole is None:
            yield _one_by_one(chunk, plan)
            continue
        lines, how = whole
        odd = how and marked
        yield lines, {place: how for place, line in enumerate(lines) if not line.isascii()} if odd else {}


def reads_utf8_as_such(plan: Plan | None) -> bool:
    """Whether a line that is UTF-8 is read as UTF-8 whatever stands around it."""
    return plan is None or (is_western(plan.main.encoding) and plan is not AS_BYTES)


def ways_of_lines(chunks: Iterable[bytes], plan: Plan | None) -> Iterator[tuple[int, dict[int, str]]]:
    """How many lines each chunk has, and how those were read that are not plain UTF-8, by place.

    The same as `decode_batches` says, without making the lines where that can be avoided.
    """
    if not reads_utf8_as_such(plan):
        yield from ((len(lines), hows) for lines, hows in decode_batches(chunks, plan, marked=True))
        return
    for chunk in chunks:
        if chunk.isascii():
            yield count_ends(chunk), {}
            continue
        found = lines_beyond(chunk)
        last = -1 if chunk.endswith((b"\n", b"\r")) else found.lines - 1
        pairs = zip(found.places, found.raws, strict=True)
        hows = {at: (_decode_end if at == last else decode_line)(raw, plan)[1] for at, raw in pairs}
        yield found.lines, {place: how for place, how in hows.items() if how}


def _at_once(chunk: bytes, plan: Plan | None) -> tuple[list[str], str] | None:
    text = _text(chunk, "utf-8")
    if text is not None and (plan is None or text.isascii() or is_certain(chunk)):
        return split_lines(text), ""
    if plan is None or plan.others or (not plan.pure and has_sequence(chunk)):
        return None
    text = _text(chunk, plan.main.encoding)
    return None if text is None else (split_lines(text), title(plan.main.encoding))


def _one_by_one(chunk: bytes, plan: Plan | None) -> tuple[list[str], dict[int, str]]:
    lines = chunk.splitlines()
    texts, hows = split_lines(chunk.decode("latin-1")), {}
    last = -1 if chunk.endswith((b"\n", b"\r")) else len(lines) - 1
    for place in [place for place, raw in enumerate(lines) if not raw.isascii()]:
        read = _decode_end if place == last else decode_line
        text, how = read(lines[place], plan)
        texts[place] = text.removeprefix(MARK)
        if how:
            hows[place] = how
    return texts, hows


def _decode_end(raw: bytes, plan: Plan | None) -> tuple[str, str]:
    """Read the last line of a file, which may have been cut in the middle of a character."""
    if plan is not None and plan.certain and is_cut(raw) and not is_utf8(raw):
        return decode_damaged(raw, None), _DAMAGED
    return decode_line(raw, plan)


def decode_line(raw: bytes, plan: Plan | None) -> tuple[str, str]:
    """Text of one line and how it was read; the second is empty for plain UTF-8 and ASCII."""
    if raw.isascii():
        return raw.decode("ascii"), ""
    if plan is AS_BYTES and not (is_utf8(raw) and is_certain(raw)):
        return raw.decode("cp1252", "backslashreplace"), HOW_SUSPECTED
    if is_utf8(raw) and not _is_accident(raw, plan):
        return raw.decode("utf-8"), ""
    if plan is None or _is_partly_utf8(raw, plan):
        single = plan.main.encoding if plan is not None and is_western(plan.main.encoding) else None
        return decode_damaged(raw, single), _DAMAGED
    codec = _choose(raw, plan)
    text = _text(raw, codec)
    if text is not None:
        return text, title(codec)
    return raw.decode(codec, "backslashreplace"), f"{title(codec)} with escapes"


def _is_accident(raw: bytes, plan: Plan | None) -> bool:
    """Whether bytes that are (nearly) UTF-8 belong to the main encoding all the same.

    Two Chinese characters, or one Thai word, can be valid UTF-8.
    """
    if plan is None or is_western(plan.main.encoding) or not _decodes(raw, plan.main.encoding):
        return False
    if plan.main.encoding in MULTIBYTE and is_eastern_accident(raw):
        return True
    return not plan.certain and not is_certain(raw)


def _is_partly_utf8(raw: bytes, plan: Plan) -> bool:
    if is_western(plan.main.encoding):
        return has_sequence(raw)
    alone = not plan.certain and _decodes(raw, plan.main.encoding)
    return is_damaged(raw) and not alone and not _is_accident(raw, plan)


def _choose(raw: bytes, plan: Plan) -> str:
    main = plan.main.encoding
    rivals = MULTIBYTE.intersection(plan.others)
    if not plan.others or (main in MULTIBYTE and not rivals and _decodes(raw, main)):
        return main
    named = guess([raw]).encoding
    if named in plan.others:
        return named
    return next((codec for codec in (main, *plan.others) if _decodes(raw, codec)), main)


def _main(sample: list[bytes], voters: list[tuple[bytes, str]]) -> Guess:
    """Guess on all lines together; where two structures exclude each other, what most lines name."""
    main = guess(sample)
    votes = Counter(named for _, named in voters)
    named, count = votes.most_common(1)[0] if votes else ("", 0)
    return Guess(named, main.how, False) if named in MULTIBYTE and count * 2 > len(voters) > 3 else main


def _others(voters: list[tuple[bytes, str]], main: Guess) -> tuple[str, ...]:
    """Encodings that two lines and one in fifty name for themselves, against the main one."""
    votes = Counter(_dissent(raw, named, main.encoding) for raw, named in voters)
    del votes[""]
    least = max(2, len(voters) // 50)
    found = [c for c, count in votes.most_common() if count >= (2 if _cyrillic(c, main) else least)]
    if not is_western(main.encoding) and main.encoding not in MULTIBYTE:
        found = [c for c in found if c not in MULTIBYTE or votes[c] * 10 > len(voters)]
    return tuple(found[:3])


def _cyrillic(codec: str, main: Guess) -> bool:
    """The Cyrillic encodings are told apart by every line: two lines are enough."""
    return codec in CYRILLIC and main.encoding in CYRILLIC


def _dissent(raw: bytes, named: str, main: str) -> str:
    """Codec of a line that the main one does not fit; empty when it does, or nearly."""
    if main in MULTIBYTE and _decodes(raw, main):
        return ""
    if _family(named) == _family(main):
        return ""
    if main in MULTIBYTE:
        mended = raw.decode(main, "ignore").encode(main, "ignore")
        return "" if guess([mended]).encoding == main else named
    return named


_FAMILIES = {"koi8-u": "koi8-r", "iso8859-7": "cp1253", "iso8859-8": "cp1255", "iso8859-6": "cp1256"}


def _family(codec: str) -> str:
    """Encodings that a single line cannot tell apart share a family."""
    return "western" if is_western(codec) else _FAMILIES.get(codec, codec)


def _decodes(raw: bytes, codec: str) -> bool:
    return _text(raw, codec) is not None


def _text(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _high(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _HIGH))
