"""How much lines look like credentials, rather than a CSV table, labels and values, or times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.pattern import pattern
from leakcheck.readers.combo.banners import banner
from leakcheck.readers.combo.judging import is_anchored, is_conservative
from leakcheck.readers.combo.shapes import is_email
from leakcheck.readers.combo.vote import Vote, vote
from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.labelwords import is_label_wording

_LINES = 400
_LONG = 4_096
_SURE = 0.98
_FEW = 9
_TIME = pattern(
    r"\d{1,4}(?:[:.\-/]\d{1,2}){1,5}(?:[ ,].{0,200}|[:.]\d{1,9})?|[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){3,7}"
)
_UPPER_CODE = pattern(r"[A-Z0-9\-/._]{1,64}")
_MARKUP = frozenset('{}[]<>"')


def combo_bid(lines: Sequence[str]) -> float:
    """Score between 0 and 1 for the first lines of a text."""
    lines = [line[:_LONG] for line in lines[:_LINES] if line.strip()]
    chosen = vote(lines) if lines else None
    if chosen is None:
        return 0.0
    layout = chosen.layout
    content = [line for line in lines if line != chosen.header and not banner(line)]
    content += [line for line in lines if banner(line) and layout.pattern.fullmatch(line)]
    pairs = [found.groups() for line in content if (found := layout.pattern.fullmatch(line))]
    share = len(pairs) / max(1, len(content))
    if share < 0.5 or not pairs:
        return 0.0
    secret = _secrets(chosen, pairs)
    if _is_spoken(secret) or (layout.roles[0] != "url" and _are_quoted(pairs)):
        return 0.0
    return _weighed(chosen, content, pairs, secret) * share


def _weighed(
    chosen: Vote, content: Sequence[str], pairs: Sequence[tuple[str | None, ...]], secret: Sequence[str]
) -> float:
    """Bid before the share: what the shapes prove, and where they prove nothing what the words suggest."""
    layout = chosen.layout
    if _is_table(secret, layout.separator):
        return 0.0
    likely, colon = _password_share(secret), layout.separator == ":"
    if "hash" in layout.roles:
        return _SURE
    if is_anchored(layout.roles) or "login" in layout.roles:
        return _SURE if likely >= (0.1 if colon else 0.5) or (colon and len(pairs) < _FEW) else 0.0
    if len(pairs) < 3 or layout.roles != ("username", "password"):
        return 0.0
    plain = sum(is_conservative(line, layout.separator) and not _TIME.fullmatch(line) for line in content)
    if plain * 10 < 9 * len(content) or not _are_logins([str(pair[0]) for pair in pairs]):
        return 0.0
    needed, most = (0.25, 0.9) if colon else (0.5, 0.93)
    return most if likely >= needed else 0.0


def _secrets(chosen: Vote, pairs: Sequence[tuple[str | None, ...]]) -> list[str]:
    place = next((p for p, name in enumerate(chosen.layout.columns) if name == "password"), len(pairs[0]) - 1)
    return [pair[place] or "" for pair in pairs]


def _is_spoken(secret: Sequence[str]) -> bool:
    """Whether what follows is mostly sentences or begins with a blank, as people write after a colon."""
    spoken = sum(text[:1] == " " or text.count(" ") > 3 for text in secret)
    return spoken * 4 > len(secret)


def _are_quoted(pairs: Sequence[tuple[str | None, ...]]) -> bool:
    """Whether first cells hold the marks of JSON, XML, code or quoted CSV."""
    marked = sum(bool(_MARKUP & {*(pair[0] or "")}) or "," in (pair[0] or "")[:80] for pair in pairs)
    return marked * 10 > len(pairs)


def _are_logins(logins: Sequence[str]) -> bool:
    """Whether first tokens are as different as people are, and no labels, short numbers or dates."""
    odd = sum(_is_no_login(login) for login in logins)
    return len({*logins}) * 10 >= 6 * len(logins) and odd * 5 < len(logins)


def _is_no_login(text: str) -> bool:
    return (text.isdecimal() and len(text) < 8) or is_label_wording(text) or kind(text) in ("date", "time")


def _password_share(secret: Sequence[str]) -> float:
    """Share of tokens people use as passwords, less the share of codes, words and e-mail addresses."""
    good = bad = 0
    for text in secret:
        mixed = sum((any(c.islower() for c in text), any(c.isdecimal() for c in text), not text.isalnum()))
        if not text or " " in text or is_email(text) or _UPPER_CODE.fullmatch(text):
            bad += not text.isdecimal()
        else:
            good += mixed > 1 or text.islower()
    few = len({*secret}) * 10 < len(secret) or (len(secret) > _FEW and len({len(t) for t in secret}) < 3)
    return 0.0 if few else (good - bad) / len(secret)


def _is_table(secret: Sequence[str], separator: str) -> bool:
    """Whether most lines have the same further cells, which passwords cannot explain."""
    extra, count = Counter(text.count(separator) for text in secret).most_common(1)[0]
    return extra > 0 and count * 10 >= 6 * len(secret) and len(secret) > 2
