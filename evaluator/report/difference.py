"""What changed from one run to another, cell by cell, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

from evaluator.model import OURS, InputFile, PartResult, Verdict
from evaluator.report.folder import RunFolder, load
from evaluator.report.pages import render


class Group(StrEnum):
    """What a change means, the worst first."""

    broke = "broke"  # was right, and is not any more
    unreadable = "newly unreadable"  # was decided, and is left open by us
    changed = "changed"
    fixed = "fixed"  # was not right, and is
    decided = "newly decided"  # was left open by us, and is not right
    removed = "no longer there"
    added = "new"


REGRESSIONS: Final = frozenset({Group.broke, Group.unreadable})


@dataclass(frozen=True)
class Change:
    """A part of a transcript whose verdict or answers are not the same; None stands for "was not there"."""

    transcript: str
    part: str
    group: Group
    before: str | None
    after: str | None
    cause: str
    answers: tuple[str, ...] = ()  # "c: different -> equal"


@dataclass(frozen=True)
class Difference:
    old: RunFolder
    new: RunFolder

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        before, after = (_cells(run.results) for run in (self.old, self.new))
        found = [
            change for key in {**before, **after} if (change := self._change(key, before.get(key), after.get(key)))
        ]
        order = list(Group)
        return tuple(sorted(found, key=lambda c: (order.index(c.group), c.transcript, c.part)))

    @property
    def same(self) -> int:
        """Cells that are in both runs and say the same."""
        both = _cells(self.old.results).keys() & _cells(self.new.results).keys()
        return len(both) - sum(c.before is not None and c.after is not None for c in self.changes)

    def grouped(self) -> dict[Group, list[Change]]:
        return {group: found for group in Group if (found := [c for c in self.changes if c.group is group])}

    def _change(self, key: tuple[str, str], old: PartResult | None, new: PartResult | None) -> Change | None:
        answers = _answers(old, new) if old and new else ()
        before, after = (result.verdict if result else None for result in (old, new))
        if before == after and not answers:
            return None
        group = _group(before, after)
        return Change(*key, group, before, after, self._cause(*key), answers)

    def _cause(self, transcript: str, part: str) -> str:
        """The first of what the result depends on that is not the same."""
        one, other = (_files(run.run.inputs).get(transcript) for run in (self.old, self.new))
        if one != other:
            return "the transcript changed" if one and other else "another set of files"
        views = [{p.id: p for p in run.parts}.get(part) for run in (self.old, self.new)]
        if views[0] != views[1]:
            return "the reference changed"
        if self.old.run.versions != self.new.run.versions:
            return "another version of the program or its libraries"
        if self.old.run.configuration != self.new.run.configuration:
            return "other settings, or the reference module changed"
        return "the program changed"


def compare(old: Path, new: Path) -> Difference:
    """Of two run folders. Raises `ConfigError` where one is none."""
    return Difference(load(old), load(new))


def page(difference: Difference) -> str:
    """All of it as one page of HTML that needs no other file."""
    return render("difference.html", "", view=difference, groups=difference.grouped())


def _cells(results: Sequence[PartResult]) -> Mapping[tuple[str, str], PartResult]:
    return {(r.transcript, r.part): r for r in results}


def _files(inputs: Sequence[InputFile]) -> dict[str, str | None]:
    return {i.transcript: i.sha256 for i in inputs if i.transcript}


def _answers(old: PartResult, new: PartResult) -> tuple[str, ...]:
    before = {a.name: a.outcome for a in old.answers}
    after = {a.name: a.outcome for a in new.answers}
    return tuple(
        f"{name}: {before.get(name, 'not asked')} -> {after.get(name, 'not asked')}"
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )


def _group(before: Verdict | None, after: Verdict | None) -> Group:
    if before is None or after is None:
        return Group.added if before is None else Group.removed
    if before == after:
        return Group.changed
    if after == "correct":
        return Group.fixed
    if after in OURS and before not in OURS:
        return Group.unreadable
    if before in OURS and after not in OURS:
        return Group.decided
    return Group.broke if before == "correct" else Group.changed
