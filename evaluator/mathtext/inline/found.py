"""A formula that was found among words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` is a formula. `typed` tells whether its scripts are typed as such, or it is LaTeX: then the
    signs say all that there is; without, scripts may have come down into the line."""

    start: int
    end: int
    latex: str
    display: bool
    typed: bool
    others: tuple[str, ...] = ()  # what it may be as well, where it is not
    hung: bool = False  # digits or letters of its line were taken for scripts
    cut: bool = False  # signs stand beside it that it seems to lack: no formula, but a trace of one
    torn: bool = False  # the line above or below may hold a rest of it
