"""The errors a person can meet, each with a hint.

Why: an error is part of the interface. It says what happened, where, and what to try; it never
carries a value from the input (see `leakcheck.safe`), and each kind has its own exit code.
"""

from __future__ import annotations


class LeakcheckError(Exception):
    """Any failure leakcheck foresees: a message, an optional place and a hint what to try.

    Parameters
    ----------
    message : str
        What happened, in one clause. Must already be safe to print.
    where : str
        File, row, rule or key; empty when there is none.
    hint : str
        The next thing to try; empty when there is none.
    """

    exit_code = 70

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class UsageError(LeakcheckError):
    """The call itself is wrong: an unknown pack, field, column or option value."""

    exit_code = 2


class InputError(LeakcheckError):
    """The evidence cannot be read, is empty, or holds nothing to check."""

    exit_code = 3


class PackError(LeakcheckError):
    """A pack is refused; `where` names file, rule and key."""

    exit_code = 3


class InternalError(LeakcheckError):
    """A promise of leakcheck's own was broken, such as a ledger whose sums do not match."""

    exit_code = 70


class NumberError(LeakcheckError):
    """An identity number is not valid. Subclasses say why; none repeats the number."""

    exit_code = 3


class ShapeError(NumberError):
    """Wrong length, characters or fixed parts."""


class ChecksumError(NumberError):
    """Right shape, wrong check digit."""


class MaskedError(NumberError):
    """Part of the number is hidden (``XXXXXXXX1234``): neither valid nor invalid."""
