"""The door for people at a terminal: one file a command, found by its name.

Why so little is imported here: ``leakcheck --help`` must not wait for numpy, pandas, Arrow or rich.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    0 done, 1 found something that was asked for, 2 wrong usage, 3 nothing to read or check,
    70 a defect of leakcheck (sysexits), 130 interrupted.

    Parameters
    ----------
    args : sequence of str, optional
        The arguments; those of the process when left out.
    """
    from leakcheck.cli._failure import fail  # noqa: PLC0415 - click is not needed to import the package
    from leakcheck.cli._group import State, group  # noqa: PLC0415

    if args is None and not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's warning may quote the data
    state = State(tuple(sys.argv[1:] if args is None else args))
    try:
        code = group.main(list(state.args), prog_name="leakcheck", standalone_mode=False, obj=state)
    except (Exception, KeyboardInterrupt) as error:  # the last door: nothing may leave as a raw traceback
        return fail(error, state.debug)
    return code if isinstance(code, int) else 0
