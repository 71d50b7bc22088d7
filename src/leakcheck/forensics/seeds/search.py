"""The search: every seed through the sieve, in parallel, and what passes through the real Faker."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from leakcheck.forensics.seeds import locales
from leakcheck.forensics.seeds.amounts import is_counter
from leakcheck.forensics.seeds.bench import Bench
from leakcheck.forensics.seeds.replay import Proof
from leakcheck.forensics.seeds.sheet import Sheet
from leakcheck.forensics.seeds.sifting import Lead, portions, sifted
from leakcheck.frozen import dataclass

_FIRST_LOCALES, _MOST_LOCALES = 3, 8
_MOST_FIRST, _MOST_LEADS = 8, 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to search: seeds below `seeds`, until `deadline` on the clock `now` reads (seconds)."""

    seeds: int
    deadline: float
    jobs: int = 1
    now: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search; `proof` is None when no seed makes these rows.

    `leads` is how many ways there were to tell seeds apart.
    """

    proof: Proof | None
    locale: str
    version: str
    locales: tuple[str, ...]
    out_of_time: bool
    leads: int


def search(sheet: Sheet, limits: Limits, only: Sequence[str] = ()) -> Found:
    """Look for the seed whose rows these are.

    Parameters
    ----------
    sheet : Sheet
        The table; its first record must be the first that was made, or follow few other draws.
    limits : Limits
        Seeds, time and processes.
    only : sequence of str
        Locales to try; those that fit the table's words if not said.
    """
    from faker import VERSION

    ranked = list(only) or locales.likely(sheet, _MOST_LOCALES)
    benches = [Bench(name, sheet) for name in ranked[: max(len(only), _FIRST_LOCALES)]]
    covered = [bench.find_roads(lambda: limits.now() > limits.deadline) for bench in benches]
    most = max(covered, default=0)
    benches = [bench for bench, n in zip(benches, covered, strict=True) if n >= most - 1]
    leads, first = _merged(benches)
    named = tuple(bench.locale for bench in benches)
    late = limits.now() > limits.deadline
    for seed, (number, place), offset in _survivors(leads, first, limits):
        late = limits.now() > limits.deadline
        if late or seed < 0:
            break
        bench = benches[number]
        if not bench.is_plausible(seed, place, offset):
            continue
        proof = bench.replay.explain(seed, bench.exact[place], offset)
        if proof is not None:
            near = locales.same_language(bench.locale) if not only else ()
            rest = [name for name in dict.fromkeys((*ranked, *near)) if name != bench.locale]
            locale, proof = _improved(sheet, rest, (bench.locale, proof), limits)
            return Found(proof, locale, VERSION, named, False, len(leads))
    return Found(None, "", VERSION, named, late, len(leads))


def _survivors(
    leads: Sequence[Lead], first: int, limits: Limits
) -> Iterator[tuple[int, tuple[int, int], int]]:
    """A seed to try, the call that led to it and its word, each once.

    A seed of -1 says that the time is up.
    """
    seen: set[tuple[int, tuple[int, int], int]] = set()
    work = portions(limits.seeds, first, len(leads))
    for passing in sifted(leads, work, limits.jobs) if leads else ():
        for survivor in passing:
            if survivor not in seen:
                seen.add(survivor)
                yield survivor
        if limits.now() > limits.deadline:
            yield -1, (0, 0), 0


def _improved(
    sheet: Sheet, others: Sequence[str], found: tuple[str, Proof], limits: Limits
) -> tuple[str, Proof]:
    """The same seed with other locales: the one that makes most columns."""
    locale, best = found
    drawn = sum(len(c.levels) > 1 and not is_counter(c.cells) for c in sheet.columns)
    for name in others:
        if best.worth[0] >= drawn or limits.now() > limits.deadline:
            break
        bench = Bench(name, sheet)
        for call in bench.exact:
            if (call.columns, call.code) == (best.anchor.columns, best.anchor.code):
                proof = bench.replay.explain(best.seed, call, best.offset)
                if proof is not None and proof.worth > best.worth:
                    locale, best = name, proof
    return locale, best


def _merged(benches: Sequence[Bench]) -> tuple[list[Lead], int]:
    """Leads of all locales, the sharpest of the first columns before the rest, and how many come before.

    What two locales share is looked for once.
    """
    found = [pair for i, bench in enumerate(benches) for pair in bench.leads(i)]
    groups: dict[Lead, tuple[tuple[int, int], ...]] = {}
    main: set[Lead] = set()
    for rank, lead in sorted(found, key=lambda pair: pair[0]):
        key = Lead((), lead.path, lead.after, lead.near)
        groups[key] = (*groups.get(key, ()), *lead.sources)
        main |= {key} if rank[0] == 0 else set()
    leads = [Lead(sources, key.path, key.after, key.near) for key, sources in groups.items()]
    return leads[:_MOST_LEADS], min(len(main), _MOST_FIRST) or len(leads[:_MOST_LEADS])
