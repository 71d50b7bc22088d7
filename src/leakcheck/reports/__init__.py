"""Printing: one file a format. A format knows no rules and no files, only a `Result`.

Each module names its `MEDIA_TYPE`, its `SUFFIX` and ``render(result, options) -> str``.
"""

from __future__ import annotations

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a report may show and how wide.

    Parameters
    ----------
    show : {"masked", "values", "none"}
        What becomes of cells; only ``values`` prints any.
    width : int, optional
        Terminal cells a line; None is 100, as in a pipe.
    color : bool
        Whether to colour. Colour never carries meaning alone.
    verbose : bool
        Everything in full: every untried check, every statement, every source.
    command : str
        The command that was run, so that an editor can repeat it.
    """

    show: str = "masked"
    width: int | None = None
    color: bool = False
    command: str = ""
    verbose: bool = False
