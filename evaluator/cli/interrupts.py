"""Ctrl-C is an interrupt, whatever a library makes of it on the way up."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises `KeyboardInterrupt` for any error that follows an interrupt within the block.

    pydantic's serializer, for one, turns the exception that a signal raises into an error of its own, without a cause.
    """
    came = list[int]()

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    except Exception as error:
        if came:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
