"""One stretch of a transcript with what it states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from evaluator.answers import Candidate, candidates, option_candidates
from evaluator.grading.matching import Stretch
from evaluator.grading.stationary import as_worked_out
from evaluator.kinds.choice import Choice
from evaluator.reference.records import ReferenceAnswer, ReferencePart


@dataclass(frozen=True)
class Page:
    """One stretch with what it states about a part."""

    stretch: Stretch
    part: ReferencePart

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        return candidates(self.stretch.passage, self.part.scope.functions)

    @cached_property
    def text(self) -> str:
        return self.stretch.passage.markdown

    def candidates_for(self, answer: ReferenceAnswer) -> tuple[Candidate, ...]:
        """What may be this answer: of a choice, the options that are named."""
        if isinstance(answer.kind, Choice) and answer.kind.options:
            named = (c for c in self.candidates if c.node is not None and answer.kind.names(c.node))
            denied = answer.cues if answer.kind.expects("no") else ()  # it may confirm, no more
            return (*named, *option_candidates(self.stretch.passage, answer.kind.options, denied))
        return tuple(as_worked_out(c, answer) for c in self.candidates)
