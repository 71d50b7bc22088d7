"""What holds for every input: rows or one clear error, every line accounted for, nothing else.

Why apart from the fuzzer: the same check reads the seeds and every crash ever found in the ordinary tests.
"""

# ruff: noqa: S101, PT017 - promises are asserted: a fuzzer counts every exception
from __future__ import annotations

from pathlib import Path

from leakcheck import discover
from leakcheck.errors import InputError, UsageError
from leakcheck.model import Block
from leakcheck.readers import Budget, ReadOptions, from_bytes, read
from leakcheck.writers import cells_of

HERE = Path(__file__).parent
ANY = "any"
_LABELS = frozenset({"name", "age", "mobile", "date", "email", "pin", "नाम", "उम्र"})
_BUDGET = Budget(bytes_out=4_000_000, field=50_000, cells=20_000_000)


def targets() -> tuple[str, ...]:
    """Every reader that reads bytes, and ``any``: containers, choosing and reading together."""
    readers = (n for n in discover.names("readers") if discover.load("readers", n).EXAMPLE is not None)
    return (*readers, ANY)


def seeds(target: str) -> list[Path]:
    """Files of the seed corpus of a target."""
    return sorted(path for path in (HERE / "seeds" / target).glob("*") if path.is_file())


def examples(target: str) -> list[bytes]:
    """The example of the reader, or of all readers."""
    names = targets()[:-1] if target == ANY else (target,)
    return [discover.load("readers", name).EXAMPLE for name in names]


def _yes() -> bool:
    return True


def is_usable(target: str) -> bool:
    """Whether this machine has what the reader needs; without it every input ends in one clear error."""
    return target == ANY or getattr(discover.load("readers", target), "is_usable", _yes)()


def is_label(text: str) -> float:
    """A few labels known for certain, so that both branches of every question are taken."""
    return float(text.casefold().strip() in _LABELS)


def check(data: bytes, target: str) -> bool:
    """Read `data` to the end; returns whether it was read, raises `AssertionError` when a promise broke.

    What leakcheck does not foresee goes through, which is what a fuzzer calls a crash.
    """
    name = None if target == ANY else target
    try:
        evidence = from_bytes(data, "fuzz")
        table = read(evidence, input_format=name, options=ReadOptions(is_label=is_label, budget=_BUDGET))
        width, rows, last = len(table.columns), 0, 0
        assert width == len(set(table.columns)) <= _BUDGET.columns
        assert all(map(_is_clean, table.columns))
        for block in table.blocks:
            last = _check_block(block, width, last)
            rows += len(block)
        ledger = table.ledger().check()
        assert ledger.rows == rows
        assert all(map(_is_clean, (event.reason for event in ledger.events)))
    except (InputError, UsageError) as error:
        assert error.message
        assert error.hint or error.where
        return False
    return True


def _check_block(block: Block, width: int, last: int) -> int:
    lines = [int(line) for line in block.rows]
    assert lines == sorted(lines)
    assert not lines or lines[0] >= max(1, last)
    assert len(block.columns) == width
    for column in block.columns:
        cells = cells_of(column)
        assert len(cells) == len(lines)
        assert all(cell is None or _is_clean(cell) for cell in cells)
    return lines[-1] if lines else last


def _is_clean(text: str) -> bool:
    """Text without lone surrogates, within the budget."""
    return isinstance(text, str) and len(text) <= _BUDGET.field + 1 and bool(text.encode("utf-8") or True)
