"""Ctrl-C, or a polite kill, in the middle of judging: the first ends the reading, the second the run.

Why a flag and not the exception: an exception would leave a block half counted, and a report must add up.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any

_SIGNALS = ("SIGINT", "SIGTERM")


class Interrupts:
    """While this lasts, the first signal is remembered once judging has begun; any other raises.

    Called, it says whether to stop: `leakcheck.api.verify` asks before every block, and by asking shows
    that there may be something to answer with.
    """

    def __init__(self) -> None:
        self.is_asked = self._is_judging = self._is_arrow_deaf = False
        self._before: dict[int, Any] = {}

    def __call__(self) -> bool:
        """Whether to stop."""
        self._is_judging = True
        if not self._is_arrow_deaf and "pyarrow" in sys.modules:
            import pyarrow as pa

            pa.enable_signal_handlers(False)  # its own would cancel the parse of a chunk, and lose the rest
            self._is_arrow_deaf = True
        return self.is_asked

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is not threading.main_thread():
            return self
        for name in _SIGNALS:
            number = getattr(signal, name)
            before = signal.getsignal(number)
            if before not in (signal.SIG_IGN, None):  # who started us deaf wants us deaf
                self._before[number] = before
                signal.signal(number, self._hear)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        if self._is_arrow_deaf:
            import pyarrow as pa

            pa.enable_signal_handlers(True)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_asked or not self._is_judging:
            raise KeyboardInterrupt
        self.is_asked = True
