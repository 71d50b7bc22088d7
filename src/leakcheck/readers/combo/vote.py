"""The vote of the sample on the layout of the whole list; a guess that is reported as a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.frozen import dataclass, replace
from leakcheck.readers.combo.banners import banner
from leakcheck.readers.combo.heading import heading_layout
from leakcheck.readers.combo.judging import is_anchored, is_conservative, roles_of
from leakcheck.readers.combo.layout import SEPARATORS, Layout, core_of

_MIXED = 0.02
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class Vote:
    """Outcome: the layout, its share of the `total` candidate lines, the next best, a header line.

    `anchored` is the share of lines that a shape proves, not position alone.
    """

    layout: Layout
    share: float
    anchored: float
    total: int
    runner_up: str = ""
    runner_share: float = 0.0
    header: str = ""
    names: tuple[str, ...] = ()


def vote(lines: Sequence[str]) -> Vote | None:
    """Choose separator and roles; None when no line is a record in any layout."""
    lines = [line for line in lines if line and not line.isspace()]
    header, lines = _without_header(lines)
    separator = _separator(lines)
    if not separator:
        return None
    read = [(line, roles_of(line, separator)) for line in lines]
    read = [(line, roles) for line, roles in read if roles or not banner(line)]
    read = [(line, roles) for line, roles in read if is_anchored(roles) or not banner(line)]
    kinds = Counter(roles for _, roles in read)
    total = sum(kinds.values())
    del kinds[()]
    if not kinds:
        return None
    anchored = sum(count for roles, count in kinds.items() if is_anchored(roles)) / total
    odd = [r for line, r in read if r[:1] == ("username",) and not is_conservative(line, separator)]
    kinds = _merged(kinds, Counter(odd))
    order = sorted(kinds, key=lambda roles: (-kinds[roles], roles))
    layout = _spaced(Layout(separator, order[0]), lines)
    fits = sum(bool(layout.pattern.fullmatch(line)) for line, _ in read)
    found = Vote(layout, fits / total, anchored, total)
    if len(order) > 1:
        found = replace(
            found, runner_up=Layout(separator, order[1]).name, runner_share=kinds[order[1]] / total
        )
    return _with_heading(found, header, [line for line, _ in read])


def _without_header(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Split off the first line that is no banner, if it names columns."""
    for line in lines[:20]:
        if any(heading_layout(line, separator) for separator in SEPARATORS):
            return line, [other for other in lines if other != line]
        if not banner(line):
            break
    return "", list(lines)


def _with_heading(found: Vote, header: str, lines: Sequence[str]) -> Vote:
    """Take names and roles from a header, when the lines read that way as well as any other."""
    told = heading_layout(header, found.layout.separator) if header else None
    if told is None:
        return found
    layout, names = told
    fits = sum(bool(layout.pattern.fullmatch(line)) for line in lines)
    if fits < found.share * 0.95 * len(lines):
        return replace(found, header=header)
    return replace(found, layout=layout, share=fits / max(1, len(lines)), header=header, names=names)


def _separator(lines: Sequence[str]) -> str:
    """Separator that most lines can be read with; shapes count double, and padding beats none."""
    scores: dict[str, float] = {}
    for separator in SEPARATORS:
        if sum(separator in line for line in lines) * 10 < len(lines):
            continue
        scores[separator] = sum(_weight(line, separator) for line in lines)
    best = max(scores, key=lambda s: (scores[s], -SEPARATORS.index(s)), default="")
    if not best or scores[best] <= 0:
        return ""
    padded = [s for s in scores if core_of(s) == core_of(best) and len(s) > len(best)]
    return max((s for s in padded if scores[s] >= 0.9 * scores[best]), key=len, default=best)


def _weight(line: str, separator: str) -> float:
    roles = roles_of(line, separator)
    if not roles:
        return 0.0
    return 2.0 if is_anchored(roles) else 1.0 if is_conservative(line, separator) else 0.1


def _merged(kinds: Counter[tuple[str, ...]], doubtful: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Layouts that differ only in the kind of login are one, where neither kind is rare.

    Decorated or damaged lines look like odd user names: `doubtful` ones do not count as a kind.
    """
    sure: dict[tuple[str, ...], dict[str, int]] = {}
    for roles, count in kinds.items():
        kind = "username" if "username" in roles else "email"
        certain = count - doubtful[roles] if kind == "username" else count
        sure.setdefault(_login(roles), {})[kind] = certain
    merged: Counter[tuple[str, ...]] = Counter()
    for roles, count in kinds.items():
        group = _login(roles)
        both = sure[group].values() if "login" in group else ()
        mixed = len(both) == 2 and min(both) > _MIXED * sum(both)
        merged[group if mixed else roles] += count
    return merged


def _login(roles: tuple[str, ...]) -> tuple[str, ...]:
    if ("email" in roles) == ("username" in roles):
        return roles
    return tuple("login" if role in ("email", "username") else role for role in roles)


def _spaced(layout: Layout, lines: Sequence[str]) -> Layout:
    """Allow blanks in user names where they are no exception."""
    if "username" not in layout.roles or "url" in layout.roles:
        return layout
    loose = replace(layout, spaced=True)
    strict = sum(bool(layout.pattern.fullmatch(line)) for line in lines)
    more = sum(_reads_spaced(line, loose) for line in lines)
    return loose if more > max(1, 0.02 * strict) else layout


def _reads_spaced(line: str, loose: Layout) -> bool:
    login, _, rest = line.partition(loose.separator)
    return " " in login and rest[:1] != " " and not banner(line) and bool(loose.pattern.fullmatch(line))
