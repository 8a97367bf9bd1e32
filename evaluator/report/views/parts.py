"""The parts of a run by id; a part that the run has no view of still has a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.model import ExpectedAnswer, PartResult, PartView


@dataclass(frozen=True)
class PartsByID:
    """In the order of the reference, then those that only results name."""

    views: dict[str, PartView]

    @classmethod
    def of_run(cls, parts: Iterable[PartView], results: Iterable[PartResult]) -> PartsByID:
        """Only parts that the results speak of."""
        graded = {r.part: r for r in sorted(results, key=lambda r: (r.part, r.transcript))}
        views = {p.id: p for p in parts if p.id in graded}
        return cls({**views, **{id: _unknown(r) for id, r in graded.items() if id not in views}})

    def of(self, result: PartResult) -> PartView:
        return self.views[result.part]

    def problems(self) -> dict[str, list[PartView]]:
        """Problem id to its parts."""
        grouped: dict[str, list[PartView]] = {}
        for view in self.views.values():
            grouped.setdefault(view.id.rpartition("/")[0], []).append(view)
        return grouped


def _unknown(result: PartResult) -> PartView:
    return PartView(
        id=result.part,
        label=result.part.rpartition("/")[2],
        title="",
        problem_title=result.part.rpartition("/")[0],
        statement="",
        answers=tuple(
            ExpectedAnswer(name=a.name, latex=a.expected, kind="expression", quantity=None) for a in result.answers
        ),
    )
