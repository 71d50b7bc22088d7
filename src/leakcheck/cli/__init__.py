"""The door for people at a terminal: one file a command, found by its name.

Exit codes: 0 done, 1 found something that was asked for, 2 wrong usage, 3 nothing to read or check,
70 a defect of leakcheck (sysexits), 130 interrupted. Little is imported here, because
``leakcheck --help`` must not wait for numpy, pandas, Arrow or rich.
"""

from leakcheck.cli._group import main

__all__ = ["main"]
