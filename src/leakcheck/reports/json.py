"""JSON for programs: every key always there, additive change only, schema beside this file.

Why ASCII only: the standard writer then takes lone surrogates, and no terminal can be steered by
the file. Values are masked as in every other format (RFC 8259; JSON Schema 2020-12).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from leakcheck.extent import Partial
from leakcheck.model import LINE_CLASSES, ColumnMapping, Finding, Ledger, Result, Source
from leakcheck.reports import RenderOptions
from leakcheck.reports._cells import column_words, explanation, reveal_cells
from leakcheck.reports._extent import share_tree
from leakcheck.reports._order import gravest, strongest_first
from leakcheck.safe import show
from leakcheck.wording import sentence

MEDIA_TYPE = "application/json"
SUFFIX = ".json"
SCHEMA = 1
_LONGEST = 10_000
_DIGITS = 4
_LISTED = 200


def render(result: Result, options: RenderOptions) -> str:
    """Write one JSON object, keys sorted, newline at the end; see ``report-1.schema.json``."""
    tree = _clean(_report(result, options.show))
    return json.dumps(tree, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=2) + "\n"


def _report(result: Result, mode: str) -> dict[str, Any]:
    verdict = result.verdict
    return {
        "schema": SCHEMA,
        "verdict": verdict.word,
        "reason": verdict.reason,
        "score": verdict.score,
        "meaning": sentence("meaning"),
        "axes": [asdict(axis) for axis in verdict.axes],
        "carried_by": list(verdict.carried_by),
        "without": [asdict(what_if) for what_if in verdict.without],
        "claim": asdict(result.claim),
        "proposal": result.proposal,
        "reading": _reading(result),
        "ledger": _ledger(result.ledger),
        "mapping": [_column(column, mode) for column in result.mapping.columns],
        "findings": [
            _finding(finding, mode) | share_tree(finding, result)
            for finding in strongest_first(result.findings)
        ],
        "untested": [asdict(check) for check in sorted(result.untested, key=lambda u: (u.rule, u.reason))],
        "context": [asdict(context) for context in result.context],
        "sources": [_source(source) for source in sorted(result.sources, key=lambda s: s.id)],
        "surfaces": dict(result.surfaces),
        "distrusted": sorted(result.distrusted),
        "versions": dict(result.versions),
        "hashes": {"sha256": result.reading.sha256},
        "seed": result.seed,
        **({"partial": _partial(result, result.partial)} if result.partial else {}),
        **({"sample": asdict(result.sample)} if result.sample else {}),
        **({"forensics": asdict(result.forensics)} if result.forensics else {}),
    }


def _partial(result: Result, partial: Partial) -> dict[str, Any]:
    return {**asdict(partial), "unjudged": result.ledger.rows - partial.rows}


def _reading(result: Result) -> dict[str, Any]:
    reading = result.reading
    return {
        "source": reading.source,
        "format": reading.format,
        "encoding": reading.encoding,
        "size": reading.size,
        "details": dict(reading.details),
        "notes": [*reading.notes, *result.mapping.notes],
        "transcribed": reading.transcribed,
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    return {
        "lines": ledger.lines,
        **{name: getattr(ledger, name) for name in LINE_CLASSES},
        "rows": ledger.rows,
        "size": ledger.size,
        "events": [asdict(event) for event in gravest(ledger.events, _LISTED)],
        "events_total": ledger.events_total,
    }


def _column(column: ColumnMapping, mode: str) -> dict[str, Any]:
    shown, why = column_words(column, mode)
    return {
        "column": shown,
        "field": column.field,
        "why": why,
        "label": column.label,
        "shape": column.shape,
        "runner_up": column.runner_up,
    }


def _finding(finding: Finding, mode: str) -> dict[str, Any]:
    tally = finding.tally
    return {
        **{
            name: getattr(finding, name)
            for name in ("rule", "kind", "title", "family", "axis", "strength", "log10_lr")
        },
        **{name: getattr(finding, name) for name in ("weighed", "why_not")},
        "explain": explanation(finding, mode),
        "counts": {
            "pass": tally.passed,
            "fail": tally.failed,
            "not-applicable": tally.not_applicable,
            "unknown": tally.unknown,
        },
        "sources": list(finding.sources),
        "innocent": list(finding.innocent),
        "notes": list(tally.notes),
        "columns": list(finding.columns),
        "rows": list(tally.rows),
        "examples": [
            {
                "row": example.row,
                "cells": [{"field": field, "value": value} for field, value in reveal_cells(example, mode)],
                "note": example.note,
            }
            for example in tally.examples
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    return {**asdict(source), "published": source.published and source.published.isoformat()}


def _clean(tree: Any) -> Any:
    """Show every text and round every number, whatever part of the tree it came from."""
    if isinstance(tree, str):
        return show(tree, _LONGEST)
    if isinstance(tree, float):
        return round(tree, _DIGITS) + 0.0
    if isinstance(tree, dict):
        return {show(str(key), _LONGEST): _clean(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_clean(value) for value in tree]
    return tree.isoformat() if hasattr(tree, "isoformat") else tree
