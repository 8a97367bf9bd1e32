"""An explanation in words, held against a rubric of claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evaluator.kinds.phrases import meets, sentences
from evaluator.mathtext.printer import to_latex
from evaluator.mathtext.scope import Scope
from evaluator.mathtext.tree import Node, Text
from evaluator.model import Cause, Different, Equal, Outcome, Unknown, Witness


@dataclass(frozen=True)
class Claim:
    """What an answer should say. Phrasings are written as `evaluator.kinds.phrases` reads them."""

    name: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True)
class Match:
    """Where `claim` is made (or contradicted) in the prose: `text[start:end]`."""

    claim: Claim
    start: int
    end: int
    supports: bool


@dataclass(frozen=True)
class Prose:
    """`summary` is the expected answer as a person would put it."""

    name: ClassVar[str] = "prose"
    summary: str
    claims: tuple[Claim, ...]

    def latex(self) -> str:
        return self.summary

    def compare(self, found: Node, scope: Scope) -> Outcome:
        """The words of `found` against the rubric."""
        return self.judge(found.text if isinstance(found, Text) else to_latex(found))

    def judge(self, text: str) -> Outcome:
        """Equal when every needed claim is made and none is contradicted."""
        found = self.matches(text)
        against = [m for m in found if not m.supports]
        both = sorted({m.claim.name for m in against} & {m.claim.name for m in found if m.supports})
        if both:
            return Unknown(cause=Cause.no_decision, reason=f"says it and its opposite: {', '.join(both)}")
        if against:
            return self._contradicted(text, against)
        missing = self.missing(text)
        if not missing:
            return Equal(certainty="rubric", method=f"{len(found)} of {len(self.claims)} claims found")
        if not found:
            return Unknown(cause=Cause.no_decision, reason="none of the rubric's claims was recognised")
        return self._incomplete(found, missing)

    def matches(self, text: str) -> tuple[Match, ...]:
        """The first place of each claim made and of each contradicted, in the order of the rubric."""
        split = sentences(text)
        found = []
        for claim in self.claims:
            for phrasings, supports in ((claim.supports, True), (claim.contradicts, False)):
                places = (meets(s, p) for s in split for p in phrasings)
                place = next((p for p in places if p), None)
                if place:
                    found.append(Match(claim, *place, supports))
        return tuple(found)

    def missing(self, text: str) -> tuple[Claim, ...]:
        """The needed claims that are not made."""
        made = {m.claim.name for m in self.matches(text) if m.supports}
        return tuple(c for c in self.claims if c.needed and c.name not in made)

    def _contradicted(self, text: str, against: list[Match]) -> Different:
        first = against[0]
        return Different(
            witness=Witness(expected=first.claim.name, found=text[first.start : first.end]),
            method="rubric",
            diagnosis=f"Contradicts: {', '.join(m.claim.name for m in against)}.",
        )

    def _incomplete(self, found: tuple[Match, ...], missing: tuple[Claim, ...]) -> Different:
        said = "; ".join(m.claim.name for m in found)
        lacking = ", ".join(c.name for c in missing)
        return Different(
            witness=Witness(expected="; ".join(c.name for c in self.claims if c.needed), found=said),
            method="rubric",
            diagnosis=f"Not said: {lacking}.",
        )
