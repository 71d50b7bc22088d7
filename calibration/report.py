"""Sections of docs/accuracy.md; every function gives Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from calibration import metrics
from calibration.detectors import Floats
from calibration.kinds import GENERATED, HELD, SCRATCH, way_of
from calibration.published import published
from calibration.study import Study, any_odds, crossed_alarms

Mask = NDArray[np.bool_]
SEED = 1
CLASSES = ((30, 30), (50, 50), (100, 100), (200, 200), (500, 500), (1000, 1000), (2000, 10000))
"""Sizes reported: first and last number of rows."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _f(value: float, digits: int = 3) -> str:
    return "-" if math.isnan(value) else f"{value:.{digits}f}"


def _sized(study: Study, first: int, last: int) -> Mask:
    rows: Mask = (study.samples.rows >= first) & (study.samples.rows <= last)
    return rows


def _label(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,}-{last:,}"


_EXPLAINED = """\
Every score comes from a model that saw neither the source of the table nor anything made of it (five
folds by source). Genuine and fabricated tables are compared at equal numbers of rows. AUC: the chance
that a fabricated table scores above a genuine one. Log-odds are natural, at even priors. `AUC any` ranks
by `log10_lr_any` of the report: made in any of the known ways.

What flatters these figures: signals and the way of joining them were chosen with these tables in view,
the other hand's included (no weight was learned from those); thresholds are set on the out-of-fold
scores of the same genuine tables whose false alarms are counted here (the last column of the second table
shows the rate when they are not). The weights that ship are fitted
in the same way on all genuine tables and on our own fabricated ones; the other hand never teaches."""


