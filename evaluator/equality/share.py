"""Work that may be given up: what a task has found before is not lost when the rest of it takes too long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, Never, TypeVar

Made = TypeVar("Made")

_SHARE: Final = 0.5  # of what the task still has: as much is left to tell what is known


class _GivenUp(BaseException):
    """No `Exception`, so that nothing on the way takes it for a failure of its own."""


def given_up(function: Callable[[], Made]) -> Made | None:
    """`function()`, or None when it takes half of the processor time that the worker's task still has.

    Only a task of `evaluator.equality.workers` has a time that runs out; elsewhere nothing is given up.
    """
    left, _interval = signal.getitimer(signal.ITIMER_PROF)
    if not left or threading.current_thread() is not threading.main_thread():
        return function()
    before = signal.signal(signal.SIGVTALRM, _give_up)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, left * _SHARE)
        made = function()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return made
    except _GivenUp:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(_signal: int, _frame: FrameType | None) -> Never:
    raise _GivenUp
