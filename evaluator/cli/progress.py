"""A run as it goes on: a line for each transcript, or on a terminal a display that stays where it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from evaluator.batch.watching import Done, Watch, Working

_SLOW: Final = 2.0  # seconds after which something is named
_MOST: Final = 4  # of those


class Lines(Watch):
    """For files and pipes."""

    def __init__(self) -> None:
        self._sources = self._count = 0

    def begin(self, sources: int) -> None:
        self._sources = sources

    def done(self, what: Done) -> None:
        self._count += 1
        print(f"[{self._count}/{self._sources}] {what.name}: {what.told}", file=sys.stderr, flush=True)


class Display(Watch):
    """Drawn when the run says something: the library's own thread must not be there when processes are forked."""

    def __init__(self, console: Console) -> None:
        figures = TextColumn("{task.fields[graded]} graded, {task.fields[refused]} refused, {task.fields[kept]} kept")
        rate = TextColumn("{task.fields[rate]}")
        self._bar = Progress(
            BarColumn(24), MofNCompleteColumn(), figures, rate, TimeElapsedColumn(), TextColumn("left"),
            TimeRemainingColumn(), console=console, auto_refresh=False,
        )  # fmt: skip
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._task = self._bar.add_task("", total=None, graded=0, refused=0, kept=0, rate="")
        self._on: Sequence[Working] = ()

    def __enter__(self) -> Display:
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._live.stop()

    def begin(self, sources: int) -> None:
        self._bar.update(self._task, total=sources)
        self._draw()

    def done(self, what: Done) -> None:
        self._on = [w for w in self._on if w.name != what.name]
        fields = self._bar.tasks[0].fields
        key = "refused" if what.refused else "kept" if what.kept else "graded"
        self._bar.update(self._task, advance=1, **{key: fields[key] + 1})
        if what.refused:
            self._live.console.print(Text(f"{what.name}: {what.told}"), soft_wrap=True)
        self._draw()

    def working(self, on: Sequence[Working]) -> None:
        self._on = on
        self._draw()

    def _draw(self) -> None:
        task = self._bar.tasks[0]
        through, seconds = task.completed, task.elapsed or 0.0
        self._bar.update(self._task, rate=f"{through / seconds:.1f}/s" if through and seconds else "")
        slow = sorted((w for w in self._on if w.seconds >= _SLOW), key=lambda w: -w.seconds)[:_MOST]
        lines = [Text(f"  {w.name}: {w.seconds:.0f} s{', ' + w.at if w.at else ''}", style="dim") for w in slow]
        self._live.update(Group(self._bar, *lines), refresh=True)