def heading(study: Study) -> str:
    """What was measured."""
    samples = study.samples
    real = samples.real
    held = np.char.startswith(samples.kind, HELD)
    return (
        "# Accuracy of the forensics\n\n"
        "Written by `python -m calibration.evaluate`; never edited by hand. How to run it again: "
        "`calibration/__init__.py`.\n\n"
        f"Genuine: {len(np.unique(samples.name[real]))} tables of "
        f"{len(np.unique(samples.source[real]))} sources, {int(real.sum()):,} blocks of consecutive rows. "
        "Fabricated, learned from: "
        f"{len(np.unique(samples.name[~real & ~held])):,} tables ({int((~real & ~held).sum()):,} blocks). "
        f"Fabricated by another hand, never learned from: {len(np.unique(samples.name[held])):,} tables "
        f"({int(held.sum()):,} blocks).\n\n"
        f"{_EXPLAINED}\n\n"
        "For these signals counts published elsewhere, or arithmetic, stand in for genuine tables that ours "
        "hardly have (`calibration/published.toml`); never above LR 5, and nothing where fabricated tables "
        "are few as "
        f"well: {_listed(published())}."
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def headline(study: Study, word: NDArray[np.str_], groups: Mapping[str, Mask]) -> str:
    """Made from scratch, pooled, by size."""
    odds, real, anyhow = study.scored[SCRATCH].log_odds, study.samples.real, any_odds(study)
    rows = []
    for first, last in CLASSES:
        sized = _sized(study, first, last)
        for title, fake in groups.items():
            s0, s1 = odds[real & sized], odds[fake & sized]
            if len(s0) and len(s1):
                caught = float(np.mean(word[fake & sized] == "fabricated"))
                said = float(np.mean(word[fake & sized] == "plausible"))
                mixed = metrics.auc(anyhow[real & sized], anyhow[fake & sized])
                figures = [metrics.auc(s0, s1), mixed, metrics.recall_at(s0, s1), caught, said]
                costs = [metrics.cllr(s0, s1), metrics.brier(s0, s1)]
                rows.append([_label(first, last), title, len(s0), len(s1), *map(_f, figures + costs)])
    head = ["rows", "fabricated by", "genuine", "fabricated", "AUC", "AUC any", "recall at 1 % false alarms",
            "called fabricated", "called plausible", "Cllr", "Brier"]  # fmt: skip
    return "## Made from scratch, all kinds\n\n" + table(head, rows)


def alarms(study: Study, word: NDArray[np.str_]) -> str:
    """What is said of genuine tables, by size."""
    samples, rows = study.samples, []
    large, crossed = samples.real & _sized(study, 200, 10000), crossed_alarms(study)
    parts = [
        (_label(first, last), samples.real & _sized(study, first, last))
        for first, last in ((30, 10000), (200, 10000), *CLASSES)
    ]
    levels = sorted(set(samples.level[large].tolist()) - {""})
    parts += [(f"200-10,000, {level}", large & (samples.level == level)) for level in levels]
    for what, mine in parts:
        n, hits = int(mine.sum()), int(np.sum(word[mine] == "fabricated"))
        if not n:
            continue
        low, high = metrics.clopper_pearson(hits, n)
        upper = metrics.upper_bound(
            word[mine] == "fabricated", metrics.drawn_sources(samples.source[mine], SEED)
        )
        shares = [float(np.mean(word[mine] == said)) for said in ("plausible", "inconclusive")]
        interval = f"{low:.4f}-{high:.4f}"
        rate = _f(float(np.mean(crossed[mine])), 4)
        rows.append([what, n, hits, _f(hits / n, 4), interval, _f(upper, 4), *map(_f, shares), rate])
    head = ["rows", "blocks", "called fabricated", "rate", "95 % (Clopper-Pearson)",
            "95 % upper (sources drawn again)",
            "plausible", "inconclusive", "rate, thresholds crossed"]  # fmt: skip
    said = "By any detector, stories included. Crossed: the thresholds for each fold set on the other four."
    return f"## Genuine tables\n\n{said}\n\n" + table(head, rows)


def by_kind(study: Study, word: NDArray[np.str_], why: NDArray[np.str_]) -> str:
    """AUC of the fitting detector and what the verdict says, by kind and size."""
    samples, rows, anyhow = study.samples, [], any_odds(study)
    for kind in sorted(set(samples.kind.tolist()) - {"real"}):
        for first, last in ((50, 50), (200, 200), (1000, 1000), (2000, 10000)):
            sized = _sized(study, first, last)
            mine = sized & (samples.kind == kind)
            if not mine.any():
                continue
            name = _detector(study, kind)
            best = [study.scored[n].log_odds for n in dict.fromkeys((SCRATCH, name))]
            curves = [_f(metrics.auc(odds[samples.real & sized], odds[mine])) for odds in best]
            mixed = _f(metrics.auc(anyhow[samples.real & sized], anyhow[mine]))
            recalls = _f(metrics.recall_at(best[-1][samples.real & sized], best[-1][mine]))
            told = why[mine & (word == "fabricated")].tolist()
            said = [float(np.mean(word[mine] == w)) for w in ("fabricated", "inconclusive", "plausible")]
            story = max(sorted(set(told)), key=told.count) if told else "-"
            second = curves[1] if len(curves) > 1 else ""
            rows.append([kind, _label(first, last), int(mine.sum()), curves[0], second, mixed, recalls,
                         *map(_f, said), story])  # fmt: skip
    head = ["kind", "rows", "tables", "AUC scratch", "AUC of its story", "AUC any",
            "recall at 1 %", "fabricated", "inconclusive", "plausible", "mostly told as"]  # fmt: skip
    return f"## By kind\n\nKinds beginning with `{HELD}` were made by another hand.\n\n" + table(head, rows)


def _detector(study: Study, kind: str) -> str:
    name = way_of(kind)
    return name if name in study.scored and name != GENERATED else SCRATCH


def stories(study: Study, why: NDArray[np.str_]) -> str:
    """Thresholds of the questions, and which genuine blocks lie above."""
    samples, rows = study.samples, []
    for name in sorted(study.thresholds):
        hits = int(np.sum(why[samples.real] == name))
        rows.append([name, _f(study.thresholds[name], 2), hits, _f(hits / samples.real.sum(), 4)])
    return "## Thresholds\n\n" + table(["question", "log-odds", "genuine blocks so called", "share"], rows)


def reliability_table(study: Study, scratch: Mask) -> str:
    """Whether log-odds mean what they say."""
    odds, real = study.scored[SCRATCH].log_odds, study.samples.real
    edges = (-99, -4, -3, -2, -1, 0, 1, 2, 3, 4, 99)
    rows = []
    for low, high, n0, n1, lr in metrics.reliability(odds[real], odds[scratch], edges):
        inside = odds[(real | scratch) & (odds >= low) & (odds < high)]
        said = f"{math.exp(float(inside.mean())):.3g}" if len(inside) else "-"
        rows.append([f"{low} to {high}", n0, n1, said, f"{lr:.3g}"])
    head = ["log-odds", "genuine", "made from scratch", "LR said (mean log-odds)", "LR observed"]
    return "## Reliability\n\n" + table(head, rows)


def dropped(study: Study, without: Mapping[str, Floats], groups: tuple[Mask, Mask]) -> str:
    """What each family is good for."""
    real, rows = study.samples.real, []
    for family, odds in [("(none)", study.scored[SCRATCH].log_odds), *without.items()]:
        cells = []
        for fake in groups:
            for size in (50, 200, 1000):
                sized = _sized(study, size, size)
                cells.append(_f(metrics.auc(odds[real & sized], odds[fake & sized]), 4))
        rows.append([family, *cells])
    head = [
        "family left out",
        *(f"{who} {size}" for who in ("own", "other hand") for size in (50, 200, 1000)),
    ]
    return "## One family left out (AUC)\n\n" + table(head, rows)


def unseen(study: Study, without: Mapping[str, Floats]) -> str:
    """AUC for kinds the model never saw."""
    samples, rows = study.samples, []
    for kind, odds in without.items():
        cells = []
        for size in (50, 200, 1000):
            sized = _sized(study, size, size)
            s0, s1 = odds[samples.real & sized], odds[sized & (samples.kind == kind)]
            cells += [_f(metrics.auc(s0, s1)), _f(metrics.recall_at(s0, s1))]
        rows.append([kind, *cells])
    head = [
        "kind never seen",
        *(f"{what} {size}" for size in (50, 200, 1000) for what in ("AUC", "recall at 1 %")),
    ]
    return "## Leave one kind out\n\n" + table(head, rows)


def misleading(study: Study, scratch: Mask) -> str:
    """Signals by power alone, own hand and other hand: those below .5 point the wrong way."""
    samples, found = study.samples, study.scored[GENERATED].found
    other = np.char.startswith(samples.kind, HELD)
    rows = []
    for j, signal in enumerate(samples.signals):
        have = np.isfinite(samples.values[:, j]) & (samples.rows >= 150)
        cells: list[object] = [int(np.sum(have & samples.real)), int(np.sum(have & scratch))]
        for fake in (scratch & ~other, scratch & other):
            cells.append(_f(metrics.auc(found[have & samples.real, j], found[have & fake, j])))
        strongest = found[have & samples.real, j]
        cells.append(_f(float(np.mean(strongest >= 1)), 4) if len(strongest) else "-")
        rows.append([signal, study.plans[GENERATED].families[signal], *cells])
    rows.sort(key=lambda row: (str(row[1]), str(row[0])))
    head = [
        "signal",
        "family",
        "genuine",
        "fabricated",
        "AUC own",
        "AUC other hand",
        "genuine with 1 nat against",
    ]
    return "## Signals alone (200 rows and more)\n\n" + table(head, rows)


def bugs(suspects: Sequence[tuple[str, int, float, list[tuple[str, float]]]]) -> str:
    """Genuine tables that look invented."""
    rows = [
        [source, size, _f(odds, 2), ", ".join(f"{signal} {value:+.1f}" for signal, value in strongest)]
        for source, size, odds, strongest in suspects
    ]
    head = ["source", "rows", "log-odds", "strongest signals (nats)"]
    return "## Genuine tables above 1.5 (list of bugs)\n\n" + table(head, rows)
